"""One published picture as a value: fixed tables of bands, and the text that is published.

Knows no count: a cell is a band, or held back so that others cannot be worked out. A cell nobody wrote down
is "fewer than 5", whether it was none or four.
"""

import hashlib
import json
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from typing import Any

from portal.concerns.releases.periods import Period
from portal.core.disclosure import Band, band

FORMAT = 1  # of the published text; a change of its shape takes the next number
LOWEST = band(0)
MAX_NOTE = 1000  # characters of a note on a picture: it says what was wrong, it is no report


class Table(StrEnum):
    """The fixed tables; a key is a code, or two codes with a slash between."""

    AREA = "area"
    WARD = "ward"
    WARD_FAMILY = "ward-family"
    FAMILY = "family"
    TOPIC = "topic"
    ALL = "all"


EVERYTHING = "all"
"""The one key of `Table.ALL`."""


class Level(StrEnum):
    """What a number one level up is of."""

    WARD = "ward"
    FAMILY = "family"
    ALL = "all"


@dataclass(frozen=True, slots=True)
class Above:
    """The band of the next level up that says more than "fewer than 5"."""

    level: Level
    band: Band


@dataclass(frozen=True, slots=True)
class Cell:
    """What is published of one number: its band, or None where it is held back; and the next level's band.

    `above` is given where `band` is the lowest or held back, and something is known further up.
    """

    band: Band | None
    above: Above | None = None

    @property
    def says_something(self) -> bool:
        """Whether it is more than "fewer than 5"."""
        return self.band is not None and self.band.low > 0

    @property
    def words(self) -> str:
        """As it is printed."""
        if self.band is None or (self.band.low == 0 and self.band.high is None):
            return "not shown alone"
        return self.band.words


@dataclass(frozen=True, slots=True)
class AreaName:
    """How a map area was called when it was published, and its ward."""

    label: str
    ward: str


@dataclass(frozen=True, slots=True)
class TopicLine:
    """A line of partnership by topic, and its family; None where every kind of it is sensitive."""

    name: str
    family: str | None


@dataclass(frozen=True, slots=True)
class Picture:
    """A published picture. Names are those of the day it was made; dictionaries keep the order of the page.

    `areas` are the map areas with a band above the lowest; `mapped` says how many there were in all.
    `no_areas` and `no_families` are the wards whose areas and families are held back as a whole.
    """

    number: int
    period: Period
    wards: Mapping[str, str]
    families: Mapping[str, str]
    topics: Mapping[str, TopicLine]
    areas: Mapping[str, AreaName]
    mapped: int
    no_areas: frozenset[str]
    no_families: frozenset[str]
    tables: Mapping[Table, Mapping[str, Band]]

    @property
    def whole(self) -> Cell:
        """All concerns that may be told by place."""
        return Cell(self._at(Table.ALL, EVERYTHING))

    def ward(self, ward: str) -> Cell:
        """A ward; one level up is the whole."""
        return self._cell(Table.WARD, ward, Level.ALL, self.whole)

    def family(self, family: str) -> Cell:
        """A family; one level up is the whole."""
        return self._cell(Table.FAMILY, family, Level.ALL, self.whole)

    def topic(self, topic: str) -> Cell:
        """A line by topic, kinds included that are told in no other table; one level up is its family."""
        family = self.topics[topic].family
        if family is None:
            return self._cell(Table.TOPIC, topic, Level.ALL, self.whole)
        return self._cell(Table.TOPIC, topic, Level.FAMILY, self.family(family))

    def ward_family(self, ward: str, family: str) -> Cell:
        """A family in a ward; one level up is the ward."""
        up = self.ward(ward)
        if ward in self.no_families:
            return Cell(None, _above(Level.WARD, up))
        return self._cell(Table.WARD_FAMILY, pair_key(ward, family), Level.WARD, up)

    def area(self, area: str, ward: str) -> Cell:
        """A map area of this ward; one level up is the ward."""
        up = self.ward(ward)
        if ward in self.no_areas:
            return Cell(None, _above(Level.WARD, up))
        return self._cell(Table.AREA, area, Level.WARD, up)

    def _at(self, table: Table, key: str) -> Band:
        return self.tables[table].get(key, LOWEST)

    def _cell(self, table: Table, key: str, level: Level, up: Cell) -> Cell:
        found = self._at(table, key)
        return Cell(found) if found != LOWEST else Cell(found, _above(level, up))


def pair_key(ward: str, family: str) -> str:
    """The key of a family in a ward."""
    return f"{ward}/{family}"


def _above(level: Level, up: Cell) -> Above | None:
    """What is known one level up, or further up where it is "fewer than 5" there too."""
    return Above(level, up.band) if up.band is not None and up.says_something else up.above


def text_of(picture: Picture) -> str:
    """The text that is published and hashed: canonical JSON, without anything that is "fewer than 5"."""
    return json.dumps(
        {
            "format": FORMAT,
            "number": picture.number,
            "period": [picture.period.starts_on.isoformat(), picture.period.ends_on.isoformat()],
            "wards": list(picture.wards.items()),
            "families": list(picture.families.items()),
            "topics": [[code, line.name, line.family] for code, line in picture.topics.items()],
            "areas": [[code, area.label, area.ward] for code, area in picture.areas.items()],
            "mapped": picture.mapped,
            "no-areas": sorted(picture.no_areas),
            "no-families": sorted(picture.no_families),
            "tables": {
                table: {
                    key: [found.low, found.high]
                    for key, found in picture.tables[table].items()
                    if found != LOWEST
                }
                for table in Table
            },
        },
        sort_keys=True,
        separators=(",", ":"),
    )


def picture_of(text: str) -> Picture:
    """The picture a published text describes."""
    value: dict[str, Any] = json.loads(text)
    first, last = map(date.fromisoformat, value["period"])
    return Picture(
        number=value["number"],
        period=Period(first, last),
        wards=dict(value["wards"]),
        families=dict(value["families"]),
        topics={code: TopicLine(name, family) for code, name, family in value["topics"]},
        areas={code: AreaName(label, ward) for code, label, ward in value["areas"]},
        mapped=value["mapped"],
        no_areas=frozenset(value["no-areas"]),
        no_families=frozenset(value["no-families"]),
        tables={table: {key: Band(*pair) for key, pair in value["tables"][table].items()} for table in Table},
    )


def digest_of(text: str) -> str:
    """SHA-256 of the published text, in hex."""
    return hashlib.sha256(text.encode("utf-8")).hexdigest()
