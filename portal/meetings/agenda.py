"""What stands on a meeting's agenda: drawn from what waits for the group, or put on by the chair.

What is drawn in has no title for everybody unless it is public already: the chair releases one. Refuses to
change the agenda of a meeting that is over, and to take off what was decided about.
"""

from collections.abc import Collection
from datetime import datetime

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from portal.core.actors import Actor
from portal.core.errors import MoveNotAllowed
from portal.core.windows import london_date
from portal.meetings import holding_back, room, rules
from portal.meetings.gathering import Proposal
from portal.meetings.models import AgendaItem, Decision, Meeting
from portal.meetings.rules import ItemWords

FIRST = 1


def add(
    session: Session, actor: Actor, meeting_id: str, words: ItemWords, *, key: str = "", now: datetime
) -> str:
    """One more item at the end; its id. The same form sent twice makes one.

    Raises `NotFound`, `MoveNotAllowed` and what `rules.accept_item` raises.
    """
    meeting = room.planned(session, actor, meeting_id)
    kept = rules.accept_item(words)
    item_id = room.id_for(key, actor.id, meeting.id, kept)
    if session.get(AgendaItem, item_id) is None:
        session.add(_row(session, meeting, kept, item_id, now))
        room.record(session, actor, "agenda.saved", f"meeting:{meeting.id}", now)
    return item_id


def take(
    session: Session,
    actor: Actor,
    meeting_id: str,
    proposals: Collection[Proposal],
    *,
    now: datetime,
) -> int:
    """Put what was proposed on the agenda; how many were new. Raises `NotFound`, `MoveNotAllowed`."""
    meeting = room.planned(session, actor, meeting_id)
    there = on_it(session, meeting.id)
    new = [each for each in proposals if (each.source, each.source_id) not in there]
    for each in new:
        session.add(_row(session, meeting, each.words(), room.id_for(""), now))
        session.flush()
    if new:
        room.record(session, actor, "agenda.saved", f"meeting:{meeting.id}", now)
    return len(new)


def change(
    session: Session, actor: Actor, item_id: str, words: ItemWords, *, seen_version: int, now: datetime
) -> None:
    """Change an item; where it came from stays. Closing it holds back what officers were handed of it.

    Raises `NotFound`, `Stale`, `MoveNotAllowed` and what `rules.accept_item` raises.
    """
    row, meeting = room.item(session, actor, item_id, seen=seen_version)
    _put(row, rules.accept_item(words), now)
    row.version += 1
    holding_back.follow(session, actor, (row,), now=now)
    room.record(session, actor, "agenda.saved", f"meeting:{meeting.id}", now)


def move(session: Session, actor: Actor, item_id: str, *, up: bool, now: datetime) -> None:
    """One place up or down; at an end nothing happens. Raises `NotFound`, `MoveNotAllowed`."""
    row, meeting = room.item(session, actor, item_id)
    rows = of(session, meeting.id)
    at = rows.index(row)
    other = at - 1 if up else at + 1
    if 0 <= other < len(rows):
        rows[at], rows[other] = rows[other], rows[at]
        for place, each in enumerate(rows):
            each.place = place
        room.record(session, actor, "agenda.saved", f"meeting:{meeting.id}", now)


def remove(session: Session, actor: Actor, item_id: str, *, now: datetime) -> str:
    """Take off an item nothing was decided about; the meeting's id. Raises `NotFound`, `MoveNotAllowed`."""
    row, meeting = room.item(session, actor, item_id)
    if session.scalar(select(Decision.id).where(Decision.item_id == row.id).limit(1)) is not None:
        raise MoveNotAllowed(state="decided", verb="remove")
    session.delete(row)
    room.record(session, actor, "agenda.saved", f"meeting:{meeting.id}", now)
    return meeting.id


def of(session: Session, meeting_id: str) -> list[AgendaItem]:
    """The items of a meeting in their order."""
    query = select(AgendaItem).where(AgendaItem.meeting_id == meeting_id)
    return list(session.scalars(query.order_by(AgendaItem.place, AgendaItem.id)))


def on_it(session: Session, meeting_id: str) -> frozenset[tuple[str, str]]:
    """What stands on the agenda already, as source and id."""
    return frozenset((each.source, each.source_id) for each in of(session, meeting_id) if each.source_id)


def _row(session: Session, meeting: Meeting, words: ItemWords, item_id: str, now: datetime) -> AgendaItem:
    last = select(func.max(AgendaItem.place)).where(AgendaItem.meeting_id == meeting.id)
    place = session.scalar(last)
    row = AgendaItem(
        id=item_id,
        meeting_id=meeting.id,
        place=0 if place is None else place + 1,
        source=words.source,
        source_id=words.source_id,
        approved="",
        version=FIRST,
    )
    _put(row, words, now)
    return row


def _put(row: AgendaItem, words: ItemWords, now: datetime) -> None:
    if words.approved != row.approved:
        row.approved_on = london_date(now) if words.approved else None
    row.title, row.paper, row.closed, row.note = words.title, words.paper, words.closed, words.note
    row.public_title = words.public_title
    row.source_agency, row.approved = words.source_agency, words.approved
