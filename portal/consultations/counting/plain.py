"""Plain counts of every kind of question, through the gate: shares, places in a ranking.

Refuses to show a number that could point to a few people, also by way of totals and of the split by group.
The people who answer choose themselves, so nothing here speaks of a margin of error.
"""

from collections import Counter
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, replace
from typing import Any

from portal.consultations.counting.audiences import Answers, Groups
from portal.consultations.questions.base import Kind, Question
from portal.consultations.questions.choices import Choosing, Rating
from portal.consultations.questions.equality import Equality
from portal.consultations.questions.ranking import Ranking
from portal.core.disclosure import EQUALITY_FLOOR, Published, Shown, safe_table, share_of
from portal.core.safe_grid import SafeGrid, safe_grid

TOP = 3  # places that count as "near the top"


@dataclass(frozen=True, slots=True)
class FigureRow:
    """One answer: how many gave it and their share of the base in per cent, where they may be seen."""

    label: str
    count: Published
    share: int | None
    points: str = ""

    @property
    def words(self) -> str:
        """As it stands at the end of its bar."""
        return f"{self.share}%" if self.share is not None else "too few to show"


@dataclass(frozen=True, slots=True)
class Figure:
    """One table with its chart. `split` sets groups side by side; `definition` says what is counted."""

    title: str
    definition: str
    rows: tuple[FigureRow, ...]
    base: Published
    split: SafeGrid | None = None
    charted: bool = True

    @property
    def empty(self) -> bool:
        """Whether nothing in it may be seen."""
        return not any(isinstance(row.count, Shown) for row in self.rows)


@dataclass(frozen=True, slots=True)
class QuestionResult:
    """What came of one question."""

    code: str
    title: str
    kind: Kind
    figures: tuple[Figure, ...]


Count = Callable[[Question, Groups], tuple[Figure, ...]]


def _choice(question: Question, groups: Groups) -> tuple[Figure, ...]:
    assert isinstance(question, Choosing)
    pairs = [(option.code, option.words) for option in question.options]
    if isinstance(question, Rating) and question.unsure:
        pairs.append(("unsure", question.unsure))
    figure = exclusive(
        "", "Each person is counted once.", pairs, groups, lambda each: each.get(question.code)
    )
    return (figure,)


def _ward(question: Question, groups: Groups) -> tuple[Figure, ...]:
    assert isinstance(question, Choosing)
    given = Counter(each.get(question.code) for each in groups.everyone)
    counts = [(option.words, given[option.code]) for option in question.options]
    table = safe_table(counts)
    rows = tuple(FigureRow(row.label, row.count, row.share) for row in table.rows)
    return (Figure("", "Each person is counted once.", rows, table.base, charted=False),)


def _several(question: Question, groups: Groups) -> tuple[Figure, ...]:
    assert isinstance(question, Choosing)
    return (
        _of_many(
            "",
            "People could tick several, so the shares add up to more than 100%.",
            [(option.code, option.words) for option in question.options],
            [each[question.code] for each in groups.everyone if question.code in each],
        ),
    )


def _ranking(question: Question, groups: Groups) -> tuple[Figure, ...]:
    assert isinstance(question, Ranking)
    pairs = [(option.code, option.words) for option in question.options]
    orders = [each[question.code] for each in groups.everyone if question.code in each]
    first = exclusive(
        "Put first",
        "How many put it in first place.",
        pairs,
        groups,
        lambda each: _at_first(each.get(question.code)),
    )
    near = [[code for code, place in order["places"].items() if place <= TOP] for order in orders]
    definition = f"How many put it in one of the first {TOP} places."
    top = _of_many(f"In the first {TOP}", definition, pairs, near)
    dropped = "How many said it should not be a priority."
    return (
        _best_first(first),
        _best_first(_points(question, top, orders, complete=_complete(first))),
        _best_first(_of_many("Not a priority", dropped, pairs, [order["not"] for order in orders])),
    )


