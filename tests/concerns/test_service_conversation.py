"""A conversation under a receipt: asked, answered, read; sealed on both sides, and once each."""

from concurrent.futures import ThreadPoolExecutor
from datetime import date, timedelta

import pytest
from sqlalchemy import func, select, text

from portal.adapters.seal import CannotOpen, Opener, from_bytes
from portal.concerns import desk as reports
from portal.concerns import keeping, queries, queue, service
from portal.concerns.conversation import desk, rules
from portal.concerns.conversation.models import ConcernQuestion
from portal.concerns.conversation.rules import Kept
from portal.concerns.models import Concern, ConcernMessage
from portal.concerns.report import TextMissing, TextTooLong
from portal.concerns.rules import Decision, DeclineCode, Risk, State, Verb
from portal.core.errors import MoveNotAllowed, NotFound, Stale
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
    newest_question,
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


def test_a_conversation_over_three_turns(session, concern, partnership):
    asked(session, partnership)
    answered(session, partnership)
    asked(session, partnership, "Is anybody else woken by it?")
    answered(session, partnership, "Yes, both neighbours.")
    asked(session, partnership, "Has the landlord been told?")
    answered(session, partnership, "Twice, in writing.")
    turns = opened(session, partnership).turns
    assert [turn.asked for turn in turns] == [True, False] * 3
    assert [turn.words for turn in turns][-2:] == ["Has the landlord been told?", "Twice, in writing."]
    seen = shown(session)
    assert [each.words for each in seen.asked][0] == QUESTION and not seen.open_questions


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


def test_an_answer_opens_with_the_keys_of_the_partnership_and_not_with_the_receipt(
    session, concern, partnership
):
    asked(session, partnership)
    answered(session, partnership)
    row = session.scalars(select(ConcernMessage)).one()
    assert from_bytes(Opener(WORKING_PRIVATE).open(row.sealed_working))["text"] == ANSWER
    assert from_bytes(Opener(RECOVERY_PRIVATE).open(row.sealed_recovery))["text"] == ANSWER
    with pytest.raises(CannotOpen):
        a_receipt().open(row.sealed_working)
    assert ANSWER not in repr(shown(session))


def test_a_question_waits_for_the_writer_and_an_answer_for_an_officer(session, concern, partnership):
    due_at = concern.due_at
    asked(session, partnership)
    assert rules.ASKED in concern.flags.split() and concern.due_at > due_at and not concern.message_waiting
    answered(session, partnership)
    flags = concern.flags.split()
    assert rules.ANSWERED in flags and rules.ASKED not in flags and concern.message_waiting
    assert concern.due_at <= service.read_by(partnership.clocks, Risk.NORMAL, now=MONDAY)


def test_an_answer_never_puts_off_what_was_promised_before(session, concern, partnership):
    due_at = concern.due_at
    answered(session, partnership, "One more thing.", to="", now=MONDAY + timedelta(days=1))
    assert concern.due_at == due_at


def test_words_of_danger_in_an_answer_put_the_report_on_top(session, concern, partnership):
    asked(session, partnership)
    kept = answered(session, partnership, "He said he is going to kill himself.")
    assert (kept.risk, concern.risk) == (Risk.HIGH, Risk.HIGH)
    assert "danger:suicide" in concern.flags.split()
    assert kept.due_at <= MONDAY + timedelta(hours=1)


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


def test_the_same_answer_twice_is_one_answer(session, concern, partnership):
    asked(session, partnership)
    first, again = answered(session, partnership), answered(session, partnership)
    assert first.stored and not again.stored and again.answers
    assert count(session, ConcernMessage) == 1


def test_the_same_words_may_answer_two_questions(session, concern, partnership):
    asked(session, partnership)
    answered(session, partnership, "Yes")
    asked(session, partnership, "Is anybody else woken by it?")
    assert answered(session, partnership, "Yes").stored
    assert count(session, ConcernMessage) == 2


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


