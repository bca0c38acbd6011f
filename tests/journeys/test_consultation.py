"""A resident answers the open consultation, comes back to it, and reads what people said in a closed one."""

from collections.abc import Callable

import pytest

from tests.journeys.ground import Ground, ground_of
from tests.journeys.hands import KEYS_NOW
from tests.journeys.person import Person
from tests.journeys.resident import Resident
from tests.journeys.server import Portal

pytestmark = pytest.mark.browser

WORDS = "The path behind the station is dark and nobody goes there alone after seven."


@pytest.fixture
def ground(portal: Portal) -> Ground:
    return ground_of(portal.settings.partnership)


@pytest.fixture
def resident(visitor: Person, ground: Ground) -> Resident:
    return Resident(visitor, ground)


def test_answers_are_saved_gone_on_with_elsewhere_and_sent(
    resident: Resident, somebody: Callable[..., Person], ground: Ground, way: str
) -> None:
    order = resident.comes_to_their_own_words()
    resident.writes_about_the_place(WORDS)
    receipt = resident.saves()

    elsewhere = Resident(somebody(way), ground)
    elsewhere.comes_back_with(receipt)
    assert elsewhere.person.h1 == "Your answers are saved, not sent"
    elsewhere.person.presses("Go on answering")
    assert elsewhere.person.value("What should we know about the place you mean?") == WORDS
    elsewhere.goes_on()
    elsewhere.says_who_they_are()
    assert elsewhere.person.h1 == "Check your answers"
    assert all(words in elsewhere.person.reads for words in (*order, "Very unsafe", "35 to 44", WORDS))
    assert elsewhere.sends() == receipt
    elsewhere.comes_back_with(receipt)
    assert elsewhere.person.h1 == "Your answers are in"


def test_going_back_and_forward_loses_nothing(resident: Resident) -> None:
    order = resident.comes_to_their_own_words()
    resident.person.presses("Back")
    assert resident.person.page.get_by_label("Very unsafe", exact=True).last.is_checked()
    resident.person.presses("Back")
    assert resident.order == order
    resident.goes_on()
    resident.goes_on()
    assert resident.person.h1 == "In your own words"


@KEYS_NOW
def test_the_tie_to_the_area_is_asked_for(resident: Resident) -> None:
    resident.starts()
    resident.person.writes("Or find your ward by postcode", "ZZ99 9ZZ")
    resident.goes_on(status=422)
    assert "Tick at least one" in resident.person.reads
    assert "We do not know this postcode here" in resident.person.reads


@KEYS_NOW
def test_answers_can_be_withdrawn(resident: Resident) -> None:
    resident.starts()
    resident.says_they_live_here()
    receipt = resident.saves()
    resident.comes_back_with(receipt)
    resident.person.opens_details("Withdraw my answers")
    resident.person.presses("Withdraw and delete")
    resident.comes_back_with(receipt)
    assert resident.person.h1 == "You withdrew your answers"


def test_a_closed_consultation_takes_nothing_and_shows_what_people_said(resident: Resident) -> None:
    resident.opens_the_consultation("Closed")
    address = resident.person.page.url
    assert "This closed on" in resident.person.reads
    resident.person.opens(f"{address}/respond")
    assert resident.person.h1 == "This consultation has closed"
    resident.person.follows("See what people said")
    assert resident.person.page.locator("main svg[role=img]").count() > 2
    assert resident.person.page.locator("main table caption").count() > 2
    assert "people answered" in resident.person.reads


class TestWithScripts:
    """Order is changed by buttons, one step at a time."""

    @pytest.fixture
    def way(self) -> str:
        return "keyboard"

    def test_what_is_preferred_moves_up(self, resident: Resident) -> None:
        resident.starts()
        resident.says_they_live_here()
        resident.goes_on()
        first, second, third, *_ = resident.priorities
        resident.ranks(first, second, third)
        resident.prefers(third)
        assert resident.order == [first, third, second]
