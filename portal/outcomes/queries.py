"""Reading outcomes: what everybody may read, and what officers write on.

A public answer holds published outcomes only; a draft and an unknown one are the same to whoever asks. So is
one about a referral that the caller names in `without`: the register does not name such a referral any more.
"""

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from datetime import date, datetime

from sqlalchemy import ColumnElement, Select, and_, func, literal, select, tuple_
from sqlalchemy.orm import Session

from portal.core.errors import NotFound
from portal.outcomes import rules
from portal.outcomes.models import OutcomeRow, OutcomeStep
from portal.outcomes.rules import ACTED, Ending, Kind, Progress, State
from portal.web.listing import PAGE_ROWS, Page, paged
from portal.web.sorting import Order, along

COLUMNS = {
    "changed": (OutcomeRow.saved_at, OutcomeRow.id),
    "line": (OutcomeRow.line, OutcomeRow.id),
    "about": (OutcomeRow.subject_name, OutcomeRow.id),
    "state": (OutcomeRow.state, OutcomeRow.saved_at, OutcomeRow.id),
}
"""What the officers' list can be sorted by."""

LAST_CHANGED = Order("changed", falling=True)

PUBLIC_ROWS = 20  # outcomes on one public page: each is read, not skimmed

Referrals = Collection[str]
"""References of referrals."""


@dataclass(frozen=True, slots=True)
class Step:
    """How far the action had come on a day, in words."""

    words: str
    taken_on: date


@dataclass(frozen=True, slots=True)
class Outcome:
    """One outcome. `words` says how far it has come; `topic` is a code or empty, `owner` a group's code."""

    id: str
    kind: Kind
    subject_id: str
    subject_name: str
    topic: str
    line: str
    decision: str
    reason: str
    action: str
    owner: str
    progress: Progress
    ending: Ending | None
    decided_on: date
    heard_on: date | None
    state: State
    published_on: date | None
    why_withdrawn: str
    version: int
    saved_at: datetime
    steps: tuple[Step, ...] = ()

    @property
    def words(self) -> str:
        """How far it has come: "Under way", or "Not changed, because ..."."""
        return rules.sentence(self.progress, self.ending)


@dataclass(frozen=True, slots=True)
class Measures:
    """How many outcomes were told, how many led to action, and the middle number of days to a decision."""

    told: int
    acted: int
    days: int | None


@dataclass(frozen=True, slots=True)
class Wanted:
    """Which outcomes: how far, about which topic, about what kind of thing; all where nothing is said."""

    progress: Progress | None = None
    topic: str = ""
    kind: Kind | None = None

    @classmethod
    def chosen(cls, progress: str, topic: str, kind: str) -> "Wanted":
        """From codes that a form has checked; empty means all."""
        return cls(Progress(progress) if progress else None, topic, Kind(kind) if kind else None)


EVERY = Wanted()


def for_subject(session: Session, kind: Kind, subject_id: str) -> tuple[Outcome, ...]:
    """Published outcomes of one theme, consultation, referral or question, the newest first."""
    query = _public().where(OutcomeRow.kind == kind, OutcomeRow.subject_id == subject_id)
    found = session.scalars(query.order_by(OutcomeRow.published_on.desc(), OutcomeRow.id.desc()))
    return tuple(_outcome(row) for row in found)


def published(
    session: Session, wanted: Wanted = EVERY, *, after: str | None = None, without: Referrals = ()
) -> Page[Outcome]:
    """Published outcomes, the newest first; an `after` that is no key of ours starts from the beginning."""
    order = (OutcomeRow.published_on, OutcomeRow.id)
    query = _public(without)
    if wanted.progress is not None:
        query = query.where(OutcomeRow.progress == wanted.progress)
    if wanted.topic:
        query = query.where(OutcomeRow.topic == wanted.topic)
    if wanted.kind is not None:
        query = query.where(OutcomeRow.kind == wanted.kind)
    last = session.get(OutcomeRow, after) if after else None
    if last is not None and last.state == State.PUBLISHED:
        query = query.where(tuple_(*order) < tuple_(literal(last.published_on), literal(last.id)))
    found = query.order_by(*(column.desc() for column in order)).limit(PUBLIC_ROWS + 1)
    rows = list(session.scalars(found))
    return paged([_outcome(row) for row in rows], [row.id for row in rows], PUBLIC_ROWS)


def of_groups(
    session: Session, owners: Collection[str], *, before: date, without: Referrals = ()
) -> tuple[Outcome, ...]:
    """Outcomes that these groups see to and that were published before a day, the newest first."""
    query = _public(without).where(OutcomeRow.owner.in_(owners), OutcomeRow.published_on < before)
    found = session.scalars(query.order_by(OutcomeRow.published_on.desc(), OutcomeRow.id.desc()))
    return tuple(_outcome(row) for row in found)


