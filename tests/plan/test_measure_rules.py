"""What a measure tells: which way is good, and when a difference says nothing."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from portal.plan import measure_rules as rules
from portal.plan.measure_rules import Direction, Reading, Standing, Unit

TODAY = date(2026, 11, 23)


@pytest.mark.parametrize(
    ("direction", "values", "standing"),
    [
        (Direction.LESS, (400, 300), Standing.RIGHT),
        (Direction.LESS, (300, 400), Standing.WRONG),
        (Direction.MORE, (300, 400), Standing.RIGHT),
        (Direction.COME_FORWARD, (300, 400), Standing.RIGHT),
        (Direction.COME_FORWARD, (400, 300), Standing.WRONG),
        (Direction.WATCH, (300, 400), Standing.WATCHED),
        (Direction.LESS, (300,), Standing.ONE),
        (Direction.LESS, (), Standing.NOTHING),
    ],
)
def test_a_rise_is_good_or_bad_by_the_measures_own_direction(direction, values, standing):
    assert rules.standing(direction, Unit.COUNT, values) is standing


def test_a_rise_of_people_who_come_forward_is_never_bad_news():
    for last in (101, 150, 1000):
        assert rules.standing(Direction.COME_FORWARD, Unit.COUNT, (100, last)) is not Standing.WRONG


@pytest.mark.parametrize(
    ("unit", "first", "last", "differs"),
    [
        (Unit.COUNT, 5, 9, False),
        (Unit.COUNT, 100, 117, False),
        (Unit.COUNT, 100, 140, True),
        (Unit.COUNT, 0, 0, False),
        (Unit.PERCENT, 68, 70, False),
        (Unit.PERCENT, 68, 64, True),
        (Unit.NUMBER, 100, 104, False),
        (Unit.NUMBER, 6.5, 3, True),
    ],
)
def test_a_difference_that_can_be_chance_is_no_change(unit, first, last, differs):
    assert rules.differs(unit, first, last) is differs


def test_reaching_the_target_is_said_at_once():
    assert rules.standing(Direction.LESS, Unit.NUMBER, (3,), 3) is Standing.REACHED
    assert rules.standing(Direction.MORE, Unit.PERCENT, (74,), 75) is Standing.ONE


@pytest.mark.parametrize(
    ("text", "number"), [("", None), ("1,250", 1250), (" 12.5 ", 12.5), ("81%", 81), ("0", 0)]
)
def test_a_number_is_read_as_people_write_it(text, number):
    assert rules.number(text) == number


@pytest.mark.parametrize("text", ["-3", "a lot", "1.2.3", "٣", "1e9", "nan", "9" * 40, "."])
def test_what_is_no_number_is_refused(text):
    with pytest.raises(rules.NotANumber):
        rules.number(text)


@given(st.floats(0, 10**9), st.sampled_from(Unit))
def test_a_shown_number_is_the_number(value, unit):
    assert rules.number(rules.shown(value, unit)) == pytest.approx(value, abs=0.0051)


@pytest.mark.parametrize(
    ("reading", "refusal"),
    [
        (Reading(TODAY, None, "  "), rules.SaysNothing),
        (Reading(date(2026, 11, 24), 3, ""), rules.ReadingInFuture),
    ],
)
def test_a_figure_says_something_and_its_day_has_come(reading, refusal):
    with pytest.raises(refusal):
        rules.check(reading, today=TODAY)


def test_half_a_year_without_a_figure_is_told():
    assert rules.is_quiet(None, TODAY) and rules.is_quiet(date(2026, 5, 1), TODAY)
    assert not rules.is_quiet(date(2026, 6, 1), TODAY)
