"""What police publish month by month, read from the street-level file of data.police.uk and kept as counts.

Counted by map area, ward, month and type of crime; no line is kept, and no point. Refuses a file whose head,
month or position is not what the publisher describes, naming the line, and keeps nothing of it then.
Published points are approximate: moved to the middle of a street, so a count by area is approximate too.
"""

import csv
import hashlib
from collections import Counter
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from datetime import date, datetime
from math import isfinite

from sqlalchemy import delete, insert
from sqlalchemy.orm import Session

from portal.core.errors import DomainError
from portal.core.places import METRES_PER_DEGREE, REACH_METRES, OutsideArea, Point
from portal.hotspots.models import RecordedCrime, RecordedMonth
from portal.partnership.geography import Geography
from portal.partnership.rules import MapFrame

HEAD = (
    "Crime ID",
    "Month",
    "Reported by",
    "Falls within",
    "Longitude",
    "Latitude",
    "Location",
    "LSOA code",
    "LSOA name",
    "Crime type",
    "Last outcome category",
    "Context",
)
"""The columns of a street-level file, in the publisher's order (data.police.uk/about, "CSV columns")."""

ATTRIBUTION = "Recorded crime: data.police.uk, Open Government Licence v3.0."
"""What the licence asks to be said."""

TELL_EVERY = 5_000  # lines
ROWS_AT_ONCE = 500  # counts in one statement, below every database's limit
MARGIN = 2 * REACH_METRES / METRES_PER_DEGREE * 1.7  # degrees round the map's frame; 1.7 for longitudes here
EARLIEST = date(2010, 12, 1)  # the publisher's first month
MOST_FORCE, MOST_TYPE = 80, 60  # characters: longer is no name of theirs

Tell = Callable[[int], None]
Key = tuple[date, str]
Cell = tuple[str, str, str]


class BadFile(DomainError):
    """The file is not a street-level file: `.words`, in line `.line` (the head is line 1)."""

    code = "bad-crime-file"
    line: int
    words: str


@dataclass(frozen=True, slots=True)
class Line:
    """One line of the file; `point` is None where none was published."""

    month: date
    force: str
    crime_type: str
    point: Point | None


@dataclass(frozen=True, slots=True)
class MonthRead:
    """What one month of one force came to. `again`: it was there already, with the same lines."""

    month: date
    force: str
    inside: int
    outside: int
    without_place: int
    again: bool


class _Sums:
    """The counts of one month of one force while a file is read."""

    def __init__(self) -> None:
        self.cells: Counter[Cell] = Counter()
        self.outside = self.without_place = 0
        self.digest = hashlib.sha256()


def lines(text: Iterable[str], *, today: date) -> Iterator[Line]:
    """The lines of a file. Raises `BadFile`."""
    rows = csv.reader(text)
    try:
        head = tuple(cell.strip().lstrip("\ufeff") for cell in next(rows, []))
        if head != HEAD:
            raise BadFile(line=1, words=f"the head is not: {', '.join(HEAD)}")
        for number, row in enumerate(rows, start=2):
            if row:
                yield _line(number, row, today)
    except (csv.Error, UnicodeDecodeError) as broken:
        raise BadFile(line=0, words="it is not a text file of comma-separated values") from broken


def read_in(
    session: Session,
    found: Iterable[Line],
    *,
    ground: Geography,
    frame: MapFrame,
    now: datetime,
    tell: Tell = lambda _lines: None,
) -> tuple[MonthRead, ...]:
    """Keep the counts of every month and force in it, in place of what was there for them."""
    sums: dict[Key, _Sums] = {}
    places: dict[Point, tuple[str, str] | None] = {}
    for number, line in enumerate(found, start=1):
        into = sums.setdefault((line.month, line.force), _Sums())
        into.digest.update(f"{line.crime_type}|{line.point}\n".encode())
        if line.point is None:
            into.without_place += 1
        else:
            if line.point not in places:
                places[line.point] = _place(line.point, ground, frame)
            place = places[line.point]
            if place is None:
                into.outside += 1
            else:
                into.cells[(*place, line.crime_type)] += 1
        if number % TELL_EVERY == 0:
            tell(number)
    return tuple(_keep(session, key, each, now) for key, each in sorted(sums.items(), key=lambda p: p[0]))


def _line(number: int, row: list[str], today: date) -> Line:
    if len(row) != len(HEAD):
        raise BadFile(line=number, words=f"it has {len(row)} columns, not {len(HEAD)}")
    value = dict(zip(HEAD, (cell.strip() for cell in row), strict=True))
    force, crime_type = value["Reported by"], value["Crime type"]
    if not 0 < len(force) <= MOST_FORCE or not 0 < len(crime_type) <= MOST_TYPE:
        raise BadFile(line=number, words="it names no police force or no type of crime")
    return Line(_month(number, value["Month"], today), force, crime_type, _point(number, value))


def _month(number: int, text: str, today: date) -> date:
    try:
        month = date.fromisoformat(f"{text}-01")
    except ValueError:
        month = date.max
    if not EARLIEST <= month < today.replace(day=1) or len(text) != len("2026-10"):
        raise BadFile(line=number, words="its month is not written 2026-10, or is not over")
    return month


def _point(number: int, value: dict[str, str]) -> Point | None:
    lon, lat = value["Longitude"], value["Latitude"]
    if not lon and not lat:
        return None
    try:
        point = Point(float(lat), float(lon))
    except ValueError:
        point = Point(float("nan"), float("nan"))
    if not (isfinite(point.lat) and isfinite(point.lon) and abs(point.lat) <= 90 and abs(point.lon) <= 180):
        raise BadFile(line=number, words="its longitude and latitude are no position")
    return point


def _place(point: Point, ground: Geography, frame: MapFrame) -> tuple[str, str] | None:
    """Ward and area of a published point (area empty where it is told by ward only); None outside."""
    near = (
        frame.south - MARGIN <= point.lat <= frame.north + MARGIN
        and frame.west - MARGIN <= point.lon <= frame.east + MARGIN
    )
    if not near:
        return None
    try:
        spot = ground.locate(point)
    except OutsideArea:
        return None
    return spot.ward, spot.area or ""


def _keep(session: Session, key: Key, sums: _Sums, now: datetime) -> MonthRead:
    month, force = key
    digest, inside = sums.digest.hexdigest(), sum(sums.cells.values())
    before = session.get(RecordedMonth, key)
    again = before is not None and before.digest == digest
    read = MonthRead(month, force, inside, sums.outside, sums.without_place, again)
    if again:
        return read
    session.execute(delete(RecordedCrime).where(RecordedCrime.month == month, RecordedCrime.force == force))
    rows = [
        {"month": month, "force": force, "ward": ward, "area": area, "crime_type": kind, "number": number}
        for (ward, area, kind), number in sorted(sums.cells.items())
    ]
    for first in range(0, len(rows), ROWS_AT_ONCE):
        session.execute(insert(RecordedCrime), rows[first : first + ROWS_AT_ONCE])
    kept = before or RecordedMonth(month=month, force=force)
    kept.digest, kept.inside, kept.outside = digest, inside, sums.outside
    kept.without_place, kept.read_at = sums.without_place, now
    session.add(kept)
    session.flush()
    return read