def _best_first(figure: Figure) -> Figure:
    """The figure with its largest number on top; what is hidden stays in the order it was asked."""
    return replace(figure, rows=tuple(sorted(figure.rows, key=lambda row: -(row.share or 0))))


def _points(question: Ranking, figure: Figure, orders: list[Any], *, complete: bool) -> Figure:
    """The figure with mean points beside it, where no number is hidden that they could give away."""
    if not complete or not _complete(figure):
        return figure
    most = question.places
    means = [
        sum(most + 1 - order["places"][option.code] for order in orders if option.code in order["places"])
        / len(orders)
        for option in question.options
    ]
    rows = tuple(
        FigureRow(row.label, row.count, row.share, f"{mean:.1f}")
        for row, mean in zip(figure.rows, means, strict=True)
    )
    definition = (
        f"{figure.definition} Points: {most} for a first place, one fewer for each place after it, none for "
        "what was left out; the mean over everybody who ranked anything."
    )
    return Figure(figure.title, definition, rows, figure.base)


def _written(question: Question, groups: Groups) -> tuple[Figure, ...]:
    return ()


def _apart(question: Question, groups: Groups) -> tuple[Figure, ...]:
    return ()


COUNT_FOR: dict[Kind, Count] = {
    Kind.RELATION: _several,
    Kind.WARD: _ward,
    Kind.RANKING: _ranking,
    Kind.RATING: _choice,
    Kind.ONE_CHOICE: _choice,
    Kind.SHORT_TEXT: _written,
    Kind.LONG_TEXT: _written,
    Kind.EQUALITY: _apart,
}
"""How the chosen answers to a kind are counted; words and equality answers are not here (see `results`)."""


def exclusive(
    title: str,
    definition: str,
    pairs: Sequence[tuple[str, str]],
    groups: Groups,
    chosen: Callable[[Answers], str | None],
) -> Figure:
    """A figure in which each person is counted once, with the split by group where there is one."""
    labels = [words for _, words in pairs]
    columns = groups.answers() or (groups.everyone,)
    given = [Counter(chosen(each) for each in column) for column in columns]
    counts = [[column[code] for column in given] for code, _ in pairs]
    grid = safe_grid(labels, groups.names or ("Everybody",), counts)
    rows = tuple(FigureRow(line.label, line.total, _share(line.total, grid.base)) for line in grid.lines)
    return Figure(title, definition, rows, grid.base, grid if groups.names else None)


def equality(question: Equality, counts: dict[tuple[str, str], int]) -> tuple[Figure, ...]:
    """The optional questions; `counts` by part and option. Nothing under ten is shown."""
    figures = []
    for part in question.parts:
        given = [(option.words, counts.get((part.code, option.code), 0)) for option in part.options]
        table = safe_table(given, floor=EQUALITY_FLOOR)
        rows = tuple(FigureRow(row.label, row.count, row.share) for row in table.rows)
        figures.append(
            Figure(part.title, "Each person who answered is counted once.", rows, table.base, charted=False)
        )
    return tuple(figures)


def _of_many(
    title: str, definition: str, pairs: Sequence[tuple[str, str]], chosen: Sequence[Iterable[str]]
) -> Figure:
    given = Counter(code for codes in chosen for code in codes)
    table = safe_table([(words, given[code]) for code, words in pairs], base=len(chosen), exclusive=False)
    rows = tuple(FigureRow(row.label, row.count, row.share) for row in table.rows)
    return Figure(title, definition, rows, table.base)


def _at_first(order: Any) -> str | None:
    places = order["places"] if order else {}
    return next((code for code, place in places.items() if place == 1), None)


def _complete(figure: Figure) -> bool:
    return isinstance(figure.base, Shown) and all(isinstance(row.count, Shown) for row in figure.rows)


def _share(count: Published, base: Published) -> int | None:
    if isinstance(count, Shown) and isinstance(base, Shown) and base.number:
        return share_of(count.number, base.number)
    return None
