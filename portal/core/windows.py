"""When something is open: a pair of moments, judged by the time it is given.

Refuses moments without a time zone and windows that end before they begin. Days are days in
Europe/London, where people read the notice; moments are compared as instants, so both clock changes are safe.
"""

from dataclasses import dataclass, replace
from datetime import UTC, date, datetime, time
from enum import StrEnum
from zoneinfo import ZoneInfo

from portal.core.errors import DomainError

LONDON = ZoneInfo("Europe/London")
MONTHS_IN_YEAR = 12


class NaiveTime(DomainError):
    """A moment came without a time zone, so nobody can say when it is."""

    code = "naive-time"


class WindowBackwards(DomainError):
    """The window closes before it opens, or in the same instant."""

    code = "window-backwards"


class WindowState(StrEnum):
    """Where a moment stands to a window."""

    UPCOMING = "upcoming"
    OPEN = "open"
    CLOSED = "closed"


def aware(moment: datetime) -> datetime:
    """The same moment in UTC. Raises NaiveTime."""
    if moment.tzinfo is None or moment.utcoffset() is None:
        raise NaiveTime(moment=moment)
    return moment.astimezone(UTC)


def london_date(moment: datetime) -> date:
    """The day it is in London at this moment. Raises NaiveTime."""
    return aware(moment).astimezone(LONDON).date()


def at_london(day: date, clock: time) -> datetime:
    """The moment, in UTC, when London's clocks show this time on this day.

    An hour that happens twice (October) means the first one. An hour that is left out (March) means the
    moment as far after the change as the clock time stands after the missing hour's start.
    """
    return datetime.combine(day, clock, tzinfo=LONDON).astimezone(UTC)


def london_midnight(day: date) -> datetime:
    """The first moment of the day in London, in UTC."""
    return at_london(day, time.min)


def end_of_day(day: date) -> datetime:
    """The last moment of the day in London, in UTC: a notice that says "until 30 June" holds all that day."""
    return at_london(day, time.max)


def months_on(first: date, months: int) -> date:
    """The first of the month so many months after a first of a month (negative: before)."""
    count = first.year * MONTHS_IN_YEAR + first.month - 1 + months
    return date(count // MONTHS_IN_YEAR, count % MONTHS_IN_YEAR + 1, 1)


@dataclass(frozen=True, slots=True)
class Window:
    """From `opens_at` to `closes_at`, both included; both aware, kept in UTC.

    Raises NaiveTime and WindowBackwards when made.
    """

    opens_at: datetime
    closes_at: datetime

    def __post_init__(self) -> None:
        object.__setattr__(self, "opens_at", aware(self.opens_at))
        object.__setattr__(self, "closes_at", aware(self.closes_at))
        if self.closes_at <= self.opens_at:
            raise WindowBackwards(opens_at=self.opens_at, closes_at=self.closes_at)

    @classmethod
    def of_days(cls, first: date, last: date) -> "Window":
        """Whole days in London, the first and the last included."""
        return cls(london_midnight(first), end_of_day(last))

    @property
    def first_day(self) -> date:
        """The London day on which the window opens."""
        return london_date(self.opens_at)

    @property
    def last_day(self) -> date:
        """The last London day on which the window is open."""
        return london_date(self.closes_at)

    def state(self, now: datetime) -> WindowState:
        """Upcoming, open or closed at this moment. Raises NaiveTime."""
        moment = aware(now)
        if moment < self.opens_at:
            return WindowState.UPCOMING
        return WindowState.OPEN if moment <= self.closes_at else WindowState.CLOSED

    def is_open(self, now: datetime) -> bool:
        """Whether the window is open at this moment."""
        return self.state(now) is WindowState.OPEN

    def closing_at(self, closes_at: datetime) -> "Window":
        """The same opening with another close. Raises WindowBackwards."""
        return replace(self, closes_at=closes_at)
