"""No number that could point to a few people passes the gate, not even by subtraction."""

import re
from pathlib import Path

import numpy
import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st
from scipy.optimize import linprog

from portal.core.disclosure import (
    EQUALITY_FLOOR,
    FLOOR,
    Audience,
    Band,
    Grain,
    ImpossibleCount,
    Published,
    Reason,
    SafeTable,
    Shown,
    Suppressed,
    WorkCount,
    band,
    difference,
    gate,
    hidden_cells,
    safe_table,
    share_of,
)
from portal.core.safe_grid import SafeGrid, safe_grid

PORTAL = Path(__file__).parents[2] / "portal"
small_counts = st.integers(0, 14)


@pytest.mark.parametrize(
    ("count", "words"),
    [(0, "fewer than 5"), (4, "fewer than 5"), (5, "5 to 9"), (9, "5 to 9"), (1234, "1,230 to 1,234")],
)
def test_a_count_is_printed_as_its_band_of_five(count: int, words: str) -> None:
    assert band(count).words == words


def test_an_open_band_says_or_more() -> None:
    assert Band(30, None).words == "30 or more"
    assert 1000 in Band(30, None)
    assert 29 not in Band(30, None)


@given(st.integers(0, 10_000))
def test_every_count_lies_in_its_band_with_four_others(count: int) -> None:
    found = band(count)
    assert count in found
    assert found.high is not None
    assert found.high - found.low == 4


def test_a_count_below_nothing_is_refused() -> None:
    with pytest.raises(ImpossibleCount):
        band(-1)


GATE: list[tuple[int, Audience, Grain, bool, Published]] = [
    (3, Audience.PUBLIC, Grain.AREA, False, Band(0, 4)),
    (7, Audience.PUBLIC, Grain.WARD, False, Band(5, 9)),
    (70, Audience.PUBLIC, Grain.WARD, True, Suppressed(Reason.SENSITIVE)),
    (70, Audience.PUBLIC, Grain.PARTNERSHIP, True, Band(70, 74)),
    (7, Audience.GROUP, Grain.WARD, False, Shown(7)),
    (7, Audience.GROUP, Grain.WARD, True, Shown(7)),
    (4, Audience.GROUP, Grain.WARD, False, Suppressed(Reason.SMALL)),
    (0, Audience.GROUP, Grain.WARD, False, Suppressed(Reason.SMALL)),
    (70, Audience.GROUP, Grain.AREA, False, Suppressed(Reason.SENSITIVE)),
    (5, Audience.EXECUTIVE, Grain.PARTNERSHIP, True, Shown(5)),
    (5, Audience.COUNCILLOR, Grain.WARD, False, Shown(5)),
    (4, Audience.COUNCILLOR, Grain.WARD, False, Suppressed(Reason.SMALL)),
    (50, Audience.COUNCILLOR, Grain.WARD, True, Suppressed(Reason.SENSITIVE)),
    (1, Audience.ANALYST, Grain.AREA, True, Shown(1)),
]


@pytest.mark.parametrize(("count", "audience", "grain", "sensitive", "published"), GATE)
def test_the_gate_knows_its_audience(
    count: int, audience: Audience, grain: Grain, sensitive: bool, published: Published
) -> None:
    assert gate(count, audience, grain=grain, sensitive=sensitive) == published


@given(st.integers(0, 9), st.sampled_from(sorted(set(Audience) - {Audience.ANALYST})))
def test_no_audience_but_the_analyst_sees_a_small_number(count: int, audience: Audience) -> None:
    seen = gate(count, audience, grain=Grain.PARTNERSHIP)
    assert not isinstance(seen, Shown) or seen.number >= FLOOR


def test_a_rise_is_told_only_between_two_numbers_that_may_be_seen() -> None:
    assert difference(Shown(12), Shown(7)) == 5
    assert difference(Shown(12), Suppressed(Reason.SMALL)) is None
    assert difference(band(12), band(7)) is None


def test_waiting_work_is_counted_as_it_is() -> None:
    assert WorkCount(1).words == "1"


def words_of(table: SafeTable) -> list[tuple[str, int | None]]:
    return [(row.count.words, row.share) for row in table.rows]


def test_large_answers_are_shown_with_their_share() -> None:
    table = safe_table([("Yes", 60), ("No", 30), ("Not sure", 10)])
    assert words_of(table) == [("60", 60), ("30", 30), ("10", 10)]
    assert table.base == Shown(100)
    assert table.complete


def test_one_small_answer_hides_a_second_so_that_the_base_does_not_give_it_away() -> None:
    table = safe_table([("Yes", 60), ("No", 30), ("Not sure", 2)])
    assert words_of(table) == [("60", 65), ("hidden", None), ("hidden", None)]
    assert not table.complete


def test_small_answers_together_reach_the_floor() -> None:
    assert hidden_cells([1, 2, 50, 8]) == {0, 1, 3}
    assert hidden_cells([3, 4, 50, 8]) == {0, 1}
    assert hidden_cells([0, 0, 50, 8]) == {0, 1, 3}


def test_answers_of_which_many_may_be_chosen_hide_only_themselves() -> None:
    table = safe_table([("Lighting", 40), ("Litter", 3)], base=50, exclusive=False)
    assert words_of(table) == [("40", 80), ("hidden", None)]


def test_nothing_is_shown_of_a_handful_of_people() -> None:
    table = safe_table([("Yes", 3), ("No", 1)])
    assert words_of(table) == [("hidden", None), ("hidden", None)]
    assert table.base.words == "fewer than 5"


