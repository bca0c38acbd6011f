"""The officers' hour: the queue, the opened item, the decision, and two who decide at once."""

import pytest

from portal.concerns.models import Concern
from portal.core.actors import Role
from portal.ledger import queries as ledger
from portal.outbox.models import Mail
from portal.web.context import EXTENSION
from tests.concerns import walk

TEXT = "Dave Smith on 07700 900123 sells things by the bridge every night."
CLEAN = "Somebody sells things by the bridge every night."


@pytest.fixture
def waiting(page):
    """One report that waits."""
    return walk.answer(page, walk.at_the_end(page, what={"text": TEXT}), "send")


@pytest.fixture
def officer(signed_in, waiting):
    return signed_in(Role.ENGAGEMENT_OFFICER)


def the_item(browser, room="moderation"):
    (path,) = {link for link in browser.get(f"/staff/{room}").links() if f"/{room}/concerns/" in link}
    return path


def opened(browser, path):
    return browser.post(f"{path}/open", browser.get(path).fields())


def decide(browser, path, shown, status=303, **choices):
    return browser.post(
        f"{path}/decide", {**shown.fields(0), "reason": "Read and understood", **choices}, status=status
    )


def house(app):
    return app.extensions[EXTENSION]


def rows(app, table):
    with house(app).database.reading() as session:
        found = session.query(table).all()
        session.expunge_all()
        return found


def actions(app):
    with house(app).database.reading() as session:
        return [line.action for line in ledger.page(session, after=None).rows]


def test_the_queue_names_what_and_where_but_no_words(officer):
    shown = officer.get("/staff/moderation")
    assert "Concern:" in shown.words and "personal detail" in shown.words
    assert "Dave" not in shown.html


def test_nothing_is_opened_by_looking_at_the_queue(officer, app):
    officer.get(the_item(officer))
    assert "concern.opened" not in actions(app)


def test_opening_shows_the_words_and_the_ledger_says_so(officer, app):
    assert "Dave Smith" in opened(officer, the_item(officer)).words
    assert "concern.opened" in actions(app)


def test_personal_details_are_marked_and_the_copy_begins_without_them(officer):
    shown = opened(officer, the_item(officer))
    assert {mark.get("data-kind") for mark in shown.all("mark")} >= {"name", "phone"}
    assert "07700" not in str(shown.fields(0)["copy"])


def test_an_officer_counts_a_report(officer, app):
    path = the_item(officer)
    decide(officer, path, opened(officer, path), verb="count", copy=CLEAN)
    (row,) = rows(app, Concern)
    assert (row.state, row.sanitised) == ("counted", CLEAN)
    assert "Nothing waits" in officer.get("/staff/moderation").words


def test_a_copy_that_points_to_somebody_does_not_leave(officer, app):
    path = the_item(officer)
    shown = decide(officer, path, opened(officer, path), status=422, verb="count", copy=TEXT)
    assert "Take out what could point to somebody" in shown.words
    assert shown.fields(0)["copy"] == TEXT
    assert rows(app, Concern)[0].state == "held"


def test_declining_takes_one_of_the_listed_reasons(officer, app):
    path = the_item(officer)
    shown = decide(officer, path, opened(officer, path), status=422, verb="decline", code="")
    assert "Choose why it is declined" in shown.words
    decide(officer, path, shown, verb="decline", code="unclear")
    assert rows(app, Concern)[0].decline_code == "unclear"


def test_a_decision_needs_a_reason_and_keeps_what_was_typed(officer):
    path = the_item(officer)
    shown = decide(officer, path, opened(officer, path), status=422, verb="count", copy=CLEAN, reason="")
    assert "Write the reason" in shown.words and shown.fields(0)["copy"] == CLEAN


