"""One figure, split by ward or by the way an answer came, beside the headline it belongs to.

The headline is printed as it is, so a split must hold against whoever knows it: what the headline hides is
hidden in every column, and no cell can be worked out from the totals. Columns too thin are joined; where
nothing holds there is no split. Source: the same guidance as `portal.core.disclosure`.
"""

from collections import Counter
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass

from portal.consultations.counting.audiences import SMALLEST
from portal.consultations.counting.figures import Figure
from portal.consultations.counting.membership import Way
from portal.consultations.counting.parties import Person
from portal.core.disclosure import Published, Reason, Shown, Suppressed
from portal.core.safe_grid import SafeGrid, from_shown, safe_grid

HIDDEN = Suppressed(Reason.PROTECTS)
REST = ""
"""Code of the column of everybody whose own column would be too thin."""

TOGETHER = "Answers too few to show apart"
MOST_COLUMNS = 40  # more stand on no page

Tally = dict[str, tuple[Counter[str], int]]
"""By column: how many are in each row, and how many people are in the base."""


@dataclass(frozen=True, slots=True)
class Columns:
    """By what a figure is split: `at` gives a person's column; `names` its heading, in order."""

    title: str
    names: tuple[tuple[str, str], ...]
    at: Callable[[Person], str]


def settle(
    title: str, rest: str, words: Mapping[str, str], people: Sequence[Person], code: Callable[[Person], str]
) -> Columns | None:
    """The columns thick enough to stand, the others joined as `rest`; None for fewer than two."""
    given = Counter(code(one) for one in people)
    ranked = sorted(given, key=lambda each: (-given[each], each))
    kept = [each for each in ranked if given[each] >= SMALLEST and each in words][:MOST_COLUMNS]
    loose = len(people) - sum(given[each] for each in kept)
    while kept and 0 < loose < SMALLEST:
        loose += given[kept.pop()]
    names = [(each, words[each]) for each in words if each in kept] + ([(REST, rest)] if loose else [])
    alone = frozenset(kept)
    if len(names) < 2:
        return None
    return Columns(title, tuple(names), lambda one: code(one) if code(one) in alone else REST)


def split(
    question: str, figure: Figure, way: Way, columns: Columns, people: Sequence[Person]
) -> SafeGrid | None:
    """The figure by these columns, None where nothing may be seen of it."""
    labels = [row.label for row in figure.rows]
    if figure.empty or len(set(labels)) < len(labels):
        return None
    tally: Tally = {code: (Counter(), 0) for code, _ in columns.names}
    for one, number in _alike(people):
        found = way.belongs(one.answers[question]) if question in one.answers else None
        if found is not None:
            given, base = tally[columns.at(one)]
            for label in found:
                given[label] += number
            tally[columns.at(one)] = (given, base + number)
    counted = _once(figure, tally, columns) if way.exclusive else _several(figure, tally, columns)
    return counted if counted and any(isinstance(cell, Shown) for cell in _cells(counted)) else None


def _alike(people: Sequence[Person]) -> list[tuple[Person, int]]:
    """Each object once, with how often it stands there: a county's answers hold few different ones."""
    counts = Counter(map(id, people))
    return [(one, counts[at]) for at, one in {id(one): one for one in people}.items()]


def _cells(grid: SafeGrid) -> list[Published]:
    return [cell for line in grid.lines for cell in line.cells]


def _once(figure: Figure, tally: Tally, columns: Columns) -> SafeGrid | None:
    """Each person in one row: one table, whose rows hidden in the headline stand together."""
    shown = [row.label for row in figure.rows if isinstance(row.count, Shown)]
    names, tallies = list(columns.names), [tally[code] for code, _ in columns.names]
    loose = len(shown) < len(figure.rows)
    while len(names) > 1:
        counts = [[given[label] for given, _ in tallies] for label in shown]
        counts += [_others(tallies, shown)] if loose else []
        labels = [*shown, TOGETHER] if loose else shown
        grid = safe_grid(labels, [name for _, name in names], counts)
        if _holds(grid):
            return _drawn(figure, grid)
        names, tallies = _joined(names, tallies)
    return None


def _others(tallies: Sequence[tuple[Counter[str], int]], shown: Sequence[str]) -> list[int]:
    return [base - sum(given[label] for label in shown) for given, base in tallies]


def _holds(grid: SafeGrid) -> bool:
    """Whether every total stands, as it is known already."""
    totals = (*(line.total for line in grid.lines), *grid.totals, grid.base)
    return all(isinstance(total, Shown) for total in totals)


def _joined(
    names: list[tuple[str, str]], tallies: list[tuple[Counter[str], int]]
) -> tuple[list[tuple[str, str]], list[tuple[Counter[str], int]]]:
    """The two thinnest columns as one, at the end."""
    order = sorted(range(len(names)), key=lambda at: (tallies[at][1], at))
    thin = set(order[:2])
    given = sum((tallies[at][0] for at in sorted(thin)), Counter())
    rest = next((words for code, words in names if code == REST), "All others")
    kept = [at for at in range(len(names)) if at not in thin]
    joined = (given, sum(tallies[at][1] for at in thin))
    return [*(names[at] for at in kept), (REST, rest)], [*(tallies[at] for at in kept), joined]


def _drawn(figure: Figure, grid: SafeGrid) -> SafeGrid:
    cells = {line.label: line.cells for line in grid.lines if line.label != TOGETHER}
    nothing = (HIDDEN,) * len(grid.columns)
    lines = [(row.label, cells.get(row.label, nothing), row.count) for row in figure.rows]
    return from_shown(grid.columns, lines, grid.totals, grid.base)


def _several(figure: Figure, tally: Tally, columns: Columns) -> SafeGrid | None:
    """Each person in any number of rows: every row is a table of its own, those in it and those not."""
    codes = [code for code, _ in columns.names]
    bases = [tally[code][1] for code in codes]
    names = tuple(name for _, name in columns.names)
    if min(bases) < SMALLEST:
        return None
    nothing = (HIDDEN,) * len(codes)
    lines = []
    for row in figure.rows:
        inside = [tally[code][0][row.label] for code in codes]
        outside = [base - number for base, number in zip(bases, inside, strict=True)]
        grid = safe_grid(("in", "out"), names, (inside, outside))
        seen = isinstance(row.count, Shown) and _holds(grid)
        lines.append((row.label, grid.lines[0].cells if seen else nothing, row.count))
    answered = safe_grid(("answered",), names, (bases,))
    return from_shown(names, lines, answered.totals, answered.base)
