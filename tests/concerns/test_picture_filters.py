"""Filters choose among a release's tables and compute nothing: what they show stands in those tables."""

import re
from datetime import timedelta

import pytest

from portal.concerns.releases import making, published
from portal.concerns.releases.periods import Period
from portal.concerns.releases.picture_page import Choice, page_of
from portal.concerns.releases.released import LOWEST, Table
from portal.settings import ROOT
from tests.builders.releases import OCTOBER, SUMMER, a_plausible_quarter, home

QUARTER = Period.holding(SUMMER, 3)
NEXT = Period.holding(QUARTER.after, 3)
BAND = re.compile(r"\d[\d,]* to [\d,]+|fewer than \d+|[\d,]+ or more")


@pytest.fixture
def partnership_code(either_partnership):
    return either_partnership


@pytest.fixture
def at(partnership_code):
    return home(partnership_code)


@pytest.fixture
def releases(database, at):
    """Two quarters, published one after the other: 240 concerns, then 130 of others."""
    with database.transaction() as session:
        a_plausible_quarter(session, at, 240, seed="first")
        making.make(session, at, QUARTER, actor_id="an-officer", now=OCTOBER)
        a_plausible_quarter(session, at, 130, seed="second", months=(NEXT.starts_on,))
        making.make(session, at, NEXT, actor_id="an-officer", now=OCTOBER + timedelta(days=95))
        return published.numbered(session, 1), published.numbered(session, 2)


def every_choice(picture):
    return [Choice(family, ward) for family in ("", *picture.families) for ward in ("", *picture.wards)]


def words_on(page):
    """Every number of a page, as it is printed."""
    tables = (page.families, page.wards, page.areas, page.topics, (page.headline,))
    for row in (row for table in tables for row in table):
        yield from (row.words, row.beside)
    yield page.whole
    if page.chart:
        yield from (words for _, _, words in page.chart.rows)


def test_every_number_any_filter_shows_stands_in_the_tables_of_that_release(releases):
    for found in releases:
        told = {band.words for table in Table for band in found.picture.tables[table].values()}
        for choice in every_choice(found.picture):
            shown = {band for words in words_on(page_of(found, choice)) for band in BAND.findall(words)}
            assert shown <= told | {LOWEST.words}, choice


def test_every_filter_shows_the_very_cell_it_names(releases):
    for found in releases:
        picture = found.picture
        for choice in every_choice(picture):
            page, family, ward = page_of(found, choice), choice.family, choice.ward
            for row in page.wards:
                cell = picture.ward_family(row.code, family) if family else picture.ward(row.code)
                assert row.words == cell.words
            for row in page.families:
                cell = picture.ward_family(ward, row.code) if ward else picture.family(row.code)
                assert row.words == cell.words
            for row in page.areas:
                assert row.words == picture.area(row.code, picture.areas[row.code].ward).words


def test_a_bar_is_as_long_as_a_number_of_the_tables(releases):
    for found in releases:
        lows = {band.low for table in Table for band in found.picture.tables[table].values()}
        for choice in every_choice(found.picture):
            chart = page_of(found, choice).chart
            assert not chart or {low for _, low, _ in chart.rows} <= lows | {None}


def test_a_small_number_never_stands_alone_where_the_next_level_says_more(releases):
    for found in releases:
        for choice in every_choice(found.picture):
            page = page_of(found, choice)
            for row in (*page.families, *page.wards, *page.areas, page.headline):
                assert BAND.search(row.words) or row.words == "not shown alone"
                if not row.step and found.picture.whole.says_something:
                    assert row.beside.startswith("of ")


def test_every_filter_lists_by_name_and_never_by_number(releases):
    for found in releases:
        for choice in every_choice(found.picture):
            page = page_of(found, choice)
            for table in (page.families, page.wards, page.areas, page.topics):
                assert [row.name for row in table] == sorted(row.name for row in table)


def test_a_page_of_an_earlier_release_holds_its_own_numbers_only(page, releases):
    for found in releases:
        told = {band.words for table in Table for band in found.picture.tables[table].values()}
        shown = page.get(f"/concerns?release={found.line.number}")
        cells = " ".join(" ".join(cell.itertext()) for cell in shown.all("td"))
        assert set(BAND.findall(cells)) <= told | {LOWEST.words}
        assert found.picture.period.words in shown.words


def test_nothing_is_red():
    style = (ROOT / "static/concerns/picture.css").read_text(encoding="utf-8")
    assert not re.search(r"--danger|\bred\b|#[a-f][0-9a-f]{0,2}0000|crimson", style)
