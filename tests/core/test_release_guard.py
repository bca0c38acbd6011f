"""An attacker who puts all bands of a release together learns no more than each band says."""

import random
import time
from dataclasses import replace

import numpy
import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st
from scipy.optimize import Bounds, LinearConstraint, milp

from portal.core.disclosure import Band, band
from portal.core.release_guard import LEAST_VALUES, guard
from portal.core.release_tables import Cell, Guarded, LeafKey, Shape, UnknownLeaf

MANY = 5_000  # more than any count here: stands for "no end"
GUARD_SECONDS = 10
Counts = dict[LeafKey, int]


def a_shape(wards: int = 3, areas: int = 2, families: int = 2, topics: int = 3, sensitive: int = 0) -> Shape:
    """Topics in turn to families; the first so many have a sensitive subtopic, one nothing else."""
    names = tuple(f"family{n}" for n in range(families))
    of: dict[str, str | None] = {f"topic{n}": names[n % families] for n in range(topics)}
    touchy = {f"topic{n}" for n in range(sensitive)}
    if sensitive:
        of["hidden"] = None
        touchy.add("hidden")
    mapped = {f"ward{n}": tuple(f"ward{n}-area{m}" for m in range(areas)) for n in range(wards)}
    return Shape(names, of, frozenset(touchy), mapped)


def leaves(shape: Shape) -> list[LeafKey]:
    return [
        LeafKey(topic, family, ward, area)
        for topic, family in shape.topics.items()
        if family is not None
        for ward, areas in shape.wards.items()
        for area in (*areas, None)
    ]


class Attacker:
    """Knows the shape and all that is printed; believes in any whole counts that fit (integer program)."""

    def __init__(self, shape: Shape, seen: Guarded) -> None:
        self.keys = leaves(shape)
        self.touchy = sorted(shape.sensitive)
        self.shape, self.seen = shape, seen
        told = [*self.partnership(), *self.places()]
        self.known = LinearConstraint(
            numpy.array([row for _, cell, row in told if not cell.withheld]),
            numpy.array([cell.band.low for _, cell, _ in told if not cell.withheld]),
            numpy.array([limit(cell.band) for _, cell, _ in told if not cell.withheld]),
        )

    def row(self, chosen: dict[str, str | None], *, touchy: str = "") -> numpy.ndarray:
        counted = [all(getattr(key, name) == value for name, value in chosen.items()) for key in self.keys]
        return numpy.array([*counted, *(name == touchy for name in self.touchy)], dtype=float)

    def partnership(self) -> list[tuple[str, Cell, numpy.ndarray]]:
        whole = [("partnership", self.seen.partnership, self.row({}))]
        for name, cell in self.seen.families.items():
            whole.append((name, cell, self.row({"family": name})))
        for name, cell in self.seen.topics.items():
            whole.append((name, cell, self.row({"topic": name}, touchy=name)))
        return whole

    def places(self) -> list[tuple[str, Cell, numpy.ndarray]]:
        places = [(name, cell, self.row({"ward": name})) for name, cell in self.seen.wards.items()]
        for (ward, family), cell in self.seen.ward_families.items():
            places.append((f"{ward} {family}", cell, self.row({"ward": ward, "family": family})))
        for area, cell in self.seen.areas.items():
            places.append((area, cell, self.row({"area": area})))
        return places

    def ends(self, row: numpy.ndarray) -> tuple[int, int]:
        found = []
        for sign in (1, -1):
            best = milp(
                sign * row,
                constraints=self.known,
                bounds=Bounds(0, MANY),
                integrality=numpy.ones(len(row)),
            )
            assert best.success, best.message
            found.append(round(sign * best.fun))
        return found[0], found[1]


def limit(shown: Band) -> int:
    return MANY * 100 if shown.high is None else shown.high


def assert_holds(counts: Counts, sensitive: dict[str, int], shape: Shape) -> Guarded:
    seen = guard(counts, sensitive, shape)
    attacker = Attacker(shape, seen)
    for name, cell, row in attacker.places():
        if not cell.withheld:
            assert attacker.ends(row) == (cell.band.low, cell.band.high), name
    for name, _, row in attacker.partnership():
        least, most = attacker.ends(row)
        assert most - least + 1 >= LEAST_VALUES, name
    truth = numpy.array(
        [*(counts.get(key, 0) for key in attacker.keys), *(sensitive.get(n, 0) for n in attacker.touchy)]
    )
    for name, cell, row in [*attacker.partnership(), *attacker.places()]:
        assert cell.withheld or int(row @ truth) in cell.band, name
    return seen


shapes = st.builds(
    a_shape,
    wards=st.integers(1, 4),
    areas=st.integers(0, 3),
    families=st.integers(1, 3),
    topics=st.integers(1, 4),
    sensitive=st.integers(0, 2),
).filter(lambda shape: len(shape.topics) - ("hidden" in shape.topics) >= len(shape.families))
edgy = st.sampled_from([0, 0, 0, 1, 2, 4, 4, 5, 9, 14])


@st.composite
def releases(draw: st.DrawFn) -> tuple[Counts, dict[str, int], Shape]:
    shape = draw(shapes)
    keys = leaves(shape)
    numbers = draw(st.lists(edgy, min_size=len(keys), max_size=len(keys)))
    sensitive = {name: draw(edgy) for name in sorted(shape.sensitive)}
    return dict(zip(keys, numbers, strict=True)), sensitive, shape