def test_nothing_is_asked_or_kept_once_the_report_was_taken_back(session, concern, partnership):
    asked(session, partnership)
    answered(session, partnership)
    service.withdraw(session, a_receipt(), now=MONDAY)
    assert count(session, ConcernQuestion) == count(session, ConcernMessage) == 0
    with pytest.raises(NotFound):
        desk.ask(
            session,
            concern.id,
            QUESTION,
            seen_version=concern.version,
            opener=Opener(WORKING_PRIVATE),
            seal_to=service.SealTo(b"", b""),
            partnership=partnership,
            actor_id=OFFICER,
            now=MONDAY,
        )
    with pytest.raises(MoveNotAllowed):
        answered(session, partnership, to="")
    assert shown(session).asked == ()


def test_a_released_report_loses_its_conversation_and_stays_counted(session, concern, partnership):
    asked(session, partnership)
    answered(session, partnership)
    concern.state, concern.release_id = State.COUNTED, "r" * 26
    session.flush()
    assert not service.withdraw(session, a_receipt(), now=MONDAY)
    assert concern.state == State.COUNTED and not concern.message_waiting
    assert count(session, ConcernQuestion) == count(session, ConcernMessage) == 0


def test_an_answer_to_a_question_that_is_gone_is_kept_as_something_added(session, concern, partnership):
    assert not answered(session, partnership, to="a" * 26).answers
    assert session.scalars(select(ConcernMessage)).one().question_id is None


def test_nobody_answers_what_another_writer_was_asked(session, concern, partnership):
    asked(session, partnership)
    question = newest_question(session)
    sent(session, partnership, phrase=OTHER)
    assert not answered(session, partnership, to=question, phrase=OTHER).answers
    assert len(shown(session).open_questions) == 1


@pytest.mark.parametrize(
    "words, refusal", [("", TextMissing), ("  \n", TextMissing), ("x" * 6001, TextTooLong)], ids=str
)
def test_an_answer_has_words_and_not_too_many(session, concern, partnership, words, refusal):
    with pytest.raises(refusal):
        answered(session, partnership, words, to="")


def test_a_report_takes_so_many_messages_and_repeats_of_them(session, concern, partnership, monkeypatch):
    monkeypatch.setattr(rules, "MOST_MESSAGES", 2)
    for words in ("one", "two"):
        answered(session, partnership, words, to="")
    with pytest.raises(rules.TooManyMessages):
        answered(session, partnership, "three", to="")
    assert not answered(session, partnership, "two", to="").stored


def test_an_unknown_receipt_writes_nothing(session, partnership):
    with pytest.raises(NotFound):
        answered(session, partnership, to="", phrase=OTHER)


def together(database, partnership, words):
    def send(each):
        with database.transaction() as session:
            return answered(session, partnership, each).stored

    with ThreadPoolExecutor(8) as pool:
        return list(pool.map(send, words))


@pytest.mark.parametrize("words, rows", [([ANSWER] * 8, 1), ([ANSWER, "On Sundays."] * 4, 2)], ids=str)
def test_answers_sent_at_the_same_moment_are_kept_once_each(database, partnership, words, rows):
    with database.transaction() as session:
        sent(session, partnership)
        asked(session, partnership)
    stored = together(database, partnership, words)
    with database.reading() as session:
        assert count(session, ConcernMessage) == rows == sum(stored)
        turns = session.scalars(select(ConcernMessage.turn)).all()
        assert len(set(turns)) == rows and min(turns) == 2
        assert session.scalars(select(Concern)).one().version == 2 + rows


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


def test_neither_side_stands_open_in_the_files(settings, database, partnership):
    with database.transaction() as session:
        sent(session, partnership)
        asked(session, partnership, "Is it the quokkalantern again?")
        answered(session, partnership, "The zebrapiano, rather.")
    with database.reading() as session:
        session.execute(text("SELECT 1"))
    held = b"".join(path.read_bytes() for path in settings.instance.glob("portal.sqlite3*"))
    assert b"quokkalantern" not in held and b"zebrapiano" not in held


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
