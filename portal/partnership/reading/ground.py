"""Reads where things are: outlines, postcodes, places and map points of a partnership's folder.

Refuses a row that does not parse or names an unknown ward; a fault names its line.
"""

import csv
import gzip
import io
import json
import re
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from portal.adapters.cells import is_cell
from portal.adapters.outlines import BadOutline, Outlines
from portal.core.places import Area, Place, Point, UnknownPostcode, slug, tidy_postcode
from portal.partnership.geography import Postcode
from portal.partnership.reading.rows import read_rows
from portal.partnership.reading.tables import Faults, read_text

PLACE_COLUMNS = ("name", "kind", "lat", "lon", "ward", "aliases", "basis", "confidence")
POSTCODE_COLUMNS = ("postcode", "lat", "lon", "ward")
MARGIN_COLUMNS = ("margin", "category", "count", "table")
POINT_COLUMNS = ("area", "cell", "ward", "mapped")
KINDS = frozenset({
    "beach", "hospital", "landmark", "leisure", "library", "nature", "neighbourhood", "park", "pier", "quay",
    "school", "shopping", "station", "street", "university",
})  # fmt: skip


@dataclass(frozen=True, slots=True)
class Ground:
    """What the files say of the ground; `areas` is None where map_points.csv is missing."""

    outlines: Outlines
    shapes: dict[str, dict[str, object]]
    postcodes: dict[str, Postcode]
    places: tuple[Place, ...]
    areas: tuple[Area, ...] | None


def read_ground(root: Path, wards: frozenset[str], faults: Faults) -> Ground | None:
    """The ground of a folder; None when the outlines cannot be used. Check `faults` before using it."""
    shapes = read_outlines(root / "wards.geojson", wards, faults)
    postcodes = read_postcodes(root / "postcodes.csv.gz", wards, faults)
    places = read_places(root / "places.csv", wards, faults)
    areas = read_map_points(root / "map_points.csv", wards, faults)
    if not shapes:
        return None
    return Ground(Outlines(shapes), shapes, postcodes, places, areas)


def read_outlines(path: Path, wards: frozenset[str], faults: Faults) -> dict[str, dict[str, object]]:
    """The geometry of each ward by code."""
    text = read_text(path, faults)
    if text is None:
        return {}
    try:
        features = json.loads(text)["features"]
        shapes = {str(each["properties"]["code"]): each["geometry"] for each in features}
    except json.JSONDecodeError as fault:
        faults.add(path, fault.lineno, f"not valid JSON: {fault.msg}")
        return {}
    except (KeyError, TypeError):
        faults.add(path, 1, "must be a GeoJSON collection of features with the properties code and name")
        return {}
    for code in sorted(wards ^ shapes.keys()):
        words = "has an outline but no line in wards.csv" if code in shapes else "has no outline"
        faults.add(path, _line_of(text, code), f"ward “{code}” {words}")
    for code, shape in list(shapes.items()):
        try:
            Outlines({code: shape})
        except BadOutline as fault:
            faults.add(path, _line_of(text, code), f"the outline of ward “{code}” cannot be used: {fault}")
            del shapes[code]
    return shapes


def _line_of(text: str, words: str) -> int:
    found = text.find(words)
    return text.count("\n", 0, found) + 1 if found >= 0 else 1


def read_postcodes(path: Path, wards: frozenset[str], faults: Faults) -> dict[str, Postcode]:
    """Every postcode by its usual spelling."""
    found: dict[str, Postcode] = {}
    for line, row in _gzip_rows(path, faults):
        if len(row) != len(POSTCODE_COLUMNS):
            faults.add(path, line, f"has {len(row)} values where {len(POSTCODE_COLUMNS)} are needed")
            continue
        code, lat, lon, ward = row
        try:
            if tidy_postcode(code) != code:
                faults.add(path, line, f"write “{code}” as “{tidy_postcode(code)}”")
            point = Point(float(lat), float(lon))
        except UnknownPostcode:
            faults.add(path, line, f"“{code}” is no postcode")
            continue
        except ValueError:
            faults.add(path, line, "latitude and longitude must be numbers")
            continue
        if ward not in wards:
            faults.add(path, line, f"unknown ward “{ward}”")
        if code in found:
            faults.add(path, line, f"a second row for “{code}”")
        found[code] = Postcode(code, point, ward)
    return found


