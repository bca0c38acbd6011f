"""Officers decide on what waits, once; what they pass on is seen by safeguarding leads alone."""

from collections.abc import Callable

import pytest

from portal.concerns.rules import Verb
from portal.core.actors import Role
from tests.journeys.books import concerns, mails, written_down
from tests.journeys.colleagues import Hire
from tests.journeys.ground import ground_of
from tests.journeys.officer import COPY, Moderator
from tests.journeys.person import Person
from tests.journeys.reporter import Reporter
from tests.journeys.server import Portal

pytestmark = pytest.mark.browser


@pytest.fixture
def officer(colleague: Hire) -> Moderator:
    return Moderator(colleague(Role.ENGAGEMENT_OFFICER))


@pytest.fixture
def second(colleague: Hire) -> Moderator:
    return Moderator(colleague(Role.ENGAGEMENT_OFFICER, which=1))


def test_what_a_visitor_told_is_read_and_counted(
    officer: Moderator, somebody: Callable[..., Person], portal: Portal
) -> None:
    known = concerns(portal)
    reporter = Reporter(somebody(), ground_of(portal.settings.partnership))
    reporter.comes_to_the_check("There is a fight by the steps each Friday. Ring 07700 900123.")
    reporter.hides_the_marked_words()
    receipt = reporter.sends()
    before = officer.at.waits("Waiting")
    officer.goes_to_the_list()
    assert officer.at.waits("Waiting") == before + 1

    (new,) = concerns(portal) - known
    officer.opens(f"/staff/moderation/concerns/{new}")
    assert "a fight by the steps" in officer.at.reads
    assert "07700" not in officer.at.page.content()
    officer.copies(COPY)
    officer.decides(Verb.COUNT, "Told clearly, and ours.")
    assert "Decided" in officer.at.told
    assert officer.at.waits("Waiting") == before
    reporter.asks_after(receipt)
    assert "An officer read it and counted it" in reporter.person.reads


def test_a_copy_that_points_to_somebody_comes_back_to_its_officer(officer: Moderator) -> None:
    officer.goes_to_the_list()
    officer.opens_the_first()
    officer.copies(f"{COPY} Ring 07700 900123.")
    officer.decides(Verb.COUNT, "Ours.", status=422)
    assert "Take out what could point to somebody: 07700 900123" in officer.at.reads
    assert officer.at.value("Your copy").endswith("Ring 07700 900123.")


def test_two_officers_decide_and_one_of_them_is_told_nothing_was_lost(
    officer: Moderator, second: Moderator, portal: Portal
) -> None:
    officer.goes_to_the_list()
    address = officer.opens_the_first()
    second.opens(address)
    officer.copies(COPY)
    second.copies("Lamps are out at the steps.")
    officer.decides(Verb.COUNT, "Ours, and clear.")
    second.decides(Verb.COUNT, "We can act on it.", status=409)
    assert "Nothing of yours was lost" in second.at.reads
    assert second.at.value("Your copy") == "Lamps are out at the steps."
    assert second.at.value("Your reason") == "We can act on it."
    assert written_down(portal, address) == 1


def test_what_is_escalated_leaves_the_officers_and_reaches_the_leads(
    officer: Moderator, second: Moderator, colleague: Hire, portal: Portal
) -> None:
    lead = Moderator(colleague(Role.SAFEGUARDING_LEAD), "Safeguarding")
    lead.goes_to_the_list()
    before = lead.lines.count()
    officer.goes_to_the_list()
    address = officer.opens_the_first()
    name = officer.at.h1
    second.opens(address)
    officer.decides(Verb.ESCALATE, "A child may be at risk.")

    second.copies(COPY)
    second.decides(Verb.COUNT, "Ours.", status=409)
    assert second.at.value("Your copy") == COPY
    second.at.opens(address, status=404)

    told = mails(portal)
    assert {mail.recipient for mail in told} == {"lead@example.org", "lead2@example.org"}
    assert all(address not in mail.body and name.split(": ")[1] not in mail.body for mail in told)

    lead.goes_to_the_list()
    assert lead.lines.count() == before + 1
    lead.opens(address.replace("/moderation/", "/safeguarding/"))
    assert lead.at.h1 == name
    lead.at.picks("Purpose", "Safeguarding a child")
    lead.at.picks("Agency", "Children’s social care")
    lead.at.presses("Record that they were told")
    assert "the agency was told" in lead.at.told
    lead.at.presses("Open what was written")
    lead.decides(Verb.COUNT_AS_ESCALATED, "Told the right people.")
    assert lead.lines.count() == before


def test_a_decision_without_a_reason_is_asked_for_one(officer: Moderator) -> None:
    officer.goes_to_the_list()
    officer.opens_the_first()
    officer.copies(COPY)
    officer.decides(Verb.DECLINE, "", status=422)
    assert "Write the reason for your decision" in officer.at.reads
    assert "Choose why it is declined" in officer.at.reads
    officer.at.picks("Why it is declined", "It cannot be understood")
    officer.at.writes("Your reason", "No place and no time can be told from it.")
    officer.at.presses("Decide")
    assert "Decided" in officer.at.told
