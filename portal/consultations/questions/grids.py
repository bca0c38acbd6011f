"""Questions with a line to each thing: the same scale for several (a matrix), and points to share out."""

from dataclasses import dataclass, replace

from portal.consultations.questions.base import Cell, Column, Kind, Option, Question, Refusal, Reorder, Value
from portal.consultations.questions.choices import Choosing, wrong_options

NOT_APPLICABLE = "na"
POINTS = 100


@dataclass(frozen=True, slots=True, kw_only=True)
class Matrix(Choosing):
    """The same scale for each of several rows; stored as `{row: step}`.

    `not_applicable` adds a last answer, to all rows or only to those named in `not_applicable_rows`. Required
    means every row. `random_order` turns the rows about; the scale stays as it is.
    """

    kind = Kind.MATRIX

    rows: tuple[Option, ...]
    not_applicable: str = ""
    not_applicable_rows: tuple[str, ...] = ()

    def steps(self, row: str) -> tuple[Option, ...]:
        """What can be chosen in one row."""
        if self.not_applicable and (not self.not_applicable_rows or row in self.not_applicable_rows):
            return (*self.options, Option(NOT_APPLICABLE, self.not_applicable, True))
        return self.options

    @property
    def offered(self) -> tuple[Option, ...]:
        last = (Option(NOT_APPLICABLE, self.not_applicable, True),) if self.not_applicable else ()
        return (*self.options, *last)

    @property
    def possible(self) -> tuple[tuple[str, str], ...]:
        return tuple(
            (f"{row.code}:{step.code}", f"{row.words}: {step.words}")
            for row in self.rows
            for step in self.steps(row.code)
        )

    def tidy(self, value: Value) -> Value:
        given = self._mapping(value)
        rows = {row.code: {step.code for step in self.steps(row.code)} for row in self.rows}
        if any(row not in rows or not isinstance(step, str) for row, step in given.items()):
            raise self._refuse(Refusal.UNKNOWN_CHOICE)
        for row, step in given.items():
            if step not in rows[row]:
                raise self._refuse(Refusal.UNKNOWN_CHOICE, row=row)
        missing = tuple(row.code for row in self.rows if row.code not in given)
        if self.required and given and missing:
            raise self._refuse(Refusal.MISSING_ROWS, rows=missing)
        return {row.code: given[row.code] for row in self.rows if row.code in given} or None

    def summary(self, value: Value) -> tuple[str, ...]:
        return tuple(
            f"{row.words}: {self.words_for(value[row.code])}" for row in self.rows if row.code in value
        )

    def codes(self, value: Value) -> frozenset[str]:
        return frozenset(f"{row}:{step}" for row, step in value.items())

    def holds(self, codes: frozenset[str], *, only: bool = False) -> bool:
        rows = {code.partition(":")[0] for code in codes}
        whole = not (only and self.required) or len(rows) == len(self.rows)
        return whole and len(rows) == len(codes) and codes <= {code for code, _ in self.possible}

    def columns(self) -> tuple[Column, ...]:
        return tuple(Column(f"{self.code}.{row.code}", f"{self.title} – {row.words}") for row in self.rows)

    def cells(self, chosen: Value) -> tuple[Cell, ...]:
        return tuple((chosen or {}).get(row.code) for row in self.rows)

    def from_cells(self, cells: tuple[Cell, ...]) -> Value:
        told = zip(self.rows, cells, strict=True)
        return {row.code: cell for row, cell in told if cell is not None} or None

    def wrong(self) -> tuple[str, ...]:
        unknown = set(self.not_applicable_rows) - {row.code for row in self.rows}
        rows = wrong_options("rows", self.rows) if self.rows and not unknown else ("rows",)
        return (*Choosing.wrong(self), *rows)

    def reordered(self, order: Reorder) -> Question:
        if not self.random_order:
            return self
        moving = order(tuple(row for row in self.rows if not row.stays))
        return replace(self, rows=(*moving, *(row for row in self.rows if row.stays)))

    @classmethod
    def example(cls) -> tuple[Question, Value]:
        rows = (Option("park", "In the park"), Option("bus", "At the bus stop"), Option("home", "At home"))
        steps = (Option("safe", "Safe"), Option("neither", "Neither"), Option("unsafe", "Unsafe"))
        question = cls(
            code="dark",
            title="How safe do you feel after dark?",
            rows=rows,
            options=steps,
            not_applicable="I do not go there",
            not_applicable_rows=("park", "bus"),
        )
        return question, {"park": "unsafe", "bus": "na", "home": "safe"}


@dataclass(frozen=True, slots=True, kw_only=True)
class Points(Choosing):
    """Share out points, 100 in all; stored as `{code: points}` without the noughts."""

    kind = Kind.POINTS

    total: int = POINTS

    def tidy(self, value: Value) -> Value:
        given = self._mapping(value)
        shared = {self.known(code): points for code, points in given.items() if points not in (None, "")}
        for code, points in shared.items():
            if type(points) is not int or not 0 <= points <= self.total:
                raise self._refuse(Refusal.NOT_WHOLE, code=code, most=self.total)
        if not shared:
            return None
        found = sum(shared.values())
        if found != self.total:
            raise self._refuse(Refusal.WRONG_SUM, total=self.total, given=found)
        return {option.code: shared[option.code] for option in self.options if shared.get(option.code)}

    def summary(self, value: Value) -> tuple[str, ...]:
        return tuple(f"{each.words}: {value[each.code]}" for each in self.options if each.code in value)

    def codes(self, value: Value) -> frozenset[str]:
        """What got any points."""
        return frozenset(value)

    def holds(self, codes: frozenset[str], *, only: bool = False) -> bool:
        return len(codes) <= self.total and codes <= {code for code, _ in self.possible}

    def columns(self) -> tuple[Column, ...]:
        return tuple(Column(f"{self.code}.{o.code}", f"{self.title} – {o.words}") for o in self.options)

    def cells(self, chosen: Value) -> tuple[Cell, ...]:
        if chosen is None:
            return (None,) * len(self.options)
        return tuple(chosen.get(option.code, 0) for option in self.options)

    def from_cells(self, cells: tuple[Cell, ...]) -> Value:
        told = zip(self.options, cells, strict=True)
        return {option.code: cell for option, cell in told if cell} or None

    def wrong(self) -> tuple[str, ...]:
        return (*Choosing.wrong(self), *(() if 1 <= self.total <= 1000 else ("total",)))

    @classmethod
    def example(cls) -> tuple[Question, Value]:
        options = (Option("patrols", "Patrols"), Option("youth", "Youth work"), Option("lights", "Lights"))
        question = cls(code="budget", title="How would you share out 100 points?", options=options)
        return question, {"patrols": 30, "youth": 70}
