"""What the accessibility statement rests on: what does not work, what was checked, what nobody has tried.

The facts stand in accessibility.toml beside this file. Invents nothing: without a result there is no figure.
"""

import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from functools import cache
from pathlib import Path
from typing import Any

FILE = Path(__file__).with_name("accessibility.toml")


class GapKind(StrEnum):
    """Why something is not accessible, as the law sorts it."""

    NON_COMPLIANCE = "non-compliance"
    BURDEN = "burden"
    OUT_OF_SCOPE = "out-of-scope"


@dataclass(frozen=True, slots=True)
class Gap:
    """What does not work, what does the same, and when it is mended, if that is known."""

    kind: GapKind
    what: str
    instead: str
    criterion: str = ""
    until: date | None = None


@dataclass(frozen=True, slots=True)
class Result:
    """What one whole run found: breaches, on so many `pages` ("kinds of page"), at widths in pixels."""

    on: date
    version: str
    number: int
    pages: str
    widths: tuple[int, ...]
    found: int


@dataclass(frozen=True, slots=True)
class Check:
    """What a program checks again and again, and its newest written-down result."""

    tool: str
    what: str
    on: str
    result: Result | None = None


@dataclass(frozen=True, slots=True)
class Manual:
    """What only people can try; without a day nobody has."""

    what: str
    done_on: date | None = None
    by: str = ""
    found: str = ""


@dataclass(frozen=True, slots=True)
class Statement:
    """Everything the statement says of this product."""

    prepared_on: date
    reviewed_on: date
    gaps: tuple[Gap, ...]
    checks: tuple[Check, ...]
    manual: tuple[Manual, ...]

    def of_kind(self, kind: str) -> tuple[Gap, ...]:
        """The gaps the law sorts so."""
        return tuple(gap for gap in self.gaps if gap.kind is GapKind(kind))

    @property
    def tried(self) -> tuple[Manual, ...]:
        """What people have tried."""
        return tuple(each for each in self.manual if each.done_on)

    @property
    def untried(self) -> tuple[Manual, ...]:
        """What nobody has tried yet."""
        return tuple(each for each in self.manual if not each.done_on)

    @property
    def partial(self) -> bool:
        """Whether the site can be called no more than partially compliant: something fails or is untried."""
        return bool(self.untried or self.of_kind(GapKind.NON_COMPLIANCE) or self.of_kind(GapKind.BURDEN))


@cache
def statement() -> Statement:
    """The statement as the file has it."""
    with FILE.open("rb") as file:
        return read(tomllib.load(file))


def read(raw: Mapping[str, Any]) -> Statement:
    """The statement these tables make. Raises `ValueError` or `TypeError` for what does not belong there."""
    return Statement(
        raw["prepared_on"],
        raw["reviewed_on"],
        tuple(Gap(**{**gap, "kind": GapKind(gap["kind"])}) for gap in raw.get("gap", ())),
        tuple(_check(check) for check in raw.get("check", ())),
        tuple(Manual(**each) for each in raw.get("manual", ())),
    )


def _check(raw: Mapping[str, Any]) -> Check:
    results = [Result(**{**each, "widths": tuple(each["widths"])}) for each in raw.get("result", ())]
    newest = max(results, key=lambda result: result.on, default=None)
    return Check(raw["tool"], raw["what"], raw["on"], newest)
