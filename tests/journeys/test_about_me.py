"""Somebody asks what is held about them; nothing on the way says whether anybody reported them."""

from collections.abc import Callable

import pytest

from portal.core.actors import Role
from tests.journeys.colleagues import Colleague, Hire
from tests.journeys.filed import filed
from tests.journeys.hands import KEYS_NOW
from tests.journeys.person import Person, tidy
from tests.journeys.server import Portal

pytestmark = pytest.mark.browser

ABOUT = "I think that a neighbour wrote about loud evenings in my garden."
CONFIRMS = "We hold a report about your garden."


class Asks:
    """Somebody who believes that something here is about them."""

    def __init__(self, person: Person) -> None:
        self.person = person

    def begins(self) -> None:
        """Without an account."""
        self.person.opens("/about-me")

    def asks(self, words: str) -> str:
        """For what is held; answers the receipt."""
        self.person.hand.choose(self.person.page.locator("main input[name=wants]").first)
        self.person.writes("What is it about?", words)
        self.person.presses("Continue")
        self.person.presses("Send it")
        return tidy(self.person.page.locator(".receipt-words").inner_text())

    def reads_the_answer(self, receipt: str) -> None:
        """With the receipt."""
        self.person.opens("/contact/follow-up")
        self.person.writes("Your receipt", receipt)
        self.person.presses("Show it")


class Answers:
    """An officer who answers a request."""

    def __init__(self, colleague: Colleague) -> None:
        self.at = colleague

    def opens_the_newest(self) -> None:
        """The case that is due last came last."""
        self.at.goes_to("Contact")
        line = self.at.page.locator("main tbody tr").filter(has_text="About the writer").last
        self.at.goes(line.get_by_role("link").first)
        self.at.presses("Open it")

    def answers(self) -> None:
        """With the words that are fixed, whether there is a report or not."""
        self.at.chooses("Answer: your letter is the answer")
        self.at.presses("Begin with our fixed words")
        self.at.presses("Take this step")


@pytest.fixture
def asks(visitor: Person) -> Asks:
    asks = Asks(visitor)
    asks.begins()
    return asks


@pytest.fixture
def officer(colleague: Hire) -> Answers:
    return Answers(colleague(Role.ENGAGEMENT_OFFICER))


@KEYS_NOW
def test_a_request_is_answered_and_the_answer_read(asks: Asks, officer: Answers) -> None:
    receipt = asks.asks(ABOUT)
    assert len(receipt.split()) == 7
    officer.opens_the_newest()
    assert ABOUT in officer.at.reads
    officer.answers()
    asks.reads_the_answer(receipt)
    assert "Our letters" in asks.person.reads
    assert "garden" not in asks.person.reads


def test_a_letter_that_says_that_a_report_exists_is_not_sent(
    portal: Portal, somebody: Callable[..., Person], officer: Answers
) -> None:
    filed(portal, "Loud evenings in a garden.")
    asks = Asks(somebody())
    asks.begins()
    receipt = asks.asks(ABOUT)
    officer.opens_the_newest()
    officer.at.chooses("Answer: your letter is the answer")
    officer.at.writes("Letter to the writer", CONFIRMS)
    officer.at.presses("Take this step", status=422)
    assert "it says whether somebody told us something" in officer.at.reads
    assert officer.at.value("Letter to the writer") == CONFIRMS
    asks.reads_the_answer(receipt)
    assert "Our letters" not in asks.person.reads


def test_an_unfinished_request_comes_back_with_what_was_typed(asks: Asks) -> None:
    asks.person.writes("What is it about?", ABOUT)
    asks.person.presses("Continue", status=422)
    assert "Choose at least one" in asks.person.reads
    assert asks.person.value("What is it about?") == ABOUT


class TestOtherWaysToAsk:
    """A complaint, and a question to the board."""

    def test_a_complaint_gets_a_receipt(self, visitor: Person) -> None:
        visitor.opens("/complaints")
        visitor.picks("Which organisation shared it, or should have?", "I do not know")
        visitor.writes("What happened?", "My address was read out at a meeting.")
        visitor.presses("Continue")
        visitor.presses("Send it")
        assert visitor.page.locator(".receipt-words").inner_text()

    def test_a_question_to_the_board_gets_a_receipt(self, visitor: Person) -> None:
        visitor.opens("/partnership/questions")
        visitor.writes("Your question", "Who looks after the lamps by the steps?")
        visitor.presses("Continue")
        visitor.presses("Send it")
        assert visitor.page.locator(".receipt-words").inner_text()
