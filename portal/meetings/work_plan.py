"""What a group means to take up, from which day on; what a meeting took up is done, or comes back next year.

Refuses an item without a title, and one of a group that is not one's own.
"""

from dataclasses import dataclass
from datetime import date, datetime

from sqlalchemy import select
from sqlalchemy.orm import Session

from portal.core.actors import Actor
from portal.core.errors import NotFound
from portal.meetings import room, rules
from portal.meetings.dates import due_after
from portal.meetings.group_models import WorkItem
from portal.meetings.kinds import Source
from portal.meetings.models import AgendaItem, Meeting

A_YEAR = 12  # months


@dataclass(frozen=True, slots=True)
class Planned:
    """One line of a work plan."""

    id: str
    title: str
    due_on: date
    yearly: bool
    taken_on: date | None


def of(session: Session, group_code: str, *, until: date | None = None) -> tuple[Planned, ...]:
    """What is still to be taken up, the soonest first; with `until`, what belongs on an agenda by then."""
    query = select(WorkItem).where(
        WorkItem.group_code == group_code, WorkItem.yearly.is_(True) | WorkItem.taken_on.is_(None)
    )
    if until is not None:
        query = query.where(WorkItem.due_on <= until)
    rows = session.scalars(query.order_by(WorkItem.due_on, WorkItem.id))
    return tuple(Planned(row.id, row.title, row.due_on, row.yearly, row.taken_on) for row in rows)


def add(
    session: Session,
    actor: Actor,
    group_code: str,
    *,
    title: str,
    due_on: date,
    yearly: bool,
    key: str = "",
    now: datetime,
) -> str:
    """One more; its id. Raises `NotFound`, `WordsMissing`, `WordsTooLong`, `PointsToSomebody`."""
    room.chair(actor, group_code)
    kept = rules.clean("title", " ".join(title.split()), rules.MAX_TITLE)
    rules.within("due_on", due_on)
    item_id = room.id_for(key, actor.id, group_code, kept, due_on, yearly)
    if session.get(WorkItem, item_id) is None:
        session.add(
            WorkItem(
                id=item_id, group_code=group_code, title=kept, due_on=due_on, yearly=yearly, taken_on=None
            )
        )
        room.record(session, actor, "work.saved", f"group:{group_code}", now)
    return item_id


def remove(session: Session, actor: Actor, group_code: str, item_id: str, *, now: datetime) -> None:
    """The group does not take it up. Raises `NotFound`."""
    room.chair(actor, group_code)
    row = session.get(WorkItem, item_id, with_for_update=True)
    if row is None or row.group_code != group_code:
        raise NotFound(kind="work", value=item_id)
    session.delete(row)
    room.record(session, actor, "work.saved", f"group:{group_code}", now)


def taken(session: Session, meeting: Meeting) -> None:
    """A meeting was held: what of the plan stood on its agenda is done, or due again in a year."""
    query = (
        select(WorkItem)
        .join(AgendaItem, AgendaItem.source_id == WorkItem.id)
        .where(AgendaItem.meeting_id == meeting.id, AgendaItem.source == Source.WORK_PLAN)
    )
    for row in session.scalars(query).all():
        row.taken_on = meeting.held_on
        row.due_on = due_after(row.due_on, A_YEAR) if row.yearly else row.due_on
    session.flush()
