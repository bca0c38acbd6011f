"""A safeguarding lead is told by mail, sees what was escalated, tells an agency and decides."""

import pytest

from portal.core.actors import Role
from portal.outbox.models import Mail
from tests.concerns import walk
from tests.walks.rooms import LEADS, decide, opened, waiting

TEXT = "A boy of about ten is sent round with packets for older men every evening."
LATER = "The boy is sent round again since Monday."
PASSED_ON = {"agency": "childrens-services", "purpose": "safeguarding-child"}


@pytest.fixture
def lead(signed_in):
    """Somebody who leads on safeguarding."""
    return signed_in(Role.SAFEGUARDING_LEAD, email="lead@example.org")


@pytest.fixture
def report(page):
    """The last page of the one report, which was sent."""
    shown = walk.at_the_end(page, what={"text": TEXT})
    walk.answer(page, shown, "send")
    return shown


@pytest.fixture
def officer(report, lead, signed_in):
    """An officer who has escalated it."""
    browser = signed_in(Role.ENGAGEMENT_OFFICER)
    (item,) = waiting(browser)
    decide(browser, item, verb="escalate")
    return browser


def test_leads_are_told_and_nothing_of_it_stands_in_the_mail(officer, app):
    (mail,) = walk.kept(app, Mail)
    assert mail.recipient == "lead@example.org"
    assert not [word for word in ("packets", "boy", "child") if word in (mail.subject + mail.body).lower()]


def test_an_escalated_report_is_for_leads_only(officer, lead):
    (item,) = waiting(lead, LEADS)
    assert TEXT in opened(lead, item).words
    officer.get("/staff/safeguarding", status=403)
    officer.get(item.replace("safeguarding", "moderation"), status=404)


def test_a_lead_tells_an_agency_and_counts_it_apart(officer, lead, signed_in):
    (item,) = waiting(lead, LEADS)
    lead.post(f"{item}/pass-on", {**opened(lead, item).fields(1), **PASSED_ON}, status=303)
    decide(lead, item, verb="count_as_escalated", reason="Social care has it.")
    assert waiting(lead, LEADS) == [] and waiting(officer) == []
    written = signed_in(Role.ADMINISTRATOR).get("/staff/ledger").words
    assert "childrens-services" in written and "packets" not in written


def test_what_leads_dealt_with_never_comes_back_to_officers(page, officer, lead, report):
    (item,) = waiting(lead, LEADS)
    lead.post(f"{item}/pass-on", {**opened(lead, item).fields(1), **PASSED_ON}, status=303)
    decide(lead, item, verb="count_as_escalated", reason="Social care has it.")
    walk.answer(page, walk.answer(page, walk.answer(page, report, "what"), text=LATER), "send")
    assert waiting(officer) == [] and waiting(lead, LEADS) == [item]
    officer.get(item.replace("safeguarding", "moderation"), status=404)
    assert LATER in opened(lead, item).words
    decide(lead, item, verb="count_as_escalated", reason="Social care was told.")
    assert waiting(lead, LEADS) == []


def test_a_lead_returns_what_needs_no_protection(officer, lead):
    (item,) = waiting(lead, LEADS)
    decide(lead, item, verb="return", reason="Nobody is at risk.")
    assert waiting(lead, LEADS) == []
    (back,) = waiting(officer)
    assert "Nobody is at risk." in opened(officer, back).words
