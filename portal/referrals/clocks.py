"""What has to happen with a referral, by when and by whom; each day with its ground and how it was reached.

Pure: a picture of the referral goes in, dues come out, the earliest first. No due is without an owner. Days
that the law counts by the calendar are not moved by weekends or bank holidays: the earlier day stands.
"""

from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum

from portal.contact.clocks import month_later
from portal.core.sentences import several
from portal.core.workdays import day_words, days_off
from portal.partnership.referring import Referring
from portal.referrals.noticing import NoticeKind
from portal.referrals.standing import Calendar, Standing

MONTHS_OF_THE_YEAR = 12  # SI 2009/942, regulation 4: one sitting in every twelve months


class Owner(StrEnum):
    """Whose turn it is; `BODY` is named by `Due.who`."""

    MEMBER = "member"
    SCRUTINY_OFFICER = "scrutiny_officer"
    COMMITTEE = "committee"
    BODY = "body"


@dataclass(frozen=True, slots=True)
class Due:
    """One thing that is due: what, the last day for it, whose turn, on what ground, how the day was reached.

    `code` is the clock's; `who` the code of a body, or the id of an owed notice; `after` says what follows
    when the day passes.
    """

    code: str
    name: str
    on: date
    owner: Owner
    law_or_practice: str
    source: str
    reached: tuple[str, ...]
    after: str = ""
    who: str = ""

    def is_over(self, today: date) -> bool:
        """Whether the day has passed."""
        return today > self.on


@dataclass(frozen=True, slots=True)
class OwedNotice:
    """A notice that has to go out: `told` is the member, or the code of a body."""

    id: str
    kind: NoticeKind
    told: str
    owed_on: date
    due_on: date


@dataclass(frozen=True, slots=True)
class Asked:
    """A body that was asked: `later_on` is a day it named itself, `answered_on` when the answer came."""

    body: str
    asked_on: date
    due_on: date
    later_on: date | None = None
    answered_on: date | None = None


@dataclass(frozen=True, slots=True)
class Promised:
    """What a body promised to do, by the day it named."""

    body: str
    given_on: date
    by: date


@dataclass(frozen=True, slots=True)
class Picture:
    """A referral as the clocks see it, on the day `today`."""

    standing: Standing
    today: date
    submitted_on: date | None = None
    considered_on: date | None = None
    resumed_on: date | None = None
    decided_on: date | None = None
    monitored_from: date | None = None
    reviewed_on: tuple[date, ...] = ()
    notices: tuple[OwedNotice, ...] = ()
    information: tuple[Asked, ...] = ()
    recipients: tuple[Asked, ...] = ()
    promised: tuple[Promised, ...] = ()


def counted(name: str, start: date, days: int, calendar: Calendar) -> tuple[date, tuple[str, ...]]:
    """So many working days after `start`, and the steps in plain words; `name` says what happened then."""
    end = calendar.working(start, days)
    off = days_off(start, end, calendar.holidays)
    later = f"{several(days, 'working day')} later is {day_words(end)}"
    return end, (f"{name} on {day_words(start)}", *off, later)


def counted_calendar(name: str, start: date, days: int) -> tuple[date, tuple[str, ...]]:
    """So many calendar days after `start`, and the steps; every day counts."""
    end = start + timedelta(days=days)
    return end, (
        f"{name} on {day_words(start)}",
        "Every day counts, weekends and bank holidays too",
        f"{several(days, 'day')} later is {day_words(end)}",
    )


def yearly(last: date | None, calendar: Calendar, terms: Referring, *, since: date) -> Due:
    """By when the committee sits for crime and disorder; counted from `since` while it has not sat."""
    start = last or since
    end = month_later(start, MONTHS_OF_THE_YEAR)
    began = "Last sat" if last else "Counted from the first day known here,"
    steps = (f"{began} on {day_words(start)}", f"Twelve months later is {day_words(end)}")
    return due(terms, "yearly", end, Owner.COMMITTEE, steps)


def due(
    terms: Referring, code: str, on: date, owner: Owner, reached: tuple[str, ...], *, who: str = ""
) -> Due:
    """One due under the partnership's term for this clock. Raises `NotFound`."""
    term = terms.term(code)
    return Due(code, term.name, on, owner, term.basis, term.source, reached, term.after, who)


def notice_days(kind: NoticeKind, calendar: Calendar) -> int:
    """Working days in which a notice of this kind goes out."""
    if kind is NoticeKind.ACKNOWLEDGEMENT:
        return calendar.clocks.referral_acknowledge_working_days
    return calendar.clocks.referral_notice_working_days
