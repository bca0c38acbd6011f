"""Counting working days and staffed hours, so that every promise has a date and can show how it was reached.

Refuses to count backwards to a due date and to wait for an office that is never staffed. A working day is a
Monday to Friday that is no bank holiday in England (Bills of Exchange Act 1882 s.92; Banking and Financial
Dealings Act 1971); the holidays are given, never looked up. The day itself is not counted: one working day
from Monday is Tuesday. Due times stand on whole hours, so that a due time kept beside a report does not tell
the minute at which the report came.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta

from portal.core.errors import DomainError
from portal.core.sentences import several
from portal.core.spans import time_of_day
from portal.core.windows import LONDON, at_london, aware, london_date, london_midnight

DAY = timedelta(days=1)
HOUR = timedelta(hours=1)
OFFICE_WEEK = frozenset(range(5))  # Monday is 0
SEARCH_DAYS = 366  # an office closed for a whole year is never staffed


class CountsBackwards(DomainError):
    """A promise was asked for a negative number of days or hours."""

    code = "counts-backwards"


class NeverStaffed(DomainError):
    """No hour in which anybody could act was found."""

    code = "never-staffed"


@dataclass(frozen=True, slots=True)
class StaffedHours:
    """When somebody is there: London clock times and weekdays (Monday is 0). An `end` of 00:00 is midnight.

    Nobody is there on a bank holiday. Raises NeverStaffed when no hour is left.
    """

    start: time = time(9)
    end: time = time(17)
    weekdays: frozenset[int] = OFFICE_WEEK

    def __post_init__(self) -> None:
        backwards = self.end <= self.start and self.end != time.min
        if backwards or not self.weekdays or not self.weekdays <= frozenset(range(7)):
            raise NeverStaffed(start=self.start, end=self.end, weekdays=self.weekdays)

    def shift(self, day: date, holidays: frozenset[date]) -> tuple[datetime, datetime] | None:
        """The staffed time of this London day, in UTC, or None on a day off."""
        if day.weekday() not in self.weekdays or day in holidays:
            return None
        end = london_midnight(day + DAY) if self.end == time.min else at_london(day, self.end)
        return at_london(day, self.start), end


@dataclass(frozen=True, slots=True)
class Due:
    """A due moment (aware, UTC) and the steps, in plain words, by which it was reached.

    The steps speak of rounded times only.
    """

    at: datetime
    steps: tuple[str, ...]


def is_working_day(day: date, holidays: frozenset[date]) -> bool:
    """Whether the day is a Monday to Friday and no bank holiday."""
    return day.weekday() in OFFICE_WEEK and day not in holidays


def add_working_days(day: date, n: int, holidays: frozenset[date]) -> date:
    """The n-th working day after `day`, or before it when n is negative; `day` itself when n is 0."""
    step = DAY if n > 0 else -DAY
    left = abs(n)
    while left:
        day += step
        left -= is_working_day(day, holidays)
    return day


def working_days_between(first: date, last: date, holidays: frozenset[date]) -> int:
    """How many working days come after `first`, up to and including `last`; 0 when `last` is not later."""
    days = (last - first).days
    return sum(is_working_day(first + DAY * n, holidays) for n in range(1, days + 1))


def next_staffed(now: datetime, hours: StaffedHours, holidays: frozenset[date]) -> datetime:
    """`now` itself while somebody is there, else the start of the next staffed time; UTC.

    Raises NeverStaffed, NaiveTime.
    """
    opens, _ = next(_shifts(now, hours, holidays))
    return opens


def due_by_working_days(now: datetime, n: int, hours: StaffedHours, holidays: frozenset[date]) -> datetime:
    """The due moment n working days after `now`; see `explain_working_days`."""
    return explain_working_days(now, n, hours, holidays).at


def add_staffed_hours(now: datetime, count: int, hours: StaffedHours, holidays: frozenset[date]) -> datetime:
    """The due moment `count` staffed hours after `now`; see `explain_staffed_hours`."""
    return explain_staffed_hours(now, count, hours, holidays).at


def explain_working_days(now: datetime, n: int, hours: StaffedHours, holidays: frozenset[date]) -> Due:
    """n working days from the next staffed moment, at the same time of day, rounded up to a staffed hour.

    Raises CountsBackwards, NeverStaffed, NaiveTime.
    """
    if n < 0:
        raise CountsBackwards(count=n)
    start = _up_to_the_hour(next_staffed(now, hours, holidays), hours, holidays)
    local = start.astimezone(LONDON)
    target = add_working_days(local.date(), n, holidays)
    at = next_staffed_mark(at_london(target, local.time()), hours, holidays)
    steps = [f"Counting starts on {_moment(start)}"]
    steps += days_off(local.date(), target, holidays)
    steps.append(f"{several(n, 'working day')} later is {day_words(target)}")
    if london_date(at) != target:
        steps.append(f"Nobody is there then; the next staffed time is {_moment(at)}")
    steps.append(f"Due by {_moment(at)}")
    return Due(at, tuple(steps))


def explain_staffed_hours(now: datetime, count: int, hours: StaffedHours, holidays: frozenset[date]) -> Due:
    """`count` hours of staffed time from `now`, rounded up to a staffed hour.

    Raises CountsBackwards, NeverStaffed, NaiveTime.
    """
    if count < 0:
        raise CountsBackwards(count=count)
    start = next_staffed(now, hours, holidays)
    at = _up_to_the_hour(_after_staffed(start, HOUR * count, hours, holidays), hours, holidays)
    rounded = _up_to_the_hour(start, hours, holidays)
    steps = [f"Counting starts by {_moment(rounded)}"]
    steps += days_off(london_date(rounded), london_date(at), holidays)
    steps.append(f"{several(count, 'staffed hour')} later, on the hour, is {_moment(at)}")
    return Due(at, tuple(steps))


def next_staffed_mark(moment: datetime, hours: StaffedHours, holidays: frozenset[date]) -> datetime:
    """`moment` itself from the start to the very end of a staffed time, else the next start; UTC."""
    shift = hours.shift(london_date(moment), holidays)
    if shift and shift[0] <= moment <= shift[1]:
        return aware(moment)
    return next_staffed(moment, hours, holidays)


def staffed_between(
    first: datetime, last: datetime, hours: StaffedHours, holidays: frozenset[date]
) -> timedelta:
    """The staffed time from `first` to `last`; nothing when `last` is not later. Raises NaiveTime."""
    left = timedelta()
    for offset in range((london_date(last) - london_date(first)).days + 1):
        shift = hours.shift(london_date(first) + DAY * offset, holidays)
        if shift is not None:
            left += max(min(shift[1], aware(last)) - max(shift[0], aware(first)), timedelta())
    return left


def is_late(due_at: datetime, now: datetime) -> bool:
    """Whether the due moment has passed."""
    return aware(now) > aware(due_at)


def late_by(due_at: datetime, now: datetime, holidays: frozenset[date]) -> int:
    """Working days begun since the due moment passed: 0 in time, 1 when late on the day itself."""
    if not is_late(due_at, now):
        return 0
    return max(1, working_days_between(london_date(due_at), london_date(now), holidays))


def _shifts(
    now: datetime, hours: StaffedHours, holidays: frozenset[date]
) -> Iterator[tuple[datetime, datetime]]:
    """The staffed times from `now` on, the first cut at `now`; UTC. Raises NeverStaffed when none comes."""
    moment = aware(now)
    day, empty = london_date(moment), 0
    while empty < SEARCH_DAYS:
        shift = hours.shift(day, holidays)
        if shift and shift[1] > moment:
            yield max(shift[0], moment), shift[1]
            empty = 0
        empty, day = empty + 1, day + DAY
    raise NeverStaffed(now=now, weekdays=hours.weekdays)


def _after_staffed(
    start: datetime, left: timedelta, hours: StaffedHours, holidays: frozenset[date]
) -> datetime:
    for opens, closes in _shifts(start, hours, holidays):
        if left <= closes - opens:
            return opens + left
        left -= closes - opens
    raise NeverStaffed(now=start)


def _up_to_the_hour(moment: datetime, hours: StaffedHours, holidays: frozenset[date]) -> datetime:
    """The next whole hour that lies in, or ends, a staffed time; the start of one stands as it is."""
    shift = hours.shift(london_date(moment), holidays)
    if shift and moment == shift[0]:
        return moment
    whole = aware(moment).replace(minute=0, second=0, microsecond=0, tzinfo=UTC)
    return next_staffed_mark(whole if whole == moment else whole + HOUR, hours, holidays)


def days_off(first: date, last: date, holidays: frozenset[date]) -> list[str]:
    """One line for the weekends and one for each bank holiday between two days, both included."""
    days = [first + DAY * n for n in range((last - first).days + 1)]
    weekend = any(day.weekday() not in OFFICE_WEEK for day in days)
    lines = ["Saturdays and Sundays are not counted"] if weekend else []
    off = [day for day in days if day.weekday() in OFFICE_WEEK and day in holidays]
    return lines + [f"{day_words(day)} is a bank holiday and is not counted" for day in off]


def day_words(day: date) -> str:
    return f"{day:%A} {day.day} {day:%B %Y}"


def _moment(moment: datetime) -> str:
    local = moment.astimezone(LONDON)
    return f"{day_words(local.date())} at {time_of_day(local.time())}"
