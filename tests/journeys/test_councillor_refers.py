"""A councillor refers a matter, insists against the officer's advice, and follows it until it is closed."""

from datetime import timedelta

import pytest

from portal.core.actors import Actor, Role
from portal.partnership import loading
from portal.referrals import service
from portal.referrals.sittings import SittingWords
from portal.referrals.trail import By
from tests.journeys.colleagues import Colleague, Hire
from tests.journeys.person import Person
from tests.journeys.server import NOW, Portal

pytestmark = pytest.mark.browser

TITLE = "Racing engines keep the sea front awake"
ADVICE = "This is a matter of road traffic, not of crime and disorder."
REASONS = "The police and the council have agreed a plan; the committee looks again in a year."


class Councillor:
    """Writes up a matter and takes the steps that are a member's."""

    def __init__(self, colleague: Colleague, kind: str) -> None:
        self.at, self.kind = colleague, kind

    def begins(self) -> None:
        """From the rail to the first page of a draft."""
        self.at.goes_to("Referrals")
        self.at.presses("Begin a referral")

    def writes_it_up(self) -> None:
        """All six pages."""
        self.at.writes("What is it called?", TITLE)
        self.at.picks("What kind of matter is it?", self.kind)
        self.at.writes("What is the matter?", "Most nights since May, until two in the morning.")
        self.at.presses("Save and continue")
        self.at.chooses("Several people who live or work in the ward")
        self.at.presses("Save and continue")
        self.tried("The neighbourhood team", ("3", "9", "2026"), "More patrols for a week.")
        self.at.presses("Save and continue")
        self.at.writes("What do you want to come of it?", "A plan for the summer that residents can read.")
        self.at.page.locator("main input[name=authorities]").first.check()
        self.at.presses("Save and continue")
        self.at.follows("Continue")
        self.at.chooses("I have read this")
        self.at.presses("Save and continue")

    def tried(self, with_whom: str, day: tuple[str, str, str], result: str) -> None:
        """One entry of what was tried."""
        self.at.writes("With whom?", with_whom)
        for part, value in zip(("Day", "Month", "Year"), day, strict=True):
            self.at.writes(part, value)
        self.at.writes("What came of it?", result)
        self.at.presses("Add it")

    def looks_it_up(self) -> None:
        """The referral, from the list."""
        self.at.goes_to("Referrals")
        self.at.follows(TITLE)


class ScrutinyOfficer:
    """Runs it through the committee."""

    def __init__(self, colleague: Colleague, reference: str) -> None:
        self.at, self.reference = colleague, reference

    def looks_it_up(self) -> None:
        """The referral, from the list."""
        self.at.goes_to("Scrutiny")
        self.at.follows(self.reference)

    def takes(self, heading: str) -> None:
        """Come to the page of a step."""
        self.looks_it_up()
        self.at.follows(heading)

    def sends_every_notice(self) -> None:
        """Whatever this referral owes."""
        while True:
            self.at.opens("/staff/scrutiny/notices")
            row = self.at.page.get_by_role("row").filter(has_text=self.reference)
            if not row.count():
                return
            self.at.goes(row.first.get_by_role("link").first)
            self.at.presses("It is sent")


def a_sitting_of_today(portal: Portal) -> None:
    """The committee sits today, as it planned two months ago."""
    partnership, database = loading.load(loading.folder(portal.settings.partnership)), portal.database
    by = By(Actor("o" * 26, frozenset({Role.SCRUTINY_OFFICER})), partnership)
    wanted = SittingWords(NOW.date(), "18:00", "The council chamber")
    with database.transaction() as session:
        service.plan_sitting(session, wanted, by=by, now=NOW - timedelta(days=60))
    database.dispose()


def a_kind(portal: Portal) -> str:
    """The first kind of matter, as the list words it."""
    topic = loading.load(loading.folder(portal.settings.partnership)).topics[0]
    return f"{topic.name}: {topic.subtopics[0].name}"


def test_a_matter_is_insisted_on_discussed_and_closed(portal: Portal, colleague: Hire) -> None:
    a_sitting_of_today(portal)
    councillor = Councillor(colleague(Role.COUNCILLOR), a_kind(portal))
    councillor.begins()
    councillor.writes_it_up()
    councillor.at.presses("Send it to the committee")
    reference = councillor.at.told.split("reference is ")[1].rstrip(".")

    officer = ScrutinyOfficer(colleague(Role.SCRUTINY_OFFICER), reference)
    officer.takes("Answer the one question")
    officer.at.chooses("No: tell the member why")
    officer.at.writes("Your reasons, or what you ask", ADVICE)
    officer.at.presses("Give this advice")

    councillor.looks_it_up()
    councillor.at.follows("Insist that it is discussed")
    assert ADVICE in councillor.at.reads
    councillor.at.presses("Insist")
    councillor.at.follows("Tell the committee what to have in mind")
    councillor.at.writes("What should the committee have in mind?", "Families moved away because of it.")
    councillor.at.presses("Send it to the committee")

    officer.takes("Note that the committee has discussed it")
    officer.at.page.get_by_role("combobox").first.select_option(index=1)
    officer.at.presses("It was discussed")
    officer.takes("Note that the committee makes no report")
    assert "Families moved away" in officer.at.reads
    officer.at.writes("The committee’s reasons", REASONS)
    officer.at.presses("Note this decision")
    officer.sends_every_notice()
    officer.takes("Close it")
    officer.at.writes("What came of it", "A plan was agreed; the committee looks again in a year.")
    officer.at.presses("Close it")
    officer.sends_every_notice()

    councillor.at.goes_to("Referrals")
    councillor.at.follows("What has ended in your ward")
    councillor.at.follows(TITLE)
    councillor.at.follows("No report, with the reasons")
    assert REASONS in councillor.at.reads


def test_a_resident_finds_the_ward_and_checks_a_case_review(portal: Portal, somebody: Hire) -> None:
    resident: Person = somebody("no-scripts")
    resident.opens("/")
    resident.follows("Ask your councillor", within=resident.page.locator("footer"))
    ground = loading.load_geography(loading.folder(portal.settings.partnership))
    postcode, ward = next((code, found.ward) for code, found in ground._postcodes.items())
    resident.writes("Postcode where you live or work", postcode)
    resident.presses("Show the ward")
    assert ground.ward_name(ward) in resident.reads
    resident.follows("you may ask for a case review")
    resident.presses("Check", status=422)
    resident.chooses("3", "How many separate times did you report it?")
    resident.chooses("3", "How many of these did you report within one month of it happening?")
    resident.presses("Check")
    assert "You seem to be able to ask for a review" in resident.reads
