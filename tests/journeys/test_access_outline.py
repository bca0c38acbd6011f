"""What the main journeys sound like: names, roles, states and order, as a screen reader gets them."""

from collections import Counter
from collections.abc import Callable, Iterator

import pytest
from playwright.sync_api import Browser

from portal.core.actors import Role
from tests.journeys.colleagues import Hire
from tests.journeys.ground import Ground, ground_of
from tests.journeys.officer import Moderator
from tests.journeys.outline import described, outline
from tests.journeys.person import Person
from tests.journeys.reporter import Reporter
from tests.journeys.resident import Resident
from tests.journeys.server import Portal
from tests.journeys.test_councillor_refers import Councillor, a_kind

pytestmark = [pytest.mark.browser, pytest.mark.long]

WORDS = "Two lamps by the steps are out and a group shouts at people. Ring me on 07700 900123."


@pytest.fixture
def ground(portal: Portal) -> Ground:
    return ground_of(portal.settings.partnership)


@pytest.fixture
def reporter(somebody: Callable[..., Person], ground: Ground) -> Reporter:
    return Reporter(somebody(), ground)


@pytest.fixture
def resident(somebody: Callable[..., Person], ground: Ground) -> Resident:
    return Resident(somebody(), ground)


def sounds(person: Person, *, without: str = "link region") -> list[str]:
    """The main part of the page that somebody is on."""
    return outline(person.page.locator("main"), without=f"{without} main")


class Listener(Person):
    """Somebody who notes every question they are asked on their way."""

    def __init__(self, browser: Browser, origin: str) -> None:
        """Nothing was asked yet."""
        super().__init__(browser, origin)
        self.asked: list[str] = []

    def looks(self, status: int = 200) -> None:
        """Look at the page, and note what it asks for."""
        super().looks(status)
        self.asked += [each for each in sounds(self) if each.startswith(("textbox", "combobox", "group: "))]


@pytest.fixture
def listener(chromium: Browser, portal: Portal) -> Iterator[Listener]:
    somebody = Listener(chromium, portal.origin)
    yield somebody
    somebody.leaves()


def test_a_report_asks_for_nothing_twice(listener: Listener, ground: Ground) -> None:
    Reporter(listener, ground).comes_to_the_check(WORDS)
    assert listener.h1 == "Check your report, then send it"
    assert "textbox: What happened?" in listener.asked
    assert [each for each, times in Counter(listener.asked).items() if times > 1] == []


def test_a_consultation_asks_for_nothing_twice(listener: Listener, ground: Ground) -> None:
    resident = Resident(listener, ground)
    resident.comes_to_their_own_words()
    resident.goes_on()
    resident.says_who_they_are()
    assert listener.h1 == "Check your answers"
    assert "group: How old are you?" in listener.asked
    assert [each for each, times in Counter(listener.asked).items() if times > 1] == []


def test_help_is_the_first_thing_said_and_its_numbers_are_links(reporter: Reporter) -> None:
    reporter.person.opens("/help-now")
    said = outline(reporter.person.page.locator("body"), without="group")
    assert said[:4] == [
        "link: Skip to main content",
        "region: In an emergency",
        "link: All the help there is",
        "banner",
    ]
    assert said[said.index("main") :][:4] == [
        "main",
        "heading 1: Get help now",
        "link: 999",
        "heading 2: If you cannot speak or hear",
    ]
    assert said.index("main") < said.index("contentinfo") < said.index("link: Contact us")
    assert {"link: 999", "link: 101", "link: 116 123", "link: 0800 1111"} <= set(said[said.index("main") :])


def test_a_question_without_an_answer_is_announced_linked_and_said_at_its_field(reporter: Reporter) -> None:
    reporter.begins()
    reporter.goes_on(status=422)
    page = reporter.person.page
    assert sounds(reporter.person, without="region")[:3] == [
        "alert",
        "heading 2: Something needs another look",
        "link: Say whether anyone is in danger now.",
    ]
    assert sounds(reporter.person)[2:] == [
        "group: Is anyone in danger now?",
        "heading 1: Is anyone in danger now?",
        "radio: Yes, now",
        "radio: No",
        "button: Continue",
    ]
    assert "Say whether anyone is in danger now" in described(page.get_by_role("radio").first)
    reporter.person.hand.press(reporter.person.link("Say whether anyone is in danger now."))
    assert page.evaluate("document.activeElement.type") == "radio"


