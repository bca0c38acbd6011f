"""Whom we hear from: counted once for each new report, joined to none, shown without small numbers."""

from concurrent.futures import ThreadPoolExecutor
from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st
from sqlalchemy import select, text

from portal.concerns import equality, tallies
from portal.concerns.equality import NOT_SAID, QUESTIONS, UnknownAnswer, quarter_of
from portal.concerns.models import Concern
from portal.concerns.tally_models import EqualityTally
from portal.core.disclosure import EQUALITY_FLOOR, Shown
from tests.builders.concerns import MONDAY, sent

ABOUT = {"age": "35-44", "religion": NOT_SAID}
AUTUMN = date(2026, 10, 1)
OTHER = "stone maple winter candle pocket harbour ladder"


def given_in(session):
    """Every answer that was given, and how often."""
    rows = session.scalars(select(EqualityTally).where(EqualityTally.number > 0))
    return {(row.question, row.answer): row.number for row in rows}


def test_a_new_report_counts_its_writers_answers_once(session, partnership):
    sent(session, partnership, about=ABOUT)
    assert given_in(session) == {("age", "35-44"): 1, ("religion", NOT_SAID): 1}
    assert {row.quarter for row in session.scalars(select(EqualityTally))} == {AUTUMN}


def test_a_repeat_and_a_correction_count_nothing(session, partnership):
    sent(session, partnership, about=ABOUT)
    sent(session, partnership, about=ABOUT)
    sent(session, partnership, about={"age": "75-over"}, text="In other words.")
    assert given_in(session) == {("age", "35-44"): 1, ("religion", NOT_SAID): 1}


def test_another_report_counts_on(session, partnership):
    sent(session, partnership, about=ABOUT)
    sent(session, partnership, phrase=OTHER, about={"age": "35-44", "sex": "female"})
    assert given_in(session) == {("age", "35-44"): 2, ("religion", NOT_SAID): 1, ("sex", "female"): 1}


def test_who_says_nothing_is_not_counted(session, partnership):
    sent(session, partnership)
    assert given_in(session) == {}


def test_every_answer_has_its_row_from_the_first_report_on(session, partnership):
    """A row that appears would tell that somebody just gave that answer."""
    sent(session, partnership)
    rows = {(row.question, row.answer) for row in session.scalars(select(EqualityTally))}
    assert rows == {(question.code, code) for question in QUESTIONS for code, _ in question.answers}


def test_the_databases_own_marks_do_not_tell_which_rows_were_raised(database, partnership):
    """PostgreSQL notes beside each row who wrote it last: all rows of a quarter say the same."""
    for phrase, about in ((OTHER, ABOUT), (OTHER + "s", {"sex": "male"}), (OTHER + "t", {})):
        with database.transaction() as session:
            sent(session, partnership, phrase=phrase, about=about)
    with database.reading() as session:
        if session.get_bind().dialect.name == "postgresql":
            marks = "SELECT count(DISTINCT xmin::text) FROM concern_equality_tallies"
            assert session.scalar(text(marks)) == 1


def test_no_report_tells_what_its_writer_answered(session, partnership):
    sent(session, partnership, about=ABOUT)
    sent(session, partnership, phrase=OTHER)
    answered, silent = session.scalars(select(Concern).order_by(Concern.lookup)).all()
    asked = {question.code for question in QUESTIONS}
    assert not asked & set(Concern.__table__.columns.keys())
    assert len(answered.sealed_working) == len(silent.sealed_working)


@pytest.mark.parametrize("about", [{"age": "old"}, {"shoe-size": "42"}])
def test_an_answer_nobody_offered_keeps_nothing(database, partnership, about):
    with pytest.raises(UnknownAnswer), database.transaction() as session:
        sent(session, partnership, about=about)
    with database.transaction() as session:
        assert session.scalars(select(Concern)).all() == [] and given_in(session) == {}


def test_reports_at_the_same_moment_lose_no_answer(database, partnership):
    def send(number):
        with database.transaction() as session:
            sent(session, partnership, phrase=f"{OTHER[:-1]}{number}", about=ABOUT)

    with ThreadPoolExecutor(8) as pool:
        list(pool.map(send, range(12)))
    with database.reading() as session:
        assert given_in(session)[("age", "35-44")] == 12


def test_numbers_under_ten_are_hidden_and_cannot_be_worked_out(session, partnership):
    for number in range(EQUALITY_FLOOR + 4):
        answers = {"sex": "female" if number < EQUALITY_FLOOR + 1 else "male"}
        tallies.count(session, answers, on=date(2026, 8, number + 1))
    sex = next(tally for tally in tallies.of(session, date(2026, 7, 1)) if tally.code == "sex")
    assert sex.table.base == Shown(EQUALITY_FLOOR + 4)
    assert not any(isinstance(row.count, Shown) for row in sex.table.rows)


def test_a_quarter_shows_once_it_is_over(session, partnership):
    tallies.count(session, ABOUT, on=date(2026, 9, 30))
    tallies.count(session, ABOUT, on=date(2026, 10, 1))
    assert tallies.quarters(session, today=date(2026, 12, 31)) == (date(2026, 7, 1),)
    assert tallies.quarters(session, today=date(2027, 1, 1)) == (AUTUMN, date(2026, 7, 1))


def test_an_old_quarter_is_forgotten(session, partnership):
    tallies.count(session, ABOUT, on=date(2023, 9, 30))
    tallies.count(session, ABOUT, on=MONDAY.date())
    assert tallies.due(session, until=date(2023, 7, 1)) == 1
    assert tallies.forget(session, until=date(2023, 7, 1)) == 1
    assert {row.quarter for row in session.scalars(select(EqualityTally))} == {AUTUMN}


@given(st.dates(date(2020, 1, 1), date(2040, 1, 1)))
def test_a_day_lies_in_its_quarter(day):
    first = quarter_of(day)
    assert first <= day < first + timedelta(days=93) and first.day == 1 and first.month in (1, 4, 7, 10)


def test_every_question_can_be_refused():
    assert all(question.answers[-1][0] == NOT_SAID for question in QUESTIONS)
    equality.check({question.code: NOT_SAID for question in QUESTIONS})
