"""Whether somebody seems to reach the threshold of an antisocial behaviour case review; keeps no answer.

Refuses a count that cannot be: more reports in time than reports. Source: Anti-social Behaviour, Crime and
Policing Act 2014, section 104: a report counts when it was made within a month of what happened, and when the
review is asked for within six months of the report.
"""

from dataclasses import dataclass
from datetime import date, timedelta

from portal.core.errors import DomainError
from portal.core.windows import months_on

MONTHS_TO_ASK = 6  # section 104: a review is asked for within six months of the report
MOST_COUNTED = 5  # reports that the check tells apart; more say nothing more


class MoreInTimeThanMade(DomainError):
    """More reports were in time than were made."""

    code = "more-in-time-than-made"


@dataclass(frozen=True, slots=True)
class Told:
    """What somebody says: reports since the first day that counts, and how many came within a month."""

    made: int
    in_time: int


@dataclass(frozen=True, slots=True)
class Found:
    """What follows: `counting` reports count, `needed` reach the threshold, `late` came too late to count."""

    counting: int
    needed: int
    late: int

    @property
    def qualifies(self) -> bool:
        """Whether the threshold seems to be reached."""
        return self.counting >= self.needed

    @property
    def missing(self) -> int:
        """How many more reports would reach it."""
        return max(0, self.needed - self.counting)


def since(today: date) -> date:
    """The first day whose reports still count today: six months ago, or that month's last day."""
    month = months_on(today.replace(day=1), -MONTHS_TO_ASK)
    last = months_on(month, 1) - timedelta(days=1)
    return month.replace(day=min(today.day, last.day))


def check(told: Told, *, needed: int) -> Found:
    """What follows from what somebody says. Raises `MoreInTimeThanMade`."""
    if told.in_time > told.made:
        raise MoreInTimeThanMade(made=told.made, in_time=told.in_time)
    return Found(counting=told.in_time, needed=needed, late=told.made - told.in_time)