def filled(
    shape: Shape, number: int, *, area: bool = True, topics: int = 99
) -> tuple[Counts, dict[str, int], Shape]:
    """The same number everywhere: in the first area, or in the ward alone, of the first topics."""
    names = [name for name, family in shape.topics.items() if family][:topics]
    counts = {
        key: number
        for key in leaves(shape)
        if key.topic in names and (key.area is None) != area and (key.area or "area0").endswith("area0")
    }
    return counts, {}, shape


@settings(max_examples=40, deadline=None)
@given(releases())
@example(filled(a_shape(), 4))
@example(filled(a_shape(wards=4, areas=0, families=1, topics=1), 4, area=False))
@example(filled(a_shape(wards=1, areas=1, families=1, topics=1), 0))
@example(filled(a_shape(wards=2, areas=2, families=2, topics=2), 4, area=False))
@example(filled(a_shape(wards=4, families=3, topics=4, sensitive=2), 4, topics=1))
@example(filled(a_shape(wards=3, areas=3, families=1, topics=1), 9))
def test_no_release_tells_more_than_its_bands(release: tuple[Counts, dict[str, int], Shape]) -> None:
    assert_holds(*release)


def test_a_quiet_quarter_is_printed_whole() -> None:
    seen = assert_holds({}, {}, a_shape())
    assert not seen.without_areas | seen.without_families
    assert {cell.band for cell in seen.areas.values()} == {Band(0, 4)}


def test_beside_a_small_number_stands_the_next_level_up() -> None:
    shape = a_shape(wards=2, areas=2, families=2, topics=4)
    counts = {LeafKey("topic0", "family0", "ward0", "ward0-area0"): 7}
    seen = assert_holds(counts, {}, shape)
    assert seen.areas["ward0-area0"] == Cell(Band(5, 9))
    assert seen.areas["ward0-area1"] == Cell(Band(0, 4), beside=Band(5, 9))
    assert seen.wards["ward1"] == Cell(Band(0, 4), beside=Band(5, 9))
    assert seen.topics["topic1"] == Cell(Band(0, 4), beside=Band(0, 4))


def test_two_families_that_give_their_ward_away_are_withheld() -> None:
    shape = a_shape(wards=6, areas=1, families=2, topics=2)
    four = {LeafKey(f"topic{n}", f"family{n}", "ward0", None): 4 for n in range(2)}
    seen = assert_holds(four, {}, shape)
    assert seen.without_families == {"ward0"}
    assert seen.ward_families["ward0", "family0"] == Cell(Band(5, 9), withheld=True)
    assert seen.ward_families["ward1", "family0"].band == Band(0, 4)


def test_wards_that_the_sum_gives_away_make_the_sum_open_from_lower_down() -> None:
    shape = a_shape(wards=5, areas=0, families=1, topics=1)
    four = {LeafKey("topic0", "family0", ward, None): 4 for ward in shape.wards}
    seen = assert_holds(four, {}, shape)
    assert seen.partnership.band == Band(15, None)
    assert {cell.band for cell in seen.wards.values()} == {Band(0, 4)}


def test_sensitive_subtopics_stand_in_partnership_by_topic_only() -> None:
    seen = assert_holds({}, {"hidden": 12, "topic0": 6}, a_shape(sensitive=1))
    assert seen.topics["hidden"].band == Band(10, 14)
    assert seen.topics["topic0"].band == Band(5, 9)
    assert seen.partnership.band == Band(0, 4)


@given(releases())
def test_the_same_counts_make_the_same_release(release: tuple[Counts, dict[str, int], Shape]) -> None:
    counts, sensitive, shape = release
    again = dict(reversed(list(counts.items())))
    assert guard(counts, sensitive, shape) == guard(again, sensitive, shape)


@pytest.mark.parametrize(
    "key",
    [
        LeafKey("nothing", "family0", "ward0", None),
        LeafKey("topic0", "family1", "ward0", None),
        LeafKey("topic0", "family0", "elsewhere", None),
        LeafKey("topic0", "family0", "ward0", "ward1-area0"),
    ],
)
def test_a_count_without_a_place_is_refused(key: LeafKey) -> None:
    with pytest.raises(UnknownLeaf):
        guard({key: 1}, {}, a_shape())


def test_impossible_counts_and_shapes_are_refused() -> None:
    shape = a_shape()
    with pytest.raises(UnknownLeaf):
        guard({LeafKey("topic0", "family0", "ward0", None): -1}, {}, shape)
    with pytest.raises(UnknownLeaf):
        guard({}, {"topic0": 1}, shape)
    with pytest.raises(UnknownLeaf):
        guard({}, {}, replace(shape, wards={"ward0": ("a",), "ward1": ("a",)}))


@pytest.mark.parametrize("concerns", [30, 400, 5_000, 0])
def test_a_large_partnership_is_guarded_in_seconds(concerns: int) -> None:
    shape = a_shape(wards=33, areas=24, families=8, topics=21, sensitive=4)
    keys, chance = leaves(shape), random.Random(concerns)
    counts: Counts = {}
    for key in chance.choices(keys, k=concerns):
        counts[key] = counts.get(key, 0) + 1
    if not concerns:
        counts = filled(shape, 4)[0]
    start = time.process_time()
    seen = guard(counts, {"hidden": 3}, shape)
    assert time.process_time() - start < GUARD_SECONDS
    for ward, cell in seen.wards.items():
        assert cell.band == band(sum(number for key, number in counts.items() if key.ward == ward))
