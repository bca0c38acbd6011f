"""How far a number could move is exact: trying every possibility finds the same ends."""

import itertools

import pytest
from hypothesis import given
from hypothesis import strategies as st

from portal.core.flow import Circulation, Unbalanced

bounds = st.tuples(st.integers(0, 2), st.integers(0, 2))


def a_table(cells: list[int], slack: list[tuple[int, int]]) -> Circulation:
    """Two rows by two columns with totals; each number may lie so far below and above the true one."""
    rows, columns = (cells[0] + cells[1], cells[2] + cells[3]), (cells[0] + cells[2], cells[1] + cells[3])
    table = Circulation()
    ends = [(0, 2), (0, 3), (1, 2), (1, 3), (4, 0), (4, 1), (2, 5), (3, 5), (5, 4)]
    for (tail, head), number, (under, over) in zip(
        ends, [*cells, *rows, *columns, sum(cells)], slack, strict=True
    ):
        table.add(tail, head, number, max(0, number - under), number + over)
    return table


@given(st.lists(st.integers(0, 3), min_size=4, max_size=4), st.lists(bounds, min_size=9, max_size=9))
def test_the_ends_found_are_those_of_trying_everything(
    cells: list[int], slack: list[tuple[int, int]]
) -> None:
    table = a_table(cells, slack)
    table.check()
    possible = []
    for guess in itertools.product(*(range(max(0, cell - 2), cell + 3) for cell in cells)):
        a, b, c, d = guess
        numbers = [a, b, c, d, a + b, c + d, a + c, b + d, sum(guess)]
        high = [one for one in table.highs if one is not None]
        if all(low <= one <= most for low, one, most in zip(table.lows, numbers, high, strict=True)):
            possible.append(numbers)
    for edge in range(9):
        tried = {numbers[edge] for numbers in possible}
        assert table.span(edge, reach=9) == (min(tried), max(tried))
        assert tried == set(range(min(tried), max(tried) + 1))


def test_what_holds_a_number_fast_is_named() -> None:
    table = Circulation()
    narrow, wide = table.add(0, 1, 4, 0, 4), table.add(0, 1, 3, 0, 9)
    total = table.add(1, 0, 7, 5, 9)
    room = table.room(wide, up=True, wanted=9)
    assert room.units == 6
    assert [(one.edge, one.at_upper) for one in table.crossings(room.reached, wide)] == [
        (narrow, False),
        (total, True),
    ]


def test_an_edge_without_an_upper_bound_has_room_without_end() -> None:
    table = Circulation()
    table.add(0, 1, 4)
    back = table.add(1, 0, 4)
    assert table.room(back, up=True, wanted=1000).units == 1000
    assert table.span(back, reach=50) == (0, 54)


def test_a_flow_outside_its_bounds_is_refused() -> None:
    table = Circulation()
    with pytest.raises(Unbalanced):
        table.add(0, 1, 5, 0, 4)
    edge = table.add(0, 1, 4, 0, 4)
    with pytest.raises(Unbalanced):
        table.loosen(edge, 5, None)


def test_a_flow_that_does_not_balance_is_refused() -> None:
    table = Circulation()
    table.add(0, 1, 5)
    with pytest.raises(Unbalanced):
        table.check()
