"""The pages of a concern report that ask where it was: any one way, which of several, whether it is right.

Forms read and phrase; the partnership's ground judges.
"""

import math
from dataclasses import dataclass
from enum import StrEnum

from wtforms import Form, HiddenField, SelectField, StringField
from wtforms.validators import Length, ValidationError

from forms.base import tidied
from forms.concern_pages import NO_TRACE, PageForm, one_of, readable
from portal.concerns.rules import MAX_SEARCH

MAX_DETAIL = 200  # characters that help to find a place: a lamp number and a hut, not a second report
NONE_OF_THESE = "none-of-these"  # no place has this code


class Way(StrEnum):
    """How somebody says where it was, the most exact first."""

    MAP = "map"
    POSTCODE = "postcode"
    NAME = "place_name"
    PART = "part"
    WARD = "ward"


@dataclass(frozen=True, slots=True)
class PlaceTyped:
    """The way that was used, and what was typed or chosen; for the map a point in degrees."""

    way: Way
    words: str = ""
    lat: float = 0.0
    lon: float = 0.0


class PlaceForm(PageForm):
    """Where it was: five ways of equal rank."""

    postcode = StringField(
        "Postcode", filters=[tidied], validators=[Length(max=MAX_SEARCH), readable], render_kw=NO_TRACE
    )
    place_name = StringField(
        "Name of a street, park, beach, station or other place",
        filters=[tidied],
        validators=[Length(max=MAX_SEARCH, message="Use a shorter name."), readable],
        render_kw=NO_TRACE,
    )
    part = SelectField("Part of the area", validate_choice=False)
    ward = SelectField("Ward", validate_choice=False)
    lat = HiddenField(filters=[tidied])
    lon = HiddenField(filters=[tidied])

    def to_place(self, earlier: dict[str, str]) -> PlaceTyped | None:
        """The way that was used now: one that differs from `earlier`, else the most exact."""
        now = self.answers()
        point = self._point()
        ways: dict[Way, str] = {way: now.get(way.value, "") for way in Way}
        filled = [way for way in Way if (point if way is Way.MAP else ways[way])]
        new = [way for way in filled if _value(now, way) != _value(earlier, way)]
        for way in [*new, *filled]:
            return PlaceTyped(way, *(("", *point) if way is Way.MAP and point else (ways[way],)))
        return None

    def answers_but_point(self) -> dict[str, str]:
        """What was typed and chosen, without the mark on the map."""
        return {name: words for name, words in self.answers().items() if name not in ("lat", "lon")}

    def _point(self) -> tuple[float, float] | None:
        try:
            lat, lon = float(self.lat.data or "nan"), float(self.lon.data or "nan")
        except ValueError:
            return None
        return (lat, lon) if math.isfinite(lat) and math.isfinite(lon) else None


class MatchesForm(PageForm):
    """Which of several well-known places; "none of these" goes back to the other ways."""

    place = one_of("Near which of these is it?", "Choose a place, or say that it is none of these.")

    @property
    def fits_none(self) -> bool:
        """Whether it was none of them."""
        return bool(self.place.data == NONE_OF_THESE)


class ConfirmForm(PageForm):
    """Whether this is the place: another ward, and anything else that helps to find it."""

    ward = SelectField("Which ward is it in?", validate_choice=False)
    detail = StringField(
        "Anything that helps to find it (optional)",
        filters=[tidied],
        validators=[
            Length(max=MAX_DETAIL, message=f"Use at most {MAX_DETAIL} characters here."),
            readable,
        ],
        description="A beach hut, a lifeguard post, the number on a lamp, a shop next to it.",
        render_kw=NO_TRACE,
    )

    def validate_ward(self, field: SelectField) -> None:
        """Refuse a ward that the page did not offer."""
        listed_ward(self, field)


def listed_ward(form: Form, field: SelectField) -> None:
    """Refuse a ward that is not in the list; an empty choice is none."""
    if field.data and field.data not in {choice.value for choice in field.choices or ()}:
        raise ValidationError("Choose a ward from the list.")


def _value(answers: dict[str, str], way: Way) -> tuple[str, ...]:
    names = ("lat", "lon") if way is Way.MAP else (way.value,)
    return tuple(answers.get(name, "") for name in names)
