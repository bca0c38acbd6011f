"""An officer's hour with thirty items: found, taken, masked, decided one by one and together, taken back."""

from dataclasses import dataclass

import pytest

from portal.concerns.rules import Verb
from portal.core.actors import Role
from tests.journeys.books import quiet_wards, written_down
from tests.journeys.colleagues import Hire
from tests.journeys.filed import Filed, filed
from tests.journeys.officer import COPY, Moderator
from tests.journeys.server import Portal

pytestmark = pytest.mark.browser

LEFT = "Mr Okonkwo shouts by the steps. Ring 07700 900123 or write to a.b@example.org."
BUSINESS = "The back door of the Blue Parrot stands open all night and people gather there."


@dataclass(frozen=True, slots=True)
class Pile:
    """What waits from one ward that was quiet before."""

    ward: str
    items: list[Filed]

    def all_once(self, portal: Portal) -> bool:
        """Whether the ledger holds one decision for each."""
        return all(written_down(portal, item.address) == 1 for item in self.items)


@dataclass(frozen=True, slots=True)
class Thirty:
    """Five to work through, fifteen tests, ten for the stories that need a few of their own."""

    plain: Pile
    tests: Pile
    others: Pile


@pytest.fixture(scope="module")
def thirty(portal: Portal) -> Thirty:
    texts = (
        [f"Lamp {number} by the steps has been out since Monday." for number in range(5)],
        [f"Just a test, number {number}." for number in range(15)],
        [LEFT] * 2 + [BUSINESS] * 2 + ["A group shouts at whoever passes the steps."] * 6,
    )
    wards = quiet_wards(portal)[: len(texts)]
    piles = zip(wards, texts, strict=True)
    return Thirty(*(Pile(name, filed(portal, *pile, ward=code)) for (code, name), pile in piles))


@pytest.fixture
def officer(colleague: Hire, thirty: Thirty) -> Moderator:
    return Moderator(colleague(Role.ENGAGEMENT_OFFICER))


@pytest.fixture
def second(colleague: Hire, thirty: Thirty) -> Moderator:
    return Moderator(colleague(Role.ENGAGEMENT_OFFICER, which=1))


def test_a_ward_is_worked_through_one_after_the_other(
    officer: Moderator, thirty: Thirty, portal: Portal
) -> None:
    officer.lists(Ward=thirty.plain.ward)
    assert officer.lines.count() == len(thirty.plain.items)
    officer.takes_the_next()
    for _ in thirty.plain.items:
        officer.opens_it()
        officer.copies(COPY)
        officer.decides_and_goes_on(Verb.COUNT, "Told clearly, and ours.")
    assert "Nothing more waits that nobody works on" in officer.at.told
    assert officer.lines.count() == 0
    assert thirty.plain.all_once(portal)


def test_tests_are_declined_together(officer: Moderator, thirty: Thirty, portal: Portal) -> None:
    officer.lists(Ward=thirty.tests.ward)
    officer.ticks_all()
    officer.at.presses("Decide the ticked ones together")
    officer.at.chooses("It was a test")
    officer.at.writes("Your reason", "Sent while somebody tried the form.")
    officer.at.presses("Decide on all of them")
    assert "15 decided" in officer.at.told
    assert officer.lines.count() == 0
    assert thirty.tests.all_once(portal)


def test_what_is_marked_is_masked_with_one_press_and_the_difference_is_seen(
    officer: Moderator, thirty: Thirty
) -> None:
    officer.opens(thirty.others.items[0].address)
    officer.copies(LEFT)
    officer.at.presses("Mask what is marked")
    assert all(words not in officer.copy for words in ("Okonkwo", "07700", "example.org"))
    officer.at.presses("Show the difference")
    changed = officer.at.page.locator(".difference del").all_inner_texts()
    assert any("Okonkwo" in words for words in changed)
    officer.decides(Verb.COUNT, "Ours.")
    assert "Decided" in officer.at.told


def test_keys_mask_and_compare_while_no_box_is_in_use(officer: Moderator, thirty: Thirty) -> None:
    officer.opens(thirty.others.items[1].address)
    officer.copies(LEFT)
    officer.at.page.evaluate("document.activeElement.blur()")
    with officer.at.page.expect_navigation():
        officer.at.page.keyboard.press("m")
    assert "Okonkwo" not in officer.copy
    officer.decides(Verb.COUNT, "Ours.")


def test_a_named_business_waits_for_a_second_person(
    officer: Moderator, second: Moderator, thirty: Thirty, portal: Portal
) -> None:
    address = thirty.others.items[2].address
    officer.opens(address)
    officer.copies(BUSINESS)
    officer.at.chooses("The copy names a business")
    officer.decides(Verb.COUNT, "Licensing has to know.")
    assert "once a second person has agreed" in officer.at.told
    officer.opens(address)
    officer.decides(Verb.COUNT, "Licensing has to know.", status=403)
    assert written_down(portal, address) == 0
    second.opens(address)
    assert "a second person agrees" in second.at.reads
    second.decides(Verb.COUNT, "I agree.")
    assert written_down(portal, address) == 1


def test_a_colleague_takes_over_what_somebody_began(
    officer: Moderator, second: Moderator, thirty: Thirty, portal: Portal
) -> None:
    address = thirty.others.items[4].address
    officer.opens(address)
    second.at.opens(address)
    assert "works on it" in second.at.reads
    second.at.presses("Take it over")
    assert "You took it over" in second.at.told
    second.opens_it()
    second.copies(COPY)
    second.decides(Verb.COUNT, "Ours.")
    assert written_down(portal, address, "concern.taken_over") == 1
    assert written_down(portal, address) == 1


def test_two_reports_of_one_event_are_counted_once(
    officer: Moderator, thirty: Thirty, portal: Portal
) -> None:
    one, other = thirty.others.items[5], thirty.others.items[6]
    officer.opens(one.address)
    officer.copies(COPY)
    officer.at.opens_details("Another report tells of the same event")
    officer.at.writes("Or paste the other report’s address", f"{portal.origin}{other.address}")
    officer.decides(Verb.COUNT, "The same evening.")
    assert written_down(portal, one.address, "concern.joined") == 1


def test_a_copy_is_found_by_its_words_and_its_decision_is_taken_back(
    officer: Moderator, thirty: Thirty, portal: Portal
) -> None:
    address = thirty.others.items[7].address
    officer.opens(address)
    officer.copies("Somebody plays a trombone by the steps at night.")
    officer.decides(Verb.COUNT, "Ours.")
    officer.at.follows("Search officers’ copies")
    officer.at.writes("Words", "tromb night")
    officer.at.presses("Search", within=officer.at.page.locator("main"))
    assert "plays a trombone" in officer.at.reads
    officer.goes_to_the_list()
    officer.at.follows("What you decided today")
    officer.at.goes(officer.at.page.locator(f"main a[href='{address}']"))
    officer.at.writes("Your reason", "It belongs to the street’s own theme.")
    officer.at.presses("Take it back")
    assert "Waiting for a decision" in officer.at.h1


def test_ward_and_kind_are_put_right_by_the_officer(officer: Moderator, thirty: Thirty) -> None:
    officer.opens(thirty.others.items[8].address)
    officer.at.follows("Put topic and place right")
    officer.at.picks("Ward", thirty.plain.ward)
    officer.at.presses("Show the areas of this ward")
    officer.at.presses("Save")
    officer.at.opens(thirty.others.items[8].address)
    assert thirty.plain.ward in officer.at.reads
