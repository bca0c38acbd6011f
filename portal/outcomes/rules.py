"""What was decided about what was heard, how far it has come, and when everybody may read it.

Refuses an outcome without decision, reason and action, one in which something points to a person, an end
without its honest reason, a step that is not in the table, and publishing what could tell on somebody: a
theme of too few reports, a sensitive matter, a matter before a court. Knows no table and no page.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from datetime import date
from enum import StrEnum
from statistics import median

from portal.core.disclosure import FLOOR
from portal.core.errors import DomainError, MoveNotAllowed
from portal.core.words import details

MAX_LINE = 160  # characters: what stands in a list and on a receipt
MAX_WORDS = 1500  # characters of a decision, a reason or an action
MAX_WHY = 500  # characters of why an outcome was taken back


class Kind(StrEnum):
    """What an outcome is about."""

    THEME = "theme"
    CONSULTATION = "consultation"
    REFERRAL = "referral"
    QUESTION = "question"


class Progress(StrEnum):
    """How far the action has come."""

    PLANNED = "planned"
    UNDER_WAY = "under-way"
    DONE = "done"
    NOT_DONE = "not-done"


class Ending(StrEnum):
    """Why nothing was changed. A closed list, so that nobody has to find soft words."""

    NOT_OURS = "not-ours"
    NO_MONEY = "no-money"
    NOT_ALLOWED = "not-allowed"
    NOT_FOUND = "not-found"
    WORSE_ELSEWHERE = "worse-elsewhere"
    OTHERS_FIRST = "others-first"
    OVER = "over"


class State(StrEnum):
    """Whether everybody may read it."""

    DRAFT = "draft"
    PUBLISHED = "published"
    WITHDRAWN = "withdrawn"


class Refusal(StrEnum):
    """Why an outcome may not be published."""

    TOO_FEW = "too-few"
    SENSITIVE = "sensitive"
    PROCEEDINGS = "proceedings"
    GONE = "gone"
    IN_ROOM = "in-room"


KIND_WORDS: Mapping[Kind, str] = {
    Kind.THEME: "What several people reported",
    Kind.CONSULTATION: "A consultation",
    Kind.REFERRAL: "A councillor’s referral",
    Kind.QUESTION: "A question to the board",
}

PROGRESS_WORDS: Mapping[Progress, str] = {
    Progress.PLANNED: "Planned",
    Progress.UNDER_WAY: "Under way",
    Progress.DONE: "Done",
    Progress.NOT_DONE: "Not changed",
}

ENDING_WORDS: Mapping[Ending, str] = {
    Ending.NOT_OURS: "Not changed, because none of the bodies that work together here may decide it",
    Ending.NO_MONEY: "Not changed, because there is no money for it",
    Ending.NOT_ALLOWED: "Not changed, because the law does not allow it",
    Ending.NOT_FOUND: "Not changed, because we looked and did not find what was told",
    Ending.WORSE_ELSEWHERE: "Not changed, because it would make things worse for others",
    Ending.OTHERS_FIRST: "Not changed, because we put other things first",
    Ending.OVER: "Not changed, because it had ended before we could act",
}

REFUSAL_WORDS: Mapping[Refusal, str] = {
    Refusal.TOO_FEW: f"Fewer than {FLOOR} counted reports stand behind it: it could point to a writer.",
    Refusal.SENSITIVE: "A sensitive kind of concern is part of it: nothing about those is for everybody.",
    Refusal.GONE: "What it is about is not there any more, so nobody can look whether it may be told.",
    Refusal.IN_ROOM: "The group that decided it holds it back: it is closed, or a service has yet to agree.",
    Refusal.PROCEEDINGS: "A court case, appeal or investigation is open about it: wait until it has ended.",
}

_P, _S = Progress, State

STEPS: Mapping[Progress, frozenset[Progress]] = {
    _P.PLANNED: frozenset({_P.UNDER_WAY, _P.DONE, _P.NOT_DONE}),
    _P.UNDER_WAY: frozenset({_P.DONE, _P.NOT_DONE}),
    _P.DONE: frozenset({_P.UNDER_WAY}),
    _P.NOT_DONE: frozenset({_P.PLANNED, _P.UNDER_WAY}),
}
"""How an action goes on; what is done or given up may be taken up again, never be planned anew unseen."""

MOVES: Mapping[State, frozenset[State]] = {
    _S.DRAFT: frozenset({_S.PUBLISHED}),
    _S.PUBLISHED: frozenset({_S.WITHDRAWN}),
    _S.WITHDRAWN: frozenset({_S.PUBLISHED}),
}

ACTED = frozenset({Progress.UNDER_WAY, Progress.DONE})
"""What counts as acted on."""


class WordsMissing(DomainError):
    """`.part` is empty."""

    code = "outcome-words-missing"
    part: str


class WordsTooLong(DomainError):
    """`.part` has more than `.most` characters."""

    code = "outcome-words-too-long"
    part: str
    most: int


class PointsToSomebody(DomainError):
    """`.part` holds what looks like a personal detail: `.kinds`, as codes."""

    code = "outcome-points-to-somebody"
    part: str
    kinds: tuple[str, ...]


class EndingMissing(DomainError):
    """An action that is not done says why, and no other action does."""

    code = "outcome-ending"


class DecidedInFuture(DomainError):
    """The day of the decision is still to come."""

    code = "outcome-decided-in-future"


class MayNotPublish(DomainError):
    """`.reason` says why this outcome stays inside."""

    code = "may-not-publish"
    reason: Refusal


@dataclass(frozen=True, slots=True)
class Subject:
    """What an outcome is about: `name` as printed, `topic` a code or empty, `heard_on` when first told."""

    kind: Kind
    id: str
    name: str
    topic: str = ""
    heard_on: date | None = None


@dataclass(frozen=True, slots=True)
class OutcomeWords:
    """What an officer writes. `line` stands in lists; `owner` is a group's code."""

    line: str
    decision: str
    reason: str
    action: str
    owner: str
    progress: Progress
    decided_on: date
    ending: Ending | None = None


