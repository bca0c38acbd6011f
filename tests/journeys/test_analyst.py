"""An analyst reads what officers left of reports, figures, themes and hotspots; never an original."""

import pytest

from portal.core.actors import Role
from tests.journeys.books import concerns
from tests.journeys.colleagues import Colleague, Hire
from tests.journeys.ground import ground_of
from tests.journeys.server import Portal

pytestmark = pytest.mark.browser


@pytest.fixture
def analyst(colleague: Hire) -> Colleague:
    return colleague(Role.ANALYST)


def test_an_analyst_reads_officers_copies_of_one_ward(analyst: Colleague, portal: Portal) -> None:
    analyst.goes_to("Concerns")
    wards = {ward.name for ward in ground_of(portal.settings.partnership).partnership.wards}
    first = analyst.page.locator("main tbody tr").first.locator("td").nth(1).inner_text()
    ward = next(name for name in wards if first.startswith(name))
    analyst.picks("Ward", ward)
    analyst.presses("Show")
    where = [row.locator("td").nth(1).inner_text() for row in analyst.page.locator("main tbody tr").all()]
    assert where
    assert all(each.startswith(ward) for each in where)


def test_copies_are_searched_by_words_that_stand_in_no_address(analyst: Colleague) -> None:
    analyst.goes_to("Concerns")
    copy = analyst.page.locator("main tbody tr").first.locator("td").nth(2).inner_text()
    word = max(filter(str.isalpha, copy.replace(".", " ").replace(",", " ").split()), key=len)
    analyst.follows("Search the copies for words")
    analyst.writes("Words", word)
    analyst.presses("Search", within=analyst.page.locator("main"))
    found = analyst.page.locator("main td.kept-lines").all_inner_texts()
    assert found and all(word[:4].lower() in each.lower() for each in found)
    assert word not in analyst.page.url


def test_working_figures_are_asked_for_and_told_with_their_warning(analyst: Colleague) -> None:
    analyst.goes_to("Working figures")
    assert "Do not publish" not in analyst.reads
    analyst.presses("Show the figures")
    assert "Do not publish or pass on these numbers" in analyst.reads
    assert analyst.page.locator("main table").count() == 6
    analyst.follows("See whom we hear from")


def test_a_theme_says_how_many_reports_stand_under_it(analyst: Colleague) -> None:
    analyst.goes_to("Themes")
    analyst.goes(analyst.page.locator("main tbody th a").first)
    assert "You, for your work" not in analyst.reads
    analyst.presses("Show the number")
    assert "You, for your work" in analyst.reads


def test_places_stand_beside_a_year_ago_on_a_map_and_in_a_table(analyst: Colleague) -> None:
    analyst.goes_to("Hotspots")
    analyst.presses("Look at places against a year ago")
    analyst.presses("Show the places")
    analyst.page.locator(".folium-map .shape--ward").first.wait_for()
    drawn = analyst.page.locator(".folium-map .shape--area").count()
    assert drawn == analyst.page.locator("main tr[data-place]").count()
    assert "Map areas" in analyst.reads


def test_a_hotspot_shows_its_numbers_when_asked(analyst: Colleague) -> None:
    analyst.goes_to("Hotspots")
    analyst.goes(analyst.page.locator("main tbody th a").first)
    analyst.presses("Show the numbers")
    assert "against the same months a year ago" in analyst.reads
    assert "Counted concerns by quarter" in analyst.reads


def test_an_analyst_opens_no_original(analyst: Colleague, portal: Portal) -> None:
    assert not analyst.is_shown("Waiting")
    report = min(concerns(portal))
    for address in (
        "/staff/moderation",
        "/staff/safeguarding",
        "/staff/accounts",
        f"/staff/moderation/concerns/{report}",
        f"/staff/moderation/concerns/{report}/messages",
        f"/staff/safeguarding/concerns/{report}",
    ):
        analyst.opens(address, status=403)
