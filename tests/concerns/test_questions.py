"""The order of the pages, and that none is lost on the way back."""

from hypothesis import given
from hypothesis import strategies as st

from portal.concerns.report import Before, Connection, HowMuch, HowOften, TimeOfDay, Unsafe, When
from portal.concerns.reporting import questions
from portal.concerns.reporting.questions import ORDER, Step, after, before, first_open, path

PATHS = st.builds(
    path,
    advice=st.booleans(),
    subtopics=st.integers(0, 9),
    matches=st.booleans(),
    unsafe=st.booleans(),
)


@given(PATHS)
def test_every_page_of_a_journey_is_reached_once(steps):
    seen = [steps[0]]
    while seen[-1] is not Step.CHECK:
        seen.append(after(seen[-1], steps))
    assert tuple(seen) == steps


@given(PATHS)
def test_the_way_back_is_the_way_there(steps):
    for step in steps[1:]:
        assert after(before(step, steps), steps) is step
    assert before(steps[0], steps) is steps[0]


@given(PATHS, st.sets(st.sampled_from(ORDER)))
def test_the_first_open_page_is_open_and_on_the_way(steps, answered):
    step = first_open(answered, steps)
    assert step in steps and (step is Step.CHECK or step not in answered)


def test_danger_comes_first_and_the_check_last():
    assert (ORDER[0], ORDER[-1]) == (Step.DANGER, Step.CHECK)


def test_every_band_has_its_words():
    for codes, words in (
        (When, questions.WHEN_WORDS),
        (HowOften, questions.OFTEN_WORDS),
        (TimeOfDay, questions.TIME_WORDS),
        (Before, questions.BEFORE_WORDS),
        (Unsafe, questions.UNSAFE_WORDS),
        (HowMuch, questions.HOW_MUCH_WORDS),
        (Connection, questions.CONNECTION_WORDS),
    ):
        assert list(words) == list(codes) and all(words.values())
