"""How a partnership plan comes to be published: six parts, asked about, approved, then shown to everybody.

Refuses to approve what voluntary and community groups were not asked about, to publish while a part is empty
or nobody approved it, and to change a text after its approval.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum

from portal.core.errors import DomainError, MoveNotAllowed

MAX_TITLE = 160  # characters
MAX_SUMMARY = 2_000  # characters; half a printed page
MAX_SECTION = 20_000  # characters of one part; about ten printed pages
MAX_COMMENT = 4_000  # characters of a councillor's comment; a printed page
ASKED_REACH = timedelta(days=366)  # a last day to answer lies within a year of today, either way
MAX_ASKED = 500  # characters that say who was asked about the draft, and again for the voluntary groups


class PlanState(StrEnum):
    """Where a plan stands."""

    DRAFT = "draft"
    CONSULTED = "consulted"
    APPROVED = "approved"
    PUBLISHED = "published"
    SUPERSEDED = "superseded"


MOVES = frozenset(
    {
        (PlanState.DRAFT, PlanState.CONSULTED),
        (PlanState.CONSULTED, PlanState.CONSULTED),  # who was asked, put right
        (PlanState.CONSULTED, PlanState.APPROVED),
        (PlanState.APPROVED, PlanState.PUBLISHED),
        (PlanState.APPROVED, PlanState.SUPERSEDED),  # an edition of a year before that of the plan in force
        (PlanState.PUBLISHED, PlanState.SUPERSEDED),
    }
)
"""Every step there is; a plan never goes back, and a change after approval is a new edition."""

EDITABLE = frozenset({PlanState.DRAFT, PlanState.CONSULTED})
"""States in which the text may still change."""

PUBLIC = frozenset({PlanState.PUBLISHED, PlanState.SUPERSEDED})
"""States that anybody may read."""

SENT_FROM = frozenset({PlanState.APPROVED, *PUBLIC})
"""States in which a copy goes to the elected policing body (SI 2007/1830, regulation 13A)."""

SECTIONS: dict[str, str] = {
    "a": "Our strategy for three years: crime and disorder, drugs and alcohol",
    "b": "What comes first this year",
    "c": "What each authority does about it",
    "d": "Money and people",
    "e": "How we will know that it works",
    "f": "How we ask you, and how you can help",
}
"""The six parts the regulations ask for (SI 2007/1830), by letter, with a heading to start from."""


class SectionsMissing(DomainError):
    """Some of the six parts say nothing; `.letters` names them."""

    code = "plan-sections-missing"

    letters: tuple[str, ...]


class NotApproved(DomainError):
    """No body, or no day of approval, is on record."""

    code = "plan-not-approved"


class ApprovedInFuture(DomainError):
    """The day of approval has not come yet; `.on` is that day."""

    code = "plan-approved-in-future"


class VoluntaryNotAsked(DomainError):
    """Nobody wrote down which voluntary and community groups were asked before this is adopted."""

    code = "plan-voluntary-not-asked"


class AskedOutOfReach(DomainError):
    """The last day to answer, `.until`, lies more than a year from today."""

    code = "plan-asked-out-of-reach"

    until: date


class ApprovedTooSoon(DomainError):
    """The day of approval lies before the last day to answer, `.until`."""

    code = "plan-approved-too-soon"

    until: date


class SentOnWrongDay(DomainError):
    """A copy goes out once the plan is approved, and not on a day to come."""

    code = "plan-sent-wrong-day"


class ApprovedAlready(MoveNotAllowed):
    """The text was approved as it stands; a change needs a new edition."""

    code = "plan-approved-already"


class EditionOpen(MoveNotAllowed):
    """There is an edition for that year on which work goes on."""

    code = "plan-edition-open"


@dataclass(frozen=True, slots=True)
class SectionWords:
    """One of the six parts as written: heading and Markdown."""

    letter: str
    heading: str
    body: str


@dataclass(frozen=True, slots=True)
class PlanWords:
    """What an officer may change in a draft. `illustration`: an example, and every page says so."""

    title: str
    summary: str
    note: str
    illustration: bool
    sections: tuple[SectionWords, ...]


@dataclass(frozen=True, slots=True)
class Asked:
    """Who was asked about a draft, which voluntary and community groups among them, and until when."""

    words: str
    voluntary: str
    until: date


@dataclass(frozen=True, slots=True)
class Approval:
    """Which body approved the plan, and on which day. `code` is the group's, for the ledger."""

    code: str
    body: str
    on: date


def moved(state: PlanState, to: PlanState) -> PlanState:
    """The next state. Raises MoveNotAllowed for a step that is not in the table."""
    if (state, to) not in MOVES:
        raise MoveNotAllowed(state=state, to=to)
    return to


def missing(sections: Mapping[str, str]) -> tuple[str, ...]:
    """Letters of the parts that say nothing."""
    return tuple(letter for letter in SECTIONS if not sections.get(letter, "").strip())


def check_editable(state: PlanState) -> None:
    """Raises ApprovedAlready where the text may not change any more."""
    if state not in EDITABLE:
        raise ApprovedAlready(state=state)


def consulted(state: PlanState, asked: Asked, *, today: date) -> PlanState:
    """The state once others were asked. Raises VoluntaryNotAsked, AskedOutOfReach, MoveNotAllowed."""
    if not asked.voluntary.strip():
        raise VoluntaryNotAsked()
    if abs(asked.until - today) > ASKED_REACH:
        raise AskedOutOfReach(until=asked.until)
    return moved(state, PlanState.CONSULTED)


def approve(
    state: PlanState,
    sections: Mapping[str, str],
    approval: Approval,
    *,
    voluntary: str,
    asked_until: date | None,
    today: date,
) -> PlanState:
    """The approved state.

    Raises SectionsMissing, NotApproved, ApprovedInFuture, MoveNotAllowed, VoluntaryNotAsked, ApprovedTooSoon.
    """
    _check_whole(sections)
    if not approval.body.strip():
        raise NotApproved()
    if approval.on > today:
        raise ApprovedInFuture(on=approval.on)
    after = moved(state, PlanState.APPROVED)
    if not voluntary.strip():
        raise VoluntaryNotAsked()
    if asked_until is not None and approval.on < asked_until:
        raise ApprovedTooSoon(until=asked_until)
    return after


def check_sent(state: PlanState, on: date, *, approved_on: date | None, today: date) -> None:
    """Raises NotApproved before approval, SentOnWrongDay for a day before it or to come."""
    if state not in SENT_FROM or approved_on is None:
        raise NotApproved()
    if not approved_on <= on <= today:
        raise SentOnWrongDay(on=on)


def publish(
    state: PlanState,
    sections: Mapping[str, str],
    *,
    approved_by: str,
    approved_on: date | None,
    starts_on: date,
    in_force_from: date | None,
) -> PlanState:
    """The published state; superseded at once where the plan in force begins later (None: there is none).

    Raises SectionsMissing, NotApproved, MoveNotAllowed.
    """
    _check_whole(sections)
    if not approved_by.strip() or approved_on is None:
        raise NotApproved()
    overtaken = in_force_from is not None and starts_on < in_force_from
    return moved(state, PlanState.SUPERSEDED if overtaken else PlanState.PUBLISHED)


def check_new_edition(latest: PlanState | None) -> None:
    """Raises EditionOpen while an edition of that year is still being worked on."""
    if latest is not None and latest not in PUBLIC:
        raise EditionOpen(state=latest)


def _check_whole(sections: Mapping[str, str]) -> None:
    letters = missing(sections)
    if letters:
        raise SectionsMissing(letters=letters)
