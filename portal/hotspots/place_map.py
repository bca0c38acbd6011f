"""The map of places against a year ago: a drawing of those in the table, and the live one it gives way to."""

from flask import current_app

from portal.adapters.maps import MapView, Shape, draw
from portal.core.drawing import DrawnMap, drawn
from portal.hotspots.picture import Gathered
from portal.partnership.current import current, geography
from portal.partnership.pointing import frame_of, ward_outlines

NAME = "hotspots"  # name of the map's element and script variable: map_hotspots
KEPT = "portal.hotspots.map"


def drawing(found: Gathered) -> DrawnMap:
    """Every ward, and the areas of the table in their classes."""
    ground, steps = geography(), {row.code: row.step for row in found.areas}
    areas = {code: ground.area_shapes[code] for code in steps if code in ground.area_shapes}
    return drawn(ground.ward_shapes, areas, steps)


def live() -> MapView:
    """Every ward and map area, drawn once in a process; the table on the page gives them their classes."""
    kept: MapView | None = current_app.extensions.get(KEPT)
    if kept is None:
        areas = [Shape(code, outline) for code, outline in sorted(geography().area_shapes.items())]
        kept = draw(NAME, frame_of(current().map), wards=ward_outlines(), areas=areas)
        current_app.extensions[KEPT] = kept
    return kept
