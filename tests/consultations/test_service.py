"""One receipt is one answer: sent once, changed, withdrawn, and closed out."""

from concurrent.futures import ThreadPoolExecutor
from datetime import date

import pytest
from sqlalchemy import func, select

from portal.adapters.seal import Opener
from portal.consultations import queries, service
from portal.consultations.models import EqualityAnswer, Response, WrittenAnswer
from portal.consultations.questions.base import AnswerRefused
from portal.consultations.rules import (
    ConsultationClosed,
    NotYetOpen,
    ResponseState,
    ResponseWithdrawn,
    TextState,
)
from portal.consultations.service import Outcome
from portal.core.errors import MoveNotAllowed, NotFound, Stale
from portal.core.windows import Window
from tests.builders.consultations import (
    AFTER,
    BEFORE,
    PRIVATE,
    WHILE_OPEN,
    WINDOW,
    a_consultation,
    a_receipt,
    an_answer,
)


def count(session, table):
    return session.scalar(select(func.count()).select_from(table))


def test_answers_count_once(session, partnership):
    a_consultation(session)
    assert an_answer(session, partnership).outcome is Outcome.NEW
    assert queries.chosen_answers(session, "what-first") == [
        {
            "relation": ["live"],
            "ward": "north",
            "first": {"places": {"roads": 1, "noise": 2}, "not": ["fraud"]},
            "by_day": "safe",
            "change": "worse",
        }
    ]


def test_the_same_sent_again_changes_nothing(session, partnership):
    a_consultation(session)
    first = an_answer(session, partnership)
    again = an_answer(session, partnership)
    assert (again.outcome, again.response_id) == (Outcome.REPEAT, first.response_id)
    assert count(session, WrittenAnswer) == 2


def test_a_repeat_after_the_close_still_finds_its_receipt(session, partnership):
    a_consultation(session)
    an_answer(session, partnership)
    assert an_answer(session, partnership, now=AFTER).outcome is Outcome.REPEAT


def test_other_answers_take_the_place_of_the_first(session, partnership):
    a_consultation(session)
    an_answer(session, partnership)
    assert (
        an_answer(session, partnership, change="better", about_you={"age": "75+"}).outcome is Outcome.EDITED
    )
    assert [each["change"] for each in queries.chosen_answers(session, "what-first")] == ["better"]
    assert [row.choice for row in session.scalars(select(EqualityAnswer))] == ["75+"]


def test_a_changed_text_is_sealed_anew_and_an_unchanged_one_left_alone(session, partnership):
    a_consultation(session)
    an_answer(session, partnership)
    before = {row.question: row.sealed for row in session.scalars(select(WrittenAnswer))}
    an_answer(session, partnership, more="It is lit now.")
    session.expire_all()
    after = {row.question: row.sealed for row in session.scalars(select(WrittenAnswer))}
    assert Opener(PRIVATE).open(after["more"]) == b"It is lit now."
    assert after["help"] == before["help"]


def test_an_emptied_text_is_deleted(session, partnership):
    a_consultation(session)
    an_answer(session, partnership)
    an_answer(session, partnership, more=None)
    assert [row.question for row in session.scalars(select(WrittenAnswer))] == ["help"]


def test_nothing_typed_lies_open_in_the_row(session, partnership):
    a_consultation(session)
    an_answer(session, partnership)
    row = session.scalars(select(Response)).one()
    kept = b"".join(
        value if isinstance(value, bytes) else str(value).encode() for value in vars(row).values()
    )
    assert b"school" not in kept and b"market" not in kept


@pytest.mark.parametrize(("now", "refusal"), [(BEFORE, NotYetOpen), (AFTER, ConsultationClosed)])
def test_outside_its_dates_nothing_is_taken(session, partnership, now, refusal):
    a_consultation(session)
    with pytest.raises(refusal):
        an_answer(session, partnership, now=now)
    with pytest.raises(refusal):
        service.save(session, "what-first", {}, receipt=a_receipt(), now=now)
    assert count(session, Response) == 0


def test_an_answer_that_does_not_fit_is_refused(session, partnership):
    a_consultation(session)
    with pytest.raises(AnswerRefused):
        an_answer(session, partnership, relation=["pirate"])


def test_a_receipt_belongs_to_one_consultation(session, partnership):
    a_consultation(session)
    a_consultation(session, slug="another")
    an_answer(session, partnership)
    with pytest.raises(NotFound):
        service.save(session, "another", {}, receipt=a_receipt(), now=WHILE_OPEN)
    assert queries.kept(session, "another", a_receipt()) is None


