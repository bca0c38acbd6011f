"""On which days a group meets and by when its papers go out; days of London, bank holidays given.

Refuses to guess for a group that meets as it needs: it has no next dates.
"""

from collections.abc import Iterator
from datetime import date, timedelta

from portal.core.windows import months_on
from portal.core.workdays import add_working_days, is_working_day, working_days_between

USUAL_WEEK, USUAL_WEEKDAY = 2, 3  # the second Thursday, until a group has met on another day
WEEK = timedelta(weeks=1)
LAST_WEEK = 5  # a fifth weekday is the last one in a month that has only four


def next_dates(
    last: date | None,
    *,
    months: int,
    weeks: int,
    today: date,
    holidays: frozenset[date],
    number: int = 3,
) -> tuple[date, ...]:
    """The next days after `today`, in the rhythm of the last meeting: its weekday, and its week of the month.

    A day off gives way to the same weekday a week later; the rhythm goes on from the day it should have been.
    """
    if not months and not weeks:
        return ()
    found: list[date] = []
    for day in _rhythm(last or _usual(today, -1), months, weeks):
        moved = day
        while not is_working_day(moved, holidays):
            moved += WEEK if moved.weekday() < LAST_WEEK else timedelta(days=1)
        if moved > today:
            found.append(moved)
        if len(found) == number:
            break
    return tuple(found)


def circulate_by(day: date, *, working_days: int, clear: bool, holidays: frozenset[date]) -> date:
    """The last day on which papers may go out: so many working days before the meeting.

    `clear` leaves both the day of sending and the day of meeting out of the count, so it is a day earlier.
    """
    return add_working_days(day, -(working_days + clear), holidays)


def days_late(due: date, done: date | None, *, today: date, holidays: frozenset[date]) -> int:
    """Working days after the last day until it was done, or until today while it is not; 0 in time."""
    end = done or today
    return 0 if end <= due else max(1, working_days_between(due, end, holidays))


def due_after(last: date, months: int) -> date:
    """The same day so many months later, or the last of a shorter month."""
    first = months_on(last.replace(day=1), months)
    return min(first + timedelta(days=last.day - 1), months_on(first, 1) - timedelta(days=1))


def quarter_of(day: date) -> date:
    """The first day of the quarter in which a day lies."""
    return date(day.year, 3 * ((day.month - 1) // 3) + 1, 1)


def quarter_words(first: date) -> str:
    """January to March 2027."""
    return f"{first:%B} to {months_on(first, 2):%B %Y}"


def _rhythm(last: date, months: int, weeks: int) -> Iterator[date]:
    week, weekday = (last.day - 1) // 7 + 1, last.weekday()
    count = 0
    while True:
        count += 1
        if weeks:
            yield last + WEEK * weeks * count
        else:
            yield _nth(months_on(last.replace(day=1), months * count), week, weekday)


def _nth(first: date, week: int, weekday: int) -> date:
    """The so-manieth weekday of a month; a fifth one that does not exist is the last."""
    day = first + timedelta(days=(weekday - first.weekday()) % 7) + WEEK * (week - 1)
    return day if day.month == first.month else day - WEEK


def _usual(today: date, months: int) -> date:
    return _nth(months_on(today.replace(day=1), months), USUAL_WEEK, USUAL_WEEKDAY)
