"""Public journeys complete without styles, without the map and on a slow line; going back loses nothing."""

from collections.abc import Callable

import pytest

from tests.journeys.ground import Ground, ground_of
from tests.journeys.hardship import HARDSHIPS
from tests.journeys.person import Person, tidy
from tests.journeys.reporter import Reporter
from tests.journeys.resident import Resident
from tests.journeys.server import Portal

pytestmark = [pytest.mark.browser, pytest.mark.long]

WORDS = "Two lamps by the steps are out and a group shouts at people who pass."


@pytest.fixture
def ground(portal: Portal) -> Ground:
    return ground_of(portal.settings.partnership)


@pytest.fixture(params=HARDSHIPS)
def visitor(somebody: Callable[..., Person], request: pytest.FixtureRequest) -> Person:
    person = somebody()
    HARDSHIPS[request.param](person)
    return person


def answers(person: Person) -> list[str]:
    """What the page before the last one says was answered."""
    return [tidy(each) for each in person.page.locator("main dd").all_inner_texts()]


def test_a_report_is_made_and_going_back_twice_keeps_every_answer(visitor: Person, ground: Ground) -> None:
    reporter = Reporter(visitor, ground)
    reporter.comes_to_the_check(WORDS, detail="By lamp 14")
    told = answers(visitor)
    visitor.presses("Back")
    visitor.presses("Back")
    assert visitor.h1 == "What ties you to this place?"
    visitor.presses("Skip this question")
    assert answers(visitor) == told
    receipt = reporter.sends()
    reporter.asks_after(receipt)
    assert "It waits for an officer" in visitor.reads


def test_a_consultation_is_answered_and_going_back_twice_keeps_every_answer(
    visitor: Person, ground: Ground
) -> None:
    resident = Resident(visitor, ground)
    resident.comes_to_their_own_words()
    resident.writes_about_the_place(WORDS)
    resident.goes_on()
    resident.says_who_they_are()
    told = answers(visitor)
    visitor.presses("Back")
    visitor.presses("Back")
    assert visitor.value("What should we know about the place you mean?") == WORDS
    resident.goes_on()
    assert answers(visitor) == told
    receipt = resident.sends()
    resident.comes_back_with(receipt)
    assert visitor.h1 == "Your answers are in"


def test_the_way_back_to_what_was_saved(visitor: Person, ground: Ground) -> None:
    resident = Resident(visitor, ground)
    resident.starts()
    resident.says_they_live_here()
    receipt = resident.saves()
    resident.comes_back_with(receipt)
    assert visitor.h1 == "Your answers are saved, not sent"


def test_a_question_and_a_complaint_reach_us(visitor: Person) -> None:
    visitor.opens("/partnership/questions")
    visitor.writes("Your question", WORDS)
    visitor.presses("Continue")
    visitor.presses("Send it")
    visitor.opens("/complaints")
    visitor.picks("Which organisation shared it, or should have?", "I do not know")
    visitor.writes("What happened?", "My address was read out at a meeting.")
    visitor.presses("Continue")
    visitor.presses("Send it")
    assert len(tidy(visitor.page.locator(".receipt-words").inner_text()).split()) == 7


def test_what_somebody_looks_for_is_found(visitor: Person) -> None:
    visitor.opens("/search")
    visitor.writes("What are you looking for?", "plan")
    visitor.presses("Search", within=visitor.page.locator("main"))
    visitor.goes(visitor.page.locator("main .open-list__title").first)
    visitor.opens("/help-now")
    visitor.opens("/plan")
    visitor.opens("/concerns")
    assert visitor.page.locator("main table").count()


class TestBesideTheScripts:
    """The same journeys with and without scripts."""

    @pytest.fixture(params=["scripts", "no-scripts"])
    def visitor(self, somebody: Callable[..., Person], request: pytest.FixtureRequest) -> Person:
        return somebody(request.param)

    def test_the_browsers_way_back_keeps_every_answer(self, visitor: Person, ground: Ground) -> None:
        resident = Resident(visitor, ground)
        resident.comes_to_their_own_words()
        resident.writes_about_the_place(WORDS)
        resident.goes_on()
        resident.says_who_they_are()
        told = answers(visitor)
        resident.sends()
        visitor.goes_back()
        assert answers(visitor) == told
        visitor.goes_back()
        resident.says_who_they_are()
        assert answers(visitor) == told


def pages_of(person: Person, ground: Ground) -> tuple[int, int]:
    """How many pages a report and an answered consultation take somebody."""
    Reporter(person, ground).comes_to_the_check(WORDS)
    report, person.pages = person.pages, 0
    resident = Resident(person, ground)
    resident.comes_to_their_own_words()
    resident.goes_on()
    resident.says_who_they_are()
    return report, person.pages


def test_without_scripts_it_takes_at_most_one_page_more(
    somebody: Callable[..., Person], ground: Ground
) -> None:
    with_them, without = pages_of(somebody(), ground), pages_of(somebody("no-scripts"), ground)
    assert all(most - least <= 1 for least, most in zip(with_them, without, strict=True))
