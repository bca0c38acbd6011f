"""Times of day are written in one way on every page."""

from datetime import UTC, datetime

import pytest

from portal.web.filters import clock, hour, moment


def at(hours, minutes=0):
    return datetime(2026, 12, 4, hours, minutes, tzinfo=UTC)


@pytest.mark.parametrize(
    ("value", "said"),
    [
        (at(9), "9am"),
        (at(15, 15), "3:15pm"),
        (at(12), "noon"),
        (at(0), "midnight"),
        (at(0, 30), "12:30am"),
        (at(12, 5), "12:05pm"),
        (at(23, 59), "11:59pm"),
    ],
)
def test_a_moment_and_an_hour_say_the_time_alike(value, said):
    assert hour(value) == said
    assert moment(value) == f"4 December 2026, {said}"


@pytest.mark.parametrize(
    ("kept", "said"),
    [("18:00", "6pm"), ("9:30", "9:30am"), ("00:00", "midnight"), ("24:00", "24:00"), ("", "")],
)
def test_a_meeting_begins_at_a_time_as_people_say_it(kept, said):
    assert clock(kept) == said


def test_summer_is_told_in_london_time():
    assert hour(datetime(2026, 7, 4, 11, 0, tzinfo=UTC)) == "noon"
