"""By when we answer, what may be said about a finding, and how well a group of people is heard.

Refuses words that are missing, too long or point to somebody, days that do not fit, and an answer without a
published finding. Knows no table and no page. The twelve weeks are the practice of the government's
consultation principles (2018, G): publish within twelve weeks or say why not.
"""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum
from math import sqrt

from portal.core.disclosure import EQUALITY_FLOOR
from portal.core.errors import DomainError
from portal.core.words import details

ANSWER_DAYS = 84  # twelve weeks
MAX_SAID = 600  # characters: what people said, in one breath
MAX_WORDS = 1500  # characters of a record, a note, a reason
MAX_PLACE = 120  # characters
Z = 1.959964  # standard normal, nineteen times out of twenty


class Verdict(StrEnum):
    """What we do with something people said."""

    ACCEPTED = "accepted"
    PARTLY = "partly"
    REJECTED = "rejected"


VERDICT_WORDS = {
    Verdict.ACCEPTED: "We do this",
    Verdict.PARTLY: "We do part of this",
    Verdict.REJECTED: "We do not do this",
}


class Reminder(StrEnum):
    """What officers are reminded of, in the order it comes."""

    FOUR_WEEKS = "four_weeks"
    ONE_WEEK = "one_week"
    OVERDUE = "overdue"


REMIND_AT = {Reminder.FOUR_WEEKS: -28, Reminder.ONE_WEEK: -7, Reminder.OVERDUE: 1}
"""Days from the day an answer is due."""


class Purpose(StrEnum):
    """Why answers leave the portal; nothing else is a reason."""

    REPORT = "report"
    PLAN = "plan"
    BOARD = "board"
    SCRUTINY = "scrutiny"
    EQUALITY = "equality"
    RESEARCH_COUNCIL = "own_research"
    LEGAL = "legal"


PURPOSE_WORDS = {
    Purpose.REPORT: "Writing the report on this consultation",
    Purpose.PLAN: "Preparing the partnership plan",
    Purpose.BOARD: "Answering a question of the strategy group",
    Purpose.SCRUTINY: "Answering the scrutiny committee",
    Purpose.EQUALITY: "An equality impact assessment",
    Purpose.RESEARCH_COUNCIL: "Analysis by the council’s own analysts",
    Purpose.LEGAL: "A legal duty or a court’s order",
}


class WordsMissing(DomainError):
    """`.part` is empty."""

    code = "after-words-missing"
    part: str


class WordsTooLong(DomainError):
    """`.part` has more than `.most` characters."""

    code = "after-words-too-long"
    part: str
    most: int


class PointsToSomebody(DomainError):
    """`.part` holds what looks like a personal detail."""

    code = "after-points-to-somebody"
    part: str


class DayNotPossible(DomainError):
    """The day lies before `.first` or after `.last`."""

    code = "after-day-not-possible"
    first: date
    last: date


class NothingTold(DomainError):
    """There is no published finding that could be our answer."""

    code = "nothing-told"


class VerdictDoesNotFit(DomainError):
    """What is not done is rejected, and what is rejected is not done."""

    code = "verdict-does-not-fit"


@dataclass(frozen=True, slots=True)
class AnswerClock:
    """By when we answer. `promised_on` and `reason` stand once an officer said why it takes longer."""

    due_on: date
    answered_on: date | None
    promised_on: date | None
    reason: str
    today: date

    @property
    def late(self) -> bool:
        """Whether the twelve weeks are over without an answer."""
        return self.answered_on is None and self.today > self.due_on

    @property
    def promise_broken(self) -> bool:
        """Whether the later day we promised has passed without an answer too."""
        return self.answered_on is None and self.promised_on is not None and self.today > self.promised_on

    @property
    def days_left(self) -> int:
        """Days until the answer is due; negative when it is late."""
        return (self.due_on - self.today).days


def clean(part: str, text: str, most: int) -> str:
    """The text stripped. Raises `WordsMissing`, `WordsTooLong`, `PointsToSomebody`."""
    kept = text.strip()
    if not kept:
        raise WordsMissing(part=part)
    if len(kept) > most:
        raise WordsTooLong(part=part, most=most)
    if details(kept):
        raise PointsToSomebody(part=part)
    return kept


def due_on(closed_on: date) -> date:
    """The last of the twelve weeks."""
    return closed_on + timedelta(days=ANSWER_DAYS)


def check_day(day: date, first: date, last: date) -> None:
    """Pass for a day from `first` to `last`. Raises `DayNotPossible`."""
    if not first <= day <= last:
        raise DayNotPossible(first=first, last=last)


def reminders(due: date, today: date, already: Collection[str]) -> tuple[Reminder, ...]:
    """Reminders of an answer due or promised by `due` whose day has come and that were not sent.

    Only the last of them is worth a mail.
    """
    reached = (each for each, days in REMIND_AT.items() if today >= due + timedelta(days=days))
    return tuple(each for each in reached if each not in already)


def check_verdict(verdict: Verdict, *, done: bool) -> None:
    """Pass where verdict and action agree. Raises `VerdictDoesNotFit`."""
    if (verdict is Verdict.REJECTED) is done:
        raise VerdictDoesNotFit()


def verdict_now(verdict: Verdict, *, done: bool) -> Verdict:
    """The verdict as the outcome stands: what is given up is rejected, whatever was said first."""
    if not done:
        return Verdict.REJECTED
    return Verdict.ACCEPTED if verdict is Verdict.REJECTED else verdict


class Level(StrEnum):
    """How a group is heard, beside its share of the people who live here."""

    UNDER = "under"
    OVER = "over"
    AS_MANY = "as_many"
    TOO_FEW = "too_few"


LEVEL_WORDS = {
    Level.UNDER: "Heard too little",
    Level.OVER: "Heard more than others",
    Level.AS_MANY: "Heard about as much as others",
    Level.TOO_FEW: "Too few answers to say",
}


@dataclass(frozen=True, slots=True)
class Parity:
    """A group's share of the answers over its share of the people; 1 is parity.

    `low` and `high` say where it may lie by mere chance; nothing here speaks of people who did not answer.
    """

    index: float
    low: float
    high: float

    @property
    def level(self) -> Level:
        """What that means."""
        if self.high < 1:
            return Level.UNDER
        return Level.OVER if self.low > 1 else Level.AS_MANY


def parity(heard: int, answered: int, people: int, population: int) -> Parity | None:
    """How a group is heard: `heard` of `answered` answers, `people` of `population`; None for too few.

    The interval is Wilson's (1927) for the share of the answers, over the share of the people.
    """
    if answered < EQUALITY_FLOOR or people <= 0 or population <= 0:
        return None
    share = people / population
    low, high = wilson(heard, answered)
    return Parity(heard / answered / share, low / share, high / share)


def wilson(part: int, whole: int) -> tuple[float, float]:
    """Wilson's score interval for a share, nineteen times out of twenty."""
    found, square = part / whole, Z * Z
    middle = (found + square / (2 * whole)) / (1 + square / whole)
    spread = Z * sqrt(found * (1 - found) / whole + square / (4 * whole * whole)) / (1 + square / whole)
    return max(0.0, middle - spread), min(1.0, middle + spread)
