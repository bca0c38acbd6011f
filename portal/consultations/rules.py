"""When a consultation takes answers, and who may see what came of it.

Open and closed are no states: they follow from the dates at the moment of the request. Knows no question, no
form and no table. Refuses answers outside the dates and moves that are not in the table.
"""

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from enum import StrEnum
from typing import Protocol

from portal.core.errors import DomainError, MoveNotAllowed, Stale
from portal.core.marks import NOTHING, Marks
from portal.core.risk import Risk as Risk
from portal.core.windows import Window, WindowState
from portal.core.workdays import StaffedHours, add_staffed_hours, due_by_working_days


class State(StrEnum):
    """What staff decided about a consultation."""

    DRAFT = "draft"
    READY = "ready"
    REPORTED = "reported"
    ANSWERED = "answered"
    WITHDRAWN = "withdrawn"


MOVES: frozenset[tuple[State, State]] = frozenset(
    {
        (State.DRAFT, State.READY),
        (State.READY, State.DRAFT),
        (State.READY, State.WITHDRAWN),
        (State.READY, State.REPORTED),
        (State.REPORTED, State.ANSWERED),
    }
)
"""Who may follow whom; a consultation that took answers never goes back to draft (see `may_move`)."""

PUBLIC_STATES = frozenset({State.READY, State.REPORTED, State.ANSWERED, State.WITHDRAWN})


class Phase(StrEnum):
    """Where a consultation stands for the public, at one moment."""

    HIDDEN = "hidden"
    UPCOMING = "upcoming"
    OPEN = "open"
    CLOSED = "closed"
    WITHDRAWN = "withdrawn"


class ResponseState(StrEnum):
    """Where one person's answers stand."""

    DRAFT = "draft"
    SENT = "sent"
    WITHDRAWN = "withdrawn"
    ENTERED = "entered"
    """Typed in from paper; counts once its pile was checked."""


class TextState(StrEnum):
    """What was decided about something written."""

    HELD = "held"
    CLEARED = "cleared"
    DECLINED = "declined"
    ESCALATED = "escalated"
    DEALT_WITH = "dealt_with"
    """Declined by a safeguarding lead: it stays with the leads."""


class TextVerb(StrEnum):
    """What can be done with something written."""

    CLEAR = "clear"
    DECLINE = "decline"
    ESCALATE = "escalate"
    RETURN = "return"
    REOPEN = "reopen"


TEXT_MOVES: Mapping[tuple[TextState, TextVerb], TextState] = {
    (TextState.HELD, TextVerb.CLEAR): TextState.CLEARED,
    (TextState.HELD, TextVerb.DECLINE): TextState.DECLINED,
    (TextState.HELD, TextVerb.ESCALATE): TextState.ESCALATED,
    (TextState.ESCALATED, TextVerb.RETURN): TextState.HELD,
    (TextState.ESCALATED, TextVerb.DECLINE): TextState.DEALT_WITH,
    (TextState.CLEARED, TextVerb.REOPEN): TextState.HELD,
    (TextState.DECLINED, TextVerb.REOPEN): TextState.HELD,
}

DECIDED = frozenset({TextState.CLEARED, TextState.DECLINED, TextState.DEALT_WITH})
REOPENED_WORKING_DAYS = 1  # whoever takes a decision back has the text before them
MAX_SANITISED = 4000  # characters: a little more than the longest answer, for words in brackets
MAX_REASON = 2000  # characters of an officer's reason
LEAST_DAYS = 14  # under two weeks nobody away or busy can take part


class DeclineCode(StrEnum):
    """Why something written is not passed on; none of them blames."""

    EMPTY = "empty"
    IDENTIFIES_SOMEBODY = "identifies_somebody"
    ABUSIVE = "abusive"
    ADVERTISING = "advertising"
    CASE_IN_COURT = "case_in_court"


class Channel(StrEnum):
    """How an answer reached us."""

    WEB = "web"
    PAPER = "paper"
    EVENT = "event"
    TELEPHONE = "telephone"
    INVITATION = "invitation"


class Audience(StrEnum):
    """Groups that never overlap: each respondent is in the first that fits."""

    RESIDENT = "resident"
    WORKER = "worker"
    VISITOR = "visitor"


@dataclass(frozen=True, slots=True)
class TextDecision:
    """What an officer decides; `code` when declining, `sanitised`, the copy for use, when clearing."""

    verb: TextVerb
    reason: str
    code: DeclineCode | None = None
    sanitised: str | None = None
    marks: Marks = NOTHING


class ReasonMissing(DomainError):
    """Every decision needs a reason."""

    code = "reason-missing"


class CodeMissing(DomainError):
    """Declining needs a code."""

    code = "code-missing"


class SanitisedMissing(DomainError):
    """Clearing needs the copy that may be used."""

    code = "sanitised-missing"


