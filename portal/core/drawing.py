"""Outlines as SVG paths on a plane of whole units: a map that prints, needs no script and holds no word.

Refuses outlines that are no polygons. Knows neither wards nor hotspots, and nothing of colours.
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
class DrawnShape:
    """One outline: its code, the `d` of its path, and its class (0: none, 1 to 3: see `scale`)."""

    code: str
    path: str
    step: int = 0


@dataclass(frozen=True, slots=True)
class DrawnMap:
    """A drawing in its own units: outlines below, smaller ones above; what lies outside the frame is cut."""

    width: int
    height: int
    wards: tuple[DrawnShape, ...]
    areas: tuple[DrawnShape, ...] = ()


@dataclass(frozen=True, slots=True)
class Plane:
    """How degrees become units: the area fills the width, north is up."""

    west: float
    north: float
    scale: float
    squeeze: float
    height: int
    left: float = EDGE

    def at(self, lon: float, lat: float) -> tuple[int, int]:
        """A place in units."""
        x = self.left + (lon - self.west) * self.squeeze * self.scale
        return round(x), round(EDGE + (self.north - lat) * self.scale)

    def path(self, geometry: Mapping[str, Any]) -> str:
        """A (Multi)Polygon in WGS84 as the `d` of a path. Raises `NoOutline`."""
        rings = (ring for polygon in _polygons(geometry) for ring in polygon)
        return " ".join(filter(None, map(self._ring, rings)))

    def shows(self, geometry: Mapping[str, Any]) -> bool:
        """Whether any of a (Multi)Polygon may lie within the frame. Raises `NoOutline`."""
        corners = [self.at(*place[:2]) for polygon in _polygons(geometry) for place in polygon[0]]
        across, down = [x for x, _ in corners], [y for _, y in corners]
        return bool(corners) and (
            min(across) <= WIDTH and max(across) >= 0 and min(down) <= self.height and max(down) >= 0
        )

    def _ring(self, ring: Sequence[Sequence[float]]) -> str:
        places: list[tuple[int, int]] = []
        for lon, lat, *_ in ring:
            place = self.at(lon, lat)
            if not places or places[-1] != place:
                places.append(place)
        if len(places) < 3:
            return ""
        return "M" + "L".join(f"{x} {y}" for x, y in places) + "Z"


def plane(geometries: Iterable[Mapping[str, Any]], *, tallest: int | None = None) -> Plane:
    """The plane on which all of these outlines lie, at most so tall. Raises `NoOutline`."""
    points = [
        point for each in geometries for polygon in _polygons(each) for ring in polygon for point in ring
    ]
    if not points:
        raise NoOutline()
    lons, lats = [point[0] for point in points], [point[1] for point in points]
    west, east, south, north = min(lons), max(lons), min(lats), max(lats)
    squeeze = cos(radians((south + north) / 2))
    wide = max((east - west) * squeeze, 1e-9)
    scale = (WIDTH - 2 * EDGE) / wide
    if tallest is not None:
        scale = min(scale, (tallest - 2 * EDGE) / max(north - south, 1e-9))
    left = (WIDTH - wide * scale) / 2
    return Plane(west, north, scale, squeeze, round((north - south) * scale) + 2 * EDGE, left)


def drawn(
    wards: Mapping[str, Mapping[str, Any]],
    areas: Mapping[str, Mapping[str, Any]],
    steps: Mapping[str, int],
    *,
    within: str | None = None,
) -> DrawnMap:
    """Outlines by code with their classes, in the order of their codes; `within`: one ward fills the frame.

    Raises `NoOutline`.
    """
    shown = [wards[within]] if within is not None and within in wards else list(wards.values())
    ground = plane([*shown, *areas.values()], tallest=WIDTH)  # areas reach a little beyond their ward

    def shapes(outlines: Mapping[str, Mapping[str, Any]]) -> tuple[DrawnShape, ...]:
        seen = ((code, outline) for code, outline in sorted(outlines.items()) if ground.shows(outline))
        paths = ((code, ground.path(outline)) for code, outline in seen)
        return tuple(DrawnShape(code, path, steps.get(code, 0)) for code, path in paths if path)

    return DrawnMap(WIDTH, ground.height, shapes(wards), shapes(areas))


def _polygons(geometry: Mapping[str, Any]) -> Sequence[Sequence[Sequence[Sequence[float]]]]:
    kind, coordinates = geometry.get("type"), geometry.get("coordinates")
    if coordinates is None or kind not in ("Polygon", "MultiPolygon"):
        raise NoOutline()
    return [coordinates] if kind == "Polygon" else coordinates
