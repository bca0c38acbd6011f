"""Reading pages are kept whole for a moment, by what they show and never by words in an address."""

from datetime import timedelta

from flask import render_template_string

from portal.web.guard import public
from portal.web.listing import Page
from portal.web.whole_page import KEPT_PAGES, STORE, whole_page_reading
from tests.conftest import TODAY


def fetched(app, path, **headers):
    return app.test_client().get(path, headers=headers)


def kept(app):
    return app.extensions.get(STORE, {})


def test_the_same_page_is_answered_304_until_it_changes(app):
    first = fetched(app, "/cookies")
    again = fetched(app, "/cookies", If_None_Match=first.headers["ETag"])
    assert (again.status_code, again.data) == (304, b"")
    assert first.headers["Cache-Control"] == "public, max-age=10"


def test_what_stands_in_an_address_beyond_our_own_choices_is_kept_nowhere(app):
    for words in ("", "?q=my-own-words", "?x=2"):
        fetched(app, f"/cookies{words}")
    assert list(kept(app)) == [("/cookies",)]


def test_no_visitor_is_shown_what_another_had_in_an_address(app):
    pager = '{% from "components/page.html" import pager with context %}{{ pager(page) }}'

    def a_list() -> str:
        return render_template_string(pager, page=Page((), "later"))

    app.add_url_rule("/a-list", view_func=public(whole_page_reading("after", "ward")(a_list)))
    shown = fetched(app, "/a-list?ward=ours&x=typed").text
    assert "typed" not in shown and "?ward=ours&amp;after=later" in shown
    assert fetched(app, "/a-list?ward=ours").text == shown


def test_no_kept_page_depends_on_a_name_that_it_does_not_read(app):
    views = app.view_functions
    paths = [
        rule.rule
        for rule in app.url_map.iter_rules()
        if not rule.arguments and getattr(views[rule.endpoint], "whole_page", False)
    ]
    assert len(paths) > 10
    for path in paths:
        plain = fetched(app, path).data
        kept(app).clear()
        assert fetched(app, f"{path}?zebra=typed").data == plain, path


def test_a_choice_of_ours_has_a_page_of_its_own(app):
    all_of_it, some = fetched(app, "/advice").data, fetched(app, "/advice?for=older").data
    assert all_of_it != some
    assert fetched(app, "/advice").data == all_of_it


def test_a_value_too_long_to_be_ours_is_answered_and_not_kept(app):
    assert fetched(app, f"/advice?for={'x' * 200}").status_code == 200
    assert kept(app) == {}


def test_a_minute_later_it_is_made_anew(app, clock):
    fetched(app, "/cookies")
    clock.move_to(TODAY + timedelta(minutes=1))
    (before,) = kept(app).values()
    fetched(app, "/cookies")
    (after,) = kept(app).values()
    assert after[0] > before[0]


def test_the_store_never_grows_beyond_its_size(app):
    store = app.extensions.setdefault(STORE, {})
    store.update({("/old", str(number)): (TODAY, b"", "text/html") for number in range(KEPT_PAGES)})
    fetched(app, "/cookies")
    assert len(store) == KEPT_PAGES and ("/old", "0") not in store
