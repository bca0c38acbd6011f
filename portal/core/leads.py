"""For how long safeguarding leads alone see what was passed to them before officers see it again.

Refuses to leave something unread because nobody of the leads is there: the deadline counts staffed time only,
and only the opening by a lead takes it away.
"""

from datetime import date, datetime

from portal.core.workdays import StaffedHours, add_staffed_hours


def lead_by(now: datetime, staffed_hours: int, hours: StaffedHours, holidays: frozenset[date]) -> datetime:
    """By when a lead has to open what is passed on now: a whole hour of staffed time, UTC.

    Raises NeverStaffed, CountsBackwards, NaiveTime.
    """
    return add_staffed_hours(now, staffed_hours, hours, holidays)


def open_to_officers(deadline: datetime | None, now: datetime) -> bool:
    """Whether officers see it too. `deadline` is None once a lead has opened it."""
    return deadline is not None and now > deadline
