"""Outlines as SVG paths on a plane of whole units: a map that prints, needs no script and holds no word.

Refuses outlines that are no polygons. Knows neither wards nor hotspots.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from math import cos, radians
from typing import Any

WIDTH = 800  # units: about as many as pixels on a desk, and fine enough for paper
EDGE = 8  # units left free around the area


class NoOutline(ValueError):
    """Not a GeoJSON polygon."""


@dataclass(frozen=True, slots=True)
class Plane:
    """How degrees become units: the area fills the width, north is up."""

    west: float
    north: float
    scale: float
    squeeze: float
    height: int

    def at(self, lon: float, lat: float) -> tuple[int, int]:
        """A place in units."""
        x = EDGE + (lon - self.west) * self.squeeze * self.scale
        return round(x), round(EDGE + (self.north - lat) * self.scale)

    def path(self, geometry: Mapping[str, Any]) -> str:
        """A (Multi)Polygon in WGS84 as the `d` of a path. Raises `NoOutline`."""
        rings = (ring for polygon in _polygons(geometry) for ring in polygon)
        return " ".join(filter(None, map(self._ring, rings)))

    def _ring(self, ring: Sequence[Sequence[float]]) -> str:
        places: list[tuple[int, int]] = []
        for lon, lat, *_ in ring:
            place = self.at(lon, lat)
            if not places or places[-1] != place:
                places.append(place)
        if len(places) < 3:
            return ""
        return "M" + "L".join(f"{x} {y}" for x, y in places) + "Z"


def plane(geometries: Iterable[Mapping[str, Any]]) -> Plane:
    """The plane on which all of these outlines lie. Raises `NoOutline`."""
    points = [
        point for each in geometries for polygon in _polygons(each) for ring in polygon for point in ring
    ]
    if not points:
        raise NoOutline()
    lons, lats = [point[0] for point in points], [point[1] for point in points]
    west, east, south, north = min(lons), max(lons), min(lats), max(lats)
    squeeze = cos(radians((south + north) / 2))
    scale = (WIDTH - 2 * EDGE) / max((east - west) * squeeze, 1e-9)
    return Plane(west, north, scale, squeeze, round((north - south) * scale) + 2 * EDGE)


def _polygons(geometry: Mapping[str, Any]) -> Sequence[Sequence[Sequence[Sequence[float]]]]:
    kind, coordinates = geometry.get("type"), geometry.get("coordinates")
    if coordinates is None or kind not in ("Polygon", "MultiPolygon"):
        raise NoOutline()
    return [coordinates] if kind == "Polygon" else coordinates
