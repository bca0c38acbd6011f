"""What goes wrong with a report, and what stays on the page when it does."""

from urllib.parse import urlencode

import pytest

from portal.concerns.models import ConcernMessage
from portal.web.context import EXTENSION
from tests.concerns.walk import (
    ANSWERS,
    REPORT,
    TEXT,
    answer,
    at_the_end,
    how_many,
    kept,
    opened,
    pass_time,
    receipt_on,
    step_of,
    up_to,
)
from tests.conftest import TODAY


@pytest.mark.parametrize("step", ["danger", "topic", "subtopic", "when", "what", "before", "impact"])
def test_a_page_without_an_answer_asks_again(page, step):
    shown = up_to(page, step)
    bare = {k: v for k, v in shown.fields().items() if k in ("csrf_token", "state", "step")}
    again = page.post(REPORT, {**bare, "go": "next"}, status=422)
    assert step_of(again) == step and "Something needs another look" in again.words


@pytest.mark.parametrize(
    ("step", "name"), [("topic", "topic"), ("when", "happened"), ("before", "happened_before")]
)
def test_an_answer_that_was_not_offered_is_refused_in_plain_words(page, step, name):
    again = answer(page, up_to(page, step), status=422, **{**ANSWERS[step], name: "drop table"})
    assert "Choose from the answers on this page" in again.words


def test_too_long_a_text_is_kept_and_says_by_how_much(page):
    long = "word " * 700
    again = answer(page, up_to(page, "what"), status=422, text=long)
    assert "Shorten this by 499 characters" in again.words
    assert again.fields()["text"].strip() == long.strip()


def test_letters_that_did_not_arrive_are_asked_for_again(page):
    shown = up_to(page, "what")
    body = urlencode({**shown.fields(), "text": "MARK", "go": "next"}).replace("MARK", "caf%E9+at+night")
    again = page.post(REPORT, body, status=422, content_type="application/x-www-form-urlencoded")
    assert "could not be read" in again.words


def test_nul_bytes_vanish_from_a_text(page, app):
    answer(page, at_the_end(page, what={"text": "Lights\x00 out"}), "send")
    assert opened(app, kept(app)[0])["text"] == "Lights out"


@pytest.mark.parametrize("text", ["\x00", "\u200b", "   ", "\r\n\r\n"])
def test_a_text_that_nobody_can_see_is_no_text(page, text):
    assert "Tell us what happened" in answer(page, up_to(page, "what"), status=422, text=text).words


def test_markup_and_jinja_stay_text(page, app):
    text = "<script>alert(1)</script> {{ 7 * 7 }} {% x"
    shown = at_the_end(page, what={"text": text})
    assert text in shown.words and "<script>alert" not in shown.html
    answer(page, shown, "send")
    assert opened(app, kept(app)[0])["text"] == text


def test_another_topic_asks_for_its_kind_again_and_keeps_the_rest(page):
    asked = answer(page, at_the_end(page), "topic")
    advice = answer(page, asked, topic="road")
    assert step_of(advice) == "advice"
    kind = answer(page, advice)
    assert step_of(kind) == "subtopic"
    assert step_of(answer(page, kind, subtopic="speeding")) == "check"


def test_the_browsers_back_and_sending_again_is_one_report(page, app):
    shown = at_the_end(page)
    first = answer(page, shown, "send")
    again = answer(page, shown, "send")
    assert receipt_on(again) == receipt_on(first) and "the report you sent before" in again.words
    assert how_many(app) == 1


def test_a_changed_word_under_the_same_receipt_is_a_correction(page, app):
    shown = at_the_end(page)
    first = answer(page, shown, "send")
    changed = answer(page, answer(page, shown, "what"), text=TEXT + " It is worse now.")
    done = answer(page, changed, "send")
    assert done.h1 == "We added this to your report" and receipt_on(done) == receipt_on(first)
    assert how_many(app) == 1 and len(kept(app, ConcernMessage)) == 1


def test_a_repeat_is_free_when_the_limit_is_reached(page):
    shown = at_the_end(page)
    answer(page, shown, "send")
    for _ in range(8):
        answer(page, shown, "send")


