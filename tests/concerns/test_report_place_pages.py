"""A visitor says where it was: by postcode, name, ward or a point, and is asked whether that is the place."""

import pytest

from portal.partnership.current import geography
from tests.concerns.walk import answer, at_the_end, how_many, kept, opened, step_of, up_to


@pytest.mark.parametrize(
    ("typed", "said"),
    [
        ({"postcode": "bh2 5aa"}, "ward"),
        ({"place_name": "Bournemouth Peir"}, "Bournemouth Pier"),
        ({"lat": "50.7160", "lon": "-1.8750"}, "Bournemouth"),
    ],
)
def test_a_place_is_confirmed_in_words(page, typed, said):
    shown = answer(page, up_to(page, "place"), **typed)
    if step_of(shown) == "matches":
        shown = answer(page, shown, place="bournemouth-pier")
    assert shown.h1 == "Is this the place?" and said in shown.words


def test_a_ward_is_enough(page, app, partnership):
    ward = partnership.wards[0]
    shown = answer(page, up_to(page, "place"), ward=ward.code)
    assert ward.name in shown.words
    answer(page, at_the_end(page, place={"ward": ward.code}), "send")
    (row,) = kept(app)
    assert (row.area, row.ward) == (None, ward.code)


def test_a_name_that_means_several_places_is_asked_about(page):
    shown = answer(page, up_to(page, "place"), place_name="Bournemouth")
    assert step_of(shown) == "matches" and len(shown.all("input", type="radio")) > 1
    chosen = shown.all("input", type="radio")[1].get("value")
    confirmed = answer(page, shown, place=chosen)
    assert step_of(confirmed) == "confirm"
    assert step_of(answer(page, confirmed, "back")) == "matches"


def test_a_wrong_place_is_chosen_again(page):
    shown = answer(page, up_to(page, "confirm"), "back")
    assert step_of(shown) == "place" and shown.fields()["place_name"] == "Bournemouth Pier"
    again = answer(page, shown, postcode="BH15 1SZ")
    assert "Poole" in again.words or "Hamworthy" in again.words


def test_only_the_area_is_kept_open_and_the_point_is_sealed(page, app):
    answer(page, at_the_end(page, place={"lat": "50.716000", "lon": "-1.875000"}), "send")
    (row,) = kept(app)
    with app.app_context():
        assert geography().area(row.area).ward == row.ward
    assert (opened(app, row)["lat"], opened(app, row)["lon"]) == (50.716, -1.875)


@pytest.mark.parametrize(("lat", "lon"), [("48.8566", "2.3522"), ("50.60", "-1.88")], ids=["Paris", "at sea"])
def test_a_place_outside_the_area_is_told_who_to_turn_to(page, app, lat, lon, partnership):
    shown = answer(page, up_to(page, "place"), lat=lat, lon=lon)
    assert shown.h1 == "This place is outside our area" and partnership.neighbours[0].name in shown.words
    assert how_many(app) == 0
    back = answer(page, shown, "place")
    assert step_of(back) == "place" and not back.fields()["lat"]


@pytest.mark.parametrize("number", ["nan", "inf", "-inf", "1e999", "north", "", "{{ 7*7 }}"])
def test_a_point_that_is_no_point_asks_for_a_place(page, number):
    shown = answer(page, up_to(page, "place"), status=422, lat=number, lon=number)
    assert step_of(shown) == "place" and "any one of the ways" in shown.words and "Error:" in shown.title


@pytest.mark.parametrize("postcode", ["SW1A 1AA", "BH1", "nowhere", "BH99 9ZZ", "\x00"])
def test_an_unknown_postcode_is_said_and_kept_in_its_box(page, postcode):
    shown = answer(page, up_to(page, "place"), status=422, postcode=postcode)
    assert step_of(shown) == "place"
    if postcode.strip("\x00"):
        assert "do not know this postcode" in shown.words and shown.fields()["postcode"] == postcode


def test_an_unknown_name_is_said(page):
    shown = answer(page, up_to(page, "place"), status=422, place_name="Qwertyuiop")
    assert "no place with this name" in shown.words


def test_an_invented_ward_is_refused(page):
    assert "Choose a ward" in answer(page, up_to(page, "place"), status=422, ward="E99999999").words


def test_likely_details_are_pointed_out_and_can_be_hidden(page, app):
    shown = at_the_end(page, what={"text": "Ring me on 07700 900123 about the noise"})
    (mark,) = shown.all("mark")
    assert (mark.get("data-kind"), "".join(mark.itertext())) == ("phone", "07700 900123")
    answer(page, shown, "send", hide="y")
    assert opened(app, kept(app)[0])["text"] == "Ring me on [phone] about the noise"


def test_the_map_comes_as_a_file_that_never_changes(page, app):
    shown = up_to(page, "place")
    (script,) = [s.get("src") for s in shown.all("script") if s.get("src", "").startswith("/maps/")]
    drawn = page.get(script)
    assert "immutable" in drawn.response.headers["Cache-Control"] and "L.map(" in drawn.html
    page.get("/maps/" + "0" * 64 + ".js", status=404)


def test_the_map_is_not_shown_without_javascript(page):
    shown = up_to(page, "place")
    (block,) = [e for e in shown.tree.iter("div") if e.get("data-pick-map")]
    assert block.get("hidden") is not None


def test_names_for_the_map_are_data(page, partnership):
    names = page.get("/concerns/places.json").response.get_json()
    assert {ward["name"] for ward in names["wards"]} == {ward.name for ward in partnership.wards}
    assert {ward["code"] for ward in names["wards"]} == {ward.code for ward in partnership.wards}
    assert all(set(each) == {"name", "lat", "lon", "code"} for each in names["places"])
