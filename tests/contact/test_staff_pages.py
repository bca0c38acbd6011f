"""Officers see what is due, open a case, and take its steps; letters arrive at the receipt."""

import pytest
from sqlalchemy import select

from portal.contact.models import ContactCase
from portal.contact.rules import State
from portal.core.actors import Role
from portal.ledger.models import LedgerLine
from portal.web.context import EXTENSION
from tests.builders.contact import some_rows
from tests.builders.listing import pressed, sorted_by
from tests.contact.test_pages import ABOUT_ME, follow, receipt_on, sent_off

LIST = "/staff/contact"


@pytest.fixture
def officer(signed_in):
    """An engagement officer's browser."""
    return signed_in(Role.ENGAGEMENT_OFFICER)


@pytest.fixture
def case(app, page):
    """`case("/about-me")`: something was sent; its id and its receipt."""

    def send(path="/about-me", **more):
        receipt = receipt_on(sent_off(page, path, **more))
        with app.extensions[EXTENSION].database.reading() as session:
            return session.scalars(select(ContactCase.id)).one(), receipt

    return send


@pytest.fixture
def step(officer):
    """`step(id, verb, ...)`: open the case and take this step."""

    def take(case_id, verb, *, status=303, **more):
        opened = officer.post(f"{LIST}/{case_id}/open", officer.get(f"{LIST}/{case_id}").fields())
        typed = {"verb": verb, "reason": "Looked at it", "go": "step", **more}
        return officer.post(f"{LIST}/{case_id}/steps", {**opened.fields(), **typed}, status=status)

    return take


def actions(app):
    with app.extensions[EXTENSION].database.reading() as session:
        lines = session.scalars(select(LedgerLine.action).order_by(LedgerLine.number)).all()
        return [action for action in lines if action.startswith("contact.")]


def test_the_list_shows_what_is_due_and_no_word_of_it(officer, case):
    case("/complaints")
    shown = officer.get(LIST)
    assert "Complaint" in shown.words and "30 November 2026" in shown.words
    assert "My words" not in shown.html
    assert "1 complaint or request waits for a step" in officer.get("/staff").words


def test_opening_shows_words_contact_clock_and_is_written_down(officer, case, app):
    case_id, _ = case()
    closed = officer.get(f"{LIST}/{case_id}")
    assert "Zephyrine" not in closed.html and "See what is held about me" in closed.words
    opened = officer.post(f"{LIST}/{case_id}/open", closed.fields())
    assert ABOUT_ME["text"] in opened.words and ABOUT_ME["contact"] in opened.words
    assert "One calendar month later is Wednesday 23 December 2026" in opened.words
    assert actions(app) == ["contact.opened"]


def test_the_answer_is_read_at_the_receipt(page, case, step, app):
    case_id, receipt = case()
    step(case_id, "answer", reply="All is dealt with.")
    found = follow(page, receipt)
    assert "We answered." in found.words and "All is dealt with." in found.words
    assert actions(app)[-1] == "contact.answered"


def test_the_fixed_words_fill_an_empty_letter_and_keep_nothing(case, step, app):
    case_id, _ = case()
    shown = step(case_id, "refuse", status=200, go="letter")
    assert "We do not say whether anybody has told us something" in shown.fields()["reply"]
    assert "contact.refused" not in actions(app)


def test_a_letter_that_confirms_is_refused_and_keeps_its_words(case, step):
    case_id, _ = case()
    shown = step(case_id, "answer", status=422, reply="There is a report about you from May.")
    assert "it says whether somebody told us something" in shown.words
    assert shown.fields()["reply"] == "There is a report about you from May."


@pytest.mark.parametrize(
    ("verb", "more", "words"),
    [
        ("answer", {}, "Write the letter: this step needs one"),
        ("refuse", {"reply": "No."}, "Choose why"),
        ("pass_on", {"reply": "Them."}, "Choose to whom it is passed"),
        ("extend", {"reply": "Later.", "reason": ""}, "Write the reason for this step"),
        ("accept", {}, "This step is no longer possible"),
    ],
)
def test_what_a_step_lacks_is_asked_for(case, step, verb, more, words):
    case_id, _ = case()
    status = 422 if verb != "accept" else 422
    more = {"copy": "When?"} | more if verb == "accept" else more
    shown = step(case_id, verb, status=409 if verb == "accept" else status, **more)
    assert words in shown.words


