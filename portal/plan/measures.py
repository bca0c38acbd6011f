"""Keeping the measures of a plan and their figures, each change with its line in the ledger.

Refuses two measures of one name in a year, and taking away what was public.
"""

from dataclasses import asdict
from datetime import date, datetime
from typing import Any

from sqlalchemy import func, select
from sqlalchemy.exc import IntegrityError
from sqlalchemy.orm import Session

from portal.adapters.tokens import new_id
from portal.core import years
from portal.core.errors import NotFound, Stale
from portal.core.windows import london_date
from portal.ledger import service as ledger
from portal.partnership.content import Content, MeasureText
from portal.plan import measure_rules as rules
from portal.plan.measure_models import MeasureRow, ReadingRow
from portal.plan.measure_rules import Direction, MeasureWords, Reading, Unit

FIRST = 1
"""Version of a measure that nobody has changed."""


def load(session: Session, content: Content, *, now: datetime) -> list[str]:
    """Add the measures that are missing, with their figures; answers what differs and overwrites nothing."""
    told: list[str] = []
    for text in content.measures:
        query = select(MeasureRow).where(MeasureRow.year == text.year, MeasureRow.name == text.name)
        row = session.scalars(query).first()
        if row is None:
            _add_shipped(session, text, now)
            continue
        changed = [name for name, value in _columns(words_of(text)).items() if getattr(row, name) != value]
        if changed:
            told.append(
                f"measure {text.year} “{text.name}”: {', '.join(changed)} differ; the database stands."
            )
    session.flush()
    return told


def words_of(text: MeasureText) -> MeasureWords:
    """A shipped measure as an officer would have written it."""
    return MeasureWords(
        name=text.name,
        words=text.words,
        priority=text.priority,
        owner=text.owner,
        unit=Unit(text.unit),
        direction=Direction(text.direction),
        target=text.target,
        source=text.source,
        illustration=text.illustration,
    )


def add(session: Session, year: str, words: MeasureWords, *, actor_id: str, now: datetime) -> str:
    """A new measure for a year; answers its id. The same words again find it.

    Raises `NotAYear`, `NameTaken`.
    """
    years.parse(year)
    query = select(MeasureRow).where(MeasureRow.year == year, MeasureRow.name == words.name)
    found = session.scalars(query).first()
    if found is not None:
        if all(getattr(found, name) == value for name, value in _columns(words).items()):
            return found.id
        raise rules.NameTaken(name=words.name)
    row = _new(session, year, words, now)
    _record(session, row, "plan.measure_saved", actor_id, now, version=row.version)
    return row.id


def save(
    session: Session, measure_id: str, words: MeasureWords, *, seen_version: int, actor_id: str, now: datetime
) -> None:
    """Change a measure. Raises `NotFound`, `Stale`, `NameTaken`."""
    row = _seen(session, measure_id, seen_version)
    try:
        with session.begin_nested():
            for name, value in _columns(words).items():
                setattr(row, name, value)
            _step(row, now)
    except IntegrityError as taken:
        raise rules.NameTaken(name=words.name) from taken
    _record(session, row, "plan.measure_saved", actor_id, now, version=row.version)


def remove(session: Session, measure_id: str, *, seen_version: int, actor_id: str, now: datetime) -> None:
    """Take away a measure that has no figure yet. Raises `NotFound`, `Stale`, `HasReadings`."""
    row = _seen(session, measure_id, seen_version)
    if session.scalar(select(func.count()).where(ReadingRow.measure_id == measure_id)):
        raise rules.HasReadings()
    _record(session, row, "plan.measure_removed", actor_id, now)
    session.delete(row)
    session.flush()


def note(
    session: Session, measure_id: str, reading: Reading, *, seen_version: int, actor_id: str, now: datetime
) -> None:
    """Note a figure, or correct that of the same day; the same figure again changes nothing.

    Raises `NotFound`, `Stale`, `SaysNothing`, `ReadingInFuture`.
    """
    rules.check(reading, today=london_date(now))
    stored = session.get(ReadingRow, (measure_id, reading.as_of))
    if stored is not None and (stored.value, stored.note) == (reading.value, reading.note):
        return
    row = _seen(session, measure_id, seen_version)
    if stored is None:
        stored = ReadingRow(measure_id=measure_id, as_of=reading.as_of)
        session.add(stored)
    stored.value, stored.note = reading.value, reading.note
    _step(row, now)
    session.flush()
    _record(session, row, "plan.reading_saved", actor_id, now, version=row.version)


def take_back(
    session: Session, measure_id: str, as_of: date, *, seen_version: int, actor_id: str, now: datetime
) -> None:
    """Take back a figure that was noted for the wrong day. Raises `NotFound`, `Stale`."""
    row = _seen(session, measure_id, seen_version)
    stored = session.get(ReadingRow, (measure_id, as_of))
    if stored is None:
        raise NotFound(kind="reading", value=as_of.isoformat())
    session.delete(stored)
    _step(row, now)
    session.flush()
    _record(session, row, "plan.reading_removed", actor_id, now, version=row.version)


def _seen(session: Session, measure_id: str, seen_version: int) -> MeasureRow:
    row = session.get(MeasureRow, measure_id, with_for_update=True)
    if row is None:
        raise NotFound(kind="measure", value=measure_id)
    if row.version != seen_version:
        raise Stale(seen=seen_version, version=row.version)
    return row


def _step(row: MeasureRow, now: datetime) -> None:
    row.version += 1
    row.saved_at = now


def _new(session: Session, year: str, words: MeasureWords, now: datetime) -> MeasureRow:
    last = session.scalar(select(func.max(MeasureRow.position)).where(MeasureRow.year == year))
    row = MeasureRow(
        id=new_id(),
        year=year,
        position=0 if last is None else last + 1,
        version=FIRST,
        saved_at=now,
        **_columns(words),
    )
    try:
        with session.begin_nested():
            session.add(row)
    except IntegrityError as taken:
        raise rules.NameTaken(name=words.name) from taken
    return row


def _columns(words: MeasureWords) -> dict[str, Any]:
    return asdict(words) | {"unit": words.unit.value, "direction": words.direction.value}


def _add_shipped(session: Session, text: MeasureText, now: datetime) -> None:
    row = _new(session, text.year, words_of(text), now)
    for reading in text.readings:
        session.add(
            ReadingRow(measure_id=row.id, as_of=reading.as_of, value=reading.value, note=reading.note)
        )
    session.flush()


def _record(
    session: Session, row: MeasureRow, action: str, actor_id: str, now: datetime, **facts: Any
) -> None:
    ledger.record(session, actor_id=actor_id, action=action, subject=f"measure:{row.id}", now=now, **facts)