def test_a_report_sounds_like_questions_one_by_one(reporter: Reporter) -> None:
    reporter.comes_to_the_place()
    assert sounds(reporter.person)[:5] == [
        "heading 1: Where is it?",
        "textbox: Postcode",
        "textbox: Name of a street, park, beach, station or other place",
        "combobox: Part of the area",
        "combobox: Ward",
    ]
    assert sounds(reporter.person)[-2:] == ["button: Continue", "button: Back"]
    reporter.says_where("postcode")
    reporter.confirms_the_place()
    assert sounds(reporter.person)[:3] == [
        "heading 1: When does it happen?",
        "group: When did it happen last?",
        "radio: It is happening now",
    ]
    reporter.says_when()
    assert sounds(reporter.person) == [
        "heading 1: What happened?",
        "textbox: What happened?",
        "button: Continue",
        "button: Back",
    ]
    reporter.person.presses("Back")
    assert [each for each in sounds(reporter.person) if "checked" in each] == [
        "radio checked: In the last week",
        "radio checked: A few times",
        "radio checked: Night, 11pm to 5am",
    ]


def test_the_check_the_receipt_and_the_answer_sound_in_order(reporter: Reporter) -> None:
    reporter.comes_to_the_check(WORDS)
    said = sounds(reporter.person)
    assert said[:4] == [
        "heading 1: Check your report, then send it",
        "button: Change What it is about",
        "button: Change Which kind",
        "button: Change Where",
    ]
    assert said[-5:] == [
        "button: Change what you wrote",
        "checkbox: Hide the marked details before you send",
        "group",
        "button: Send my report",
        "button: Back",
    ]
    receipt = reporter.sends()
    assert sounds(reporter.person)[:6] == [
        "heading 1: We have your report",
        "heading 2: Your receipt: note these seven words",
        "group: Your receipt: note these seven words",
        "button: Copy the words",
        "button: Print this page",
        "status",
    ]
    reporter.asks_after("seven words that nobody was given", status=422)
    assert sounds(reporter.person) == [
        "alert",
        "heading 2: Something needs another look",
        "heading 1: See where your report stands",
        "textbox: Your receipt",
        "button: Show my report",
    ]
    assert "We do not know this receipt" in described(reporter.person.box("Your receipt"))
    reporter.asks_after(receipt)
    assert sounds(reporter.person, without="link region group") == [
        "heading 1: Where your report stands",
        "heading 2: Anything to add or put right?",
        "heading 2: Good to know",
        "button: Take my report back",
    ]


def test_an_order_is_made_with_named_buttons_and_the_change_is_told(resident: Resident) -> None:
    resident.starts()
    resident.says_they_live_here()
    resident.goes_on()
    first, second, *_ = resident.priorities
    assert sounds(resident.person)[:5] == [
        "heading 1: What should come first",
        "group: Put these in the order you would",
        f"combobox: {first}",
        f"button: Move up: {first}",
        f"button: Move down: {first}",
    ]
    resident.ranks(second)
    assert second in resident.person.page.locator("main [role=status]").first.inner_text()
    assert resident.person.page.evaluate("document.activeElement.tagName") == "BUTTON"


def test_answers_sound_like_groups_of_named_choices(resident: Resident) -> None:
    resident.comes_to_their_own_words()
    resident.person.presses("Back")
    said = sounds(resident.person)
    assert said[:3] == [
        "heading 1: How things are now",
        "group: How safe do you feel by day?",
        "radio: Very safe",
    ]
    assert [each for each in said if "checked" in each] == [
        "radio checked: Fairly safe",
        "radio checked: Very unsafe",
        "radio checked: It got worse",
    ]
    assert said[-3:] == ["button: Continue", "button: Back", "button: Save and come back later"]


def test_the_officers_queue_is_a_named_table_and_an_item_says_first_what_was_written(colleague: Hire) -> None:
    officer = Moderator(colleague(Role.ENGAGEMENT_OFFICER))
    officer.goes_to_the_list()
    said = sounds(officer.at, without="link group checkbox")
    assert said[:10] == [
        "heading 1: Waiting for a decision",
        "button: Take the next one",
        "region: What waits",
        "table: What waits, the most urgent first",
        *(f"columnheader: {name}" for name in ("Tick", "Due", "What", "Where", "Signs", "Open")),
    ]
    assert said[10].startswith("button: Open Concern: ")
    officer.opens_the_first()
    said = sounds(officer.at, without="group")
    assert said[0] == f"heading 1: {officer.at.h1}"
    in_order = ["region: The original", "textbox: Your copy", "textbox: Your reason", "button: Decide"]
    assert [each for each in said if each in in_order] == in_order
    assert "group: Decision" in sounds(officer.at)


def test_a_referral_is_written_part_by_part(portal: Portal, colleague: Hire) -> None:
    councillor = Councillor(colleague(Role.COUNCILLOR), a_kind(portal))
    councillor.begins()
    assert sounds(councillor.at) == [
        "heading 1: What the matter is",
        "textbox: What is it called?",
        "combobox: What kind of matter is it?",
        "textbox: What is the matter?",
        "button: Save and continue",
        "button: Save for later",
    ]
    councillor.writes_it_up()
    assert sounds(councillor.at) == [
        "heading 1: Look through it, then send it",
        "heading 2: What happens then",
        "button: Send it to the committee",
    ]
