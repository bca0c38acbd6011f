"""Papers wait for their pile, one in ten is typed twice, and what was chosen is what counts."""

import json

import pytest
from sqlalchemy import func, select

from portal.adapters.tokens import new_id
from portal.consultations import service
from portal.consultations.after import frozen
from portal.consultations.channels import batches, comparing, paper, published
from portal.consultations.channels.models import Sheet, SheetDifference
from portal.consultations.channels.paper import Filled
from portal.consultations.channels.rules import (
    BatchState,
    NotNow,
    SamePerson,
    Which,
)
from portal.consultations.channels.totals import totals
from portal.consultations.models import Consultation, EqualityAnswer, Response, WrittenAnswer
from portal.consultations.rules import (
    ConsultationClosed,
    NotYetOpen,
    ResponseState,
    Risk,
    State,
    TextState,
)
from portal.consultations.service import Outcome
from tests.builders.channels import (
    ANN,
    BEN,
    OPENER,
    a_counted_pile,
    a_paper,
    a_pile,
    a_typist,
    all_typed_again,
    typed_again,
)
from tests.builders.consultations import (
    AFTER,
    BEFORE,
    WHILE_OPEN,
    a_consultation,
    some_answers,
)


@pytest.fixture(autouse=True)
def asked(session):
    """A consultation that is open."""
    return a_consultation(session)


@pytest.fixture
def pile(session, asked):
    """An open pile."""
    return a_pile(session)


def consultation(session):
    return session.scalars(select(Consultation)).one()


def counts(session):
    found = totals(session, consultation(session).id)
    return {str(channel): number for channel, number in found.by_channel}, found.waiting


def rows_of(session, table):
    return session.scalar(select(func.count()).select_from(table))


def view(session, pile, actor_id=BEN):
    return batches.view(session, "what-first", pile, actor_id=actor_id)


def only_sheet(session):
    return session.scalars(select(Sheet)).one()


def settled(session, partnership, pile, **which):
    sheet = only_sheet(session)
    choices = {part: Which(each) for part, each in which.items()}
    who = a_typist(partnership)
    return comparing.choose(session, pile, sheet.id, choices, who, opener=OPENER, now=WHILE_OPEN)


def test_a_paper_gets_the_next_number(session, partnership, pile):
    assert [a_paper(session, pile, partnership).number for _ in range(3)] == [1, 2, 3]


def test_a_paper_waits_for_its_pile(session, partnership, pile):
    a_paper(session, pile, partnership)
    assert counts(session) == ({"web": 0, "paper": 0, "event": 0, "telephone": 0, "invitation": 0}, 1)


def test_the_same_paper_sent_twice_is_one(session, partnership, pile):
    who, sheet = a_typist(partnership), new_id()
    kept = [
        paper.enter(session, pile, sheet, Filled(some_answers()), who, now=WHILE_OPEN).outcome for _ in "ab"
    ]
    assert kept == [Outcome.NEW, Outcome.REPEAT]
    assert rows_of(session, Response) == rows_of(session, Sheet) == 1


def test_a_paper_typed_anew_says_what_was_typed_last(session, partnership, pile):
    a_paper(session, pile, partnership, sheet="sheet-one")
    again = a_paper(session, pile, partnership, sheet="sheet-one", ward="south", more=None)
    assert (again.outcome, again.number) == (Outcome.EDITED, 1)
    assert session.scalars(select(Response)).one().ward == "south"
    assert session.scalars(select(WrittenAnswer.question)).all() == ["help"]


def test_what_the_web_requires_may_be_left_out_and_is_marked(session, partnership, pile):
    entered = a_paper(session, pile, partnership, relation=None, unclear=["change"], change=None)
    assert entered.left_out == ("relation",)
    sheet = only_sheet(session)
    assert (sheet.left_out, sheet.unclear) == ("relation", "change")
    assert session.scalars(select(Response)).one().audience is None


