"""A council copies a folder, changes names and facts, and names it: nothing of the original is left."""

from dataclasses import replace

import pytest

from portal.core.actors import Role
from portal.partnership import loading
from portal.settings import Settings
from tests.builders.consultations import a_consultation
from tests.builders.portal import a_portal, an_empty_database, some_settings
from tests.builders.staff import sign_in
from tests.concerns import walk
from tests.doors import renamed
from tests.doors.crawl import crawl
from tests.faults.process import Web, keys_of, running
from tests.faults.ready import NOW
from tests.page_client import PageClient

STARTS = (
    "/",
    "/search?q=police",
    "/concerns/follow-up",
    "/consultations/what-first",
    "/concerns/places.json",
)


def a_portal_of(folder, partnership):
    """A portal of a partnership, a consultation open; its settings are read from an environment."""
    made = some_settings(folder)
    told = {**keys_of(made, opening=True), "PORTAL_PARTNERSHIP": partnership, "PORTAL_ENV": "test"}
    told |= {"PORTAL_INSTANCE": str(folder), "PORTAL_DEMO": "1", "DATABASE_URL": made.database_url}
    settings = Settings.from_env(told)
    database = next(an_empty_database(settings.database_url))
    app = a_portal(replace(settings, origin="http://localhost"), at=NOW)
    with database.transaction() as session:
        a_consultation(session)
    return app, told


@pytest.fixture(scope="module")
def elsewhere(tmp_path_factory):
    """The copy under other names."""
    return renamed.copied(tmp_path_factory.mktemp("council"))


@pytest.fixture(scope="module")
def another(elsewhere, tmp_path_factory):
    """Its portal, and what the process was told."""
    return a_portal_of(tmp_path_factory.mktemp("instance"), str(elsewhere))


@pytest.fixture(scope="module")
def read(another):
    """Everything public of it."""
    return crawl(PageClient(another[0]), *STARTS)


def test_the_copy_is_found_to_be_in_order(elsewhere):
    faults = [fault for fault in loading.check(elsewhere) if fault.file != "map_points.csv"]
    assert faults == []


def test_every_link_leads_somewhere(read):
    assert read.broken == [] and len(read.pages) > 40


def test_no_name_of_the_original_is_left_anywhere(read):
    left = {path: names for path, text in read.texts.items() if (names := renamed.found_in(text))}
    assert left == {}


def test_no_name_of_the_original_is_left_on_the_pages_of_a_report(another):
    visitor = PageClient(another[0])
    pier = f"{renamed.another('Bournemouth')} Pier"
    shown, answers = walk.begin(visitor), {**walk.ANSWERS, "place": {"place_name": pier}}
    while (step := walk.step_of(shown)) != "check":
        assert renamed.found_in(shown.html) == []
        shown = walk.answer(visitor, shown, **answers[step])
    walk.pass_time(another[0], seconds=30)
    assert pier in shown.words and renamed.found_in(walk.answer(visitor, shown, "send").html) == []


@pytest.mark.parametrize("role", [Role.ENGAGEMENT_OFFICER, Role.ADMINISTRATOR, Role.EXECUTIVE, Role.ANALYST])
def test_no_name_of_the_original_is_left_on_the_pages_of_staff(another, role):
    app = another[0]
    browser = sign_in(PageClient(app), app, role)
    rules = [rule.rule for rule in app.url_map.iter_rules() if "GET" in rule.methods and not rule.arguments]
    for path in (rule for rule in rules if rule.startswith("/staff")):
        shown = browser.http.get(path)
        assert shown.status_code in (200, 303, 403)
        assert renamed.found_in(shown.get_data(as_text=True)) == [], path


def test_the_other_names_stand_where_the_original_ones_stood(read):
    assert renamed.another("Bournemouth") in read.pages["/"].words
    assert renamed.another("BCP") in read.pages["/"].title


def test_the_group_that_was_taken_out_is_gone(read):
    assert "/partnership" in read.pages and f"/partnership/{renamed.GROUP.lower()}" not in read.pages


def test_the_changed_helpline_shows_as_it_was_changed(read):
    words = read.pages["/help-now"].words
    assert "Listening Ear" in words and renamed.NEW_NUMBER in words and renamed.HELPLINE not in words


def test_a_server_told_only_the_folder_starts_with_it(another, tmp_path):
    with running(tmp_path, another[1] | {"PORTAL_DOORS": "public"}) as process:
        shown = Web(process).get("/")
    assert renamed.another("BCP") in shown.title and renamed.found_in(shown.html) == []


@pytest.mark.lbbd
def test_the_second_partnership_names_nothing_of_the_first(tmp_path):
    app, _ = a_portal_of(tmp_path, "lbbd")
    found = crawl(PageClient(app), *STARTS)
    left = {
        path: [name for name in renamed.TOWNS if name in renamed.found_in(text)]
        for path, text in found.texts.items()
        if path != "/concerns/places.json"
    }
    assert found.broken == [] and {path for path, names in left.items() if names} == set()


def test_the_first_partnership_has_no_broken_link(tmp_path):
    app, _ = a_portal_of(tmp_path, "bcp")
    found = crawl(PageClient(app), *STARTS)
    assert found.broken == [] and renamed.found_in(found.pages["/"].html)
