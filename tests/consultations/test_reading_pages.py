"""What anybody reads about consultations: the list, one of them, its results."""

import pytest

from tests.builders.consultations import (
    AFTER,
    a_consultation,
    a_receipt,
    an_answer,
)
from tests.builders.walking import RESPOND


@pytest.fixture
def asked(app, database):
    """A consultation that is open when the stories start."""
    with database.transaction() as session:
        return a_consultation(session)


def test_the_list_says_what_is_open_and_until_when(page, asked):
    assert "Closes 13 December 2026" in page.get("/consultations").words


def test_a_consultation_says_what_it_can_change(page, asked):
    shown = page.get("/consultations/what-first")
    assert "That there is an order." in shown.words
    assert RESPOND in shown.links()


def test_an_unknown_consultation_is_not_found(page, asked):
    page.get("/consultations/nothing", status=404)
    page.get("/consultations/nothing/respond", status=404)


def test_results_are_read_as_tables_and_charts(page, app, database, partnership, clock):
    with database.transaction() as session:
        a_consultation(session)
        for number in range(60):
            choice = {"change": ("better", "worse")[number % 2], "relation": [("live", "work")[number // 30]]}
            an_answer(session, partnership, receipt=a_receipt(f"person {number}"), **choice)
    clock.move_to(AFTER)
    shown = page.get("/consultations/what-first/results")
    assert "60 people answered" in shown.words and "People chose for themselves" in shown.words
    assert "<svg" in shown.html and shown.all("caption")
    assert "Work, study or visit" in shown.words or "Work or study here" in shown.words


def test_reading_pages_are_kept_and_answered_304(app, asked):
    http = app.test_client()
    for path in ("/consultations", "/consultations/what-first"):
        first = http.get(path)
        assert "max-age" in first.headers["Cache-Control"]
        assert http.get(path, headers={"If-None-Match": first.headers["ETag"]}).status_code == 304


def test_no_results_before_the_close(page, asked, clock):
    page.get("/consultations/what-first/results", status=404)
    clock.move_to(AFTER)
    assert page.get("/consultations/what-first/results").h1 == "What people said"


def test_form_pages_are_private(page, asked):
    assert page.get(RESPOND).response.headers["Cache-Control"] == "private, no-cache"
