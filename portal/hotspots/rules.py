"""What a hotspot is, the stages of the work on it, and who needs to know of it.

Stages follow SARA (J. E. Eck and W. Spelman, Problem-oriented policing in Newport News, 1987): scanning,
analysis, response, assessment. Refuses a hotspot without a name or a place, a note in which something points
to a person, a stage that is not in the table, and a response that ends before it begins.
"""

from collections.abc import Collection, Mapping
from dataclasses import dataclass, replace
from datetime import date
from enum import StrEnum

from portal.core.actors import Actor, Role
from portal.core.errors import DomainError, MoveNotAllowed
from portal.core.words import details

MAX_NAME = 100  # characters: a line of a list
MAX_NOTE = 1500  # characters of a note or an assessment
MAX_WHAT = 300  # characters of a response: who does what


class Stage(StrEnum):
    """Where the work on a hotspot stands."""

    SCANNING = "scanning"
    ANALYSIS = "analysis"
    RESPONSE = "response"
    ASSESSMENT = "assessment"
    CLOSED = "closed"


class Level(StrEnum):
    """How much, in an officer's judgement."""

    UNKNOWN = "unknown"
    LOW = "low"
    MIDDLE = "middle"
    HIGH = "high"


STAGE_WORDS: Mapping[Stage, str] = {
    Stage.SCANNING: "Scanning: is there something, and what",
    Stage.ANALYSIS: "Analysis: why there, why then, whom it harms",
    Stage.RESPONSE: "Response: somebody does something about it",
    Stage.ASSESSMENT: "Assessment: did it help",
    Stage.CLOSED: "Closed: nothing more to do",
}

LEVEL_WORDS: Mapping[Level, str] = {
    Level.UNKNOWN: "not known",
    Level.LOW: "low",
    Level.MIDDLE: "middling",
    Level.HIGH: "high",
}

_S = Stage

MOVES: Mapping[Stage, frozenset[Stage]] = {
    _S.SCANNING: frozenset({_S.ANALYSIS, _S.CLOSED}),
    _S.ANALYSIS: frozenset({_S.SCANNING, _S.RESPONSE, _S.CLOSED}),
    _S.RESPONSE: frozenset({_S.ANALYSIS, _S.ASSESSMENT}),
    _S.ASSESSMENT: frozenset({_S.ANALYSIS, _S.RESPONSE, _S.CLOSED}),
    _S.CLOSED: frozenset({_S.SCANNING}),
}
"""A step may be taken back; what was begun is assessed before it is closed."""

ASPECTS: Mapping[str, str] = {
    "victims": "Harm to victims",
    "communities": "Harm to communities",
    "environment": "Harm to the environment",
    "likelihood": "How likely it goes on: how often, how much, and which way it moves",
    "standing": "What it means for trust in the partnership",
    "capacity": "What we have to deal with it: people, skill, money",
}
"""What a deep look judges (terms of reference, 2.4)."""

READS_ALL = frozenset({Role.ENGAGEMENT_OFFICER, Role.ANALYST})
"""Roles that work with every hotspot."""


class NameMissing(DomainError):
    """A hotspot needs a name."""

    code = "hotspot-name-missing"


class PlaceMissing(DomainError):
    """A hotspot is a theme, a map area, or a kind of concern in a ward."""

    code = "hotspot-place-missing"


class NoteMissing(DomainError):
    """A step needs a note that says why."""

    code = "hotspot-note-missing"


class TooLong(DomainError):
    """More than `.most` characters in `.part`."""

    code = "hotspot-too-long"
    part: str
    most: int


class PointsToSomebody(DomainError):
    """`.part` holds what looks like a personal detail."""

    code = "hotspot-points-to-somebody"
    part: str


class EndsBeforeItBegins(DomainError):
    """A response ends before its first day."""

    code = "response-backwards"