def test_the_second_of_two_officers_is_refused_and_loses_nothing(officer, signed_in, app):
    second = signed_in(Role.ENGAGEMENT_OFFICER)
    path = the_item(officer)
    mine, theirs = opened(officer, path), opened(second, path)
    decide(officer, path, mine, verb="count", copy=CLEAN)
    refused = decide(
        second, path, theirs, status=409, verb="decline", code="unclear", copy="My own careful words."
    )
    assert refused.fields(0)["copy"] == "My own careful words."
    assert "Somebody" in refused.words
    assert [a for a in actions(app) if a in ("concern.counted", "concern.declined")] == ["concern.counted"]


def test_an_escalated_report_is_seen_by_leads_only(officer, signed_in, app):
    path = the_item(officer)
    decide(officer, path, opened(officer, path), verb="escalate")
    assert "Nothing waits" in officer.get("/staff/moderation").words
    officer.get(path, status=404)
    lead = signed_in(Role.SAFEGUARDING_LEAD)
    assert "Dave Smith" in opened(lead, the_item(lead, "safeguarding")).words


def test_leads_are_told_by_mail_without_content(signed_in, officer, app):
    signed_in(Role.SAFEGUARDING_LEAD)
    path = the_item(officer)
    decide(officer, path, opened(officer, path), verb="escalate")
    (mail,) = rows(app, Mail)
    assert "bridge" not in mail.subject + mail.body and "street" not in mail.subject + mail.body


def test_a_lead_records_which_agency_was_told(officer, signed_in, app):
    path = the_item(officer)
    decide(officer, path, opened(officer, path), verb="escalate")
    lead = signed_in(Role.SAFEGUARDING_LEAD)
    path = the_item(lead, "safeguarding")
    shown = opened(lead, path)
    told = {**shown.fields(1), "agency": "adult-services", "purpose": "safeguarding-adult"}
    lead.post(f"{path}/pass-on", told, status=303)
    assert "concern.passed_on" in actions(app)


def test_an_officer_records_it_too_and_nobody_types_a_name_into_the_ledger(officer, app):
    path = the_item(officer)
    shown = opened(officer, path)
    told = {**shown.fields(1), "agency": "Dave Smith’s landlord", "purpose": "vital-interests"}
    officer.post(f"{path}/pass-on", told, status=422)
    officer.post(f"{path}/pass-on", {**told, "agency": "police"}, status=303)
    assert "concern.passed_on" in actions(app)


def test_a_lead_records_nothing_about_what_was_not_passed_to_leads(officer, signed_in, app):
    path = the_item(officer)
    lead = signed_in(Role.SAFEGUARDING_LEAD)
    shown = opened(officer, path)
    told = {**shown.fields(1), "agency": "police", "purpose": "vital-interests"}
    told["csrf_token"] = lead.get("/staff").all("input", name="csrf_token")[0].get("value")
    lead.post(path.replace("/moderation/", "/safeguarding/") + "/pass-on", told, status=404)
    assert "concern.passed_on" not in actions(app)


def test_a_lead_counts_it_apart(officer, signed_in, app):
    path = the_item(officer)
    decide(officer, path, opened(officer, path), verb="escalate")
    lead = signed_in(Role.SAFEGUARDING_LEAD)
    path = the_item(lead, "safeguarding")
    decide(lead, path, opened(lead, path), verb="count_as_escalated", nobody_told="y")
    assert rows(app, Concern)[0].state == "counted_as_escalated"


@pytest.mark.parametrize(
    "role", [Role.ANALYST, Role.ADMINISTRATOR, Role.COUNCILLOR, Role.GROUP_MEMBER, Role.EXECUTIVE]
)
def test_nobody_else_sees_the_queue(signed_in, role):
    browser = signed_in(role)
    browser.get("/staff/moderation", status=403)
    browser.get("/staff/safeguarding", status=403)


def test_an_item_that_is_not_there_is_not_found(officer):
    officer.get("/staff/moderation/concerns/" + "a" * 26, status=404)
    officer.get("/staff/moderation/elsewhere/" + "a" * 26, status=404)
