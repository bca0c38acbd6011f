"""What groups owe on a timetable: an update to the board, and a yearly look at their terms of reference.

Tells dates, never what a group talked about. Refuses a day that is still to come.
"""

from dataclasses import dataclass
from datetime import date, datetime

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from portal.core.actors import Actor, Role
from portal.core.windows import london_date
from portal.meetings import room, rules
from portal.meetings.dates import due_after
from portal.meetings.group_models import Brief, GroupMark
from portal.meetings.kinds import Mark
from portal.partnership.rules import Group, Partnership, Tier

A_YEAR = 12  # months


@dataclass(frozen=True, slots=True)
class Owed:
    """When a group last did it and when it is due again; `last` is None where it never did."""

    last: date | None
    due: date | None
    late: bool

    @property
    def never(self) -> bool:
        """Whether it was never done here."""
        return self.last is None


@dataclass(frozen=True, slots=True)
class Line:
    """One group on the timetable."""

    code: str
    name: str
    update: Owed
    review: Owed


def mark(
    session: Session,
    actor: Actor,
    group_code: str,
    kind: Mark,
    on: date,
    words: str,
    *,
    seen_version: int = 0,
    now: datetime,
) -> None:
    """Note that it was done; the same day again replaces words that were seen (`seen_version`, 0 for none).

    The same words again change nothing. Raises `NotFound`, `Stale`, `DayInFuture`, `WordsMissing`,
    `WordsTooLong`, `PointsToSomebody`.
    """
    room.chair(actor, group_code)
    kept = rules.clean("words", words, rules.MAX_WORDS)
    day = rules.past(on, london_date(now))
    row = session.get(GroupMark, (group_code, kind.value, day), with_for_update=True)
    if row is None:
        row = GroupMark(group_code=group_code, kind=kind, done_on=day, version=0)
        session.add(row)
    elif row.words == kept:
        return
    room.fresh(row, seen_version)
    row.words, row.written_by, row.version = kept, actor.id, row.version + 1
    room.record(session, actor, "group.marked", f"group:{group_code}", now, kind=kind.value)


def noted(session: Session, group_code: str, kind: Mark, on: date) -> tuple[str, int]:
    """What stands for this day, and its version; no words and 0 where nothing does."""
    row = session.get(GroupMark, (group_code, kind.value, on))
    return (row.words, row.version) if row is not None else ("", 0)


def timetable(session: Session, actor: Actor, *, partnership: Partnership, today: date) -> tuple[Line, ...]:
    """Every group that reports to the board, for the Executive; for others the groups they sit on."""
    mine = {group.code for group in room.groups(actor, partnership)}
    shown = (
        group
        for group in partnership.groups
        if not group.sits_outside and (group.code in mine or (_executive(actor) and _reports(group)))
    )
    return tuple(line(session, group, partnership=partnership, today=today) for group in shown)


def line(session: Session, group: Group, *, partnership: Partnership, today: date) -> Line:
    """When this group last did each, and when it is due again."""
    ruled = partnership.meeting_rules
    update = max(
        filter(None, (_last(session, group.code, Mark.UPDATE), _signed(session, group.code))), default=None
    )
    review = _last(session, group.code, Mark.REVIEW)
    return Line(
        group.code,
        group.name,
        _owed(update, ruled.update_months, today),
        _owed(review, ruled.review_months, today),
    )


def owed_yearly(last: date | None, today: date) -> Owed:
    """When the next public meeting is due: one a year, as is good practice."""
    return _owed(last, A_YEAR, today)


def _owed(last: date | None, months: int, today: date) -> Owed:
    if last is None:
        return Owed(None, None, late=True)
    due = due_after(last, months)
    return Owed(last, due, late=today > due)


def _last(session: Session, code: str, kind: Mark) -> date | None:
    query = select(func.max(GroupMark.done_on)).where(GroupMark.group_code == code, GroupMark.kind == kind)
    return session.scalar(query)


def _signed(session: Session, code: str) -> date | None:
    """A brief that was signed off is an update to the board."""
    return session.scalar(select(func.max(Brief.signed_on)).where(Brief.group_code == code))


def _executive(actor: Actor) -> bool:
    return Role.EXECUTIVE in actor.roles


def _reports(group: Group) -> bool:
    return group.tier is Tier.STRATEGIC
