"""A receipt we know and one we do not cost the same work, so that time tells nothing."""

import re
import sys
from collections import Counter

import pytest
from sqlalchemy import event

from portal.core.actors import Role
from tests.builders.consultations import a_consultation
from tests.builders.walking import RESUME, press, receipt_of, to_check
from tests.concerns import walk
from tests.contact.test_pages import receipt_on, sent_off

UNKNOWN = "abandon ability able about above absent absorb"
NO_RECEIPT = "this is no receipt at all"
COUNTED = {"from_phrase": "derivations", "open": "openings", "decrypt": "decryptions", "unbox": "openings"}
FOLLOW_UP = "/concerns/follow-up"


def work_of(app, ask):
    """How often keys were derived, boxes opened and rows looked up while `ask` was answered."""
    done, engine = Counter(), app.extensions["portal.house"].database.engine

    def watch(frame, what, _arg):
        place = frame.f_code
        if what == "call" and place.co_name in COUNTED and "seal.py" in place.co_filename:
            done[COUNTED[place.co_name]] += 1

    def look(_connection, _cursor, statement, *_rest):
        done[" ".join(statement.split())[:40]] += 1

    event.listen(engine, "before_cursor_execute", look)
    sys.setprofile(watch)
    try:
        ask()
    finally:
        sys.setprofile(None)
        event.remove(engine, "before_cursor_execute", look)
    return done


@pytest.fixture
def report(page):
    """The receipt of a report."""
    return walk.receipt_on(walk.answer(page, walk.at_the_end(page), "send"))


@pytest.mark.parametrize("typed", [UNKNOWN, NO_RECEIPT])
def test_following_up_a_report_costs_the_same(app, page, report, typed):
    asked = page.get(FOLLOW_UP).fields()

    def ask(words):
        return lambda: page.http.post(FOLLOW_UP, data={**asked, "receipt": words, "go": "find"})

    known, unknown = work_of(app, ask(report)), work_of(app, ask(typed))
    assert known == unknown and known["derivations"] == 1 and known["openings"] >= 1


@pytest.fixture
def answers(page, database):
    """The receipt of answers to a consultation."""
    with database.transaction() as session:
        a_consultation(session)
    return receipt_of(press(page, to_check(page, q_more="Dark in winter."), "send"))


@pytest.mark.parametrize("typed", [UNKNOWN, NO_RECEIPT])
def test_coming_back_to_answers_costs_the_same(app, page, answers, typed):
    asked = page.get(RESUME).fields(0)

    def ask(words):
        return lambda: page.http.post(RESUME, data={**asked, "receipt": words, "go": "find"})

    known, unknown = work_of(app, ask(answers)), work_of(app, ask(typed))
    assert known == unknown and known["derivations"] == 1


@pytest.fixture
def case(page, signed_in):
    """The receipt of a complaint that two letters were written about."""
    receipt = receipt_on(sent_off(page, "/complaints"))
    officer = signed_in(Role.ENGAGEMENT_OFFICER)
    path = next(
        link for link in officer.get("/staff/contact").links() if re.search("contact/[a-z0-9]{26}", link)
    )
    for typed in ({"verb": "acknowledge"}, {"verb": "answer", "reply": "This is what we found."}):
        opened = officer.post(f"{path}/open", officer.get(path).fields())
        officer.post(f"{path}/steps", {**opened.fields(), "go": "step", **typed}, status=303)
    return receipt


@pytest.mark.parametrize("typed", [UNKNOWN, NO_RECEIPT])
def test_following_up_a_case_costs_the_same_however_many_letters_it_has(app, page, case, typed):
    asked = page.get("/contact/follow-up").fields()

    def ask(words):
        return lambda: page.http.post("/contact/follow-up", data={**asked, "receipt": words})

    known, unknown = work_of(app, ask(case)), work_of(app, ask(typed))
    assert known == unknown and known["derivations"] == 1 and known["openings"] > 2
