"""The last look before a release: what could somebody work out from all its bands together?

Every number of a release is printed as its band of five, but bands that must add up can say more than each of
them alone. This module reads the release as an attacker does and withholds what says too much: area, ward and
ward-by-family numbers keep their whole band, every other number at least three possible values. Refuses to
release anything where no way of withholding holds.

Releases are disjoint (a concern is in one release only), so each is guarded alone: subtracting one from
another yields nothing. An unprinted number of concerns may belong to a ward without a mapped area. Sensitive
subtopics are counted in partnership by topic only, so such a topic bounds the other tables from above only.
Method: audit by flows (after Fischetti and Salazar 2001), repaired in a fixed order: the area split of the
ward in question, its family split, then a partnership number becomes "30 or more" (from a lower start where
its lower end said too much), and only then another ward's split.
"""

from collections.abc import Mapping
from enum import IntEnum
from typing import NamedTuple

from portal.core.disclosure import BAND_WIDTH, Band, band
from portal.core.errors import DomainError
from portal.core.flow import Circulation, Crossing
from portal.core.release_tables import Cell, Guarded, LeafKey, Shape, Sums, cell, check

LEAST_VALUES = 3  # possible values that a number for the whole partnership keeps


class CannotGuard(DomainError):
    """No way of withholding was found; nothing may be released."""

    code = "cannot-guard"


class _Kind(IntEnum):
    """What an edge stands for; the order is that in which it is loosened for another's sake."""

    AREA = 0
    WARD_FAMILY = 1
    TOPIC = 2
    FAMILY = 3
    TOTAL = 4
    WARD = 5
    UNPRINTED = 6


_WIDENED = (_Kind.TOPIC, _Kind.FAMILY, _Kind.TOTAL)
_LAST = 2 * _Kind.UNPRINTED  # the splits of other wards come after everything else
_WHOLE = (_Kind.WARD, _Kind.WARD_FAMILY, _Kind.AREA)


def guard(counts: Mapping[LeafKey, int], sensitive: Mapping[str, int], shape: Shape) -> Guarded:
    """The release of these counts with everything withheld that says too much; the same every time.

    `sensitive` counts the concerns of sensitive subtopics by topic. Raises UnknownLeaf, CannotGuard.
    """
    check(counts, sensitive, shape)
    network = _Network(counts, sensitive, shape)
    for kind in (*_WHOLE, _Kind.FAMILY, _Kind.TOPIC, _Kind.TOTAL):
        for edge in [edge for edge, (of, *_) in enumerate(network.names) if of is kind]:
            network.protect(edge)
    return network.printed()


class _Action(NamedTuple):
    """One way to loosen the release: a ward's split withheld, or a partnership number widened."""

    rank: int
    kind: _Kind
    name: str
    edge: int
    at_upper: bool = True


