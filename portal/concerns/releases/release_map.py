"""The map of a published picture: wards in pale tints, map areas of five and more in strong ones.

Draws nothing that the picture's tables don't say, and every ward whatever they say. Names reach the
browser in the page's own tables.
"""

from portal.adapters.maps import MapView, Shape, draw
from portal.concerns.releases.released import Cell, Picture
from portal.core.drawing import DrawnMap, drawn
from portal.core.scale import CONCERNS
from portal.partnership.geography import Geography
from portal.partnership.pointing import frame_of
from portal.partnership.rules import MapFrame

NAME = "released"  # name of the map's element and script variable: map_released


def step_of(cell: Cell) -> int | None:
    """The class of a cell, 1 to 3; None where it says nothing above "fewer than 5"."""
    if cell.band is None or not cell.says_something:
        return None
    return CONCERNS.step_of(cell.band.low) or None


def drawn_picture(picture: Picture, ground: Geography, *, ward: str = "") -> DrawnMap:
    """The same map as a drawing that needs no script; `ward`: that ward fills the frame."""
    wards = {code: step_of(picture.ward(code)) for code in ground.ward_shapes}
    areas = {
        code: step_of(picture.area(code, named.ward))
        for code, named in picture.areas.items()
        if code in ground.area_shapes and ward in ("", named.ward)
    }
    steps = {code: step for code, step in {**wards, **areas}.items() if step}
    outlines = {code: ground.area_shapes[code] for code in areas}
    return drawn(ground.ward_shapes, outlines, steps, within=ward or None)


def draw_picture(picture: Picture, ground: Geography, frame: MapFrame) -> MapView:
    """The map; the same picture on the same ground gives the same bytes."""
    wards = [
        Shape(code, outline, step_of(picture.ward(code)))
        for code, outline in sorted(ground.ward_shapes.items())
    ]
    areas = [
        Shape(code, ground.area_shapes[code], step_of(picture.area(code, named.ward)))
        for code, named in sorted(picture.areas.items())
        if code in ground.area_shapes
    ]
    return draw(NAME, frame_of(frame), wards=wards, areas=areas)
