"""What may be asked under a receipt, for how long it can be answered, and what no question may hold.

Refuses a question that points to a person or says again what the writer said: whoever finds the receipt reads
the question. Refuses one that nobody could answer in time, and more than a person can keep up with.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from portal.concerns.conversation.restating import restated
from portal.concerns.report import MAX_KEPT, TextMissing, TextTooLong
from portal.concerns.rules import CORRECTED, State
from portal.core.errors import DomainError, MoveNotAllowed
from portal.core.words import details

MAX_QUESTION = 600  # characters: a question of two or three sentences
OPEN_AT_ONCE = 3  # questions without an answer; more looks like an interview
SLOTS = 10  # questions to one report; so many boxes are opened for every receipt, known or not
MOST_MESSAGES = 40  # messages of one writer to one report; a person in need of more needs a telephone
ANSWER_WORKING_DAYS = 5  # so long a decision may wait for the answer
URGENT_ANSWER_WORKING_DAYS = 1  # the same where somebody may be in danger
LEAST_DAYS_TO_ANSWER = 7  # a question that is deleted sooner would not be seen

ASKED = "asked"
ANSWERED = "answered"
"""Flags in the queue: a question is open; an answer is unread."""

UNREAD = frozenset({CORRECTED, ANSWERED})
"""Flags that go once somebody has read what the writer sent."""


class QuestionMissing(DomainError):
    """Nothing was asked."""

    code = "question-missing"


class QuestionTooLong(DomainError):
    """More than `.most` characters."""

    code = "question-too-long"
    most: int


class QuestionPointsToSomebody(DomainError):
    """The question holds what could point to a person; `.found` are the words it was found in."""

    code = "question-points-to-somebody"
    found: tuple[str, ...]


class QuestionRepeatsWords(DomainError):
    """The question says again what the writer said; `.found` are those words."""

    code = "question-repeats-words"
    found: tuple[str, ...]


class TooManyOpen(DomainError):
    """`.most` questions wait for an answer already."""

    code = "too-many-open"
    status = 409
    most: int


class TooManyAsked(DomainError):
    """This report was asked `.most` questions; there is no room for another."""

    code = "too-many-asked"
    status = 409
    most: int


class SoonGone(DomainError):
    """The report is deleted on `.on`: too soon for an answer."""

    code = "soon-gone"
    status = 409
    on: date


class TooManyMessages(DomainError):
    """`.most` messages were added to this report."""

    code = "too-many-messages"
    most: int


@dataclass(frozen=True, slots=True)
class Standing:
    """What the clock of a conversation is read from. `last_word_on`: day of the last word of either side."""

    state: State
    received_on: date
    decided_on: date | None
    last_word_on: date | None


@dataclass(frozen=True, slots=True)
class Kept:
    """Days by which things are deleted; None: there is no such thing, or no day yet.

    `words_by` what the writer typed at first; `talk_by` the conversation; `all_by` the whole report.
    """

    words_by: date | None = None
    talk_by: date | None = None
    all_by: date | None = None


def check_question(text: str, *, known: Sequence[str]) -> str:
    """The question stripped; `known` is all that was written about the report so far.

    Raises `QuestionMissing`, `QuestionTooLong`, `QuestionPointsToSomebody`, `QuestionRepeatsWords`.
    """
    words = text.strip()
    if not words:
        raise QuestionMissing()
    if len(words) > MAX_QUESTION:
        raise QuestionTooLong(most=MAX_QUESTION)
    pointing = tuple(words[found.start : found.end] for found in details(words))
    if pointing:
        raise QuestionPointsToSomebody(found=pointing)
    again = restated(words, known)
    if again:
        raise QuestionRepeatsWords(found=again)
    return words


def check_room(standing: Standing, *, unanswered: int, asked: int, gone_on: date | None, today: date) -> None:
    """Raise where no further question can be asked: `MoveNotAllowed`, `TooManyOpen`, `TooManyAsked`,
    `SoonGone`."""
    if standing.state is State.WITHDRAWN:
        raise MoveNotAllowed(state=standing.state)
    if unanswered >= OPEN_AT_ONCE:
        raise TooManyOpen(most=OPEN_AT_ONCE)
    if asked >= SLOTS:
        raise TooManyAsked(most=SLOTS)
    if gone_on is not None and gone_on < today + timedelta(days=LEAST_DAYS_TO_ANSWER):
        raise SoonGone(on=gone_on)


def check_message(text: str, *, sent: int) -> str:
    """A writer's message stripped. Raises `TextMissing`, `TextTooLong`, `TooManyMessages`."""
    words = text.strip()
    if not words:
        raise TextMissing()
    if len(words) > MAX_KEPT:
        raise TextTooLong(most=MAX_KEPT)
    if sent >= MOST_MESSAGES:
        raise TooManyMessages(most=MOST_MESSAGES)
    return words


def kept_until(standing: Standing, days: Mapping[str, int]) -> Kept:
    """By when what is deleted; `days` are the partnership's, by kind of record. Nothing goes while unread."""

    def after(start: date | None, record: str) -> date | None:
        return start + timedelta(days=days[record]) if start and record in days else None

    decided = standing.decided_on
    if standing.state is State.ESCALATED:
        whole = after(standing.received_on, "escalated")
        return Kept(words_by=whole, talk_by=whole if standing.last_word_on else None, all_by=whole)
    if decided is None:
        return Kept()
    whole = after(decided, WHOLE.get(standing.state, "concern"))
    talk = after(standing.last_word_on, "conversation")
    return Kept(_first(after(decided, "original"), whole), _first(talk and max(talk, decided), whole), whole)


WHOLE: Mapping[State, str] = {
    State.DECLINED: "declined",
    State.COUNTED_AS_ESCALATED: "escalated",
    State.COUNTED: "concern",
    State.WITHDRAWN: "concern",
}
"""The kind of record that, when its time has come, takes the whole report."""


def _first(one: date | None, other: date | None) -> date | None:
    if one is None or other is None:
        return one
    return min(one, other)
