"""The stretches of months that are published together, and when the next one is due.

Refuses a period that is not over, one that is published already, and a length that does not divide a year.
"""

from dataclasses import dataclass
from datetime import date, timedelta
from typing import Self

from portal.core.errors import DomainError
from portal.core.windows import MONTHS_IN_YEAR, months_on


class NotOver(DomainError):
    """The period's last day, `.ends_on`, is still to come."""

    code = "period-not-over"
    ends_on: date


class AlreadyReleased(DomainError):
    """This period, or a later one, is published already; nothing is published twice."""

    code = "already-released"


class OddLength(DomainError):
    """So many months do not divide a year."""

    code = "odd-length"
    months: int


@dataclass(frozen=True, slots=True, order=True)
class Period:
    """Whole months from `starts_on` to `ends_on`, both included."""

    starts_on: date
    ends_on: date

    @property
    def words(self) -> str:
        """July to September 2026; December 2026 to February 2027; May 2026."""
        first, last = self.starts_on, self.ends_on
        if (first.year, first.month) == (last.year, last.month):
            return f"{last:%B %Y}"
        return f"{first:%B}{'' if first.year == last.year else f' {first.year}'} to {last:%B %Y}"

    @property
    def after(self) -> date:
        """The first day that is no longer in it."""
        return self.ends_on + timedelta(days=1)

    @classmethod
    def holding(cls, day: date, months: int) -> Self:
        """The period a day lies in, counted from January. Raises `OddLength`."""
        if months < 1 or MONTHS_IN_YEAR % months:
            raise OddLength(months=months)
        first = date(day.year, (day.month - 1) // months * months + 1, 1)
        return cls(first, months_on(first, months) - timedelta(days=1))


def newest_over(today: date, months: int) -> Period:
    """The newest period that is over. Raises `OddLength`."""
    return Period.holding(Period.holding(today, months).starts_on - timedelta(days=1), months)


def next_after(period: Period, months: int) -> Period:
    """The period that is published next: the one in which the day after lies. Raises `OddLength`."""
    return Period.holding(period.after, months)


def accept(period: Period, *, last_end: date | None, today: date) -> Period:
    """The period as it may be published today: from the day after `last_end`, so that no month is left out.

    Raises `NotOver`, `AlreadyReleased`.
    """
    if today <= period.ends_on:
        raise NotOver(ends_on=period.ends_on)
    if last_end is None:
        return period
    if period.ends_on <= last_end:
        raise AlreadyReleased(ends_on=last_end)
    return Period(last_end + timedelta(days=1), period.ends_on)
