"""Officers see counts of work, and change dates with a reason."""

import pytest
from sqlalchemy import select

from portal.core.actors import Role
from portal.ledger.models import LedgerLine
from tests.builders.consultations import AFTER, a_consultation, an_answer

PATH = "/staff/consultations/what-first"


@pytest.fixture
def officer(app, database, partnership, signed_in):
    """An engagement officer, while one consultation is open and one person has answered."""
    with database.transaction() as session:
        a_consultation(session)
        an_answer(session, partnership)
    return signed_in(Role.ENGAGEMENT_OFFICER)


def dates(shown, **changes):
    """The dates form, filled in."""
    given = {"opens_on": "2026-11-02", "closes_on": "2026-12-18", "reason": "The paper came late."}
    return {**shown.fields(), **given, **changes}


def test_the_list_says_how_many_answered(officer):
    words = officer.get("/staff/consultations").words
    assert "What first?" in words and "13 December 2026" in words


def test_one_consultation_shows_channels_and_texts(officer):
    words = officer.get(PATH).words
    assert "Web 1" in words and "Waiting, or waiting for the close 2" in words


def test_dates_change_with_a_reason_and_a_line_in_the_ledger(officer, database):
    officer.post(PATH, dates(officer.get(PATH)), status=303)
    words = officer.get(PATH).words
    assert "18 December 2026" in words and "The paper came late." in words
    assert "It cannot close before 18 December 2026" in words, "an extension is not taken back"
    with database.reading() as session:
        assert "consultation.rescheduled" in session.scalars(select(LedgerLine.action)).all()


def test_what_the_gate_has_against_new_dates_is_read_first(officer):
    shown = officer.post(PATH, dates(officer.get(PATH), closes_on="2027-01-10"), status=409)
    assert "It runs over Christmas" in shown.words and "Change the dates all the same" in shown.words
    officer.post(PATH, shown.fields(), status=303)
    assert "10 January 2027" in officer.get(PATH).words


def test_dates_without_a_reason_are_refused_in_words(officer):
    shown = officer.post(PATH, dates(officer.get(PATH), reason=" "), status=422)
    assert "Say why, in a sentence." in shown.words


@pytest.mark.parametrize(
    "changes", [{"closes_on": "2026-11-01"}, {"closes_on": "2026-11-20"}, {"opens_on": "2026-11-20"}]
)
def test_dates_that_cannot_be_are_refused_in_words(officer, changes):
    shown = officer.post(PATH, dates(officer.get(PATH), **changes), status=422)
    assert "Choose dates that lie ahead" in shown.words


def test_a_stale_form_keeps_what_was_typed(officer):
    seen = officer.get(PATH)
    officer.post(PATH, dates(seen), status=303)
    shown = officer.post(PATH, dates(seen, reason="My own reason."), status=409)
    assert "Somebody changed the dates" in shown.words
    assert shown.fields()["reason"] == "My own reason."
    officer.post(PATH, shown.fields(), status=303)


def test_after_the_close_there_is_no_form(officer, signed_in, clock):
    clock.move_to(AFTER)
    assert "Change the dates" not in signed_in(Role.ENGAGEMENT_OFFICER).get(PATH).words


@pytest.mark.parametrize("role", [role for role in Role if role is not Role.ENGAGEMENT_OFFICER])
def test_nobody_else_comes_in(app, database, signed_in, role):
    with database.transaction() as session:
        a_consultation(session)
    other = signed_in(role)
    other.get("/staff/consultations", status=403)
    other.get(PATH, status=403)
