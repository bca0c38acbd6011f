"""From counted concerns to what may be published: counts go in, only what the guard lets through comes out.

What is told by place are kinds that are not sensitive; sensitive ones stand in partnership by topic alone. A
topic whose kinds belong to several families has one line for each of them.
"""

from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from portal.concerns.releases.periods import Period
from portal.concerns.releases.released import (
    EVERYTHING,
    LOWEST,
    AreaName,
    Picture,
    Table,
    TopicLine,
    pair_key,
)
from portal.core.disclosure import Band
from portal.core.release_guard import guard
from portal.core.release_tables import Cell, Guarded, LeafKey, Shape
from portal.partnership.geography import Geography
from portal.partnership.rules import Partnership, Subtopic, Topic


@dataclass(frozen=True, slots=True)
class Told:
    """What a counted concern adds to the figures: one, of this kind, here. Never kept."""

    subtopic: str
    ward: str
    area: str | None


@dataclass(frozen=True, slots=True)
class Lines:
    """The lines of partnership by topic: names by code, and the line and family of each kind of concern."""

    names: Mapping[str, str]
    line_of: Mapping[str, str]
    kinds: Mapping[str, Subtopic]

    @property
    def families(self) -> dict[str, str | None]:
        """The family of each line; None where every kind of it is sensitive."""
        found = {self.line_of[code]: kind.family for code, kind in self.kinds.items() if not kind.sensitive}
        return {line: found.get(line) for line in self.names}

    def shape(self, partnership: Partnership, ground: Geography) -> Shape:
        """Everything the release has numbers for."""
        families = self.families
        return Shape(
            families=tuple(sorted({family for family in families.values() if family})),
            topics=families,
            sensitive=frozenset(self.line_of[code] for code, kind in self.kinds.items() if kind.sensitive),
            wards={
                ward.code: tuple(area.id for area in ground.areas if area.ward == ward.code)
                for ward in partnership.wards
            },
        )


def lines_of(partnership: Partnership) -> Lines:
    """The lines of this partnership, in alphabetical order."""
    names: dict[str, str] = {}
    line_of: dict[str, str] = {}
    kinds: dict[str, Subtopic] = {}
    for topic in (each for each in partnership.topics if each.takes_reports):
        split = len({kind.family for kind in topic.subtopics}) > 1
        for kind in topic.subtopics:
            line = f"{topic.code}.{kind.family}" if split else topic.code
            names[line] = _line_name(partnership, topic, kind) if split else topic.name
            line_of[kind.code], kinds[kind.code] = line, kind
    return Lines(dict(sorted(names.items(), key=lambda pair: pair[1])), line_of, kinds)


def _line_name(partnership: Partnership, topic: Topic, kind: Subtopic) -> str:
    return f"{topic.name}: {partnership.family(kind.family).name.lower()}"


def picture_from(
    told: Iterable[Told], *, number: int, period: Period, partnership: Partnership, ground: Geography
) -> Picture:
    """What may be published of these concerns. Raises `UnknownLeaf`, `CannotGuard`."""
    lines = lines_of(partnership)
    shape = lines.shape(partnership, ground)
    by_place: Counter[LeafKey] = Counter()
    sensitive: Counter[str] = Counter()
    for each in told:
        kind, line = lines.kinds[each.subtopic], lines.line_of[each.subtopic]
        if kind.sensitive:
            sensitive[line] += 1
        else:
            area = each.area if each.area in shape.wards.get(each.ward, ()) else None
            by_place[LeafKey(line, kind.family, each.ward, area)] += 1
    return _picture(guard(by_place, sensitive, shape), number, period, partnership, ground)


def _picture(
    safe: Guarded, number: int, period: Period, partnership: Partnership, ground: Geography
) -> Picture:
    areas, lines = _bands(safe.areas), lines_of(partnership)
    return Picture(
        number=number,
        period=period,
        wards=_alphabetical((ward.code, ward.name) for ward in partnership.wards),
        families=_alphabetical((code, partnership.family(code).name) for code in safe.families),
        topics={line: TopicLine(lines.names[line], family) for line, family in lines.families.items()},
        areas={
            area.id: AreaName(area.label, area.ward)
            for area in sorted(ground.areas, key=lambda area: area.label)
            if area.id in areas
        },
        mapped=len(ground.areas),
        no_areas=safe.without_areas,
        no_families=safe.without_families,
        tables={
            Table.AREA: areas,
            Table.WARD: _bands(safe.wards),
            Table.WARD_FAMILY: _bands({pair_key(*pair): cell for pair, cell in safe.ward_families.items()}),
            Table.FAMILY: _bands(safe.families),
            Table.TOPIC: _bands(safe.topics),
            Table.ALL: _bands({EVERYTHING: safe.partnership}),
        },
    )


def _bands(cells: Mapping[str, Cell]) -> dict[str, Band]:
    """What is above "fewer than 5" and not withheld."""
    return {key: cell.band for key, cell in cells.items() if not cell.withheld and cell.band != LOWEST}


def _alphabetical(pairs: Iterable[tuple[str, str]]) -> dict[str, str]:
    return dict(sorted(pairs, key=lambda pair: pair[1]))
