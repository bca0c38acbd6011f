"""What no question may hold, how many there may be, and by when everything is gone."""

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from portal.concerns.conversation import rules
from portal.concerns.conversation.restating import SMALL, restated
from portal.concerns.conversation.rules import Kept, Standing
from portal.concerns.report import TextMissing, TextTooLong
from portal.concerns.rules import State
from portal.core.errors import MoveNotAllowed

REPORT = "The lights under the bridge have been out all week and people feel watched."
DAYS = {
    "declined": 30,
    "original": 90,
    "sanitised": 730,
    "conversation": 90,
    "escalated": 365,
    "concern": 1095,
}
TODAY = date(2026, 11, 23)


@pytest.mark.parametrize(
    "words, found",
    [
        ("Was it the lights under the bridge again?", "the lights under the bridge"),
        ("LIGHTS UNDER THE BRIDGE HAVE been out?", "LIGHTS UNDER THE BRIDGE HAVE"),
        ("Week, people, feel watched?", "Week, people, feel watched"),
        ("the light’s under the bridges", "the light’s under the bridges"),
        ("The lïghts ünder thé bridge wént out?", "The lïghts ünder thé bridge"),
    ],
)
def test_words_said_again_are_found_as_they_are_typed(words, found):
    assert restated(words, [REPORT]) == (found,)


@pytest.mark.parametrize(
    "words",
    [
        "",
        "?!",
        "At what time of day is it worst?",
        "Do people there know whom to ring?",
        "Is it all of the time, or only now and then?",
        "the of and to " * 20,
    ],
)
def test_words_that_anybody_might_use_are_free(words):
    assert restated(words, [REPORT]) == ()


def test_a_very_short_report_may_not_be_repeated_as_a_whole():
    assert restated("Do the dealers use drugs? Drug dealers?", ["Drug dealers!"]) == ("Drug dealers",)
    assert restated("Is there a fire?", ["Fire"]) == ()


def test_every_text_is_looked_through():
    assert restated("Why does the caretaker lock the gate early?", [REPORT, "Caretaker locks gate early"])
    assert restated("anything", []) == ()


WORDS = st.lists(st.text("abcdefghij", min_size=4, max_size=7), min_size=8, max_size=30)


@given(WORDS, st.data())
def test_no_run_of_a_text_can_be_asked_whatever_stands_around_it(words, data):
    at = data.draw(st.integers(0, len(words) - 4))
    small = data.draw(st.sampled_from(sorted(SMALL)))
    run = f" {small} ".join(words[at : at + 4]).upper()
    assert restated(f"Tell us, {run}, please?", [" ".join(words)])


@given(st.text(max_size=300), st.lists(st.text(max_size=300), max_size=3))
def test_any_text_at_all_can_be_looked_through(text, known):
    found = restated(text, known)
    assert all(words in text for words in found)


def test_a_question_is_kept_without_what_stands_around_it():
    assert rules.check_question("  How long? \n", known=[REPORT]) == "How long?"


@pytest.mark.parametrize(
    "words, refusal",
    [
        (" ", rules.QuestionMissing),
        ("x" * 601, rules.QuestionTooLong),
        ("Is it Dave Smith?", rules.QuestionPointsToSomebody),
        ("Ring 07700 900123?", rules.QuestionPointsToSomebody),
        ("Lights under the bridge have gone?", rules.QuestionRepeatsWords),
    ],
)
def test_a_question_that_may_not_go_out(words, refusal):
    with pytest.raises(refusal):
        rules.check_question(words, known=[REPORT])


@pytest.mark.parametrize("text, refusal", [("", TextMissing), ("x" * 6001, TextTooLong)], ids=["no", "long"])
def test_a_message_has_words_and_not_too_many(text, refusal):
    with pytest.raises(refusal):
        rules.check_message(text, sent=0)


def standing(state, decided_on=TODAY, last_word_on=TODAY):
    return Standing(state, TODAY, decided_on, last_word_on)


def room(state=State.HELD, **changes):
    values = {"unanswered": 0, "asked": 0, "gone_on": None, "today": TODAY, **changes}
    rules.check_room(standing(state), **values)


def test_there_is_room_while_somebody_can_answer():
    room()
    room(gone_on=TODAY + timedelta(days=rules.LEAST_DAYS_TO_ANSWER))


@pytest.mark.parametrize(
    "changes, refusal",
    [
        ({"state": State.WITHDRAWN}, MoveNotAllowed),
        ({"unanswered": rules.OPEN_AT_ONCE}, rules.TooManyOpen),
        ({"asked": rules.SLOTS}, rules.TooManyAsked),
        ({"gone_on": TODAY + timedelta(days=rules.LEAST_DAYS_TO_ANSWER - 1)}, rules.SoonGone),
    ],
    ids=str,
)
def test_there_is_no_room(changes, refusal):
    with pytest.raises(refusal):
        room(**changes)


@pytest.mark.parametrize(
    "where, kept",
    [
        (standing(State.HELD, None), Kept()),
        (standing(State.COUNTED), Kept(date(2027, 2, 21), date(2027, 2, 21), date(2029, 11, 22))),
        (standing(State.COUNTED, last_word_on=None), Kept(date(2027, 2, 21), None, date(2029, 11, 22))),
        (standing(State.DECLINED), Kept(*[date(2026, 12, 23)] * 3)),
        (standing(State.ESCALATED, None), Kept(*[date(2027, 11, 23)] * 3)),
        (
            standing(State.COUNTED_AS_ESCALATED),
            Kept(date(2027, 2, 21), date(2027, 2, 21), date(2027, 11, 23)),
        ),
    ],
    ids=lambda value: getattr(value, "state", ""),
)
def test_by_when_what_is_gone(where, kept):
    assert rules.kept_until(where, DAYS) == kept


def test_a_partnership_that_names_no_time_promises_none():
    assert rules.kept_until(standing(State.COUNTED), {}) == Kept()


@given(st.sampled_from(State), st.dates(date(2026, 1, 1), date(2030, 1, 1)), st.integers(0, 400))
def test_nothing_is_promised_to_outlive_the_whole(state, decided_on, later):
    kept = rules.kept_until(standing(state, decided_on, decided_on + timedelta(days=later)), DAYS)
    parts = [day for day in (kept.words_by, kept.talk_by) if day]
    assert kept.all_by is None or all(day <= kept.all_by for day in parts)
