"""Names for the map a reporter may point at; the map itself is the partnership's (`partnership.pointing`)."""

from dataclasses import dataclass

from portal.partnership.current import geography


@dataclass(frozen=True, slots=True)
class Label:
    """A name to be drawn at a point, WGS84; `code` is a ward's, by which the map knows its outline."""

    name: str
    lat: float
    lon: float
    code: str = ""


def labels() -> dict[str, tuple[Label, ...]]:
    """Names of wards and of well-known places with their points."""
    ground = geography()
    return {
        "wards": tuple(
            Label(ward.name, centre.lat, centre.lon, ward.code)
            for ward in ground.wards
            for centre in (ground.ward_centres[ward.code],)
        ),
        "places": tuple(Label(place.name, place.point.lat, place.point.lon) for place in ground.places),
    }
