"""A quarter is over: an officer looks at the picture, publishes it, and everybody sees it."""

from collections.abc import Callable
from datetime import UTC, datetime

import pytest

from portal.core.actors import Role
from tests.journeys.colleagues import Hire
from tests.journeys.hands import Keyboard
from tests.journeys.person import DESK, PHONE, Person, look_at

pytestmark = pytest.mark.browser

CLOCK = datetime(2027, 1, 18, 10, 0, tzinfo=UTC)
"""A Monday after the end of the year: the last quarter can be told."""


def test_a_picture_is_looked_at_published_and_seen(colleague: Hire, somebody: Callable[..., Person]) -> None:
    officer = colleague(Role.ENGAGEMENT_OFFICER)
    officer.goes_to("Published pictures")
    officer.goes(officer.page.locator("main a.govuk-button"))
    period = officer.h1.removeprefix("Check what will be public for ")
    officer.presses("Publish this picture")
    assert "Published" in officer.told
    reader = somebody()
    reader.opens("/")
    reader.follows("Concerns", within=reader.page.locator(".mast__nav"))
    assert period in reader.reads


def test_the_picture_is_read_as_map_and_tables(visitor: Person) -> None:
    visitor.opens("/")
    visitor.follows("Concerns", within=visitor.page.locator(".mast__nav"))
    assert visitor.page.locator("main table caption").count() > 1
    assert "What these numbers cannot say" in visitor.reads
    live = visitor.page.locator(".folium-map")
    if visitor.scripts:
        visitor.page.locator("[data-map-parts]").scroll_into_view_if_needed()
        live.wait_for(state="visible")
        assert visitor.page.locator(".leaflet-interactive").count() > 5
        look_at(visitor.page, (PHONE, DESK))
    else:
        assert not live.is_visible()


def test_one_ward_is_chosen(visitor: Person) -> None:
    visitor.opens("/concerns")
    place = visitor.page.locator("tr[data-place] th").first.inner_text()
    visitor.picks("Ward", place)
    visitor.presses("Show")
    assert f"{place}, " in visitor.reads


def test_an_earlier_picture_stays_as_it_was(visitor: Person) -> None:
    visitor.opens("/concerns?release=1")
    assert "This is an earlier picture" in visitor.reads
    visitor.follows("See the newest one")
    assert "This is an earlier picture" not in visitor.reads


def test_a_note_stands_beside_a_picture(colleague: Hire, somebody: Callable[..., Person]) -> None:
    officer = colleague(Role.ENGAGEMENT_OFFICER)
    officer.goes_to("Published pictures")
    officer.follows("Picture 1")
    officer.writes("Note", "Two weeks of June were entered late.")
    officer.presses("Publish this note")
    reader = somebody()
    reader.opens_until("/concerns?release=1", "Two weeks of June were entered late.")


def test_the_map_is_read_with_the_arrow_keys(somebody: Callable[..., Person]) -> None:
    page = somebody("keyboard").page
    page.goto("/concerns")
    page.locator("[data-map-parts]").scroll_into_view_if_needed()
    first = page.get_by_role("listbox", name="Wards and areas on the map").locator("[tabindex='0']")
    first.wait_for()
    Keyboard(page).press(first)
    places = page.locator("tr[data-place] th").all_inner_texts()
    told = page.locator("[data-map-told]")
    for key, place in (("ArrowRight", 1), ("ArrowDown", 2), ("ArrowLeft", 1), ("Home", 0), ("ArrowUp", 0)):
        page.keyboard.press(key)
        assert told.inner_text().startswith(f"{places[place]}: "), key
    page.keyboard.press("Tab")
    assert not page.evaluate("document.activeElement.matches('[role=option]')")
