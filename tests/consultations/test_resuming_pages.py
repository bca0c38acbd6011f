"""Coming back by receipt, coming too late, and bad input on the way."""

from datetime import timedelta

import pytest
from sqlalchemy import func, select

from portal.consultations import queries
from portal.consultations.models import Response, WrittenAnswer
from portal.core.windows import at_london
from tests.builders.consultations import (
    BEFORE,
    WINDOW,
    a_consultation,
)
from tests.builders.walking import RESPOND, RESUME, press, receipt_of, sent, to_check


@pytest.fixture
def asked(app, database):
    """A consultation that is open when the stories start."""
    with database.transaction() as session:
        return a_consultation(session)


def kept(database, table=Response):
    """How many rows there are."""
    with database.reading() as session:
        return session.scalar(select(func.count()).select_from(table))


def test_saved_answers_are_found_on_another_device(page, asked, app):
    shown = press(page, page.get(RESPOND), "next", q_relation="work", q_ward="south")
    saved = press(page, shown, "save", q_more="Half a thought")
    assert "no-store" in saved.response.headers["Cache-Control"]
    found = press(page, page.get(RESUME), "find", path=RESUME, receipt=receipt_of(saved).upper())
    assert found.h1 == "Your answers are saved, not sent"
    assert press(page, found, "next").fields(0)["q_more"] == "Half a thought"


def test_after_saving_every_page_saves(page, asked):
    saved = press(page, page.get(RESPOND), "save", q_relation="work")
    shown = press(page, saved, "next")
    press(page, press(page, shown, "next"), "next", q_change="worse")
    found = press(page, page.get(RESUME), "find", path=RESUME, receipt=receipt_of(saved))
    assert "Worse" in found.words


def test_a_saved_answer_can_be_sent_and_then_changed_on_another_device(page, asked, database):
    words = receipt_of(sent(page))
    found = press(page, page.get(RESUME), "find", path=RESUME, receipt=words)
    shown = press(page, press(page, found, "next"), "change:first")
    shown = press(page, press(page, shown, "next", q_change="better"), "send")
    assert (shown.h1, receipt_of(shown), kept(database)) == ("Your changed answers are in", words, 1)


def test_withdrawing_deletes_and_says_so(page, asked, database):
    words = receipt_of(sent(page, q_more="Secret words"))
    found = press(page, page.get(RESUME), "find", path=RESUME, receipt=words)
    shown = page.post(RESUME, {**found.fields(1), "go": "withdraw"})
    assert shown.h1 == "Your answers are withdrawn" and kept(database, WrittenAnswer) == 0
    again = press(page, page.get(RESUME), "find", path=RESUME, receipt=words)
    assert again.h1 == "You withdrew your answers"


@pytest.mark.parametrize(
    "words", ["", "no such thing", "acid acorn actor adapt adult agent alley", "x" * 5000]
)
def test_an_unknown_receipt_is_told_plainly(page, asked, words):
    shown = press(page, page.get(RESUME), "find", path=RESUME, receipt=words, status=422)
    assert "We know no such receipt here." in shown.words


def test_before_it_opens_nothing_is_taken(page, asked, clock):
    clock.move_to(BEFORE)
    assert page.get(RESPOND).h1 == "This consultation is not open yet"


def test_when_it_closed_meanwhile_what_was_typed_can_be_copied(page, asked, clock, database):
    clock.move_to(WINDOW.closes_at - timedelta(hours=1))
    check = to_check(page, q_more="Words worth keeping")
    clock.move_to(WINDOW.closes_at + timedelta(hours=1))
    shown = press(page, check, "send", status=409)
    assert shown.h1 == "This consultation has closed" and "Words worth keeping" in shown.words
    assert kept(database) == 0


def test_when_it_closed_meanwhile_a_page_in_between_can_be_copied_too(page, asked, clock):
    shown = press(page, page.get(RESPOND), "next", q_relation="live")
    clock.move_to(WINDOW.closes_at + timedelta(minutes=1))
    assert "Half a thought" in press(page, shown, "next", q_more="Half a thought", status=409).words


def test_it_closes_at_the_end_of_the_day_in_london(page, asked, clock):
    clock.move_to(at_london(WINDOW.last_day, WINDOW.closes_at.time().replace(hour=23, minute=59, second=30)))
    assert page.get(RESPOND).h1 == "You and the area"


def test_a_forged_state_keeps_the_words_of_the_page(page, asked):
    shown = press(page, page.get(RESPOND), "next", q_relation="live")
    shown = press(page, shown, "next", state="abcd", q_more="Still here", status=422)
    assert shown.fields(0)["q_more"] == "Still here" and "look through the others again" in shown.words


def test_an_old_state_opens_the_check_once_more(page, asked, clock):
    shown = press(page, page.get(RESPOND), "next", q_relation="live")
    clock.move_to(clock.now() + timedelta(hours=30))
    shown = press(page, shown, "next", q_more="Late words")
    assert shown.h1 == "Check your answers" and "Late words" in shown.words
    assert press(page, shown, "send").h1 == "Your answers are in"


def test_a_page_open_for_days_keeps_its_words(page, asked, clock):
    shown = press(page, page.get(RESPOND), "next", q_relation="live")
    clock.move_to(clock.now() + timedelta(hours=60))
    assert press(page, shown, "next", q_more="Old words", status=422).fields(0)["q_more"] == "Old words"


def test_a_form_from_elsewhere_is_refused(page, asked):
    page.post(RESPOND, {"go": "send"}, status=403, headers={"Sec-Fetch-Site": "cross-site"})


def test_a_known_and_an_unknown_receipt_cost_the_same_work(page, asked, monkeypatch):
    words, calls = receipt_of(sent(page)), []
    real = queries.unbox

    def counted(key, sealed):
        calls.append(len(sealed) > 0)
        return real(key, sealed)

    monkeypatch.setattr(queries, "unbox", counted)
    for typed, status in ((words, 200), ("acid acorn actor adapt adult agent alley", 422), ("nothing", 422)):
        calls.clear()
        press(page, page.get(RESUME), "find", path=RESUME, receipt=typed, status=status)
        assert calls == [True]


def test_the_limit_slows_down_and_keeps_what_was_typed(page, asked):
    for _ in range(10):
        sent(page)
    check = to_check(page, q_more="Words worth keeping")
    shown = press(page, check, "send", status=429)
    assert "Retry-After" in shown.response.headers
    assert shown.fields()["state"] == check.fields(0)["state"]
