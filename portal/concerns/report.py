"""What a visitor tells us: ticks as closed sets, a place, a text, and what makes it acceptable.

Refuses an empty or boundless text, and a tick that is in no list. Knows nothing of forms, tables or seals.
"""

from collections.abc import Iterable
from dataclasses import dataclass, replace
from enum import StrEnum

from portal.core.errors import DomainError

MAX_TEXT = 3000  # characters: about a page and a half, more than anybody has needed to say what happened
MAX_KEPT = 2 * MAX_TEXT  # hiding details can lengthen a text: "[number plate]" is longer than a number plate


class When(StrEnum):
    """When it happened, as a band."""

    NOW = "right-now"
    TODAY = "today"
    WEEK = "this-week"
    MONTH = "this-month"
    LONGER = "longer"


class HowOften(StrEnum):
    """How often it happens, as a band."""

    ONCE = "once"
    FEW = "a-few-times"
    WEEKLY = "most-weeks"
    DAILY = "most-days"


class TimeOfDay(StrEnum):
    """At what time of day, as a band."""

    MORNING = "morning"
    AFTERNOON = "afternoon"
    EVENING = "evening"
    NIGHT = "night"
    ANY = "any-time"


class Before(StrEnum):
    """Whether it happened before, and to whom."""

    FIRST = "first-time"
    TO_ME = "to-me"
    TO_OTHERS = "to-others"
    TO_BOTH = "to-me-and-others"
    UNSURE = "not-sure"


class Unsafe(StrEnum):
    """Why a public place feels unsafe: the reasons police forces ask for in StreetSafe, in its order.

    Eight of the surroundings (`env-`), four of how people behave (`beh-`). The codes are kept for ever, so
    that figures can stand beside theirs; a reason that is asked no more keeps its code and leaves the page.
    """

    CCTV = "env-cctv"
    LIGHTING = "env-lighting"
    ISOLATED = "env-isolated"
    LAYOUT = "env-layout"
    VIEW = "env-view"
    RUNDOWN = "env-rundown"
    SUBSTANCES = "env-substances"
    OTHER_PLACE = "env-other"
    ONE_STRANGER = "beh-stranger"
    GROUP = "beh-group"
    FOLLOWED = "beh-followed"
    OTHER_HARASSMENT = "beh-other"


class HowMuch(StrEnum):
    """How much somebody or something suffers, as a band."""

    NONE = "not-at-all"
    SOME = "some"
    A_LOT = "a-lot"
    UNSURE = "cannot-tell"


class Connection(StrEnum):
    """What ties the writer to the place. Those who live or work there are whom the law asks us to hear."""

    LIVE = "live"
    WORK_OR_STUDY = "work-or-study"
    BUSINESS = "business"
    VISIT = "visit"
    PASSING = "pass-through"
    NOT_SAID = "not-said"


LIVE_OR_WORK = frozenset({Connection.LIVE, Connection.WORK_OR_STUDY, Connection.BUSINESS})
"""Whose views regulation 12 of the 2007 regulations on crime and disorder strategies asks for.

Studying is counted with working: it ties people to a place on most days of the week.
"""

VISITORS = frozenset({Connection.VISIT, Connection.PASSING})
"""Who is counted apart from them."""


class TextMissing(DomainError):
    """Nothing was written."""

    code = "text-missing"


class TextTooLong(DomainError):
    """More than `.most` characters."""

    code = "text-too-long"
    most: int


class TakesNoReports(DomainError):
    """This topic leads to help, not to a report."""

    code = "takes-no-reports"


@dataclass(frozen=True, slots=True)
class Where:
    """Where it happens: the map area (None: ward only) and the ward; stored sealed only: the exact point,
    and what helps to find it.
    """

    area: str | None
    ward: str
    lat: float | None = None
    lon: float | None = None
    detail: str = ""


@dataclass(frozen=True, slots=True)
class Impact:
    """How much it affects the people it happens to, those who live around, and the place itself.

    None where that was not answered. Terms of reference 2.4: victims, communities, environment.
    """

    people: HowMuch | None = None
    community: HowMuch | None = None
    environment: HowMuch | None = None

    @property
    def answered(self) -> bool:
        """Whether one of the three was answered."""
        return any(self.bands)

    @property
    def bands(self) -> tuple[HowMuch | None, HowMuch | None, HowMuch | None]:
        """The three answers, in their order."""
        return self.people, self.community, self.environment


@dataclass(frozen=True, slots=True)
class Report:
    """What a visitor tells us."""

    topic: str
    subtopic: str
    where: Where
    when: When
    often: HowOften
    time_of_day: TimeOfDay
    before: Before
    text: str
    unsafe: tuple[Unsafe, ...] = ()
    impact: Impact = Impact()
    connection: Connection | None = None


def accept(report: Report, *, takes_reports: bool) -> Report:
    """The report with its text stripped. Raises `TakesNoReports`, `TextMissing`, `TextTooLong`."""
    text = report.text.strip()
    if not takes_reports:
        raise TakesNoReports()
    if not text:
        raise TextMissing()
    if len(text) > MAX_KEPT:
        raise TextTooLong(most=MAX_KEPT)
    return replace(report, text=text)


def with_text(report: Report, text: str, detail: str) -> Report:
    """The same report in other words, and with another line to find the place."""
    return replace(report, text=text, where=replace(report.where, detail=detail))


def unsafe_text(reasons: Iterable[Unsafe]) -> str:
    """Reasons as they are stored: codes in the order of the list, each once, with spaces between."""
    ticked = set(reasons)
    return " ".join(reason.value for reason in Unsafe if reason in ticked)


def unsafe_of(stored: str) -> tuple[Unsafe, ...]:
    """Reasons as they were stored. Raises ValueError for a code that was never in the list."""
    return tuple(Unsafe(code) for code in stored.split())
