"""Questions answered in the person's own words, which are sealed and looked at before they are used."""

from dataclasses import dataclass
from typing import ClassVar

from portal.consultations.questions.base import Cell, Column, Kind, Question, Refusal, Value

SHORT_LETTERS = 300  # one or two sentences
LONG_LETTERS = 3000  # about a page and a half; more is not read with care


@dataclass(frozen=True, slots=True, kw_only=True)
class Written(Question):
    """A question answered in the person's own words."""

    is_text = True
    letters: ClassVar[int]

    offers_help: bool = False
    """Whether what people write is something they could do themselves; officers list it as an offer."""

    @property
    def writings(self) -> tuple[tuple[str, str], ...]:
        return ((self.code, self.title),)

    @property
    def typed_in(self) -> tuple[str, ...]:
        return (self.name,)

    def tidy(self, value: Value) -> Value:
        text = value.strip() if isinstance(value, str) else ""
        if len(text) > self.letters:
            raise self._refuse(Refusal.TOO_LONG, letters=self.letters, over=len(text) - self.letters)
        return text or None

    def summary(self, value: Value) -> tuple[str, ...]:
        return (value,)

    def chosen(self, value: Value) -> Value:
        return None

    def texts(self, value: Value) -> dict[str, str]:
        return {self.code: value} if value else {}

    def columns(self) -> tuple[Column, ...]:
        return (Column(self.code, self.title, written=True),)

    def cells(self, chosen: Value) -> tuple[Cell, ...]:
        return ()

    def from_cells(self, cells: tuple[Cell, ...]) -> Value:
        return None


@dataclass(frozen=True, slots=True, kw_only=True)
class ShortText(Written):
    """A sentence or two."""

    kind = Kind.SHORT_TEXT
    letters = SHORT_LETTERS

    @classmethod
    def example(cls) -> tuple[Question, Value]:
        return cls(
            code="help", title="How could you help?", offers_help=True
        ), "I could help at a street party."


@dataclass(frozen=True, slots=True, kw_only=True)
class LongText(Written):
    """As much as a page."""

    kind = Kind.LONG_TEXT
    letters = LONG_LETTERS

    @classmethod
    def example(cls) -> tuple[Question, Value]:
        return cls(
            code="more", title="What else should we know?"
        ), "The path by the school is dark in winter."
