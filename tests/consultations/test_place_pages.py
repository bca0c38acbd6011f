"""A question about a place shows a map as an extra, once a page, and only where people answer."""

import pytest

from portal.consultations.questions.base import Kind
from portal.consultations.questions.pages import Page
from portal.consultations.questions.places import Place
from portal.consultations.questions.registry import Document
from portal.consultations.shipped import answers_of_the_area, nothing_asked_yet
from tests.builders.consultations import a_consultation
from tests.builders.walking import RESPOND, press


@pytest.fixture
def places(page, database, partnership):
    """The page with two questions about places."""
    wards = answers_of_the_area(partnership)[Kind.PLACE]
    asked = tuple(Place(code=code, title=f"Which {code}?", options=wards) for code in ("path", "park"))
    document = Document((nothing_asked_yet(partnership).pages[0], Page("where", "Where", asked)))
    with database.transaction() as session:
        a_consultation(session, document=document)
    return press(page, page.get(RESPOND), "next", q_relation="live")


def test_one_map_belongs_to_the_first_of_them(places, page):
    assert places.html.count("data-pick-map") == 1
    assert 'data-pick-lat="q_path-lat"' in places.html and "q_path-lat" in places.fields(0)
    script = next(e.get("src") for e in places.all("script") if "/maps/" in (e.get("src") or ""))
    assert page.http.get(script).status_code == 200


def test_a_page_without_a_place_carries_no_map(page, places):
    assert "leaflet" not in page.get(RESPOND).html


def test_a_point_becomes_a_part_of_the_area_and_is_forgotten(places, page, partnership):
    frame = partnership.map
    point = {"q_path-lat": str(frame.lat), "q_path-lon": str(frame.lon)}
    check = press(page, places, "next", **point)
    assert check.h1 == "Check your answers" and "Ward:" in check.words
    back = press(page, check, "back")
    assert (back.fields(0)["q_path-lat"], bool(back.fields(0)["q_path-area"])) == ("", True)


def test_a_point_outside_is_refused_in_words(places, page):
    shown = press(page, places, "next", status=422, **{"q_path-lat": "57.1", "q_path-lon": "-2.1"})
    assert "inside" in shown.words or "outside" in shown.words
