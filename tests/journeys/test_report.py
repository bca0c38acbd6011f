"""A visitor reports a concern about a place without saying who they are, and asks after it by receipt."""

import pytest

from tests.journeys.ground import Ground, ground_of
from tests.journeys.person import Person
from tests.journeys.reporter import Reporter
from tests.journeys.server import Portal

pytestmark = pytest.mark.browser

WORDS = "Two lamps by the steps are out and a group shouts at people who pass after ten at night."
WITH_A_NUMBER = f"{WORDS} Ring me on 07700 900123."


@pytest.fixture
def ground(portal: Portal) -> Ground:
    return ground_of(portal.settings.partnership)


@pytest.fixture
def reporter(visitor: Person, ground: Ground) -> Reporter:
    return Reporter(visitor, ground)


def test_a_concern_is_told_followed_by_its_receipt_and_taken_back(reporter: Reporter) -> None:
    reporter.comes_to_the_check(WITH_A_NUMBER)
    assert reporter.marked() == ["07700 900123"]
    reporter.hides_the_marked_words()
    receipt = reporter.sends()
    assert len(receipt.split()) == 7
    reporter.asks_after(receipt.upper())
    assert "It waits for an officer" in reporter.person.reads
    assert "07700" not in reporter.person.page.content()
    reporter.person.presses("Take my report back")
    reporter.person.presses("Yes, take it back")
    reporter.asks_after(receipt)
    assert "You took it back" in reporter.person.reads


def test_an_unknown_receipt_is_said_to_be_unknown(reporter: Reporter) -> None:
    reporter.asks_after("seven words that nobody was ever given", status=422)
    assert reporter.person.value("Your receipt") == "seven words that nobody was ever given"


def test_who_is_in_danger_is_told_to_call_and_can_come_back(reporter: Reporter) -> None:
    reporter.begins()
    reporter.says_somebody_is_in_danger()
    assert reporter.person.h1 == "Call 999 now"
    reporter.person.presses("Back: nobody is in danger any more")
    assert reporter.person.h1 == "Is anyone in danger now?"


def test_abuse_at_home_is_not_reported_here(reporter: Reporter, ground: Ground) -> None:
    reporter.begins()
    reporter.says_nobody_is_in_danger()
    reporter.says_what_it_is_about(ground.diverted_topic.name)
    assert "We take no report about this here" in reporter.person.reads
    assert reporter.person.button("Go on with my report").count() == 0
    assert reporter.person.link("Emergency: Exit this page").is_visible()


def test_a_place_is_found_without_a_map(reporter: Reporter) -> None:
    reporter.comes_to_the_place()
    for way_of_saying in ("ward", "name", "postcode"):
        reporter.says_where(way_of_saying)
        assert reporter.person.h1 == "Is this the place?"
        reporter.person.presses("No, choose another place")


def test_an_unknown_postcode_is_asked_for_again(reporter: Reporter) -> None:
    reporter.comes_to_the_place()
    reporter.person.writes("Postcode", "ZZ99 9ZZ")
    reporter.goes_on(status=422)
    assert "We do not know this postcode" in reporter.person.reads
    assert reporter.person.value("Postcode") == "ZZ99 9ZZ"


def test_no_way_back_loses_anything(reporter: Reporter) -> None:
    reporter.comes_to_the_check(WORDS)
    reporter.person.presses("Back")
    reporter.person.presses("Back")
    assert reporter.person.value("What happened?") == WORDS
    reporter.person.presses("Back")
    assert reporter.person.page.get_by_label("In the last week", exact=True).is_checked()
    reporter.goes_on()
    assert reporter.person.h1 == "Check your report, then send it"

    receipt = reporter.sends()
    reporter.goes_back_and_sends_again()
    assert reporter.person.h1 == "Check your report, then send it"
    assert WORDS in reporter.person.reads
    reporter.person.presses("Send my report")
    assert "This is the report you sent before" in reporter.person.reads
    assert reporter.receipt == receipt


class TestTheMap:
    """With a pointer, and by keyboard."""

    @pytest.fixture
    def way(self) -> str:
        return "scripts"

    def test_a_click_on_the_map_is_a_place(self, reporter: Reporter, ground: Ground) -> None:
        reporter.comes_to_the_place()
        reporter.clicks_the_map_at(ground.a_place.point)
        reporter.goes_on()
        assert reporter.person.h1 == "Is this the place?"

    def test_outside_the_area_is_told_so(self, reporter: Reporter, ground: Ground) -> None:
        reporter.comes_to_the_place()
        reporter.clicks_the_map_at(ground.outside)
        reporter.goes_on()
        assert reporter.person.h1 == "This place is outside our area"
        reporter.person.presses("Choose another place")
        reporter.says_where("ward")
        assert reporter.person.h1 == "Is this the place?"


class TestTheMapByKeyboard:
    """Arrow keys move it, a button marks its middle."""

    @pytest.fixture
    def way(self) -> str:
        return "keyboard"

    def test_the_middle_of_the_map_is_a_place(self, reporter: Reporter) -> None:
        reporter.comes_to_the_place()
        reporter.marks_the_middle_of_the_map()
        reporter.goes_on()
        assert reporter.person.h1 == "Is this the place?"


class TestWithoutScripts:
    """What cannot work is not shown."""

    @pytest.fixture
    def way(self) -> str:
        return "no-scripts"

    def test_no_map_is_promised(self, reporter: Reporter) -> None:
        reporter.comes_to_the_place()
        assert not reporter.map.is_visible()
        assert "on the map" not in reporter.person.reads
