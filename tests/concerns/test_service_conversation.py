"""A conversation under a receipt: asked, answered, read; sealed on both sides, and once each."""

from concurrent.futures import ThreadPoolExecutor
from datetime import timedelta

import pytest
from sqlalchemy import func, select, text

from portal.adapters.seal import CannotOpen, Opener, from_bytes
from portal.concerns import queries, queue, service
from portal.concerns.conversation import desk, rules
from portal.concerns.conversation.models import ConcernQuestion
from portal.concerns.models import Concern, ConcernMessage
from portal.concerns.report import TextMissing, TextTooLong
from portal.concerns.rules import LEADS_ONLY, Risk, State
from portal.core.actors import Role
from portal.core.errors import MoveNotAllowed, NotFound
from portal.outbox.models import Mail
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
from tests.builders.staff import an_account

OTHER = "stone maple winter candle pocket harbour ladder"


@pytest.fixture
def concern(session, partnership):
    """A report that waits."""
    sent(session, partnership)
    return the_concern(session)


def shown(session, now=MONDAY):
    return queries.follow_up(session, a_receipt(), now=now)


def count(session, table):
    return session.scalar(select(func.count()).select_from(table))


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


def test_an_old_page_adds_nothing_to_a_released_report_that_was_taken_back(session, concern, partnership):
    concern.state, concern.release_id = State.COUNTED, "r" * 26
    session.flush()
    service.withdraw(session, a_receipt(), now=MONDAY)
    with pytest.raises(MoveNotAllowed):
        answered(session, partnership, "From an old page")
    with pytest.raises(MoveNotAllowed):
        asked(session, partnership)
    assert count(session, ConcernMessage) == count(session, ConcernQuestion) == 0


@pytest.mark.parametrize("state", sorted(LEADS_ONLY))
def test_leads_are_told_of_new_words_and_are_given_no_longer_for_it(session, concern, partnership, state):
    an_account(session, Role.SAFEGUARDING_LEAD, now=MONDAY, email="lead@example.org")
    concern.state = state
    answered(session, partnership, "Something new")
    deadline = concern.lead_by
    answered(session, partnership, "And more")
    answered(session, partnership, "And more")
    assert count(session, Mail) == 2 and concern.lead_by == deadline
    later = deadline + timedelta(minutes=1)
    assert [line.id for line in queue.waiting(session, now=later)] == [concern.id]
    assert queue.waiting(session, now=deadline) == ()


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


def test_neither_side_stands_open_in_the_files(settings, database, partnership):
    with database.transaction() as session:
        sent(session, partnership)
        asked(session, partnership, "Is it the quokkalantern again?")
        answered(session, partnership, "The zebrapiano, rather.")
    with database.reading() as session:
        session.execute(text("SELECT 1"))
    held = b"".join(path.read_bytes() for path in settings.instance.glob("portal.sqlite3*"))
    assert b"quokkalantern" not in held and b"zebrapiano" not in held
