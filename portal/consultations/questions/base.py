"""What every kind of question has, so that pages, storage, paper, counting and export treat all kinds alike.

A question accepts an answer or refuses it by a named reason; the sentence stands in the form. Knows neither
form, template nor table. Answers are plain JSON values: they travel, are stored and are counted as they are.
What is typed freely is a part of its own (`texts`), sealed apart; `chosen` is all that is counted.
"""

import re
from abc import ABC, abstractmethod
from collections.abc import Callable, Mapping
from dataclasses import asdict, dataclass
from enum import StrEnum
from typing import Any, ClassVar, TypeAlias

from portal.consultations.questions.conditions import Condition
from portal.core.errors import DomainError

Value: TypeAlias = Any
"""One answer as JSON: a text, a number, a list of codes, or a small object."""

Cell: TypeAlias = str | int | None
"""One cell of an export: a code or number of ours, never anything typed freely."""

CODE = re.compile(r"[a-z][a-z0-9_]{0,39}")
"""What a question or page may be called in addresses of fields and in stored answers."""


class Kind(StrEnum):
    """Every kind of question."""

    RELATION = "relation"
    WARD = "ward"
    PLACE = "place"
    RANKING = "ranking"
    RATING = "rating"
    MATRIX = "matrix"
    ONE_CHOICE = "one_choice"
    SEVERAL = "several"
    POINTS = "points"
    NUMBER = "number"
    DATE = "date"
    SHORT_TEXT = "short_text"
    LONG_TEXT = "long_text"
    STATEMENT = "statement"
    EQUALITY = "equality"


class Refusal(StrEnum):
    """Why an answer is not taken."""

    MISSING = "missing"
    MISSING_ROWS = "missing_rows"
    UNKNOWN_CHOICE = "unknown_choice"
    NOT_ALONE = "not_alone"
    TOO_FEW = "too_few"
    TOO_MANY = "too_many"
    OTHER_EMPTY = "other_empty"
    SAME_PLACE = "same_place"
    TOO_LONG = "too_long"
    NOT_WHOLE = "not_whole"
    TOO_SMALL = "too_small"
    TOO_LARGE = "too_large"
    WRONG_SUM = "wrong_sum"
    DATE_PARTS = "date_parts"
    NOT_A_DATE = "not_a_date"
    TOO_EARLY = "too_early"
    TOO_LATE = "too_late"
    UNKNOWN_POSTCODE = "unknown_postcode"
    UNKNOWN_PLACE = "unknown_place"
    SEVERAL_PLACES = "several_places"
    OUTSIDE = "outside"


class AnswerRefused(DomainError):
    """The answer does not fit. `reason` is a Refusal; `question` says which; more facts by the reason."""

    code = "answer-refused"

    reason: Refusal


@dataclass(frozen=True, slots=True)
class Option:
    """One answer to choose, or one row: `code` is stored, `words` are shown; `stays` last in any order."""

    code: str
    words: str
    stays: bool = False


@dataclass(frozen=True, slots=True)
class Column:
    """One column of an export: `name` for machines, `heading` for people; `written` holds cleared words."""

    name: str
    heading: str
    written: bool = False


Reorder: TypeAlias = Callable[[tuple[Option, ...]], tuple[Option, ...]]


@dataclass(frozen=True, slots=True, kw_only=True)
class Question(ABC):
    """What every kind has. `code` names the answer within its consultation."""

    kind: ClassVar[Kind]
    is_text: ClassVar[bool] = False  # typed freely as a whole: sealed, looked at before anybody reads it
    apart: ClassVar[bool] = False  # stored away from the other answers
    asks: ClassVar[bool] = True  # a statement asks nothing

    code: str
    title: str
    hint: str = ""
    required: bool = False
    only_if: tuple[Condition, ...] = ()

    @property
    def name(self) -> str:
        """Name of the form field."""
        return f"q_{self.code}"

    @property
    def also_named(self) -> tuple[str, ...]:
        """Names of its further form fields that could be taken for another question's."""
        return ()

    @property
    def partial(self) -> str:
        """The template that draws it on the screen."""
        return f"consultations/kinds/{self.kind}.html"

    @property
    def paper(self) -> str:
        """The template that prints it in a booklet."""
        return f"consultations/kinds/paper/{self.kind}.html"

    def accept(self, value: Value) -> Value:
        """The answer in its stored form, `None` for none. Raises `AnswerRefused`."""
        tidied = self.tidy(value) if value not in (None, "", [], {}) else None
        if tidied is None and self.required and self.asks:
            raise AnswerRefused(reason=Refusal.MISSING, question=self)
        return tidied

    @abstractmethod
    def tidy(self, value: Value) -> Value:
        """The given answer in its stored form, `None` when nothing is left. Raises `AnswerRefused`."""

    @abstractmethod
    def summary(self, value: Value) -> tuple[str, ...]:
        """The answer in words, a line to each part; of a chosen part alone too."""

    def chosen(self, value: Value) -> Value:
        """The answer without anything typed freely or finer than what is counted; `None` for nothing left."""
        return value

    def texts(self, value: Value) -> dict[str, str]:
        """What was typed freely, by the names in `writings`."""
        return {}

    @property
    def writings(self) -> tuple[tuple[str, str], ...]:
        """What can be typed freely here: the name it is stored under, and its title."""
        return ()

    @property
    def typed_in(self) -> tuple[str, ...]:
        """Names of the form fields that take free text."""
        return ()

    def codes(self, value: Value) -> frozenset[str]:
        """What routing may look at in an answer."""
        return frozenset()

    @property
    def possible(self) -> tuple[tuple[str, str], ...]:
        """Every code that `codes` may hold, with its words."""
        return ()

    @property
    def span(self) -> tuple[int, int] | None:
        """The least and the most an answer may be, where it is a number that routing compares."""
        return None

    def holds(self, codes: frozenset[str], *, only: bool = False) -> bool:
        """Whether some answer has all these codes (`only`: and no other)."""
        return len(codes) <= 1 and codes <= {code for code, _ in self.possible}

    @abstractmethod
    def columns(self) -> tuple[Column, ...]:
        """The columns of an export, in order; of words and equality answers see `written` and `apart`."""

    def cells(self, chosen: Value) -> tuple[Cell, ...]:
        """One respondent's cells under the columns that are not `written`; `chosen` may be None."""
        return (chosen,)

    def from_cells(self, cells: tuple[Cell, ...]) -> Value:
        """The chosen answer that `cells` wrote."""
        return cells[0]

    @classmethod
    @abstractmethod
    def example(cls) -> "tuple[Question, Value]":
        """A question of this kind and a full answer to it."""

    def wrong(self) -> tuple[str, ...]:
        """Names of the parts that cannot be asked as they stand."""
        return () if self.title.strip() else ("title",)

    def reordered(self, order: Reorder) -> "Question":
        """The question as one respondent sees it, with its answers in another order."""
        return self

    def to_json(self) -> dict[str, Any]:
        """As it is written into a consultation's document."""
        return {"kind": str(self.kind), **asdict(self)}

    def _refuse(self, reason: Refusal, **facts: Any) -> AnswerRefused:
        return AnswerRefused(reason=reason, question=self, **facts)

    def _mapping(self, value: Value) -> Mapping[Any, Any]:
        """The answer when it is a JSON object. Raises `AnswerRefused`."""
        if not isinstance(value, dict):
            raise self._refuse(Refusal.UNKNOWN_CHOICE)
        return value
