"""What a group passes up: a lesson, a risk, a shortfall, a training need, a success, with its whole trail.

From a tactical group to its strategic one and on to the Executive, step by step. Each group on the trail
reads it; no other group learns that it is there. Refuses to pass on what another agency told before that
agency said yes, and to go above the top.
"""

from dataclasses import dataclass
from datetime import date, datetime

from sqlalchemy import func, or_, select
from sqlalchemy.orm import Session

from portal.core.actors import Actor, Role
from portal.core.disclosure import WorkCount
from portal.core.errors import MoveNotAllowed, NotFound
from portal.core.windows import london_date
from portal.meetings import room, rules
from portal.meetings.group_models import GroupReturn, ReturnTrail
from portal.meetings.kinds import ReturnKind, ReturnStep
from portal.meetings.rules import NobodyAbove
from portal.partnership.rules import Partnership

FIRST = 1


@dataclass(frozen=True, slots=True)
class NewReturn:
    """What a group passes on. `source_agency`: another agency told it; empty where nobody else did."""

    kind: ReturnKind
    title: str
    words: str
    source_agency: str = ""


@dataclass(frozen=True, slots=True)
class Step:
    """One step of the trail; `by` is an account's id, `group` who had it afterwards."""

    step: ReturnStep
    group: str
    words: str
    at: datetime
    by: str


@dataclass(frozen=True, slots=True)
class Return:
    """One return with its trail, the first step first."""

    id: str
    from_group: str
    at_group: str
    kind: ReturnKind
    title: str
    words: str
    source_agency: str
    approved: str
    answered: bool
    raised_on: date
    version: int
    trail: tuple[Step, ...] = ()

    @property
    def waits_for_source(self) -> bool:
        """Whether another agency has to say yes before it goes anywhere."""
        return bool(self.source_agency and not self.approved)


def raise_one(
    session: Session, actor: Actor, group_code: str, new: NewReturn, *, key: str = "", now: datetime
) -> str:
    """A new return; its id. Raises `NotFound`, `WordsMissing`, `WordsTooLong`, `PointsToSomebody`."""
    room.belong(actor, group_code)
    title = rules.clean("title", " ".join(new.title.split()), rules.MAX_TITLE)
    words = rules.clean("words", new.words, rules.MAX_WORDS)
    agency = rules.clean("source_agency", new.source_agency, rules.MAX_POST, needed=False, plain=False)
    return_id = room.id_for(key, actor.id, group_code, new)
    if session.get(GroupReturn, return_id) is not None:
        return return_id
    row = GroupReturn(
        id=return_id,
        from_group=group_code,
        at_group=group_code,
        kind=new.kind,
        title=title,
        words=words,
        source_agency=agency,
        approved="",
        answered=False,
        raised_on=london_date(now),
        version=0,
    )
    session.add(row)
    _step(session, actor, row, ReturnStep.RAISED, "", now)
    return row.id


def approve(
    session: Session, actor: Actor, return_id: str, post: str, *, seen_version: int, now: datetime
) -> None:
    """The agency it came from said yes to its re-use. Raises `NotFound`, `Stale`, `MoveNotAllowed`."""
    row = _held(session, actor, return_id, seen_version)
    if not row.source_agency or row.approved:
        raise MoveNotAllowed(state="approved", verb="approve")
    row.approved = rules.clean("post", post, rules.MAX_POST, plain=False)
    _step(session, actor, row, ReturnStep.APPROVED, row.approved, now)


def escalate(
    session: Session,
    actor: Actor,
    return_id: str,
    why: str,
    *,
    partnership: Partnership,
    seen_version: int,
    now: datetime,
) -> str:
    """Pass it up to the group above; that group's code.

    Raises `NotFound`, `Stale`, `MoveNotAllowed`, `NeedsSource`, `NobodyAbove` and what `rules.clean` raises.
    """
    row = _held(session, actor, return_id, seen_version)
    words = rules.clean("words", why, rules.MAX_WORDS)
    rules.check_source(row.source_agency, approved=bool(row.approved))
    above = partnership.group(row.at_group).parent
    if above is None:
        raise NobodyAbove(group=row.at_group)
    row.at_group = above
    _step(session, actor, row, ReturnStep.ESCALATED, words, now)
    return above