def _gzip_rows(path: Path, faults: Faults) -> Iterator[tuple[int, list[str]]]:
    try:
        text = gzip.decompress(path.read_bytes()).decode("utf-8")
    except FileNotFoundError:
        faults.add(path, 1, "the file is missing")
        return
    except (gzip.BadGzipFile, EOFError, UnicodeDecodeError):
        faults.add(path, 1, "is no text packed with gzip")
        return
    rows = csv.reader(io.StringIO(text))
    if tuple(next(rows, ())) != POSTCODE_COLUMNS:
        faults.add(path, 1, f"the columns must be {','.join(POSTCODE_COLUMNS)}")
        return
    for row in rows:
        yield rows.line_num, row


def read_places(path: Path, wards: frozenset[str], faults: Faults) -> tuple[Place, ...]:
    """Well-known places by name."""
    found: dict[str, Place] = {}
    for line, row in read_rows(path, faults, PLACE_COLUMNS):
        try:
            point = Point(float(row["lat"]), float(row["lon"]))
        except ValueError:
            faults.add(path, line, "latitude and longitude must be numbers")
            continue
        code = slug(row["name"])
        if not code or code in found:
            faults.add(path, line, f"a second place “{row['name']}”" if code else "a place needs a name")
        if row["kind"] not in KINDS:
            faults.add(path, line, f"unknown kind “{row['kind']}”: one of {', '.join(sorted(KINDS))}")
        if row["ward"] not in wards:
            faults.add(path, line, f"unknown ward “{row['ward']}”")
        aliases = tuple(part.strip() for part in re.split(r"[;\n]", row["aliases"]) if part.strip())
        found[code] = Place(code, row["name"], row["kind"], point, row["ward"], aliases)
    return tuple(sorted(found.values(), key=lambda place: place.name))


def read_map_points(path: Path, wards: frozenset[str], faults: Faults) -> tuple[Area, ...] | None:
    """The areas that were worked out before, by id; None where the file is missing, which is no fault."""
    if not path.exists():
        return None
    cells: dict[str, list[str]] = {}
    facts: dict[str, tuple[str, bool]] = {}
    for line, row in read_rows(path, faults, POINT_COLUMNS):
        area, cell, ward, mapped = (row[column] for column in POINT_COLUMNS)
        if not is_cell(cell) or not is_cell(area):
            faults.add(path, line, f"“{cell if is_cell(area) else area}” is no cell of the grid")
        elif ward not in wards:
            faults.add(path, line, f"unknown ward “{ward}”")
        elif mapped not in ("yes", "no"):
            faults.add(path, line, "“mapped” must be yes or no")
        elif facts.setdefault(area, (ward, mapped == "yes")) != (ward, mapped == "yes"):
            faults.add(path, line, f"area “{area}” has two wards, or is mapped and not")
        else:
            cells.setdefault(area, []).append(cell)
    return tuple(Area(area, facts[area][0], tuple(cells[area]), facts[area][1]) for area in sorted(cells))


def read_margins(path: Path, faults: Faults) -> dict[tuple[str, str], int]:
    """Usual residents of the whole area by margin and category, to weigh answers against."""
    found: dict[tuple[str, str], int] = {}
    for line, row in read_rows(path, faults, MARGIN_COLUMNS):
        if not row["count"].isdigit():
            faults.add(path, line, f"“{row['count']}” is no count")
            continue
        found[row["margin"], row["category"]] = int(row["count"])
    return found
