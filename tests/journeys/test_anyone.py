"""Anyone reads: the plan, safety advice, where to get help, who the partnership is, what is kept."""

import pytest
from playwright.sync_api import Route

from tests.journeys.hands import KEYS_NOW
from tests.journeys.person import Person

pytestmark = pytest.mark.browser

WEATHER = "https://www.bbc.co.uk/weather"


class Reader:
    """Somebody who reads without being known."""

    def __init__(self, person: Person) -> None:
        self.person = person
        person.opens("/")

    def goes_to(self, words: str) -> None:
        """One of the places in the head of every page."""
        self.person.follows(words, within=self.person.page.locator(".mast__nav"))

    def reads_the_small_print(self, words: str) -> None:
        """One of the pages named at the foot of every page."""
        self.person.follows(words, within=self.person.page.locator("footer"))

    def opens_the_first_listed(self) -> str:
        """The first entry of a list; answers its name."""
        first = self.person.page.locator("main .open-list__title").first
        name = first.inner_text()
        self.person.goes(first)
        return name

    def opens_sensitive_advice(self) -> None:
        """A page somebody may have to leave at once."""
        self.goes_to("Stay safe")
        self.person.follows("Abuse at home or by a partner", within=self.person.page.locator("main"))

    def leaves_at_once(self) -> None:
        """The way out that is always in sight; the weather stands in for every harmless page."""
        page = self.person.page
        self.person.elsewhere.add("https://www.bbc.co.uk")
        page.route(f"{WEATHER}**", the_weather)
        self.person.hand.press(self.person.link("Emergency: Exit this page"))
        page.wait_for_url(WEATHER)

    def searches_for(self, words: str) -> None:
        """Look for something."""
        self.person.writes("What are you looking for?", words)
        self.person.presses("Search", within=self.person.page.locator("main"))


def the_weather(route: Route) -> None:
    route.fulfill(body="<title>Weather</title>", content_type="text/html")


@pytest.fixture
def reader(visitor: Person) -> Reader:
    return Reader(visitor)


def test_the_plan_has_its_six_parts(reader: Reader) -> None:
    reader.goes_to("Our plan")
    assert reader.person.page.locator("h2[id^=heading-]").count() == 6


def test_advice_says_where_it_comes_from_and_when_it_was_checked(reader: Reader) -> None:
    reader.goes_to("Stay safe")
    assert reader.opens_the_first_listed() == reader.person.h1
    assert "Where this comes from" in reader.person.reads
    assert "Last checked on" in reader.person.reads


def test_sensitive_advice_tells_a_passer_by_nothing_and_can_be_left_at_once(reader: Reader) -> None:
    reader.opens_sensitive_advice()
    assert "abuse" not in reader.person.page.title().lower()
    reader.leaves_at_once()
    assert reader.person.page.title() == "Weather"


@KEYS_NOW
def test_help_is_one_step_away_from_every_page(reader: Reader) -> None:
    reader.goes_to("Who we are")
    reader.person.follows("All the help there is")
    assert all(number in reader.person.reads for number in ("999", "101", "116 123", "0800 1111", "press 55"))


def test_the_partnership_says_who_reports_to_whom(reader: Reader) -> None:
    reader.goes_to("Who we are")
    reader.person.goes(reader.person.page.locator("main a[href^='/partnership/']").first)
    assert "What it is for" in reader.person.reads


def test_what_is_kept_and_for_how_long_is_said(reader: Reader) -> None:
    reader.reads_the_small_print("Privacy: we don’t record who you are")
    assert "90 days" in reader.person.reads


@pytest.mark.parametrize("page", ["Accessibility", "Cookies", "How we share information", "How to complain"])
def test_the_small_print_can_be_read(reader: Reader, page: str) -> None:
    reader.reads_the_small_print(page)
    assert len(reader.person.reads) > 500


def test_a_search_finds_advice_in_spite_of_a_slip(reader: Reader) -> None:
    reader.reads_the_small_print("Search")
    reader.searches_for("harasment")
    assert "result" in reader.person.reads
    reader.opens_the_first_listed()


def test_a_search_for_nothing_leads_on(reader: Reader) -> None:
    reader.reads_the_small_print("Search")
    reader.searches_for("xqzw")
    assert "Nothing fits" in reader.person.reads


def test_a_page_that_is_not_there_says_where_to_go(visitor: Person) -> None:
    visitor.opens("/no-such-page", status=404)
    visitor.goes(visitor.page.locator("main a").first)
