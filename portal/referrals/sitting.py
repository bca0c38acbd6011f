"""A sitting of the committee: when an item can still be put on its agenda, and which sitting is the next.

Refuses a sitting that is past, one without enough clear days for its agenda, one at which the committee does
not sit for crime and disorder, and to hold a sitting before its day. A clear day is a working day between the
publishing of the agenda and the sitting, neither of them counted (Local Government Act 1972, section 100B).
"""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from portal.core.errors import DomainError
from portal.core.workdays import add_working_days


class SittingState(StrEnum):
    """What became of a sitting."""

    PLANNED = "planned"
    HELD = "held"
    CALLED_OFF = "called_off"


@dataclass(frozen=True, slots=True)
class Day:
    """One sitting: its id, its day, what became of it, and whether it sits for crime and disorder."""

    id: str
    on: date
    state: SittingState = SittingState.PLANNED
    for_crime: bool = True


class SittingPassed(DomainError):
    """The sitting is past, held or called off; `.on` is its day."""

    code = "sitting-passed"
    status = 409
    on: date


class TooLateForAgenda(DomainError):
    """Its agenda had to be out by `.last`; `.on` is the sitting's day."""

    code = "too-late-for-agenda"
    status = 409
    on: date
    last: date


class NotForCrime(DomainError):
    """The committee does not sit as the crime and disorder committee then."""

    code = "sitting-not-for-crime"


class SittingAhead(DomainError):
    """A sitting is held on its day, not before; `.on` is the day."""

    code = "sitting-ahead"
    status = 409
    on: date


class SittingTwice(DomainError):
    """There is a sitting on this day already; `.on` is the day."""

    code = "sitting-twice"
    status = 409
    on: date


class SittingDayPast(DomainError):
    """A sitting is planned for a day to come, within two years."""

    code = "sitting-day-past"
    on: date


def agenda_day(on: date, clear_days: int, holidays: frozenset[date]) -> date:
    """The last day on which the agenda of a sitting can be published."""
    return add_working_days(on, -(clear_days + 1), holidays)


def takes(day: Day, *, today: date, clear_days: int, holidays: frozenset[date]) -> bool:
    """Whether an item of today can be put on this sitting's agenda."""
    planned = day.for_crime and day.state is SittingState.PLANNED
    return planned and agenda_day(day.on, clear_days, holidays) >= today


def check_takes(day: Day, *, today: date, clear_days: int, holidays: frozenset[date]) -> None:
    """Raise `SittingPassed`, `NotForCrime`, `TooLateForAgenda`."""
    if day.state is not SittingState.PLANNED or day.on <= today:
        raise SittingPassed(on=day.on)
    if not day.for_crime:
        raise NotForCrime()
    if not takes(day, today=today, clear_days=clear_days, holidays=holidays):
        raise TooLateForAgenda(on=day.on, last=agenda_day(day.on, clear_days, holidays))


def next_for(days: Iterable[Day], *, today: date, clear_days: int, holidays: frozenset[date]) -> Day | None:
    """The first sitting whose agenda can still take an item; None while none is planned."""
    able = (day for day in days if takes(day, today=today, clear_days=clear_days, holidays=holidays))
    return min(able, key=lambda day: (day.on, day.id), default=None)