def test_saved_answers_come_back_with_the_receipt_alone(session, partnership):
    a_consultation(session)
    service.save(session, "what-first", {"answers": {"change": "worse"}}, receipt=a_receipt(), now=WHILE_OPEN)
    kept = queries.kept(session, "what-first", a_receipt())
    assert (kept.state, kept.working) == (ResponseState.DRAFT, {"answers": {"change": "worse"}})
    assert queries.kept(session, "what-first", a_receipt("other words entirely")) is None
    assert queries.chosen_answers(session, "what-first") == []


def test_saving_changes_leaves_what_was_sent(session, partnership):
    a_consultation(session)
    an_answer(session, partnership)
    service.save(
        session, "what-first", {"answers": {"change": "better"}}, receipt=a_receipt(), now=WHILE_OPEN
    )
    assert [each["change"] for each in queries.chosen_answers(session, "what-first")] == ["worse"]


def test_withdrawing_deletes_everything_but_the_fact(session, partnership):
    a_consultation(session)
    an_answer(session, partnership)
    service.withdraw(session, "what-first", receipt=a_receipt(), now=WHILE_OPEN)
    row = session.scalars(select(Response)).one()
    assert (row.state, row.answers, row.own_copy, row.ward) == (ResponseState.WITHDRAWN, None, None, None)
    assert (count(session, WrittenAnswer), count(session, EqualityAnswer)) == (0, 0)
    with pytest.raises(ResponseWithdrawn):
        an_answer(session, partnership)


def test_words_of_danger_are_seen_at_once_others_at_the_close(session, partnership):
    a_consultation(session)
    an_answer(session, partnership, more="He is going to kill me.", help="I could help.")
    rows = {row.question: row for row in session.scalars(select(WrittenAnswer))}
    assert rows["more"].enters_at <= WHILE_OPEN and rows["more"].risk == "high"
    assert rows["help"].enters_at == WINDOW.closes_at and rows["help"].risk == "normal"
    assert {row.state for row in rows.values()} == {TextState.HELD}


def test_at_the_close_equality_answers_are_cut_loose(session, partnership):
    a_consultation(session)
    an_answer(session, partnership)
    assert service.close_out(session, now=WHILE_OPEN) == 0
    assert service.close_out(session, now=AFTER) == 1
    assert service.close_out(session, now=AFTER) == 0
    session.expire_all()
    assert {row.link for row in session.scalars(select(EqualityAnswer))} == {None}
    row = session.scalars(select(Response)).one()
    assert (row.equality_link, row.own_copy) == (None, None)
    assert queries.kept(session, "what-first", a_receipt()).state is ResponseState.SENT


def test_an_open_consultation_can_be_extended_with_a_reason(session, partnership):
    a_consultation(session)
    an_answer(session, partnership)
    later = WINDOW.closing_at(Window.of_days(date(2026, 11, 2), date(2026, 12, 18)).closes_at)
    more = {"reason": "The paper came late.", "actor_id": "a", "partnership": partnership, "now": WHILE_OPEN}
    service.reschedule(session, "what-first", later, seen_version=1, **more)
    session.expire_all()
    assert {row.enters_at for row in session.scalars(select(WrittenAnswer))} == {later.closes_at}
    with pytest.raises(Stale):
        service.reschedule(session, "what-first", later, seen_version=1, **more)
    with pytest.raises(MoveNotAllowed):
        service.reschedule(
            session,
            "what-first",
            Window.of_days(date(2026, 11, 9), date(2026, 12, 18)),
            seen_version=2,
            **more,
        )


def test_twenty_sendings_at_the_same_time_are_one_answer(database, partnership):
    with database.transaction() as session:
        a_consultation(session)

    def send(_):
        with database.transaction() as session:
            return an_answer(session, partnership)

    with ThreadPoolExecutor(20) as pool:
        sent = list(pool.map(send, range(20)))
    assert sorted(each.outcome for each in sent) == ["new"] + ["repeat"] * 19
    with database.reading() as session:
        assert (count(session, Response), count(session, WrittenAnswer)) == (1, 2)


def test_fifty_people_at_the_same_time_mix_nothing(database, partnership):
    with database.transaction() as session:
        a_consultation(session)

    def send(number):
        with database.transaction() as session:
            an_answer(session, partnership, receipt=a_receipt(f"person {number}"), more=f"Words of {number}")

    with ThreadPoolExecutor(20) as pool:
        list(pool.map(send, range(50)))
    with database.reading() as session:
        for number in range(50):
            kept = queries.kept(session, "what-first", a_receipt(f"person {number}"))
            assert kept.working["answers"]["more"] == f"Words of {number}"
