"""Where things are: wards, postcodes, places, and areas that hide every household."""

from collections import Counter

import pytest
from hypothesis import HealthCheck, given
from hypothesis import settings as hypothesis_settings
from hypothesis import strategies as st

from portal.adapters import cells
from portal.core.places import (
    CELLS_AT_MOST,
    OPEN_KINDS,
    POSITIONS_ENOUGH,
    OutsideArea,
    Point,
    UnknownPlace,
    UnknownPostcode,
)
from portal.partnership import loading
from portal.partnership.geography import Geography
from portal.partnership.map_points import as_csv, work_out
from portal.partnership.reading.ground import Ground, read_ground
from portal.partnership.reading.tables import Faults
from portal.partnership.rules import UnknownCode

HERE = {code: loading.load_geography(code) for code in ("bcp", "lbbd")}
PIER_END = Point(50.7143, -1.8745)
PARIS = Point(48.8566, 2.3522)
AT_SEA = Point(50.66, -1.85)


@pytest.fixture
def geography(either_partnership: str) -> Geography:
    return HERE[either_partnership]


@pytest.fixture
def ground(either_partnership: str) -> Ground:
    root = loading.folder(either_partnership)
    faults = Faults(root)
    found = read_ground(root, frozenset(ward.code for ward in HERE[either_partnership].wards), faults)
    faults.raise_any()
    assert found is not None
    return found


@pytest.mark.parametrize(
    "point", [PARIS, AT_SEA, Point(0, 0), Point(90, 180), Point(float("nan"), float("inf"))]
)
def test_a_point_outside_is_refused_and_forgotten(geography, point):
    for ask in (geography.ward_at, geography.locate):
        with pytest.raises(OutsideArea) as refused:
            ask(point)
        assert not refused.value.facts


def test_the_end_of_a_pier_belongs_to_the_nearest_ward():
    spot = HERE["bcp"].locate(PIER_END)
    assert spot.ward == spot.named_ward == "E05012653"


@pytest.mark.parametrize(
    ("lat", "lon", "ward"),
    [
        (50.7192, -1.8798, "E05012653"),  # the square
        (50.6840, -1.9490, "E05012656"),  # the sand banks
        (50.7319, -1.7757, "E05012658"),  # the priory
        (50.7195, -1.8430, "E05012652"),  # a beach below mean high water
    ],
)
def test_well_known_points_stand_in_their_ward(lat, lon, ward):
    assert HERE["bcp"].ward_at(Point(lat, lon)) == ward


def test_every_postcode_is_found_with_its_own_ward(geography, ground):
    for postcode in list(ground.postcodes.values())[::37]:
        typed = postcode.code.lower().replace(" ", "")
        spot = geography.locate_postcode(typed)
        assert geography.postcode(typed) == postcode and spot.named_ward == postcode.ward


@pytest.mark.parametrize("typed", ["SW1A 1AA", "", "nonsense", "ZZ99 9ZZ"])
def test_a_postcode_from_elsewhere_is_refused(geography, typed):
    with pytest.raises(UnknownPostcode):
        geography.locate_postcode(typed)


def test_every_place_can_be_reported(geography):
    assert len({place.code for place in geography.places}) == len(geography.places)
    for place in geography.places:
        spot = geography.locate_place(place.code)
        assert spot.named_ward == place.ward and spot.label


def test_every_place_is_found_by_its_name(geography):
    for place in geography.places:
        assert place in geography.search(place.name)


def test_an_unknown_place_area_or_ward_is_refused(geography):
    for ask, refusal in (
        (geography.place, UnknownPlace),
        (geography.locate_place, UnknownPlace),
        (geography.area, UnknownCode),
        (geography.locate_ward, UnknownCode),
        (geography.ward_name, UnknownCode),
    ):
        with pytest.raises(refusal):
            ask("nowhere")


def test_a_ward_alone_says_nothing_finer(geography):
    ward = geography.wards[0]
    spot = geography.locate_ward(ward.code)
    assert (spot.area, spot.ward, spot.label) == (None, ward.code, ward.name)


