"""An officer asks under a receipt and its holder answers: nobody learns from it what was reported."""

from collections.abc import Callable

import pytest

from portal.core.actors import Role
from tests.journeys.colleagues import Colleague, Hire
from tests.journeys.filed import Filed, filed
from tests.journeys.ground import ground_of
from tests.journeys.hands import KEYS_NOW
from tests.journeys.person import Person
from tests.journeys.reporter import Reporter
from tests.journeys.server import Portal

pytestmark = pytest.mark.browser

WORDS = "Scooters race down the steps behind the station each Friday after ten at night."
EVENINGS, WHERE, SINCE = "On which evenings is it worst?", "Where do they start?", "Since when?"


class Asker:
    """An officer who has a question about one report."""

    def __init__(self, colleague: Colleague, report: Filed) -> None:
        self.at, self.report = colleague, report

    def opens_the_messages(self) -> None:
        """What was asked and answered is sealed until somebody presses."""
        self.at.opens(f"{self.report.address}/messages")
        self.at.presses("Open the messages and ask")

    def asks(self, words: str, status: int = 200) -> None:
        """In their own words."""
        self.opens_the_messages()
        self.at.writes("Or in your own words", words)
        self.at.presses("Ask", status)


class Holder(Reporter):
    """Somebody with a receipt."""

    def answers(self, receipt: str, question: str, words: str) -> None:
        """The open question, below the receipt."""
        self.asks_after(receipt)
        assert question in self.person.reads
        self.person.writes("Your answer", words)
        self.person.presses("Send my answer")

    def hides_and_sends(self) -> None:
        """What was pointed out goes before anything is kept."""
        assert self.person.h1 == "Look at what you wrote, then send it"
        self.hides_the_marked_words()
        self.person.presses("Send my answer")


@pytest.fixture
def report(portal: Portal) -> Filed:
    return filed(portal, WORDS)[0]


@pytest.fixture
def asker(colleague: Hire, report: Filed) -> Asker:
    return Asker(colleague(Role.ENGAGEMENT_OFFICER), report)


@pytest.fixture
def on_a_phone(somebody: Callable[..., Person], portal: Portal) -> Holder:
    return Holder(somebody("no-scripts"), ground_of(portal.settings.partnership))


def test_they_talk_over_three_turns_and_the_writer_takes_everything_back(
    asker: Asker, on_a_phone: Holder, report: Filed
) -> None:
    holder, receipt = on_a_phone, report.receipt
    asker.asks(EVENINGS)
    holder.answers(receipt, EVENINGS, "Mostly on Fridays, but also before bank holidays.")
    assert holder.person.h1 == "We have your answer"

    asker.asks(WHERE)
    assert "no answer yet" not in asker.at.reads
    holder.answers(receipt, WHERE, "At the kiosk. Ring me on 07700 900123 and I show you.")
    holder.hides_and_sends()

    asker.opens_the_messages()
    assert "before bank holidays" in asker.at.reads
    assert "At the kiosk" in asker.at.reads
    assert "07700" not in asker.at.page.content()
    asker.asks(SINCE)
    holder.answers(receipt, SINCE, "Since the lamps went out in March.")
    assert holder.person.h1 == "We have your answer"

    holder.asks_after(receipt)
    assert all(question in holder.person.reads for question in (EVENINGS, WHERE, SINCE))
    assert all(words not in holder.person.reads for words in ("bank holidays", "kiosk", "March", "Scooters"))
    holder.takes_it_back()
    asker.at.opens(f"{report.address}/messages", status=404)


def test_a_question_that_says_again_what_was_written_is_not_asked(
    asker: Asker, on_a_phone: Holder, report: Filed
) -> None:
    again = "Do the scooters that race down the steps behind the station wear helmets?"
    asker.asks(again, status=422)
    assert asker.at.value("Or in your own words") == again
    on_a_phone.asks_after(report.receipt)
    assert "What we asked you" not in on_a_phone.person.reads


@KEYS_NOW
def test_whoever_holds_the_receipt_answers_and_adds(
    asker: Asker, visitor: Person, report: Filed, portal: Portal
) -> None:
    holder = Holder(visitor, ground_of(portal.settings.partnership))
    asker.asks(EVENINGS)
    holder.answers(report.receipt, EVENINGS, "Fridays.")
    holder.person.presses("See where my report stands")
    assert "You answered on" in holder.person.reads
    holder.person.opens_details("Write more to this report")
    holder.person.writes("What do you want to add or put right?", "Somebody was hurt: call an ambulance.")
    holder.person.presses("Send")
    assert holder.person.h1 == "We added this to your report"
