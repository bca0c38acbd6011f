"""Asking under a receipt: what an officer may ask and how often, what was read, and when all of it goes."""

from concurrent.futures import ThreadPoolExecutor
from datetime import date, timedelta

import pytest
from sqlalchemy import func, select

from portal.adapters.seal import CannotOpen, Opener, from_bytes
from portal.concerns import desk as reports
from portal.concerns import keeping, queries, queue
from portal.concerns.conversation import desk, rules
from portal.concerns.conversation.models import ConcernQuestion
from portal.concerns.conversation.rules import Kept
from portal.concerns.models import Concern, ConcernMessage
from portal.concerns.rules import Decision, DeclineCode, State, Verb
from portal.core.errors import MoveNotAllowed, Stale
from portal.ledger import queries as ledger
from tests.builders.concerns import (
    MONDAY,
    RECOVERY_PRIVATE,
    WORKING_PRIVATE,
    a_receipt,
    sent,
)
from tests.builders.conversations import (
    ANSWER,
    OFFICER,
    QUESTION,
    answered,
    asked,
    opened,
    the_concern,
)

OTHER = "stone maple winter candle pocket harbour ladder"


@pytest.fixture
def concern(session, partnership):
    """A report that waits."""
    sent(session, partnership)
    return the_concern(session)


def decide(session, concern, verb, code=None, now=MONDAY):
    reports.decide(
        session,
        concern.id,
        Decision(verb, code),
        seen_version=concern.version,
        actor_id=OFFICER,
        reason="Read it",
        sanitised=None,
        now=now,
    )


def shown(session, now=MONDAY):
    return queries.follow_up(session, a_receipt(), now=now)


def count(session, table):
    return session.scalar(select(func.count()).select_from(table))


def actions(session):
    return [line.action for line in ledger.page(session, after=None).rows]


def test_a_question_opens_with_the_receipt_and_with_both_keys_of_the_partnership(
    session, concern, partnership
):
    asked(session, partnership)
    row = session.scalars(select(ConcernQuestion)).one()
    assert from_bytes(a_receipt().open(row.sealed_for_writer))["text"] == QUESTION
    assert from_bytes(Opener(WORKING_PRIVATE).open(row.sealed_working))["text"] == QUESTION
    assert from_bytes(Opener(RECOVERY_PRIVATE).open(row.sealed_recovery))["text"] == QUESTION
    with pytest.raises(CannotOpen):
        a_receipt(OTHER).open(row.sealed_for_writer)


def test_a_decided_report_comes_back_with_an_answer_until_it_was_read(session, concern, partnership):
    asked(session, partnership)
    decide(session, concern, Verb.COUNT)
    answered(session, partnership)
    assert [line.id for line in queue.waiting(session, now=MONDAY)] == [concern.id]
    desk.mark_read(session, concern.id, seen_version=concern.version, actor_id=OFFICER, now=MONDAY)
    assert queue.waiting(session, now=MONDAY) == () and concern.due_at.day == 1
    with pytest.raises(MoveNotAllowed):
        desk.mark_read(session, concern.id, seen_version=concern.version, actor_id=OFFICER, now=MONDAY)


def test_opening_and_asking_leave_lines_without_words(session, concern, partnership):
    asked(session, partnership)
    opened(session, partnership)
    assert actions(session)[:2] == ["conversation.opened", "conversation.asked"]
    told = repr(ledger.page(session, after=None).rows)
    assert "evenings" not in told and concern.topic not in told


def test_the_same_question_twice_is_one_question(session, concern, partnership):
    version = concern.version
    assert asked(session, partnership)
    assert not asked(session, partnership, seen=version)
    assert count(session, ConcernQuestion) == 1


def test_a_question_on_an_older_view_is_refused(session, concern, partnership):
    version = concern.version
    answered(session, partnership, "It has stopped.", to="")
    with pytest.raises(Stale):
        asked(session, partnership, seen=version)
    assert count(session, ConcernQuestion) == 0


def test_three_questions_may_be_open_at_once(session, concern, partnership):
    for words in ("How loud?", "How long?", "How many?"):
        asked(session, partnership, words)
    with pytest.raises(rules.TooManyOpen):
        asked(session, partnership)
    answered(session, partnership)
    assert asked(session, partnership)