def test_written_answers_are_sealed_and_queued_as_from_the_web(session, partnership, pile):
    a_paper(session, pile, partnership, more="He said he would kill her")
    text = session.scalars(select(WrittenAnswer).where(WrittenAnswer.question == "more")).one()
    assert OPENER.open(text.sealed) == b"He said he would kill her"
    assert (text.state, text.risk) == (TextState.HELD, Risk.HIGH) and text.enters_at <= WHILE_OPEN


def test_nobody_holds_a_copy_that_a_receipt_would_open(session, partnership, pile):
    a_paper(session, pile, partnership)
    assert session.scalars(select(Response.own_copy)).one() is None


def test_papers_are_typed_after_the_close_until_the_report(session, partnership, pile):
    who = a_typist(partnership)
    paper.enter(session, pile, new_id(), Filled(some_answers()), who, now=AFTER)
    consultation(session).state = State.REPORTED
    with pytest.raises(ConsultationClosed):
        paper.enter(session, pile, new_id(), Filled(some_answers()), a_typist(partnership), now=AFTER)


def test_no_paper_before_the_opening(session, partnership):
    with pytest.raises(NotYetOpen):
        batches.begin(session, "what-first", "Early", actor_id=ANN, now=BEFORE)


def test_a_paper_typed_after_the_close_has_no_link_to_who_answered(session, partnership, pile):
    service.close_out(session, now=AFTER)
    paper.enter(session, pile, new_id(), Filled(some_answers()), a_typist(partnership), now=AFTER)
    assert session.scalars(select(EqualityAnswer.link)).all() == [None, None]
    assert session.scalars(select(Response.equality_link)).one() is None


def test_an_empty_pile_is_not_finished(session, pile):
    with pytest.raises(NotNow):
        batches.finish(session, pile, actor_id=ANN, now=WHILE_OPEN)


def test_a_pile_begun_twice_is_one_while_it_is_empty(session, pile):
    assert a_pile(session) == pile


def test_a_finished_pile_takes_no_more_papers(session, partnership, pile):
    a_paper(session, pile, partnership)
    for _ in "ab":
        batches.finish(session, pile, actor_id=ANN, now=WHILE_OPEN)
    with pytest.raises(NotNow):
        a_paper(session, pile, partnership)


def test_one_in_ten_is_typed_again(session, partnership, pile):
    for _ in range(11):
        a_paper(session, pile, partnership)
    batches.finish(session, pile, actor_id=ANN, now=WHILE_OPEN)
    assert len(view(session, pile).waiting) == 2


def test_a_pile_counts_when_nothing_differs(session, partnership):
    a_counted_pile(session, partnership, papers=3)
    assert counts(session)[0]["paper"] == 3 and counts(session)[1] == 0
    rate = published.error_rate(session, consultation(session).id)
    assert (rate.papers, rate.different) == (1, 0) and rate.fields == 9


def test_nobody_types_the_same_paper_twice(session, partnership, pile):
    a_paper(session, pile, partnership)
    batches.finish(session, pile, actor_id=ANN, now=WHILE_OPEN)
    with pytest.raises(SamePerson):
        typed_again(session, pile, only_sheet(session).id, partnership, by=ANN)


def test_the_second_typing_sent_twice_is_one(session, partnership, pile):
    a_paper(session, pile, partnership)
    batches.finish(session, pile, actor_id=ANN, now=WHILE_OPEN)
    sheet = only_sheet(session).id
    assert [typed_again(session, pile, sheet, partnership, ward="south") for _ in "ab"] == [1, 1]
    assert rows_of(session, SheetDifference) == 1
    with pytest.raises(NotNow):
        typed_again(session, pile, sheet, partnership, by="officer-carl")


@pytest.fixture
def differing(session, partnership, pile):
    """A paper of which ward, order and words were typed differently."""
    a_paper(session, pile, partnership)
    batches.finish(session, pile, actor_id=ANN, now=WHILE_OPEN)
    changes = {"ward": "south", "first": {"places": {"roads": 1}, "not": ["fraud"]}, "more": "Dark paths."}
    all_typed_again(session, pile, partnership, **changes)
    return pile


