"""A table of two questions with totals, made safe: what is hidden cannot be worked out from what is shown.

Refuses to show anything where no way of hiding would hold. Totals under the floor are hidden like any other
number.
"""

from collections.abc import Sequence
from dataclasses import dataclass

from portal.core.disclosure import FLOOR, ImpossibleCount, Published, Reason, Shown, Suppressed
from portal.core.flow import Circulation


@dataclass(frozen=True, slots=True)
class SafeLine:
    """One row: its cells in the order of the columns, and its total."""

    label: str
    cells: tuple[Published, ...]
    total: Published


@dataclass(frozen=True, slots=True)
class SafeGrid:
    """Rows by columns that may be printed as they stand."""

    columns: tuple[str, ...]
    lines: tuple[SafeLine, ...]
    totals: tuple[Published, ...]
    base: Published


def safe_grid(
    rows: Sequence[str], columns: Sequence[str], counts: Sequence[Sequence[int]], *, floor: int = FLOOR
) -> SafeGrid:
    """Counts of people by row and column, each person in one cell, with totals. Raises ImpossibleCount.

    Every number under the floor is hidden, and what is shown leaves it a range of the floor or more.
    """
    shape = len(counts) == len(rows) and all(len(line) == len(columns) for line in counts)
    if not shape or any(number < 0 for line in counts for number in line):
        raise ImpossibleCount(rows=len(rows), columns=len(columns))
    return _Hiding(tuple(rows), tuple(columns), counts, floor).run()


def from_shown(
    columns: Sequence[str],
    lines: Sequence[tuple[str, Sequence[Published], Published]],
    totals: Sequence[Published],
    base: Published,
) -> SafeGrid:
    """A grid of cells that came out of the gate before: label, cells and total of each line.

    Makes no number; whoever joins cells of several grids answers for what they tell together.
    """
    drawn = tuple(SafeLine(label, tuple(cells), total) for label, cells, total in lines)
    return SafeGrid(tuple(columns), drawn, tuple(totals), base)


class _Hiding:
    """The cells and totals as a circulation: from the sum to the rows, to the columns, back to the sum."""

    def __init__(
        self, rows: tuple[str, ...], columns: tuple[str, ...], counts: Sequence[Sequence[int]], floor: int
    ) -> None:
        self.rows, self.columns, self.floor = rows, columns, floor
        self.base = sum(map(sum, counts))
        self.table, height, width = Circulation(), len(rows), len(columns)
        source, sink = height + width, height + width + 1
        self.cells = [
            [self._edge(row, height + column, counts[row][column]) for column in range(width)]
            for row in range(height)
        ]
        self.row_totals = [self._edge(source, row, sum(counts[row])) for row in range(height)]
        self.column_totals = [
            self._edge(height + column, sink, sum(line[column] for line in counts)) for column in range(width)
        ]
        self.total = self.table.add(sink, source, self.base, self.base, self.base)
        self.hidden = {edge for edge in range(self.total) if self.table.flows[edge] < floor}
        for edge in self.hidden:
            self.table.loosen(edge, 0, None)

    def _edge(self, tail: int, head: int, number: int) -> int:
        return self.table.add(tail, head, number, number, number)

    def run(self) -> SafeGrid:
        small = sorted(self.hidden)
        if self.base < self.floor or not all(self._protect(edge) for edge in small):
            self.hidden = set(range(self.total))
        return SafeGrid(
            self.columns,
            tuple(
                SafeLine(label, tuple(map(self._published, cells)), self._published(total))
                for label, cells, total in zip(self.rows, self.cells, self.row_totals, strict=True)
            ),
            tuple(map(self._published, self.column_totals)),
            Shown(self.base) if self.base >= self.floor else Suppressed(Reason.SMALL, self.floor),
        )

    def _published(self, edge: int) -> Published:
        if edge in self.hidden:
            return Suppressed(Reason.PROTECTS, self.floor)
        return Shown(self.table.flows[edge])

    def _protect(self, edge: int) -> bool:
        """Hide more until this small number may move by the floor; whether that was possible.

        Hiding only ever gives room, so a number protected once stays so.
        """
        while True:
            least, most = self.table.span(edge, reach=self.floor)
            if most - least >= self.floor:
                return True
            helper = self._helper(edge)
            if helper is None:
                return False
            self.hidden.add(helper)
            self.table.loosen(helper, 0, None)

    def _helper(self, edge: int) -> int | None:
        """The smallest number still shown that holds this one fast, a cell before a total."""
        held = set()
        for up in (True, False):
            stuck = self.table.room(edge, up=up, wanted=self.floor)
            held |= {crossing.edge for crossing in self.table.crossings(stuck.reached, edge)}
        inner = {cell for cells in self.cells for cell in cells}
        return min(
            held - self.hidden - {self.total},
            key=lambda one: (one not in inner, self.table.flows[one], one),
            default=None,
        )
