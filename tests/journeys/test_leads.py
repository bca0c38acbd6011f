"""Safeguarding leads: a mail that says nothing, the item opened, handed over, passed on and closed."""

import pytest

from portal.concerns.rules import Verb
from portal.core.actors import Role
from tests.journeys.books import mails, written_down
from tests.journeys.colleagues import Colleague, Hire
from tests.journeys.filed import Filed, filed
from tests.journeys.officer import Moderator
from tests.journeys.server import Portal

pytestmark = pytest.mark.browser

WORDS = "A boy of about ten sleeps under the pier and says that somebody hurts him."
NOTE = "Children’s services rang back at noon. Somebody has to call the school."


@pytest.fixture
def report(portal: Portal) -> Filed:
    return filed(portal, WORDS)[0]


@pytest.fixture
def lead(colleague: Hire) -> Moderator:
    return Moderator(colleague(Role.SAFEGUARDING_LEAD), "Safeguarding")


@pytest.fixture
def officer(colleague: Hire) -> Moderator:
    return Moderator(colleague(Role.ENGAGEMENT_OFFICER))


def in_the_room(report: Filed) -> str:
    """Where leads decide on it."""
    return report.address.replace("/moderation/", "/safeguarding/")


def escalates(officer: Moderator, report: Filed) -> None:
    """An officer sees that a child may be at risk."""
    officer.opens(report.address)
    officer.decides(Verb.ESCALATE, "A child may be at risk.")


def keeps_a_note(lead: Colleague, words: str) -> None:
    """For the lead who comes next."""
    lead.writes("Note for the next lead", words)
    lead.presses("Keep this note")


def test_what_one_lead_begins_another_one_ends(
    officer: Moderator, lead: Moderator, colleague: Hire, report: Filed, portal: Portal
) -> None:
    before = lead.at.waits("Safeguarding")
    escalates(officer, report)
    assert all(word not in mail.body for mail in mails(portal) for word in ("boy", "pier", report.id))
    lead.goes_to_the_list()
    assert lead.at.waits("Safeguarding") == before + 1

    lead.opens(in_the_room(report))
    assert "sleeps under the pier" in lead.at.reads
    keeps_a_note(lead.at, NOTE)

    other = Moderator(colleague(Role.SAFEGUARDING_LEAD, which=1), "Safeguarding")
    other.opens(in_the_room(report))
    assert NOTE in other.at.reads
    other.decides(Verb.COUNT_AS_ESCALATED, "It is with them.", status=422)
    assert "Record which agency was told" in other.at.reads
    other.at.picks("Agency", "Children’s social care")
    other.at.picks("Purpose", "Safeguarding a child")
    other.at.presses("Record that they were told")
    other.opens(in_the_room(report))
    other.decides(Verb.COUNT_AS_ESCALATED, "It is with them.")
    assert other.at.waits("Safeguarding") == before
    assert written_down(portal, report.address, "concern.handed_over", "concern.passed_on") == 2
    assert written_down(portal, report.address, "concern.counted_as_escalated") == 1


def test_officers_see_nothing_of_the_room(officer: Moderator, report: Filed) -> None:
    escalates(officer, report)
    assert not officer.at.is_shown("Safeguarding")
    officer.at.opens(report.address, status=404)
    officer.at.opens(in_the_room(report), status=403)
