"""Officers' copies of answers are found by their words, and by nothing the respondent wrote."""

import pytest
from sqlalchemy import select

from portal.consultations import desk, sanitised
from portal.consultations.copy_words import CopyWord
from portal.consultations.models import WrittenAnswer
from portal.consultations.rules import TextDecision, TextVerb
from portal.consultations.texts import forget
from tests.builders.consultations import AFTER, a_consultation, an_answer


@pytest.fixture
def cleared(session, partnership):
    """Somebody wrote one thing, an officer's copy says another."""
    a_consultation(session)
    an_answer(session, partnership, more="Dave races his Kawasaki", help=None)
    (row,) = session.scalars(select(WrittenAnswer)).all()
    decide(session, row, TextVerb.CLEAR, "Motorbikes race round the bandstand.")
    return row


def decide(session, row, verb, copy=None):
    decision = TextDecision(verb=verb, reason="Read", sanitised=copy)
    desk.decide(session, row.id, decision, seen_version=row.version, actor_id="o" * 26, now=AFTER)


def found(session, words):
    return [copy.id for copy in sanitised.search(session, words).rows]


def test_a_copy_is_found_by_its_words(session, cleared):
    (copy,) = sanitised.search(session, "racing motorbike").rows
    assert (copy.id, copy.words) == (cleared.id, "Motorbikes race round the bandstand.")
    assert copy.month.day == 1 and copy.question and copy.consultation


@pytest.mark.parametrize("words", ["kawasaki", "dave", "bandstand dave", "", "%"])
def test_nothing_else_is_found(session, cleared, words):
    assert found(session, words) == []


def test_what_is_opened_again_is_not_found(session, cleared):
    decide(session, cleared, TextVerb.REOPEN)
    assert found(session, "bandstand") == []


def test_a_respondent_who_takes_it_back_takes_the_words_along(session, cleared):
    forget(session, [cleared.id])
    assert session.scalars(select(CopyWord.word)).all() == []
