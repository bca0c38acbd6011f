"""The map of a published picture: wards in pale tints, map areas of five and more in strong ones.

Draws nothing that the picture's tables don't say, and every ward whatever they say. Names reach the
browser in the page's own tables.
"""

from portal.adapters.maps import MapView, Shape, draw
from portal.concerns.releases.released import Cell, Picture
from portal.partnership.geography import Geography
from portal.partnership.pointing import frame_of
from portal.partnership.rules import MapFrame

NAME = "released"  # name of the map's element and script variable: map_released

STEPS_FROM = (5, 10, 20)  # concerns from which each step of colour begins; three can be told apart on a phone


def step_of(cell: Cell) -> int | None:
    """The step of colour, 1 to 3; None where the cell says nothing above "fewer than 5"."""
    if cell.band is None or not cell.says_something:
        return None
    return sum(cell.band.low >= start for start in STEPS_FROM)


def step_words() -> tuple[str, ...]:
    """The steps as the key of the map prints them."""
    ends = (*(f"{start} to {end - 1}" for start, end in zip(STEPS_FROM, STEPS_FROM[1:], strict=False)),)
    return (*ends, f"{STEPS_FROM[-1]} or more")


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