@dataclass(frozen=True, slots=True)
class Facts:
    """What `may_publish` is given. `reports`: how many stand behind a theme; None for other subjects.

    `gone`: the subject is not there any more, or may not be spoken of. `in_room`: the group that decided it
    has closed it since.
    """

    reports: int | None
    sensitive: bool
    proceedings: bool
    gone: bool = False
    in_room: bool = False


def accept(words: OutcomeWords, *, today: date) -> OutcomeWords:
    """The words stripped.

    Raises `WordsMissing`, `WordsTooLong`, `PointsToSomebody`, `EndingMissing`, `DecidedInFuture`.
    """
    kept = replace(words, **{part: getattr(words, part).strip() for part in TEXTS})
    for part, most in TEXTS.items():
        text: str = getattr(kept, part)
        if not text:
            raise WordsMissing(part=part)
        if len(text) > most:
            raise WordsTooLong(part=part, most=most)
        kinds = tuple(sorted({found.kind.value for found in details(text)}))
        if kinds:
            raise PointsToSomebody(part=part, kinds=kinds)
    if (kept.ending is not None) != (kept.progress is Progress.NOT_DONE):
        raise EndingMissing()
    if kept.decided_on > today:
        raise DecidedInFuture()
    return kept


TEXTS = {"line": MAX_LINE, "decision": MAX_WORDS, "reason": MAX_WORDS, "action": MAX_WORDS}
"""What is written freely, and how long it may be."""


def step(before: Progress, after: Progress) -> bool:
    """Whether the action went on; the same again is no step. Raises `MoveNotAllowed`."""
    if before is after:
        return False
    if after not in STEPS[before]:
        raise MoveNotAllowed(state=before, verb=after)
    return True


def moved(state: State, wanted: State) -> State:
    """The new state. Raises `MoveNotAllowed`."""
    if wanted not in MOVES[state]:
        raise MoveNotAllowed(state=state, verb=wanted)
    return wanted


def may_publish(facts: Facts) -> None:
    """Raise `MayNotPublish` where telling everybody could tell on somebody, or disturb a court."""
    refused = {
        Refusal.IN_ROOM: facts.in_room,
        Refusal.GONE: facts.gone,
        Refusal.SENSITIVE: facts.sensitive,
        Refusal.PROCEEDINGS: facts.proceedings,
        Refusal.TOO_FEW: facts.reports is not None and facts.reports < FLOOR,
    }
    for reason, holds in refused.items():
        if holds:
            raise MayNotPublish(reason=reason)


def may_stay(facts: Facts) -> None:
    """The same for what is published already: what was deleted in its time takes nothing back."""
    may_publish(replace(facts, reports=None, gone=False))


def sentence(progress: Progress, ending: Ending | None) -> str:
    """How far it has come, as it is printed."""
    return ENDING_WORDS[ending] if ending is not None else PROGRESS_WORDS[progress]


def middle_days(pairs: Iterable[tuple[date | None, date]]) -> int | None:
    """The middle number of days from first hearing of something to deciding; None where nothing is known."""
    days = [(decided - heard).days for heard, decided in pairs if heard is not None and heard <= decided]
    return round(median(days)) if days else None
