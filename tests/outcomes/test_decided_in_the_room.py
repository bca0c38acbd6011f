"""Every outcome is followed from a receipt to the decision of a meeting, and from the meeting back.

For a report of a concern, an answer in a consultation, a councillor's referral and a question to the board.
"""

from datetime import timedelta

import pytest
from sqlalchemy import select

from portal.concerns import themes
from portal.concerns.models import Concern
from portal.concerns.rules import State
from portal.contact import desk, queries
from portal.contact.rules import Decision, Verb
from portal.contact.rules import Kind as CaseKind
from portal.core.actors import Role
from portal.core.windows import london_date
from portal.front import subjects
from portal.front.subjects import Ground
from portal.meetings import decisions, service, told
from portal.meetings.kinds import Source
from portal.outcomes import queries as outcomes
from portal.outcomes import service as telling
from portal.partnership.rules import Tier
from tests.builders.concerns import a_receipt
from tests.builders.consultations import AFTER, a_consultation
from tests.builders.contact import an_officer, asked, the_case
from tests.builders.meetings import a_chair, a_meeting, a_service, an_executive, an_item, came, closed
from tests.builders.outcomes import MONDAY, OFFICER
from tests.builders.register import a_referral_row
from tests.builders.releases import counted, home
from tests.builders.themes import a_theme
from tests.builders.walking import RESUME, press, receipt_of, sent
from tests.concerns.walk import answer, at_the_end, receipt_on

AT = home()
BOARD = next(group for group in AT.partnership.groups if group.tier in (Tier.BOARD, Tier.EXECUTIVE))
NOW = AFTER + timedelta(days=2)
REFERENCE = "R-2026-001"


@pytest.fixture
def heard(page, database):
    """What four people told, and where each item of an agenda comes from; receipts by source."""
    with database.transaction() as session:
        a_consultation(session)
    receipts = {
        Source.THEME: receipt_on(answer(page, at_the_end(page), "send")),
        Source.CONSULTATION: receipt_of(sent(page)),
    }
    with database.transaction() as session:
        mine = session.scalars(select(Concern)).one()
        mine.state, mine.decided_on = State.COUNTED, mine.received_on
        theme = a_theme(session, topic=AT.partnership.topic_of(mine.subtopic).code)
        counted(session, AT, 5, theme=theme, subtopic=mine.subtopic)
        themes.label(session, mine.id, theme, actor_id=OFFICER, now=MONDAY)
        kind = AT.partnership.topic("asb-street").subtopics[0].code
        a_referral_row(session, AT.partnership.wards[0].code, subtopic=kind)
        asked(session, AT.partnership, CaseKind.QUESTION)
        case = the_case(session)
        accepted = Decision(Verb.ACCEPT, reason="Fine", copy="When will the lights be mended?")
        by = an_officer(AT.partnership)
        desk.decide(session, case.id, accepted, seen_version=case.version, by=by, now=MONDAY)
        ids = {
            Source.THEME: theme,
            Source.CONSULTATION: "what-first",
            Source.REFERRAL: REFERENCE,
            Source.QUESTION: case.id,
        }
    return receipts, ids


@pytest.fixture
def decided(database, heard, clock):
    """A public meeting of the board decided about all four, and an officer let everybody read it."""
    clock.move_to(NOW)
    chair = a_chair(BOARD)
    found = {}
    with database.transaction() as session:
        a_service(session, BOARD, AT.partnership, now=NOW)
        meeting = a_meeting(session, BOARD, london_date(NOW), now=NOW, public=True)
        service.attend(session, chair, meeting, came(session, BOARD), group=BOARD, now=NOW)
        for source, about in heard[1].items():
            titled = {"source": source, "source_id": about, "public_title": f"About a {source}"}
            item = an_item(session, BOARD, meeting, f"Item {source}", **titled)
            made = decisions.decide(session, chair, item, "Mend all lamps.", binds=(), group=BOARD, now=NOW)
            words = {"line": f"Lamps ({source})", "reason": "Asked", "action": "Mend"}
            found[source] = decisions.tell(session, chair, made, partnership=AT.partnership, **words, now=NOW)
        closed(session, BOARD, meeting, AT.partnership, now=NOW)
        for outcome_id in found.values():
            outcome = outcomes.one(session, outcome_id)
            about = subjects.gather(Ground(session, AT.partnership, NOW), outcome.kind, outcome.subject_id)
            facts = about.facts(proceedings=False)
            telling.publish(
                session, outcome_id, facts, seen_version=1, actor_id=OFFICER, now=NOW, subject=about.subject
            )
    return meeting, found


def test_from_every_receipt_to_the_decision_and_back(page, heard, decided, database, signed_in):
    receipts, ids = heard
    meeting, found = decided
    public = {source: f"/outcomes/{outcome_id}" for source, outcome_id in found.items()}
    form = {**page.get("/concerns/follow-up").fields(), "receipt": receipts[Source.THEME], "go": "find"}
    assert public[Source.THEME] in page.post("/concerns/follow-up", form).links()
    back = press(page, page.get(RESUME), "find", path=RESUME, receipt=receipts[Source.CONSULTATION])
    (happened,) = [link for link in back.links() if link.endswith("/what-happened")]
    assert public[Source.CONSULTATION] in page.get(happened).links()
    assert public[Source.REFERRAL] in page.get(f"/referrals/{REFERENCE}").links()
    with database.reading() as session:
        case = queries.follow_up(session, a_receipt(), clocks=AT.partnership.clocks, now=NOW)
    assert [f"/outcomes/{each.id}" for each in case.came] == [public[Source.QUESTION]]
    subject = {
        Source.THEME: "/outcomes?topic=",
        Source.CONSULTATION: "/consultations/what-first",
        Source.REFERRAL: f"/referrals/{REFERENCE}",
        Source.QUESTION: "/partnership/questions/answers",
    }
    for source, address in public.items():
        shown = page.get(address)
        assert "Mend all lamps." in shown.words and f"/meetings/{meeting}" in shown.links()
        assert any(link.startswith(subject[source]) for link in shown.links())
    assert set(public.values()) <= set(page.get(f"/meetings/{meeting}").links())
    chair = signed_in(Role.GROUP_CHAIR, groups=[BOARD.code])
    assert set(public.values()) <= set(chair.get(f"/staff/meetings/{meeting}").links())
    officer = signed_in(Role.ENGAGEMENT_OFFICER)
    desk_page = officer.get(f"/staff/outcomes/{found[Source.THEME]}")
    assert f"/staff/concerns/themes/{ids[Source.THEME]}" in desk_page.links()
    assert f"/staff/meetings/{meeting}" not in desk_page.links()
    with database.transaction() as session:
        nobody_else_is_led_there(session, meeting, found[Source.QUESTION])


def nobody_else_is_led_there(session, meeting, outcome_id):
    """Who may not enter the room is not led to it; nor is anybody once the meeting is not public."""
    row, at = service.read(session, meeting), {"partnership": AT.partnership}
    assert told.for_everybody(session, outcome_id).meeting_id == meeting
    assert told.for_staff(session, an_executive(), outcome_id, **at).meeting_id == meeting
    stranger = a_chair(AT.partnership.groups[-1])
    assert told.for_staff(session, stranger, outcome_id, **at) is None
    row.public = False
    session.flush()
    assert told.for_everybody(session, outcome_id) is None
    assert told.published(session, meeting) == ()
