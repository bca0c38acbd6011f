"""Whoever sends too much is slowed down: everything is kept, the page says when, and a repeat is free."""

import re

import pytest

from portal.web.context import EXTENSION
from tests.builders.consultations import a_consultation
from tests.builders.walking import RESPOND, RESUME, press, receipt_of, to_check
from tests.concerns import walk
from tests.page_client import PageClient


@pytest.fixture
def an_hour_passes(app):
    """Nothing that was counted before counts any more."""
    return app.extensions[EXTENSION].limits._limiter.reset


def send(page, text=walk.TEXT, status=200):
    """A whole report."""
    return walk.answer(page, walk.at_the_end(page, what={"text": text}), "send", status=status)


@pytest.fixture
def slowed(page):
    """The sixth report within an hour."""
    for _ in range(5):
        send(page)
    return send(page, text="The sixth thing I saw today, by the pier.", status=429)


def test_the_sixth_report_is_shown_with_its_words_and_whom_to_call(slowed, app):
    main = " ".join("".join(slowed.tree.find(".//main").itertext()).split())
    assert "Nothing is lost" in main and "999" in main and "101" in main
    assert slowed.fields()["go"] == "send" and slowed.fields()["state"]
    assert walk.how_many(app) == 5


def test_it_says_when_to_try_again_in_words_and_to_machines(slowed):
    seconds = int(slowed.response.headers["Retry-After"])
    assert 0 < seconds <= 60 * 60 + 1
    assert re.search(r"Wait \d+ minutes?", slowed.words)


def test_it_is_kept_by_no_cache(slowed):
    assert slowed.response.headers["Cache-Control"] == "no-store"
    assert not slowed.response.headers.get("Set-Cookie")


def test_the_kept_form_is_taken_later(page, app, an_hour_passes):
    for _ in range(5):
        send(page)
    slowed = send(page, text="The sixth thing I saw today, by the pier.", status=429)
    an_hour_passes()
    assert page.post(walk.REPORT, slowed.fields()).h1 == "We have your report"
    texts = {walk.opened(app, row)["text"] for row in walk.kept(app)}
    assert "The sixth thing I saw today, by the pier." in texts


def test_somebody_else_is_not_slowed(slowed, app):
    other = PageClient(app)
    other.http.environ_base["REMOTE_ADDR"] = "192.0.2.200"
    assert send(other).h1 == "We have your report"


def test_a_neighbour_on_the_same_line_is_slowed_too(slowed, app):
    neighbour = PageClient(app)
    neighbour.http.environ_base["REMOTE_ADDR"] = "127.0.0.99"
    send(neighbour, status=429)


def test_walking_through_pages_and_going_back_counts_for_nothing(page, app):
    for _ in range(8):
        walk.answer(page, walk.at_the_end(page), "back")
    assert send(page).h1 == "We have your report"


def test_corrections_do_not_run_into_the_limit_of_reports(page, app):
    shown = walk.at_the_end(page)
    walk.answer(page, shown, "send")
    for number in range(4):
        changed = walk.answer(page, walk.answer(page, shown, "what"), text=f"Correction {number}.")
        assert walk.answer(page, changed, "send").h1 == "We added this to your report"


@pytest.fixture
def asked(app, database):
    """A consultation that is open."""
    with database.transaction() as session:
        return a_consultation(session)


def test_answers_beyond_the_limit_are_kept_on_the_page_and_taken_later(page, asked, an_hour_passes):
    for _ in range(10):
        press(page, to_check(page), "send")
    slowed = press(page, to_check(page, q_more="Dark in winter."), "send", status=429)
    assert "Nothing is lost" in slowed.words and "101" in slowed.words
    an_hour_passes()
    receipt = receipt_of(page.post(RESPOND, slowed.fields()))
    found = press(page, page.get(RESUME), "find", path=RESUME, receipt=receipt)
    assert "Dark in winter." in found.words


def test_the_same_answers_again_are_free_when_the_limit_is_reached(page, asked):
    shown = to_check(page)
    first = receipt_of(press(page, shown, "send"))
    for _ in range(9):
        press(page, to_check(page), "send")
    press(page, to_check(page), "send", status=429)
    assert receipt_of(press(page, shown, "send")) == first


def test_guessing_receipts_is_slowed_and_says_whom_to_call(page, asked):
    for path in ("/concerns/follow-up", RESUME):
        shown = page.get(path)
        fields = {**shown.fields(), "receipt": "abandon ability able about above absent absorb", "go": "find"}
        statuses = [page.http.post(path, data=fields).status_code for _ in range(25)]
        assert statuses[:20] == [422] * 20 and set(statuses[20:]) == {429}
