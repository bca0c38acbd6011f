"""Maps, drawn by folium out of numbers, fixed codes and our own constants; the only importer of folium.

Refuses words from anybody: branca runs the Jinja language that it finds in any string, so a string that is no
short code never gets as far as folium. Names are drawn in the browser, from a response of their own, as text.
Takes folium's script and one empty element; its page, its styles and its foreign hosts are thrown away.
"""

import hashlib
import math
import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from portal.core.errors import DomainError

CODE = re.compile(r"[A-Za-z0-9][A-Za-z0-9_-]{0,39}")
STEPS = (1, 2, 3)  # three steps of colour: more cannot be told apart on a phone

STYLES: dict[str, dict[str, str | float]] = {
    "ward": {"className": "map-ward", "weight": 1.5, "fillOpacity": 0.0},
    "area": {"className": "map-area", "weight": 1, "fillOpacity": 0.1},
    "step1": {"className": "map-area map-area--1", "weight": 1, "fillOpacity": 0.75},
    "step2": {"className": "map-area map-area--2", "weight": 1, "fillOpacity": 0.75},
    "step3": {"className": "map-area map-area--3", "weight": 1, "fillOpacity": 0.75},
}
"""Our own constants; colours come from the style sheet by class."""


class NotForAMap(DomainError):
    """Something that is no number, no code and no outline was to be drawn."""

    code = "not-for-a-map"


@dataclass(frozen=True, slots=True)
class Frame:
    """Where a map opens and how far it may be moved and zoomed; WGS84 degrees and zoom levels."""

    lat: float
    lon: float
    zoom: int
    min_zoom: int
    max_zoom: int
    south: float
    west: float
    north: float
    east: float


@dataclass(frozen=True, slots=True)
class Shape:
    """One outline: a code, a GeoJSON (Multi)Polygon in WGS84, and for areas a step of colour."""

    code: str
    geometry: Mapping[str, Any]
    step: int | None = None


@dataclass(frozen=True, slots=True)
class MapView:
    """One drawn map: the element, the script that fills it, and the SHA-256 the script is served under.

    `element_id` is the element's id and the name of the Leaflet map in the browser; `html` is the element.
    """

    element_id: str
    script: str
    digest: str

    @property
    def html(self) -> str:
        """The empty element."""
        return f'<div id="{self.element_id}" class="folium-map"></div>'


def draw(name: str, frame: Frame, *, wards: Sequence[Shape], areas: Sequence[Shape] = ()) -> MapView:
    """Draw ward outlines, and areas in their steps of colour below them; the same input gives the same bytes.

    Raises `NotForAMap`.
    """
    import folium  # slow to import, and not every process draws maps

    drawn = folium.Map(
        location=_numbers(frame.lat, frame.lon),
        zoom_start=safe(frame.zoom),
        tiles=None,
        max_bounds=True,
        min_lat=safe(frame.south),
        max_lat=safe(frame.north),
        min_lon=safe(frame.west),
        max_lon=safe(frame.east),
    )
    drawn._id = safe(name)
    options = {"attribution_control": False, "min_zoom": frame.min_zoom, "max_zoom": frame.max_zoom}
    drawn.options.update(safe(options))
    for layer, kind, shapes in (("areas", "area", areas), ("wards", "ward", wards)):
        if shapes:
            _outlines(folium, f"{name}_{layer}", kind, shapes).add_to(drawn)
    figure: Any = drawn.get_root()
    figure.render()
    script = _tidy(figure.script.render())
    return MapView(drawn.get_name(), script, hashlib.sha256(script.encode("utf-8")).hexdigest())


def safe(value: Any) -> Any:
    """The value, when everything in it is a number, a truth value or a code; raises `NotForAMap`.

    Sequences and mappings are looked through to the bottom, keys included.
    """
    if value is None or isinstance(value, bool | int):
        return value
    if isinstance(value, float) and math.isfinite(value):
        return value
    if isinstance(value, str) and CODE.fullmatch(value):
        return value
    if isinstance(value, list | tuple):
        return [safe(part) for part in value]
    if isinstance(value, Mapping):
        return {safe(key): safe(part) for key, part in value.items()}
    raise NotForAMap()


def _outlines(folium: Any, name: str, kind: str, shapes: Sequence[Shape]) -> Any:
    features = [_feature(shape, kind) for shape in shapes]
    layer = folium.GeoJson(
        {"type": "FeatureCollection", "features": features},
        style_function=lambda feature: STYLES[feature["properties"]["style"]],
        control=False,
        zoom_on_click=False,
        smooth_factor=0.5,
    )
    layer._id = safe(name)
    return layer


def _feature(shape: Shape, kind: str) -> dict[str, Any]:
    style = kind if shape.step is None else f"step{shape.step}"
    if style not in STYLES or shape.geometry.get("type") not in ("Polygon", "MultiPolygon"):
        raise NotForAMap()
    geometry = {"type": shape.geometry["type"], "coordinates": safe(shape.geometry.get("coordinates"))}
    code = safe(shape.code)
    return {"type": "Feature", "id": code, "properties": {"code": code, "style": style}, "geometry": geometry}


def _numbers(*values: float) -> list[float]:
    if not all(isinstance(value, int | float) for value in values):
        raise NotForAMap()
    return [float(safe(value)) for value in values]


def _tidy(script: str) -> str:
    """Without folium's indentation, which triples the size of nothing."""
    lines = (line.strip() for line in script.splitlines())
    return "\n".join(line for line in lines if line) + "\n"
