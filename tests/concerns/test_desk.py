"""What officers do with a report."""

from datetime import UTC, date, datetime, timedelta

import pytest
from sqlalchemy import select

from portal.adapters.seal import CannotOpen, Opener
from portal.concerns import desk, queue, rules, settling
from portal.concerns.models import Concern, ConcernDecision
from portal.concerns.opened import Correction
from portal.concerns.rules import Decision, DeclineCode, Purpose, Risk, State, Verb
from portal.core.errors import MoveNotAllowed, NotFound, Stale
from portal.ledger import queries as ledger
from portal.ledger.rules import reason_hash
from tests.builders.concerns import MONDAY, RECOVERY_PRIVATE, WORKING_PRIVATE, a_place, sent

OFFICER, LEAD = "o" * 26, "l" * 26
OPENER = Opener(WORKING_PRIVATE)


@pytest.fixture
def concern(session, partnership):
    sent(session, partnership)
    return session.scalars(select(Concern)).one()


def decide(session, concern, verb, code=None, *, seen=None, reason="Read it", sanitised=None, who=OFFICER):
    return desk.decide(
        session,
        concern.id,
        Decision(verb, code),
        seen_version=seen or concern.version,
        actor_id=who,
        reason=reason,
        sanitised=sanitised,
        now=MONDAY,
    )


def tell(session, concern):
    who = {"agency": "police", "purpose": Purpose.VITAL_INTERESTS, "actor_id": LEAD, "now": MONDAY}
    desk.pass_on(session, concern.id, **who)


def lines(session):
    return ledger.page(session, after=None).rows


def test_risk_stands_first_then_what_is_due_first(session, partnership):
    sent(session, partnership, phrase="one", text="Litter", now=MONDAY + timedelta(days=1))
    sent(session, partnership, phrase="two", text="Noise")
    sent(session, partnership, phrase="three", text="He has a gun", now=MONDAY + timedelta(days=2))
    lines = queue.waiting(session, now=MONDAY)
    assert [line.risk for line in lines] == [Risk.HIGH, Risk.NORMAL, Risk.NORMAL]
    assert lines[1].due_at < lines[2].due_at


def test_the_queue_goes_on_after_the_last_line_seen(session, partnership):
    for phrase in ("one", "two", "three", "four"):
        sent(session, partnership, phrase=phrase)
    lines = queue.waiting(session, now=MONDAY)
    assert queue.waiting(session, now=MONDAY, after=lines[1].place) == lines[2:]


def test_the_queue_says_what_is_late(session, concern):
    assert not queue.waiting(session, now=MONDAY)[0].late
    assert queue.waiting(session, now=MONDAY + timedelta(days=9))[0].late


def test_opening_a_report_shows_the_words_and_leaves_a_line(session, partnership):
    sent(session, partnership, text="Zanzibar", where=a_place(partnership, lat=50.7, lon=-1.9))
    sent(session, partnership, text="And again")
    line = queue.waiting(session, now=MONDAY)[0]
    opened = desk.open(session, line.id, opener=OPENER, actor_id=OFFICER, now=MONDAY)
    assert (opened.original.text, opened.original.lat, opened.original.lon) == ("Zanzibar", 50.7, -1.9)
    assert [each.text for each in opened.corrections] == ["And again"]
    assert opened.verbs == (Verb.COUNT, Verb.DECLINE, Verb.ESCALATE)
    assert (lines(session)[0].action, lines(session)[0].subject) == ("concern.opened", f"concern:{line.id}")


def test_only_the_working_key_opens(session, concern):
    with pytest.raises(CannotOpen):
        desk.open(session, concern.id, opener=Opener(RECOVERY_PRIVATE), actor_id=OFFICER, now=MONDAY)


def test_a_counted_report_keeps_the_month_and_the_officers_copy(session, concern):
    decided = decide(session, concern, Verb.COUNT, sanitised=" Lights out ")
    assert (decided.state, decided.received_on, decided.version) == (State.COUNTED, date(2026, 11, 1), 2)
    assert concern.sanitised == "Lights out" and concern.decided_on == date(2026, 11, 23)
    assert queue.waiting(session, now=MONDAY) == ()


def test_a_reason_lies_beside_the_report_and_its_hash_in_the_ledger(session, concern):
    decide(session, concern, Verb.DECLINE, DeclineCode.TEST, reason=" Somebody tried the form ")
    row, line = session.scalars(select(ConcernDecision)).one(), lines(session)[0]
    assert row.reason == "Somebody tried the form"
    assert line.reason_hash == reason_hash(row.reason, row.salt) and "tried" not in repr(line)
    assert concern.decline_code == DeclineCode.TEST


def test_a_decision_on_an_older_view_is_refused_and_changes_nothing(session, concern):
    decide(session, concern, Verb.ESCALATE)
    with pytest.raises(Stale):
        decide(session, concern, Verb.COUNT, seen=1)
    assert concern.state == State.ESCALATED and len(lines(session)) == 1


def test_a_correction_makes_an_open_view_stale(session, concern, partnership):
    seen = concern.version
    sent(session, partnership, text="It was the other bridge")
    with pytest.raises(Stale):
        decide(session, concern, Verb.COUNT, seen=seen)


def test_an_escalated_report_leaves_the_ordinary_queue(session, concern, partnership):
    decide(session, concern, Verb.ESCALATE)
    sent(session, partnership, text="It was the other bridge")
    assert queue.waiting(session, now=MONDAY) == ()
    assert [line.id for line in queue.waiting(session, now=MONDAY, states=(State.ESCALATED,))] == [concern.id]


