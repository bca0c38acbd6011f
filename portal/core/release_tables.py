"""The tables of a release of concerns: what is counted, what may be printed, what the numbers truly are.

Refuses counts that the release's shape does not know. A `Guarded` release is made by `release_guard` only.
"""

from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass
from typing import NamedTuple

from portal.core.disclosure import Band
from portal.core.errors import DomainError


class UnknownLeaf(DomainError):
    """A count for a topic, family, ward or area that the shape does not hold, or below nothing."""

    code = "unknown-leaf"


class LeafKey(NamedTuple):
    """The finest count: concerns that are not sensitive, of a topic, in an area (None: ward known only)."""

    topic: str
    family: str
    ward: str
    area: str | None


@dataclass(frozen=True, slots=True)
class Shape:
    """What a release has numbers for, whether or not anything was counted there.

    `topics`: each topic's family, None where all its subtopics are sensitive. `sensitive`: topics with at
    least one sensitive subtopic. `wards`: the mapped areas of each ward; an area belongs to one ward.
    """

    families: tuple[str, ...]
    topics: Mapping[str, str | None]
    sensitive: frozenset[str]
    wards: Mapping[str, tuple[str, ...]]


@dataclass(frozen=True, slots=True)
class Cell:
    """One printed number: its own band, or, where that is withheld, the band of the next level up.

    `beside` is the next level's band, printed beside "fewer than 5".
    """

    band: Band
    withheld: bool = False
    beside: Band | None = None


@dataclass(frozen=True, slots=True)
class Guarded:
    """The tables of a release as they may be printed."""

    partnership: Cell
    families: Mapping[str, Cell]
    topics: Mapping[str, Cell]
    wards: Mapping[str, Cell]
    ward_families: Mapping[tuple[str, str], Cell]
    areas: Mapping[str, Cell]
    without_areas: frozenset[str]
    without_families: frozenset[str]


@dataclass(frozen=True, slots=True)
class Sums:
    """The true numbers of each table."""

    total: int
    topics: Counter[str]
    families: Counter[str]
    wards: Counter[str]
    ward_families: Counter[tuple[str, str]]
    areas: Counter[tuple[str, str]]
    unmapped: Counter[str]

    @classmethod
    def of(cls, counts: Mapping[LeafKey, int]) -> "Sums":
        sums = cls(sum(counts.values()), Counter(), Counter(), Counter(), Counter(), Counter(), Counter())
        for (topic, family, ward, area), number in counts.items():
            sums.topics[topic] += number
            sums.families[family] += number
            sums.wards[ward] += number
            sums.ward_families[ward, family] += number
            if area is None:
                sums.unmapped[ward] += number
            else:
                sums.areas[ward, area] += number
        return sums


def cell(own: Band, above: Cell, withheld: bool = False) -> Cell:
    """The printed number: its own band with the next level's beside a small one, or that band alone."""
    if withheld:
        return Cell(above.band, withheld=True)
    return Cell(own, beside=above.band if own.low == 0 else None)


def check(counts: Mapping[LeafKey, int], sensitive: Mapping[str, int], shape: Shape) -> None:
    """Raise UnknownLeaf unless every count has its place in the shape."""
    homes = Counter(area for areas in shape.wards.values() for area in areas)
    for key, number in counts.items():
        placed = key.area is None or key.area in shape.wards.get(key.ward, ())
        known = key.family in shape.families and shape.topics.get(key.topic) == key.family
        if number < 0 or key.ward not in shape.wards or not placed or not known:
            raise UnknownLeaf(key=key, number=number)
    for topic, number in sensitive.items():
        if number < 0 or topic not in shape.sensitive:
            raise UnknownLeaf(key=topic, number=number)
    families = {family for family in shape.topics.values() if family is not None}
    if any(times > 1 for times in homes.values()) or not families <= set(shape.families):
        raise UnknownLeaf(key=shape.families, number=0)
