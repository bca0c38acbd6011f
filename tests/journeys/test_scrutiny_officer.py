"""A scrutiny officer takes a report from the committee's decision to its end; a colleague publishes words."""

from collections.abc import Callable

import pytest

from portal.core.actors import Role
from portal.partnership import loading
from tests.journeys.colleagues import Colleague, Hire
from tests.journeys.person import Person
from tests.journeys.server import Portal

pytestmark = pytest.mark.browser

MATTER = "Racing on the ring road"
WANTED = ("Close the ring road to racing at night.", "Say each month what was seen.")
REASONS = "Three summers of patrols have not ended it."
PUBLIC = "Cars race on a ring road at night and people beside it cannot sleep."


class ScrutinyOfficer:
    """Notes what the committee does with one matter."""

    def __init__(self, colleague: Colleague) -> None:
        self.at = colleague

    def looks_it_up(self) -> None:
        """The matter, from the list of all."""
        self.at.goes_to("Scrutiny")
        row = self.at.page.get_by_role("row").filter(has_text=MATTER)
        self.at.goes(row.get_by_role("link").first)

    def takes(self, heading: str) -> None:
        """Come to the page of a step."""
        self.looks_it_up()
        self.at.follows(heading)

    def reports(self, to: str) -> None:
        """Two recommendations to one body."""
        self.takes("Note the committee’s report")
        self.at.writes("What the committee recommends", "\n\n".join(WANTED))
        self.at.writes("The committee’s reasons", REASONS)
        self.at.chooses(to)
        self.at.presses("Make the report")

    def sends_every_notice(self, reference: str) -> None:
        """Whatever this matter owes, from the list of all notices."""
        while True:
            self.at.opens("/staff/scrutiny/notices")
            row = self.at.page.get_by_role("row").filter(has_text=reference)
            if not row.count():
                return
            self.at.goes(row.first.get_by_role("link").first)
            self.at.presses("It is sent")

    def notes_an_answer(self) -> None:
        """The first one that waits."""
        self.takes("Note an answer")
        self.at.page.get_by_role("combobox").first.select_option(index=1)
        self.at.chooses("Accepted")
        self.at.writes("What they do, or why not", "Barriers stand from April.")
        for part, value in (("Day", "1"), ("Month", "4"), ("Year", "2027")):
            self.at.writes(part, value)
        self.at.presses("Keep the answer")

    @property
    def reference(self) -> str:
        """The public reference, as the matter's page shows it."""
        return self.at.reads.split("referred")[0].split()[-1].rstrip(",")


def test_a_report_is_made_answered_watched_and_closed_in_the_open(
    portal: Portal, colleague: Hire, somebody: Callable[..., Person]
) -> None:
    officer = ScrutinyOfficer(colleague(Role.SCRUTINY_OFFICER))
    officer.looks_it_up()
    reference = officer.reference
    partnership = loading.load(loading.folder(portal.settings.partnership))
    officer.reports(to=partnership.authorities[0].name)
    officer.takes("Note that the report is out")
    officer.at.presses("The report is out", status=409)
    assert "Send these notices first" in officer.at.reads
    officer.sends_every_notice(reference)
    officer.takes("Note that the report is out")
    officer.at.presses("The report is out")
    for _ in WANTED:
        officer.notes_an_answer()
    officer.takes("Begin to watch what is done")
    officer.at.presses("Begin to watch")
    officer.takes("Note what the committee found")
    officer.at.writes("What the committee found", "The barriers stand.")
    officer.at.presses("Keep what was found")
    officer.takes("Close it")
    officer.at.writes("What came of it", "The road is closed to racing.")
    officer.at.presses("Close it")
    officer.sends_every_notice(reference)

    reader = somebody("no-scripts")
    reader.opens("/referrals")
    reader.follows(reference)
    assert PUBLIC not in reader.reads
    write_and_agree(officer, ScrutinyOfficer(colleague(Role.SCRUTINY_OFFICER, which=1)), reference)
    reader.opens_until(f"/referrals/{reference}", PUBLIC)
    assert "accepted on 23 November 2026" in reader.reads


def write_and_agree(officer: ScrutinyOfficer, second: ScrutinyOfficer, reference: str) -> None:
    """One writes what the register says, the other reads it and lets it out."""
    officer.at.opens("/staff/scrutiny?show=ended")
    officer.at.follows(reference)
    officer.at.follows("Write its words, or read a colleague’s")
    officer.at.goes(officer.at.page.locator("main a", has_text="Write the words").first)
    officer.at.writes("What everybody may read", PUBLIC)
    officer.at.presses("Keep the words")
    second.at.opens("/staff/scrutiny/register")
    second.at.follows(reference)
    second.at.presses("I have read it: publish it")
