"""Questions answered from a list: one choice, a rating, what ties a person to the area, a ward."""

import re
from dataclasses import dataclass, replace
from typing import ClassVar

from portal.consultations.questions.base import Cell, Column, Kind, Option, Question, Refusal, Reorder, Value

__all__ = ["Choosing", "OneChoice", "Option", "Rating", "Relation", "Ward"]

OPTION_CODE = re.compile(r"[A-Za-z0-9][A-Za-z0-9_+.-]{0,39}")
"""What an answer may be called in stored answers and names of fields."""

UNSURE = "unsure"
TICKED, LEFT = 1, 0  # how a tick and no tick stand in an export


@dataclass(frozen=True, slots=True, kw_only=True)
class Choosing(Question):
    """A question answered from a list. `random_order`: each respondent sees it in an order of their own."""

    fewest: ClassVar[int] = 2

    options: tuple[Option, ...]
    random_order: bool = False

    @property
    def offered(self) -> tuple[Option, ...]:
        """Everything that can be chosen, in the order it is asked."""
        return self.options

    @property
    def possible(self) -> tuple[tuple[str, str], ...]:
        return tuple((option.code, option.words) for option in self.offered)

    def words_for(self, code: str) -> str:
        """The words of one option; the code itself where a later version dropped it."""
        return next((option.words for option in self.offered if option.code == code), code)

    def known(self, code: Value) -> str:
        """The code when it is one of ours. Raises `AnswerRefused`."""
        if not isinstance(code, str) or all(option.code != code for option in self.offered):
            raise self._refuse(Refusal.UNKNOWN_CHOICE)
        return code

    def wrong(self) -> tuple[str, ...]:
        short = ("options",) if len(self.options) < self.fewest else ()
        return (*Question.wrong(self), *short, *wrong_options("options", self.offered))

    def reordered(self, order: Reorder) -> Question:
        if not self.random_order:
            return self
        moving = order(tuple(option for option in self.options if not option.stays))
        return replace(self, options=(*moving, *(option for option in self.options if option.stays)))

    def tick_columns(self) -> tuple[Column, ...]:
        """A column of an export to each answer: 1 where ticked, 0 where not, empty where unanswered."""
        return tuple(
            Column(f"{self.code}.{each.code}", f"{self.title} – {each.words}") for each in self.offered
        )

    def tick_cells(self, ticked: list[str] | None) -> tuple[Cell, ...]:
        """One respondent's cells under `tick_columns`."""
        if ticked is None:
            return (None,) * len(self.offered)
        return tuple(TICKED if each.code in ticked else LEFT for each in self.offered)

    def ticked(self, cells: tuple[Cell, ...]) -> list[str] | None:
        """The codes that `tick_cells` wrote."""
        if None in cells:
            return None
        return [each.code for each, cell in zip(self.offered, cells, strict=True) if cell == TICKED]


def wrong_options(part: str, options: tuple[Option, ...]) -> tuple[str, ...]:
    """The name of the part if two options share a code or one has no fitting code or no words."""
    codes = [option.code for option in options]
    fitting = all(OPTION_CODE.fullmatch(each.code) and each.words.strip() for each in options)
    return () if fitting and len(set(codes)) == len(codes) else (part,)


@dataclass(frozen=True, slots=True, kw_only=True)
class One(Choosing):
    """A question whose answer is one code."""

    def tidy(self, value: Value) -> Value:
        return self.known(value)

    def summary(self, value: Value) -> tuple[str, ...]:
        return (self.words_for(value),)

    def codes(self, value: Value) -> frozenset[str]:
        return frozenset({value})

    def columns(self) -> tuple[Column, ...]:
        return (Column(self.code, self.title),)


@dataclass(frozen=True, slots=True, kw_only=True)
class OneChoice(One):
    """Choose one of a few."""

    kind = Kind.ONE_CHOICE

    @classmethod
    def example(cls) -> tuple[Question, Value]:
        options = (Option("better", "Better"), Option("same", "About the same"), Option("worse", "Worse"))
        return cls(code="change", title="Has it got better or worse?", options=options), "same"


@dataclass(frozen=True, slots=True, kw_only=True)
class Rating(One):
    """A scale with a word for each step, best first; `unsure` stands beside the scale, not on it."""

    kind = Kind.RATING

    unsure: str = ""

    @property
    def offered(self) -> tuple[Option, ...]:
        return (*self.options, Option(UNSURE, self.unsure, True)) if self.unsure else self.options

    @classmethod
    def example(cls) -> tuple[Question, Value]:
        steps = tuple(
            Option(f"s{n}", words) for n, words in enumerate(("Very safe", "Fairly safe", "Unsafe"), 1)
        )
        return cls(code="day", title="How safe do you feel by day?", options=steps, unsure="Not sure"), "s2"


@dataclass(frozen=True, slots=True, kw_only=True)
class Ward(One):
    """A ward from the list, or found from a postcode that is looked up and forgotten."""

    kind = Kind.WARD

    @property
    def also_named(self) -> tuple[str, ...]:
        return (f"{self.name}_postcode",)

    @classmethod
    def example(cls) -> tuple[Question, Value]:
        options = (
            Option("E05000001", "North"),
            Option("E05000002", "South"),
            Option("outside", "Somewhere else"),
        )
        return cls(code="ward", title="Which ward?", options=options), "E05000002"


@dataclass(frozen=True, slots=True, kw_only=True)
class Relation(Choosing):
    """What ties a person to the area; several may be true."""

    kind = Kind.RELATION

    def tidy(self, value: Value) -> Value:
        chosen = {self.known(code) for code in (value if isinstance(value, list) else [value])}
        return [option.code for option in self.options if option.code in chosen]

    def summary(self, value: Value) -> tuple[str, ...]:
        return tuple(self.words_for(code) for code in value)

    def codes(self, value: Value) -> frozenset[str]:
        return frozenset(value)

    def holds(self, codes: frozenset[str], *, only: bool = False) -> bool:
        return codes <= {code for code, _ in self.possible}

    def columns(self) -> tuple[Column, ...]:
        return self.tick_columns()

    def cells(self, chosen: Value) -> tuple[Cell, ...]:
        return self.tick_cells(chosen)

    def from_cells(self, cells: tuple[Cell, ...]) -> Value:
        return self.ticked(cells)

    @classmethod
    def example(cls) -> tuple[Question, Value]:
        options = (Option("live", "I live here"), Option("work", "I work here"), Option("visit", "I visit"))
        question = cls(code="relation", title="What ties you to the area?", options=options, required=True)
        return question, ["live"]
