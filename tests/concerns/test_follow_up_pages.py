"""Coming back with a receipt: what it shows, what it never shows, taking a report back."""

import pytest
from sqlalchemy import select

from portal.concerns import desk
from portal.concerns.models import Concern
from portal.concerns.rules import Decision, DeclineCode, State, Verb
from portal.web.context import EXTENSION
from tests.concerns.walk import TEXT, answer, at_the_end, pass_time, receipt_on

FOLLOW = "/concerns/follow-up"
UNKNOWN = "abandon ability able about above absent absorb"


@pytest.fixture
def receipt(page):
    return receipt_on(answer(page, at_the_end(page), "send"))


def ask(page, words, status=200):
    shown = page.get(FOLLOW)
    return page.post(FOLLOW, {**shown.fields(), "receipt": words, "go": "find"}, status=status)


def press(page, shown, go, status=200):
    return page.post(FOLLOW, {**shown.fields(), "go": go}, status=status)


def decide(app, verb, code=None):
    house = app.extensions[EXTENSION]
    with house.database.transaction() as session:
        concern = session.scalars(select(Concern)).one()
        desk.decide(
            session,
            concern.id,
            Decision(verb, code),
            seen_version=concern.version,
            actor_id="o" * 26,
            reason="Read",
            sanitised=None,
            now=house.clock.now(),
        )


def test_a_receipt_shows_what_happens_next_and_by_when(page, receipt):
    shown = ask(page, receipt)
    assert shown.h1 == "Where your report stands"
    assert "waits for an officer" in shown.words and "25 November 2026, 11am" in shown.words
    assert "You wrote it on 23 November 2026" in shown.words


def test_a_receipt_is_read_however_it_is_typed(page, receipt):
    words = receipt.split()
    for typed in (receipt.upper(), ", ".join(words), "\n".join(words), " ".join(w[:4] for w in words)):
        assert ask(page, typed).h1 == "Where your report stands"


def test_a_receipt_never_shows_words_topic_or_itself(page, receipt, partnership):
    shown = ask(page, receipt)
    names = (partnership.topic("asb-street").name, partnership.subtopic("intimidating-groups").name)
    assert TEXT not in shown.html and receipt not in shown.html
    assert not [name for name in names if name in shown.words]


def test_the_page_is_kept_nowhere_and_has_a_quiet_title(page, receipt):
    shown = ask(page, receipt)
    assert shown.response.headers["Cache-Control"] == "no-store" and "report" not in shown.title.lower()


@pytest.mark.parametrize("typed", [UNKNOWN, "seven words", "x" * 300, "{{ 7*7 }}", "\x00", "ábandon"])
def test_an_unknown_receipt_is_told_in_plain_words(page, receipt, typed):
    shown = ask(page, typed, status=422)
    assert shown.h1 == "See where your report stands" and "seven words" in shown.words


@pytest.mark.parametrize("typed", ["", "   "])
def test_no_receipt_asks_for_one(page, typed):
    assert "Type the seven words" in ask(page, typed, status=422).words


def test_what_was_mistyped_stays_to_be_put_right(page, receipt):
    assert ask(page, UNKNOWN, status=422).fields()["receipt"] == UNKNOWN


def test_answers_and_going_back_do_not_count_as_asking(page, receipt):
    shown = ask(page, receipt)
    for _ in range(25):
        shown = press(page, shown, "keep")
    assert ask(page, receipt).h1 == "Where your report stands"


def test_asking_too_often_is_slowed(page, receipt):
    for _ in range(20):
        ask(page, UNKNOWN, status=422)
    assert "101" in ask(page, receipt, status=429).words


def test_what_was_decided_is_told(page, app, receipt):
    decide(app, Verb.COUNT)
    assert "counted it" in ask(page, receipt).words


@pytest.mark.parametrize("code", DeclineCode)
def test_a_report_that_was_not_taken_up_says_why(page, app, receipt, code):
    decide(app, Verb.DECLINE, code)
    shown = ask(page, receipt)
    assert "did not take it up" in shown.words and code not in shown.words.split()


def test_an_escalated_report_is_in_trained_hands(page, app, receipt):
    decide(app, Verb.ESCALATE)
    shown = ask(page, receipt)
    assert "specially trained colleague" in shown.words and "escalated" not in shown.words


def test_a_late_report_says_so(page, app, receipt):
    pass_time(app, days=20)
    assert "We are late" in ask(page, receipt).words


def test_a_report_is_taken_back_after_asking_once_more(page, app, receipt):
    sure = press(page, ask(page, receipt), "withdraw")
    assert sure.h1 == "Do you want to take your report back?"
    assert press(page, sure, "keep").h1 == "Where your report stands"
    gone = press(page, sure, "withdraw-now")
    assert gone.h1 == "Your report is taken back" and "counted nowhere" in gone.words
    with app.extensions[EXTENSION].database.transaction() as session:
        row = session.scalars(select(Concern)).one()
        assert (row.state, row.sealed_working) == (State.WITHDRAWN, None)
    assert "You took it back" in ask(page, receipt).words


def test_taking_it_back_twice_shows_that_it_is_gone(page, receipt):
    sure = press(page, ask(page, receipt), "withdraw")
    press(page, sure, "withdraw-now")
    assert "You took it back" in press(page, sure, "withdraw-now").words


def test_an_old_or_forged_page_asks_for_the_receipt_again(page, app, receipt):
    shown = ask(page, receipt)
    for fields in ({"state": "00"}, {"state": ""}, {"csrf_token": "x"}):
        again = page.post(FOLLOW, {**shown.fields(), "go": "withdraw-now", **fields}, status=422)
        assert again.h1 == "See where your report stands"
    with app.extensions[EXTENSION].database.transaction() as session:
        assert session.scalars(select(Concern)).one().state == State.HELD
