"""The executive approves a draft plan, an officer publishes it, everybody reads it instead of the former."""

from collections.abc import Callable

import pytest

from portal.core.actors import Role
from tests.journeys.colleagues import Colleague, Hire
from tests.journeys.person import Person

pytestmark = pytest.mark.browser


class Executive:
    """Approves the plan."""

    def __init__(self, colleague: Colleague) -> None:
        self.at = colleague

    def opens_the_plan_that_waits(self) -> None:
        """From the rail to the one plan whose state is `consulted`."""
        self.at.goes_to("Plan")
        row = self.at.page.get_by_role("row").filter(has_text="consulted")
        self.at.goes(row.get_by_role("link").first)

    def approves(self, day: str, month: str, year: str) -> None:
        """On the day of the board's meeting."""
        for part, value in (("Day", day), ("Month", month), ("Year", year)):
            self.at.writes(part, value)
        self.at.presses("Approve this plan")


def test_a_plan_goes_from_the_executive_to_everybody(
    colleague: Hire, somebody: Callable[..., Person]
) -> None:
    reader = somebody()
    reader.opens("/plan")
    former = reader.h1

    executive = Executive(colleague(Role.EXECUTIVE))
    assert executive.at.waits("Plan") == 1
    executive.opens_the_plan_that_waits()
    title = executive.at.h1
    executive.approves("20", "11", "2026")
    assert "20 November 2026" in executive.at.reads

    officer = colleague(Role.ENGAGEMENT_OFFICER)
    officer.goes_to("Plan")
    officer.follows(title)
    officer.presses("Publish this plan")

    reader.opens_until("/plan", title)
    assert reader.h1 == title
    reader.follows(former)
    assert "no longer applies" in reader.reads


def test_an_officer_who_slips_keeps_what_was_typed(colleague: Hire) -> None:
    officer = colleague(Role.ENGAGEMENT_OFFICER)
    officer.goes_to("Plan")
    officer.writes("Year of the plan", "twenty-eight")
    officer.presses("Begin", status=422)
    assert "Write the year as two years with a hyphen" in officer.reads
    assert officer.value("Year of the plan") == "twenty-eight"