class Promises(Protocol):
    """The partnership's own deadlines, as far as something written is concerned."""

    @property
    def moderation_working_days(self) -> int:
        """Working days until an officer has looked."""

    @property
    def safeguarding_staffed_hours(self) -> int:
        """Staffed hours until somebody has looked at words that suggest danger."""

    @property
    def staffed_from(self) -> time:
        """Start of the staffed day, London time."""

    @property
    def staffed_to(self) -> time:
        """End of the staffed day, London time."""

    @property
    def staffed_weekdays(self) -> tuple[int, ...]:
        """Staffed weekdays; Monday is 0."""


class NotYetOpen(DomainError):
    """The consultation takes no answers yet."""

    code = "not-yet-open"
    status = 409


class ConsultationClosed(DomainError):
    """The consultation takes no answers any more."""

    code = "consultation-closed"
    status = 409


class ResponseWithdrawn(DomainError):
    """This receipt's answers were withdrawn; they are not taken up again."""

    code = "response-withdrawn"
    status = 409


def phase(state: State, window: Window, now: datetime) -> Phase:
    """Where the consultation stands at this moment."""
    if state is State.DRAFT:
        return Phase.HIDDEN
    if state is State.WITHDRAWN:
        return Phase.WITHDRAWN
    if state in (State.REPORTED, State.ANSWERED):
        return Phase.CLOSED
    return Phase(str(window.state(now)))


def check_open(state: State, window: Window, now: datetime) -> None:
    """Pass while answers are taken. Raises `NotYetOpen` or `ConsultationClosed`."""
    found = phase(state, window, now)
    if found in (Phase.HIDDEN, Phase.UPCOMING):
        raise NotYetOpen()
    if found is not Phase.OPEN:
        raise ConsultationClosed()


def move(before: State, after: State, *, answers: int = 0) -> State:
    """The new state. Raises `MoveNotAllowed`; back to draft only while nobody answered."""
    if (before, after) not in MOVES or (after is State.DRAFT and answers):
        raise MoveNotAllowed(before=before, after=after)
    return after


def move_text(before: TextState, verb: TextVerb) -> TextState:
    """The new state of something written. Raises `MoveNotAllowed`."""
    if (before, verb) not in TEXT_MOVES:
        raise MoveNotAllowed(state=before, verb=verb)
    return TEXT_MOVES[before, verb]


def month_of(moment: datetime) -> datetime:
    """The start of the month, in UTC: all that stays of a moment once nobody waits for a decision."""
    return moment.replace(day=1, hour=0, minute=0, second=0, microsecond=0)


def check_decision(decision: TextDecision, *, seen_version: int, version: int) -> None:
    """Pass when it may be done. Raises `Stale`, `ReasonMissing`, `CodeMissing`, `SanitisedMissing`."""
    if seen_version != version:
        raise Stale(seen=seen_version, version=version)
    if not decision.reason.strip():
        raise ReasonMissing()
    if decision.verb is TextVerb.DECLINE and decision.code is None:
        raise CodeMissing()
    if decision.verb is TextVerb.CLEAR and not (decision.sanitised or "").strip():
        raise SanitisedMissing()


def reschedule(window: Window, opens_at: datetime, closes_at: datetime, now: datetime) -> Window:
    """New dates: an open consultation keeps its opening, a closed one keeps both. Raises `MoveNotAllowed`.

    Nobody makes it shorter than `LEAST_DAYS`, and an open one closes no earlier than it was said: those who
    plan to answer rely on the day. Raises also `WindowBackwards`.
    """
    wanted = Window(opens_at, closes_at)
    at = window.state(now)
    if at is WindowState.CLOSED or (at is WindowState.OPEN and wanted.opens_at != window.opens_at):
        raise MoveNotAllowed(before=at, after="rescheduled")
    if at is WindowState.OPEN and wanted.closes_at < window.closes_at:
        raise MoveNotAllowed(before=at, after="closed early")
    if wanted.closes_at <= now:
        raise MoveNotAllowed(before=at, after="closed in the past")
    length, before = wanted.closes_at - wanted.opens_at, window.closes_at - window.opens_at
    if length < min(before, timedelta(days=LEAST_DAYS - 1)):
        raise MoveNotAllowed(before=at, after=f"open for fewer than {LEAST_DAYS} days")
    return wanted


def audience(relation: Collection[str]) -> Audience:
    """The one group a respondent is counted in: living here comes first, then working or studying."""
    if "live" in relation:
        return Audience.RESIDENT
    return Audience.WORKER if {"work", "study"} & set(relation) else Audience.VISITOR


def text_due(enters_at: datetime, *, urgent: bool, clocks: Promises, holidays: frozenset[date]) -> datetime:
    """By when an officer should have looked at something written; on a whole staffed hour."""
    hours = StaffedHours(clocks.staffed_from, clocks.staffed_to, frozenset(clocks.staffed_weekdays))
    if urgent:
        return add_staffed_hours(enters_at, clocks.safeguarding_staffed_hours, hours, holidays)
    return due_by_working_days(enters_at, clocks.moderation_working_days, hours, holidays)
