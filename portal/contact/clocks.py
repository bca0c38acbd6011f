"""By when a case has to be answered, and how that day was reached, in words.

The month is a calendar month: it ends on the day of the same number, or on the last day of a shorter month,
and on the next working day where nobody works on that one (UK GDPR article 12(3); Regulation 1182/71, article
3). Asking who somebody is does not stop it here: we keep the earlier day.
"""

from calendar import monthrange
from dataclasses import dataclass
from datetime import date, timedelta

from portal.contact.rules import Kind
from portal.core.windows import months_on
from portal.core.workdays import add_working_days, is_working_day
from portal.partnership.clocks import Clocks

MONTHS = 1  # to answer a request of the law: article 12(3)
MORE_MONTHS = 2  # by which that may be extended, with a reason, within the first month: article 12(3)


@dataclass(frozen=True, slots=True)
class Clock:
    """The days of a case. `acknowledge_by` None: this kind has no such promise. `steps` say how."""

    answer_by: date
    acknowledge_by: date | None
    steps: tuple[str, ...]


def clock_of(
    kind: Kind, received: date, *, extended: bool, clocks: Clocks, holidays: frozenset[date]
) -> Clock:
    """The days of a case received on this day."""
    if kind is Kind.ABOUT_ME:
        return _by_law(received, MONTHS + (MORE_MONTHS if extended else 0), holidays)
    if kind is Kind.COMPLAINT:
        return _complaint(received, clocks, holidays)
    by = add_working_days(received, clocks.moderation_working_days, holidays)
    days = clocks.moderation_working_days
    return Clock(
        by, None, (f"Received on {_day(received)}", f"Looked at within {days} working days: {_day(by)}")
    )


def month_later(received: date, months: int) -> date:
    """The day of the same number so many months later, or the last of a shorter month."""
    first = months_on(received.replace(day=1), months)
    return first.replace(day=min(received.day, monthrange(first.year, first.month)[1]))


def _by_law(received: date, months: int, holidays: frozenset[date]) -> Clock:
    ends = by = month_later(received, months)
    while not is_working_day(by, holidays):
        by += timedelta(days=1)
    counted = "One calendar month" if months == MONTHS else f"Extended: {months} calendar months"
    steps = [f"Received on {_day(received)}", f"{counted} later is {_day(ends)}"]
    if ends.day != received.day:
        steps.append("That month is shorter, so it ends on its last day")
    if by != ends:
        steps.append(f"Nobody works on that day: the next working day is {_day(by)}")
    return Clock(by, None, tuple(steps))


def _complaint(received: date, clocks: Clocks, holidays: frozenset[date]) -> Clock:
    soon = add_working_days(received, clocks.complaint_acknowledge_working_days, holidays)
    by = received + timedelta(days=clocks.complaint_answer_days)
    return Clock(
        by,
        soon,
        (
            f"Received on {_day(received)}",
            f"Acknowledged within {clocks.complaint_acknowledge_working_days} working days: {_day(soon)}",
            f"Answered within {clocks.complaint_answer_days} days: {_day(by)}",
        ),
    )


def _day(day: date) -> str:
    return f"{day:%A} {day.day} {day:%B %Y}"
