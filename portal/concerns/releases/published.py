"""Reading what was published about concerns: pictures, their notes, the scripts of their maps.

Everything here is public already; nothing is counted.
"""

from dataclasses import dataclass
from datetime import date, datetime

from sqlalchemy import select
from sqlalchemy.orm import Session

from portal.concerns.releases.models import Release, ReleaseMap, ReleaseNote
from portal.concerns.releases.periods import Period
from portal.concerns.releases.released import Picture, picture_of
from portal.core.errors import NotFound

LARGEST = 2**31 - 1  # what a database's whole number holds; an address may ask for more


@dataclass(frozen=True, slots=True)
class Note:
    """What was found wrong later, and when it was said."""

    words: str
    written_at: datetime


@dataclass(frozen=True, slots=True)
class ReleaseLine:
    """One publication in a list. `made_by` is an account's id, for staff pages only."""

    id: str
    number: int
    period: Period
    made_at: datetime
    made_by: str
    digest: str


@dataclass(frozen=True, slots=True)
class Published:
    """One publication as it was made, and the notes written since."""

    line: ReleaseLine
    picture: Picture
    content: str
    map_digest: str
    notes: tuple[Note, ...]


def lines(session: Session) -> tuple[ReleaseLine, ...]:
    """Every publication, the newest first."""
    columns = (
        Release.id,
        Release.number,
        Release.starts_on,
        Release.ends_on,
        Release.made_at,
        Release.made_by,
        Release.digest,
    )
    rows = session.execute(select(*columns).order_by(Release.number.desc()))
    return tuple(
        ReleaseLine(row.id, row.number, Period(row.starts_on, row.ends_on), *row[4:]) for row in rows
    )


def newest(session: Session) -> Published | None:
    """The newest publication; None before the first."""
    number = session.scalar(select(Release.number).order_by(Release.number.desc()).limit(1))
    return numbered(session, number) if number is not None else None


def numbered(session: Session, number: int) -> Published:
    """The publication with this number. Raises `NotFound`."""
    found = select(Release).where(Release.number == number)
    row = session.scalars(found).first() if number <= LARGEST else None
    if row is None:
        raise NotFound(kind="release", value=number)
    notes = select(ReleaseNote).where(ReleaseNote.release_id == row.id).order_by(ReleaseNote.written_at)
    line = ReleaseLine(
        row.id, row.number, Period(row.starts_on, row.ends_on), row.made_at, row.made_by, row.digest
    )
    return Published(
        line=line,
        picture=picture_of(row.content),
        content=row.content,
        map_digest=row.map_digest,
        notes=tuple(Note(each.words, each.written_at) for each in session.scalars(notes)),
    )


def last_end(session: Session) -> date | None:
    """The last day that is published; None before the first publication."""
    return session.scalar(select(Release.ends_on).order_by(Release.ends_on.desc()).limit(1))


def map_script(session: Session, digest: str) -> str | None:
    """The script of a published map by its SHA-256; None where we have none."""
    return session.scalar(select(ReleaseMap.script).where(ReleaseMap.digest == digest))
