"""A window says where a moment stands, also on the days when the clocks change."""

from datetime import UTC, date, datetime, time, timedelta, timezone

import pytest
from hypothesis import given
from hypothesis import strategies as st

from portal.core.windows import (
    LONDON,
    NaiveTime,
    Window,
    WindowBackwards,
    WindowState,
    at_london,
    end_of_day,
    london_date,
    london_midnight,
)

JUNE = Window.of_days(date(2026, 6, 1), date(2026, 6, 30))


@pytest.mark.parametrize(
    ("moment", "state"),
    [
        (datetime(2026, 5, 31, 22, 59, 59, tzinfo=UTC), WindowState.UPCOMING),
        (datetime(2026, 5, 31, 23, 0, tzinfo=UTC), WindowState.OPEN),
        (datetime(2026, 6, 30, 22, 59, 59, 999999, tzinfo=UTC), WindowState.OPEN),
        (datetime(2026, 6, 30, 23, 0, tzinfo=UTC), WindowState.CLOSED),
    ],
)
def test_a_window_of_days_opens_and_closes_at_londons_midnight(moment: datetime, state: WindowState) -> None:
    assert JUNE.state(moment) is state
    assert JUNE.is_open(moment) is (state is WindowState.OPEN)


def test_a_window_of_days_names_its_first_and_last_day() -> None:
    assert (JUNE.first_day, JUNE.last_day) == (date(2026, 6, 1), date(2026, 6, 30))


def test_the_last_day_of_march_is_an_hour_short_when_the_clocks_go_forward() -> None:
    sunday = date(2027, 3, 28)
    assert london_midnight(sunday) == datetime(2027, 3, 28, 0, tzinfo=UTC)
    assert end_of_day(sunday) - london_midnight(sunday) == timedelta(hours=23) - timedelta(microseconds=1)


def test_the_last_sunday_of_october_is_an_hour_long_when_the_clocks_go_back() -> None:
    sunday = date(2026, 10, 25)
    assert london_midnight(sunday) == datetime(2026, 10, 24, 23, tzinfo=UTC)
    assert end_of_day(sunday) - london_midnight(sunday) == timedelta(hours=25) - timedelta(microseconds=1)


def test_an_hour_that_happens_twice_means_the_first_one() -> None:
    assert at_london(date(2026, 10, 25), time(1, 30)) == datetime(2026, 10, 25, 0, 30, tzinfo=UTC)


def test_an_hour_that_is_left_out_still_names_one_moment() -> None:
    assert at_london(date(2027, 3, 28), time(1, 30)) == datetime(2027, 3, 28, 1, 30, tzinfo=UTC)


def test_a_window_of_one_day_is_open_all_that_day() -> None:
    day = Window.of_days(date(2028, 2, 29), date(2028, 2, 29))
    assert day.is_open(datetime(2028, 2, 29, 12, tzinfo=UTC))
    assert not day.is_open(datetime(2028, 3, 1, 0, tzinfo=UTC))


def test_a_window_that_ends_before_it_begins_is_refused() -> None:
    with pytest.raises(WindowBackwards) as refusal:
        Window(JUNE.closes_at, JUNE.opens_at)
    assert refusal.value.facts["closes_at"] == JUNE.opens_at


def test_a_window_without_length_is_refused() -> None:
    with pytest.raises(WindowBackwards):
        Window(JUNE.opens_at, JUNE.opens_at)


def test_moments_without_a_zone_are_refused() -> None:
    with pytest.raises(NaiveTime):
        Window(JUNE.opens_at.replace(tzinfo=None), JUNE.closes_at)
    with pytest.raises(NaiveTime):
        JUNE.state(JUNE.opens_at.replace(tzinfo=None))


def test_moments_are_kept_in_utc_whatever_zone_they_came_in() -> None:
    tokyo = timezone(timedelta(hours=9))
    window = Window(JUNE.opens_at.astimezone(tokyo), JUNE.closes_at.astimezone(LONDON))
    assert window == JUNE
    assert window.opens_at.tzinfo is UTC


def test_extending_moves_only_the_close() -> None:
    longer = JUNE.closing_at(end_of_day(date(2026, 7, 7)))
    assert (longer.opens_at, longer.last_day) == (JUNE.opens_at, date(2026, 7, 7))


@given(st.dates(date(2000, 1, 1), date(2090, 1, 1)))
def test_every_day_begins_where_the_day_before_ended(day: date) -> None:
    assert end_of_day(day) + timedelta(microseconds=1) == london_midnight(day + timedelta(days=1))
    assert london_date(london_midnight(day)) == london_date(end_of_day(day)) == day


@given(st.integers(-60, 60))
def test_a_window_never_reopens(days: int) -> None:
    moment = JUNE.opens_at + timedelta(days=days)
    order = [WindowState.UPCOMING, WindowState.OPEN, WindowState.CLOSED]
    later = moment + timedelta(hours=7)
    assert order.index(JUNE.state(moment)) <= order.index(JUNE.state(later))
