"""Reading how a plan goes: each priority with its measures, their figures, and what these tell."""

from collections import defaultdict
from dataclasses import dataclass
from datetime import date

from sqlalchemy import select
from sqlalchemy.orm import Session

from portal.core import years
from portal.core.errors import NotFound
from portal.partnership import queries as partnership_queries
from portal.partnership.rules import Partnership
from portal.plan import measure_rules as rules
from portal.plan.measure_models import MeasureRow, ReadingRow
from portal.plan.measure_rules import Direction, MeasureWords, Standing, Unit

OTHER = "Other measures"


@dataclass(frozen=True, slots=True)
class ReadingView:
    """A figure: its day, its number (or None), that number as people read it, and what is behind it."""

    as_of: date
    value: float | None
    shown: str
    note: str


@dataclass(frozen=True, slots=True)
class MeasureView:
    """A measure, its figures (the earliest first), and what they tell."""

    id: str
    year: str
    words: MeasureWords
    owner_name: str
    readings: tuple[ReadingView, ...]
    standing: Standing
    target: str
    last_on: date | None
    quiet: bool
    version: int

    @property
    def numbers(self) -> tuple[ReadingView, ...]:
        """The figures that have a number."""
        return tuple(reading for reading in self.readings if reading.value is not None)


@dataclass(frozen=True, slots=True)
class PriorityProgress:
    """One priority and its measures."""

    code: str
    name: str
    words: str
    groups: tuple[str, ...]
    measures: tuple[MeasureView, ...]


@dataclass(frozen=True, slots=True)
class Progress:
    """How a year's plan goes. `told_on`: the day of the newest figure; None while there is none."""

    year: str
    year_words: str
    priorities: tuple[PriorityProgress, ...]
    illustration: bool
    told_on: date | None


def of_year(session: Session, year: str, *, partnership: Partnership, today: date) -> Progress:
    """How the plan of a year goes. Raises `NotAYear`."""
    span = years.parse(year)
    found = measures(session, year, partnership=partnership, today=today)
    by_priority: dict[str, list[MeasureView]] = defaultdict(list)
    for each in found:
        by_priority[each.words.priority].append(each)
    first = partnership_queries.priorities(session, year)
    parts = [
        PriorityProgress(
            one.code,
            one.name,
            one.words,
            tuple(_group_name(partnership, code) for code in one.groups),
            tuple(by_priority.pop(one.code, ())),
        )
        for one in (first.priorities if first else ())
    ]
    rest = tuple(each for group in by_priority.values() for each in group)
    if rest:
        parts.append(PriorityProgress("", OTHER, "", (), rest))
    days = [each.last_on for each in found if each.last_on is not None]
    return Progress(
        year=year,
        year_words=span.words,
        priorities=tuple(parts),
        illustration=any(each.words.illustration for each in found),
        told_on=max(days, default=None),
    )


def measures(
    session: Session, year: str, *, partnership: Partnership, today: date
) -> tuple[MeasureView, ...]:
    """Every measure of a year, in order."""
    rows = session.scalars(
        select(MeasureRow).where(MeasureRow.year == year).order_by(MeasureRow.position, MeasureRow.id)
    ).all()
    readings: dict[str, list[ReadingRow]] = defaultdict(list)
    wanted = select(ReadingRow).where(ReadingRow.measure_id.in_([row.id for row in rows]))
    for each in session.scalars(wanted.order_by(ReadingRow.as_of)):
        readings[each.measure_id].append(each)
    return tuple(_view(row, readings[row.id], partnership, today) for row in rows)


def measure(session: Session, measure_id: str, *, partnership: Partnership, today: date) -> MeasureView:
    """One measure. Raises `NotFound`."""
    row = session.get(MeasureRow, measure_id)
    if row is None:
        raise NotFound(kind="measure", value=measure_id)
    query = select(ReadingRow).where(ReadingRow.measure_id == measure_id).order_by(ReadingRow.as_of)
    return _view(row, list(session.scalars(query)), partnership, today)


def _view(row: MeasureRow, readings: list[ReadingRow], partnership: Partnership, today: date) -> MeasureView:
    unit, direction = Unit(row.unit), Direction(row.direction)
    values = [reading.value for reading in readings if reading.value is not None]
    last_on = readings[-1].as_of if readings else None
    words = MeasureWords(
        name=row.name,
        words=row.words,
        priority=row.priority,
        owner=row.owner,
        unit=unit,
        direction=direction,
        target=row.target,
        source=row.source,
        illustration=row.illustration,
    )
    return MeasureView(
        id=row.id,
        year=row.year,
        words=words,
        owner_name=_group_name(partnership, row.owner),
        readings=tuple(ReadingView(r.as_of, r.value, rules.shown(r.value, unit), r.note) for r in readings),
        standing=rules.standing(direction, unit, values, row.target),
        target=rules.shown(row.target, unit),
        last_on=last_on,
        quiet=rules.is_quiet(last_on, today),
        version=row.version,
    )


def _group_name(partnership: Partnership, code: str) -> str:
    """The group's name; its code where the files no longer know it."""
    return next((group.name for group in partnership.groups if group.code == code), code)
