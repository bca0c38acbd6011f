"""What a measure of the plan tells, with its direction: a rise in reporting can be good news.

Pure: numbers in, a standing out. Claims nothing where a difference is small enough to be chance, and refuses
a number that is none, a figure for a day to come, and a figure that says nothing.
"""

import math
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from portal.core.errors import DomainError, MoveNotAllowed

MAX_NAME = 120  # characters
MAX_WORDS = 600  # characters that say how it is counted, or what is behind a figure
MAX_DIGITS = 15  # of a number as typed; beyond that a float is no longer exact
QUIET_DAYS = 190  # days without a figure after which readers are told; half a year and a week

SURELY = 2  # standard errors: below that a change of a count is taken for chance
POINTS = 3  # percentage points that are a change: what surveys of a few hundred can tell apart
SHARE = 0.05  # of another number that is a change


class Direction(StrEnum):
    """Which way is good."""

    LESS = "less"
    MORE = "more"
    COME_FORWARD = "come_forward"
    WATCH = "watch"


class Unit(StrEnum):
    """What a number counts."""

    COUNT = "count"
    PERCENT = "percent"
    NUMBER = "number"


class Standing(StrEnum):
    """What the figures so far tell."""

    NOTHING = "nothing"
    ONE = "one"
    RIGHT = "right"
    WRONG = "wrong"
    STEADY = "steady"
    WATCHED = "watched"
    REACHED = "reached"


class NotANumber(DomainError):
    """What was typed is no number of nought or more."""

    code = "not-a-number"


class SaysNothing(DomainError):
    """A figure needs a number or words."""

    code = "reading-says-nothing"


class ReadingInFuture(DomainError):
    """The day of a figure has not come yet."""

    code = "reading-in-future"


class NameTaken(MoveNotAllowed):
    """The year has a measure of that name."""

    code = "measure-name-taken"


class HasReadings(MoveNotAllowed):
    """A measure with figures stays: they were public."""

    code = "measure-has-readings"


@dataclass(frozen=True, slots=True)
class MeasureWords:
    """What an officer may change of a measure. `priority` and `owner` are codes, `target` may be None."""

    name: str
    words: str
    priority: str
    owner: str
    unit: Unit
    direction: Direction
    target: float | None
    source: str
    illustration: bool


@dataclass(frozen=True, slots=True)
class Reading:
    """A figure of a day; `value` None: words only."""

    as_of: date
    value: float | None
    note: str


def number(text: str) -> float | None:
    """A typed number, "1,250" or "12.5"; None for nothing. Raises NotANumber."""
    bare = text.replace(",", "").replace(" ", "").removesuffix("%")
    if not bare:
        return None
    plain = bare.replace(".", "", 1)
    if not (plain.isascii() and plain.isdigit() and len(plain) <= MAX_DIGITS):
        raise NotANumber(text=text)
    return float(bare)


def check(reading: Reading, *, today: date) -> Reading:
    """The figure. Raises SaysNothing, ReadingInFuture."""
    if reading.value is None and not reading.note.strip():
        raise SaysNothing()
    if reading.as_of > today:
        raise ReadingInFuture(as_of=reading.as_of)
    return reading


def standing(
    direction: Direction, unit: Unit, values: Sequence[float], target: float | None = None
) -> Standing:
    """What these figures, the earliest first, tell: the last against the first."""
    if not values:
        return Standing.NOTHING
    if direction is Direction.WATCH:
        return Standing.WATCHED
    if target is not None and _reached(direction, values[-1], target):
        return Standing.REACHED
    if len(values) == 1:
        return Standing.ONE
    first, last = values[0], values[-1]
    if not differs(unit, first, last):
        return Standing.STEADY
    wanted = last < first if direction is Direction.LESS else last > first
    return Standing.RIGHT if wanted else Standing.WRONG


def differs(unit: Unit, first: float, last: float) -> bool:
    """Whether two figures differ by more than chance would: for counts, as two counts of rare events."""
    gap = abs(last - first)
    if unit is Unit.COUNT:
        return gap > SURELY * math.sqrt(first + last)
    if unit is Unit.PERCENT:
        return gap >= POINTS
    return gap > SHARE * max(abs(first), abs(last))


def shown(value: float | None, unit: Unit) -> str:
    """A number as people read it; empty where there is none."""
    if value is None:
        return ""
    text = f"{value:,.2f}".rstrip("0").rstrip(".")
    return f"{text}%" if unit is Unit.PERCENT else text


def is_quiet(last: date | None, today: date) -> bool:
    """Whether nothing was heard of a measure for half a year."""
    return last is None or (today - last).days > QUIET_DAYS


def _reached(direction: Direction, value: float, target: float) -> bool:
    return value <= target if direction is Direction.LESS else value >= target