def told_of(session: Session, *, without: Referrals = ()) -> frozenset[tuple[Kind, str]]:
    """Kind and id of every subject of a published outcome."""
    query = select(OutcomeRow.kind, OutcomeRow.subject_id).where(*_told(without))
    return frozenset((Kind(kind), subject) for kind, subject in session.execute(query.distinct()))


def acted_on(session: Session, kind: Kind) -> frozenset[str]:
    """The subjects of this kind of which a published outcome led to action."""
    query = _public().where(OutcomeRow.kind == kind, OutcomeRow.progress.in_(ACTED))
    return frozenset(row.subject_id for row in session.scalars(query))


def public(session: Session, outcome_id: str, *, without: Referrals = ()) -> Outcome:
    """One published outcome with its steps. Raises `NotFound`, for a draft too."""
    found = one(session, outcome_id)
    unread = found.kind is Kind.REFERRAL and found.subject_id in without
    if unread or found.state is not State.PUBLISHED:
        raise NotFound(kind="outcome", value=outcome_id)
    return found


def one(session: Session, outcome_id: str) -> Outcome:
    """One outcome as officers see it. Raises `NotFound`."""
    row = session.get(OutcomeRow, outcome_id)
    if row is None:
        raise NotFound(kind="outcome", value=outcome_id)
    query = select(OutcomeStep).where(OutcomeStep.outcome_id == outcome_id).order_by(OutcomeStep.version)
    steps = tuple(
        Step(
            rules.sentence(Progress(each.progress), Ending(each.ending) if each.ending else None),
            each.taken_on,
        )
        for each in session.scalars(query)
    )
    return _outcome(row, steps)


def some(session: Session, ids: Collection[str]) -> dict[str, Outcome]:
    """These outcomes by id, drafts too; one that is gone is left out."""
    if not ids:
        return {}
    rows = session.scalars(select(OutcomeRow).where(OutcomeRow.id.in_(ids)))
    return {row.id: _outcome(row) for row in rows}


def page(session: Session, *, order: Order = LAST_CHANGED, after: str | None = None) -> Page[Outcome]:
    """Every outcome, in this order: the one changed last first."""
    last = session.get(OutcomeRow, after) if after else None
    query = along(select(OutcomeRow), COLUMNS[order.code], last, falling=order.falling)
    rows = list(session.scalars(query.limit(PAGE_ROWS + 1)))
    return paged([_outcome(row) for row in rows], [row.id for row in rows])


def of_subject(session: Session, kind: Kind, subject_id: str) -> tuple[Outcome, ...]:
    """Every outcome of one subject, drafts too; for officers."""
    query = select(OutcomeRow).where(OutcomeRow.kind == kind, OutcomeRow.subject_id == subject_id)
    return tuple(_outcome(row) for row in session.scalars(query.order_by(OutcomeRow.saved_at.desc())))


def topics(session: Session, *, without: Referrals = ()) -> frozenset[str]:
    """Topics that published outcomes are about."""
    query = select(OutcomeRow.topic).where(*_told(without)).distinct()
    return frozenset(topic for topic in session.scalars(query) if topic)


def counts(session: Session, *, without: Referrals = ()) -> Mapping[Progress, int]:
    """How many published outcomes have come how far: a count of our own acts, not of people."""
    query = select(OutcomeRow.progress, func.count()).where(*_told(without)).group_by(OutcomeRow.progress)
    return {Progress(progress): number for progress, number in session.execute(query)}


def measures(session: Session, *, without: Referrals = ()) -> Measures:
    """Told, acted on, and the middle number of days from first hearing of something to the decision."""
    found = counts(session, without=without)
    dates = select(OutcomeRow.heard_on, OutcomeRow.decided_on).where(*_told(without))
    return Measures(
        told=sum(found.values()),
        acted=sum(number for progress, number in found.items() if progress in ACTED),
        days=rules.middle_days((heard, decided) for heard, decided in session.execute(dates)),
    )


def _public(without: Referrals = ()) -> Select[OutcomeRow]:
    return select(OutcomeRow).where(*_told(without))


def _told(without: Referrals) -> tuple[ColumnElement[bool], ...]:
    unread = and_(OutcomeRow.kind == Kind.REFERRAL, OutcomeRow.subject_id.in_(without))
    return (OutcomeRow.state == State.PUBLISHED, *((~unread,) if without else ()))


def _outcome(row: OutcomeRow, steps: tuple[Step, ...] = ()) -> Outcome:
    return Outcome(
        id=row.id,
        kind=Kind(row.kind),
        subject_id=row.subject_id,
        subject_name=row.subject_name,
        topic=row.topic,
        line=row.line,
        decision=row.decision,
        reason=row.reason,
        action=row.action,
        owner=row.owner,
        progress=Progress(row.progress),
        ending=Ending(row.ending) if row.ending else None,
        decided_on=row.decided_on,
        heard_on=row.heard_on,
        state=State(row.state),
        published_on=row.published_on,
        why_withdrawn=row.why_withdrawn,
        version=row.version,
        saved_at=row.saved_at,
        steps=steps,
    )
