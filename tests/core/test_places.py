"""Places: postcodes as people type them, names with slips, and areas no household can be told from."""

from itertools import product

import pytest
from hypothesis import given
from hypothesis import strategies as st

from portal.core.places import (
    CELLS_AT_MOST,
    POSITIONS_ENOUGH,
    Area,
    Cell,
    Place,
    Point,
    UnknownPostcode,
    compass,
    join_cells,
    nearest,
    tidy_postcode,
)

HERE = Point(50.72, -1.88)
AROUND = ((1, 0), (0, 1), (-1, 1), (-1, 0), (0, -1), (1, -1))


@pytest.mark.parametrize(
    "typed", ["BH1 1AA", "bh11aa", " b h 1 1 a a ", "BH1-1AA", "Bh1.1aA", "BH1\u00a01AA"]
)
def test_a_postcode_is_understood_however_it_is_typed(typed):
    assert tidy_postcode(typed) == "BH1 1AA"


@pytest.mark.parametrize(
    "typed", ["", "BH1", "1AA BH1", "BH1 1AAA", "hello", "BH1 1A\u00c5", "BH1 1AA BH1 1AB"]
)
def test_what_is_no_postcode_is_refused(typed):
    with pytest.raises(UnknownPostcode):
        tidy_postcode(typed)


@given(st.text(max_size=40))
def test_any_text_is_a_postcode_or_is_refused(typed):
    try:
        assert tidy_postcode(tidy_postcode(typed)) == tidy_postcode(typed)
    except UnknownPostcode:
        pass


def test_a_refusal_carries_nothing_of_what_was_typed():
    with pytest.raises(UnknownPostcode) as refused:
        tidy_postcode("my secret place")
    assert "secret" not in repr(refused.value) and not refused.value.facts


@pytest.mark.parametrize(
    ("north", "east", "words"),
    [(1, 0, "north"), (1, 1, "north-east"), (0, 1, "east"), (-1, 0.1, "south"), (-1, -1, "south-west")],
)
def test_directions_are_told_in_words(north, east, words):
    assert compass(Point(0, 0), Point(north * 0.01, east * 0.01)) == words


def test_the_nearest_place_comes_first():
    near, far = (
        Place(name, name, "landmark", Point(lat, -1.88), "W1") for name, lat in (("a", 50.721), ("b", 50.73))
    )
    assert nearest(HERE, (far, near)) == (near, far)


def test_a_kilometre_is_a_kilometre():
    assert HERE.metres_to(Point(50.72 + 1 / 111.32, -1.88)) == pytest.approx(1000, rel=0.001)


def _id(across: int, down: int) -> str:
    return f"{across + 50:02}-{down + 50:02}"


@st.composite
def grids(draw: st.DrawFn) -> tuple[Cell, ...]:
    """A patch of hexagons in up to two wards, some crowded, some empty, some open."""
    wide, tall = draw(st.integers(1, 7)), draw(st.integers(1, 7))
    cells = []
    for across, down in product(range(wide), range(tall)):
        if draw(st.integers(0, 9)) == 0:
            continue  # a hole
        positions = draw(st.sampled_from((0, 0, 0, 1, 2, 3, 5, 8, 13)))
        cells.append(
            Cell(
                id=_id(across, down),
                ward=draw(st.sampled_from(("W1", "W1", "W2"))),
                positions=positions,
                open_place=draw(st.integers(0, 4)) == 0,
                beside=tuple(_id(across + x, down + y) for x, y in AROUND),
            )
        )
    return tuple(cells)


def _by_id(cells: tuple[Cell, ...]) -> dict[str, Cell]:
    return {cell.id: cell for cell in cells}


def _stands_alone(cell: Cell) -> bool:
    return cell.open_place and cell.positions == 0


@given(grids())
def test_every_cell_is_in_exactly_one_area_of_its_ward(cells):
    areas = join_cells(cells)
    assert sorted(cell for area in areas for cell in area.cells) == sorted(cell.id for cell in cells)
    known = _by_id(cells)
    assert all({known[cell].ward for cell in area.cells} == {area.ward} for area in areas)
    assert all(area.id == min(area.cells) for area in areas)


@given(grids())
def test_an_area_on_the_map_has_enough_positions_or_is_an_open_place_alone(cells):
    known = _by_id(cells)
    for area in join_cells(cells):
        positions = sum(known[cell].positions for cell in area.cells)
        alone = len(area.cells) == 1 and _stands_alone(known[area.cells[0]])
        assert area.mapped == (positions >= POSITIONS_ENOUGH or alone)


@given(grids())
def test_an_open_place_without_postcodes_is_joined_to_nothing(cells):
    together = {cell for area in join_cells(cells) if len(area.cells) > 1 for cell in area.cells}
    assert not [cell for cell in cells if _stands_alone(cell) and cell.id in together]


@given(grids())
def test_areas_are_small_and_hang_together(cells):
    known = _by_id(cells)
    for area in join_cells(cells):
        assert len(area.cells) <= CELLS_AT_MOST
        reached, waiting = {area.cells[0]}, [area.cells[0]]
        while waiting:
            near = (set(known[waiting.pop()].beside) & set(area.cells)) - reached
            reached |= near
            waiting += near
        assert reached == set(area.cells)


@given(grids())
def test_what_stays_off_the_map_could_not_be_joined_to_anything(cells):
    known = _by_id(cells)
    areas = join_cells(cells)
    home = {cell: area for area in areas for cell in area.cells}
    for area in (each for each in areas if not each.mapped):
        beside = {
            home[near].id: home[near] for cell in area.cells for near in known[cell].beside if near in home
        }
        fitting = [
            other
            for other in beside.values()
            if other.id != area.id and other.ward == area.ward and not _stands_alone(known[other.cells[0]])
            if len(other.cells) + len(area.cells) <= CELLS_AT_MOST
        ]
        assert not fitting


@given(grids(), st.randoms(use_true_random=False))
def test_the_order_of_the_cells_changes_nothing(cells, chance):
    shuffled = list(cells)
    chance.shuffle(shuffled)
    assert join_cells(shuffled) == join_cells(cells)


def test_the_smallest_joins_its_smallest_neighbour_and_ties_go_to_the_lowest_cell():
    row = tuple(
        Cell(_id(x, 0), "W1", positions, False, (_id(x - 1, 0), _id(x + 1, 0)))
        for x, positions in enumerate((5, 3, 5, 7))
    )
    assert join_cells(row) == (
        Area(_id(0, 0), "W1", (_id(0, 0), _id(1, 0)), True),
        Area(_id(2, 0), "W1", (_id(2, 0), _id(3, 0)), True),
    )
