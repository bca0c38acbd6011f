"""What makes a question or a page depend on an earlier answer; how the way follows stands in `routing`."""

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum
from typing import Any


class Test(StrEnum):
    """How an earlier answer is looked at."""

    __test__ = False

    EQUAL = "equal"
    ANY_OF = "any_of"
    ANSWERED = "answered"
    AT_LEAST = "at_least"
    AT_MOST = "at_most"


BOUNDS = frozenset({Test.AT_LEAST, Test.AT_MOST})
"""Tests of a number against the one number in `values`."""

LONGEST = 10  # signs of a number that is compared: no question takes a longer one


@dataclass(frozen=True, slots=True)
class Condition:
    """Ask only if the answer to `question` is exactly `values[0]`, holds one of `values`, or is there.

    A number: only if it is at least, or at most, `values[0]`.
    """

    question: str
    test: Test
    values: tuple[str, ...] = ()

    @classmethod
    def from_json(cls, stored: Mapping[str, Any]) -> "Condition":
        """What a document says. Raises `KeyError`, `ValueError`, `TypeError` where it says nothing such."""
        return cls(stored["question"], Test(stored["test"]), tuple(stored.get("values", ())))

    @property
    def bound(self) -> int | None:
        """The number a number is compared with; None where there is none."""
        return whole(self.values[0]) if self.test in BOUNDS and len(self.values) == 1 else None

    def lets_in(self, number: int) -> bool:
        """Whether this number fits the bound; without one none does."""
        if self.bound is None:
            return False
        return number >= self.bound if self.test is Test.AT_LEAST else number <= self.bound

    def met(self, codes: frozenset[str] | None) -> bool:
        """Whether the answer fits; `codes` is None where there is none."""
        if codes is None or self.test is Test.ANSWERED:
            return codes is not None
        if self.test is Test.EQUAL:
            return codes == frozenset(self.values)
        if self.test in BOUNDS:
            return any(self.lets_in(number) for number in map(whole, codes) if number is not None)
        return bool(codes & frozenset(self.values))


def whole(text: str) -> int | None:
    """A whole number that was written as text, such as "18" or "-5"; None for anything else."""
    digits = text.removeprefix("-")
    return int(text) if digits.isascii() and digits.isdigit() and len(text) <= LONGEST else None
