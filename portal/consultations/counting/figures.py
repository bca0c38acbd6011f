"""A figure: one table with its chart, whose every number has passed the gate.

Refuses to show a number that could point to a few people, also by way of totals and of the split by group.
The people who answer choose themselves, so nothing here speaks of a margin of error.
"""

from collections import Counter
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, replace

from portal.consultations.counting.audiences import Answers, Groups
from portal.consultations.questions.base import Kind
from portal.core.disclosure import Published, Shown, safe_table, share_of
from portal.core.safe_grid import SafeGrid, safe_grid

ONCE = "Each person is counted once."
SEVERAL = "People could tick several, so the shares add up to more than 100%."


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


def of_many(
    title: str, definition: str, pairs: Sequence[tuple[str, str]], chosen: Sequence[Iterable[str]]
) -> Figure:
    """A figure in which a person may be counted in several rows; shares are of the people who answered."""
    given = Counter(code for codes in chosen for code in codes)
    table = safe_table([(words, given[code]) for code, words in pairs], base=len(chosen), exclusive=False)
    rows = tuple(FigureRow(row.label, row.count, row.share) for row in table.rows)
    return Figure(title, definition, rows, table.base)


def best_first(figure: Figure) -> Figure:
    """The figure with its largest number on top; what is hidden stays in the order it was asked."""
    return replace(figure, rows=tuple(sorted(figure.rows, key=lambda row: -(row.share or 0))))


def with_means(figure: Figure, means: Sequence[float], words: str) -> Figure:
    """The figure with a mean beside each row, where no number is hidden that the means could give away."""
    if not complete(figure):
        return figure
    pairs = zip(figure.rows, means, strict=True)
    rows = tuple(replace(row, points=f"{mean:.1f}") for row, mean in pairs)
    return replace(figure, rows=rows, definition=f"{figure.definition} {words}")


def complete(figure: Figure) -> bool:
    """Whether nothing in it is hidden: only then may a mean stand beside it."""
    return isinstance(figure.base, Shown) and all(isinstance(row.count, Shown) for row in figure.rows)


def _share(count: Published, base: Published) -> int | None:
    if isinstance(count, Shown) and isinstance(base, Shown) and base.number:
        return share_of(count.number, base.number)
    return None
