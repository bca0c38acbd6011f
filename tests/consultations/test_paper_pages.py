"""Officers type in papers by keyboard, twice where the sample says so, and what people say by telephone."""

from datetime import timedelta

import pytest
from sqlalchemy import func, select

from portal.consultations.channels.models import Sheet
from portal.consultations.models import Response, WrittenAnswer
from portal.core.actors import Role
from portal.ledger.models import LedgerLine
from tests.builders.consultations import AFTER, a_consultation

PAPER = "/staff/consultations/what-first/paper"
CALL = "/staff/consultations/what-first/telephone"
TYPED = {
    "q_relation": "1 2",
    "q_ward": "sou",
    "q_first-noise": "2",
    "q_first-roads": "1",
    "q_first-fraud": "n",
    "q_by_day": "3",
    "q_change": "2",
    "q_more": "Dark paths.",
    "q_about_you_age": "4",
}


@pytest.fixture
def ann(app, database, signed_in):
    """An officer, while one consultation is open."""
    with database.transaction() as session:
        a_consultation(session)
    return signed_in(Role.ENGAGEMENT_OFFICER)


@pytest.fixture
def ben(app, signed_in):
    """Another officer."""
    return signed_in(Role.ENGAGEMENT_OFFICER)


@pytest.fixture
def pile(ann):
    """The address of an open pile."""
    shown = ann.get(PAPER)
    return ann.post(PAPER, {**shown.fields(), "name": "Library"}, status=303).location


def type_in(officer, path, *, status=303, shown=None, **changes):
    """Fill in the entry form and keep it."""
    fields = {**(shown or officer.get(path)).fields(0), **TYPED, **changes}
    return officer.post(path, fields, status=status)


def finish(officer, pile):
    """Say that the pile is finished."""
    return officer.post(f"{pile}/finish", officer.get(pile).fields(-1), status=303)


def kept(database, table=Response):
    """How many rows there are."""
    with database.reading() as session:
        return session.scalar(select(func.count()).select_from(table))


def the_answer(database):
    """What is stored of the one answer there is."""
    columns = (Response.answers, Response.channel, Response.state, Response.ward)
    with database.reading() as session:
        return session.execute(select(*columns)).one()


def test_numbers_become_answers(ann, pile, database):
    type_in(ann, pile)
    assert "write 1/1 on this paper" in ann.get(pile).words
    answer = the_answer(database)
    assert answer.answers == (
        '{"by_day": "unsure", "change": "worse", "first": {"not": ["fraud"], "places": {"noise": 2, '
        '"roads": 1}}, "relation": ["live", "work"], "ward": "south"}'
    )
    assert (answer.channel, answer.state, kept(database, WrittenAnswer)) == ("paper", "entered", 1)


def test_a_form_sent_twice_keeps_one_paper(ann, pile, database):
    shown = ann.get(pile)
    type_in(ann, pile, shown=shown)
    type_in(ann, pile, shown=shown)
    assert "Kept already: write 1/1" in ann.get(pile).words and kept(database, Sheet) == 1


def test_going_back_and_keeping_again_changes_the_same_paper(ann, pile, database):
    shown = ann.get(pile)
    type_in(ann, pile, shown=shown)
    type_in(ann, pile, shown=shown, q_ward="1")
    assert "Changed: write 1/1" in ann.get(pile).words and the_answer(database).ward == "north"


@pytest.mark.parametrize(
    ("changes", "words"),
    [
        ({"q_ward": "9"}, "Type a number from 1 to 3, as printed beside the boxes."),
        ({"q_relation": "1 x"}, "Type numbers from 1 to 4 with spaces between them, such as 1 3."),
        ({"q_first-noise": "9"}, "Type numbers from 1 to 3, or N."),
        ({"q_first-noise": "1"}, "You gave 1st place to"),
        ({"q_change": "²"}, "Type a number from 1 to 2"),
        ({"q_more": "x" * 3001}, "Shorten this by 1 characters"),
        ({"state": "00ff"}, "This page was open for too long."),
        ({"csrf_token": "no"}, "Type in a paper"),
    ],
)
def test_what_does_not_fit_stays_as_it_was_typed(ann, pile, database, changes, words):
    shown = type_in(ann, pile, status=422, **{"q_help": "Half a thought", **changes})
    assert words in shown.words and shown.fields(0)["q_help"] == "Half a thought"
    assert shown.fields(0)["q_relation"] == changes.get("q_relation", "1 2") and kept(database) == 0


