"""Ward outlines: which one holds a point, which is nearest, how they look on a map; only importer of shapely.

Distances are metres on a plane laid at the middle of the area, good to 0.1% within one county.
"""

from collections.abc import Mapping
from math import cos, radians

import shapely
from shapely.geometry import mapping, shape

from portal.core.places import METRES_PER_DEGREE


class BadOutline(ValueError):
    """The geometry is no valid polygon."""


class Outlines:
    """Outlines by code, with an index; built once from GeoJSON geometries. Raises `BadOutline`."""

    def __init__(self, geometries: Mapping[str, dict[str, object]]) -> None:
        self._codes = tuple(sorted(geometries))
        self._shapes = tuple(_polygon(geometries[code]) for code in self._codes)
        _, south, _, north = shapely.total_bounds(self._shapes)
        self._squeeze = cos(radians((south + north) / 2))
        self._tree = shapely.STRtree([self._plane(outline) for outline in self._shapes])

    def nearest(self, lat: float, lon: float, *, within: float) -> str | None:
        """Code of the outline that holds the point, else of the nearest within so many metres, else None."""
        spot = shapely.Point(lon * METRES_PER_DEGREE * self._squeeze, lat * METRES_PER_DEGREE)
        holding = self._tree.query(spot, predicate="intersects")
        if len(holding):
            return self._codes[int(min(holding))]
        found = self._tree.query_nearest(spot, max_distance=within)
        return self._codes[int(min(found))] if len(found) else None

    def simplified(self, *, metres: float = 15) -> dict[str, dict[str, object]]:
        """Every outline for drawing, as GeoJSON geometry by code: small corners cut, no gaps between them."""
        drawn = shapely.coverage_simplify(self._shapes, metres / METRES_PER_DEGREE)
        return {
            code: dict(mapping(shapely.set_precision(outline, 1e-5)))
            for code, outline in zip(self._codes, drawn, strict=True)
        }

    def centre(self, code: str) -> tuple[float, float]:
        """Latitude and longitude of a point well inside the outline."""
        spot = shapely.maximum_inscribed_circle(self._shapes[self._codes.index(code)], tolerance=1e-4)
        lon, lat = spot.coords[0]
        return round(lat, 5), round(lon, 5)

    def _plane(self, outline: shapely.Geometry) -> shapely.Geometry:
        scale = (METRES_PER_DEGREE * self._squeeze, METRES_PER_DEGREE)
        return shapely.transform(outline, lambda corners: corners * scale)


def _polygon(geometry: dict[str, object]) -> shapely.Geometry:
    try:
        outline = shape(geometry)
    except (ValueError, TypeError, KeyError, AttributeError, shapely.errors.ShapelyError) as fault:
        raise BadOutline(str(fault)) from fault
    if outline.geom_type not in ("Polygon", "MultiPolygon") or outline.is_empty or not outline.is_valid:
        raise BadOutline("not a valid polygon")
    return outline
