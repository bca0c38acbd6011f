"""What is published is what the guard let through, cell by cell, for both partnerships."""

import pytest

from portal.concerns.releases.guarded import Told, lines_of, picture_from
from portal.concerns.releases.periods import Period
from portal.concerns.releases.released import LOWEST, Level, picture_of, text_of
from tests.builders.releases import SUMMER, home, kinds

QUARTER = Period.holding(SUMMER, 3)


@pytest.fixture
def at(either_partnership):
    return home(either_partnership)


def picture(at, told):
    return picture_from(told, number=1, period=QUARTER, partnership=at.partnership, ground=at.ground)


def told(at, number, *, sensitive=False, area=None, kind=0):
    _, subtopic = kinds(at, sensitive=sensitive)[kind]
    return [
        Told(subtopic.code, area.ward if area else at.partnership.wards[0].code, area and area.id)
    ] * number


def test_none_and_four_look_alike(at):
    area = at.ground.areas[0]
    assert text_of(picture(at, [])) == text_of(picture(at, told(at, 4, area=area)))


def test_an_area_with_five_stands_in_its_band(at):
    area = at.ground.areas[0]
    found = picture(at, told(at, 7, area=area))
    assert found.area(area.id, area.ward).words == "5 to 9"
    assert found.areas[area.id].label == area.label


def test_beside_fewer_than_five_stands_the_next_level(at):
    one, other = [area for area in at.ground.areas if area.ward == at.ground.areas[0].ward][:2]
    found = picture(at, told(at, 4, area=one) + told(at, 4, area=other))
    cell = found.area(one.id, one.ward)
    assert (cell.words, cell.above.band.words, cell.above.level) == ("fewer than 5", "5 to 9", Level.WARD)


def test_sensitive_kinds_stand_by_topic_alone(at):
    found = picture(at, told(at, 12, sensitive=True))
    line = lines_of(at.partnership).line_of[kinds(at, sensitive=True)[0][1].code]
    assert found.topic(line).words == "10 to 14"
    assert not found.whole.says_something
    assert not any(found.ward(ward).says_something for ward in found.wards)


def test_a_family_of_sensitive_kinds_only_has_no_line(at):
    places = {kind.family for _, kind in kinds(at, sensitive=False)}
    assert set(picture(at, []).families) == places


def test_a_topic_of_several_families_has_a_line_for_each(at):
    names = lines_of(at.partnership).names.values()
    assert len(names) == len(set(names)) >= sum(topic.takes_reports for topic in at.partnership.topics)


def test_every_line_stands_in_alphabetical_order(at):
    found = picture(at, [])
    for names in (
        found.wards.values(),
        found.families.values(),
        [line.name for line in found.topics.values()],
    ):
        assert list(names) == sorted(names)


def test_a_published_text_reads_back_as_the_same_picture(at):
    found = picture(at, told(at, 23, area=at.ground.areas[0]) + told(at, 9, kind=5))
    again = picture_of(text_of(found))
    assert again == found
    assert list(again.areas) == list(found.areas)


def test_an_area_that_is_no_map_area_counts_for_its_ward(at):
    ward = at.partnership.wards[0].code
    _, kind = kinds(at, sensitive=False)[0]
    found = picture(at, [Told(kind.code, ward, "no-such-area")] * 6)
    assert found.ward(ward).words == "5 to 9"
    assert not found.areas


def test_thirty_concerns_in_a_quarter_say_something(at):
    areas = at.ground.areas
    some = [kind.code for _, kind in kinds(at, sensitive=False)]
    spread = [Told(some[i % 9], areas[i * 7].ward, areas[i * 7].id) for i in range(30)]
    found = picture(at, spread)
    cells = [found.whole, *map(found.family, found.families), *map(found.topic, found.topics)]
    assert sum(cell.says_something for cell in cells) > 1
    assert found.whole.band not in (None, LOWEST)