def test_after_a_lost_page_it_can_be_kept(ann, pile, database):
    shown = type_in(ann, pile, status=422, state="00ff")
    ann.post(pile, shown.fields(0), status=303)
    assert kept(database) == 1


def test_what_is_required_may_be_left_out_and_what_cannot_be_read_is_marked(ann, pile, database):
    type_in(ann, pile, q_relation="", q_by_day="?", **{"q_first-noise": "?"})
    words = ann.get(pile).words
    assert "Left out though we ask everybody: 1." in words and "Marked as not readable: 2." in words
    assert '"first"' not in the_answer(database).answers


def test_a_paper_can_be_typed_anew(ann, pile, database):
    type_in(ann, pile)
    retype = next(link for link in ann.get(pile).links() if "/retype/" in link)
    shown = ann.get(retype)
    ann.post(pile, {**shown.fields(0), "q_ward": "1"}, status=303)
    assert the_answer(database).ward == "north" and kept(database, Sheet) == 1


def test_who_typed_first_cannot_type_second(ann, ben, pile):
    type_in(ann, pile)
    finish(ann, pile)
    assert "somebody else types it now" in ann.get(pile).words
    again = next(link for link in ben.get(pile).links() if "/again/" in link)
    assert ann.get(again, status=303).location == pile


def test_the_second_typing_shows_nothing_of_the_first(ann, ben, pile):
    type_in(ann, pile)
    finish(ann, pile)
    shown = ben.get(next(link for link in ben.get(pile).links() if "/again/" in link))
    assert "Dark paths." not in shown.html and "q_about_you_age" not in shown.html
    assert {shown.fields(0)[name] for name in TYPED if name in shown.fields(0)} == {""}


def test_a_pile_counts_after_the_second_typing(ann, ben, pile, database):
    type_in(ann, pile)
    finish(ann, pile)
    again = next(link for link in ben.get(pile).links() if "/again/" in link)
    type_in(ben, again)
    words = ben.get(pile).words
    assert "All 1 papers are in the figures" in words and "0 of 8 fields differed (0.0%)" in words
    assert "Paper 1" in ben.get(PAPER).words and the_answer(database).state == "sent"


def test_a_pile_nobody_else_can_type_is_released_with_a_reason(ann, pile, clock, signed_in, page):
    type_in(ann, pile)
    finish(ann, pile)
    ann.get(f"{pile}/release", status=403)
    clock.move_to(AFTER)
    executive = signed_in(Role.EXECUTIVE)
    assert "pile 1: Library" in executive.get("/staff/consultations/waiting").words
    named = {**executive.get(f"{pile}/release").fields(), "reason": "Write to ann@example.org"}
    assert "personal detail" in executive.post(f"{pile}/release", named, status=422).words
    given = {**named, "reason": "Only one officer works here."}
    executive.post(f"{pile}/release", given, status=303)
    executive.post(f"{pile}/release", given, status=409)
    assert "Library" not in executive.get("/staff/consultations/waiting").words
    clock.move_to(AFTER + timedelta(days=10))
    printed = "Only one officer works here."
    assert printed in page.get("/consultations/what-first/results").words
    assert printed in signed_in(Role.ENGAGEMENT_OFFICER).get("/staff/consultations/what-first/evidence").words


