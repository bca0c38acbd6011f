"""Who knows neither ward nor postcode finds a way; who is misunderstood puts it right before going on."""

import pytest

from portal.core.actors import Role
from portal.core.places import Point
from portal.partnership.current import geography
from tests.concerns.walk import ANSWERS, answer, at_the_end, kept, opened, pass_time, step_of, up_to

HUT = "Beach hut 1432, by lamp post 27"


@pytest.fixture
def ground(app):
    with app.app_context():
        return geography()


def radios(shown):
    return {each.get("value"): each for each in shown.all("input", type="radio")}


@pytest.mark.parametrize(
    ("typed", "meant"),
    [("bornmouth square", "The Square"), ("poole key", "Poole Quay"), ("Boscomb peir", "Boscombe Pier")],
)
def test_a_slip_in_the_spelling_does_not_matter(page, typed, meant):
    shown = answer(page, up_to(page, "place"), place_name=typed)
    if step_of(shown) == "matches":
        assert shown.h1 == "Near which of these is it?" and meant in shown.words
        shown = answer(page, shown, place=meant.lower().replace(" ", "-"))
    assert shown.h1 == "Is this the place?" and meant in shown.words


def test_at_most_ten_places_are_offered_each_described_and_none_of_these(page, ground):
    shown = answer(page, up_to(page, "place"), place_name="Bournemouth")
    offered = radios(shown)
    assert 2 < len(offered) <= 11 and list(offered)[-1] == "none-of-these"
    for code in list(offered)[:-1]:
        place = ground.place(code)
        assert place.name in shown.words and f"in {ground.ward_name(place.ward)} ward" in shown.words
    assert "A pier in" in shown.words


def test_none_of_these_leads_back_to_every_other_way(page):
    shown = answer(page, up_to(page, "place"), place_name="Bournemouth")
    back = answer(page, shown, place="none-of-these")
    assert step_of(back) == "place" and "use another way" in back.words
    assert "use another way" not in up_to(page, "place").words
    assert step_of(answer(page, back, postcode="BH2 5AA")) == "confirm"


def test_an_answer_the_page_did_not_offer_is_refused(page):
    shown = answer(page, up_to(page, "place"), place_name="Bournemouth")
    assert "Choose from the answers" in answer(page, shown, status=422, place="poole-quay").words


def test_who_knows_no_name_chooses_a_part_of_the_area_and_a_place_there(page, ground):
    part = ground.parts[5]
    shown = answer(page, up_to(page, "place"), part=part.code)
    offered = radios(shown)
    assert step_of(shown) == "matches" and len(offered) <= 11 and next(iter(offered)) == part.code
    assert all(
        ground.place(code).point.metres_to(part.point) < 6000 for code in offered if code != "none-of-these"
    )
    assert part.name in answer(page, shown, place=part.code).words


def test_an_invented_part_is_refused(page):
    shown = answer(page, up_to(page, "place"), status=422, part="atlantis")
    assert "Choose a part of the area from the list" in shown.words


def test_every_part_of_the_area_leads_to_places(ground):
    for part in ground.parts:
        places = ground.places_in(part.code)
        assert places[0] == part and len(set(places)) == len(places) <= 10


def test_a_wrong_ward_is_put_right_before_going_on(page, app, partnership):
    shown = up_to(page, "confirm", place={"lat": "50.716100", "lon": "-1.875800"})
    other = partnership.wards[3]
    again = answer(page, shown, ward=other.code, detail=HUT)
    assert step_of(again) == "confirm" and f"in {other.name} ward" in again.words
    assert again.fields()["detail"] == HUT and not again.fields()["ward"]
    rest = answer(page, again)
    assert step_of(rest) == "when"
    done = at_the_end_from(page, rest)
    answer(page, done, "send")
    (row,) = kept(app)
    sealed = opened(app, row)
    assert (row.ward, row.area) == (other.code, None)
    assert (sealed["lat"], sealed["lon"], sealed["detail"]) == (50.7161, -1.8758, HUT)


def at_the_end_from(page, shown):
    """From a page in the middle of the walk to its end, with the answers everybody gives."""
    while (at := step_of(shown)) != "check":
        shown = answer(page, shown, **ANSWERS.get(at, {}))
    pass_time(page.app, seconds=90)
    return shown


def test_an_invented_ward_does_not_pass(page):
    shown = up_to(page, "confirm")
    assert "Choose a ward from the list" in answer(page, shown, status=422, ward="E99999999").words


def test_what_helps_to_find_it_is_sealed_and_never_stands_open(page, app):
    shown = at_the_end(page, confirm={"detail": HUT})
    assert HUT in shown.words
    answer(page, shown, "send")
    (row,) = kept(app)
    assert opened(app, row)["detail"] == HUT
    stored = {column.key: getattr(row, column.key) for column in row.__table__.columns}
    assert not [name for name, value in stored.items() if "1432" in str(value) or b"1432" in _bytes(value)]


