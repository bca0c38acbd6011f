"""What of a referral may stand in the public register, and who has to have read it.

A referral stands there from the day it was first listed, with what codes and days say; nobody's words go
there before a second person agreed to them. Refuses words that may point to a person, a second reading by
whoever wrote the words, and words of what is sensitive: that is only counted.
"""

from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from portal.core.errors import DomainError
from portal.core.words import details, tidy
from portal.partnership.rules import Partnership
from portal.referrals.rules import State

MAX_WORDS = 2000  # characters: what a reader of a register reads


class Part(StrEnum):
    """What the words of a register tell."""

    MATTER = "matter"
    REASONS = "reasons"
    RECOMMENDATION = "recommendation"
    RESPONSE = "response"
    LATER = "later"
    REVIEW = "review"
    CLOSING = "closing"


PART_WORDS = {
    Part.MATTER: "What the matter is",
    Part.REASONS: "Why the committee decided so",
    Part.RECOMMENDATION: "What the committee recommends",
    Part.RESPONSE: "What an authority answered",
    Part.LATER: "Why an authority answers later",
    Part.REVIEW: "What the committee found later",
    Part.CLOSING: "Why the committee closed it",
}

STATE_WORDS = {
    State.SUBMITTED: "Waits for advice",
    State.RETURNED: "Back with the councillor",
    State.NOT_LOCAL_MATTER: "Advised against",
    State.LISTED: "Listed for discussion",
    State.CONSIDERED: "Discussed, not decided yet",
    State.NO_REPORT: "Decided: no report",
    State.REDIRECTED: "Decided: sent to a governing body",
    State.INFORMATION_REQUESTED: "The committee asked for information",
    State.SENT_TO_GROUP: "Decided: sent to a group of the partnership",
    State.REPORT_MADE: "Decided: a report with recommendations",
    State.AWAITING_RESPONSES: "Report made, answers are due",
    State.MONITORING: "Answered, the committee watches what is done",
    State.CLOSED: "Closed",
    State.WITHDRAWN: "Withdrawn by the councillor",
    State.LAPSED: "Ended: the councillor left before it was listed",
    State.DRAFT: "Draft",
}
"""Where a referral stands, as anybody reads it."""


class WordsMissing(DomainError):
    """There is nothing to publish."""

    code = "register-words-missing"


class WordsTooLong(DomainError):
    """More than `.most` characters."""

    code = "register-words-too-long"
    most: int


class WordsPoint(DomainError):
    """The words may point to a person; `.kinds` says how."""

    code = "register-words-point"
    kinds: tuple[str, ...]


class SameReader(DomainError):
    """Whoever wrote the words may not be the one who agrees to them."""

    code = "register-same-reader"
    status = 403


class OnlyCounted(DomainError):
    """A sensitive matter has no words in the register."""

    code = "register-only-counted"
    status = 409


@dataclass(frozen=True, slots=True)
class Listed:
    """What decides whether a referral stands in the register; `sensitive`: marked so, or its kind is."""

    state: State
    first_listed_on: date | None
    sensitive: bool


def sensitive_kinds(partnership: Partnership) -> frozenset[str]:
    """Codes of the kinds of concern that the register never does more than count."""
    return frozenset(kind.code for topic in partnership.topics for kind in topic.subtopics if kind.sensitive)


def on_register(of: Listed) -> bool:
    """Whether anybody may find it: listed once, and not sensitive."""
    return of.first_listed_on is not None and of.state is not State.DRAFT and not of.sensitive


def only_counted(of: Listed) -> bool:
    """Whether it stands in the register as a number and nothing else."""
    return of.first_listed_on is not None and of.state is not State.DRAFT and of.sensitive


def accept(words: str, *, sensitive: bool) -> str:
    """The words made tidy. Raises `OnlyCounted`, `WordsMissing`, `WordsTooLong`, `WordsPoint`."""
    if sensitive:
        raise OnlyCounted()
    kept = tidy(words)
    if not kept:
        raise WordsMissing()
    if len(kept) > MAX_WORDS:
        raise WordsTooLong(most=MAX_WORDS)
    found = details(kept)
    if found:
        raise WordsPoint(kinds=tuple(sorted({each.kind.value for each in found})))
    return kept


def check_reader(*, written_by: str, actor_id: str) -> None:
    """Raise `SameReader` unless somebody else reads the words now."""
    if written_by == actor_id:
        raise SameReader()
