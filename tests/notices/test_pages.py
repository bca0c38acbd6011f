"""What the portal says about itself, for either partnership."""

import pytest

from portal.notices import queries
from portal.notices.rules import NOTICES
from portal.tables import metadata
from tests.page_client import PageClient


@pytest.fixture
def partnership_code(either_partnership):
    return either_partnership


@pytest.mark.parametrize("notice", NOTICES, ids=lambda notice: notice.path)
def test_every_notice_is_a_page(page, notice):
    assert page.get(notice.path).h1


def test_privacy_names_who_answers_for_it(page, partnership):
    shown = page.get("/privacy").words
    assert partnership.controller in shown and partnership.dpo in shown


def test_privacy_names_the_law_for_each_use(page, partnership):
    shown = page.get("/privacy").words
    assert partnership.legal.bases
    for basis in partnership.legal.bases:
        assert basis.purpose in shown and basis.law in shown


def test_privacy_shows_how_long_everything_is_kept(page, partnership):
    shown = page.get("/privacy").words
    for rule in partnership.retention:
        assert rule.words in shown


def test_privacy_admits_every_column_of_every_table(page):
    shown = page.get("/privacy").words
    for table in metadata.sorted_tables:
        for column in table.columns:
            assert column.comment in shown, f"{table.name}.{column.name}"


def test_every_kind_of_record_is_told_in_words(app):
    records = [kind.record for kind in queries.stolen()]
    assert len(records) == len(set(records)) == len(metadata.sorted_tables)
    assert all(" " in record and "\n" not in record for record in records)


def test_privacy_promises_no_perfect_anonymity(page):
    shown = page.get("/privacy").words
    assert "100%" not in shown and "Nobody can promise complete anonymity" in shown
    for risk in ("Who runs the machine", "What your words tell", "Planted reports", "Order of arrival"):
        assert risk in shown


def test_the_public_door_alone_admits_the_same(public_app, page):
    assert PageClient(public_app).get("/privacy").words.count(";") == page.get("/privacy").words.count(";")


def test_accessibility_has_its_legal_parts(page):
    shown = page.get("/accessibility").words
    for part in (
        "partially compliant",
        "Web Content Accessibility Guidelines version 2.2",
        "What does not meet the rules",
        "Equality and Human Rights Commission",
        "Equality Advisory and Support Service",
        "would be a disproportionate burden",
        "What the rules leave out",
        "This statement was prepared on",
        "It was last reviewed on",
        "within 5 working days",
    ):
        assert part in shown


def test_accessibility_says_what_nobody_has_tried(page):
    shown = page.get("/accessibility").words
    assert "have not been done" in shown and "NVDA" in shown


def test_no_public_page_sets_the_cookie_the_notice_tells_of(page):
    assert "set no cookie" in page.get("/cookies").words


def test_the_nine_rules_of_sharing(page, partnership):
    shown = page.get("/information-sharing")
    assert len(shown.all("ol", type="a")[0].findall("li")) == 9
    assert all(authority.name in shown.words for authority in partnership.authorities)


def test_whoever_complains_learns_where(page, partnership):
    shown = page.get("/complaints").words
    assert partnership.dpo in shown and "0303 123 1113" in shown
    assert all(authority.name in shown for authority in partnership.authorities)


def test_notices_may_be_kept_by_caches(page):
    for notice in NOTICES:
        kept = page.get(notice.path).response.headers["Cache-Control"]
        assert kept == "no-store" if notice.form else "max-age" in kept
