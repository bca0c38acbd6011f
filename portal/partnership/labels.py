"""Says each map area in words that people know, and no two areas in the same words.

Refuses to name a street by itself: only listed places, and how far and which way an area lies from them.
"""

from collections.abc import Callable, Mapping
from heapq import nsmallest
from itertools import chain, count
from math import cos, hypot, radians
from operator import itemgetter

from portal.core.places import METRES_PER_DEGREE, Place, Point, compass

STEP_METRES = 100  # distances in labels are rounded to this; nobody paces out less
CLOSEST_LOOKED_AT = 4  # places tried before two areas are told apart by a number


def label_areas(
    centres: Mapping[str, Point],
    ward_of: Mapping[str, str],
    places: tuple[Place, ...],
    ward_names: Mapping[str, str],
    home_of: Callable[[Point], str | None],
) -> dict[str, str]:
    """A label for each area by id: "around X, Ward" where it holds X, else "north of X, Ward"."""
    middle = next(iter(centres.values()), Point(0, 0)).lat
    spots = [(*_metres(place.point, middle), place) for place in places]
    held = {place.code: home_of(place.point) for place in places}
    labels: dict[str, str] = {}
    taken: set[str] = set()
    for area, centre in centres.items():
        near = _nearest(centre, middle, spots)
        ward = ward_names.get(ward_of[area], "")
        labels[area] = next(
            label
            for label in chain(
                (f"around {place.name}, {ward}" for place in near if held[place.code] == area),
                (f"{compass(place.point, centre)} of {place.name}, {ward}" for place in near),
                (f"{_far(place, centre)} of {place.name}, {ward}" for place in near),
                (f"{ward}, area {number}" for number in count(1)),
            )
            if label not in taken
        )
        taken.add(labels[area])
    return labels


def _metres(point: Point, middle: float) -> tuple[float, float]:
    return point.lat * METRES_PER_DEGREE, point.lon * METRES_PER_DEGREE * cos(radians(middle))


def _nearest(centre: Point, middle: float, spots: list[tuple[float, float, Place]]) -> list[Place]:
    north, east = _metres(centre, middle)
    ranked = ((hypot(lat - north, lon - east), place.name, place) for lat, lon, place in spots)
    return [place for _, _, place in nsmallest(CLOSEST_LOOKED_AT, ranked, key=itemgetter(0, 1))]


def _far(place: Place, centre: Point) -> str:
    metres = max(STEP_METRES, round(place.point.metres_to(centre) / STEP_METRES) * STEP_METRES)
    return f"about {metres} m {compass(place.point, centre)}"
