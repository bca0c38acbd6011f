"""The map a reporter may point at: drawn once in a process, the same bytes in every one, named by its digest.

Ward and place names are no part of it; they travel as a response of their own and are drawn as text.
"""

from dataclasses import dataclass

from flask import current_app

from portal.adapters.maps import Frame, MapView, Shape, draw
from portal.partnership.current import current, geography
from portal.partnership.rules import MapFrame

REPORT = "report"  # name of the map's element and script variable: map_report
KEPT = "portal.concerns.report_map"


@dataclass(frozen=True, slots=True)
class Label:
    """A name to be drawn at a point, WGS84; `code` is a ward's, by which the map knows its outline."""

    name: str
    lat: float
    lon: float
    code: str = ""


def frame_of(frame: MapFrame) -> Frame:
    """The partnership's frame as the map adapter takes it."""
    return Frame(
        frame.lat,
        frame.lon,
        frame.zoom,
        frame.min_zoom,
        frame.max_zoom,
        frame.south,
        frame.west,
        frame.north,
        frame.east,
    )


def ward_outlines() -> tuple[Shape, ...]:
    """Every ward of the partnership, to be drawn below what matters."""
    return tuple(Shape(code, geometry) for code, geometry in sorted(geography().ward_shapes.items()))


def report_map() -> MapView:
    """The map of the report form; drawn when first asked for."""
    kept: MapView | None = current_app.extensions.get(KEPT)
    if kept is None:
        kept = draw(REPORT, frame_of(current().map), wards=ward_outlines())
        current_app.extensions[KEPT] = kept
    return kept


def labels() -> dict[str, tuple[Label, ...]]:
    """Names of wards and of well-known places with their points."""
    ground = geography()
    return {
        "wards": tuple(
            Label(ward.name, centre.lat, centre.lon, ward.code)
            for ward in ground.wards
            for centre in (ground.ward_centres[ward.code],)
        ),
        "places": tuple(Label(place.name, place.point.lat, place.point.lon) for place in ground.places),
    }
