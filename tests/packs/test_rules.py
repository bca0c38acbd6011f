"""A pack's period, who may read and sign it, and what may be written beside it."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from portal.core.actors import Actor, Role
from portal.core.errors import Refused
from portal.core.windows import months_on
from portal.packs.rules import (
    MAX_WORDS,
    Judgement,
    Period,
    PeriodNotOver,
    PeriodUnknown,
    PointsToSomebody,
    WordsMissing,
    WordsTooLong,
    accept_comment,
    accept_judgement,
    check_signer,
    may_read,
    period,
)

TODAY = date(2026, 11, 23)


def test_a_quarter_is_compared_with_the_quarter_before_and_a_year_ago():
    found = period(date(2026, 7, 1), 3, today=TODAY)
    assert (found.before.start, found.before.end) == (date(2026, 4, 1), date(2026, 7, 1))
    assert (found.year_ago.start, found.year_ago.end) == (date(2025, 7, 1), date(2025, 10, 1))


def test_a_period_that_is_not_over_is_refused():
    with pytest.raises(PeriodNotOver):
        period(date(2026, 10, 1), 3, today=TODAY)


@pytest.mark.parametrize(
    ("start", "months"), [(date(2026, 7, 2), 3), (date(2026, 7, 1), 5), (date(2026, 7, 1), 0)]
)
def test_odd_periods_are_refused(start, months):
    with pytest.raises(PeriodUnknown):
        period(start, months, today=TODAY)


@pytest.mark.parametrize(
    ("start", "months", "quarters"),
    [
        (date(2026, 7, 1), 3, [date(2026, 7, 1)]),
        (date(2026, 8, 1), 3, []),
        (date(2026, 6, 1), 6, [date(2026, 7, 1)]),
        (date(2026, 10, 1), 1, []),
    ],
)
def test_only_whole_quarters_of_a_year_are_quarters(start, months, quarters):
    assert list(Period(start, months_on(start, months)).quarters) == quarters


@given(st.dates(date(2000, 1, 1), date(2100, 1, 1)), st.integers(-60, 60))
def test_months_there_and_back_again(day, months):
    first = day.replace(day=1)
    assert months_on(months_on(first, months), -months) == first


@pytest.mark.parametrize(
    ("role", "groups", "reads"),
    [
        (Role.GROUP_MEMBER, {"SCSG"}, True),
        (Role.GROUP_CHAIR, {"SCSG"}, True),
        (Role.GROUP_MEMBER, {"DASG"}, False),
        (Role.EXECUTIVE, set(), True),
        (Role.ENGAGEMENT_OFFICER, set(), True),
        (Role.ANALYST, set(), False),
        (Role.ADMINISTRATOR, set(), False),
    ],
)
def test_need_to_know(role, groups, reads):
    assert may_read(Actor("a", frozenset({role}), groups=frozenset(groups)), "SCSG") is reads


@pytest.mark.parametrize(
    ("role", "groups"),
    [(Role.GROUP_MEMBER, {"SCSG"}), (Role.GROUP_CHAIR, {"DASG"}), (Role.EXECUTIVE, set())],
)
def test_only_the_groups_chair_signs(role, groups):
    with pytest.raises(Refused):
        check_signer(Actor("a", frozenset({role}), groups=frozenset(groups)), "SCSG")
    check_signer(Actor("a", frozenset({Role.GROUP_CHAIR}), groups=frozenset({"SCSG"})), "SCSG")


def test_a_comment_says_something_short_and_points_to_nobody():
    assert accept_comment("  We saw this in March.  ") == "We saw this in March."
    for words, refusal in (
        (" ", WordsMissing),
        ("w" * (MAX_WORDS + 1), WordsTooLong),
        ("Ring Mr Smith on 07700 900123", PointsToSomebody),
    ):
        with pytest.raises(refusal):
            accept_comment(words)


def test_a_judgement_may_be_silent_and_says_only_what_was_written():
    assert accept_judgement(Judgement()).said == ()
    kept = accept_judgement(Judgement(impact=" Families stay away. ", capacity="Two wardens."))
    assert [words for _, words in kept.said] == ["Families stay away.", "Two wardens."]
