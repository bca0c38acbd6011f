"""Words between questions, which ask nothing: facts to know before answering, or a thank you."""

from dataclasses import dataclass

from portal.consultations.questions.base import Cell, Column, Kind, Question, Value


@dataclass(frozen=True, slots=True, kw_only=True)
class Statement(Question):
    """A heading and some paragraphs; an empty line begins a new one."""

    kind = Kind.STATEMENT
    asks = False

    text: str

    @property
    def paragraphs(self) -> tuple[str, ...]:
        """The text, cut at empty lines."""
        return tuple(each.strip() for each in self.text.split("\n\n") if each.strip())

    def tidy(self, value: Value) -> Value:
        return None

    def summary(self, value: Value) -> tuple[str, ...]:
        return ()

    def chosen(self, value: Value) -> Value:
        return None

    def columns(self) -> tuple[Column, ...]:
        return ()

    def cells(self, chosen: Value) -> tuple[Cell, ...]:
        return ()

    def from_cells(self, cells: tuple[Cell, ...]) -> Value:
        return None

    def wrong(self) -> tuple[str, ...]:
        return (*Question.wrong(self), *(() if self.paragraphs else ("text",)))

    @classmethod
    def example(cls) -> tuple[Question, Value]:
        text = "Last year there were more reports of noise.\n\nMost came in summer."
        return cls(code="facts", title="What we know", text=text), None
