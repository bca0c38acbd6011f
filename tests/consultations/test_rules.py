"""When answers are taken, who is counted where, and what may be decided about a text."""

from datetime import timedelta

import pytest

from portal.consultations import rules
from portal.consultations.rules import (
    Audience,
    CodeMissing,
    ConsultationClosed,
    DeclineCode,
    NotYetOpen,
    Phase,
    ReasonMissing,
    SanitisedMissing,
    State,
    TextDecision,
    TextState,
    TextVerb,
)
from portal.core.errors import MoveNotAllowed, Stale
from portal.core.windows import Window
from tests.builders.consultations import AFTER, BEFORE, WHILE_OPEN, WINDOW

MOMENTS = {Phase.UPCOMING: BEFORE, Phase.OPEN: WHILE_OPEN, Phase.CLOSED: AFTER}


@pytest.mark.parametrize("expected", MOMENTS)
def test_a_ready_consultation_follows_its_dates(expected):
    assert rules.phase(State.READY, WINDOW, MOMENTS[expected]) is expected


@pytest.mark.parametrize("moment", MOMENTS.values())
def test_a_draft_is_hidden_and_a_withdrawn_one_says_so(moment):
    assert rules.phase(State.DRAFT, WINDOW, moment) is Phase.HIDDEN
    assert rules.phase(State.WITHDRAWN, WINDOW, moment) is Phase.WITHDRAWN


def test_the_last_moment_still_counts():
    rules.check_open(State.READY, WINDOW, WINDOW.closes_at)
    with pytest.raises(ConsultationClosed):
        rules.check_open(State.READY, WINDOW, WINDOW.closes_at + timedelta(microseconds=1))
    with pytest.raises(NotYetOpen):
        rules.check_open(State.DRAFT, WINDOW, WHILE_OPEN)


@pytest.mark.parametrize("before", State)
@pytest.mark.parametrize("after", State)
def test_states_move_by_the_table_alone(before, after):
    if (before, after) in rules.MOVES:
        assert rules.move(before, after) is after
    else:
        with pytest.raises(MoveNotAllowed):
            rules.move(before, after)


def test_what_took_answers_never_becomes_a_draft_again():
    with pytest.raises(MoveNotAllowed):
        rules.move(State.READY, State.DRAFT, answers=1)


@pytest.mark.parametrize(
    ("relation", "expected"),
    [
        (["live", "work"], Audience.RESIDENT),
        (["study", "visit"], Audience.WORKER),
        (["visit"], Audience.VISITOR),
        ([], Audience.VISITOR),
    ],
)
def test_each_respondent_is_in_one_group(relation, expected):
    assert rules.audience(relation) is expected


def test_a_closed_consultation_keeps_its_dates():
    later = Window(WINDOW.opens_at, AFTER + timedelta(days=30))
    with pytest.raises(MoveNotAllowed):
        rules.reschedule(WINDOW, later.opens_at, later.closes_at, AFTER)
    assert rules.reschedule(WINDOW, later.opens_at, later.closes_at, WHILE_OPEN) == later


def test_an_open_consultation_is_not_cut_short():
    a_day_less = WINDOW.closes_at - timedelta(days=1)
    with pytest.raises(MoveNotAllowed):
        rules.reschedule(WINDOW, WINDOW.opens_at, a_day_less, WHILE_OPEN)


def test_nothing_is_closed_in_the_past():
    with pytest.raises(MoveNotAllowed):
        rules.reschedule(WINDOW, WINDOW.opens_at, WHILE_OPEN - timedelta(hours=1), WHILE_OPEN)


@pytest.mark.parametrize("state", TextState)
@pytest.mark.parametrize("verb", TextVerb)
def test_texts_move_by_the_table_alone(state, verb):
    if (state, verb) in rules.TEXT_MOVES:
        assert rules.move_text(state, verb) is rules.TEXT_MOVES[state, verb]
    else:
        with pytest.raises(MoveNotAllowed):
            rules.move_text(state, verb)


@pytest.mark.parametrize(
    ("decision", "seen", "refusal"),
    [
        (TextDecision(TextVerb.ESCALATE, "Because"), 1, Stale),
        (TextDecision(TextVerb.ESCALATE, "  "), 2, ReasonMissing),
        (TextDecision(TextVerb.DECLINE, "Because"), 2, CodeMissing),
        (TextDecision(TextVerb.CLEAR, "Because", sanitised=" "), 2, SanitisedMissing),
    ],
)
def test_a_decision_is_refused_by_name(decision, seen, refusal):
    with pytest.raises(refusal):
        rules.check_decision(decision, seen_version=seen, version=2)


def test_a_full_decision_passes():
    decision = TextDecision(TextVerb.DECLINE, "It says nothing.", code=DeclineCode.EMPTY)
    rules.check_decision(decision, seen_version=2, version=2)
