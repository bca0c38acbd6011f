"""A visitor reports a concern about a place without saying who they are, and asks after it by receipt."""

import pytest

from tests.journeys.ground import Ground, ground_of
from tests.journeys.hands import KEYS_NOW
from tests.journeys.person import Person
from tests.journeys.reporter import Reporter
from tests.journeys.server import Portal

pytestmark = pytest.mark.browser

WORDS = "Two lamps by the steps are out and a group shouts at people who pass after ten at night."
DANGER = "A man with a knife waits by the steps and says that he will stab whoever comes next."
WITH_A_NUMBER = f"{WORDS} Ring me on 07700 900123."


@pytest.fixture
def ground(portal: Portal) -> Ground:
    return ground_of(portal.settings.partnership)


@pytest.fixture
def reporter(visitor: Person, ground: Ground) -> Reporter:
    return Reporter(visitor, ground)


@KEYS_NOW
def test_a_concern_is_told_followed_by_its_receipt_and_taken_back(reporter: Reporter) -> None:
    reporter.comes_to_the_check(WITH_A_NUMBER, detail="By lamp 14, the door of Mr Okonkwo")
    assert reporter.marked() == ["07700 900123", "Okonkwo"]
    reporter.hides_the_marked_words()
    receipt = reporter.sends()
    assert len(receipt.split()) == 7
    reporter.asks_after(receipt.upper())
    assert "It waits for an officer" in reporter.person.reads
    assert "07700" not in reporter.person.page.content()
    reporter.takes_it_back()
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


def test_no_way_back_loses_anything(reporter: Reporter) -> None:
    reporter.comes_to_the_check(WORDS)
    reporter.person.presses("Back")
    reporter.person.presses("Back")
    assert reporter.person.h1 == "What ties you to this place?"
    reporter.goes_back_to("What happened?")
    assert reporter.person.value("What happened?") == WORDS
    reporter.person.presses("Back")
    assert reporter.person.page.get_by_label("In the last week", exact=True).is_checked()
    reporter.goes_on()
    assert reporter.person.h1 == "Check your report, then send it"


def test_the_browsers_way_back_sends_nothing_twice(reporter: Reporter) -> None:
    reporter.comes_to_the_check(WORDS)
    receipt = reporter.sends()
    reporter.goes_back_and_sends_again()
    assert reporter.person.h1 == "Check your report, then send it"
    assert WORDS in reporter.person.reads
    reporter.goes_back_and_sends_again()
    assert reporter.person.h1 == "Who are we hearing from?"
    reporter.person.presses("Skip these questions")
    assert WORDS in reporter.person.reads
    reporter.person.presses("Send my report")
    assert "This is the report you sent before" in reporter.person.reads
    assert reporter.receipt == receipt


def test_words_of_danger_bring_the_line_to_call_before_and_after_sending(reporter: Reporter) -> None:
    reporter.comes_to_the_check(DANGER)
    assert "If somebody is in danger, call before you send this" in reporter.person.reads
    assert reporter.person.link("999").count()
    reporter.sends()
    assert "If somebody is in danger, call now" in reporter.person.reads
    assert reporter.person.link("999").count()
