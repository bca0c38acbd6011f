"""Promises are kept in working days, and each can show how its date was reached."""

from datetime import UTC, date, datetime, time, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from portal.adapters import holidays
from portal.core.windows import LONDON
from portal.core.workdays import (
    CountsBackwards,
    NeverStaffed,
    StaffedHours,
    add_staffed_hours,
    add_working_days,
    due_by_working_days,
    explain_staffed_hours,
    explain_working_days,
    is_late,
    is_working_day,
    late_by,
    next_staffed,
    working_days_between,
)

ENGLAND = holidays.england()
OFFICE = StaffedHours()
moments = st.integers(0, 3 * 365 * 24 * 60).map(lambda n: london(2025, 1, 1) + timedelta(minutes=n))
hours_of_an_office = st.builds(
    StaffedHours,
    start=st.sampled_from([time(8), time(8, 30), time(9)]),
    end=st.sampled_from([time(12, 15), time(17), time(22), time(0)]),
    weekdays=st.frozensets(st.integers(0, 6), min_size=1),
)


def london(year: int, month: int, day: int, hour: int = 0, minute: int = 0) -> datetime:
    return datetime(year, month, day, hour, minute, tzinfo=LONDON).astimezone(UTC)


def test_christmas_boxing_day_and_new_year_are_not_counted() -> None:
    assert add_working_days(date(2026, 12, 24), 1, ENGLAND) == date(2026, 12, 29)
    assert add_working_days(date(2026, 12, 24), 4, ENGLAND) == date(2027, 1, 4)


def test_good_friday_and_easter_monday_are_not_counted() -> None:
    assert add_working_days(date(2027, 3, 25), 1, ENGLAND) == date(2027, 3, 30)


def test_a_leap_day_counts_like_any_other() -> None:
    assert add_working_days(date(2028, 2, 28), 1, ENGLAND) == date(2028, 2, 29)
    assert add_working_days(date(2028, 2, 28), 2, ENGLAND) == date(2028, 3, 1)


def test_papers_go_out_five_working_days_before_the_meeting() -> None:
    assert add_working_days(date(2027, 4, 1), -5, ENGLAND) == date(2027, 3, 23)


def test_no_working_day_leaves_the_day_as_it_is() -> None:
    assert add_working_days(date(2026, 12, 25), 0, ENGLAND) == date(2026, 12, 25)


def test_a_report_on_a_saturday_starts_counting_on_monday_morning() -> None:
    assert due_by_working_days(london(2026, 6, 6, 23, 10), 5, OFFICE, ENGLAND) == london(2026, 6, 15, 9)


def test_a_due_time_is_rounded_up_to_the_hour() -> None:
    assert due_by_working_days(london(2026, 6, 8, 10, 17), 5, OFFICE, ENGLAND) == london(2026, 6, 15, 11)


def test_a_report_just_before_closing_is_due_at_closing() -> None:
    assert due_by_working_days(london(2026, 6, 8, 16, 59), 1, OFFICE, ENGLAND) == london(2026, 6, 9, 17)


def test_the_time_of_day_stands_when_the_clocks_change_on_the_way() -> None:
    assert due_by_working_days(london(2026, 10, 23, 10), 1, OFFICE, ENGLAND) == london(2026, 10, 26, 10)
    assert due_by_working_days(london(2027, 3, 25, 10), 1, OFFICE, ENGLAND) == london(2027, 3, 30, 10)


def test_an_office_that_is_closed_on_fridays_is_due_on_monday() -> None:
    four_days = StaffedHours(weekdays=frozenset({0, 1, 2, 3}))
    assert due_by_working_days(london(2026, 6, 11, 10), 1, four_days, ENGLAND) == london(2026, 6, 15, 9)


def test_one_staffed_hour_on_friday_night_ends_on_monday_at_ten() -> None:
    assert add_staffed_hours(london(2026, 6, 5, 22), 1, OFFICE, ENGLAND) == london(2026, 6, 8, 10)


def test_an_hour_that_runs_past_closing_goes_on_the_next_morning() -> None:
    assert add_staffed_hours(london(2026, 6, 8, 16, 30), 1, OFFICE, ENGLAND) == london(2026, 6, 9, 10)


def test_staffed_hours_run_over_christmas_without_counting_it() -> None:
    assert add_staffed_hours(london(2026, 12, 24, 16), 2, OFFICE, ENGLAND) == london(2026, 12, 29, 10)


def test_hours_staffed_round_the_clock_are_real_hours_when_the_clocks_go_back() -> None:
    always = StaffedHours(time(0), time(0), frozenset(range(7)))
    assert add_staffed_hours(london(2026, 10, 24, 12), 24, always, ENGLAND) == london(2026, 10, 25, 11)


def test_now_is_staffed_while_somebody_is_there() -> None:
    assert next_staffed(london(2026, 6, 8, 9), OFFICE, ENGLAND) == london(2026, 6, 8, 9)
    assert next_staffed(london(2026, 6, 8, 17), OFFICE, ENGLAND) == london(2026, 6, 9, 9)
    assert next_staffed(london(2026, 12, 25, 11), OFFICE, ENGLAND) == london(2026, 12, 29, 9)


