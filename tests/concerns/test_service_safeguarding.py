"""The safeguarding room: who was told, what one lead leaves for the next, and what nobody opened in time."""

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st
from sqlalchemy import select

from portal.adapters.holidays import england
from portal.adapters.seal import Opener
from portal.concerns import desk, keeping, queue, safeguarding, service
from portal.concerns.models import Concern
from portal.concerns.room_models import ConcernHandover, ConcernTold
from portal.concerns.rules import Decision, Purpose, State, Verb
from portal.concerns.safeguarding import NoteMissing, OutcomeMissing, check_outcome
from portal.core.errors import MoveNotAllowed, NotFound
from portal.core.leads import lead_by, open_to_officers
from portal.core.marks import Marks
from portal.core.workdays import StaffedHours
from portal.ledger import queries as ledger
from tests.builders.concerns import MONDAY, SEAL_TO, WORKING_PRIVATE, a_receipt, sent

OFFICER, LEAD = "o" * 26, "l" * 26
OPENER = Opener(WORKING_PRIVATE)
DEADLINE = lead_by(MONDAY, 4, StaffedHours(), england())
NOTE = "The school was called. Its answer is still open."


@pytest.fixture
def concern(session, partnership):
    """A report that was passed to the leads."""
    sent(session, partnership)
    found = session.scalars(select(Concern)).one()
    decide(session, found, Verb.ESCALATE, Marks(lead_by=DEADLINE), who=OFFICER)
    return found


def decide(session, concern, verb, marks=Marks(), who=LEAD):  # noqa: B008 - frozen
    return desk.decide(
        session,
        concern.id,
        Decision(verb),
        seen_version=concern.version,
        actor_id=who,
        reason="Read",
        sanitised=None,
        now=MONDAY,
        marks=marks,
    )


def tell(session, concern):
    who = {"agency": "police", "purpose": Purpose.CHILD, "actor_id": LEAD, "now": MONDAY}
    desk.pass_on(session, concern.id, **who)


def hand_over(session, concern, words=NOTE):
    safeguarding.hand_over(session, concern.id, words, seal_to=SEAL_TO, actor_id=LEAD, now=MONDAY)


def seen_by_officers(session, now):
    return [line.id for line in queue.waiting(session, now=now)]


def test_nobody_closes_it_before_somebody_was_told(session, concern):
    with pytest.raises(OutcomeMissing):
        decide(session, concern, Verb.COUNT_AS_ESCALATED)
    tell(session, concern)
    assert decide(session, concern, Verb.COUNT_AS_ESCALATED).state is State.COUNTED_AS_ESCALATED


def test_or_says_that_nobody_had_to_be_and_the_ledger_keeps_it(session, concern):
    decide(session, concern, Verb.COUNT_AS_ESCALATED, Marks(nobody_told=True))
    assert ledger.page(session, after=None).rows[0].action == "concern.nobody_told"


@given(st.integers(0, 5), st.booleans())
def test_the_rule_asks_for_one_of_the_two(told, nobody):
    if told or nobody:
        check_outcome(agencies_told=told, nobody_told=nobody)
    else:
        with pytest.raises(OutcomeMissing):
            check_outcome(agencies_told=told, nobody_told=nobody)


def test_who_was_told_stands_beside_the_report(session, concern):
    tell(session, concern)
    (told,) = safeguarding.told(session, concern.id)
    assert (told.agency, told.purpose, told.told_on) == ("police", Purpose.CHILD, date(2026, 11, 23))


def test_the_next_lead_reads_the_note_and_the_database_holds_none_of_its_words(session, concern):
    hand_over(session, concern)
    hand_over(session, concern, "It answered.")
    found = safeguarding.handovers(session, concern.id, opener=OPENER)
    assert [note.words for note in found] == [NOTE, "It answered."]
    assert not [r for r in session.scalars(select(ConcernHandover)) if b"school" in r.sealed_working]
    assert "school" not in " ".join(line.facts for line in ledger.page(session, after=None).rows)


def test_the_same_page_sent_twice_tells_and_notes_once(session, concern):
    for _ in range(2):
        told = {"agency": "police", "purpose": Purpose.CHILD, "actor_id": LEAD, "now": MONDAY}
        desk.pass_on(session, concern.id, **told, key="t" * 26)
        safeguarding.hand_over(
            session, concern.id, NOTE, seal_to=SEAL_TO, actor_id=LEAD, now=MONDAY, key="n" * 26
        )
    assert safeguarding.count_told(session, concern.id) == 1
    assert len(session.scalars(select(ConcernHandover)).all()) == 1
    actions = [line.action for line in ledger.page(session, after=None).rows]
    assert actions.count("concern.passed_on") == actions.count("concern.handed_over") == 1


