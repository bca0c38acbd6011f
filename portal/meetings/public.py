"""What everybody may read of meetings: public ones, with their day, who came, and what was talked about.

Holds the titles the chair released and what the chair wrote for everybody; no paper, no closed item, nothing
another agency has not released, nothing of a meeting that is not public.
"""

from dataclasses import dataclass
from datetime import date, datetime

from sqlalchemy import func, literal, select, tuple_
from sqlalchemy.orm import Session

from portal.core.errors import NotFound
from portal.core.windows import london_date
from portal.meetings import agenda, service
from portal.meetings.kinds import MeetingState, Presence
from portal.meetings.models import Meeting
from portal.partnership.rules import Partnership, UnknownCode
from portal.web.listing import Page, paged

ROWS = 20  # meetings on one page

PAGES = (
    (
        "Come to a meeting",
        "When you can come to a public meeting, and what was talked about at those that were.",
        "public meetings dates agenda attendance board group notes when where come",
        "/meetings",
    ),
)
"""As a search finds it: heading, summary, words, address."""


@dataclass(frozen=True, slots=True)
class PublicMeeting:
    """One public meeting. `there` and `missing` name services, never people."""

    id: str
    group: str
    held_on: date
    starts: str
    place: str
    cancelled: bool
    held: bool
    notes: str
    titles: tuple[str, ...]
    there: tuple[str, ...]
    missing: tuple[str, ...]


def upcoming(session: Session, *, partnership: Partnership, now: datetime) -> tuple[PublicMeeting, ...]:
    """Public meetings from today on, the soonest first; a cancelled one says so until its day."""
    query = select(Meeting).where(
        Meeting.public.is_(True),
        Meeting.held_on >= london_date(now),
        Meeting.state != MeetingState.HELD,
    )
    rows = session.scalars(query.order_by(Meeting.held_on, Meeting.id))
    return tuple(_public(session, row, partnership) for row in rows)


def past(session: Session, *, partnership: Partnership, after: str | None = None) -> Page[PublicMeeting]:
    """Public meetings that were held, the newest first."""
    query = select(Meeting).where(Meeting.public.is_(True), Meeting.state == MeetingState.HELD)
    last = session.get(Meeting, after) if after else None
    if last is not None and last.public and last.state == MeetingState.HELD:
        query = query.where(
            tuple_(Meeting.held_on, Meeting.id) < tuple_(literal(last.held_on), literal(last.id))
        )
    rows = list(session.scalars(query.order_by(Meeting.held_on.desc(), Meeting.id.desc()).limit(ROWS + 1)))
    return paged([_public(session, row, partnership) for row in rows], [row.id for row in rows], ROWS)


def last_held(session: Session) -> date | None:
    """The day of the last public meeting."""
    query = select(func.max(Meeting.held_on))
    return session.scalar(query.where(Meeting.public.is_(True), Meeting.state == MeetingState.HELD))


def one(session: Session, meeting_id: str, *, partnership: Partnership) -> PublicMeeting:
    """One public meeting. Raises `NotFound`, for one that is not public too."""
    row = session.get(Meeting, meeting_id)
    if row is None or not row.public:
        raise NotFound(kind="meeting", value=meeting_id)
    return _public(session, row, partnership)


def _public(session: Session, row: Meeting, partnership: Partnership) -> PublicMeeting:
    noted = service.attendance(session, row.id) if row.state == MeetingState.HELD else []
    missing = (Presence.APOLOGIES, Presence.ABSENT)
    return PublicMeeting(
        id=row.id,
        group=_name(partnership, row.group_code),
        held_on=row.held_on,
        starts=row.starts,
        place=row.place,
        cancelled=row.state == MeetingState.CANCELLED,
        held=row.state == MeetingState.HELD,
        notes=row.notes if row.state == MeetingState.HELD else "",
        titles=_titles(session, row.id),
        there=tuple(each.service for each in noted if each.came not in missing),
        missing=tuple(each.service for each in noted if each.came in missing),
    )


def _titles(session: Session, meeting_id: str) -> tuple[str, ...]:
    """The titles the chair released, of items that may leave the room."""
    on_it = agenda.of(session, meeting_id)
    return tuple(each.public_title for each in on_it if each.public_title and each.leaves)


def _name(partnership: Partnership, code: str) -> str:
    """A group that the partnership no longer has is shown by its code."""
    try:
        return partnership.group(code).name
    except UnknownCode:
        return code
