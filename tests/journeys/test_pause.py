"""Reporting is paused while somebody is in the middle: they may finish, a newcomer is told until when."""

from collections.abc import Callable

import pytest

from portal.core.actors import Role
from tests.journeys.colleagues import Colleague, Hire
from tests.journeys.ground import ground_of
from tests.journeys.person import Person
from tests.journeys.reporter import Reporter
from tests.journeys.server import Portal

pytestmark = pytest.mark.browser

REASON = "Two of our three officers are ill."
UNTIL = "27 November 2026"
PLACE = "Reporting: open or paused"
WORDS = "Two lamps by the steps are out."


class Keeper:
    """An officer who says whether reports are taken."""

    def __init__(self, colleague: Colleague) -> None:
        self.at = colleague

    def sets(self, opening: str, *, reason: str = "", until: str = "", days: str = "") -> None:
        """Open, slowed or paused."""
        self.at.goes_to(PLACE)
        self.at.hand.choose(self.at.page.locator(f"main input[name=opening][value={opening}]"))
        self.at.writes("Reason, as everybody reads it", reason)
        self.at.writes("Until", until)
        if days:
            self.at.picks("Working days in which reports are read meanwhile", days)
        self.at.presses("Set this")
        assert "Set." in self.at.told


@pytest.fixture
def keeper(colleague: Hire) -> Keeper:
    return Keeper(colleague(Role.ENGAGEMENT_OFFICER))


def test_who_is_in_the_middle_may_finish_and_a_newcomer_is_told_until_when(
    keeper: Keeper, visitor: Person, somebody: Callable[..., Person], way: str, portal: Portal
) -> None:
    reporter = Reporter(visitor, ground_of(portal.settings.partnership))
    reporter.comes_to_the_check(WORDS)
    keeper.sets("paused", reason=REASON, until="2026-11-27")

    newcomer = somebody(way)
    newcomer.opens_until("/concerns/report", "We take no new reports for a while")
    assert UNTIL in newcomer.reads
    assert REASON in newcomer.reads

    reporter.person.presses("Back")
    assert "so you can finish this one" in reporter.person.reads
    reporter.person.presses("Skip these questions")
    assert len(reporter.sends().split()) == 7

    keeper.sets("open")
    newcomer.opens_until("/concerns/report", "Is anyone in danger now?")


def test_slowed_reporting_says_by_when_reports_are_read(
    keeper: Keeper, somebody: Callable[..., Person]
) -> None:
    keeper.sets("slowed", reason=REASON, until="2026-11-27", days="5")
    somebody().opens_until("/concerns/report", "within 5 working days")
    keeper.sets("open")
