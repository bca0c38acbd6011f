"""What an outcome has to say, how it goes on, and when everybody may read it."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from portal.core.errors import MoveNotAllowed
from portal.outcomes import rules
from portal.outcomes.rules import (
    DecidedInFuture,
    Ending,
    EndingMissing,
    Facts,
    MayNotPublish,
    PointsToSomebody,
    Progress,
    Refusal,
    State,
    WordsMissing,
    WordsTooLong,
)
from tests.builders.outcomes import FINE, some_words

TODAY = date(2026, 11, 23)


def accepted(**changes):
    return rules.accept(some_words(**changes), today=TODAY)


@pytest.mark.parametrize("part", rules.TEXTS)
def test_nothing_may_be_left_out(part):
    with pytest.raises(WordsMissing) as refused:
        accepted(**{part: " \n "})
    assert refused.value.part == part


@pytest.mark.parametrize("part, most", rules.TEXTS.items())
def test_nothing_may_be_endless(part, most):
    accepted(**{part: "n" * most})
    with pytest.raises(WordsTooLong):
        accepted(**{part: "n" * (most + 1)})


@pytest.mark.parametrize("part", rules.TEXTS)
def test_nothing_points_to_a_person(part):
    with pytest.raises(PointsToSomebody) as refused:
        accepted(**{part: "Ask Mrs Jones on 07700 900123."})
    assert refused.value.part == part and "phone" in refused.value.kinds


def test_what_is_not_done_says_why_and_nothing_else_does():
    accepted(progress=Progress.NOT_DONE, ending=Ending.NO_MONEY)
    with pytest.raises(EndingMissing):
        accepted(progress=Progress.NOT_DONE)
    with pytest.raises(EndingMissing):
        accepted(progress=Progress.DONE, ending=Ending.NO_MONEY)


def test_nobody_decided_tomorrow():
    with pytest.raises(DecidedInFuture):
        accepted(decided_on=date(2026, 11, 24))


def test_every_end_and_progress_and_refusal_has_its_sentence():
    assert set(rules.ENDING_WORDS) == set(Ending)
    assert set(rules.PROGRESS_WORDS) == set(rules.STEPS) == set(Progress)
    assert set(rules.REFUSAL_WORDS) == set(Refusal)
    assert all(words.startswith("Not changed, because ") for words in rules.ENDING_WORDS.values())


@pytest.mark.parametrize(
    "facts, reason",
    [
        (Facts(4, sensitive=False, proceedings=False), Refusal.TOO_FEW),
        (Facts(0, sensitive=False, proceedings=False), Refusal.TOO_FEW),
        (Facts(50, sensitive=True, proceedings=False), Refusal.SENSITIVE),
        (Facts(50, sensitive=False, proceedings=True), Refusal.PROCEEDINGS),
        (Facts(None, sensitive=False, proceedings=True), Refusal.PROCEEDINGS),
    ],
)
def test_what_could_tell_on_somebody_stays_inside(facts, reason):
    with pytest.raises(MayNotPublish) as refused:
        rules.may_publish(facts)
    assert refused.value.reason is reason


@given(st.one_of(st.none(), st.integers(0, 50)), st.booleans(), st.booleans())
def test_published_means_enough_reports_nothing_sensitive_no_court(reports, sensitive, proceedings):
    facts = Facts(reports, sensitive, proceedings)
    try:
        rules.may_publish(facts)
    except MayNotPublish:
        assert sensitive or proceedings or (reports is not None and reports < 5)
    else:
        assert not sensitive and not proceedings and (reports is None or reports >= 5)


def test_reports_deleted_in_time_take_nothing_back():
    rules.may_stay(Facts(0, sensitive=False, proceedings=False))
    with pytest.raises(MayNotPublish):
        rules.may_stay(Facts(0, sensitive=False, proceedings=True))
    rules.may_publish(FINE)


@pytest.mark.parametrize("before", Progress)
@pytest.mark.parametrize("after", Progress)
def test_an_action_goes_on_by_the_table(before, after):
    if before is after:
        assert rules.step(before, after) is False
    elif after in rules.STEPS[before]:
        assert rules.step(before, after) is True
    else:
        with pytest.raises(MoveNotAllowed):
            rules.step(before, after)


def test_a_draft_is_not_withdrawn():
    with pytest.raises(MoveNotAllowed):
        rules.moved(State.DRAFT, State.WITHDRAWN)


def test_the_middle_number_of_days():
    decided = date(2026, 3, 11)
    pairs = [(date(2026, 3, 1), decided), (date(2026, 2, 1), decided), (None, decided)]
    assert rules.middle_days(pairs) == 24
    assert rules.middle_days([(None, decided)]) is None
