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


@dataclass(frozen=True, slots=True)
class Condition:
    """Ask only if the answer to `question` is exactly `values[0]`, holds one of `values`, or is there."""

    question: str
    test: Test
    values: tuple[str, ...] = ()

    @classmethod
    def from_json(cls, stored: Mapping[str, Any]) -> "Condition":
        """What a document says. Raises `KeyError`, `ValueError`, `TypeError` where it says nothing such."""
        return cls(stored["question"], Test(stored["test"]), tuple(stored.get("values", ())))

    def met(self, codes: frozenset[str] | None) -> bool:
        """Whether the answer fits; `codes` is None where there is none."""
        if codes is None or self.test is Test.ANSWERED:
            return codes is not None
        if self.test is Test.EQUAL:
            return codes == frozenset(self.values)
        return bool(codes & frozenset(self.values))
