"""The map somebody may point at: drawn once in a process, the same bytes in every one, named by its digest.

Ward and place names are no part of it; they travel as a response of their own and are drawn as text.
"""

from flask import current_app

from portal.adapters.maps import Frame, MapView, Shape, draw
from portal.partnership.current import current, geography
from portal.partnership.rules import MapFrame

POINT = "report"  # name of the map's element and script variable: map_report
KEPT = "portal.point_map"


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


def point_map() -> MapView:
    """The map; drawn when first asked for."""
    kept: MapView | None = current_app.extensions.get(KEPT)
    if kept is None:
        kept = draw(POINT, frame_of(current().map), wards=ward_outlines())
        current_app.extensions[KEPT] = kept
    return kept
