"""A consultation from the officer's desk to a phone: written, published, answered, typed in from paper."""

from collections.abc import Callable

import pytest

from portal.core.actors import Role
from tests.journeys.colleagues import Colleague, Hire
from tests.journeys.person import Person

pytestmark = pytest.mark.browser

QUESTION = "Which path should be lit first?"
ADDRESS = "/consultations/which-path-should-be-lit-first"
WHERE = "Which path do you use after dark?"
RIVER, STATION = "Along the river", "Behind the station"
WORDS = "On Fridays until the last bus."


class Organiser:
    """An officer who writes a consultation and lets people answer it."""

    def __init__(self, colleague: Colleague) -> None:
        self.at = colleague

    def begins(self) -> None:
        """A draft that opens today, with no question yet but what ties people to the area."""
        self.at.goes_to("Consultations")
        self.at.presses("Begin a consultation")
        self.at.writes("The question, as the page’s heading", QUESTION)
        self.at.writes("Why we ask", "There is money for one path this winter. We want to hear which.")
        self.at.writes("Opens on", "2026-11-23")
        self.at.writes("Closes at the end of", "2027-01-17")
        self.at.chooses("Only what ties somebody to the area; the rest is written later")
        self.at.presses("Keep the draft")

    def says(self, part: str, **boxes: str) -> None:
        """One part of what it says of itself; a box by the start of its label."""
        self.at.follows(f"Write or change: {part}")
        for label, words in boxes.items():
            self.at.writes(label.replace("_", " "), words)
        self.at.presses("Save this part")

    def says_everything(self) -> None:
        """What the law wants said."""
        self.says(
            "what can change",
            What_answers_can_change="Which of the paths comes first.",
            What_is_decided_already="That one path is lit this winter.",
            Who_decides="The strategy group. It publishes what it decided and why.",
        )
        self.says(
            "reasons and evidence",
            The_reasons="Two paths are dark, and there is money for one.",
            Groups_affected_most="People who work late. We ask at the bus station.",
        )
        self.says("time", Why_that_is_long_enough="Eight weeks, as it runs over Christmas.")
        self.at.follows("Write or change: assessments")
        for label in ("Or why there is none", "Or why there is none yet"):
            self.at.writes(label, "No service changes for anybody.")
        self.at.presses("Save this part")

    def asks(self) -> None:
        """A page with a choice and a box."""
        self.at.follows("Write the questions")
        self.at.follows("Add a page")
        self.at.writes("Heading", "The paths")
        self.at.presses("Add the page")
        self.at.follows("Add a question to The paths")
        self.at.follows("Choose one")
        self.at.writes("Question", WHERE)
        self.at.writes("Answers to choose from", f"{RIVER}\n{STATION}")
        self.at.presses("Add the question")
        self.at.follows("Add a question to The paths")
        self.at.follows("Long text")
        self.at.writes("Question", "When do you use it?")
        self.at.presses("Add the question")

    def publishes(self) -> None:
        """After a look at what the gate says."""
        self.at.follows("Check before publishing")
        assert "Nothing stands in the way." in self.at.reads
        self.at.presses("Publish it")


@pytest.fixture
def organiser(colleague: Hire) -> Organiser:
    return Organiser(colleague(Role.ENGAGEMENT_OFFICER))


def published(organiser: Organiser, reader: Person) -> None:
    """The consultation is there, by whoever's story came first."""
    reader.opens_until("/consultations", "Open now")
    if QUESTION in reader.reads:
        return
    organiser.begins()
    organiser.says_everything()
    organiser.asks()
    organiser.publishes()
    reader.opens_until("/consultations", QUESTION)


@pytest.mark.parametrize("way", ["no-scripts", "keyboard"])
def test_what_an_officer_opens_is_answered_on_a_phone_and_by_keyboard(
    organiser: Organiser, somebody: Callable[..., Person], way: str
) -> None:
    published(organiser, somebody())
    resident = somebody(way)
    resident.opens(ADDRESS)
    resident.presses("Start answering")
    resident.presses("Continue", 422)
    assert "Tick at least one" in resident.reads
    resident.hand.choose(resident.page.locator("main input[name='q_relation']").first)
    resident.presses("Continue")
    resident.chooses(RIVER)
    resident.writes("When do you use it?", WORDS)
    resident.presses("Continue")
    assert resident.h1 == "Check your answers" and WORDS in resident.reads
    resident.presses("Send my answers")
    assert resident.h1 == "Your answers are in"
    organiser.at.opens(f"/staff{ADDRESS}")
    assert "Web" in organiser.at.reads


def test_a_paper_is_typed_in_twice_and_counts(
    organiser: Organiser, colleague: Hire, somebody: Callable[..., Person]
) -> None:
    published(organiser, somebody())
    first = organiser.at
    first.opens(f"/staff{ADDRESS}")
    first.follows("Type in answers from paper")
    first.writes("Where this pile came from", "The library in November")
    first.presses("Begin this pile")
    typed(first)
    first.presses("Keep this paper and type the next")
    assert "write 1/1 on this paper" in first.told
    first.presses("This pile is finished")
    pile = first.page.url

    second = colleague(Role.ENGAGEMENT_OFFICER, which=1)
    second.opens(pile)
    second.goes(second.page.locator("main a[href*='/again/']"))
    typed(second)
    second.presses("Keep the second typing")
    assert "All 1 papers are in the figures." in second.reads


def typed(officer: Colleague) -> None:
    """The numbers of the ticked boxes, then what is written on the line."""
    boxes = officer.page.locator("main form").first.locator("input[type=text]:visible, textarea:visible")
    officer.hand.write(officer.page.locator("main [name='q_relation']"), "1")
    officer.hand.write(boxes.nth(boxes.count() - 2), "2")
    officer.hand.write(boxes.last, WORDS)


def test_a_councillor_comments_on_the_draft_plan(colleague: Hire) -> None:
    councillor = colleague(Role.COUNCILLOR)
    councillor.goes_to("Plan")
    row = councillor.page.get_by_role("row").filter(has_text="consulted")
    councillor.goes(row.get_by_role("link").first)
    councillor.follows("Councillors’ comments on the draft")
    councillor.follows("Read part a and comment")
    councillor.presses("Keep this comment", 422)
    councillor.writes("Your comment", "Say how much the lamps cost.")
    councillor.presses("Keep this comment")
    assert "Say how much the lamps cost." in councillor.reads

    officer = colleague(Role.ENGAGEMENT_OFFICER)
    officer.opens(councillor.page.url)
    assert "Say how much the lamps cost." in officer.reads
