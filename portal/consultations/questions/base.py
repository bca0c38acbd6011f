"""What every kind of question has, so that pages, storage and counting can treat all kinds alike.

A question accepts an answer or refuses it by a named reason; the sentence stands in the form. Knows neither
form, template nor table. Answers are plain JSON values: they travel, are stored and are counted as they are.
"""

import re
from abc import ABC, abstractmethod
from dataclasses import asdict, dataclass
from enum import StrEnum
from typing import Any, ClassVar, TypeAlias

from portal.core.errors import DomainError

Value: TypeAlias = Any
"""One answer as JSON: a text, a number, a list of codes, or a small object."""

CODE = re.compile(r"[a-z][a-z0-9_]{0,39}")
"""What a question or page may be called in addresses of fields and in stored answers."""


class Kind(StrEnum):
    """Every kind of question."""

    RELATION = "relation"
    WARD = "ward"
    RANKING = "ranking"
    RATING = "rating"
    ONE_CHOICE = "one_choice"
    SHORT_TEXT = "short_text"
    LONG_TEXT = "long_text"
    EQUALITY = "equality"


class Refusal(StrEnum):
    """Why an answer is not taken."""

    MISSING = "missing"
    UNKNOWN_CHOICE = "unknown_choice"
    SAME_PLACE = "same_place"
    TOO_LONG = "too_long"
    UNKNOWN_POSTCODE = "unknown_postcode"


class AnswerRefused(DomainError):
    """The answer does not fit. `reason` is a Refusal; facts: `question`, `options`, `place`, `letters`."""

    code = "answer-refused"

    reason: Refusal


@dataclass(frozen=True, slots=True, kw_only=True)
class Question(ABC):
    """What every kind has. `code` names the answer within its consultation."""

    kind: ClassVar[Kind]
    is_text: ClassVar[bool] = False  # typed freely: sealed, and looked at before anybody reads it
    apart: ClassVar[bool] = False  # stored away from the other answers

    code: str
    title: str
    hint: str = ""
    required: bool = False

    @property
    def name(self) -> str:
        """Name of the form field."""
        return f"q_{self.code}"

    @property
    def partial(self) -> str:
        """The template that draws it."""
        return f"consultations/kinds/{self.kind}.html"

    def accept(self, value: Value) -> Value:
        """The answer in its stored form, `None` for none. Raises `AnswerRefused`."""
        tidied = self.tidy(value) if value not in (None, "", [], {}) else None
        if tidied is None and self.required:
            raise AnswerRefused(reason=Refusal.MISSING, question=self)
        return tidied

    @abstractmethod
    def tidy(self, value: Value) -> Value:
        """The given answer in its stored form, `None` when nothing is left. Raises `AnswerRefused`."""

    @abstractmethod
    def summary(self, value: Value) -> tuple[str, ...]:
        """The answer in words, a line to each part."""

    @classmethod
    @abstractmethod
    def example(cls) -> "tuple[Question, Value]":
        """A question of this kind and a full answer to it."""

    def to_json(self) -> dict[str, Any]:
        """As it is written into a consultation's document."""
        return {"kind": str(self.kind), **asdict(self)}

    def _refuse(self, reason: Refusal, **facts: Any) -> AnswerRefused:
        return AnswerRefused(reason=reason, question=self, **facts)
