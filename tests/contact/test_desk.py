"""Questions to the board in the one queue: what waits, what is accepted, what is declined."""

from datetime import date

import pytest

from portal.contact import desk, queries, service
from portal.contact.rules import Decision, Kind, State, Verb
from portal.core.errors import NotFound
from portal.core.queue import Position, Show, Wanted
from tests.builders.concerns import MONDAY
from tests.builders.contact import OFFICER, OPENER, TEXTS, an_officer, asked, kept_with, the_case

OTHER = "table cloud lamp orange river seven bridge"


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
    assert desk.count_waiting(session) == 1


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
    assert desk.count_waiting(session) == 0
    decide(Verb.ANSWER, reply="In March.")
    assert queries.accepted_questions(session) == ()
    assert queries.accepted_questions(session, answered=True)[0].answered


def test_a_declined_question_says_why_and_may_be_taken_up_again(session, decide):
    assert decide(Verb.DECLINE, code="unclear").state is State.DECLINED
    assert the_case(session).ended_on == MONDAY.date()
    assert decide(Verb.REOPEN).state is State.HELD


def test_an_escalated_question_waits_in_the_other_room_alone(session, decide):
    decide(Verb.ESCALATE)
    assert desk.count_waiting(session) == 0
    assert desk.count_waiting(session, states=(State.ESCALATED,)) == 1
    decide(Verb.RETURN)
    assert desk.count_waiting(session) == 1


def test_what_leads_dealt_with_stays_with_them(session, partnership, question, decide):
    decide(Verb.ESCALATE)
    assert decide(Verb.DECLINE, code="abusive").state is State.DEALT_WITH
    service.add(session, "Read this too", kept_with(partnership), now=MONDAY)
    assert desk.count_waiting(session) == 0
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
