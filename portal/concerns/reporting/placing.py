"""From what was typed, tapped or chosen on the place page to one place, several to choose from, or why none.

Refuses a point far from every ward; whatever it does not know, it says at the field it was typed in.
"""

from typing import Any

from forms.concern_places import ConfirmForm, PlaceForm, Way
from portal.concerns.reporting import whereabouts
from portal.concerns.reporting.journey import Journey
from portal.concerns.reporting.questions import Step
from portal.core.places import UnknownPlace, UnknownPostcode
from portal.partnership.current import current, geography
from portal.partnership.rules import UnknownCode

POSTCODE = "We do not know this postcode in {area}. Check it, or choose the place another way."


def find(form: PlaceForm, journey: Journey) -> whereabouts.Found | tuple[str, ...] | None:
    """One place, the codes of several, or None with the reason at its field. Raises `OutsideArea`."""
    ground, typed = geography(), form.to_place(journey.shown(Step.PLACE))
    if typed is None:
        form.form_errors.append("Choose a place: use any one of the ways on this page.")
        return None
    if typed.way is Way.MAP:
        return whereabouts.at_point(ground, typed.lat, typed.lon)
    try:
        if typed.way is Way.POSTCODE:
            return whereabouts.at_postcode(ground, typed.words)
        if typed.way is Way.WARD:
            return whereabouts.in_ward(ground, typed.words)
        if typed.way is Way.PART:
            return tuple(place.code for place in ground.places_in(typed.words))
    except UnknownPostcode:
        form.postcode.errors = [POSTCODE.format(area=current().area_name)]
        return None
    except UnknownCode:
        form.ward.errors = ["Choose a ward from the list."]
        return None
    except UnknownPlace:
        form.part.errors = ["Choose a part of the area from the list."]
        return None
    places = whereabouts.called(ground, typed.words)
    if not places:
        form.place_name.errors = [
            "We know no place with this name. Try a name nearby, or a part of the area from the list."
        ]
        return None
    return whereabouts.at_place(ground, places[0].code) if len(places) == 1 else tuple(p.code for p in places)


def in_another_ward(form: ConfirmForm, spot: dict[str, Any]) -> whereabouts.Found | None:
    """The place as it was put right on the page that asks whether it is the place; None where nothing was."""
    ward = form.ward.data
    return whereabouts.in_another_ward(geography(), spot, ward) if ward else None
