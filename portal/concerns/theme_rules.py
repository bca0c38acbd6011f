"""What an officer may write about a theme, and what reports have to be like to be put under one.

Refuses a theme without a name, a name or note in which something points to a person, a step that somebody
else took meanwhile, and a label of a theme that is closed.
"""

from collections.abc import Iterable
from dataclasses import dataclass, replace
from enum import StrEnum

from portal.concerns.rules import State
from portal.core.errors import DomainError, MoveNotAllowed
from portal.core.words import details

MAX_NAME = 60  # characters: a line of a list, and what a label holds
MAX_NOTE = 1500  # characters of an officer's note: what is told, not each report again

LABELLED = frozenset({State.HELD, State.COUNTED})
"""States in which a report is put under a theme: what was declined, withdrawn or escalated stays out."""


class ThemeState(StrEnum):
    """Whether reports are still put under a theme."""

    OPEN = "open"
    CLOSED = "closed"


MOVES = {ThemeState.OPEN: ThemeState.CLOSED, ThemeState.CLOSED: ThemeState.OPEN}
"""A theme is closed once it is dealt with, and opened again when it comes back."""


class NameMissing(DomainError):
    """A theme needs a name."""

    code = "theme-name-missing"


class TooLong(DomainError):
    """More than `.most` characters in `.part` (`name` or `note`)."""

    code = "theme-too-long"
    part: str
    most: int


class PointsToSomebody(DomainError):
    """`.part` (`name` or `note`) holds what looks like a personal detail: `.kinds`, as codes."""

    code = "theme-points-to-somebody"
    part: str
    kinds: tuple[str, ...]


class NameTaken(DomainError):
    """Another theme is called so already."""

    code = "theme-name-taken"


class ThemeClosed(DomainError):
    """Nothing is put under a theme that is closed."""

    code = "theme-closed"
    status = 409


@dataclass(frozen=True, slots=True)
class ThemeWords:
    """What an officer writes; `topic`, `subtopic`, `ward` and `area` are codes, empty where left open."""

    name: str
    note: str = ""
    topic: str = ""
    subtopic: str = ""
    ward: str = ""
    area: str = ""


def accept(words: ThemeWords) -> ThemeWords:
    """The words stripped. Raises `NameMissing`, `TooLong`, `PointsToSomebody`."""
    kept = replace(words, name=" ".join(words.name.split()), note=words.note.strip())
    if not kept.name:
        raise NameMissing()
    for part, text, most in (("name", kept.name, MAX_NAME), ("note", kept.note, MAX_NOTE)):
        if len(text) > most:
            raise TooLong(part=part, most=most)
        kinds = tuple(sorted({found.kind.value for found in details(text)}))
        if kinds:
            raise PointsToSomebody(part=part, kinds=kinds)
    return kept


def moved(state: ThemeState, wanted: ThemeState) -> ThemeState:
    """The new state. Raises `MoveNotAllowed`."""
    if MOVES[state] is not wanted:
        raise MoveNotAllowed(state=state, verb=wanted)
    return wanted


def check_label(state: State, theme: ThemeState | None) -> None:
    """Raise `MoveNotAllowed` or `ThemeClosed` where a report may not be put there; `None` takes it out."""
    if state not in LABELLED:
        raise MoveNotAllowed(state=state)
    if theme is ThemeState.CLOSED:
        raise ThemeClosed()


def sensitive_among(subtopics: Iterable[str], sensitive: frozenset[str]) -> bool:
    """Whether one of the kinds under a theme is sensitive."""
    return any(code in sensitive for code in subtopics)
