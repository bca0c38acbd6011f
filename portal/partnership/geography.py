"""Where things are in this partnership: wards, postcodes, well-known places, map areas; read once at start.

Refuses a point outside the area, an unknown postcode, place or ward. Keeps nothing of what it is asked.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import cached_property
from math import isfinite

from portal.adapters import cells
from portal.adapters.outlines import Outlines
from portal.adapters.place_names import AT_MOST, PlaceNames
from portal.core.places import (
    REACH_METRES,
    Area,
    OutsideArea,
    Place,
    Point,
    UnknownPlace,
    UnknownPostcode,
    nearest,
    tidy_postcode,
)
from portal.partnership.labels import label_areas
from portal.partnership.rules import UnknownCode, Ward

PART = "neighbourhood"  # kind of a place that is a part of the area
Geometry = Mapping[str, object]  # a GeoJSON geometry, WGS84, longitude first


@dataclass(frozen=True, slots=True)
class Postcode:
    """A postcode of the area. Its `ward` is the official one and wins over the outline."""

    code: str
    point: Point
    ward: str


@dataclass(frozen=True, slots=True)
class Spot:
    """Where a concern is, as far as it is stored: `area` (None: by ward only) and the area's `ward`.

    `named_ward` is what a confirmation says (for a typed postcode its own ward); it is not to be kept.
    `label` says the spot in words.
    """

    area: str | None
    ward: str
    named_ward: str
    label: str


@dataclass(frozen=True, slots=True)
class MapArea:
    """A map area as it is shown: `label` is unique, `catchment` names its grid cells."""

    id: str
    ward: str
    label: str
    centre: Point
    catchment: tuple[str, ...]


class Geography:
    """The ground of one partnership. Built by `loading.load_geography`; never changed."""

    def __init__(
        self,
        *,
        wards: tuple[Ward, ...],
        outlines: Outlines,
        postcodes: Mapping[str, Postcode],
        places: tuple[Place, ...],
        areas: tuple[Area, ...],
    ) -> None:
        self.wards = wards
        self.places = places
        self._names = {ward.code: ward.name for ward in wards}
        self._outlines = outlines
        self._postcodes = postcodes
        self._place_names = PlaceNames(places)
        self._places = {place.code: place for place in places}
        self._area_of_cell = {cell: area for area in areas for cell in area.cells}
        centres = {area.id: _middle(area.cells) for area in areas if area.mapped}
        labels = label_areas(centres, {area.id: area.ward for area in areas}, places, self._names, self._home)
        self._areas = {
            area.id: MapArea(area.id, area.ward, labels[area.id], centres[area.id], area.cells)
            for area in areas
            if area.mapped
        }

    def ward_at(self, point: Point) -> str:
        """Code of the ward that holds the point, else of the nearest within 500 m. Raises `OutsideArea`."""
        finite = isfinite(point.lat) and isfinite(point.lon)
        found = self._outlines.nearest(point.lat, point.lon, within=REACH_METRES) if finite else None
        if found is None:
            raise OutsideArea()
        return found

    def postcode(self, text: str) -> Postcode:
        """A postcode, however it is typed. Raises `UnknownPostcode`."""
        found = self._postcodes.get(tidy_postcode(text))
        if found is None:
            raise UnknownPostcode()
        return found

    def place(self, code: str) -> Place:
        """A well-known place by its code. Raises `UnknownPlace`."""
        if code not in self._places:
            raise UnknownPlace()
        return self._places[code]

    def search(self, words: str) -> tuple[Place, ...]:
        """Well-known places called like this, best first, at most ten; small slips are forgiven."""
        return self._place_names.find(words)

    def called(self, words: str) -> tuple[Place, ...]:
        """Well-known places called just this."""
        return self._place_names.exactly(words)

    @cached_property
    def parts(self) -> tuple[Place, ...]:
        """The parts of the area people speak of, by name."""
        return tuple(sorted((p for p in self.places if p.kind == PART), key=lambda p: p.name))

    def places_in(self, part: str) -> tuple[Place, ...]:
        """A part of the area, then the well-known places nearest to its middle. Raises `UnknownPlace`."""
        middle = self.place(part)
        others = [place for place in self.places if place.kind != PART]
        return (middle, *nearest(middle.point, others)[: AT_MOST - 1])

    def ward_name(self, code: str) -> str:
        """Raises `UnknownCode`."""
        if code not in self._names:
            raise UnknownCode("ward", code)
        return self._names[code]

    def locate(self, point: Point) -> Spot:
        """Where a point on the map belongs. Raises `OutsideArea`."""
        return self._spot(point, named_ward=self.ward_at(point))

    def locate_postcode(self, text: str) -> Spot:
        """Where a typed postcode belongs. Raises `UnknownPostcode`."""
        found = self.postcode(text)
        return self._spot(found.point, named_ward=found.ward)

    def locate_place(self, code: str) -> Spot:
        """Where a well-known place belongs. Raises `UnknownPlace`."""
        found = self.place(code)
        return self._spot(found.point, named_ward=found.ward)

    def locate_ward(self, code: str) -> Spot:
        """A ward and nothing finer. Raises `UnknownCode`."""
        return Spot(None, code, code, self.ward_name(code))

    def area(self, area_id: str) -> MapArea:
        """A mapped area. Raises `UnknownCode`."""
        if area_id not in self._areas:
            raise UnknownCode("area", area_id)
        return self._areas[area_id]

    @property
    def areas(self) -> tuple[MapArea, ...]:
        """Every mapped area, by id."""
        return tuple(self._areas.values())

    @cached_property
    def area_shapes(self) -> dict[str, Geometry]:
        """The outline of each mapped area by id."""
        return {area.id: cells.outline_of(area.catchment) for area in self.areas}

    @cached_property
    def ward_shapes(self) -> dict[str, Geometry]:
        """The outline of each ward by code, simplified for a map."""
        return dict(self._outlines.simplified())

    @cached_property
    def ward_centres(self) -> dict[str, Point]:
        """A point well inside each ward, for a label."""
        return {ward.code: Point(*self._outlines.centre(ward.code)) for ward in self.wards}

    def _home(self, point: Point) -> str | None:
        area = self._area_at(point)
        return area.id if area else None

    def _area_at(self, point: Point) -> Area | None:
        cell = cells.nearest_of(point.lat, point.lon, self._area_of_cell.__contains__)
        return self._area_of_cell[cell] if cell else None

    def _spot(self, point: Point, *, named_ward: str) -> Spot:
        area = self._area_at(point)
        if area is None:
            raise OutsideArea()
        if not area.mapped:
            return Spot(None, area.ward, named_ward, self._names[area.ward])
        return Spot(area.id, area.ward, named_ward, self._areas[area.id].label)


def _middle(members: Iterable[str]) -> Point:
    centres = [cells.centre_of(cell) for cell in members]
    lat, lon = (sum(values) / len(centres) for values in zip(*centres, strict=True))
    return Point(round(lat, 5), round(lon, 5))
