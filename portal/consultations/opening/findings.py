"""What the gate looks at and what it says, as values; judges nothing itself."""

from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from typing import Protocol

from portal.consultations.opening.facts import Facts
from portal.core.errors import DomainError
from portal.core.windows import Window


class Level(StrEnum):
    """What a finding means for publishing."""

    PASS = "pass"  # noqa: S105 - a level, no password
    WARN = "warn"
    BLOCK = "block"


@dataclass(frozen=True, slots=True)
class Finding:
    """One thing looked at: what was found, in a sentence, and which law or practice it rests on."""

    code: str
    level: Level
    sentence: str
    source: str
    by_law: bool = False

    @property
    def may_be_set_aside(self) -> bool:
        """Whether somebody in charge may publish in spite of it."""
        return self.level is Level.BLOCK and not self.by_law


class PreElection(Protocol):
    """An election and its time of restraint."""

    @property
    def name(self) -> str:
        """Which election, as people call it."""

    @property
    def begins(self) -> date:
        """First day of restraint."""

    @property
    def day(self) -> date:
        """Polling day."""


@dataclass(frozen=True, slots=True)
class Other:
    """Another consultation at the same time; labels that name no code mean everything."""

    title: str
    window: Window
    families: tuple[str, ...] = ()
    audiences: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Ground:
    """The facts, and everything around them. `asks` lists the questions beyond who somebody is."""

    facts: Facts
    asks: tuple[str, ...]
    controller: str
    officer: str  # the data protection officer's post
    kept: str  # how long what people write is kept, in words
    promised_days: int
    holidays: frozenset[date]
    elections: tuple[PreElection, ...]
    others: tuple[Other, ...]
    today: date
    problems: tuple[str, ...] = ()  # what keeps the questions from being asked, in sentences


class GateBlocked(DomainError):
    """Something still stands in the way; `.findings` names what."""

    code = "gate-blocked"
    status = 409

    findings: tuple[Finding, ...]
