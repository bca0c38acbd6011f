"""Names and places of the partnership a journey happens in, read from its data."""

import csv
import gzip
from dataclasses import dataclass
from functools import cache

from portal.core.places import OutsideArea, Place, Point
from portal.partnership import loading
from portal.partnership.geography import Geography
from portal.partnership.rules import Partnership, Topic


@dataclass(frozen=True, slots=True)
class Ground:
    """A partnership and its map."""

    partnership: Partnership
    geography: Geography
    a_postcode: str

    @property
    def open_topic(self) -> Topic:
        """A topic with words to read first, kinds to choose from, and reports."""
        return next(
            topic
            for topic in self.partnership.topics
            if topic.takes_reports and topic.diversion and topic.diversion.may_continue
        )

    @property
    def diverted_topic(self) -> Topic:
        """A topic about which no report is taken."""
        return [topic for topic in self.partnership.topics if not topic.takes_reports][-1]

    @property
    def a_place(self) -> Place:
        """A place whose name is no other's."""
        return next(place for place in self.geography.places if len(self.geography.search(place.name)) == 1)

    @property
    def a_ward(self) -> str:
        """The name of a ward."""
        return self.partnership.wards[0].name

    @property
    def a_part(self) -> str:
        """The name of a part of the area."""
        return self.geography.parts[0].name

    @property
    def two_wards(self) -> tuple[str, str]:
        """The names of the ward that the postcode lies in, and of another."""
        found = self.geography.locate_postcode(self.a_postcode)
        name = self.geography.ward_name(found.named_ward)
        return name, next(ward.name for ward in self.partnership.wards if ward.name != name)

    @property
    def outside(self) -> Point:
        """A corner of the map that belongs to nobody here."""
        frame = self.partnership.map
        corners = [Point(lat, lon) for lat in (frame.south, frame.north) for lon in (frame.west, frame.east)]
        return next(each for each in corners if self._is_outside(each))

    def _is_outside(self, point: Point) -> bool:
        try:
            self.geography.locate(point)
        except OutsideArea:
            return True
        return False


@cache
def ground_of(code: str) -> Ground:
    """The ground of the partnership with this code."""
    folder = loading.folder(code)
    with gzip.open(folder / "postcodes.csv.gz", "rt", encoding="utf-8") as lines:
        postcode = next(csv.DictReader(lines))["postcode"]
    return Ground(loading.load(folder), loading.load_geography(folder), postcode)
