"""From what somebody typed or pointed at to a place in words."""

from functools import cache

import pytest

from portal.adapters.cells import centre_of
from portal.concerns.reporting import whereabouts
from portal.core.places import OutsideArea, Point, UnknownPostcode
from portal.partnership import loading
from portal.partnership.rules import UnknownCode


@cache
def ground(code="bcp"):
    return loading.load_geography(loading.folder(code))


def test_a_point_beside_a_place_is_at_it():
    pier = ground().place("bournemouth-pier").point
    found = whereabouts.at_point(ground(), pier.lat, pier.lon)
    assert found.words.startswith("At or near") and found.words.endswith(f"in {found.ward_name} ward")


def test_a_point_further_off_is_told_by_distance_and_direction():
    places = [place.point for place in ground().places]
    spot = next(
        Point(place.lat + 0.004, place.lon)
        for place in places
        if min(Point(place.lat + 0.004, place.lon).metres_to(other) for other in places) > 200
    )
    found = whereabouts.at_point(ground(), spot.lat, spot.lon)
    assert found.words.startswith("About ") and "0 metres " in found.words


def test_a_postcode_says_its_own_ward_and_keeps_that_of_its_area():
    pairs = [
        (code, ground().postcode(code), ground().locate_postcode(code)) for code in ("BH1 1AA", "BH2 5AA")
    ]
    for code, postcode, spot in pairs:
        found = whereabouts.at_postcode(ground(), code.lower().replace(" ", ""))
        assert found.ward_name == ground().ward_name(postcode.ward) and found.ward == spot.ward


def test_a_ward_has_no_point():
    ward = ground().wards[0]
    found = whereabouts.in_ward(ground(), ward.code)
    assert (found.area, found.lat, found.words) == (None, None, f"Somewhere in {ward.name} ward")


def test_ground_where_few_live_is_known_by_its_ward_only():
    mapped = {cell for area in ground().areas for cell in area.catchment}
    (area, *_) = [a for a in ground()._area_of_cell.values() if not a.mapped and not mapped & set(a.cells)]
    found = whereabouts.at_point(ground(), *centre_of(area.cells[0]))
    assert (found.area, found.ward) == (None, area.ward) and found.lat is not None


@pytest.mark.parametrize(("lat", "lon"), [(48.8566, 2.3522), (50.6, -1.88), (0, 0), (90, 180), (-1e9, 1e9)])
def test_what_lies_outside_is_outside(lat, lon):
    with pytest.raises(OutsideArea):
        whereabouts.at_point(ground(), lat, lon)


def test_a_foreign_postcode_is_unknown():
    with pytest.raises(UnknownPostcode):
        whereabouts.at_postcode(ground(), "SW1A 1AA")


def test_an_exact_name_means_one_place_and_a_loose_one_several():
    assert [place.code for place in whereabouts.called(ground(), "bournemouth PIER")] == ["bournemouth-pier"]
    assert len(whereabouts.called(ground(), "Bournemouth")) > 1
    assert whereabouts.called(ground(), "Qwertyuiop") == ()


def test_a_place_put_into_another_ward_keeps_its_point_and_loses_its_area():
    found = whereabouts.at_place(ground(), "bournemouth-pier")
    other = next(ward for ward in ground().wards if ward.code != found.ward)
    moved = whereabouts.in_another_ward(ground(), found.values(), other.code)
    assert (moved.area, moved.ward, moved.ward_name) == (None, other.code, other.name)
    assert (moved.lat, moved.lon) == (found.lat, found.lon)
    assert moved.words == f"Bournemouth Pier, in {other.name} ward"


def test_a_place_put_back_into_its_own_ward_keeps_its_area():
    found = whereabouts.at_place(ground(), "bournemouth-pier")
    named = {**found.values(), "ward_name": "Next door", "words": "Bournemouth Pier, in Next door ward"}
    back = whereabouts.in_another_ward(ground(), named, found.ward)
    assert (back.area, back.label, back.words) == (found.area, found.label, found.words)


def test_a_ward_that_is_none_is_refused():
    with pytest.raises(UnknownCode):
        whereabouts.in_another_ward(
            ground(), whereabouts.at_place(ground(), "bournemouth-pier").values(), "E99999999"
        )


def test_every_place_has_words_that_say_which_ward():
    for place in ground().places[::7]:
        assert whereabouts.at_place(ground(), place.code).words.endswith(" ward")
