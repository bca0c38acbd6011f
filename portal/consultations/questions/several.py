"""Ticking several answers, with room for what the list leaves out."""

from dataclasses import dataclass
from typing import Any

from portal.consultations.questions.base import Cell, Column, Kind, Option, Question, Refusal, Value
from portal.consultations.questions.choices import Choosing
from portal.consultations.questions.written import SHORT_LETTERS

OTHER, NONE = "other", "none"


@dataclass(frozen=True, slots=True, kw_only=True)
class Several(Choosing):
    """Tick several; `other` adds a tick with a line to write on, `none` one that stands alone.

    Stored as `{"chosen": [codes], "other": text}`; the text is sealed apart. `least` and `most` bound the
    ticks.
    """

    kind = Kind.SEVERAL

    other: str = ""
    none: str = ""
    least: int = 1
    most: int | None = None

    @property
    def offered(self) -> tuple[Option, ...]:
        other = (Option(OTHER, self.other, True),) if self.other else ()
        return (*self.options, *other, *((Option(NONE, self.none, True),) if self.none else ()))

    @property
    def at_most(self) -> int:
        """How many ticks there may be."""
        ticks = len(self.offered) - bool(self.none)
        return min(self.most or ticks, ticks)

    @property
    def text_name(self) -> str:
        """The name its text is stored under."""
        return f"{self.code}:{OTHER}"

    @property
    def writings(self) -> tuple[tuple[str, str], ...]:
        return ((self.text_name, f"{self.title} – {self.other}"),) if self.other else ()

    @property
    def typed_in(self) -> tuple[str, ...]:
        return (f"{self.name}-{OTHER}",) if self.other else ()

    def tidy(self, value: Value) -> Value:
        given = value if isinstance(value, dict) else {"chosen": value}
        ticked = given.get("chosen") or []
        if not isinstance(ticked, list):
            raise self._refuse(Refusal.UNKNOWN_CHOICE)
        typed = given.get("other")
        text = typed.strip() if isinstance(typed, str) and self.other else ""
        codes = {self.known(code) for code in ticked} | ({OTHER} if text else set())
        if not codes:
            return None
        self._check(codes, text)
        chosen = [option.code for option in self.offered if option.code in codes]
        return {"chosen": chosen, "other": text} if text else {"chosen": chosen}

    def _check(self, codes: set[str], text: str) -> None:
        if NONE in codes and self.none and len(codes) > 1:
            raise self._refuse(Refusal.NOT_ALONE, words=self.none)
        if len(codes) > self.at_most:
            raise self._refuse(Refusal.TOO_MANY, most=self.at_most, given=len(codes))
        if len(codes) < self.least and not (self.none and NONE in codes):
            raise self._refuse(Refusal.TOO_FEW, least=self.least, given=len(codes))
        if self.other and OTHER in codes and not text:
            raise self._refuse(Refusal.OTHER_EMPTY, words=self.other)
        if len(text) > SHORT_LETTERS:
            over = len(text) - SHORT_LETTERS
            raise self._refuse(Refusal.TOO_LONG, letters=SHORT_LETTERS, over=over, other=True)

    def summary(self, value: Value) -> tuple[str, ...]:
        text = value.get("other")
        return tuple(
            f"{self.words_for(code)}: {text}" if code == OTHER and text else self.words_for(code)
            for code in value["chosen"]
        )

    def chosen(self, value: Value) -> Value:
        return {"chosen": value["chosen"]}

    def texts(self, value: Value) -> dict[str, str]:
        return {self.text_name: value["other"]} if value and value.get("other") else {}

    def codes(self, value: Value) -> frozenset[str]:
        return frozenset(value["chosen"])

    def holds(self, codes: frozenset[str], *, only: bool = False) -> bool:
        alone = NONE in codes and bool(self.none)
        fits = len(codes) == 1 if alone else len(codes) <= self.at_most
        enough = not only or alone or len(codes) >= self.least
        return fits and enough and codes <= {code for code, _ in self.possible}

    def columns(self) -> tuple[Column, ...]:
        written = (Column(name, title, written=True) for name, title in self.writings)
        return (*self.tick_columns(), *written)

    def cells(self, chosen: Value) -> tuple[Cell, ...]:
        return self.tick_cells(None if chosen is None else chosen["chosen"])

    def from_cells(self, cells: tuple[Cell, ...]) -> Value:
        ticked = self.ticked(cells)
        return None if ticked is None else {"chosen": ticked}

    def wrong(self) -> tuple[str, ...]:
        bounded = 0 <= self.least <= self.at_most and (self.most is None or self.most >= 1)
        return (*Choosing.wrong(self), *(() if bounded else ("most",)))

    @classmethod
    def example(cls) -> tuple[Question, Value]:
        options = (Option("lamps", "Street lights"), Option("bins", "Bins"), Option("paths", "Paths"))
        more: dict[str, Any] = {"other": "Something else", "none": "None of these", "most": 3}
        question = cls(code="mend", title="What should be mended? Tick up to three.", options=options, **more)
        return question, {"chosen": ["lamps", "other"], "other": "The bench at the pond"}
