"""CSV with line numbers: every row that does not fit is a fault with its line."""

import csv
from collections.abc import Iterator
from pathlib import Path

from portal.partnership.reading.tables import Faults, read_text
from portal.partnership.rules import Ward


def read_wards(path: Path, faults: Faults) -> tuple[Ward, ...]:
    """The wards of wards.csv by name; blank seats or population mean "not confirmed"."""
    wards: dict[str, Ward] = {}
    for line, row in read_rows(path, faults, ("code", "name", "seats", "population_2021")):
        try:
            ward = Ward(row["code"], row["name"], _count(row["seats"]), _count(row["population_2021"]))
        except ValueError:
            faults.add(path, line, "seats and population must be whole numbers or blank")
            continue
        if not ward.code or not ward.name:
            faults.add(path, line, "a ward needs a code and a name")
        elif ward.code in wards:
            faults.add(path, line, f"a second ward “{ward.code}”")
        wards[ward.code] = ward
    return tuple(sorted(wards.values(), key=lambda ward: ward.name))


def _count(text: str) -> int | None:
    return int(text) if text.strip() else None


def read_rows(path: Path, faults: Faults, columns: tuple[str, ...]) -> Iterator[tuple[int, dict[str, str]]]:
    """Line number and row of a CSV file with exactly these columns; a broken row is left out."""
    text = read_text(path, faults)
    if text is None:
        return
    rows = csv.reader(text.splitlines(keepends=True))
    heading = tuple(next(rows, ()))
    if heading != columns:
        faults.add(path, 1, f"the columns must be {','.join(columns)}")
        return
    for row in rows:
        if len(row) == len(columns):
            yield rows.line_num, dict(zip(columns, row, strict=True))
        else:
            faults.add(path, rows.line_num, f"has {len(row)} values where {len(columns)} are needed")
