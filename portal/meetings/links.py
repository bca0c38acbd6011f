"""A link by which a deputy without an account reports for their service before one meeting.

Whoever holds the link reads the open actions of that one service and nothing else: a closed action never
leaves the room. A service has one link to a meeting until the chair stops it. Refuses a link that was never
given or was stopped, whose meeting is over, or whose last day has passed, all with the same answer.
"""

from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass
from datetime import date, datetime

from sqlalchemy import delete, func, select
from sqlalchemy.orm import Session

from portal.adapters.tokens import keyed_digest
from portal.core.actors import Actor
from portal.core.errors import MoveNotAllowed, NotFound
from portal.core.windows import london_date
from portal.ledger import service as ledger
from portal.meetings import actions, room, seats
from portal.meetings.action_models import Action, UpdateLink
from portal.meetings.kinds import ActionState, MeetingState
from portal.meetings.models import Meeting
from portal.meetings.reported import Reported
from portal.meetings.rules import Seat
from portal.outbox import service as outbox
from portal.partnership.rules import Group, Partnership
from portal.staff.rules import THE_PORTAL
from portal.web.filters import day as written

PURPOSE = b"meetings.update-link"
ASKED = """An update is wanted before the meeting of {day}.

Write it here, without signing in, until that day:
{address}
"""


@dataclass(frozen=True, slots=True)
class Wanted:
    """An action that waits for a report."""

    id: str
    what: str
    due_on: date


@dataclass(frozen=True, slots=True)
class Opened:
    """What a link opens: whose meeting, which service, what is to be reported."""

    group: str
    service: str
    held_on: date
    actions: tuple[Wanted, ...]


def make(
    session: Session,
    actor: Actor,
    meeting_id: str,
    seat: str,
    *,
    group: Group,
    lookup_key: bytes,
    origin: str,
    key: str = "",
    now: datetime,
) -> tuple[str, bool]:
    """The link of one service: its address, and whether it was also sent to the deputy by mail.

    The same form sent twice gives the same one. Raises `NotFound`, and `MoveNotAllowed` where the service has
    another already.
    """
    meeting = room.planned(session, actor, meeting_id)
    found = seats.one(session, group, seat)
    code = room.id_for(key, actor.id, meeting.id, found.code, "link")
    address = f"{origin}/meetings/updates/{code}"
    sitting = {each.id: each.email for each in seats.people(session, group.code)}
    mail = sitting.get(found.deputy_account)
    there, digest = _given(session, meeting.id, found.code), _digest(lookup_key, code)
    if there is not None and there.digest == digest:
        return address, mail is not None
    if there is not None and there.until >= london_date(now):
        raise MoveNotAllowed(state="given", verb="make")
    if there is not None:
        session.delete(there)
    session.add(
        UpdateLink(digest=digest, meeting_id=meeting.id, seat=found.code, until=meeting.held_on, made_at=now)
    )
    room.record(session, actor, "link.made", f"meeting:{meeting.id}", now)
    if mail:
        body = ASKED.format(day=written(meeting.held_on), address=address)
        outbox.queue(session, to=mail, subject="An update is wanted", body=body, now=now)
    return address, mail is not None


def stop(session: Session, actor: Actor, meeting_id: str, seat: str, *, now: datetime) -> None:
    """The link of this service opens nothing any more. Raises `NotFound`, `MoveNotAllowed`."""
    meeting = room.planned(session, actor, meeting_id)
    row = _given(session, meeting.id, seat)
    if row is None:
        raise MoveNotAllowed(state="none", verb="stop")
    session.delete(row)
    room.record(session, actor, "link.stopped", f"meeting:{meeting.id}", now)


def to_offer(
    sitting: Iterable[Seat], due: Iterable[Reported], there: Collection[str], given: Collection[str]
) -> tuple[Seat, ...]:
    """Services for which a link makes sense, or that have one (`given`).

    Those with an open action that may leave the room, whose representative is not among those who come
    (`there`): who comes reports in the room.
    """
    asked = {each.owner for each in due if each.open and each.leaves} - set(there)
    return tuple(seat for seat in sitting if seat.code in asked or seat.code in given)


def given(session: Session, meeting_id: str, *, now: datetime) -> frozenset[str]:
    """The services (codes) that hold a link which opens today."""
    query = select(UpdateLink.seat).where(
        UpdateLink.meeting_id == meeting_id, UpdateLink.until >= london_date(now)
    )
    return frozenset(session.scalars(query))


def opened(
    session: Session, code: str, *, partnership: Partnership, lookup_key: bytes, now: datetime
) -> Opened:
    """What this link opens today. Raises `NotFound`."""
    meeting, seat = _find(session, code, lookup_key, now)
    group = partnership.group(meeting.group_code)
    service = next((each.service for each in seats.of(session, group) if each.code == seat), "")
    if not service:
        raise NotFound(kind="link", value="")
    wanted = tuple(Wanted(row.id, row.what, row.due_on) for row in _open(session, meeting, seat))
    return Opened(group.name, service, meeting.held_on, wanted)


def report(session: Session, code: str, words: Mapping[str, str], *, lookup_key: bytes, now: datetime) -> int:
    """Keep what was written about these actions (ids); how many are new. Empty words are left out.

    Raises `NotFound`, `WordsTooLong`, `PointsToSomebody`.
    """
    meeting, seat = _find(session, code, lookup_key, now)
    number = 0
    for row in _open(session, meeting, seat):
        text = words.get(row.id, "").strip()
        if not text:
            continue
        same = room.id_for(code, row.id, text)
        if actions.say(session, row, text, update_id=same, by="", now=now):
            ledger.record(
                session,
                actor_id=THE_PORTAL,
                action="action.reported",
                subject=f"action:{row.id}",
                now=now,
            )
            number += 1
    return number


def due(session: Session, *, until: date) -> int:
    """How many links ended on or before this day."""
    return session.scalar(select(func.count()).select_from(UpdateLink).where(UpdateLink.until <= until)) or 0


def forget(session: Session, *, until: date) -> int:
    """Delete them; how many."""
    number = due(session, until=until)
    session.execute(delete(UpdateLink).where(UpdateLink.until <= until))
    return number


def _given(session: Session, meeting_id: str, seat: str) -> UpdateLink | None:
    query = select(UpdateLink).where(UpdateLink.meeting_id == meeting_id, UpdateLink.seat == seat)
    return session.scalars(query).first()


def _find(session: Session, code: str, lookup_key: bytes, now: datetime) -> tuple[Meeting, str]:
    row = session.get(UpdateLink, _digest(lookup_key, code))
    meeting = session.get(Meeting, row.meeting_id) if row is not None else None
    if row is None or meeting is None or row.until < london_date(now):
        raise NotFound(kind="link", value="")
    if meeting.state != MeetingState.PLANNED:
        raise NotFound(kind="link", value="")
    return meeting, row.seat


def _open(session: Session, meeting: Meeting, seat: str) -> list[Action]:
    """The open actions of one service that may leave the room."""
    query = select(Action).where(
        Action.group_code == meeting.group_code,
        Action.owner == seat,
        Action.state == ActionState.OPEN,
        Action.meeting_id != meeting.id,
    )
    rows = list(session.scalars(query.order_by(Action.due_on, Action.id)))
    stays = actions.staying(session, rows)
    return [row for row in rows if row.id not in stays]


def _digest(key: bytes, code: str) -> bytes:
    return keyed_digest(key, PURPOSE, code.encode("utf-8"))
