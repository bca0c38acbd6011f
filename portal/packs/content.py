"""What a frozen pack holds, as plain values, and the canonical text they are kept and hashed as.

All cells are words: nothing in a pack can be computed with. Refuses a text of another shape than it writes.
"""

import hashlib
import json
from collections.abc import Iterator
from dataclasses import asdict, dataclass
from typing import Any

from portal.core.errors import DomainError

FORMAT = 2
"""Which shape the text has; a pack of another shape is told apart by its number."""


class UnknownFormat(DomainError):
    """The kept text is of a shape, `.format`, that is not read any more."""

    code = "pack-format-unknown"
    status = 500


@dataclass(frozen=True, slots=True)
class PackTable:
    """A table: what it counts (`definition`), of how many (`base`), its heads and its rows, all in words.

    `numeric` names the columns, from 0, whose words are numbers or bands.
    """

    code: str
    caption: str
    definition: str
    base: str
    head: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]
    numeric: tuple[int, ...] = ()


@dataclass(frozen=True, slots=True)
class PackSection:
    """One part of a pack: paragraphs, then tables; without tables the paragraphs say why."""

    code: str
    title: str
    words: tuple[str, ...]
    tables: tuple[PackTable, ...] = ()


@dataclass(frozen=True, slots=True)
class MapMark:
    """A hotspot on the map: its number in the table, its SARA stage, its outline, where the number stands."""

    number: int
    stage: str
    path: str
    x: int
    y: int


@dataclass(frozen=True, slots=True)
class PackMap:
    """A drawing in its own units: outlines of wards and of hotspots as SVG paths; no street, no point."""

    width: int
    height: int
    wards: tuple[str, ...]
    marks: tuple[MapMark, ...]


@dataclass(frozen=True, slots=True)
class PackSummary:
    """What a chair reads on the way: a few sentences and the shortest tables."""

    sentences: tuple[str, ...]
    tables: tuple[PackTable, ...]


@dataclass(frozen=True, slots=True)
class PackContent:
    """A whole pack as it is frozen."""

    partnership: str
    group: str
    group_name: str
    period: str
    before: str
    year_ago: str
    made_on: str
    summary: PackSummary
    sections: tuple[PackSection, ...]
    map: PackMap | None
    notes: tuple[str, ...]
    format: int = FORMAT

    @property
    def tables(self) -> Iterator[tuple[PackSection, PackTable]]:
        """Every table with the section it stands in."""
        return ((section, table) for section in self.sections for table in section.tables)


def to_text(content: PackContent) -> str:
    """Canonical JSON: the same pack always gives the same text."""
    return json.dumps(asdict(content), ensure_ascii=False, sort_keys=True, separators=(",", ":"))


def from_text(text: str) -> PackContent:
    """The pack that `to_text` wrote. Raises `UnknownFormat`."""
    value = json.loads(text)
    if value.get("format") != FORMAT:
        raise UnknownFormat(format=value.get("format"))
    summary = value["summary"]
    return PackContent(
        **{
            **value,
            "summary": PackSummary(tuple(summary["sentences"]), _tables(summary["tables"])),
            "sections": tuple(
                PackSection(each["code"], each["title"], tuple(each["words"]), _tables(each["tables"]))
                for each in value["sections"]
            ),
            "map": _map(value["map"]),
            "notes": tuple(value["notes"]),
        }
    )


def digest(text: str) -> str:
    """SHA-256 of the canonical text, in hex."""
    return hashlib.sha256(text.encode("utf-8")).hexdigest()


def lines(content: PackContent) -> Iterator[tuple[str, ...]]:
    """Every table, one after the other, as lines of words: section, table, base, then the cells.

    Each table begins with a line of its heads. All lines are equally long.
    """
    widest = columns(content)
    for section, table in content.tables:
        for cells in (table.head, *table.rows):
            yield (section.title, table.caption, table.base, *cells, *("",) * (widest - len(cells)))


def columns(content: PackContent) -> int:
    """How many cells the widest table has."""
    return max((len(table.head) for _, table in content.tables), default=1)


def _tables(values: list[dict[str, Any]]) -> tuple[PackTable, ...]:
    return tuple(
        PackTable(
            **{
                **each,
                "head": tuple(each["head"]),
                "rows": tuple(tuple(row) for row in each["rows"]),
                "numeric": tuple(each["numeric"]),
            }
        )
        for each in values
    )


def _map(value: dict[str, Any] | None) -> PackMap | None:
    if value is None:
        return None
    marks = tuple(MapMark(**each) for each in value["marks"])
    return PackMap(value["width"], value["height"], tuple(value["wards"]), marks)
