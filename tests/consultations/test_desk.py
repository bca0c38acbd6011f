"""What officers see of texts, and when."""

import pytest
from sqlalchemy import select

from portal.adapters.seal import Opener
from portal.consultations import desk, queue
from portal.consultations.models import WrittenAnswer
from portal.consultations.rules import DeclineCode, Risk, TextDecision, TextState, TextVerb
from portal.core.errors import NotFound, Stale
from portal.ledger.models import LedgerLine
from tests.builders.consultations import (
    AFTER,
    PRIVATE,
    WHILE_OPEN,
    a_consultation,
    a_receipt,
    an_answer,
)

OPENER = Opener(PRIVATE)


def actions(session):
    """What the ledger says, in order."""
    return list(session.scalars(select(LedgerLine.action).order_by(LedgerLine.number)))


def text_id(session, question="more"):
    """The id of the one text to a question."""
    return session.scalars(select(WrittenAnswer.id).where(WrittenAnswer.question == question)).one()


def decide(session, verb, *, seen=1, **more):
    """An officer decides about the long text."""
    decision = TextDecision(verb, "Because.", **more)
    return desk.decide(session, text_id(session), decision, seen_version=seen, actor_id="officer", now=AFTER)


@pytest.fixture
def answered(session, partnership):
    """One person wrote to two questions."""
    a_consultation(session)
    an_answer(session, partnership)


def test_before_the_close_nobody_sees_a_text(session, answered):
    assert queue.waiting(session, now=WHILE_OPEN) == ()
    with pytest.raises(NotFound):
        desk.look(session, text_id(session), now=WHILE_OPEN)


def test_at_the_close_texts_wait(session, answered):
    waiting = queue.waiting(session, now=AFTER)
    assert {line.question for line in waiting} == {"What should we know?", "How could you help?"}
    assert {line.consultation for line in waiting} == {"What first?"}


def test_words_of_danger_wait_at_once_and_first(session, partnership, answered):
    an_answer(
        session, partnership, receipt=a_receipt("somebody else"), more="He is going to kill me.", help=None
    )
    first = queue.waiting(session, now=WHILE_OPEN)
    assert [line.risk for line in first] == [Risk.HIGH] and "immediate" in first[0].flags
    assert queue.waiting(session, now=AFTER)[0].id == first[0].id


def test_the_queue_goes_on_after_a_line(session, answered):
    first, second = queue.waiting(session, now=AFTER)
    assert queue.waiting(session, now=AFTER, after=first.place) == (second,)


def test_opening_shows_the_words_and_leaves_a_line(session, answered):
    opened = desk.open(session, text_id(session), opener=OPENER, actor_id="officer", now=AFTER)
    assert opened.original == "The path by the school is dark in winter."
    assert set(opened.verbs) == {TextVerb.CLEAR, TextVerb.DECLINE, TextVerb.ESCALATE}
    assert actions(session) == ["answer.opened"]


def test_a_cleared_text_keeps_the_copy_for_use(session, answered):
    decide(session, TextVerb.CLEAR, sanitised="The path is dark.")
    opened = desk.open(session, text_id(session), opener=OPENER, actor_id="officer", now=AFTER)
    assert (opened.line.state, opened.sanitised) == (TextState.CLEARED, "The path is dark.")
    assert [past.reason for past in opened.decisions] == ["Because."]


def test_a_stale_decision_is_refused_and_leaves_one_line(session, answered):
    decide(session, TextVerb.DECLINE, code=DeclineCode.EMPTY)
    with pytest.raises(Stale):
        decide(session, TextVerb.CLEAR, sanitised="Copy", seen=1)
    assert actions(session) == ["answer.declined"]


def test_an_escalated_text_leaves_the_officers_queue_and_can_return(session, answered):
    decide(session, TextVerb.ESCALATE)
    assert text_id(session) not in {line.id for line in queue.waiting(session, now=AFTER)}
    room = queue.waiting(session, now=AFTER, states=(TextState.ESCALATED,))
    assert [line.id for line in room] == [text_id(session)]
    decide(session, TextVerb.RETURN, seen=2)
    assert text_id(session) in {line.id for line in queue.waiting(session, now=AFTER)}


def test_an_edit_brings_a_decided_text_back_without_the_copy(session, partnership, answered):
    danger = "He is going to kill me."
    an_answer(session, partnership, more=danger)
    row = session.get(WrittenAnswer, text_id(session))
    decision = TextDecision(TextVerb.CLEAR, "Because.", sanitised="Somebody is afraid.")
    desk.decide(session, row.id, decision, seen_version=row.version, actor_id="officer", now=WHILE_OPEN)
    an_answer(session, partnership, more=danger + " Please come.")
    session.expire_all()
    row = session.get(WrittenAnswer, row.id)
    assert (row.state, row.sanitised) == (TextState.HELD, None)
    opened = desk.open(session, row.id, opener=OPENER, actor_id="officer", now=WHILE_OPEN)
    assert opened.decisions == ()