def test_a_pile_with_differences_does_not_count(session, differing):
    assert view(session, differing).state is BatchState.CHECKING and counts(session)[1] == 1


def test_both_typings_are_shown_for_choosing(session, differing):
    found = comparing.differing(session, differing, only_sheet(session).id, opener=OPENER)
    told = {each.part: (each.first, each.second) for each in found}
    assert told["ward"] == (("North",), ("South",))
    assert told["more"] == (("The path by the school is dark in winter.",), ("Dark paths.",))
    assert told["first"][1] == ("1st: Roads", "Not a priority: Fraud")


def test_what_was_chosen_is_what_counts(session, partnership, differing):
    counted = settled(session, partnership, differing, ward="second", first="first", more="second")
    response = session.scalars(select(Response)).one()
    assert counted and response.state == ResponseState.SENT and response.ward == "south"
    assert json.loads(response.answers)["first"]["places"] == {"roads": 1, "noise": 2}
    text = session.scalars(select(WrittenAnswer).where(WrittenAnswer.question == "more")).one()
    assert OPENER.open(text.sealed) == b"Dark paths."


def test_what_was_typed_the_second_time_goes_once_chosen(session, partnership, differing):
    settled(session, partnership, differing, ward="first", first="first", more="first")
    left = session.scalars(select(SheetDifference)).all()
    assert [(each.second, each.sealed, each.sealed_recovery) for each in left] == [(None, None, None)] * 3


def test_a_pile_waits_until_everything_is_chosen(session, partnership, differing):
    assert not settled(session, partnership, differing, ward="first")
    assert settled(session, partnership, differing, first="second", more="first")
    assert published.error_rate(session, consultation(session).id).different == 3


def test_words_of_the_second_typing_are_sealed(session, differing):
    row = session.scalars(select(SheetDifference).where(SheetDifference.part == "more")).one()
    assert row.second is None and OPENER.open(row.sealed) == b"Dark paths."


def third(answers, unclear=()):
    """What the paper says, typed once more."""
    return Filled(some_answers(**answers), frozenset(unclear))


def test_where_neither_typing_is_right_the_paper_is_typed_once_more(session, partnership, differing):
    sheet = only_sheet(session).id
    choices = {"ward": Which.THIRD, "first": Which.THIRD, "more": Which.THIRD}
    filled = third({"ward": "outside", "first": {"places": {"fraud": 1}, "not": []}, "more": "Bark paths."})
    who = a_typist(partnership)
    assert comparing.choose(
        session, differing, sheet, choices, who, opener=OPENER, now=WHILE_OPEN, third=filled
    )
    response = session.scalars(select(Response)).one()
    assert (response.ward, response.state) == ("outside", ResponseState.SENT)
    assert json.loads(response.answers)["first"] == {"places": {"fraud": 1}, "not": []}
    text = session.scalars(select(WrittenAnswer).where(WrittenAnswer.question == "more")).one()
    assert OPENER.open(text.sealed) == b"Bark paths."
    assert published.error_rate(session, consultation(session).id).different == 3


def test_a_third_typing_can_say_that_nothing_can_be_read(session, partnership, differing):
    sheet = only_sheet(session).id
    choices = dict.fromkeys(("ward", "first", "more"), Which.THIRD)
    filled = third({"ward": None, "first": None, "more": None}, unclear={"ward"})
    who = a_typist(partnership)
    comparing.choose(session, differing, sheet, choices, who, opener=OPENER, now=WHILE_OPEN, third=filled)
    response = session.scalars(select(Response)).one()
    assert (response.ward, only_sheet(session).unclear) == (None, "ward")
    assert session.scalars(select(WrittenAnswer).where(WrittenAnswer.question == "more")).first() is None


def test_the_rate_is_kept_with_the_figures(session, partnership, differing):
    settled(session, partnership, differing, ward="first", first="first", more="first")
    frozen.freeze(session, "what-first", now=AFTER, all_typed=True)
    kept = frozen.read(session, "what-first", now=AFTER).settled
    assert (kept.typed.papers, kept.typed.different) == (1, 3)
