"""What agencies told a group: written down, and used again in a pack only once the agency agreed (7.1d).

Refuses a note in which something points to a person, a day that is still to come, an agency nobody knows, and
an approval that somebody else wrote down meanwhile.
"""

from dataclasses import dataclass
from datetime import date, datetime

from sqlalchemy import select
from sqlalchemy.orm import Session

from portal.adapters.db import added
from portal.adapters.tokens import once
from portal.core.errors import DomainError, NotFound, Stale
from portal.core.sentences import several
from portal.core.windows import london_date
from portal.ledger import service as ledger
from portal.packs import rules
from portal.packs.content import PackSection, PackTable
from portal.packs.ground import Asked
from portal.packs.models import AgencyNote
from portal.partnership.rules import Partnership, UnknownCode
from portal.web.filters import day

FIRST = 1
MOST = 200  # notes in one list
RULE = (
    "What comes from an agency is used again only with that agency’s agreement. Notes without it "
    "are left out of "
    "every pack."
)


class DayAhead(DomainError):
    """The day has not come yet, or lies before the note; `.part` names it."""

    code = "agency-day-not-possible"
    part: str


@dataclass(frozen=True, slots=True)
class Note:
    """One note; `approved_on` is None while the agency has not agreed."""

    id: str
    group: str
    agency: str
    words: str
    received_on: date
    approved_on: date | None
    approved_by: str
    version: int


@dataclass(frozen=True, slots=True)
class Told:
    """What staff write down: `group` and `agency` as codes."""

    group: str
    agency: str
    words: str
    received_on: date


def write(
    session: Session, told: Told, *, partnership: Partnership, note_id: str, actor_id: str, now: datetime
) -> str:
    """Keep a note, once; its id. `note_id`: the id that travelled in the form.

    Raises `UnknownCode`, `DayAhead`, and what `rules.accept_comment` raises.
    """
    partnership.group(told.group)
    agency_name(partnership, told.agency)
    kept = rules.accept_comment(told.words)
    if told.received_on > london_date(now):
        raise DayAhead(part="received_on")
    kept_as = once(note_id, told.group, told.agency, kept, told.received_on)
    if session.get(AgencyNote, kept_as) is not None:
        return kept_as
    row = AgencyNote(
        id=kept_as,
        group_code=told.group,
        source_agency=told.agency,
        words=kept,
        received_on=told.received_on,
        approved_words="",
        version=FIRST,
        written_by=actor_id,
    )
    if not added(session, row):
        return kept_as  # the same note came a moment ago
    _record(session, row, "agency_note.saved", actor_id, now)
    return kept_as


def approve(
    session: Session, note_id: str, post: str, on: date, *, seen_version: int, actor_id: str, now: datetime
) -> None:
    """Note that the agency agreed. Raises `NotFound`, `Stale`, `DayAhead`, what `accept_comment` raises."""
    row = session.get(AgencyNote, note_id, with_for_update=True)
    if row is None:
        raise NotFound(kind="agency note", value=note_id)
    if row.version != seen_version:
        raise Stale(seen=seen_version, version=row.version)
    kept = rules.accept_comment(post)
    if not row.received_on <= on <= london_date(now):
        raise DayAhead(part="on")
    row.approved_on, row.approved_words = on, kept
    row.version += 1
    _record(session, row, "agency_note.approved", actor_id, now)


def one(session: Session, note_id: str) -> Note:
    """One note. Raises `NotFound`."""
    row = session.get(AgencyNote, note_id)
    if row is None:
        raise NotFound(kind="agency note", value=note_id)
    return _note(row)


def listing(session: Session) -> tuple[Note, ...]:
    """The newest notes, those that wait for their agency first."""
    query = select(AgencyNote).order_by(
        AgencyNote.approved_on.is_not(None), AgencyNote.received_on.desc(), AgencyNote.id
    )
    return tuple(_note(row) for row in session.scalars(query.limit(MOST)))


def usable(session: Session, asked: Asked) -> PackSection:
    """What agencies told this group, or one below it, in the period and agreed to."""
    query = select(AgencyNote).where(
        AgencyNote.group_code.in_(asked.below),
        AgencyNote.received_on >= asked.period.start,
        AgencyNote.received_on < asked.period.end,
        AgencyNote.approved_on.is_not(None),
    )
    found = tuple(session.scalars(query.order_by(AgencyNote.received_on, AgencyNote.id).limit(MOST)))
    if not found:
        return PackSection("agencies", "What agencies told", ("Nothing that may be used again.", RULE))
    rows = tuple(
        (
            agency_name(asked.partnership, row.source_agency),
            row.words,
            day(row.received_on),
            f"{row.approved_words}, {day(row.approved_on)}" if row.approved_on else "",
        )
        for row in found
    )
    head = ("Agency", "What it told", "Told on", "Agreed to its use")
    table = PackTable("agencies", "What agencies told", RULE, several(len(rows), "note"), head, rows)
    return PackSection("agencies", "What agencies told", (RULE,), (table,))


def agency_name(partnership: Partnership, code: str) -> str:
    """The name of a responsible authority. Raises `UnknownCode`."""
    for authority in partnership.authorities:
        if authority.code == code:
            return authority.name
    raise UnknownCode("authority", code)


def _note(row: AgencyNote) -> Note:
    return Note(
        id=row.id,
        group=row.group_code,
        agency=row.source_agency,
        words=row.words,
        received_on=row.received_on,
        approved_on=row.approved_on,
        approved_by=row.approved_words,
        version=row.version,
    )


def _record(session: Session, row: AgencyNote, action: str, actor_id: str, now: datetime) -> None:
    session.flush()
    subject = f"agency_note:{row.id}"
    ledger.record(session, actor_id=actor_id, action=action, subject=subject, now=now, version=row.version)
