"""A visitor who knows neither ward nor postcode says where it is, with a map and without."""

import pytest

from tests.journeys.ground import Ground, ground_of
from tests.journeys.hands import KEYS_NOW
from tests.journeys.person import Person
from tests.journeys.reporter import Reporter
from tests.journeys.server import Portal

pytestmark = pytest.mark.browser

HERE = "Is this the place?"


@pytest.fixture
def ground(portal: Portal) -> Ground:
    return ground_of(portal.settings.partnership)


@pytest.fixture
def reporter(visitor: Person, ground: Ground) -> Reporter:
    reporter = Reporter(visitor, ground)
    reporter.comes_to_the_place()
    return reporter


@KEYS_NOW
def test_a_place_is_found_without_a_map(reporter: Reporter) -> None:
    for way_of_saying in ("ward", "name", "postcode"):
        reporter.says_where(way_of_saying)
        assert reporter.person.h1 == HERE
        reporter.person.presses("No, choose another place")


def test_an_unknown_postcode_is_asked_for_again(reporter: Reporter) -> None:
    reporter.person.writes("Postcode", "ZZ99 9ZZ")
    reporter.goes_on(status=422)
    assert "We do not know this postcode" in reporter.person.reads
    assert reporter.person.value("Postcode") == "ZZ99 9ZZ"


def test_who_knows_only_the_part_of_the_area_is_asked_near_which_place(reporter: Reporter) -> None:
    reporter.says_where("part")
    assert "Near which of these is it?" in reporter.person.reads
    reporter.says_near_which("None of these")
    assert "None of these: then use another way" in reporter.person.reads
    reporter.says_where("part")
    reporter.says_near_which()
    assert reporter.person.h1 == HERE


def test_a_wrong_ward_is_put_right(reporter: Reporter, ground: Ground) -> None:
    found, right = ground.two_wards
    reporter.says_where("postcode")
    assert f"in {found} ward" in reporter.person.reads
    reporter.person.opens_details("The ward is wrong")
    reporter.person.picks("Which ward is it in?", right)
    reporter.confirms_the_place("Beach hut 12")
    assert f"in {right} ward" in reporter.person.reads
    assert reporter.person.value("Anything that helps to find it (optional)") == "Beach hut 12"


class TestTheMap:
    """With a pointer."""

    @pytest.fixture
    def way(self) -> str:
        return "scripts"

    def test_a_click_on_the_map_is_a_place_and_the_mark_can_be_dragged(
        self, reporter: Reporter, ground: Ground
    ) -> None:
        reporter.clicks_the_map_at(ground.a_place.point)
        reporter.drags_the_mark()
        reporter.goes_on()
        assert reporter.person.h1 == HERE

    def test_outside_the_area_is_told_so(self, reporter: Reporter, ground: Ground) -> None:
        reporter.clicks_the_map_at(ground.outside)
        reporter.goes_on()
        assert reporter.person.h1 == "This place is outside our area"
        reporter.person.presses("Choose another place")
        reporter.says_where("ward")
        assert reporter.person.h1 == HERE

    def test_a_device_says_where_it_is_only_when_asked(self, reporter: Reporter, ground: Ground) -> None:
        point, person = ground.a_place.point, reporter.person
        where = {"latitude": point.lat, "longitude": point.lon, "accuracy": 10}
        person.context.grant_permissions(["geolocation"])
        person.context.set_geolocation(where)  # type: ignore[arg-type]
        assert reporter.mark.count() == 0
        person.hand.press(person.button("Use my device’s location"))
        reporter.told("Marked")
        reporter.goes_on()
        assert ground.a_place.name in person.reads


class TestTheMapByKeyboard:
    """Arrow keys move map and mark, a button marks the middle."""

    @pytest.fixture
    def way(self) -> str:
        return "keyboard"

    def test_the_middle_of_the_map_is_a_place_and_arrows_move_the_mark(self, reporter: Reporter) -> None:
        reporter.marks_the_middle_of_the_map()
        reporter.moves_the_mark_by_keys()
        reporter.goes_on()
        assert reporter.person.h1 == HERE


class TestWithoutScripts:
    """What cannot work is not shown."""

    @pytest.fixture
    def way(self) -> str:
        return "no-scripts"

    def test_no_map_is_promised(self, reporter: Reporter) -> None:
        assert not reporter.map.is_visible()
        assert "on the map" not in reporter.person.reads
