"""Questions answered from a list: one choice, a rating, what ties a person to the area, a ward."""

from dataclasses import dataclass

from portal.consultations.questions.base import Kind, Question, Refusal, Value


@dataclass(frozen=True, slots=True)
class Option:
    """One answer to choose; `code` is stored, `words` are shown."""

    code: str
    words: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Choosing(Question):
    """A question answered from a list."""

    options: tuple[Option, ...]

    def words_for(self, code: str) -> str:
        """The words of one option; the code itself where a later version dropped it."""
        return next((option.words for option in self.options if option.code == code), code)

    def known(self, code: Value) -> str:
        """The code when it is one of ours. Raises `AnswerRefused`."""
        if not isinstance(code, str) or all(option.code != code for option in self.options):
            raise self._refuse(Refusal.UNKNOWN_CHOICE)
        return code


@dataclass(frozen=True, slots=True, kw_only=True)
class OneChoice(Choosing):
    """Choose one of a few."""

    kind = Kind.ONE_CHOICE

    def tidy(self, value: Value) -> Value:
        return self.known(value)

    def summary(self, value: Value) -> tuple[str, ...]:
        return (self.words_for(value),)

    @classmethod
    def example(cls) -> tuple[Question, Value]:
        options = (Option("better", "Better"), Option("same", "About the same"), Option("worse", "Worse"))
        return cls(code="change", title="Has it got better or worse?", options=options), "same"


@dataclass(frozen=True, slots=True, kw_only=True)
class Rating(Choosing):
    """A scale with a word for each step, best first; `unsure` stands beside the scale, not on it."""

    kind = Kind.RATING

    unsure: str = ""

    def tidy(self, value: Value) -> Value:
        return value if self.unsure and value == "unsure" else self.known(value)

    def summary(self, value: Value) -> tuple[str, ...]:
        return (self.unsure if value == "unsure" else self.words_for(value),)

    @classmethod
    def example(cls) -> tuple[Question, Value]:
        steps = tuple(
            Option(f"s{n}", words) for n, words in enumerate(("Very safe", "Fairly safe", "Unsafe"), 1)
        )
        return cls(code="day", title="How safe do you feel by day?", options=steps, unsure="Not sure"), "s2"


@dataclass(frozen=True, slots=True, kw_only=True)
class Relation(Choosing):
    """What ties a person to the area; several may be true."""

    kind = Kind.RELATION

    def tidy(self, value: Value) -> Value:
        chosen = {self.known(code) for code in (value if isinstance(value, list) else [value])}
        return [option.code for option in self.options if option.code in chosen]

    def summary(self, value: Value) -> tuple[str, ...]:
        return tuple(self.words_for(code) for code in value)

    @classmethod
    def example(cls) -> tuple[Question, Value]:
        options = (Option("live", "I live here"), Option("work", "I work here"), Option("visit", "I visit"))
        return cls(code="relation", title="What ties you to the area?", options=options, required=True), [
            "live"
        ]


@dataclass(frozen=True, slots=True, kw_only=True)
class Ward(Choosing):
    """A ward from the list, or found from a postcode that is looked up and forgotten."""

    kind = Kind.WARD

    def tidy(self, value: Value) -> Value:
        return self.known(value)

    def summary(self, value: Value) -> tuple[str, ...]:
        return (self.words_for(value),)

    @classmethod
    def example(cls) -> tuple[Question, Value]:
        options = (
            Option("E05000001", "North"),
            Option("E05000002", "South"),
            Option("outside", "Somewhere else"),
        )
        return cls(code="ward", title="Which ward?", options=options), "E05000002"
