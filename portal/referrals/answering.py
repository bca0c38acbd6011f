"""What a report asks of whom, and what an authority may answer.

Refuses a report without recommendations or without recipients, a second answer to the same recommendation, an
action without its day, and information about a person unless somebody says why it is needed (SI 2009/942,
regulation 5).
"""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import date
from enum import StrEnum

from portal.core.errors import DomainError
from portal.core.words import details, tidy

MAX_ACTION = 2000  # characters of an answer to one recommendation


class AnswerKind(StrEnum):
    """What an authority says to a recommendation."""

    ACCEPT = "accept"
    PARTLY = "partly"
    REJECT = "reject"


ANSWER_WORDS: Mapping[AnswerKind, str] = {
    AnswerKind.ACCEPT: "accepted",
    AnswerKind.PARTLY: "accepted in part",
    AnswerKind.REJECT: "not accepted",
}


@dataclass(frozen=True, slots=True)
class Answer:
    """An authority's answer to one recommendation: what it will do and by which day, or why not."""

    kind: AnswerKind
    action: str
    by: date | None = None


class RecommendationsMissing(DomainError):
    """A report recommends something."""

    code = "recommendations-missing"


class RecipientsMissing(DomainError):
    """A report goes to somebody who has to answer."""

    code = "recipients-missing"


class NotARecipient(DomainError):
    """The report did not go to this body, or has no such recommendation."""

    code = "not-a-recipient"


class AnsweredAlready(DomainError):
    """This body has answered that already."""

    code = "answered-already"
    status = 409


class ByDateMissing(DomainError):
    """An action that is accepted has a day by which it is done."""

    code = "by-date-missing"


class ActionMissing(DomainError):
    """An answer says what will be done, or why not."""

    code = "action-missing"


class ActionTooLong(DomainError):
    """More than `.most` characters."""

    code = "action-too-long"
    most: int


class ReviewMissing(DomainError):
    """Nobody has looked at what became of the report yet (SI 2009/942, regulation 8)."""

    code = "review-missing"
    status = 409


class InformationPersonal(DomainError):
    """The information points to a person, and nobody said why that is necessary or appropriate."""

    code = "information-personal"


class InformationPoints(DomainError):
    """The words about the information point to a person: those go to the committee, and are not kept here."""

    code = "information-points"


class ReasonPoints(DomainError):
    """The reason for which personal information was needed points to a person itself."""

    code = "information-reason-points"


class ResponsesWait(DomainError):
    """Bodies have not answered yet: `.bodies`. Going on without them takes a reason."""

    code = "responses-wait"
    status = 409
    bodies: tuple[str, ...]


def accept_answer(answer: Answer) -> Answer:
    """The answer, made tidy; a rejected one has no day.

    Raises `ActionMissing`, `ActionTooLong`, `ByDateMissing`.
    """
    rejected = answer.kind is AnswerKind.REJECT
    kept = replace(answer, action=tidy(answer.action), by=None if rejected else answer.by)
    if not kept.action:
        raise ActionMissing()
    if len(kept.action) > MAX_ACTION:
        raise ActionTooLong(most=MAX_ACTION)
    if kept.by is None and not rejected:
        raise ByDateMissing()
    return kept


def accept_recommendations(words: tuple[str, ...]) -> tuple[str, ...]:
    """The recommendations, made tidy. Raises `RecommendationsMissing`."""
    kept = tuple(filter(None, map(tidy, words)))
    if not kept:
        raise RecommendationsMissing()
    return kept


def accept_information(words: str, *, depersonalised: bool, reason: str) -> tuple[str, str]:
    """What came and why it had to point to a person, made tidy; neither holds a personal detail itself.

    `depersonalised` is what whoever enters it says of what the body sent. Raises `ActionMissing`,
    `InformationPersonal`, `InformationPoints`, `ReasonPoints`.
    """
    kept, why = tidy(words), tidy(reason)
    if not kept:
        raise ActionMissing()
    if details(kept):
        raise InformationPoints()
    if depersonalised:
        return kept, ""
    if not why:
        raise InformationPersonal()
    if details(why):
        raise ReasonPoints()
    return kept, why
