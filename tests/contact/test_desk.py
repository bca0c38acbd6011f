"""Questions to the board in the one queue: what waits, what is accepted, what is declined."""

from datetime import date, timedelta

import pytest
from sqlalchemy import func, select

from portal.contact import desk, queries, service
from portal.contact.answering import AnswerMissing, AnswerPointsToSomebody
from portal.contact.rules import Decision, Kind, State, Verb
from portal.core.actors import Role
from portal.core.errors import NotFound
from portal.core.queue import Position, Show, Wanted
from portal.outbox.models import Mail
from tests.builders.concerns import MONDAY, a_receipt
from tests.builders.contact import OFFICER, OPENER, TEXTS, an_officer, asked, kept_with, the_case
from tests.builders.staff import an_account

OTHER = "table cloud lamp orange river seven bridge"


def a_lead(session):
    an_account(session, Role.SAFEGUARDING_LEAD, now=MONDAY, email="lead@example.org")


def mails(session):
    return session.scalar(select(func.count()).select_from(Mail))


@pytest.fixture
def question(session, partnership):
    """One question that waits."""
    asked(session, partnership, Kind.QUESTION)
    return the_case(session).id


@pytest.fixture
def decide(session, partnership, question):
    """`decide(verb, ...)`: an officer decides on it."""

    def take(verb, **more):
        version = the_case(session).version
        decision = Decision(verb, reason="Looked at it", **more)
        return desk.decide(
            session, question, decision, seen_version=version, by=an_officer(partnership), now=MONDAY
        )

    return take


def test_only_questions_wait_here(session, partnership, question):
    asked(session, partnership, Kind.COMPLAINT, phrase=OTHER)
    (line,) = desk.waiting(session, now=MONDAY)
    assert line.id == question and line.state is State.HELD and line.due_at.date() == date(2026, 11, 25)
    assert desk.count_waiting(session, now=MONDAY) == 1


def test_a_complaint_is_not_found_here(session, partnership):
    asked(session, partnership, Kind.COMPLAINT)
    with pytest.raises(NotFound):
        desk.look(session, the_case(session).id, now=MONDAY)


def test_opening_shows_the_words(session, partnership, question):
    found = desk.open(
        session, question, opener=OPENER, actor_id=OFFICER, clocks=partnership.clocks, now=MONDAY
    )
    assert found.original.text == TEXTS[Kind.QUESTION]
    assert Verb.ACCEPT in found.verbs and Verb.ANSWER not in found.verbs


def test_an_accepted_question_goes_to_the_board_in_the_officers_words(session, decide):
    decide(Verb.ACCEPT, copy="When will the lights be mended?")
    (found,) = queries.accepted_questions(session)
    assert found.words == "When will the lights be mended?" and not found.answered
    assert desk.count_waiting(session, now=MONDAY) == 0
    decide(Verb.ANSWER, answer="In March.")
    assert queries.accepted_questions(session) == ()
    assert queries.accepted_questions(session, answered=True)[0].answered


def test_a_declined_question_says_why_and_may_be_taken_up_again(session, decide):
    assert decide(Verb.DECLINE, code="unclear").state is State.DECLINED
    assert the_case(session).ended_on == MONDAY.date()
    assert decide(Verb.REOPEN).state is State.HELD


def test_an_escalated_question_waits_in_the_other_room_alone(session, decide):
    decide(Verb.ESCALATE)
    assert desk.count_waiting(session, now=MONDAY) == 0
    assert desk.count_waiting(session, now=MONDAY, states=(State.ESCALATED,)) == 1
    decide(Verb.RETURN)
    assert desk.count_waiting(session, now=MONDAY) == 1


def test_what_leads_dealt_with_stays_with_them(session, partnership, question, decide):
    decide(Verb.ESCALATE)
    assert decide(Verb.DECLINE, code="abusive").state is State.DEALT_WITH
    service.add(session, "Read this too", kept_with(partnership), now=MONDAY)
    assert desk.count_waiting(session, now=MONDAY) == 0
    assert [line.id for line in desk.waiting(session, now=MONDAY, states=(State.ESCALATED,))] == [question]
    assert decide(Verb.REOPEN).state is State.ESCALATED


def test_the_queue_goes_on_after_a_place_and_keeps_to_its_filters(session, partnership, question):
    asked(session, partnership, Kind.QUESTION, phrase=OTHER, text="Why is it dark?")
    first, second = desk.waiting(session, now=MONDAY)
    place = Position(False, first.due_at, first.id)
    assert [line.id for line in desk.waiting(session, now=MONDAY, after=place)] == [second.id]
    assert desk.waiting(session, now=MONDAY, wanted=Wanted(ward="W01")) == ()
    assert desk.waiting(session, now=MONDAY, wanted=Wanted(show=Show.MESSAGE)) == ()
    assert len(desk.waiting(session, now=MONDAY, wanted=Wanted(without=frozenset({first.id})))) == 1


def test_the_boards_answer_is_there_for_everybody_and_for_whoever_asked(session, partnership, decide):
    decide(Verb.ACCEPT, copy="When will the lights be mended?")
    assert queries.answered_questions(session).rows == ()
    decide(Verb.ANSWER, answer="In March.")
    (found,) = queries.answered_questions(session).rows
    assert (found.words, found.answer, found.answered_on) == (
        "When will the lights be mended?",
        "In March.",
        MONDAY.date(),
    )
    shown = queries.follow_up(session, a_receipt(), clocks=partnership.clocks, now=MONDAY)
    assert shown.letters[0].words.endswith("In March.")
    decide(Verb.CLOSE)
    assert len(queries.answered_questions(session).rows) == 1
    decide(Verb.REOPEN)
    assert queries.answered_questions(session).rows == ()


@pytest.mark.parametrize(
    ("answer", "refusal"),
    [(" ", AnswerMissing), ("Ask John Smith on 07700 900123.", AnswerPointsToSomebody)],
)
def test_an_answer_says_something_and_points_to_nobody(session, decide, answer, refusal):
    decide(Verb.ACCEPT, copy="When will the lights be mended?")
    with pytest.raises(refusal):
        decide(Verb.ANSWER, answer=answer)
    assert queries.answered_questions(session).rows == ()


def test_what_no_lead_opened_in_time_comes_back_to_officers(session, question, decide):
    decide(Verb.ESCALATE)
    deadline = the_case(session).lead_by
    after = deadline + timedelta(minutes=1)
    assert desk.waiting(session, now=deadline) == () and desk.count_waiting(session, now=after) == 1
    assert [line.id for line in desk.waiting(session, now=after)] == [question]
    desk.seen_by_lead(session, question)
    session.flush()
    assert desk.waiting(session, now=after + timedelta(days=30)) == ()


def test_new_words_are_told_to_leads_and_promise_no_later_time(session, partnership, question, decide):
    a_lead(session)
    decide(Verb.ESCALATE)
    deadline = the_case(session).lead_by
    service.add(session, "Read this too", kept_with(partnership), now=MONDAY + timedelta(hours=1))
    assert the_case(session).lead_by == deadline and mails(session) == 1
    desk.seen_by_lead(session, question)
    service.add(session, "And this", kept_with(partnership), now=MONDAY + timedelta(days=1))
    assert the_case(session).lead_by > deadline and mails(session) == 2
    service.add(session, "And this", kept_with(partnership), now=MONDAY + timedelta(days=1))
    assert mails(session) == 2