def test_a_report_is_asked_so_often_and_no_more(session, concern, partnership):
    for number in range(rules.SLOTS):
        asked(session, partnership, f"And then, step {number}?")
        answered(session, partnership, f"Then {number}.")
    with pytest.raises(rules.TooManyAsked):
        asked(session, partnership)
    assert len(shown(session).asked) == rules.SLOTS


def test_a_question_may_not_say_again_what_was_written_at_any_time(session, concern, partnership):
    answered(session, partnership, "The caretaker locks the north gate early.", to="")
    with pytest.raises(rules.QuestionRepeatsWords):
        asked(session, partnership, "Who says the caretaker locks the north gate?")
    with pytest.raises(rules.QuestionRepeatsWords):
        asked(session, partnership, "Since when are the lights under the bridge out?")


def test_a_declined_report_is_asked_only_while_the_writer_can_answer(session, concern, partnership):
    decide(session, concern, Verb.DECLINE, DeclineCode.UNCLEAR)
    assert asked(session, partnership, now=MONDAY + timedelta(days=20))
    with pytest.raises(rules.SoonGone) as refused:
        asked(session, partnership, "How long?", now=MONDAY + timedelta(days=25))
    assert refused.value.on == MONDAY.date() + timedelta(days=30)


def test_two_officers_who_ask_at_once_do_not_both_ask(database, partnership):
    with database.transaction() as session:
        sent(session, partnership)

    def ask(words):
        try:
            with database.transaction() as session:
                return asked(session, partnership, words, seen=1)
        except Stale:
            return None

    with ThreadPoolExecutor(2) as pool:
        assert sorted(map(str, pool.map(ask, ["How loud?", "How long?"]))) == ["None", "True"]


def test_what_is_deleted_by_when(session, concern, partnership):
    days = {rule.record: rule.days for rule in partnership.retention}
    assert rules.kept_until(shown(session).standing, days) == Kept()
    asked(session, partnership)
    decide(session, concern, Verb.COUNT)
    kept = rules.kept_until(shown(session).standing, days)
    assert kept == Kept(date(2027, 2, 21), date(2027, 2, 21), date(2029, 11, 22))
    concern.state, concern.decline_code = State.DECLINED, "unclear"
    assert rules.kept_until(shown(session).standing, days).words_by == date(2026, 12, 23)


def test_whoever_decides_reads_answers_in_their_order(session, concern, partnership):
    answered(session, partnership, "First this.", to="")
    asked(session, partnership)
    answered(session, partnership)
    answered(session, partnership, "Last this.", to="")
    added = reports.open(
        session, concern.id, opener=Opener(WORKING_PRIVATE), actor_id=OFFICER, now=MONDAY
    ).corrections
    assert [(each.text, each.answers) for each in added] == [
        ("First this.", False),
        (ANSWER, True),
        ("Last this.", False),
    ]


def test_a_decision_marks_what_was_answered_as_read(session, concern, partnership):
    asked(session, partnership)
    answered(session, partnership)
    decide(session, concern, Verb.COUNT)
    assert not {rules.ANSWERED, rules.ASKED} & set(concern.flags.split())


def test_a_conversation_goes_ninety_days_after_its_last_word(session, concern, partnership):
    asked(session, partnership, now=MONDAY + timedelta(days=20))
    decide(session, concern, Verb.COUNT)
    last = MONDAY.date() + timedelta(days=20)
    assert keeping.due(session, "conversation", until=last - timedelta(days=1)) == 0
    assert keeping.forget(session, "conversation", until=last) == 1
    assert count(session, ConcernQuestion) == 0 and count(session, Concern) == 1


def test_a_deleted_report_takes_its_conversation_along(session, concern, partnership):
    asked(session, partnership)
    answered(session, partnership)
    decide(session, concern, Verb.DECLINE, DeclineCode.TEST)
    assert keeping.forget(session, "declined", until=MONDAY.date()) == 1
    assert count(session, ConcernQuestion) == count(session, ConcernMessage) == count(session, Concern) == 0
