"""How the groups of a partnership meet: how often, when papers go out, what half of a membership is.

Counts no day by itself and names no group; refuses nothing.
"""

from dataclasses import dataclass
from enum import StrEnum


class Rounding(StrEnum):
    """What half of an odd number of services means."""

    UP = "up"
    DOWN = "down"


@dataclass(frozen=True, slots=True)
class Rhythm:
    """A meeting every so many months, or every so many weeks; both 0 where a group meets as it needs."""

    months: int = 0
    weeks: int = 0

    @property
    def known(self) -> bool:
        """Whether a next date can be proposed."""
        return bool(self.months or self.weeks)


@dataclass(frozen=True, slots=True)
class MeetingRules:
    """What holds for every group. `board` is the group whose timetable of updates the others keep."""

    board: str = ""
    clear_days: bool = False  # whether the days of sending and of meeting both stay out of the count
    rounding: Rounding = Rounding.UP
    update_months: int = 3
    review_months: int = 12


def half(number: int, rounding: Rounding) -> int:
    """How many of `number` services are half of them."""
    return -(-number // 2) if rounding is Rounding.UP else number // 2
