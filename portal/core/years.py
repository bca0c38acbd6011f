"""Years as a partnership counts them, from April to March, and as people write them: "2022-23", "2022-25".

Refuses a text that is no such year and one that ends before it begins.
"""

import re
from dataclasses import dataclass
from datetime import date

from portal.core.errors import DomainError

WRITTEN = re.compile(r"(20\d\d)-(\d\d)", re.ASCII)
APRIL = 4
"""The month in which the year of public bodies begins."""

LONGEST = 10
"""Years that one plan or one set of priorities may span."""


class NotAYear(DomainError):
    """The text does not name a year such as 2022-23."""

    code = "not-a-year"
    status = 404


@dataclass(frozen=True, slots=True, order=True)
class Years:
    """From 1 April of `first` to 31 March of `last`."""

    first: int
    last: int

    def __str__(self) -> str:
        return f"{self.first}-{self.last % 100:02d}"

    @property
    def words(self) -> str:
        """2022 to 2023."""
        return f"{self.first} to {self.last}"

    @property
    def starts_on(self) -> date:
        """The first day."""
        return date(self.first, APRIL, 1)

    @property
    def ends_on(self) -> date:
        """The last day."""
        return date(self.last, APRIL - 1, 31)

    def covers(self, other: "Years") -> bool:
        """Whether the other years lie wholly within these."""
        return self.first <= other.first and other.last <= self.last


def parse(text: str) -> Years:
    """The years a text such as "2022-23" names. Raises NotAYear."""
    found = WRITTEN.fullmatch(text)
    if found is None:
        raise NotAYear(text=text)
    first = int(found[1])
    last = first - first % 100 + int(found[2])
    if not 0 < last - first <= LONGEST:
        raise NotAYear(text=text)
    return Years(first, last)


def year_of(day: date) -> Years:
    """The one year in which a day lies."""
    first = day.year if day.month >= APRIL else day.year - 1
    return Years(first, first + 1)
