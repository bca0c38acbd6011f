"""How urgent a report of a concern is, and which steps its state allows.

Refuses a step that is not in the table, and a decision on something that somebody else decided meanwhile.
What makes a report acceptable stands in `report`. Knows nothing of forms, tables or seals.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import UTC, date, datetime, time
from enum import StrEnum

from portal.core.errors import DomainError, MoveNotAllowed, Stale
from portal.core.risk import Risk as Risk
from portal.core.workdays import StaffedHours, add_staffed_hours, due_by_working_days

MAX_REASON = 2000  # characters of an officer's reason
MAX_SANITISED = 4000  # characters: a little more than the original, for what an officer puts in brackets
MAX_SEARCH = 80  # characters of a postcode or a place's name
SURGE_PER_DAY = 120  # reports waiting from one day, above which new ones are marked and looked at together
REOPENED_WORKING_DAYS = 1  # whoever takes a decision back has the report before them
LEAST_SECONDS = 0.5  # nobody answers ten questions faster; a machine that does sees the last page again


class State(StrEnum):
    """Where a concern stands."""

    HELD = "held"
    COUNTED = "counted"
    DECLINED = "declined"
    ESCALATED = "escalated"
    COUNTED_AS_ESCALATED = "counted_as_escalated"
    WITHDRAWN = "withdrawn"


class Verb(StrEnum):
    """What can be done with a concern."""

    COUNT = "count"
    DECLINE = "decline"
    ESCALATE = "escalate"
    RETURN = "return"
    COUNT_AS_ESCALATED = "count_as_escalated"
    REOPEN = "reopen"
    WITHDRAW = "withdraw"


class DeclineCode(StrEnum):
    """Why a report was not taken up; the writer reads the sentence that belongs to it."""

    NOT_OURS = "not-ours"
    UNCLEAR = "unclear"
    ONE_PERSON = "one-person"
    ABUSIVE = "abusive"
    BEFORE_A_COURT = "before-a-court"
    SAME_AGAIN = "same-again"
    TEST = "test"


class Purpose(StrEnum):
    """For what a report may be passed on: terms of reference 7.1a, and duties that go before it."""

    CRIME_AND_ASB = "crime-and-asb"
    ILLICIT_SUBSTANCES = "illicit-substances"
    REOFFENDING = "reoffending"
    TERRORISM = "terrorism"
    CHILD = "safeguarding-child"
    ADULT = "safeguarding-adult"
    VITAL_INTERESTS = "vital-interests"
    COURT_OR_STATUTE = "court-or-statute"


_S, _V = State, Verb

MOVES: Mapping[tuple[State, Verb], State] = {
    (_S.HELD, _V.COUNT): _S.COUNTED,
    (_S.HELD, _V.DECLINE): _S.DECLINED,
    (_S.HELD, _V.ESCALATE): _S.ESCALATED,
    (_S.ESCALATED, _V.RETURN): _S.HELD,
    (_S.ESCALATED, _V.COUNT_AS_ESCALATED): _S.COUNTED_AS_ESCALATED,
    (_S.COUNTED, _V.REOPEN): _S.HELD,
    (_S.DECLINED, _V.REOPEN): _S.HELD,
    **{(state, _V.WITHDRAW): _S.WITHDRAWN for state in State if state is not _S.WITHDRAWN},
}

DECIDED = frozenset({State.COUNTED, State.DECLINED, State.COUNTED_AS_ESCALATED, State.WITHDRAWN})
"""States in which nobody has to do anything; the day received is then kept as a month."""

LEADS_ONLY = frozenset({State.ESCALATED, State.COUNTED_AS_ESCALATED})
"""States in which no officer opens a report any more."""

SURGE = "surge"
CORRECTED = "corrected"
"""Flags that are no kind of danger and no kind of detail."""


class ReasonMissing(DomainError):
    """A decision needs a reason."""

    code = "reason-missing"


class CodeMissing(DomainError):
    """A report is declined for one of the listed reasons."""

    code = "decline-code-missing"


@dataclass(frozen=True, slots=True)
class Signs:
    """What a look at the text found: kinds of danger and kinds of personal detail, as codes."""

    dangers: tuple[str, ...] = ()
    details: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Decision:
    """What an officer decides; `code` only and always when declining."""

    verb: Verb
    code: DeclineCode | None = None


def move(state: State, verb: Verb) -> State:
    """The state after `verb`. Raises `MoveNotAllowed`."""
    if (state, verb) not in MOVES:
        raise MoveNotAllowed(state=state, verb=verb)
    return MOVES[state, verb]


def verbs(state: State) -> tuple[Verb, ...]:
    """What staff may do in this state; withdrawing belongs to the writer alone."""
    return tuple(verb for (at, verb) in MOVES if at is state and verb is not Verb.WITHDRAW)


def may_reopen(state: State, *, has_original: bool, released: bool) -> bool:
    """Whether a decision may be undone: not once it is in a release, and not without the original."""
    return (state, Verb.REOPEN) in MOVES and has_original and not released


def may_withdraw(state: State, *, released: bool) -> bool:
    """Whether the writer's withdrawal still takes the report out of the figures."""
    return (state, Verb.WITHDRAW) in MOVES and not released


def check_decision(decision: Decision, *, reason: str, version: int, seen_version: int) -> None:
    """Raise `Stale`, `ReasonMissing` or `CodeMissing` where the decision cannot stand as given."""
    if version != seen_version:
        raise Stale(seen=seen_version, version=version)
    if not reason.strip():
        raise ReasonMissing()
    if (decision.code is not None) != (decision.verb is Verb.DECLINE):
        raise CodeMissing()


def risk_of(signs: Signs) -> Risk:
    """High as soon as one danger was found: a person then looks within staffed hours, not days."""
    return Risk.HIGH if signs.dangers else Risk.NORMAL


def due_at(
    now: datetime,
    risk: Risk,
    *,
    working_days: int,
    urgent_hours: int,
    hours: StaffedHours,
    holidays: frozenset[date],
) -> datetime:
    """When somebody has to have read it: a whole staffed hour, which does not tell the minute it came."""
    if risk is Risk.HIGH:
        return add_staffed_hours(now, urgent_hours, hours, holidays)
    return due_by_working_days(now, working_days, hours, holidays)


def flags_of(signs: Signs, *, waiting_today: int) -> tuple[str, ...]:
    """Codes for the queue: `danger:...`, `detail:...` and `surge`, sorted."""
    flags = {f"danger:{kind}" for kind in signs.dangers} | {f"detail:{kind}" for kind in signs.details}
    return tuple(sorted(flags | ({SURGE} if waiting_today >= SURGE_PER_DAY else set())))


def flags_text(flags: Iterable[str]) -> str:
    """Flags as they are stored."""
    return " ".join(sorted(set(flags)))


def month_of(day: date) -> date:
    """The first of the month: all that stays of a day once nobody waits for a decision."""
    return day.replace(day=1)


def due_once_decided(received_on: date) -> datetime:
    """What stands in place of the due time once nobody waits: it would tell the day as well."""
    return datetime.combine(month_of(received_on), time.min, UTC)
