"""Kinds that ask where: a ward or a place, from the list, by name, by postcode or on a map.

What was typed to find it is looked up and forgotten: only the ward and the map area go on.
"""

from collections.abc import Mapping
from math import isfinite
from typing import Any

from wtforms import Form, HiddenField, RadioField, SelectField, StringField

from forms.base import tidied
from forms.consultations.drawn import Drawn, Fields, Typed
from forms.consultations.refusals import words_for
from forms.fields import choices_of
from portal.consultations.questions.base import AnswerRefused, Refusal, Value
from portal.consultations.questions.choices import Choosing, Ward
from portal.consultations.questions.places import Ground, Place, Spot, called
from portal.core.errors import DomainError
from portal.core.places import OutsideArea, Point, UnknownPostcode

POSTCODE = "_postcode"
"""Ending of the field that finds a ward and is never kept."""

NAME, POST, MATCH, AREA, LAT, LON = "-name", "-postcode", "-match", "-area", "-lat", "-lon"
"""Endings of the other ways to a place."""

FORGOTTEN = (POSTCODE, POST, LAT, LON)
"""Endings of fields whose content never travels on."""

LONGEST_NAME = 100  # letters of a name that is looked for
LIST = "Choose from the list"


class ListAndPostcode(Drawn):
    """A ward from the list, or by postcode."""

    def fields(self, question: Ward) -> Fields:
        return {
            question.name: _listed(question, question.title, question.hint),
            question.name + POSTCODE: _postcode("Or find your ward by postcode", "find the ward"),
        }

    def read(self, form: Form, question: Ward, ground: Ground) -> Value:
        typed = form[question.name + POSTCODE].data
        if not typed:
            return form[question.name].data
        try:
            return ground.postcode(typed).ward
        except UnknownPostcode:
            raise AnswerRefused(reason=Refusal.UNKNOWN_POSTCODE, question=question) from None

    def refused(self, question: Ward, refused: AnswerRefused) -> Mapping[str, str]:
        ending = POSTCODE if refused.reason is Refusal.UNKNOWN_POSTCODE else ""
        return {question.name + ending: words_for(refused)}


class FourWays(Drawn):
    """A place from the list, by name or by postcode; the map is an extra for those who see one."""

    def fields(self, question: Place) -> Fields:
        name = question.name
        place = StringField(
            "Or the name of a street, park, station or other place",
            filters=[tidied],
            description="A small slip in the spelling does not matter.",
            render_kw={"autocomplete": "off", "spellcheck": "false"},
        )
        return {
            name: _listed(question, "Ward", ""),
            name + NAME: place,
            name + MATCH: RadioField("Which of these do you mean?", choices=[], validate_choice=False),
            name + POST: _postcode("Or a postcode close to it", "find the part of the area"),
            name + AREA: HiddenField(filters=[tidied]),
            name + LAT: HiddenField(filters=[tidied]),
            name + LON: HiddenField(filters=[tidied]),
        }

    def read(self, form: Form, question: Place, ground: Ground) -> Value:
        given = {way: form[question.name + way].data or "" for way in (NAME, POST, MATCH, AREA, LAT, LON)}
        if given[NAME]:
            return _value(self._named(form, question, ground, given[NAME], given[MATCH]))
        if given[POST]:
            return _value(_asked(question, ground.locate_postcode, given[POST]))
        point = _point(given[LAT], given[LON])
        if point is not None:
            return _value(_asked(question, ground.locate, point))
        ward = form[question.name].data
        return _kept(ground, ward, given[AREA]) or ({"ward": ward} if ward else None)

    def _named(self, form: Form, question: Place, ground: Ground, words: str, match: str) -> Spot:
        places = called(ground, words[:LONGEST_NAME])
        if not places:
            raise AnswerRefused(reason=Refusal.UNKNOWN_PLACE, question=question)
        chosen = next((place for place in places if place.code == match), None)
        if chosen is None and len(places) > 1:
            choices = choices_of([(place.code, place.name) for place in places])
            form[question.name + MATCH].choices = choices
            raise AnswerRefused(reason=Refusal.SEVERAL_PLACES, question=question)
        return ground.locate_place((chosen or places[0]).code)

    def typed(self, question: Place, value: Value) -> Typed:
        area = {question.name + AREA: [value["area"]]} if "area" in value else {}
        return {question.name: [value["ward"]]} | area

    def refused(self, question: Place, refused: AnswerRefused) -> Mapping[str, str]:
        ways = {
            Refusal.UNKNOWN_PLACE: NAME,
            Refusal.SEVERAL_PLACES: MATCH,
            Refusal.UNKNOWN_POSTCODE: POST,
        }
        return {question.name + ways.get(refused.reason, ""): words_for(refused)}


def _listed(question: Choosing, title: str, hint: str) -> SelectField:
    choices = choices_of([("", LIST), *question.possible])
    return SelectField(title, choices=choices, validate_choice=False, description=hint)


def _postcode(title: str, use: str) -> StringField:
    return StringField(
        title,
        filters=[tidied],
        description=f"We use the postcode to {use} and do not keep it.",
        render_kw={"autocomplete": "postal-code", "spellcheck": "false"},
    )


def _asked(question: Place, locate: Any, given: Any) -> Spot:
    try:
        found: Spot = locate(given)
    except UnknownPostcode:
        raise AnswerRefused(reason=Refusal.UNKNOWN_POSTCODE, question=question) from None
    except OutsideArea:
        raise AnswerRefused(reason=Refusal.OUTSIDE, question=question) from None
    return found


def _value(spot: Spot) -> Value:
    return {"ward": spot.ward} if spot.area is None else _with_area(spot.ward, spot.area, spot.label)


def _with_area(ward: str, area: str, label: str) -> Value:
    return {"ward": ward, "area": area, "label": label}


def _kept(ground: Ground, ward: str, area: str) -> Value:
    """The area found on an earlier turn, as long as its ward is still the one chosen."""
    try:
        known = ground.area(area) if area else None
    except DomainError:
        return None
    return _with_area(ward, area, known.label) if known and known.ward == ward else None


def _point(lat: str, lon: str) -> Point | None:
    try:
        point = Point(float(lat), float(lon))
    except ValueError:
        return None
    return point if isfinite(point.lat) and isfinite(point.lon) else None