@dataclass(frozen=True, slots=True)
class Place:
    """What gathers where: a theme, a map area, a ward, a kind of concern; codes, None where left open."""

    theme: str | None = None
    area: str | None = None
    ward: str | None = None
    subtopic: str | None = None


@dataclass(frozen=True, slots=True)
class HotspotWords:
    """What staff write when they begin a hotspot; `owner` is a group's code."""

    name: str
    owner: str
    place: Place
    note: str


@dataclass(frozen=True, slots=True)
class Response:
    """What somebody does, and from when to when; without a last day it goes on."""

    what: str
    starts_on: date
    ends_on: date | None = None


@dataclass(frozen=True, slots=True)
class Assessment:
    """Levels by the names of `ASPECTS`, and what stands behind them."""

    levels: Mapping[str, Level]
    words: str = ""


def accept(words: HotspotWords) -> HotspotWords:
    """The words stripped.

    Raises `NameMissing`, `PlaceMissing`, `TooLong`, `PointsToSomebody`, `NoteMissing`.
    """
    kept = replace(words, name=accept_name(words.name), note=accept_note(words.note))
    if words.place == Place():
        raise PlaceMissing()
    return kept


def accept_name(name: str) -> str:
    """The name in one line. Raises `NameMissing`, `TooLong`, `PointsToSomebody`."""
    kept = " ".join(name.split())
    if not kept:
        raise NameMissing()
    return _fit("name", kept, MAX_NAME)


def accept_note(note: str) -> str:
    """The note stripped. Raises `NoteMissing`, `TooLong`, `PointsToSomebody`."""
    kept = note.strip()
    if not kept:
        raise NoteMissing()
    return _fit("note", kept, MAX_NOTE)


def accept_response(response: Response) -> Response:
    """The response stripped. Raises `NoteMissing`, `TooLong`, `PointsToSomebody`, `EndsBeforeItBegins`."""
    kept = replace(response, what=response.what.strip())
    if not kept.what:
        raise NoteMissing()
    check_days(kept.starts_on, kept.ends_on)
    _fit("what", kept.what, MAX_WHAT)
    return kept


def check_days(starts_on: date, ends_on: date | None) -> None:
    """Raise `EndsBeforeItBegins`."""
    if ends_on is not None and ends_on < starts_on:
        raise EndsBeforeItBegins()


def accept_assessment(assessment: Assessment) -> Assessment:
    """Every aspect with its level. Raises `TooLong`, `PointsToSomebody`."""
    levels = {aspect: Level(assessment.levels.get(aspect, Level.UNKNOWN)) for aspect in ASPECTS}
    return Assessment(levels, _fit("words", assessment.words.strip(), MAX_NOTE))


def moved(stage: Stage, wanted: Stage) -> Stage:
    """The new stage. Raises `MoveNotAllowed`."""
    if wanted not in MOVES[stage]:
        raise MoveNotAllowed(state=stage, verb=wanted)
    return wanted


def may_know(
    actor: Actor,
    *,
    owner_within: Collection[str],
    kinds: Collection[str],
    known_kinds: Collection[str],
    sensitive: Collection[str],
) -> bool:
    """Need to know. `owner_within`: the owner and every group above it; `kinds`: what gathers there;
    `known_kinds`: what the actor's groups follow up or get a copy of.

    Staff who work with every hotspot see all. A group sees its own and those of groups below it, a sensitive
    kind only where it is routed to it; the executive sees what holds no sensitive kind.
    """
    if READS_ALL & actor.roles:
        return True
    delicate = set(kinds) & set(sensitive)
    if Role.EXECUTIVE in actor.roles and not delicate:
        return True
    return bool(set(owner_within) & actor.groups) and delicate <= set(known_kinds)


def _fit(part: str, text: str, most: int) -> str:
    if len(text) > most:
        raise TooLong(part=part, most=most)
    if details(text):
        raise PointsToSomebody(part=part)
    return text
