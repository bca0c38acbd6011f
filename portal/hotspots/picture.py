"""The numbers about hotspots, each through the gate: places and themes against a year ago, before and after.

Every comparison is said in words that hold for whoever reads them; where numbers may not be seen and stand
for few people, nothing is said about them. What police recorded stands beside and is never added.
"""

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from datetime import date

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from portal.concerns import gathering, themes
from portal.core.disclosure import FLOOR, Audience, Band, Grain, Published, Shown, band, gate
from portal.core.scale import CONCERNS
from portal.hotspots import stretches
from portal.hotspots.models import RecordedCrime, RecordedMonth
from portal.hotspots.queries import Done, Hotspot
from portal.hotspots.statistics import Change, Comparison, compare, expected_by_chance
from portal.hotspots.stretches import Stretch
from portal.partnership.geography import Geography

Seen = Published | Band
"""A number as its reader may see it: itself, its band, or that it is hidden."""

MOST_ROWS = 100  # places in one table: nobody works on more
QUARTERS = 8  # shown of one hotspot: two years
SAID_FROM = 2 * FLOOR  # concerns in both stretches together, below which a group is told nothing of them
TOO_FEW = "too few to say"
NOT_YET = "nothing to compare: nobody could report here then"


@dataclass(frozen=True, slots=True)
class Said:
    """Two counts beside each other, as far as they may be seen, and what that says. `times`: the interval."""

    now: Seen
    before: Seen
    change: Change
    words: str
    times: str


@dataclass(frozen=True, slots=True)
class Row:
    """One place or theme. `code` is its id, `step` its class on the map."""

    code: str
    name: str
    said: Said
    step: int


@dataclass(frozen=True, slots=True)
class Gathered:
    """Where concerns gathered in one stretch of months, for staff who may see numbers."""

    stretch: Stretch
    areas: tuple[Row, ...]
    themes: tuple[Row, ...]
    compared: int
    by_chance: int

    @property
    def more(self) -> int:
        """How many places had more than chance would explain."""
        return sum(row.said.change is Change.MORE for row in self.areas)


@dataclass(frozen=True, slots=True)
class Effect:
    """One response, and the months before it beside those since; None until a whole month is over."""

    response: Done
    before: Stretch | None
    after: Stretch | None
    said: Said | None


@dataclass(frozen=True, slots=True)
class Recorded:
    """What police published for the same place: type, number in this stretch, number a year before.

    `months_now`, `months_before`: of how many months their files were read in; `where`: "area" or "ward".
    """

    types: tuple[tuple[str, int, int], ...]
    months_now: int
    months_before: int
    where: str


@dataclass(frozen=True, slots=True)
class Figures:
    """The numbers of one hotspot. `quarters`: those in which somebody could report, the newest first."""

    stretch: Stretch
    said: Said
    quarters: tuple[tuple[str, Seen], ...]
    effects: tuple[Effect, ...]
    recorded: Recorded | None

    @property
    def chart(self) -> dict[str, object]:
        """The quarters, the oldest first, for a bar chart; a number that may not be seen has no length."""
        least = [_least(each) for _, each in self.quarters]
        most = max((number for number in least if number), default=1)
        rows = [
            (words, None if number is None else round(100 * number / most), each.words)
            for (words, each), number in reversed(list(zip(self.quarters, least, strict=True)))
        ]
        return {"title": "Counted concerns by quarter", "rows": rows}


def _least(seen: Seen) -> int | None:
    """How long a bar is: the number, or the least that its band says; None where it is hidden."""
    if isinstance(seen, Band):
        return seen.low
    return seen.number if isinstance(seen, Shown) else None


@dataclass(frozen=True, slots=True)
class Reader:
    """Who reads: their audience at the gate, and the kinds of concern that count for them (None: all)."""

    audience: Audience
    kinds: Collection[str] | None

    def passed(self, count: int, grain: Grain) -> Seen:
        """A count as they may see it: a band for groups, whose stretches overlap and could be subtracted."""
        seen = gate(count, self.audience, grain=grain)
        if isinstance(seen, Shown) and self.audience is Audience.GROUP:
            return band(seen.number)
        return seen


ANALYST = Reader(Audience.ANALYST, None)


@dataclass(frozen=True, slots=True)
class _Counts:
    """Raw counts by month, and the first month in which anybody could report here."""

    months: Mapping[date, int]
    began: date | None

    def of(self, stretch: Stretch) -> int:
        return sum(self.months.get(first, 0) for first in stretch.firsts)

    def open_in(self, stretch: Stretch) -> bool:
        return self.began is not None and self.began <= stretch.first

    def open_by(self, stretch: Stretch) -> bool:
        """Whether anybody could report in some of it: before that a nought would say too much."""
        return self.began is not None and self.began < stretch.end


