"""From a receipt to a decision and back: for a theme, a referral and a question to the board."""

from datetime import timedelta

import pytest
from sqlalchemy import select

from portal.concerns import themes
from portal.concerns.models import Concern
from portal.concerns.rules import State
from portal.contact import desk, queries
from portal.contact.rules import Decision, Kind, Verb
from portal.core.actors import Role
from portal.partnership.current import current
from portal.web.context import EXTENSION
from tests.builders.concerns import a_receipt
from tests.builders.contact import an_officer, asked, the_case
from tests.builders.outcomes import MONDAY
from tests.builders.register import a_referral_row
from tests.builders.releases import counted, home
from tests.builders.themes import a_theme
from tests.concerns.walk import answer, at_the_end, receipt_on

AT = home()
LIST = "/staff/outcomes"
WORDS = {
    "line": "The lamps are repaired",
    "decision": "Repair all lamps.",
    "reason": "People walk there after dark.",
    "action": "Street lighting does it in May.",
    "owner": AT.partnership.groups[-1].code,
    "progress": "under-way",
    "decided_on": ["2", "11", "2026"],
}


@pytest.fixture
def officer(signed_in):
    return signed_in(Role.ENGAGEMENT_OFFICER)


def told(officer, about, answer="no"):
    """Written about this, sent twice by an impatient hand, and published; where everybody reads it."""
    form = {**officer.get(f"{LIST}/about/{about}").fields(), **WORDS}
    kept, again = (officer.post(f"{LIST}/about/{about}", form, status=303).location for _ in range(2))
    assert kept == again
    publish = {**officer.get(kept).fields(), "proceedings": answer}
    officer.post(f"{kept}/publication", publish, status=303)
    return kept, f"/outcomes/{kept.rsplit('/', 1)[-1]}"


def test_from_a_receipt_to_the_decision_about_its_theme_and_back(page, app, officer, database):
    receipt = receipt_on(answer(page, at_the_end(page), "send"))
    with database.transaction() as session:
        mine = session.scalars(select(Concern)).one()
        mine.state, mine.decided_on = State.COUNTED, mine.received_on
        theme = a_theme(session)
        counted(session, AT, 5, theme=theme, subtopic=mine.subtopic)
        themes.label(session, mine.id, theme, actor_id="o" * 26, now=MONDAY)
        report = mine.id
    kept, public = told(officer, f"theme/{theme}")
    shown = page.post(
        "/concerns/follow-up", {**page.get("/concerns/follow-up").fields(), "receipt": receipt, "go": "find"}
    )
    assert public in shown.links() and "Repair all lamps." in page.get(public).words
    (back,) = [link for link in officer.get(kept).links() if "/themes/" in link]
    assert any(report in link for link in officer.get(back).links())
    assert "We heard one thing. One outcome is told here" in page.get("/outcomes").words


def test_a_referral_is_answered_under_its_reference(page, officer, database):
    with database.transaction() as session:
        ward, kind = AT.partnership.wards[0].code, AT.partnership.topic("asb-street").subtopics[0].code
        a_referral_row(session, ward, number=1, subtopic=kind)
        a_referral_row(session, ward, number=2, subtopic=kind, sensitive=True)
        a_referral_row(session, ward, number=3, subtopic=kind, first_listed_on=None, state="submitted")
    _, public = told(officer, "referral/R-2026-001")
    assert "/referrals/R-2026-001" in page.get(public).links()
    assert public in page.get("/referrals/R-2026-001").links()
    assert "Jane Smith" not in page.get(public).html
    for hidden in ("R-2026-002", "R-2026-003", "R-2026-999"):
        officer.get(f"{LIST}/about/referral/{hidden}", status=404)
        assert hidden not in officer.get(LIST).html
    assert public in page.get("/outcomes?kind=referral").links()
    assert public not in page.get("/outcomes?kind=theme").links()


def test_a_referral_that_turns_out_sensitive_takes_its_outcome_with_it(page, officer, database, clock):
    with database.transaction() as session:
        row = a_referral_row(session, AT.partnership.wards[0].code)
    _, public = told(officer, "referral/R-2026-001")
    places = ("/outcomes", "/outcomes?kind=referral", "/", "/search?q=lamps+repaired")
    assert all(public in page.get(path).links() for path in places)
    with database.transaction() as session:
        session.merge(row).sensitive = True
    clock.move_to(MONDAY + timedelta(minutes=1))
    page.get(public, status=404)
    for path in places:
        shown = page.get(path)
        assert public not in shown.links() and "R-2026-001" not in shown.html
    assert "Nothing is told here yet" in page.get("/outcomes").words


def test_a_question_to_the_board_is_answered_in_the_officers_copy(page, app, officer, database):
    with app.app_context():
        partnership = current()
    with database.transaction() as session:
        asked(session, partnership, Kind.QUESTION)
        case = the_case(session)
        officer.get(f"{LIST}/about/question/{case.id}", status=404)
    with database.transaction() as session:
        decision = Decision(Verb.ACCEPT, reason="Fine", copy="When will the lights be mended?")
        by = an_officer(partnership)
        desk.decide(session, case.id, decision, seen_version=case.version, by=by, now=MONDAY)
    _, public = told(officer, f"question/{case.id}")
    shown = page.get(public)
    assert "A question to the board: When will the lights be mended?" in shown.words
    assert "/partnership/questions/answers" in shown.links()
    with database.reading() as session:
        found = queries.follow_up(session, a_receipt(), clocks=partnership.clocks, now=MONDAY)
    assert [f"/outcomes/{each.id}" for each in found.came] == [public]


def test_what_is_gone_is_not_told_anew_and_may_still_be_put_right(officer, page, app, database):
    with database.transaction() as session:
        row = a_referral_row(session, AT.partnership.wards[0].code)
    form = {**officer.get(f"{LIST}/about/referral/R-2026-001").fields(), **WORDS}
    kept = officer.post(f"{LIST}/about/referral/R-2026-001", form, status=303).location
    with app.extensions[EXTENSION].database.transaction() as session:
        session.delete(session.merge(row))
    publish = {**officer.get(kept).fields(), "proceedings": "no"}
    refused = officer.post(f"{kept}/publication", publish, status=422)
    assert "not there any more" in refused.words and "Nothing is told here yet" in page.get("/outcomes").words
