"""Optional questions about who answers, asked last and stored apart, so that we see whom we have not heard.

The parts are versioned: a consultation keeps the version it was asked with, and results read its words.
Categories follow the 2021 census tables, so that answers can be set beside the population.
"""

from collections.abc import Mapping
from dataclasses import dataclass

from portal.consultations.questions.base import Cell, Column, Kind, Option, Question, Refusal, Value

NOT_SAID = "not_said"


@dataclass(frozen=True, slots=True)
class Part:
    """One characteristic; `options` end with "Prefer not to say"."""

    code: str
    title: str
    options: tuple[Option, ...]

    def words_for(self, code: str) -> str:
        """The words of one option."""
        return next((option.words for option in self.options if option.code == code), code)


def _part(code: str, title: str, *pairs: tuple[str, str]) -> Part:
    options = tuple(Option(*pair) for pair in pairs)
    return Part(code, title, (*options, Option(NOT_SAID, "Prefer not to say")))


VERSIONS: Mapping[str, tuple[Part, ...]] = {
    "2026-1": (
        _part(
            "age",
            "How old are you?",
            ("0-15", "Under 16"),
            ("16-24", "16 to 24"),
            ("25-34", "25 to 34"),
            ("35-44", "35 to 44"),
            ("45-54", "45 to 54"),
            ("55-64", "55 to 64"),
            ("65-74", "65 to 74"),
            ("75+", "75 or over"),
        ),
        _part("sex", "What is your sex?", ("female", "Female"), ("male", "Male")),
        _part(
            "disability",
            "Do you have a long-lasting health condition or illness that limits what you do each day?",
            ("yes", "Yes"),
            ("no", "No"),
        ),
        _part(
            "ethnicity",
            "What is your ethnic group?",
            ("asian", "Asian or Asian British"),
            ("black", "Black, Black British, Caribbean or African"),
            ("mixed", "Mixed or multiple ethnic groups"),
            ("white", "White"),
            ("other", "Another ethnic group"),
        ),
    ),
}
"""Every version ever asked; none is changed once a consultation used it."""

LATEST = "2026-1"

WHY = (
    "Every one of these is optional. They show us whom we have not heard from. The answers are kept apart "
    "from everything else you said, and what joins them is deleted when the consultation closes."
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Equality(Question):
    """The block of optional questions; the answer is `{part: option}`."""

    kind = Kind.EQUALITY
    apart = True

    version: str = LATEST
    why: str = ""
    """Why we ask, where the page does not say so already."""

    @property
    def parts(self) -> tuple[Part, ...]:
        """The questions of this version."""
        return VERSIONS[self.version]

    @property
    def also_named(self) -> tuple[str, ...]:
        return tuple(f"{self.name}_{part.code}" for part in self.parts)

    def tidy(self, value: Value) -> Value:
        if not isinstance(value, dict) or set(value) - {part.code for part in self.parts}:
            raise self._refuse(Refusal.UNKNOWN_CHOICE)
        answered = {part.code: value[part.code] for part in self.parts if value.get(part.code)}
        for part in self.parts:
            if part.code in answered and answered[part.code] not in {option.code for option in part.options}:
                raise self._refuse(Refusal.UNKNOWN_CHOICE)
        return answered or None

    def summary(self, value: Value) -> tuple[str, ...]:
        return tuple(
            f"{part.title} {part.words_for(value[part.code])}" for part in self.parts if part.code in value
        )

    def columns(self) -> tuple[Column, ...]:
        """None: these answers are never set beside the others."""
        return ()

    def cells(self, chosen: Value) -> tuple[Cell, ...]:
        return ()

    def from_cells(self, cells: tuple[Cell, ...]) -> Value:
        return None

    def wrong(self) -> tuple[str, ...]:
        wrong = (("version", self.version not in VERSIONS), ("required", self.required))
        return (*Question.wrong(self), *(name for name, found in wrong if found))

    @classmethod
    def example(cls) -> tuple[Question, Value]:
        return cls(code="about_you", title="About you", why=WHY), {"age": "35-44", "disability": NOT_SAID}
