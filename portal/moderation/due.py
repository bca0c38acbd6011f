"""By when somebody should have looked, in words: staffed hours while it is near, working days beyond.

Knows the clock of the office, not of the wall: on a Friday evening one hour is left until Monday.
"""

from dataclasses import dataclass
from datetime import date, datetime, timedelta
from enum import StrEnum

from portal.core.windows import london_date, london_midnight
from portal.core.workdays import HOUR, StaffedHours, is_late, late_by, staffed_between, working_days_between


class Due(StrEnum):
    """How soon: late already, later today, or still within this week (Monday to Sunday)."""

    LATE = "late"
    TODAY = "today"
    WEEK = "this-week"


@dataclass(frozen=True, slots=True)
class Office:
    """When somebody is there."""

    hours: StaffedHours
    holidays: frozenset[date]


def words(due_at: datetime, now: datetime, office: Office) -> str:
    """Such as: in 3 staffed hours; in 2 working days; late by 1 working day."""
    if is_late(due_at, now):
        return f"late by {_many(late_by(due_at, now, office.holidays), 'working day')}"
    left = staffed_between(now, due_at, office.hours, office.holidays)
    days = working_days_between(london_date(now), london_date(due_at), office.holidays)
    if days > 1:
        return f"in {_many(days, 'working day')}"
    if left < HOUR:
        return "in less than a staffed hour"
    return f"in {_many(-(-left // HOUR), 'staffed hour')}"


def window(due: Due | None, now: datetime) -> tuple[datetime | None, datetime | None]:
    """The moments between which it is due: the first included, the second not; None for no end."""
    if due is None:
        return None, None
    if due is Due.LATE:
        return None, now
    today = london_date(now)
    last = today if due is Due.TODAY else today + timedelta(days=6 - today.weekday())
    return now, london_midnight(last + timedelta(days=1))


def _many(count: int, noun: str) -> str:
    return f"{count} {noun}" if count == 1 else f"{count} {noun}s"
