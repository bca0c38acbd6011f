"""An analyst reads what officers left of reports, and the working figures; never an original."""

import pytest

from portal.core.actors import Role
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


def test_working_figures_are_asked_for_and_told_with_their_warning(analyst: Colleague) -> None:
    analyst.goes_to("Working figures")
    assert "Do not publish" not in analyst.reads
    analyst.presses("Show the figures")
    assert "Do not publish or pass on these numbers" in analyst.reads
    assert analyst.page.locator("main table").count() == 3


def test_an_analyst_opens_no_original(analyst: Colleague) -> None:
    assert not analyst.is_shown("Waiting")
    for address in ("/staff/moderation", "/staff/safeguarding", "/staff/accounts"):
        analyst.opens(address, status=403)
