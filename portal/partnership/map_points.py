"""Works out the map areas from outlines, postcodes and open places, always in the same way.

Refuses nothing: what cannot be joined into an area that is safe to show stays unmapped and is told by ward.
"""

import csv
import io
from collections import Counter
from collections.abc import Iterable, Mapping

from portal.adapters import cells
from portal.adapters.outlines import Outlines
from portal.core.places import OPEN_KINDS, Area, Cell, Place, Point, join_cells
from portal.partnership.geography import Postcode

ANYWHERE_METRES = 100_000  # a cell that overlaps a ward always has one near; this only bounds the search


def work_out(
    shapes: Mapping[str, dict[str, object]],
    outlines: Outlines,
    postcodes: Iterable[Postcode],
    places: Iterable[Place],
) -> tuple[Area, ...]:
    """The map areas, mapped or not, by id; together they cover every cell that overlaps a ward."""
    universe = frozenset().union(*map(cells.covering, shapes.values()))
    wards: dict[str, Counter[str]] = {}
    positions: dict[str, set[Point]] = {}
    for postcode in postcodes:
        cell = cells.nearest_of(postcode.point.lat, postcode.point.lon, universe.__contains__)
        if cell is not None:
            wards.setdefault(cell, Counter())[postcode.ward] += 1
            positions.setdefault(cell, set()).add(postcode.point)
    open_cells = {cells.cell_of(each.point.lat, each.point.lon) for each in places if each.kind in OPEN_KINDS}
    return join_cells(
        Cell(
            id=cell,
            ward=_most(wards[cell]) if cell in wards else _holding(cell, outlines),
            positions=len(positions.get(cell, ())),
            open_place=cell in open_cells,
            beside=cells.beside(cell),
        )
        for cell in sorted(universe)
    )


def _most(wards: Counter[str]) -> str:
    """The ward with most postcodes; of equals the one with the lowest code."""
    return min(wards, key=lambda ward: (-wards[ward], ward))


def _holding(cell: str, outlines: Outlines) -> str:
    ward = outlines.nearest(*cells.centre_of(cell), within=ANYWHERE_METRES)
    assert ward is not None  # the cell overlaps one
    return ward


def as_csv(areas: Iterable[Area]) -> str:
    """The text of map_points.csv: one line a cell."""
    out = io.StringIO()
    writer = csv.writer(out, lineterminator="\n")
    writer.writerow(("area", "cell", "ward", "mapped"))
    for area in areas:
        writer.writerows((area.id, cell, area.ward, "yes" if area.mapped else "no") for cell in area.cells)
    return out.getvalue()
