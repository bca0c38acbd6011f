"""The stretches of whole months that are set beside each other.

Refuses nothing: a stretch that has no past yet is simply not there.
"""

from dataclasses import dataclass
from datetime import date

from portal.core.windows import months_on

QUARTER = 3  # months
MOST_MONTHS = 6  # before and after a response: longer stretches compare seasons, not responses


@dataclass(frozen=True, slots=True)
class Stretch:
    """Whole months from `first` up to, not with, `end`; both firsts of months."""

    first: date
    end: date

    @property
    def months(self) -> int:
        """How many."""
        return (self.end.year - self.first.year) * 12 + self.end.month - self.first.month

    @property
    def firsts(self) -> tuple[date, ...]:
        """The first day of each month."""
        return tuple(months_on(self.first, n) for n in range(self.months))

    @property
    def words(self) -> str:
        """October to December 2025; May 2026."""
        last = months_on(self.end, -1)
        if self.months == 1:
            return f"{last:%B %Y}"
        year = "" if self.first.year == last.year else f" {self.first.year}"
        return f"{self.first:%B}{year} to {last:%B %Y}"

    @property
    def year_before(self) -> "Stretch":
        """The same months a year earlier."""
        return Stretch(months_on(self.first, -12), months_on(self.end, -12))


def quarter_over(today: date) -> Stretch:
    """The newest quarter of the year that is over."""
    this = date(today.year, (today.month - 1) // QUARTER * QUARTER + 1, 1)
    return Stretch(months_on(this, -QUARTER), this)


def quarters(today: date, number: int) -> tuple[Stretch, ...]:
    """So many quarters that are over, the newest first."""
    newest = quarter_over(today)
    return tuple(
        Stretch(months_on(newest.first, -QUARTER * n), months_on(newest.end, -QUARTER * n))
        for n in range(number)
    )


def before_and_after(starts_on: date, today: date) -> tuple[Stretch, Stretch] | None:
    """Equally many whole months before a response's first month and from it on; None before one is over."""
    begun = starts_on.replace(day=1)
    this = today.replace(day=1)
    over = (this.year - begun.year) * 12 + this.month - begun.month
    months = min(over, MOST_MONTHS)
    if months < 1:
        return None
    return Stretch(months_on(begun, -months), begun), Stretch(begun, months_on(begun, months))