def gathered(
    session: Session, stretch: Stretch, *, ground: Geography, kinds: Collection[str] | None = None
) -> Gathered:
    """Map areas and themes against the same months a year ago; for staff who may see numbers."""
    year_before = stretch.year_before
    now_at, before_at = (
        gathering.by_area(session, each.firsts, subtopics=kinds) for each in (stretch, year_before)
    )
    now_of, before_of = (
        gathering.by_theme(session, each.firsts, subtopics=kinds) for each in (stretch, year_before)
    )
    labels = {area.id: area.label for area in ground.areas}
    called = themes.names(session, {*now_of, *before_of})
    open_then = _Counts({}, gathering.first_month(session)).open_in(year_before)
    areas = _rows(labels, now_at, before_at, open_then=open_then)
    return Gathered(
        stretch=stretch,
        areas=areas[:MOST_ROWS],
        themes=_rows(called, now_of, before_of, open_then=open_then)[:MOST_ROWS],
        compared=len(areas),
        by_chance=expected_by_chance(len(areas)),
    )


def figures(session: Session, hotspot: Hotspot, reader: Reader, *, today: date) -> Figures:
    """The numbers of one hotspot as this reader may see them."""
    grain = Grain.AREA if hotspot.place.area else Grain.WARD
    shown = stretches.quarters(today, QUARTERS)
    first = min((shown[-1].first, *(_earliest(each, today) for each in hotspot.responses)))
    this = today.replace(day=1)
    counts = _Counts(
        gathering.by_month(session, hotspot.of, first=first, end=this, subtopics=reader.kinds),
        gathering.first_month(session),
    )
    newest = shown[0]
    return Figures(
        stretch=newest,
        said=_said(counts, newest, newest.year_before, reader, grain, "a year ago"),
        quarters=tuple(
            (each.words, reader.passed(counts.of(each), grain)) for each in shown if counts.open_by(each)
        ),
        effects=tuple(_effect(each, counts, reader, grain, today) for each in hotspot.responses),
        recorded=recorded(session, hotspot, newest),
    )


def recorded(session: Session, hotspot: Hotspot, stretch: Stretch) -> Recorded | None:
    """What police published for the hotspot's map area or ward, by type; None for a theme of many places."""
    place = hotspot.place
    if not place.area and not place.ward:
        return None
    where = RecordedCrime.area == place.area if place.area else RecordedCrime.ward == place.ward

    def counts(of: Stretch) -> dict[str, int]:
        query = select(RecordedCrime.crime_type, func.sum(RecordedCrime.number)).where(
            where, RecordedCrime.month.in_(of.firsts)
        )
        return {
            kind: int(number) for kind, number in session.execute(query.group_by(RecordedCrime.crime_type))
        }

    def months(of: Stretch) -> int:
        query = select(func.count(RecordedMonth.month.distinct())).where(RecordedMonth.month.in_(of.firsts))
        return session.scalar(query) or 0

    now, before = counts(stretch), counts(stretch.year_before)
    types = sorted({*now, *before}, key=lambda kind: (-now.get(kind, 0), kind))
    return Recorded(
        types=tuple((kind, now.get(kind, 0), before.get(kind, 0)) for kind in types),
        months_now=months(stretch),
        months_before=months(stretch.year_before),
        where="area" if place.area else "ward",
    )


def _rows(
    names: Mapping[str, str], now: Mapping[str, int], before: Mapping[str, int], *, open_then: bool
) -> tuple[Row, ...]:
    """Those of which enough is told to look at, what rose beyond chance first."""
    found = []
    for code in sorted({*now, *before} & set(names)):
        pair = compare(now.get(code, 0), before.get(code, 0))
        if pair.now + pair.before >= FLOOR:
            said = _as_said(pair, ANALYST, Grain.AREA, open_then=open_then)
            found.append((pair, Row(code, names[code], said, CONCERNS.step_of(pair.now))))
    order = [Change.MORE, Change.CHANCE, Change.FEWER, Change.NOTHING]
    found.sort(key=lambda each: (order.index(each[1].said.change), -each[0].now, each[1].name))
    return tuple(row for _, row in found)


def _said(counts: _Counts, now: Stretch, before: Stretch, reader: Reader, grain: Grain, than: str) -> Said:
    pair = compare(counts.of(now), counts.of(before), months_now=now.months, months_before=before.months)
    return _as_said(pair, reader, grain, than, open_then=counts.open_in(before))


def _as_said(
    pair: Comparison, reader: Reader, grain: Grain, than: str = "a year ago", *, open_then: bool
) -> Said:
    now, before = reader.passed(pair.now, grain), reader.passed(pair.before, grain)
    if not open_then:
        return Said(now, before, Change.NOTHING, NOT_YET, "")
    if reader.audience is Audience.ANALYST:
        return Said(now, before, pair.change, pair.said(than), pair.ratio.words if pair.ratio else "")
    if pair.now + pair.before < SAID_FROM:
        return Said(now, before, Change.NOTHING, TOO_FEW, "")
    return Said(now, before, pair.change, pair.said(than), "")


def _earliest(response: Done, today: date) -> date:
    pair = stretches.before_and_after(response.starts_on, today)
    return pair[0].first if pair else today


def _effect(response: Done, counts: _Counts, reader: Reader, grain: Grain, today: date) -> Effect:
    pair = stretches.before_and_after(response.starts_on, today)
    if pair is None:
        return Effect(response, None, None, None)
    before, after = pair
    return Effect(response, before, after, _said(counts, after, before, reader, grain, "before"))
