"""The grid of hexagons under the map areas: H3, resolution 9, about 0.1 square kilometres a cell."""

from collections.abc import Callable, Iterable

import h3

RESOLUTION = 9
Ring = tuple[
    tuple[float, float], ...
]  # (longitude, latitude) pairs, first and last the same, as GeoJSON writes them


def cell_of(lat: float, lon: float) -> str:
    """The cell that holds this point."""
    return str(h3.latlng_to_cell(lat, lon, RESOLUTION))


def centre_of(cell: str) -> tuple[float, float]:
    """Latitude and longitude of a cell's centre."""
    lat, lon = h3.cell_to_latlng(cell)
    return lat, lon


def beside(cell: str) -> tuple[str, ...]:
    """The cells that touch this one, in order of id."""
    return around(cell, 1)


def around(cell: str, rings: int) -> tuple[str, ...]:
    """All other cells within so many rings, in order of id."""
    return tuple(sorted(near for near in h3.grid_disk(cell, rings) if near != cell))


def is_cell(text: str) -> bool:
    """Whether this is the id of a cell of our resolution."""
    return bool(h3.is_valid_cell(text)) and h3.get_resolution(text) == RESOLUTION


def covering(geometry: dict[str, object]) -> frozenset[str]:
    """Every cell that overlaps a GeoJSON polygon, however little."""
    shape = h3.geo_to_h3shape(geometry)
    return frozenset(h3.h3shape_to_cells_experimental(shape, RESOLUTION, contain="overlap"))


def nearest_of(lat: float, lon: float, known: Callable[[str], bool], rings: int = 4) -> str | None:
    """The known cell whose centre is nearest to a point, at most `rings` away (4 reach beyond 1 km)."""
    home = cell_of(lat, lon)
    if known(home):
        return home
    near = [cell for cell in around(home, rings) if known(cell)]
    return min(
        near, key=lambda cell: (h3.great_circle_distance((lat, lon), centre_of(cell)), cell), default=None
    )


def outline_of(cells: Iterable[str]) -> dict[str, object]:
    """The joined outline of cells as a GeoJSON geometry, to five decimals (about a metre)."""
    shape = h3.h3shape_to_geo(h3.cells_to_h3shape(sorted(cells)))
    return {"type": shape["type"], "coordinates": _rounded(shape["coordinates"])}


def _rounded(value: object) -> object:
    if isinstance(value, float):
        return round(value, 5)
    if isinstance(value, (list, tuple)):
        return [_rounded(part) for part in value]
    return value