def _bytes(value):
    return value if isinstance(value, bytes) else b""


def test_personal_details_in_it_are_marked_and_hidden_like_the_rest(page, app):
    shown = at_the_end(page, confirm={"detail": "ring 07700 900123 at the kiosk"})
    (mark,) = shown.all("mark")
    assert (mark.get("data-kind"), "".join(mark.itertext())) == ("phone", "07700 900123")
    answer(page, shown, "send", hide="y")
    (row,) = kept(app)
    assert opened(app, row)["detail"] == "ring [phone] at the kiosk"


def test_personal_details_in_it_that_were_left_are_flagged(page, app):
    answer(page, at_the_end(page, confirm={"detail": "ring 07700 900123 at the kiosk"}), "send")
    assert "detail:phone" in kept(app)[0].flags


def test_danger_in_it_counts_as_danger(page, app):
    answer(page, at_the_end(page, confirm={"detail": "he has a knife"}), "send")
    assert kept(app)[0].risk == "high"


def test_it_is_too_long_only_by_what_is_said(page):
    shown = answer(page, up_to(page, "confirm"), status=422, detail="x" * 201)
    assert "at most 200 characters" in shown.words and shown.fields()["detail"] == "x" * 201


def test_it_stays_written_when_another_place_is_chosen(page):
    shown = answer(page, up_to(page, "confirm"), "back", detail=HUT)
    again = answer(page, shown, place_name="", postcode="BH2 5AA")
    assert step_of(again) == "confirm" and again.fields()["detail"] == HUT


def test_it_comes_back_after_a_page_that_was_open_too_long(page):
    shown = answer(page, up_to(page, "confirm"), status=422, state="0" * 80, detail=HUT)
    assert step_of(shown) == "danger" and "open for too long" in shown.words
    while step_of(shown) != "confirm":
        shown = answer(page, shown, **ANSWERS[step_of(shown)])
    assert shown.fields()["detail"] == HUT


def test_another_place_chosen_from_the_last_page_is_confirmed_anew(page):
    shown = at_the_end(page, confirm={"detail": HUT})
    place = answer(page, shown, "place")
    again = answer(page, place, place_name="", postcode="BH2 5AA")
    assert step_of(again) == "confirm" and again.fields()["detail"] == HUT
    assert step_of(answer(page, again)) == "check"


def test_the_same_place_chosen_again_is_confirmed_again(page, partnership):
    other = partnership.wards[3]
    fixed = answer(page, up_to(page, "confirm"), ward=other.code)
    place = answer(page, fixed, "back")
    again = answer(page, place)
    assert step_of(again) == "confirm" and f"in {other.name} ward" not in again.words


@pytest.mark.parametrize(
    "point",
    [
        Point(50.7143, -1.8745),  # the end of a pier
        Point(50.7178, -1.8440),  # the end of another
        Point(50.7195, -1.8430),  # a beach below mean high water
        Point(50.6840, -1.9490),  # sand banks
        Point(50.7080, -1.9900),  # in the harbour, off the quay
    ],
    ids=str,
)
def test_beaches_piers_and_quays_are_inside(page, point):
    shown = answer(page, up_to(page, "place"), lat=str(point.lat), lon=str(point.lon))
    assert step_of(shown) == "confirm"


def test_a_mark_outside_is_forgotten_and_nothing_else(page):
    shown = answer(page, up_to(page, "place"), lat="48.8566", lon="2.3522", place_name="by the kiosk")
    assert shown.h1 == "This place is outside our area"
    back = answer(page, shown, "place").fields()
    assert (back["lat"], back["lon"], back["place_name"]) == ("", "", "by the kiosk")


def test_the_map_offers_everything_without_dragging(page):
    shown = up_to(page, "place")
    words = {"".join(each.itertext()).strip() for each in shown.all("button")}
    assert {"Use the centre of the map", "Closer", "Further away", "Use my device’s location"} <= words
    assert not [each for each in shown.all("button") if each.get("type") not in ("button", "submit", None)]
    assert "reaches us only with your report" in shown.words


def test_without_a_tile_server_the_map_names_nobody(page):
    shown = up_to(page, "place")
    (block,) = [each for each in shown.tree.iter("div") if each.get("data-pick-map")]
    assert block.get("data-map-tiles") == "" and "OpenStreetMap" not in shown.words


def test_an_officer_who_opens_the_report_reads_what_helps_to_find_it(page, signed_in):
    answer(page, at_the_end(page, confirm={"detail": HUT}), "send")
    officer = signed_in(Role.ENGAGEMENT_OFFICER)
    (path,) = {
        link for link in officer.get("/staff/moderation").links() if "/staff/moderation/concerns/" in link
    }
    closed = officer.get(path)
    assert HUT not in closed.words
    assert HUT in officer.post(f"{path}/open", closed.fields()).words
