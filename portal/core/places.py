"""Points, postcodes, well-known places and map areas: where something is, without saying whose door it is.

Refuses a point outside the area, an unknown postcode or place. Knows neither grid nor outline: cells and
what lies beside them are handed in.
"""

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from heapq import heapify, heappop, heappush
from math import cos, hypot, radians

from portal.core.errors import DomainError

REACH_METRES = 500  # beaches, piers and quays lie this far outside outlines that are cut at the coast
POSITIONS_ENOUGH = 8  # distinct postcode positions below which an area could point to a household
CELLS_AT_MOST = 12  # about 1.3 square kilometres: beyond that an area says nothing about where
OPEN_KINDS = frozenset(
    {"beach", "nature", "park", "pier", "quay"}
)  # nobody lives there, everybody meets there
METRES_PER_DEGREE = 111_320.0  # of latitude; of longitude at the equator

POSTCODE = re.compile(r"([A-Z]{1,2}[0-9][A-Z0-9]?)([0-9][A-Z]{2})")


class OutsideArea(DomainError):
    """The point is further than `REACH_METRES` from every ward. Carries nothing of the point itself."""

    code = "outside-area"


class UnknownPostcode(DomainError):
    """Not a postcode, or not one of this area."""

    code = "unknown-postcode"


class UnknownPlace(DomainError):
    """No well-known place has this code."""

    code = "unknown-place"


@dataclass(frozen=True, slots=True)
class Point:
    """WGS84 degrees."""

    lat: float
    lon: float

    def metres_to(self, other: "Point") -> float:
        """Straight distance in metres; good to 0.1% within one county."""
        north = (other.lat - self.lat) * METRES_PER_DEGREE
        east = (other.lon - self.lon) * METRES_PER_DEGREE * cos(radians((self.lat + other.lat) / 2))
        return hypot(north, east)


@dataclass(frozen=True, slots=True)
class Place:
    """A well-known public place; `code` is the name as a slug."""

    code: str
    name: str
    kind: str
    point: Point
    ward: str
    aliases: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Cell:
    """One cell of the grid, whole in one ward: its distinct postcode positions and the cells beside it."""

    id: str
    ward: str
    positions: int
    open_place: bool
    beside: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Area:
    """Cells joined into one map point; `id` is its lowest cell. Not `mapped`: told at ward level only."""

    id: str
    ward: str
    cells: tuple[str, ...]
    mapped: bool


def tidy_postcode(text: str) -> str:
    """A postcode in its usual spelling ("BH1 1AA") from any case and spacing. Raises `UnknownPostcode`."""
    found = POSTCODE.fullmatch(re.sub(r"[\s.\-]+", "", text).upper())
    if found is None:
        raise UnknownPostcode()
    return f"{found[1]} {found[2]}"


def slug(name: str) -> str:
    """Lower-case letters and digits with single hyphens: "St Peter's Church" becomes "st-peters-church"."""
    return re.sub(r"[^a-z0-9]+", "-", name.lower().replace("'", "").replace("’", "")).strip("-")


def compass(origin: Point, target: Point) -> str:
    """In words, which way `target` lies from `origin`."""
    words = ("north", "north-east", "east", "south-east", "south", "south-west", "west", "north-west")
    north = target.lat - origin.lat
    east = (target.lon - origin.lon) * cos(radians(origin.lat))
    if hypot(north, east) == 0:
        return words[0]
    diagonal = min(abs(north), abs(east)) > 0.4142 * max(abs(north), abs(east))  # tan 22.5 degrees
    vertical = "north" if north >= 0 else "south"
    sideways = "east" if east >= 0 else "west"
    if diagonal:
        return f"{vertical}-{sideways}"
    return vertical if abs(north) > abs(east) else sideways


def nearest(point: Point, places: Iterable[Place]) -> tuple[Place, ...]:
    """The places, nearest first; ties by name."""
    return tuple(sorted(places, key=lambda place: (point.metres_to(place.point), place.name)))


def join_cells(cells: Iterable[Cell]) -> tuple[Area, ...]:
    """Join cells into areas that no household can be told from, always in the same way; ordered by id.

    The area with fewest positions joins the neighbour of its ward with fewest (ties: lowest cell id), until
    it has `POSITIONS_ENOUGH`, never beyond `CELLS_AT_MOST`. A cell without postcodes stays alone where it
    holds an open place.
    """
    return _Joining({cell.id: cell for cell in cells}).run()


class _Joining:
    """The state of one joining: areas are named by their lowest cell."""

    def __init__(self, cells: Mapping[str, Cell]) -> None:
        self.cells = cells
        self.alone = {cell.id for cell in cells.values() if cell.open_place and not cell.positions}
        self.members = {code: {code} for code in cells}
        self.positions = {code: cell.positions for code, cell in cells.items()}
        self.area_of = {code: code for code in cells}

    def run(self) -> tuple[Area, ...]:
        queue = [(count, code) for code, count in self.positions.items() if self._wants(code)]
        heapify(queue)
        while queue:
            count, code = heappop(queue)
            if self.positions.get(code) != count or not self._wants(code):
                continue
            partner = self._partner(code)
            if partner is not None:
                joined = self._join(code, partner)
                heappush(queue, (self.positions[joined], joined))
        return tuple(self._area(code) for code in sorted(self.members))

    def _wants(self, code: str) -> bool:
        return code not in self.alone and self.positions[code] < POSITIONS_ENOUGH

    def _partner(self, code: str) -> str | None:
        ward = self.cells[code].ward
        beside = {
            self.area_of[near]
            for cell in self.members[code]
            for near in self.cells[cell].beside
            if near in self.cells and self.cells[near].ward == ward and near not in self.alone
        }
        room = CELLS_AT_MOST - len(self.members[code])
        fitting = [other for other in beside if other != code and len(self.members[other]) <= room]
        return min(fitting, key=lambda other: (self.positions[other], other), default=None)

    def _join(self, one: str, other: str) -> str:
        keep, gone = min(one, other), max(one, other)
        self.members[keep] |= self.members.pop(gone)
        self.positions[keep] += self.positions.pop(gone)
        for cell in self.members[keep]:
            self.area_of[cell] = keep
        return keep

    def _area(self, code: str) -> Area:
        mapped = code in self.alone or self.positions[code] >= POSITIONS_ENOUGH
        return Area(code, self.cells[code].ward, tuple(sorted(self.members[code])), mapped)
