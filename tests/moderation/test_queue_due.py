"""By when somebody should have looked, in the words of an office."""

from datetime import UTC, datetime, timedelta

import pytest

from portal.adapters.holidays import england
from portal.core.workdays import StaffedHours, staffed_between
from portal.moderation.due import Due, Office, window, words

OFFICE = Office(StaffedHours(), england())
MONDAY = datetime(2026, 11, 23, 10, 0, tzinfo=UTC)
FRIDAY_EVENING = datetime(2026, 11, 27, 18, 0, tzinfo=UTC)
HOUR, DAY = timedelta(hours=1), timedelta(days=1)


@pytest.mark.parametrize(
    ("due_at", "now", "said"),
    [
        (MONDAY + 3 * HOUR, MONDAY, "in 3 staffed hours"),
        (MONDAY + HOUR, MONDAY, "in 1 staffed hour"),
        (MONDAY + HOUR, MONDAY + timedelta(minutes=20), "in less than a staffed hour"),
        (MONDAY + HOUR, MONDAY - timedelta(minutes=20), "in 2 staffed hours"),
        (MONDAY + DAY, MONDAY, "in 8 staffed hours"),
        (MONDAY + 2 * DAY, MONDAY, "in 2 working days"),
        (MONDAY + 7 * DAY, FRIDAY_EVENING, "in 1 staffed hour"),
        (MONDAY, MONDAY, "in less than a staffed hour"),
        (MONDAY, MONDAY + timedelta(minutes=1), "late by 1 working day"),
        (MONDAY, MONDAY + DAY, "late by 1 working day"),
        (MONDAY, MONDAY + 7 * DAY, "late by 5 working days"),
    ],
)
def test_near_is_told_in_staffed_hours_and_far_in_working_days(due_at, now, said):
    assert words(due_at, now, OFFICE) == said


def test_nights_weekends_and_bank_holidays_hold_no_staffed_time():
    christmas = datetime(2026, 12, 25, 9, 0, tzinfo=UTC)
    assert staffed_between(christmas, christmas + DAY, OFFICE.hours, OFFICE.holidays) == timedelta()
    assert staffed_between(FRIDAY_EVENING, MONDAY + 7 * DAY, OFFICE.hours, OFFICE.holidays) == HOUR
    assert staffed_between(MONDAY, MONDAY - DAY, OFFICE.hours, OFFICE.holidays) == timedelta()


def test_late_today_and_this_week_share_no_moment():
    assert window(Due.LATE, MONDAY) == (None, MONDAY)
    today, week = window(Due.TODAY, MONDAY), window(Due.WEEK, MONDAY)
    assert today == (MONDAY, datetime(2026, 11, 24, tzinfo=UTC))
    assert week == (MONDAY, datetime(2026, 11, 30, tzinfo=UTC))
    assert window(None, MONDAY) == (None, None)