def test_equality_answers_have_a_higher_floor() -> None:
    table = safe_table([("A", 9), ("B", 40), ("C", 60)], floor=EQUALITY_FLOOR)
    assert [row.count.words for row in table.rows] == ["hidden", "hidden", "60"]


def test_parts_larger_than_their_base_are_refused() -> None:
    with pytest.raises(ImpossibleCount):
        safe_table([("Yes", 3), ("No", 8)], base=10)
    with pytest.raises(ImpossibleCount):
        safe_table([("Yes", -1)])


@pytest.mark.parametrize(
    ("part", "base", "share"), [(1, 200, 1), (1, 201, 0), (1, 3, 33), (2, 3, 67), (5, 5, 100)]
)
def test_shares_are_whole_and_halves_go_up(part: int, base: int, share: int) -> None:
    assert share_of(part, base) == share


@given(st.lists(small_counts, min_size=1, max_size=8), st.sampled_from([FLOOR, EQUALITY_FLOOR]))
def test_a_hidden_answer_could_be_anything_up_to_the_floor(numbers: list[int], floor: int) -> None:
    table = safe_table([(str(at), number) for at, number in enumerate(numbers)], floor=floor)
    shown = {at: row.count.number for at, row in enumerate(table.rows) if isinstance(row.count, Shown)}
    assert all(number >= floor for number in shown.values())
    hidden = [at for at in range(len(numbers)) if at not in shown]
    if isinstance(table.base, Shown) and hidden:
        rest = table.base.number - sum(shown.values())
        for_each = 0 if len(hidden) > 1 else rest
        assert (for_each, rest >= floor) == (0, True)


def attacked(grid: SafeGrid, counts: list[list[int]]) -> list[tuple[float, float]]:
    """What somebody can work out about each small number, by linear programming over all that is printed."""
    height, width = len(grid.lines), len(grid.columns)
    sums: list[tuple[numpy.ndarray, Published]] = []
    for row, line in enumerate(grid.lines):
        one = numpy.zeros((height, width))
        one[row, :] = 1
        sums.append((one, line.total))
        for column, cell in enumerate(line.cells):
            one = numpy.zeros((height, width))
            one[row, column] = 1
            sums.append((one, cell))
    for column, total in enumerate(grid.totals):
        one = numpy.zeros((height, width))
        one[:, column] = 1
        sums.append((one, total))
    sums.append((numpy.ones((height, width)), grid.base))
    known = [(one.ravel(), seen.number) for one, seen in sums if isinstance(seen, Shown)]
    found = []
    for one, seen in sums:
        if isinstance(seen, Shown) or (one * numpy.array(counts)).sum() >= FLOOR:
            continue
        ends = []
        for sign in (1, -1):
            best = linprog(
                sign * one.ravel(),
                A_eq=numpy.array([left for left, _ in known]) if known else None,
                b_eq=numpy.array([right for _, right in known]) if known else None,
                bounds=(0, None),
            )
            ends.append(numpy.inf if best.status == 3 else sign * best.fun)
        found.append((ends[0], ends[1]))
    return found


grids = st.integers(1, 4).flatmap(
    lambda width: st.lists(st.lists(small_counts, min_size=width, max_size=width), min_size=1, max_size=4)
)


@settings(max_examples=60, deadline=None)
@example([[3, 40], [40, 40]])
@example([[4, 4], [4, 4]])
@example([[0, 0, 6], [0, 0, 6]])
@given(grids)
def test_no_hidden_number_of_two_questions_can_be_worked_out(counts: list[list[int]]) -> None:
    columns = [f"c{n}" for n in range(len(counts[0]))]
    grid = safe_grid([f"r{n}" for n in range(len(counts))], columns, counts)
    for least, most in attacked(grid, counts):
        assert most - least >= FLOOR - 1e-6 or isinstance(grid.base, Suppressed)


@given(grids)
def test_what_two_questions_show_is_true_and_large_enough(counts: list[list[int]]) -> None:
    grid = safe_grid([str(n) for n in range(len(counts))], [str(n) for n in range(len(counts[0]))], counts)
    for line, numbers in zip(grid.lines, counts, strict=True):
        for cell, number in zip((*line.cells, line.total), (*numbers, sum(numbers)), strict=True):
            assert not isinstance(cell, Shown) or cell.number == number >= FLOOR


def test_a_large_grid_is_shown_whole() -> None:
    grid = safe_grid(["Live", "Work"], ["Yes", "No"], [[50, 60], [20, 30]])
    assert [[cell.words for cell in line.cells] for line in grid.lines] == [["50", "60"], ["20", "30"]]
    assert [total.words for total in grid.totals] == ["70", "90"]


def test_one_small_cell_hides_a_rectangle() -> None:
    grid = safe_grid(["Live", "Work"], ["Yes", "No"], [[3, 60], [20, 30]])
    assert [[cell.words for cell in line.cells] for line in grid.lines] == [["hidden"] * 2] * 2
    assert grid.base.words == "113"


def test_only_the_gate_makes_numbers_to_be_shown() -> None:
    makers = {
        path.relative_to(PORTAL).as_posix()
        for path in PORTAL.rglob("*.py")
        if re.search(r"\b(?:Shown|SafeRow|SafeTable|SafeLine|SafeGrid)\(", path.read_text("utf-8"))
    }
    assert makers <= {"core/disclosure.py", "core/safe_grid.py"}