def test_a_due_date_shows_how_it_was_reached() -> None:
    assert explain_working_days(london(2026, 12, 24, 15, 20), 2, OFFICE, ENGLAND).steps == (
        "Counting starts on Thursday 24 December 2026 at 4pm",
        "Saturdays and Sundays are not counted",
        "Friday 25 December 2026 is a bank holiday and is not counted",
        "Monday 28 December 2026 is a bank holiday and is not counted",
        "2 working days later is Wednesday 30 December 2026",
        "Due by Wednesday 30 December 2026 at 4pm",
    )


def test_staffed_hours_show_how_they_were_reached() -> None:
    assert explain_staffed_hours(london(2026, 6, 8, 10, 5), 1, OFFICE, ENGLAND).steps == (
        "Counting starts by Monday 8 June 2026 at 11am",
        "1 staffed hour later, on the hour, is Monday 8 June 2026 at noon",
    )


def test_lateness_is_counted_in_working_days() -> None:
    due = london(2026, 12, 24, 11)
    assert late_by(due, due, ENGLAND) == 0
    assert late_by(due, london(2026, 12, 24, 15), ENGLAND) == 1
    assert late_by(due, london(2026, 12, 29, 9), ENGLAND) == 1
    assert late_by(due, london(2026, 12, 31, 9), ENGLAND) == 3


def test_promises_do_not_count_backwards() -> None:
    with pytest.raises(CountsBackwards):
        due_by_working_days(london(2026, 6, 8), -1, OFFICE, ENGLAND)
    with pytest.raises(CountsBackwards):
        add_staffed_hours(london(2026, 6, 8), -1, OFFICE, ENGLAND)


@pytest.mark.parametrize(
    ("start", "end", "weekdays"),
    [(time(9), time(9), {0}), (time(17), time(9), {0}), (time(9), time(17), set()), (time(9), time(17), {7})],
)
def test_an_office_without_hours_is_refused(start: time, end: time, weekdays: set[int]) -> None:
    with pytest.raises(NeverStaffed):
        StaffedHours(start, end, frozenset(weekdays))


def test_waiting_for_an_office_whose_every_day_is_a_holiday_is_refused() -> None:
    closed = frozenset(date(2026, 1, 1) + timedelta(days=n) for n in range(800))
    with pytest.raises(NeverStaffed):
        next_staffed(london(2026, 1, 2), OFFICE, closed)


def test_the_shipped_holidays_cover_the_years_around_now() -> None:
    assert {date(2026, 4, 3), date(2026, 4, 6), date(2026, 12, 25), date(2026, 12, 28)} <= ENGLAND
    assert holidays.last_known() >= date(2028, 12, 31)


@given(moments, moments, st.integers(0, 30), hours_of_an_office)
def test_who_comes_later_is_never_due_earlier(a: datetime, b: datetime, n: int, hours: StaffedHours) -> None:
    first, second = sorted((a, b))
    assert due_by_working_days(first, n, hours, ENGLAND) <= due_by_working_days(second, n, hours, ENGLAND)
    assert add_staffed_hours(first, n, hours, ENGLAND) <= add_staffed_hours(second, n, hours, ENGLAND)


@given(moments, st.integers(0, 30), hours_of_an_office)
def test_more_days_or_hours_are_never_due_earlier(now: datetime, n: int, hours: StaffedHours) -> None:
    for due in (due_by_working_days, add_staffed_hours):
        assert now <= due(now, n, hours, ENGLAND) <= due(now, n + 1, hours, ENGLAND)


@given(moments, st.integers(0, 30), hours_of_an_office)
def test_a_due_time_is_a_whole_hour_or_a_start_when_somebody_is_there(
    now: datetime, n: int, hours: StaffedHours
) -> None:
    for due in (due_by_working_days, add_staffed_hours):
        local = due(now, n, hours, ENGLAND).astimezone(LONDON)
        assert local.minute == 0 or local.time() == hours.start
        moment = local - timedelta(microseconds=1) if local.time() != hours.start else local
        shift = hours.shift(moment.date(), ENGLAND)
        assert shift is not None
        assert shift[0] <= local <= shift[1]


@given(st.dates(date(2025, 1, 1), date(2028, 6, 1)), st.integers(1, 60))
def test_counting_forward_and_back_meet_on_working_days(day: date, n: int) -> None:
    later = add_working_days(day, n, ENGLAND)
    assert is_working_day(later, ENGLAND)
    assert working_days_between(day, later, ENGLAND) == n
    assert add_working_days(add_working_days(later, -n, ENGLAND), n, ENGLAND) == later


@given(moments, moments)
def test_late_means_after(due: datetime, now: datetime) -> None:
    assert (late_by(due, now, ENGLAND) > 0) is is_late(due, now) is (now > due)