def test_the_numbers_of_areas_are_as_designed():
    assert {code: len(set(here._area_of_cell.values())) for code, here in HERE.items()} == {
        "bcp": 799,
        "lbbd": 240,
    }
    assert {code: len(here.areas) for code, here in HERE.items()} == {"bcp": 728, "lbbd": 230}


def test_the_written_map_points_are_those_of_the_rule(ground, either_partnership):
    ruled = work_out(ground.shapes, ground.outlines, ground.postcodes.values(), ground.places)
    assert ruled == ground.areas
    assert as_csv(ruled) == (loading.folder(either_partnership) / "map_points.csv").read_text("utf-8")


def test_no_area_on_the_map_points_to_a_household(ground):
    positions: dict[str, set[Point]] = {}
    for postcode in ground.postcodes.values():
        cell = cells.cell_of(postcode.point.lat, postcode.point.lon)
        positions.setdefault(cell, set()).add(postcode.point)
    opened = {cells.cell_of(p.point.lat, p.point.lon) for p in ground.places if p.kind in OPEN_KINDS}
    for area in ground.areas:
        held = set().union(*(positions.get(cell, set()) for cell in area.cells))
        alone = len(area.cells) == 1 and not held and area.cells[0] in opened
        assert area.mapped == (len(held) >= POSITIONS_ENOUGH or alone)
        assert len(area.cells) <= CELLS_AT_MOST


def test_areas_hang_together_and_cover_every_ward(ground):
    universe = set().union(*(cells.covering(shape) for shape in ground.shapes.values()))
    times = Counter(cell for area in ground.areas for cell in area.cells)
    assert set(times) == universe and set(times.values()) == {1}
    for area in ground.areas:
        reached, waiting = {area.cells[0]}, [area.cells[0]]
        while waiting:
            near = set(cells.beside(waiting.pop())) & set(area.cells) - reached
            reached |= near
            waiting += near
        assert reached == set(area.cells)


def test_every_area_is_called_something_else(geography):
    labels = [area.label for area in geography.areas]
    assert len(set(labels)) == len(labels)
    names = {ward.code: ward.name for ward in geography.wards}
    assert all(area.label.endswith(names[area.ward]) for area in geography.areas)


def test_an_area_off_the_map_is_told_by_its_ward(geography):
    off = next(area for area in geography._area_of_cell.values() if not area.mapped)
    spot = geography._spot(Point(*cells.centre_of(off.cells[0])), named_ward=off.ward)
    assert (spot.area, spot.ward, spot.label) == (None, off.ward, geography.ward_name(off.ward))


def test_every_outline_is_a_closed_shape(geography):
    assert set(geography.area_shapes) == {area.id for area in geography.areas}
    assert set(geography.ward_shapes) == set(geography.ward_centres) == {w.code for w in geography.wards}
    for shape in (*geography.area_shapes.values(), *geography.ward_shapes.values()):
        assert shape["type"] in ("Polygon", "MultiPolygon")
    for code, centre in geography.ward_centres.items():
        assert geography.ward_at(centre) == code


def test_without_map_points_the_areas_are_worked_out(tmp_path):
    for file in ("wards.csv", "wards.geojson", "postcodes.csv.gz", "places.csv"):
        (tmp_path / file).write_bytes((loading.folder("lbbd") / file).read_bytes())
    assert loading.load_geography(tmp_path).areas == HERE["lbbd"].areas
    assert not (tmp_path / "map_points.csv").exists()
    assert len(loading.write_map_points(tmp_path)) == 240
    assert loading.load_geography(tmp_path).areas == HERE["lbbd"].areas


@hypothesis_settings(suppress_health_check=[HealthCheck.function_scoped_fixture], max_examples=200)
@given(lat=st.floats(50.6, 50.85), lon=st.floats(-2.1, -1.6))
def test_a_point_is_refused_or_belongs_to_one_ward_and_at_most_one_area(lat, lon):
    here = HERE["bcp"]
    try:
        spot = here.locate(Point(lat, lon))
    except OutsideArea:
        return
    assert spot.area is None or here.area(spot.area).ward == spot.ward
    assert here.locate(Point(lat, lon)) == spot