def test_a_safeguarding_lead_returns_it_or_counts_it_apart(session, concern):
    decide(session, concern, Verb.ESCALATE)
    decide(session, concern, Verb.RETURN, who=LEAD)
    assert concern.state == State.HELD
    decide(session, concern, Verb.ESCALATE)
    tell(session, concern)
    assert decide(session, concern, Verb.COUNT_AS_ESCALATED, who=LEAD).state is State.COUNTED_AS_ESCALATED
    assert [line.action for line in lines(session)][:3] == [
        "concern.counted_as_escalated",
        "concern.passed_on",
        "concern.escalated",
    ]


def test_a_decision_can_be_undone_until_a_release_holds_it(session, concern):
    decide(session, concern, Verb.DECLINE, DeclineCode.UNCLEAR)
    assert decide(session, concern, Verb.REOPEN).state is State.HELD
    assert concern.decline_code is None and concern.decided_on is None
    decide(session, concern, Verb.COUNT)
    concern.release_id = "r" * 26
    with pytest.raises(MoveNotAllowed):
        decide(session, concern, Verb.REOPEN)


def test_a_new_message_brings_a_decided_report_back_until_it_was_read(session, concern, partnership):
    decide(session, concern, Verb.COUNT)
    sent(session, partnership, text="It is worse now")
    line = queue.waiting(session, now=MONDAY)[0]
    assert (line.state, line.message_waiting) == (State.COUNTED, True)
    assert decide(session, concern, Verb.COUNT).state is State.COUNTED
    assert queue.waiting(session, now=MONDAY) == ()
    with pytest.raises(MoveNotAllowed):
        decide(session, concern, Verb.COUNT)


def test_the_ledger_never_says_what_a_report_is_about(session, concern):
    decide(session, concern, Verb.ESCALATE)
    decide(session, concern, Verb.RETURN, who=LEAD)
    decide(session, concern, Verb.COUNT)
    told = " ".join(line.facts for line in lines(session))
    assert concern.topic not in told and concern.subtopic not in told


def test_what_leads_dealt_with_comes_back_to_leads_alone(session, concern, partnership):
    decide(session, concern, Verb.ESCALATE)
    tell(session, concern)
    decide(session, concern, Verb.COUNT_AS_ESCALATED, who=LEAD)
    sent(session, partnership, text="It is worse now")
    assert queue.waiting(session, now=MONDAY) == () and queue.count_waiting(session, now=MONDAY) == 0
    (line,) = queue.waiting(session, now=MONDAY, states=(State.ESCALATED,))
    assert line.state is State.COUNTED_AS_ESCALATED
    decide(session, concern, Verb.COUNT_AS_ESCALATED, who=LEAD)
    assert queue.waiting(session, now=MONDAY, states=(State.ESCALATED,)) == ()


def test_once_decided_nothing_tells_the_day_a_report_came(session, concern):
    decide(session, concern, Verb.COUNT)
    assert (concern.received_on, concern.due_at) == (
        date(2026, MONDAY.month, 1),
        datetime(2026, MONDAY.month, 1, tzinfo=UTC),
    )


def test_what_is_taken_up_again_is_due_a_working_day_later(session, concern):
    decide(session, concern, Verb.COUNT)
    assert not decide(session, concern, Verb.REOPEN).late
    assert concern.due_at > MONDAY


def test_the_queue_goes_on_after_the_last_line_seen_also_among_messages(session, concern, partnership):
    decide(session, concern, Verb.COUNT)
    sent(session, partnership, text="It is worse now")
    sent(session, partnership, phrase="another", text="Litter")
    first, second = queue.waiting(session, now=MONDAY)
    assert queue.waiting(session, now=MONDAY, after=first.place) == (second,)
    assert queue.count_waiting(session, now=MONDAY) == 2


def test_a_look_takes_the_mark_of_a_surge_away(session, concern):
    concern.flags = rules.flags_text({rules.SURGE, "detail:name"})
    assert decide(session, concern, Verb.COUNT).flags == ("detail:name",)


def test_an_officer_puts_the_place_right(session, concern, partnership):
    other = partnership.wards[1].code
    concern.area = "89195da49abffff"
    corrected = desk.correct(
        session, concern.id, Correction(ward=other), seen_version=1, actor_id=OFFICER, now=MONDAY
    )
    assert (corrected.ward, corrected.area, corrected.version) == (other, None, 2)
    assert lines(session)[0].action == "concern.corrected"
    with pytest.raises(Stale):
        desk.correct(
            session, concern.id, Correction(ward=other), seen_version=1, actor_id=OFFICER, now=MONDAY
        )


def test_telling_an_agency_is_never_blocked(session, concern):
    decide(session, concern, Verb.DECLINE, DeclineCode.NOT_OURS)
    desk.pass_on(session, concern.id, agency="police", purpose=Purpose.CHILD, actor_id=LEAD, now=MONDAY)
    assert lines(session)[0].action == "concern.passed_on"


def test_what_the_writer_took_back_is_gone(session, concern, partnership):
    concern.state = State.WITHDRAWN
    with pytest.raises(NotFound):
        desk.look(session, concern.id, now=MONDAY)
    with pytest.raises(NotFound):
        desk.open(session, "nobody", opener=OPENER, actor_id=OFFICER, now=MONDAY)


@pytest.mark.parametrize("verb", Verb)
def test_every_verb_of_staff_has_its_line(verb):
    assert verb in settling.ACTIONS or verb in (Verb.REOPEN, Verb.WITHDRAW)
