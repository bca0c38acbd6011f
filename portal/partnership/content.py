"""What a partnership says on its first day: helplines, advice, plan and priorities, as its files say it.

The slices that own these words load them once; from then on the database wins and these are only compared.
"""

from dataclasses import dataclass
from datetime import date
from enum import StrEnum

UNITS = ("count", "percent", "number")  # what a measure's number counts
DIRECTIONS = ("less", "more", "come_forward", "watch")  # which way is good
MOST_PRIORITIES = 8  # in one list: a consultation asks people to put them in order
SECTION_LETTERS = ("a", "b", "c", "d", "e", "f")  # what SI 2007/1830 asks every partnership plan to hold


class PlanState(StrEnum):
    """Where a shipped plan text stands when it is first loaded."""

    PUBLISHED = "published"
    SUPERSEDED = "superseded"


class Audience(StrEnum):
    """Whom a text or a helpline is for."""

    EVERYONE = "everyone"
    RESIDENT = "resident"
    VISITOR = "visitor"
    YOUNG = "young"
    OLDER = "older"
    BUSINESS = "business"


@dataclass(frozen=True, slots=True)
class Helpline:
    """A way to get help. `always`: shown wherever helplines stand, even before an officer verified the list.

    Numbers are as people read them ("0808 2000 247"); an empty text means there is none. `source` says where
    the entry was found; nothing here counts as verified.
    """

    code: str
    name: str
    number: str
    text_number: str
    url: str
    hours: str
    words: str
    audience: Audience
    source: str
    always: bool


@dataclass(frozen=True, slots=True)
class Source:
    """Where a fact comes from."""

    name: str
    url: str


@dataclass(frozen=True, slots=True)
class AdviceText:
    """One page of safety advice; `body` is Markdown, `topic` a code or empty, `helplines` are codes."""

    code: str
    title: str
    summary: str
    topic: str
    audience: tuple[Audience, ...]
    sensitive: bool
    report_to: str
    helplines: tuple[str, ...]
    sources: tuple[Source, ...]
    reviewed_on: date
    body: str


@dataclass(frozen=True, slots=True)
class PlanSection:
    """One of the six parts a plan must have; `letter` is a to f, `body` Markdown."""

    letter: str
    heading: str
    body: str


@dataclass(frozen=True, slots=True)
class PlanText:
    """A plan summary for a year such as "2022-23". `illustration`: invented, and every page says so."""

    year: str
    title: str
    summary: str
    state: PlanState
    starts_on: date
    ends_on: date
    approved_on: date
    approved_by: str
    illustration: bool
    note: str
    sections: tuple[PlanSection, ...]


@dataclass(frozen=True, slots=True)
class Priority:
    """One thing the partnership puts first; `groups` are codes of those who lead on it."""

    code: str
    name: str
    words: str
    groups: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class PrioritySet:
    """The priorities of a year (or years: "2022-25"), and where they come from."""

    year: str
    heading: str
    source: str
    illustration: bool
    priorities: tuple[Priority, ...]


@dataclass(frozen=True, slots=True)
class ReadingText:
    """A figure of a measure on a day, and what is behind it."""

    as_of: date
    value: float | None
    note: str


@dataclass(frozen=True, slots=True)
class MeasureText:
    """How it is known whether a year's plan works; `owner` and `priority` are codes.

    `unit` and `direction` are among `UNITS` and `DIRECTIONS`.
    """

    year: str
    priority: str
    name: str
    words: str
    owner: str
    unit: str
    direction: str
    target: float | None
    source: str
    illustration: bool
    readings: tuple[ReadingText, ...]


@dataclass(frozen=True, slots=True)
class Content:
    """All shipped words of one partnership; plans and priorities newest first."""

    helplines: tuple[Helpline, ...]
    advice: tuple[AdviceText, ...]
    plans: tuple[PlanText, ...]
    priorities: tuple[PrioritySet, ...]
    measures: tuple[MeasureText, ...] = ()