class _Network:
    """The release as a circulation: sum, topics, families, ward by family, wards, areas, back to the sum."""

    def __init__(self, counts: Mapping[LeafKey, int], sensitive: Mapping[str, int], shape: Shape) -> None:
        self.shape, self.flow = shape, Circulation()
        self.names: list[tuple[_Kind, str, str]] = []
        self.edges: dict[tuple[_Kind, str, str], int] = {}
        self.bands: dict[int, Band] = {}
        self.without_areas: set[str] = set()
        self.without_families: set[str] = set()
        self.extra = dict.fromkeys(shape.topics, 0) | dict(sensitive)
        self._nodes: dict[tuple[str, str], int] = {}
        self._build(Sums.of(counts))
        self.flow.check()

    def _node(self, role: str, name: str = "") -> int:
        return self._nodes.setdefault((role, name), len(self._nodes))

    def _add(self, kind: _Kind, first: str, second: str, tail: int, head: int, number: int) -> None:
        """An edge for one number; what is printed binds it to its band."""
        if kind is _Kind.UNPRINTED:
            edge = self.flow.add(tail, head, number)
        elif kind is _Kind.TOPIC and first in self.shape.sensitive:
            shown = band(number + self.extra[first])
            edge = self.flow.add(tail, head, number, 0, shown.high)
            self.bands[edge] = shown
        else:
            shown = band(number)
            edge = self.flow.add(tail, head, number, shown.low, shown.high)
            self.bands[edge] = shown
        self.names.append((kind, first, second))
        self.edges[kind, first, second] = edge

    def _build(self, sums: "Sums") -> None:
        source, sink = self._node("source"), self._node("sink")
        self._add(_Kind.TOTAL, "", "", sink, source, sums.total)
        for topic, family in self.shape.topics.items():
            if family is not None:
                head = self._node("family in", family)
                self._add(_Kind.TOPIC, topic, "", source, head, sums.topics[topic])
        for family in self.shape.families:
            tail, head = self._node("family in", family), self._node("family out", family)
            self._add(_Kind.FAMILY, family, "", tail, head, sums.families[family])
        for ward, areas in self.shape.wards.items():
            tail, head = self._node("ward in", ward), self._node("ward out", ward)
            for family in self.shape.families:
                number = sums.ward_families[ward, family]
                self._add(_Kind.WARD_FAMILY, ward, family, self._node("family out", family), tail, number)
            self._add(_Kind.WARD, ward, "", tail, head, sums.wards[ward])
            self._add(_Kind.UNPRINTED, ward, "", head, sink, sums.unmapped[ward])
            for area in areas:
                self._add(_Kind.AREA, ward, area, head, sink, sums.areas[ward, area])

    def protect(self, edge: int) -> None:
        """Loosen or withhold until this number says no more than it may. Raises CannotGuard."""
        kind, name, _ = self.names[edge]
        while not self._is_withheld(edge) and self._missing(edge):
            if kind is _Kind.AREA:
                self._apply(_Action(0, _Kind.AREA, name, edge))
            elif kind is _Kind.WARD_FAMILY:
                self._apply(_Action(0, _Kind.WARD_FAMILY, name, edge))
            elif kind is _Kind.TOPIC and name in self.shape.sensitive:
                self._apply(_Action(0, kind, name, edge))
            else:
                self._repair(edge)

    def _wanted(self, edge: int) -> tuple[int, int, int]:
        """How far this number should be able to rise and to fall, and how far in all."""
        flow, shown, (kind, name, _) = self.flow.flows[edge], self.bands[edge], self.names[edge]
        rise = BAND_WIDTH if shown.high is None else shown.high - flow
        if kind in _WHOLE:
            return rise, flow - shown.low, rise + flow - shown.low
        if kind is _Kind.TOPIC and name in self.shape.sensitive:
            fall = 0 if shown.high is None else max(0, flow - (shown.high - LEAST_VALUES + 1))
            return 0, fall, fall
        return min(rise, LEAST_VALUES - 1), min(flow - shown.low, LEAST_VALUES - 1), LEAST_VALUES - 1

    def _missing(self, edge: int) -> int:
        """How many steps of its freedom this number lacks."""
        rise, fall, whole = self._wanted(edge)
        up = self.flow.room(edge, up=True, wanted=rise).units
        return max(0, whole - up - self.flow.room(edge, up=False, wanted=fall).units)

    def _repair(self, edge: int) -> None:
        """Loosen one of the numbers that hold this one fast: the first that helps at once, else the first."""
        actions, missing = self._actions(edge), self._missing(edge)
        for action in actions:
            kept = self._keep()
            self._apply(action)
            if self._missing(edge) < missing:
                return
            self._restore(kept)
        if not actions:
            raise CannotGuard(number=self.names[edge])
        self._apply(actions[0])

    def _actions(self, edge: int) -> list[_Action]:
        """What could be loosened for this number, in the order in which it is tried."""
        own, (rise, fall, _) = self.names[edge], self._wanted(edge)
        found = set()
        for up, wanted in ((True, rise), (False, fall)):
            reached = self.flow.room(edge, up=up, wanted=wanted).reached
            held = self.flow.crossings(reached, edge) if reached else []
            found |= {self._action(one, own[1]) for one in held if self._may_loosen(one)}
        if own[0] in _WIDENED and self.bands[edge].high is not None:
            found.add(_Action(int(own[0]), own[0], own[1], edge))
        first = {(one.kind, one.name): one for one in sorted(found, reverse=True)}
        return sorted(first.values())

    def _action(self, one: Crossing, own: str) -> _Action:
        kind, name, _ = self.names[one.edge]
        elsewhere = kind in (_Kind.AREA, _Kind.WARD_FAMILY) and name != own
        return _Action(_LAST - kind if elsewhere else int(kind), kind, name, one.edge, one.at_upper)

    def _may_loosen(self, one: Crossing) -> bool:
        kind = self.names[one.edge][0]
        if kind in _WIDENED:
            return one.at_upper or self.flow.lows[one.edge] > 0
        return kind in (_Kind.AREA, _Kind.WARD_FAMILY) and not self._is_withheld(one.edge)

    def _is_withheld(self, edge: int) -> bool:
        kind, ward, _ = self.names[edge]
        return (kind is _Kind.AREA and ward in self.without_areas) or (
            kind is _Kind.WARD_FAMILY and ward in self.without_families
        )

    def _keep(self) -> tuple[list[int], list[int | None], dict[int, Band], set[str], set[str]]:
        flow = self.flow
        return (
            list(flow.lows),
            list(flow.highs),
            dict(self.bands),
            set(self.without_areas),
            set(self.without_families),
        )

    def _restore(self, kept: tuple[list[int], list[int | None], dict[int, Band], set[str], set[str]]) -> None:
        self.flow.lows, self.flow.highs, self.bands, self.without_areas, self.without_families = kept

    def _apply(self, action: _Action) -> None:
        """Withhold a ward's split, or print "or more", from lower down where the lower end said too much."""
        if action.kind is _Kind.AREA:
            self.without_areas.add(action.name)
            edges = [self.edges[_Kind.AREA, action.name, area] for area in self.shape.wards[action.name]]
        elif action.kind is _Kind.WARD_FAMILY:
            self.without_families.add(action.name)
            edges = [self.edges[_Kind.WARD_FAMILY, action.name, each] for each in self.shape.families]
        else:
            low = self.bands[action.edge].low - (0 if action.at_upper else BAND_WIDTH)
            self.bands[action.edge] = Band(max(0, low), None)
            free = action.kind is _Kind.TOPIC and action.name in self.shape.sensitive
            self.flow.loosen(action.edge, 0 if free else max(0, low), None)
            return
        for edge in edges:
            self.flow.loosen(edge, 0, None)

    def printed(self) -> Guarded:
        """The tables, each withheld or small number with the band of the next level up."""
        whole = Cell(self._band(_Kind.TOTAL))
        families = {name: cell(self._band(_Kind.FAMILY, name), whole) for name in self.shape.families}
        topics = {}
        for name, family in self.shape.topics.items():
            shown = band(self.extra[name]) if family is None else self._band(_Kind.TOPIC, name)
            topics[name] = cell(shown, whole if family is None else families[family])
        wards = {name: cell(self._band(_Kind.WARD, name), whole) for name in self.shape.wards}
        ward_families = {
            (ward, family): cell(
                self._band(_Kind.WARD_FAMILY, ward, family), wards[ward], ward in self.without_families
            )
            for ward in self.shape.wards
            for family in self.shape.families
        }
        areas = {
            area: cell(self._band(_Kind.AREA, ward, area), wards[ward], ward in self.without_areas)
            for ward, mapped in self.shape.wards.items()
            for area in mapped
        }
        return Guarded(
            whole,
            families,
            topics,
            wards,
            ward_families,
            areas,
            frozenset(self.without_areas),
            frozenset(self.without_families),
        )

    def _band(self, kind: _Kind, first: str = "", second: str = "") -> Band:
        return self.bands[self.edges[kind, first, second]]
