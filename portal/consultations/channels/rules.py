"""What holds for answers that somebody else types in: piles of paper, a second typing, how often it differs.

Knows no table and no form. Refuses a second typing by the same person, a step that a pile is not ready for,
and papers for a consultation that was reported on.
"""

import hashlib
import json
from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass
from datetime import date, datetime
from enum import StrEnum
from math import ceil

from portal.consultations.questions.base import Kind, Question, Value
from portal.consultations.questions.several import OTHER
from portal.consultations.rules import ConsultationClosed, NotYetOpen, Phase, State, phase
from portal.core.errors import DomainError
from portal.core.windows import Window, london_date

SAMPLE_SHARE = 10
"""One paper in so many is typed a second time: enough to see a pile typed without care."""

HIGH_RATE = 2.0
"""Percent of typed fields that differ, above which the pile should be looked through once more."""


class BatchState(StrEnum):
    """Where a pile of paper stands."""

    OPEN = "open"
    CHECKING = "checking"
    COUNTED = "counted"


class Which(StrEnum):
    """Which typing is what the paper says; a third one where neither of the two is right."""

    FIRST = "first"
    SECOND = "second"
    THIRD = "third"


class InvitedKind(StrEnum):
    """Whom a set of invitation codes is for."""

    GROUPS = "groups"
    HOUSEHOLDS = "households"


class SamePerson(DomainError):
    """The second typing is somebody else's work."""

    code = "same-person"
    status = 409


class NotNow(DomainError):
    """The pile, or the paper, is not at this step; `state` says where it is."""

    code = "not-now"
    status = 409

    state: BatchState


class InvitationNeeded(DomainError):
    """This consultation takes answers by invitation alone."""

    code = "invitation-needed"
    status = 403


class CodeUnknown(DomainError):
    """No such invitation code, or none for this consultation."""

    code = "code-unknown"


class CodeUsed(DomainError):
    """Somebody answered with this invitation code already."""

    code = "code-used"
    status = 409


class EventOver(DomainError):
    """The event's days are over, or it was stopped, or has not begun."""

    code = "event-over"
    status = 409


def check_typing(state: State, window: Window, now: datetime) -> None:
    """Papers are typed while it is open, and after the close until it is reported on.

    Raises `NotYetOpen`, `ConsultationClosed`.
    """
    found = phase(state, window, now)
    if found in (Phase.HIDDEN, Phase.UPCOMING):
        raise NotYetOpen()
    if found is Phase.OPEN or (found is Phase.CLOSED and state is State.READY):
        return
    raise ConsultationClosed()


def check_event(first: date, last: date, *, stopped: bool, now: datetime) -> None:
    """Pass on the event's days. Raises `EventOver`."""
    if stopped or not first <= london_date(now) <= last:
        raise EventOver()


def sample(seed: str, numbers: Collection[int]) -> frozenset[int]:
    """The papers that are typed a second time: one in ten, rounded up, at least one.

    The same pile always gives the same papers; who types the first time cannot tell which.
    """
    ordered = sorted(numbers, key=lambda number: hashlib.sha256(f"{seed}:{number}".encode()).digest())
    return frozenset(ordered[: ceil(len(ordered) / SAMPLE_SHARE)])


Fields = Mapping[str, str]
"""What was typed, field by field, in a form that can be compared."""


def fields(question: Question, chosen: Value, texts: Mapping[str, str]) -> Fields:
    """One question's answer as its typed fields; an empty field is left out."""
    found = {name: _tidy(text) for name, text in texts.items() if _tidy(text)}
    return found | {f"{question.code}:{part}": _plain(each) for part, each in _parts(question, chosen)}


def _parts(question: Question, chosen: Value) -> Iterable[tuple[str, Value]]:
    if chosen is None:
        return ()
    if question.kind is Kind.RANKING:
        return (*chosen["places"].items(), *((code, "not") for code in chosen["not"]))
    if question.kind in (Kind.MATRIX, Kind.POINTS, Kind.PLACE):
        return tuple(chosen.items())
    if question.kind is Kind.SEVERAL:
        ticked = sorted(code for code in chosen["chosen"] if code != OTHER)
        return (("", ticked),) if ticked else ()
    return (("", chosen),)


def _plain(value: Value) -> str:
    return json.dumps(sorted(value) if isinstance(value, list) else value, sort_keys=True)


def _tidy(text: str) -> str:
    """Words as they are compared: no capitals, no marks, single spaces; how a word is spelt counts."""
    kept = "".join(letter if letter.isalnum() else " " for letter in text.casefold())
    return " ".join(kept.split())


@dataclass(frozen=True, slots=True)
class Found:
    """What a comparison found: `fields` filled in by either, how many differ, and in which questions."""

    fields: int
    different: int
    parts: tuple[str, ...]


def compare(first: Mapping[str, Fields], second: Mapping[str, Fields]) -> Found:
    """Two typings of one paper, each a mapping from the part (a question or a text) to its fields."""
    looked = different = 0
    parts = []
    for part in sorted(set(first) | set(second)):
        one, other = first.get(part, {}), second.get(part, {})
        names = set(one) | set(other)
        apart = sum(one.get(name) != other.get(name) for name in names)
        looked, different = looked + len(names), different + apart
        if apart:
            parts.append(part)
    return Found(looked, different, tuple(parts))


@dataclass(frozen=True, slots=True)
class ErrorRate:
    """How often the second typing differed: `papers` typed twice, `fields` compared, `different` of them."""

    papers: int
    fields: int
    different: int

    @property
    def percent(self) -> float | None:
        """Fields in a hundred that differed, to one decimal; None where nothing was compared."""
        return round(100 * self.different / self.fields, 1) if self.fields else None

    @property
    def high(self) -> bool:
        """Whether the pile should be looked through once more."""
        return (self.percent or 0) > HIGH_RATE

    @property
    def words(self) -> str:
        """As it is printed."""
        if self.percent is None:
            return "No paper was typed twice yet"
        papers = "1 paper" if self.papers == 1 else f"{self.papers:,} papers"
        typed = f"{self.different:,} of {self.fields:,} fields differed ({self.percent}%)"
        return f"{papers} typed twice: {typed}"

    def __add__(self, other: "ErrorRate") -> "ErrorRate":
        """Both together."""
        return ErrorRate(
            self.papers + other.papers, self.fields + other.fields, self.different + other.different
        )


NOTHING_TYPED = ErrorRate(0, 0, 0)
