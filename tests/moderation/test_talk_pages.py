"""Officers talk with whoever reported: what they see, what they may not ask, and two who do it at once."""

import pytest

from portal.concerns.conversation.models import ConcernQuestion
from portal.concerns.models import Concern
from portal.core.actors import Role
from portal.core.words import details
from portal.ledger import queries as ledger
from portal.outbox.models import Mail
from portal.web.context import EXTENSION
from tests.concerns import walk
from tests.concerns.test_conversation_pages import come, send

TEXT = "Somebody sells things under the iron bridge every night after the last train."
QUESTION = "How many people take part?"
ANSWER = "About nine, never fewer than five."


@pytest.fixture
def receipt(page):
    """The receipt of a report that waits."""
    return walk.receipt_on(walk.answer(page, walk.at_the_end(page, what={"text": TEXT}), "send"))


@pytest.fixture
def officer(signed_in, receipt):
    return signed_in(Role.ENGAGEMENT_OFFICER)


def rows(app, table):
    return walk.kept(app, table)


@pytest.fixture
def path(app, receipt):
    """The address of the messages of the only report."""
    return f"/staff/moderation/concerns/{rows(app, Concern)[0].id}/messages"


def opened(browser, path, status=200):
    return browser.post(f"{path}/open", browser.get(path).fields(), status=status)


def ask(browser, path, shown, words=QUESTION, status=303, **more):
    return browser.post(f"{path}/ask", {**shown.fields(), "words": words, **more}, status=status)


def actions(app):
    with app.extensions[EXTENSION].database.reading() as session:
        return [line.action for line in ledger.page(session, after=None).rows]


def escalate(app):
    with app.extensions[EXTENSION].database.transaction() as session:
        session.query(Concern).one().state = "escalated"


def test_nothing_is_opened_by_looking(officer, app, path):
    assert "Questions asked" in officer.get(path).words
    assert "conversation.opened" not in actions(app)


def test_a_question_goes_out_and_its_answer_comes_back(officer, app, page, path, receipt):
    ask(officer, path, opened(officer, path))
    send(page, come(page, receipt), ANSWER)
    assert "the writer answered" in officer.get("/staff/moderation").words
    shown = opened(officer, path)
    assert QUESTION in shown.words and ANSWER in shown.words
    assert actions(app).count("conversation.opened") == 2 and "conversation.asked" in actions(app)


def test_a_question_that_is_ready_is_asked_as_it_stands(officer, app, page, path, receipt, partnership):
    ready = partnership.replies.questions[0]
    ask(officer, path, opened(officer, path), "", ready=ready.code)
    assert ready.words in come(page, receipt).words


def test_every_question_that_is_ready_points_to_nobody(partnership):
    assert [reply.code for reply in partnership.replies.questions if details(reply.words)] == []


@pytest.mark.parametrize(
    "words, told",
    [
        ("Who sells things under the iron bridge every night?", "Ask without saying again"),
        ("Is it Dave Smith?", "Take out what could point to somebody: “Dave Smith”"),
        ("", "Write your question"),
        ("x" * 601, "Shorten this by 1"),
    ],
)
def test_a_question_that_may_not_go_out_stays_in_its_box(officer, app, path, words, told):
    again = ask(officer, path, opened(officer, path), words, status=422)
    assert told in again.words and again.fields()["words"] == words
    assert not rows(app, ConcernQuestion)


def test_a_question_may_not_say_again_what_was_answered(officer, app, page, path, receipt):
    ask(officer, path, opened(officer, path))
    send(page, come(page, receipt), ANSWER)
    again = ask(officer, path, opened(officer, path), "Why nine, never fewer than five?", status=422)
    assert "“nine, never fewer than five”" in again.words


def test_who_asks_on_an_older_view_is_told_and_loses_nothing(officer, app, page, path, receipt):
    shown = opened(officer, path)
    send(page, come(page, receipt), "It has stopped since.")
    again = ask(officer, path, shown, status=409)
    assert "read what is new" in again.words and again.fields()["words"] == QUESTION
    assert "It has stopped since." in again.words
    ask(officer, path, again)


def test_the_same_question_sent_twice_is_one(officer, app, path):
    shown = opened(officer, path)
    ask(officer, path, shown)
    ask(officer, path, shown)
    assert len(rows(app, ConcernQuestion)) == 1


def test_three_open_questions_are_enough(officer, path):
    for words in ("How loud?", "How long?", "How many?"):
        ask(officer, path, opened(officer, path), words)
    assert "3 questions wait for an answer" in opened(officer, path).words


def test_what_was_read_leaves_the_queue_of_a_decided_report(officer, app, page, path, receipt):
    with app.extensions[EXTENSION].database.transaction() as session:
        concern = session.query(Concern).one()
        concern.state, concern.decided_on = "counted", concern.received_on
    send(page, come(page, receipt), "One more thing happened.")
    shown = opened(officer, path)
    officer.post(f"{path}/read", shown.fields(0), status=303)
    assert not rows(app, Concern)[0].message_waiting and "conversation.read" in actions(app)
    officer.post(f"{path}/read", shown.fields(0), status=303)
    assert actions(app).count("conversation.read") == 1


def test_who_asks_after_it_was_taken_back_keeps_the_words_and_learns_nothing(
    officer, app, page, path, receipt
):
    shown = opened(officer, path)
    found = come(page, receipt)
    sure = page.post("/concerns/follow-up", {**found.fields(), "go": "withdraw"})
    page.post("/concerns/follow-up", {**sure.fields(), "go": "withdraw-now"})
    gone = ask(officer, path, shown, status=409)
    assert gone.h1 == "This is no longer here" and gone.fields()["words"] == QUESTION
    officer.get(path, status=404)


def test_leads_talk_about_what_was_passed_to_them_and_officers_no_more(officer, signed_in, app, path):
    shown = opened(officer, path)
    escalate(app)
    officer.get(path, status=404)
    ask(officer, path, shown, status=409)
    lead, room = signed_in(Role.SAFEGUARDING_LEAD), path.replace("/moderation/", "/safeguarding/")
    ask(lead, room, opened(lead, room))
    assert len(rows(app, ConcernQuestion)) == 1


def test_leads_do_not_talk_about_what_waits_for_officers(signed_in, path, receipt):
    signed_in(Role.SAFEGUARDING_LEAD).get(path.replace("/moderation/", "/safeguarding/"), status=404)


@pytest.mark.parametrize("role", [Role.ANALYST, Role.ADMINISTRATOR, Role.COUNCILLOR, Role.EXECUTIVE])
def test_nobody_else_reads_messages(signed_in, path, role):
    signed_in(role).get(path, status=403)


def test_no_mail_and_no_line_holds_a_word_of_it(officer, app, page, path, receipt):
    ask(officer, path, opened(officer, path))
    send(page, come(page, receipt), ANSWER)
    opened(officer, path)
    with app.extensions[EXTENSION].database.reading() as session:
        told = repr(ledger.page(session, after=None).rows)
    mails = " ".join(mail.subject + mail.body for mail in rows(app, Mail))
    assert not [word for word in ("take part", "never fewer", "bridge") if word in told + mails]


def test_a_button_without_a_token_opens_nothing(officer, app, path):
    officer.post(f"{path}/open", {"csrf_token": "x"}, status=303)
    officer.post(f"{path}/read", {"csrf_token": "x"}, status=303)
    assert "conversation.opened" not in actions(app)
