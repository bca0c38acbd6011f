"""A place: a ward from the list, a name or a postcode that is looked up and forgotten, or a point on a map.

Only the map area and its ward are kept, as for concerns; words that name the area stay with the respondent.
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Protocol

from portal.consultations.questions.base import Cell, Column, Kind, Option, Question, Refusal, Value
from portal.consultations.questions.choices import Choosing
from portal.core.places import Place as KnownPlace
from portal.core.places import Point, slug

AREA = re.compile(r"[0-9a-f]{15}")  # a cell of the grid that map areas are named by
LABEL_LETTERS = 200


class Spot(Protocol):
    """Where a place belongs: a map area, or a ward alone."""

    @property
    def area(self) -> str | None:
        """The map area, None where the ground is told by ward only."""

    @property
    def ward(self) -> str:
        """Code of the ward."""

    @property
    def label(self) -> str:
        """The spot in words."""


class MapArea(Protocol):
    """A map area as it is shown."""

    @property
    def ward(self) -> str:
        """Code of its ward."""

    @property
    def label(self) -> str:
        """The area in words."""


class Official(Protocol):
    """A postcode of the area."""

    @property
    def ward(self) -> str:
        """Its official ward."""


class Ground(Protocol):
    """What a form asks of the partnership's geography."""

    def postcode(self, text: str) -> Official:
        """Raises `UnknownPostcode`."""

    def locate_postcode(self, text: str) -> Spot:
        """Raises `UnknownPostcode`."""

    def locate_place(self, code: str) -> Spot:
        """Raises `UnknownPlace`."""

    def locate(self, point: Point) -> Spot:
        """Raises `OutsideArea`."""

    def area(self, area_id: str) -> MapArea:
        """Raises a `DomainError` for one that is not mapped."""

    def search(self, words: str) -> Sequence[KnownPlace]:
        """Well-known places of such a name, best first."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Place(Choosing):
    """Where something is. `options` are the wards, and what else the list offers ("all of it").

    Stored as `{"ward": code, "area": id, "label": words}`, the last two only where it is known so well.
    """

    kind = Kind.PLACE

    def tidy(self, value: Value) -> Value:
        given = value if isinstance(value, dict) else {"ward": value}
        ward, area, label = self.known(given.get("ward")), given.get("area"), given.get("label")
        if area is None:
            return {"ward": ward}
        if not isinstance(area, str) or not AREA.fullmatch(area):
            raise self._refuse(Refusal.UNKNOWN_CHOICE)
        words = label.strip() if isinstance(label, str) else ""
        return {"ward": ward, "area": area, "label": words[:LABEL_LETTERS] or self.words_for(ward)}

    def summary(self, value: Value) -> tuple[str, ...]:
        ward = self.words_for(value["ward"])
        label = value.get("label")
        return (label, f"Ward: {ward}") if label and label != ward else (ward,)

    def chosen(self, value: Value) -> Value:
        return {name: value[name] for name in ("ward", "area") if name in value}

    def codes(self, value: Value) -> frozenset[str]:
        """The ward."""
        return frozenset({value["ward"]})

    def columns(self) -> tuple[Column, ...]:
        return (
            Column(f"{self.code}.ward", f"{self.title} – ward"),
            Column(f"{self.code}.area", f"{self.title} – map area"),
        )

    def cells(self, chosen: Value) -> tuple[Cell, ...]:
        return ((chosen or {}).get("ward"), (chosen or {}).get("area"))

    def from_cells(self, cells: tuple[Cell, ...]) -> Value:
        names = zip(("ward", "area"), cells, strict=True)
        return {name: cell for name, cell in names if cell is not None} or None

    @classmethod
    def example(cls) -> tuple[Question, Value]:
        options = (Option("E05000001", "North"), Option("E05000002", "South"), Option("all", "All of it"))
        value = {"ward": "E05000001", "area": "89195e15c2fffff", "label": "Round the pond"}
        return cls(code="where", title="Which place do you mean?", options=options), value


def called(ground: Ground, words: str) -> tuple[KnownPlace, ...]:
    """The places these words may mean, best first; only one where they say exactly which."""
    found = tuple(ground.search(words))
    same = [place for place in found if slug(words) in {place.code, *map(slug, place.aliases)}]
    return tuple(same) if len(same) == 1 else found
