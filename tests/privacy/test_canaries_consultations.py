"""Marked answers to a consultation go through every box; afterwards no mark lies anywhere."""

import csv
import gzip
import logging

import pytest

from portal.core.actors import Role
from portal.partnership import loading
from portal.web.context import EXTENSION
from tests.builders.consultations import AFTER, a_consultation
from tests.builders.walking import RESPOND, RESUME, press, receipt_of, to_check
from tests.privacy.traces import ADDRESS, AGENT, REFERRER_WORD, traces

CANARY = "ocelotthimble"
LEAVE_NO_TRACE = [CANARY, ADDRESS, AGENT, "Quillfeather", REFERRER_WORD]


@pytest.fixture
def marked(page, database):
    """A resident whose address, browser and referrer are marked, before an open consultation."""
    with database.transaction() as session:
        a_consultation(session)
    page.http.environ_base.update(
        {
            "REMOTE_ADDR": ADDRESS,
            "HTTP_USER_AGENT": AGENT,
            "HTTP_REFERER": f"http://localhost/{REFERRER_WORD}",
        }
    )
    return page


@pytest.fixture
def clean(app, caplog):
    """Nothing that may not be left lies anywhere, these words neither."""
    caplog.set_level(logging.DEBUG)
    return lambda *words: (
        traces(app, [*LEAVE_NO_TRACE, *words], {"log": caplog.text.encode()}) == []
        and bool(traces(app, ["what-first"], {}))
    )


@pytest.mark.parametrize("box", ["q_more", "q_help"])
def test_what_is_written_leaves_no_mark(marked, clean, box):
    words = f"Every night {CANARY} shouts by the school, {CANARY.upper()} again."
    press(marked, to_check(marked, **{box: words}), "send")
    assert clean(words)


def test_what_was_written_and_changed_leaves_neither_mark(marked, clean):
    check = to_check(marked, q_more=f"First {CANARY} one.")
    press(marked, check, "send")
    page = press(marked, check, "change:first")
    press(marked, press(marked, page, "next", q_more=f"Second {CANARY} two."), "send")
    assert clean()


def test_what_is_saved_and_not_sent_leaves_no_mark(marked, clean):
    shown = press(marked, marked.get(RESPOND), "next", q_relation="live")
    press(marked, shown, "save", q_more=f"Half a thought about {CANARY}")
    assert clean("Half a thought")


def test_what_does_not_fit_yet_and_is_saved_leaves_no_mark(marked, clean):
    shown = press(marked, marked.get(RESPOND), "next", q_relation="live")
    saved = press(marked, shown, "save", q_help=f"{CANARY} " * 60)
    press(marked, saved, "next")
    assert clean()


def known_here(app):
    """A postcode of this partnership, with a space."""
    folder = loading.folder(app.extensions[EXTENSION].settings.partnership)
    with gzip.open(folder / "postcodes.csv.gz", "rt", encoding="utf-8") as lines:
        code = next(csv.DictReader(lines))["postcode"].replace(" ", "")
    return f"{code[:-3]} {code[-3:]}"


def test_a_postcode_that_finds_a_ward_is_kept_nowhere(marked, clean, app):
    typed = known_here(app)
    fields = {**marked.get(RESPOND).fields(0), "q_relation": "live", "q_ward_postcode": typed, "go": "next"}
    assert marked.http.post(RESPOND, data=fields).status_code in (200, 422)
    assert clean(typed, typed.replace(" ", ""), typed.lower())


def test_a_postcode_we_do_not_know_is_kept_nowhere(marked, clean):
    typed = f"ZZ9 {CANARY}"
    press(marked, marked.get(RESPOND), "next", status=422, q_relation="live", q_ward_postcode=typed)
    assert clean()


def test_the_words_of_a_receipt_are_kept_nowhere(marked, clean):
    receipt = receipt_of(press(marked, to_check(marked), "send"))
    found = press(marked, marked.get(RESUME), "find", path=RESUME, receipt=receipt)
    assert found.forms()
    assert clean(receipt, receipt.replace(" ", "-"), receipt.replace(" ", ""))


def test_a_wrong_receipt_is_kept_nowhere(marked, clean):
    press(marked, marked.get(RESUME), "find", path=RESUME, status=422, receipt=f"{CANARY} " * 7)
    assert clean()


@pytest.mark.parametrize("box", ["q_relation", "q_ward"])
def test_what_a_list_does_not_offer_is_kept_nowhere(marked, clean, box):
    fields = {"q_relation": "live", box: CANARY}
    press(marked, marked.get(RESPOND), "next", status=422, **fields)
    assert clean()


def test_an_equality_answer_that_was_not_offered_is_kept_nowhere(marked, clean):
    shown = press(marked, marked.get(RESPOND), "next", q_relation="live")
    shown = press(marked, shown, "next")
    press(marked, shown, "next", status=422, q_about_you_age=CANARY)
    assert clean()


def test_reading_and_clearing_it_leaves_no_mark(marked, clean, app, signed_in):
    press(marked, to_check(marked, q_more=f"Dark near the {CANARY} in winter."), "send")
    app.extensions[EXTENSION].clock.move_to(AFTER)
    officer = signed_in(Role.ENGAGEMENT_OFFICER)
    (path,) = [link for link in officer.get("/staff/moderation").links() if "/moderation/answers/" in link]
    opened = officer.post(f"{path}/open", officer.get(path).fields())
    assert CANARY in opened.words
    mine = {"verb": opened_verb(opened), "copy": "It is dark in winter.", "reason": "Read"}
    officer.post(f"{path}/decide", {**opened.fields(0), **mine}, status=303)
    assert clean()


def opened_verb(opened):
    """The first decision that is offered."""
    return next(e.get("value") for e in opened.all("input", name="verb"))


def test_withdrawing_leaves_nothing_but_that_it_was_withdrawn(marked, clean, app):
    receipt = receipt_of(press(marked, to_check(marked, q_more=f"About {CANARY}."), "send"))
    found = press(marked, marked.get(RESUME), "find", path=RESUME, receipt=receipt)
    press(marked, found, "withdraw", path=RESUME)
    assert clean(receipt)
