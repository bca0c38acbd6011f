"""Everybody reads what is open, what comes, what was asked and what others ask; without cookie or script."""

import pytest

from portal.consultations import service
from portal.consultations.opening import service as opening
from portal.core.actors import Role
from portal.core.windows import Window
from tests.builders.consultations import BEFORE, a_consultation
from tests.builders.listing import pressed, sorted_by
from tests.builders.opening import WINDOW, some_facts

OTHERS = "/staff/consultations/others"


@pytest.fixture
def asked(app, database, partnership):
    with database.transaction() as session:
        a_consultation(session)
        a_consultation(session, slug="soon", window=WINDOW, title="What comes soon?")
        opening.write(session, "soon", some_facts(title="What comes soon?", audiences=("businesses",)))
    return partnership


@pytest.fixture
def officer(signed_in):
    return signed_in(Role.ENGAGEMENT_OFFICER)


def enter(browser, status=303, **changes):
    typed = {
        "title": "How should buses run at night?",
        "body": "The transport authority",
        "opens_on": "2026-11-01",
        "closes_on": "2026-12-31",
        "url": "https://example.org/buses?a=1&b=2",
        "findings": "",
    }
    fields = browser.get(f"{OTHERS}/new").fields()
    return browser.post(f"{OTHERS}/new", fields | typed | changes, status=status)


def test_days_left_are_words(asked, page):
    words = page.get("/consultations").words
    assert "20 days left" in words and "Opens in 42 days" in words
    assert "20 days left" in page.get("/consultations/what-first").words


def test_the_list_is_narrowed_down_without_script_and_kept_whole(asked, page):
    shown = page.get("/consultations?audience=young-people")
    assert "What first?" in shown.words and "What comes soon?" not in shown.words
    assert page.get("/consultations?audience=businesses").words.count("What comes soon?") >= 1
    assert shown.fields(0)["audience"] == "young-people"
    again = page.http.get(
        "/consultations?audience=young-people", headers={"If-None-Match": shown.response.headers["ETag"]}
    )
    assert again.status_code == 304


@pytest.mark.parametrize(
    "query",
    ["family=nothing", "ward='--", "audience=%00", "after=x", "after=1-2", "more=x", "family=" + "a" * 99],
)
def test_strange_filters_find_everything(asked, page, query):
    assert "What first?" in page.get(f"/consultations?{query}").words


def test_a_filter_that_finds_nothing_says_so(app, page):
    assert "Nothing of this kind is open" in page.get("/consultations?audience=visitors").words


def test_withdrawn_before_it_opened_takes_no_answers(asked, page, database):
    with database.transaction() as session:
        opening.withdraw(session, "soon", "Not needed.", seen_version=1, actor_id="o", now=BEFORE)
    assert "Why: Not needed." in page.get("/consultations").words
    assert "withdrawn" in page.get("/consultations/soon/respond").words.lower()


def test_what_others_ask_is_listed_with_its_address_as_text(officer, page):
    enter(officer)
    shown = page.get("/consultations")
    assert "https://example.org/buses?a=1&b=2" in shown.words
    assert "https://example.org/buses?a=1&b=2" in shown.links()
    assert "Until 31 December 2026" in shown.words


@pytest.mark.parametrize(
    ("changes", "words"),
    [
        ({"url": "http://example.org"}, "starts with https://"),
        ({"url": "javascript:alert(1)"}, "starts with https://"),
        ({"url": ""}, "Write its address"),
        ({"title": ""}, "Write what it asks"),
        ({"closes_on": "2026-10-01"}, "not before the opening day"),
        ({"opens_on": "0001-01-01"}, "Choose a day between"),
    ],
)
def test_an_entry_that_cannot_be_is_refused_in_words(officer, changes, words):
    assert words in enter(officer, status=422, **changes).words


def test_an_entry_is_put_right_and_taken_out(officer, page):
    enter(officer)
    link = next(
        each for each in officer.get(OTHERS).links() if each.startswith(f"{OTHERS}/") and "new" not in each
    )
    older = officer.get(link).fields(0)
    older.pop("go", None)
    officer.post(link, older | {"findings": "Buses <i>matter</i>."}, status=303)
    assert "What we took from it: Buses <i>matter</i>." in page.get("/consultations").words
    shown = officer.post(link, older | {"findings": "Mine."}, status=409)
    assert shown.fields(0)["findings"] == "Mine."
    officer.post(link, older | {"go": "remove"}, status=409)
    fresh = officer.get(link).fields(0) | {"go": "remove"}
    officer.post(link, fresh, status=303)
    officer.get(link, status=404)
    assert "What others ask" not in page.get("/consultations?more=x").words


def test_older_closed_ones_are_a_page_away(app, database, page):
    with database.transaction() as session:
        for number in range(23):
            window = Window.of_days(WINDOW.first_day.replace(year=2025), WINDOW.last_day.replace(year=2025))
            a_consultation(session, slug=f"old-{number}", window=window, title=f"Old {number}?")
        service.close_out(session, now=BEFORE)
    first = page.get("/consultations")
    older = next(each for each in first.links() if "after=" in each)
    assert page.get(older).words.count("What people said") == 3


def test_a_column_sorts_the_register_for_officers(officer):
    enter(officer, title="A question about trees", closes_on="2026-12-01")
    enter(officer)
    usual = officer.get(OTHERS)
    assert sorted_by(usual) == [("Last day", "descending")]
    assert usual.words.index("buses run") < usual.words.index("about trees")
    by_title = pressed(officer, OTHERS, usual, "What it asks")
    assert sorted_by(by_title) == [("What it asks", "ascending")]
    assert by_title.words.index("about trees") < by_title.words.index("buses run")