def test_a_second_officer_loses_nothing(officer, case, step):
    case_id, _ = case()
    opened = officer.post(f"{LIST}/{case_id}/open", officer.get(f"{LIST}/{case_id}").fields()).fields()
    step(case_id, "ask_identity", reply="Who are you?")
    late = {**opened, "verb": "answer", "reply": "My long letter", "reason": "Mine", "go": "step"}
    shown = officer.post(f"{LIST}/{case_id}/steps", late, status=409)
    assert "Somebody took a step since" in shown.words and shown.fields()["reply"] == "My long letter"
    again = {**shown.fields(), "verb": "answer", "go": "step"}
    officer.post(f"{LIST}/{case_id}/steps", again, status=303)


def test_a_complaint_goes_from_acknowledged_to_answered_to_closed(page, officer, case, step):
    case_id, receipt = case("/complaints")
    step(case_id, "acknowledge")
    assert "by 21 December 2026" in follow(page, receipt).words
    step(case_id, "answer", reply="We changed our rules.")
    assert "Nothing waits." in officer.get(LIST).words
    assert case_id in officer.get(f"{LIST}?show=ended").html
    step(case_id, "close")
    assert "This is finished." in follow(page, receipt).words


def test_an_accepted_question_stands_on_the_list_for_the_board(officer, page, case, step):
    case_id, receipt = case("/partnership/questions")
    step(case_id, "accept", copy="When will the lights work?")
    assert "When will the lights work?" in officer.get(LIST).words
    assert "will be put to the board" in follow(page, receipt).words


def test_the_boards_answer_reaches_everybody_and_whoever_asked(page, case, step):
    case_id, receipt = case("/partnership/questions")
    step(case_id, "accept", copy="When will the lights work?")
    assert "Write the board’s answer" in step(case_id, "answer", status=422).words
    step(case_id, "answer", answer="From March on, <b>all</b> of them.")
    shown = page.get("/partnership/questions/answers")
    assert "When will the lights work?" in shown.words and "<b>all</b> of them." in shown.words
    assert "From March on" in follow(page, receipt).words


def test_a_question_that_points_to_somebody_is_not_accepted(case, step):
    case_id, _ = case("/partnership/questions")
    shown = step(case_id, "accept", status=422, copy="Why does Mr Smith shout?")
    assert "Take out what points to a person" in shown.words


def test_a_question_is_escalated_in_the_queue_where_the_leads_are_told(case, step):
    case_id, _ = case("/partnership/questions")
    step(case_id, "escalate", status=422)


def test_what_is_escalated_is_found_by_no_officer_here(app, officer, case):
    case_id, _ = case("/partnership/questions")
    with app.extensions[EXTENSION].database.transaction() as session:
        session.get(ContactCase, case_id).state = State.ESCALATED
    assert case_id not in officer.get(LIST).html
    officer.get(f"{LIST}/{case_id}", status=404)
    officer.get(f"{LIST}/nothing", status=404)


def test_only_officers_come_in(signed_in, case):
    case_id, _ = case()
    for role in set(Role) - {Role.ENGAGEMENT_OFFICER}:
        browser = signed_in(role)
        browser.get(LIST, status=403)
        browser.get(f"{LIST}/{case_id}", status=403)
        browser.post(f"{LIST}/{case_id}/open", {}, status=403)


def test_a_column_sorts_the_list_and_pager_and_filter_keep_to_it(officer, app):
    with app.extensions[EXTENSION].database.transaction() as session:
        some_rows(session, 53, State.CLOSED)
    usual = officer.get(f"{LIST}?show=ended")
    assert sorted_by(usual) == [("Due", "ascending")]
    by_day = pressed(officer, LIST, usual, "Received")
    assert sorted_by(by_day) == [("Received", "ascending")] and by_day.h1 == "See what has ended"
    rest = pressed(officer, LIST, by_day, "Next page")
    assert sorted_by(rest) == [("Received", "ascending")] and len(rest.all("th", scope="row")) == 3
