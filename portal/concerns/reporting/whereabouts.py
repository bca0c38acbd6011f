"""From what somebody typed or pointed at to a place in words, so that they can say "yes, there".

Refuses a point outside the area and an unknown postcode; answers with several places where a name may mean
more than one. Remembers nothing.
"""

from dataclasses import asdict, dataclass
from typing import Any

from portal.core.places import Place, Point, compass, nearest
from portal.partnership.geography import Geography, Spot

BESIDE_METRES = 80  # closer than this a place is "at", not "north of"
NEAR_METRES = 1500  # further than this a distance helps nobody
STEP_METRES = 50  # distances are told in steps of so many metres


@dataclass(frozen=True, slots=True)
class Found:
    """A place as the journey carries it: area and ward are kept, the point is sealed, the rest is read."""

    area: str | None
    ward: str
    ward_name: str
    lat: float | None
    lon: float | None
    words: str
    label: str

    def values(self) -> dict[str, object]:
        """As plain values for the hidden state."""
        return asdict(self)


def at_point(ground: Geography, lat: float, lon: float) -> Found:
    """A point of the map, WGS84. Raises `OutsideArea`."""
    point = Point(round(lat, 6), round(lon, 6))
    return _found(ground, ground.locate(point), point, _near(ground, point))


def at_postcode(ground: Geography, text: str) -> Found:
    """The middle of a postcode. Raises `UnknownPostcode`, `OutsideArea`."""
    point = ground.postcode(text).point
    return _found(ground, ground.locate_postcode(text), point, _near(ground, point))


def at_place(ground: Geography, code: str) -> Found:
    """A well-known place. Raises `UnknownPlace`."""
    place = ground.place(code)
    return _found(ground, ground.locate_place(code), place.point, place.name)


def in_ward(ground: Geography, code: str) -> Found:
    """A ward and nothing finer. Raises `UnknownCode`."""
    return _found(ground, ground.locate_ward(code), None, "")


def called(ground: Geography, words: str) -> tuple[Place, ...]:
    """The places this may mean, best first, at most ten; only one where the name says exactly which."""
    same = ground.called(words)
    return same if len(same) == 1 else ground.search(words)


def in_another_ward(ground: Geography, spot: dict[str, Any], ward: str) -> Found:
    """The same place in the ward its reporter says it is in: known by that ward, an area of another left out.

    The point stays with the sealed words, so that an officer can tell. Raises `UnknownCode`.
    """
    name = ground.ward_name(ward)
    before, after = (f"in {each} ward" for each in (spot["ward_name"], name))
    words = spot["words"].removesuffix(before) + after
    at_home = ward == spot["ward"] and spot["area"] is not None
    area, label = (spot["area"], spot["label"]) if at_home else (None, name)
    return Found(area, ward, name, spot["lat"], spot["lon"], words, label)


def _near(ground: Geography, point: Point) -> str:
    """How people would say where a point is."""
    place = next(iter(nearest(point, ground.places)), None)
    if place is None or point.metres_to(place.point) > NEAR_METRES:
        return ""
    metres = point.metres_to(place.point)
    if metres <= BESIDE_METRES:
        return f"At or near {place.name}"
    rounded = max(STEP_METRES, round(metres / STEP_METRES) * STEP_METRES)
    return f"About {rounded:,} metres {compass(place.point, point)} of {place.name}"


def _found(ground: Geography, spot: Spot, point: Point | None, near: str) -> Found:
    ward = ground.ward_name(spot.named_ward)
    words = f"{near}, in {ward} ward" if near else f"Somewhere in {ward} ward"
    return Found(
        area=spot.area,
        ward=spot.ward,
        ward_name=ward,
        lat=point.lat if point else None,
        lon=point.lon if point else None,
        words=words,
        label=spot.label,
    )
