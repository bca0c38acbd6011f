"""A chair prepares a meeting, a deputy reports by a link, a member signed in; the Executive reads a brief."""

import re
from collections.abc import Callable

import pytest

from portal.core.actors import Role
from tests.journeys.colleagues import Colleague, Hire
from tests.journeys.person import Person

pytestmark = pytest.mark.browser

LINK = re.compile(r"/meetings/updates/[a-z2-7]{26}")


class Chair:
    """Runs a group."""

    def __init__(self, colleague: Colleague) -> None:
        self.at = colleague

    def opens_the_next_meeting(self) -> None:
        """From the rail to the first meeting that is planned."""
        self.at.goes_to("Meetings")
        self.at.goes(self.at.page.locator("main section p a").first)

    def asks_the_first_deputy(self) -> str:
        """Make a link for the first service; its path."""
        self.at.goes(self.at.page.get_by_role("button", name=re.compile("^Make a link")).first)
        found = LINK.search(self.at.reads)
        assert found
        return found[0]


def test_a_meeting_is_prepared_and_reported_to(colleague: Hire, somebody: Callable[..., Person]) -> None:
    chair = Chair(colleague(Role.GROUP_CHAIR))
    chair.opens_the_next_meeting()
    chair.at.presses("Put an item on")
    chair.at.presses("Put it on", status=422)
    assert "Write a title" in chair.at.reads
    chair.at.writes("Title", "Bonfires on the common")
    chair.at.presses("Put it on")
    assert "Bonfires on the common" in chair.at.reads
    chair.at.presses("Send the papers round")
    chair.at.chooses("By e-mail, to everybody who sits on the group")
    chair.at.presses("Send them")
    assert "Papers went out on 23 November 2026" in chair.at.reads
    path = chair.asks_the_first_deputy()

    deputy = somebody("no-scripts")
    deputy.opens(path)
    assert "Bonfires" not in deputy.reads
    box = deputy.page.locator("main textarea").first
    deputy.hand.write(box, "Two paths are left.")
    deputy.presses("Send what I wrote")
    assert deputy.h1 == "Your update is there"

    member = colleague(Role.GROUP_MEMBER)
    member.goes_to("Actions")
    member.goes(member.page.locator("main tbody a").first)
    assert "by a link" in member.reads and "Two paths are left." in member.reads
    member.presses("Say how far it is")
    member.writes("How far is it?", "We walk the last two on Friday.")
    member.presses("Say it")
    assert "We walk the last two on Friday." in member.reads
    assert member.button("Say what becomes of it").count() == 0


def test_a_brief_goes_to_the_executive(colleague: Hire) -> None:
    chair = colleague(Role.GROUP_CHAIR)
    chair.goes_to("Briefs")
    chair.goes(chair.page.get_by_role("row").filter(has_text="draft").get_by_role("link").first)
    chair.presses("Write")
    chair.writes("Challenges", "Nobody to hang the lamps before spring.")
    chair.presses("Save")
    address = chair.page.url
    chair.presses("Sign it off")
    chair.presses("Sign it off")
    assert chair.button("Write").count() == 0

    executive = colleague(Role.EXECUTIVE)
    executive.goes_to("Briefs")
    executive.opens(address)
    assert "Nobody to hang the lamps before spring." in executive.reads
    with executive.page.expect_download() as coming:
        executive.hand.press(executive.button("Take it as a Word document"))
    assert coming.value.suggested_filename.endswith(".docx")
    executive.opens(f"{address[:-26]}{'a' * 26}", status=404)