def answer(
    session: Session, actor: Actor, return_id: str, words: str, *, seen_version: int, now: datetime
) -> None:
    """The group that has it answers; every group on the trail reads the answer.

    Raises `NotFound`, `Stale`, `MoveNotAllowed` and what `rules.clean` raises.
    """
    row = _held(session, actor, return_id, seen_version)
    kept = rules.clean("words", words, rules.MAX_WORDS)
    row.answered = True
    _step(session, actor, row, ReturnStep.ANSWERED, kept, now)


def at(session: Session, group_code: str) -> tuple[Return, ...]:
    """What other groups passed up to this one and waits for its answer; only what may be re-used."""
    query = select(GroupReturn).where(
        GroupReturn.at_group == group_code,
        GroupReturn.from_group != group_code,
        GroupReturn.answered.is_(False),
    )
    return tuple(
        _return(row) for row in session.scalars(query.order_by(GroupReturn.raised_on, GroupReturn.id))
    )


def number_waiting(session: Session, actor: Actor, *, partnership: Partnership) -> WorkCount:
    """How many wait for an answer of a group this person chairs, or at the head of the partnership."""
    tops = room.tops(partnership) if Role.EXECUTIVE in actor.roles else frozenset[str]()
    groups = tops | {group for group in actor.groups if rules.runs(actor, group)}
    query = select(func.count()).where(GroupReturn.at_group.in_(groups), GroupReturn.answered.is_(False))
    return WorkCount(session.scalar(query) or 0)


def seen_by(session: Session, actor: Actor, *, partnership: Partnership) -> tuple[Return, ...]:
    """Returns of the groups one may read, or that passed through them; what waits first, then the newest."""
    mine = frozenset(group.code for group in room.groups(actor, partnership))
    passed = select(ReturnTrail.return_id).where(ReturnTrail.group_code.in_(mine))
    query = select(GroupReturn).where(or_(GroupReturn.from_group.in_(mine), GroupReturn.id.in_(passed)))
    order = (GroupReturn.answered, GroupReturn.raised_on.desc(), GroupReturn.id)
    return tuple(_return(row) for row in session.scalars(query.order_by(*order)))


def one(session: Session, actor: Actor, return_id: str, *, partnership: Partnership) -> Return:
    """One return with its trail, for a group on the trail. Raises `NotFound`."""
    row = session.get(GroupReturn, return_id)
    if row is None:
        raise NotFound(kind="return", value=return_id)
    query = select(ReturnTrail).where(ReturnTrail.return_id == return_id).order_by(ReturnTrail.version)
    trail = tuple(
        Step(ReturnStep(each.step), each.group_code, each.words, each.taken_at, each.taken_by)
        for each in session.scalars(query)
    )
    mine = rules.readable(actor, room.tops(partnership))
    if not mine & {row.from_group, *(step.group for step in trail)}:
        raise NotFound(kind="return", value=return_id)
    return _return(row, trail)


def _held(session: Session, actor: Actor, return_id: str, seen: int) -> GroupReturn:
    """The row, for the chair of the group that has it now."""
    row = session.get(GroupReturn, return_id, with_for_update=True)
    if row is None or not rules.runs(actor, row.at_group):
        raise NotFound(kind="return", value=return_id)
    room.fresh(row, seen)
    if row.answered:
        raise MoveNotAllowed(state="answered", verb="take on")
    return row


def _step(
    session: Session, actor: Actor, row: GroupReturn, step: ReturnStep, words: str, now: datetime
) -> None:
    row.version += 1
    session.flush()
    session.add(
        ReturnTrail(
            return_id=row.id,
            version=row.version,
            step=step,
            group_code=row.at_group,
            words=words,
            taken_at=now,
            taken_by=actor.id,
        )
    )
    room.record(session, actor, f"return.{step.value}", f"return:{row.id}", now, version=row.version)


def _return(row: GroupReturn, trail: tuple[Step, ...] = ()) -> Return:
    return Return(
        id=row.id,
        from_group=row.from_group,
        at_group=row.at_group,
        kind=ReturnKind(row.kind),
        title=row.title,
        words=row.words,
        source_agency=row.source_agency,
        approved=row.approved,
        answered=row.answered,
        raised_on=row.raised_on,
        version=row.version,
        trail=trail,
    )