def test_differences_are_settled_by_choosing(ann, ben, pile, database):
    type_in(ann, pile)
    finish(ann, pile)
    again = next(link for link in ben.get(pile).links() if "/again/" in link)
    settle = type_in(ben, again, q_ward="1", q_more="Dark parks.").location
    shut = ben.get(settle)
    assert "Dark p" not in shut.words
    shown = ben.post(settle, {**shut.fields(), "go": "open"})
    assert "Dark paths." in shown.words and "Dark parks." in shown.words
    ben.post(settle, {**shown.fields(), "part0": "second"}, status=422)
    ben.post(settle, {**shown.fields(), "part0": "second", "part1": "second"}, status=303)
    assert (the_answer(database).ward, the_answer(database).state) == ("north", "sent")
    ben.post(settle, {**shown.fields(), "part0": "first", "part1": "first"}, status=303)
    assert the_answer(database).ward == "north"
    with database.reading() as session:
        assert "paper.opened" in session.scalars(select(LedgerLine.action)).all()


def test_where_both_typings_are_wrong_it_is_typed_once_more(ann, ben, pile, database):
    type_in(ann, pile)
    finish(ann, pile)
    again = next(link for link in ben.get(pile).links() if "/again/" in link)
    settle = type_in(ben, again, q_ward="1", q_more="Dark parks.").location
    shown = ben.post(settle, {**ben.get(settle).fields(), "go": "open"})
    chosen = {**shown.fields(), "part0": "third", "part1": "third", "q_ward": "9", "q_more": "Bark paths."}
    refused = ben.post(settle, chosen, status=422)
    assert "Type a number from 1 to 3" in refused.words
    ben.post(settle, {**refused.fields(), **chosen, "q_ward": "out"}, status=303)
    assert (the_answer(database).ward, the_answer(database).state) == ("outside", "sent")


def test_a_finished_pile_keeps_what_was_typed_meanwhile(ann, ben, pile):
    shown = ben.get(pile)
    type_in(ann, pile)
    finish(ann, pile)
    late = type_in(ben, pile, shown=shown, status=409)
    assert "This pile was finished meanwhile." in late.words and late.fields(0)["q_more"] == "Dark paths."


def test_an_empty_pile_is_not_finished(ann, pile):
    form = ann.get(pile).fields(0)
    ann.post(f"{pile}/finish", {"csrf_token": form["csrf_token"]}, status=303)
    assert "There is no paper in this pile yet." in ann.get(pile).words


def test_a_pile_of_nowhere_is_not_there(ann, pile):
    ann.get(f"{PAPER}/nowhere", status=404)
    ann.get(pile.replace("what-first", "elsewhere"), status=404)


def test_a_call_is_counted_and_its_receipt_read_out(ann, database):
    shown = type_in(ann, CALL, status=200)
    assert shown.h1 == "The answers are in"
    assert (the_answer(database).channel, the_answer(database).state) == ("telephone", "sent")
    assert "no-store" in shown.response.headers["Cache-Control"]


def test_on_the_telephone_what_is_required_is_asked(ann, database):
    shown = type_in(ann, CALL, status=422, q_relation="")
    assert "Tick at least one" in shown.words and shown.fields(0)["q_more"] == "Dark paths."
    assert kept(database) == 0


def test_a_call_sent_twice_counts_once(ann, database):
    shown = ann.get(CALL)
    type_in(ann, CALL, shown=shown, status=200)
    assert "They were in already" in type_in(ann, CALL, shown=shown, status=200).words
    assert kept(database) == 1


def test_a_call_after_the_close_keeps_what_was_typed(ann, clock, signed_in):
    clock.move_to(AFTER)
    late = signed_in(Role.ENGAGEMENT_OFFICER)
    shown = type_in(late, CALL, status=409)
    assert "It takes no answers now" in shown.words and shown.fields(0)["q_more"] == "Dark paths."


@pytest.mark.parametrize("role", [role for role in Role if role is not Role.ENGAGEMENT_OFFICER])
def test_nobody_else_comes_in(app, database, signed_in, role):
    with database.transaction() as session:
        a_consultation(session)
    other = signed_in(role)
    for path in (
        PAPER,
        f"{PAPER}/x",
        f"{PAPER}/x/again/y",
        f"{PAPER}/x/settle/y",
        f"{PAPER}/x/retype/y",
        CALL,
    ):
        other.get(path, status=403)
    for end in ("events", "events/x", "invitations"):
        other.get(f"/staff/consultations/what-first/{end}", status=403)
