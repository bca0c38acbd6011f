"""What anybody sees of the published picture: the fixed tables, chosen by a filter, and nothing computed."""

import gzip
import json
import re

import pytest

from portal.concerns.releases import making, published
from portal.concerns.releases.periods import Period
from portal.concerns.releases.released import Table
from portal.settings import ROOT
from tests.builders.releases import OCTOBER, SUMMER, a_plausible_quarter, counted, home

QUARTER = Period.holding(SUMMER, 3)
BUDGET = 200_000  # bytes gzip of the page with everything it asks for
BAND = re.compile(r"\d+ to \d+|fewer than 5|\d+ or more")


@pytest.fixture
def partnership_code(either_partnership):
    return either_partnership


@pytest.fixture
def at(partnership_code):
    return home(partnership_code)


@pytest.fixture
def released(app, database, at):
    """A quarter with 80 concerns, published; what the tables say."""
    with database.transaction() as session:
        a_plausible_quarter(session, at, 80)
        making.make(session, at, QUARTER, actor_id="an-officer", now=OCTOBER)
        return published.newest(session)


def test_before_the_first_picture_the_page_says_when_it_comes(page):
    found = page.get("/concerns")
    assert "nothing to show yet" in found.words
    assert "/concerns/report" in found.links()


def test_the_page_says_for_when_and_when_the_next_one_comes(page, released):
    words = page.get("/concerns").words
    assert "July to September 2026" in words
    assert "October to December 2026, comes in January 2027" in words


def test_it_says_what_numbers_cannot_say(page, released):
    assert "not how much happens" in page.get("/concerns").words


def test_every_ward_stands_in_alphabetical_order(page, released, at):
    rows = page.get("/concerns").all("tr")
    names = {ward.code: ward.name for ward in at.partnership.wards}
    shown = [names[row.get("data-place")] for row in rows if row.get("data-place") in names]
    assert shown == sorted(names.values())


def test_every_number_any_filter_shows_stands_in_the_published_tables(page, released, at):
    tables = released.picture.tables
    allowed = {band.words for table in Table for band in tables[table].values()} | {"fewer than 5"}
    keys = {"5 to 9", "10 to 19", "20 or more", "5 or more"}  # of the map's colours
    wards, families = ["", *list(released.picture.wards)[:3]], ["", *released.picture.families]
    for ward in wards:
        for family in families:
            found = page.get(f"/concerns?family={family}&ward={ward}")
            main = " ".join(cell for cell in _cells(found))
            assert set(BAND.findall(main)) <= allowed, (ward, family)
            assert set(BAND.findall(found.words)) <= allowed | keys


def test_a_filter_shows_the_very_cells(page, released, at):
    picture = released.picture
    ward, family = next(iter(picture.tables[Table.WARD_FAMILY])).split("/")
    lede = page.get(f"/concerns?family={family}&ward={ward}").words
    assert f"{picture.families[family]} in {picture.wards[ward]}" in lede
    assert picture.ward_family(ward, family).words in lede


def test_beside_fewer_than_five_stands_the_next_level(page, released, at):
    small = [ward for ward in released.picture.wards if not released.picture.ward(ward).says_something]
    row = next(each for each in page.get("/concerns").all("tr") if each.get("data-place") == small[0])
    words = " ".join("".join(row.itertext()).split())
    assert f"fewer than 5 of {released.picture.whole.words} in all" in words


def test_an_unknown_value_is_named_gently_and_the_picture_stays(page, released):
    for address in ("?ward=nowhere", "?family=none", "?release=99", "?release=%E2%91%A0&ward=%27"):
        found = page.get(f"/concerns{address}", status=422)
        assert "from the list" in found.words
        assert "By ward" in found.words
        assert "nowhere" not in found.html


def test_an_earlier_picture_can_be_chosen(page, released, database, at):
    with database.transaction() as session:
        making.make(
            session,
            at,
            Period(QUARTER.after, QUARTER.after.replace(day=31)),
            actor_id="x",
            now=OCTOBER.replace(month=11),
        )
    newest = page.get("/concerns")
    assert "October 2026" in newest.words
    earlier = page.get("/concerns?release=1")
    assert "This is an earlier picture" in earlier.words
    assert released.line.digest in earlier.html


def test_a_note_stands_on_the_page(page, released, database):
    with database.transaction() as session:
        making.note(session, 1, "Ward <names> were mixed up.", actor_id="x", now=OCTOBER)
    assert "Ward <names> were mixed up." in page.get("/concerns").words


def test_the_map_is_drawn_for_those_without_scripts_each_class_with_its_pattern(page, released):
    picture = released.picture
    drawing = page.get("/concerns").html.split('<svg class="drawn-map"')[1].split("</svg>")[0]
    told = [code for code in picture.wards if picture.ward(code).says_something]
    assert drawing.count("<path") == len(picture.wards) + len(picture.areas)
    assert drawing.count('fill="url(#hatch-') == len(told) + len(picture.areas)


def test_the_map_comes_from_its_own_address_and_is_kept_for_ever(page, released):
    assert f"/maps/{released.map_digest}.js" in page.get("/concerns").html
    script = page.get(f"/maps/{released.map_digest}.js")
    assert "immutable" in script.response.headers["Cache-Control"]
    assert "map_released" in script.html


def test_every_area_on_the_map_is_a_map_area(page, released, at):
    script = page.get(f"/maps/{released.map_digest}.js").html
    codes = set(re.findall(r'"code": ?"([^"]+)"', script))
    wards = {ward.code for ward in at.partnership.wards}
    assert wards <= codes
    assert codes - wards == set(released.picture.areas) <= {area.id for area in at.ground.areas}


def test_the_map_areas_can_be_downloaded(page, at):
    found = page.get("/concerns/areas.geojson")
    features = json.loads(found.html)["features"]
    assert found.response.mimetype == "application/geo+json"
    assert {each["id"] for each in features} == {area.id for area in at.ground.areas}


def test_the_page_is_kept_whole_and_answered_304(page, released):
    first = page.get("/concerns").response
    again = page.http.get("/concerns", headers={"If-None-Match": first.headers["ETag"]})
    assert again.status_code == 304


def test_ten_reports_a_month_say_something(page, database, at):
    with database.transaction() as session:
        for number in range(30):
            area = at.ground.areas[number * 7]
            counted(session, at, 1, ward=area.ward, area=area.id)
        making.make(session, at, QUARTER, actor_id="an-officer", now=OCTOBER)
    words = page.get("/concerns").words
    assert "we counted 30 to 34 concerns" in words


def test_the_page_with_everything_weighs_under_200_kb(page, released):
    found = page.get("/concerns")
    addresses = {
        e.get("src") or e.get("href") for e in [*found.all("script"), *found.all("link"), *found.all("img")]
    }
    total = len(gzip.compress(found.response.data)) + sum(_weight(page, one) for one in addresses)
    assert total < BUDGET, total


def _weight(page, address):
    path = address.split("?")[0]
    body = (ROOT / path.lstrip("/")).read_bytes() if path.startswith("/static/") else page.http.get(path).data
    return len(body) if path.endswith(".woff2") else len(gzip.compress(body))


def _cells(found):
    for row in [*found.all("td"), *found.all("text"), *found.all("p", class_="lede")]:
        yield " ".join("".join(row.itertext()).split())
