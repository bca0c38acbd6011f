"""What the pages that ask for the place show besides their forms: lists to choose from, a place in words."""

from typing import Any

from forms.concern_places import NONE_OF_THESE, ConfirmForm, MatchesForm, PlaceForm
from forms.fields import choices_of
from portal.concerns.reporting.journey import Journey
from portal.core.places import Place
from portal.partnership.current import current, geography
from portal.partnership.geography import Geography
from portal.partnership.pointing import point_map

KIND_WORDS: dict[str, str] = {
    "leisure": "somewhere to go out",
    "nature": "an open space",
    "neighbourhood": "a part of the area",
    "shopping": "shops",
    "university": "a college or university",
}
"""Kinds of places in words, where the kind itself is none: "a beach" needs no line here."""


def place(journey: Journey, form: PlaceForm) -> dict[str, Any]:
    """The map, the wards and the parts of the area."""
    form.part.choices = choices_of(
        [("", "Choose a part of the area"), *((part.code, part.name) for part in geography().parts)]
    )
    form.ward.choices = choices_of([("", "Choose a ward"), *_wards()])
    return {"map": point_map(), "area_name": current().area_name}


def matches(journey: Journey, form: MatchesForm) -> dict[str, Any]:
    """The places it may be, described, and a way out."""
    ground = geography()
    found = [ground.place(code) for code in journey.values["matches"]]
    form.place.choices = choices_of(
        [*((each.code, each.name) for each in found), (NONE_OF_THESE, "None of these")]
    )
    return {"hints": {each.code: described(each, ground) for each in found}}


def confirm(journey: Journey, form: ConfirmForm) -> dict[str, Any]:
    """The place in words, and the other wards."""
    spot = journey.values["spot"]
    others = [(code, name) for code, name in _wards() if name != spot["ward_name"]]
    form.ward.choices = choices_of([("", f"{spot['ward_name']} is right"), *others])
    return {"spot": spot}


def described(place: Place, ground: Geography) -> str:
    """What a place is, and where: "A beach in such a ward"."""
    kind = KIND_WORDS.get(place.kind) or f"a{'n' if place.kind[:1] in 'aeio' else ''} {place.kind}"
    return f"{kind[:1].upper()}{kind[1:]} in {ground.ward_name(place.ward)} ward"


def _wards() -> list[tuple[str, str]]:
    return sorted(((ward.code, ward.name) for ward in current().wards), key=lambda pair: pair[1])
