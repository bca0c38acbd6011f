"""The report is the same under every partnership, through either door, and after a restart."""

from concurrent.futures import ThreadPoolExecutor

import pytest

from portal.app import create_app
from portal.partnership.current import geography
from portal.web.context import EXTENSION
from tests.concerns.walk import (
    ANSWERS,
    REPORT,
    answer,
    at_the_end,
    kept,
    pass_time,
    receipt_on,
    step_of,
    up_to,
)
from tests.conftest import TODAY
from tests.page_client import PageClient

ELSEWHERE = {"bcp": ("Barking", "Dagenham"), "lbbd": ("Bournemouth", "Poole", "Dorset")}


@pytest.fixture
def partnership_code(either_partnership):
    return either_partnership


def by_ward(partnership):
    topic = next(topic for topic in partnership.topics if topic.diversion and len(topic.subtopics) > 1)
    return {
        "topic": {"topic": topic.code},
        "subtopic": {"subtopic": topic.subtopics[0].code},
        "place": {"ward": partnership.wards[0].code},
    }


def test_a_report_is_sent_under_either_partnership(page, app, partnership):
    assert set(by_ward(partnership)) <= set(ANSWERS)
    shown = at_the_end(page, **by_ward(partnership))
    assert not [name for name in ELSEWHERE[partnership.code] if name in shown.words]
    assert len(receipt_on(answer(page, shown, "send")).split()) == 7
    assert [row.ward for row in kept(app)] == [partnership.wards[0].code]


def test_every_way_of_saying_where_leads_to_a_place_in_words(page, app, partnership):
    with app.app_context():
        ground = geography()
    place, part = ground.places[0], ground.parts[0]
    asked = up_to(page, "place", **by_ward(partnership))
    ways = {
        "place_name": place.name.upper(),
        "part": part.code,
        "ward": partnership.wards[-1].code,
        "postcode": next(iter(ground._postcodes)).lower().replace(" ", "  "),
    }
    for way in ({name: typed} for name, typed in ways.items()):
        shown = answer(page, asked, **way)
        if step_of(shown) == "matches":
            shown = answer(page, shown, place=shown.all("input", type="radio")[0].get("value"))
        assert shown.h1 == "Is this the place?" and " ward" in shown.words, way
    shown = answer(page, asked, lat=str(place.point.lat), lon=str(place.point.lon))
    assert shown.h1 == "Is this the place?" and f"At or near {place.name}" in shown.words


def test_every_topic_has_its_pages(page, partnership):
    asked = up_to(page, "topic")
    for topic in partnership.topics:
        shown = answer(page, asked, topic=topic.code)
        assert shown.h1
        assert not topic.diversion or topic.diversion.heading == shown.h1


def test_the_public_door_alone_takes_a_report_and_cannot_open_it(settings, database, partnership):
    app = create_app(settings, doors="public")
    page = PageClient(app)
    done = answer(page, at_the_end(page, **by_ward(partnership)), "send")
    assert done.h1 == "We have your report" and app.extensions[EXTENSION].opener is None


def test_a_restart_in_between_changes_nothing(page, app, settings, partnership):
    shown = at_the_end(page, **by_ward(partnership))
    first = answer(page, shown, "send")
    restarted = PageClient(create_app(settings))
    restarted.app.extensions[EXTENSION].clock.move_to(TODAY)
    pass_time(restarted.app, minutes=5)
    assert receipt_on(answer(restarted, shown, "send")) == receipt_on(first)
    assert len(kept(app)) == 1


def test_twenty_at_once_are_one_report_with_one_receipt(page, app, partnership):
    fields = {**at_the_end(page, **by_ward(partnership)).fields(), "go": "send"}
    with ThreadPoolExecutor(20) as pool:
        answers = list(pool.map(lambda _: app.test_client().post(REPORT, data=fields), range(20)))
    assert {each.status_code for each in answers} == {200}
    assert len(kept(app)) == 1
