"""The safeguarding room before a lead: outcome, note for the next lead, and what comes back unopened."""

from datetime import timedelta

import pytest

from portal.concerns.models import Concern
from portal.concerns.room_models import ConcernHandover, ConcernTold
from portal.concerns.rules import Purpose
from portal.concerns.service import SealTo
from portal.core.actors import GRANTS, Permission, Role
from portal.outbox.models import Mail
from portal.web.context import EXTENSION
from tests.builders.concerns import sent
from tests.conftest import TODAY

TEXT = "A boy is made to carry packets by the bridge."
NOTE = "The school was called; its answer is open."
PATHS = {
    "moderation": Permission.MODERATION_DECIDE,
    "safeguarding": Permission.SAFEGUARDING_DECIDE,
}


@pytest.fixture
def number(app, partnership, settings):
    """The id of one report that waits."""
    seal_to = SealTo(settings.seal_public, settings.recovery_public)
    with house(app).transaction() as session:
        sent(session, partnership, text=TEXT, seal_to=seal_to, now=TODAY)
        return session.query(Concern.id).scalar()


@pytest.fixture
def lead(signed_in, number):
    return signed_in(Role.SAFEGUARDING_LEAD)


@pytest.fixture
def officer(signed_in, lead, number):
    """An officer who has just passed it to the leads."""
    browser = signed_in(Role.ENGAGEMENT_OFFICER)
    path = f"/staff/moderation/concerns/{number}"
    decide(browser, path, verb="escalate")
    return browser


def house(app):
    return app.extensions[EXTENSION].database


def rows(app, table):
    with house(app).reading() as session:
        found = session.query(table).all()
        session.expunge_all()
        return found


def opened(browser, path):
    return browser.post(f"{path}/open", browser.get(path).fields())


def decide(browser, path, status=303, **typed):
    shown = opened(browser, path).fields(0)
    return browser.post(f"{path}/decide", {**shown, "reason": "Read and understood", **typed}, status=status)


def time_is_up(app):
    """No lead opened it for as long as the partnership gives them."""
    with house(app).transaction() as session:
        until = session.query(Concern.lead_by).scalar() - TODAY
        assert timedelta(hours=4) <= until <= timedelta(hours=5)
        session.query(Concern).update({"lead_by": TODAY - timedelta(minutes=1)})


def room(number):
    return f"/staff/safeguarding/concerns/{number}"


def test_an_outcome_is_asked_for_before_it_is_closed(officer, lead, number, app):
    refused = decide(lead, room(number), status=422, verb="count_as_escalated")
    assert "Record which agency was told" in refused.words
    assert refused.fields(0)["reason"] == "Read and understood"
    told = {**refused.fields(1), "agency": "police", "purpose": Purpose.CHILD}
    lead.post(f"{room(number)}/pass-on", told, status=303)
    assert "safeguarding a child" in opened(lead, room(number)).words
    decide(lead, room(number), verb="count_as_escalated")
    assert [row.agency for row in rows(app, ConcernTold)] == ["police"]


def test_the_next_lead_reads_the_note_and_no_officer_does(officer, lead, signed_in, number, app):
    shown = opened(lead, room(number))
    lead.post(f"{room(number)}/handover", {**shown.fields(2), "note": NOTE}, status=303)
    assert NOTE in opened(signed_in(Role.SAFEGUARDING_LEAD), room(number)).words
    decide(lead, room(number), verb="return")
    assert NOTE not in opened(officer, f"/staff/moderation/concerns/{number}").words
    assert len(rows(app, ConcernHandover)) == 1


def test_an_empty_note_is_asked_for_and_one_that_comes_too_late_is_not_lost(officer, lead, number):
    shown = opened(lead, room(number))
    refused = lead.post(f"{room(number)}/handover", {**shown.fields(2), "note": " "}, status=422)
    assert "Write what the next lead needs to know" in refused.words
    decide(lead, room(number), verb="return")
    late = lead.post(f"{room(number)}/handover", {**shown.fields(2), "note": NOTE}, status=409)
    assert late.fields(0)["note"] == NOTE


def test_unopened_in_time_it_opens_to_officers_who_only_take_it_back(officer, lead, number, app):
    path = f"/staff/moderation/concerns/{number}"
    officer.get(path, status=404)
    time_is_up(app)
    assert "no lead opened it" in officer.get("/staff/moderation").words
    shown = opened(officer, path)
    assert "none of them opened it in time" in shown.words
    verbs = {box.get("value") for box in shown.all("input", name="verb")}
    assert verbs == {"return"}
    closed = {**shown.fields(0), "verb": "count_as_escalated", "nobody_told": "y", "reason": "Not mine"}
    officer.post(f"{path}/decide", closed, status=409)
    told = {**shown.fields(1), "agency": "police", "purpose": Purpose.CHILD}
    officer.post(f"{path}/pass-on", told, status=303)


def test_once_a_lead_opened_it_an_officers_words_come_back_and_nothing_is_done(officer, lead, number, app):
    path = f"/staff/moderation/concerns/{number}"
    time_is_up(app)
    shown = opened(officer, path)
    opened(lead, room(number))
    typed = {**shown.fields(0), "verb": "return", "reason": "I take it back"}
    late = officer.post(f"{path}/decide", typed, status=409)
    assert late.fields(0)["reason"] == "I take it back"
    assert rows(app, Concern)[0].state == "escalated"
    officer.get(path, status=404)


def test_leads_are_told_by_a_mail_and_a_badge_that_say_nothing(officer, lead, number, app):
    (mail,) = rows(app, Mail)
    assert not [word for word in ("boy", "packets", number) if word in mail.subject + mail.body]
    home = lead.get("/staff").words
    assert "1 escalated item waits for you" in home and "packets" not in home


@pytest.mark.parametrize("role", list(Role))
def test_who_may_do_what_beside_a_decision(role, app, signed_in, number):
    browser = signed_in(role)
    token = browser.get("/staff").all("input", name="csrf_token")[0].get("value")
    for escalated in (False, True):
        with house(app).transaction() as session:
            session.query(Concern).update({"state": "escalated" if escalated else "held"})
        for path, permission in PATHS.items():
            base, may = f"/staff/{path}/concerns/{number}", permission in GRANTS[role]
            here = escalated == (path == "safeguarding")
            got = browser.http.get(f"{base}/place").status_code
            assert got == (403 if not may else 200 if here else 404), (path, escalated)
            for verb, seen in {"place": {422}, "pass-on": {422}, "handover": {422}}.items():
                if verb == "handover" and path == "moderation":
                    continue
                got = browser.http.post(f"{base}/{verb}", data={"csrf_token": token}).status_code
                elsewhere = {404, 409}
                assert got in ({403} if not may else seen if here else elsewhere), (path, verb, escalated)
