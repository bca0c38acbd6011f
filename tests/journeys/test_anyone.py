"""Anyone reads: the plan, safety advice, where to get help, who the partnership is, and what is kept."""

import pytest

from tests.journeys.person import Person

pytestmark = pytest.mark.browser

WEATHER = "https://www.bbc.co.uk/weather"


def test_anyone_comes_from_the_first_page_to_the_plan(visitor: Person) -> None:
    visitor.opens("/")
    visitor.follows("Our plan")
    assert visitor.page.locator("h2[id^=heading-]").count() == 6


def test_anyone_finds_advice_with_its_sources(visitor: Person) -> None:
    visitor.opens("/")
    visitor.follows("Stay safe")
    visitor.goes(visitor.page.locator("main .open-list__title").first)
    assert "Where this comes from" in visitor.reads
    assert "Last checked on" in visitor.reads