def test_another_telling_from_a_page_the_browser_kept_is_kept_too(session, concern):
    told = {"actor_id": LEAD, "now": MONDAY, "key": "t" * 26}
    tellings = [("police", Purpose.CHILD), ("police", Purpose.ADULT), ("council", Purpose.ADULT)]
    for agency, purpose in tellings:
        desk.pass_on(session, concern.id, agency=agency, purpose=purpose, **told)
    for words in (NOTE, "It answered."):
        safeguarding.hand_over(session, concern.id, words, seal_to=SEAL_TO, **told)
    found = safeguarding.told(session, concern.id)
    assert sorted((each.agency, each.purpose) for each in found) == sorted(tellings)
    assert len(safeguarding.handovers(session, concern.id, opener=OPENER)) == 2
    actions = [line.action for line in ledger.page(session, after=None).rows]
    assert (actions.count("concern.passed_on"), actions.count("concern.handed_over")) == (3, 2)


@pytest.mark.parametrize("words", ["", "  \n", "x" * (safeguarding.MAX_NOTE + 1)])
def test_a_note_says_something_and_not_too_much(session, concern, words):
    with pytest.raises(NoteMissing):
        hand_over(session, concern, words)


def test_a_note_is_left_only_on_what_leads_have(session, concern):
    decide(session, concern, Verb.RETURN)
    with pytest.raises(MoveNotAllowed):
        hand_over(session, concern)
    with pytest.raises(NotFound):
        safeguarding.hand_over(session, "a" * 26, NOTE, seal_to=SEAL_TO, actor_id=LEAD, now=MONDAY)


def test_a_note_goes_when_the_writer_takes_the_report_back(session, concern):
    hand_over(session, concern)
    service.withdraw(session, a_receipt(), now=MONDAY)
    assert session.scalars(select(ConcernHandover)).all() == []


def test_a_note_and_who_was_told_go_with_the_report(session, concern):
    hand_over(session, concern)
    tell(session, concern)
    decide(session, concern, Verb.COUNT_AS_ESCALATED)
    assert keeping.forget(session, "escalated", until=date(2026, 12, 1)) == 1
    assert (
        not session.scalars(select(ConcernHandover)).all() and not session.scalars(select(ConcernTold)).all()
    )


def test_what_no_lead_opened_in_time_comes_back_to_officers(session, concern):
    assert seen_by_officers(session, DEADLINE) == []
    after = DEADLINE + timedelta(minutes=1)
    assert seen_by_officers(session, after) == [concern.id]
    assert queue.count_waiting(session, now=after) == 1
    assert [line.id for line in queue.waiting(session, now=after, states=(State.ESCALATED,))] == [concern.id]


def test_once_a_lead_opened_it_officers_never_see_it(session, concern):
    safeguarding.seen_by_lead(session, concern.id)
    session.flush()
    assert seen_by_officers(session, DEADLINE + timedelta(days=30)) == []


def test_what_is_passed_on_a_second_time_waits_anew(session, concern):
    safeguarding.seen_by_lead(session, concern.id)
    decide(session, concern, Verb.RETURN)
    decide(session, concern, Verb.ESCALATE, Marks(lead_by=DEADLINE), who=OFFICER)
    assert concern.lead_by == DEADLINE


@given(st.integers(0, 60), st.integers(0, 24 * 14), st.booleans())
def test_only_a_deadline_that_passed_opens_it(hours, later, opened):
    deadline = None if opened else lead_by(MONDAY, hours, StaffedHours(), england())
    now = MONDAY + timedelta(hours=later)
    assert open_to_officers(deadline, now) == (not opened and now > deadline)


@given(st.integers(0, 24 * 21), st.integers(1, 12))
def test_the_deadline_counts_staffed_time_and_never_tells_the_minute(minutes, hours):
    passed_on = MONDAY + timedelta(minutes=7 * minutes)
    deadline = lead_by(passed_on, hours, StaffedHours(), england())
    assert deadline - passed_on >= timedelta(hours=hours)
    assert (deadline.minute, deadline.second) == (0, 0)