def test_too_many_reports_are_slowed_with_everything_kept(page, app):
    for _ in range(5):
        answer(page, at_the_end(page), "send")
    slowed = answer(page, at_the_end(page), "send", status=429)
    assert "Nothing is lost" in slowed.words and "101" in slowed.words
    assert how_many(app) == 5


def test_an_old_page_shows_the_check_page_once_more(page, app):
    shown = at_the_end(page)
    pass_time(app, hours=30)
    again = answer(page, shown, "send", status=422)
    assert step_of(again) == "check" and "open for a long time" in again.words and how_many(app) == 0
    assert answer(page, again, "send").h1 == "We have your report"


@pytest.mark.parametrize("go", ["next", "back", "topic"])
def test_an_old_page_with_a_question_keeps_its_words_and_asks_once_more(page, app, go):
    shown = up_to(page, "what")
    pass_time(app, hours=30)
    again = answer(page, shown, go, status=422, text="Precious words")
    assert again.fields()["text"] == "Precious words" and "open for a long time" in again.words
    assert step_of(answer(page, again)) == "before"


def test_a_forged_way_back_keeps_the_words_just_typed(page):
    shown = up_to(page, "what")
    again = answer(page, shown, status=422, state="00" * 80, text="Precious words")
    assert again.fields()["text"] == "Precious words" and "could not read your earlier answers" in again.words


def test_after_a_forged_way_back_the_report_can_be_finished(page, app):
    again = answer(page, up_to(page, "what"), status=422, state="ff", text="Precious words")
    shown = answer(page, again)
    for _ in range(20):
        if step_of(shown) == "check":
            break
        shown = answer(page, shown, **ANSWERS[step_of(shown)])
    assert "Precious words" in shown.words
    pass_time(app, minutes=2)
    assert answer(page, shown, "send").h1 == "We have your report"


def test_an_expired_way_back_keeps_the_words_just_typed(page, app):
    shown = up_to(page, "what")
    pass_time(app, hours=49)
    assert answer(page, shown, status=422, text="Precious words").fields()["text"] == "Precious words"


@pytest.mark.parametrize("step", ["check", "confirm", "matches", "advice", "subtopic", "nonsense"])
def test_a_page_that_cannot_stand_alone_begins_anew(page, step):
    shown = page.post(REPORT, {"step": step, "state": "00", "go": "send"}, status=422)
    assert step_of(shown) == "danger"


def test_a_page_of_another_journey_shows_the_first_open_one(page):
    shown = up_to(page, "when")
    assert step_of(answer(page, shown, step="matches", place="bournemouth-pier")) == "when"


def test_a_forged_token_asks_to_send_again(page):
    shown = up_to(page, "what")
    again = answer(page, shown, status=422, csrf_token="forged", text="Precious words")
    assert again.fields()["text"] == "Precious words" and "send it again" in again.words


def test_a_report_from_another_site_is_refused(page, app):
    shown = at_the_end(page)
    page.post(REPORT, {**shown.fields(), "go": "send"}, status=403, headers={"Sec-Fetch-Site": "cross-site"})
    assert how_many(app) == 0


def test_a_box_that_nobody_sees_stays_empty(page, app):
    again = answer(page, at_the_end(page), "send", status=422, website="http://spam.example")
    assert "Empty the last box" in again.words and how_many(app) == 0


def test_answers_quicker_than_anybody_reads_are_shown_once_more(page, app):
    app.extensions[EXTENSION].clock.stand_at(TODAY)
    shown = up_to(page, "check")
    again = answer(page, shown, "send", status=422)
    assert "very quick" in again.words and how_many(app) == 0


def test_no_cookie_and_no_trace_of_the_sender(page, app, settings):
    shown = at_the_end(page)
    data = {**shown.fields(), "go": "send"}
    agent = {
        "User-Agent": "Canary/77",
        "Sec-Fetch-Site": "same-origin",
        "Referer": "http://localhost/canary-page",
    }
    page.http.post(REPORT, data=data, headers=agent, environ_base={"REMOTE_ADDR": "203.0.113.77"})
    held = b"".join(path.read_bytes() for path in settings.instance.glob("portal.sqlite3*"))
    assert how_many(app) == 1
    for mark in (b"Canary", b"203.0.113", b"canary-page", TEXT.encode()):
        assert mark not in held
