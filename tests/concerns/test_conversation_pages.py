"""Answering under a receipt, page by page: nothing typed is lost, kept twice or shown again."""

import pytest
from sqlalchemy import select

from portal.adapters.seal import from_bytes
from portal.concerns.conversation import desk, rules
from portal.concerns.conversation.models import ConcernQuestion
from portal.concerns.models import Concern, ConcernMessage
from portal.concerns.rules import Risk, State
from portal.concerns.service import SealTo
from portal.partnership.current import current
from portal.web.context import EXTENSION
from tests.builders.outcomes import THEME, told, written
from tests.concerns.walk import answer, at_the_end, kept, pass_time, receipt_on

FOLLOW = "/concerns/follow-up"
QUESTION = "On which evenings is it worst?"
ANSWER = "Mostly on Fridays, after ten."
NAMED = "Dave Smith does it, ring him on 07700 900123."
DANGER = "He said he is going to kill himself."


@pytest.fixture
def receipt(page):
    """The receipt of a report that waits."""
    return receipt_on(answer(page, at_the_end(page), "send"))


@pytest.fixture
def asked(page, app, receipt):
    """The page of a receipt under which an officer asked something."""
    ask(app, QUESTION)
    return come(page, receipt)


def ask(app, words):
    house = app.extensions[EXTENSION]
    with app.app_context(), house.database.transaction() as session:
        concern = session.scalars(select(Concern)).one()
        desk.ask(
            session,
            concern.id,
            words,
            seen_version=concern.version,
            opener=house.opener,
            seal_to=SealTo(house.settings.seal_public, house.settings.recovery_public),
            partnership=current(),
            actor_id="o" * 26,
            now=house.clock.now(),
        )


def come(page, receipt, status=200):
    shown = page.get(FOLLOW)
    return page.post(FOLLOW, {**shown.fields(), "receipt": receipt, "go": "find"}, status=status)


def send(page, shown, text, *, box=0, status=200, **more):
    return page.post(FOLLOW, {**shown.fields(box), "text": text, "go": "send", **more}, status=status)


def opened(app):
    opener = app.extensions[EXTENSION].opener
    return [from_bytes(opener.open(row.sealed_working))["text"] for row in kept(app, ConcernMessage)]


def change(app, **values):
    with app.extensions[EXTENSION].database.transaction() as session:
        concern = session.scalars(select(Concern)).one()
        for name, value in values.items():
            setattr(concern, name, value)


def test_the_question_stands_there_with_a_box_and_a_day(asked):
    assert QUESTION in asked.words and "Your answer" in asked.words
    assert "Answer below by" in asked.words


def test_an_answer_is_kept_sealed_and_never_shown(page, app, asked, receipt):
    sent = send(page, asked, ANSWER)
    assert sent.h1 == "We have your answer" and "An officer reads it by" in sent.words
    assert opened(app) == [ANSWER]
    again = come(page, receipt)
    assert "You answered on 23 November 2026" in again.words
    assert ANSWER not in again.html + sent.html


def test_the_way_on_leads_back_to_the_report(page, asked):
    sent = send(page, asked, ANSWER)
    assert page.post(FOLLOW, {**sent.fields(), "go": "keep"}).h1 == "Where your report stands"


def test_something_is_added_without_being_asked(page, app, receipt):
    sent = send(page, come(page, receipt), "It was the other bridge.")
    assert sent.h1 == "We added this to your report"
    assert "You added to it on 23 November 2026" in come(page, receipt).words


def test_sent_twice_it_is_kept_once(page, app, asked):
    send(page, asked, ANSWER)
    assert "You sent these words before" in send(page, asked, ANSWER).words
    assert len(kept(app, ConcernMessage)) == 1


def test_other_words_after_going_back_are_kept_beside_the_first(page, app, asked):
    send(page, asked, ANSWER)
    assert send(page, asked, "On Sundays too.").h1 == "We have your answer"
    assert sorted(opened(app)) == sorted([ANSWER, "On Sundays too."])


@pytest.mark.parametrize(
    "text, told",
    [("", "Write something"), (" \n ", "Write something"), ("x" * 3001, "Shorten this by 1 characters")],
    ids=["nothing", "blanks", "too long"],
)
def test_what_cannot_be_kept_is_said_and_stays(page, app, asked, text, told):
    again = send(page, asked, text, status=422)
    assert told in again.words and again.title.startswith("Error: ") and QUESTION in again.words
    assert again.fields()["text"] == text.strip()
    assert not kept(app, ConcernMessage)


def test_personal_details_are_pointed_out_once_and_hidden_when_asked(page, app, asked):
    look = send(page, asked, NAMED)
    assert {mark.get("data-kind") for mark in look.all("mark")} == {"name", "phone"}
    assert not kept(app, ConcernMessage) and "[phone]" in look.words
    assert send(page, look, NAMED, hide="y").h1 == "We have your answer"
    assert "Dave" not in opened(app)[0] and "07700" not in opened(app)[0]


def test_personal_details_may_stay(page, app, asked):
    assert send(page, send(page, asked, NAMED), NAMED).h1 == "We have your answer"
    assert opened(app) == [NAMED]


def test_words_of_danger_bring_the_helplines_and_put_the_report_on_top(page, app, asked):
    assert "116 123" in send(page, asked, DANGER).words
    assert kept(app)[0].risk == Risk.HIGH


def test_words_of_danger_bring_the_helplines_before_sending_too(page, asked):
    assert "116 123" in send(page, asked, f"{DANGER} {NAMED}").words


@pytest.mark.parametrize("hours", [25, 47])
def test_a_page_open_for_a_day_asks_to_look_again(page, app, asked, hours):
    pass_time(app, hours=hours)
    again = send(page, asked, ANSWER, status=422)
    assert "open for a long time" in again.words and again.fields()["text"] == ANSWER
    assert send(page, again, ANSWER).h1 == "We have your answer"


@pytest.mark.parametrize("broken", [{"state": "00"}, {"state": ""}], ids=str)
def test_a_page_that_cannot_be_read_keeps_the_words_through_the_receipt(page, app, asked, receipt, broken):
    lost = send(page, asked, ANSWER, status=422, **broken)
    assert lost.h1 == "See where your report stands" and lost.fields()["text"] == ANSWER
    back = page.post(FOLLOW, {**lost.fields(), "receipt": receipt, "go": "find"})
    assert back.h1 == "Answer our question" and QUESTION in back.words
    assert send(page, back, back.fields()["text"]).h1 == "We have your answer"
    assert opened(app) == [ANSWER] and kept(app, ConcernMessage)[0].question_id


def test_a_page_open_for_days_keeps_the_words_too(page, app, asked):
    pass_time(app, hours=49)
    assert send(page, asked, ANSWER, status=422).fields()["text"] == ANSWER


def test_a_token_nobody_signed_stores_nothing_and_keeps_the_words(page, app, asked):
    again = send(page, asked, ANSWER, status=422, csrf_token="x")
    assert again.fields()["text"] == ANSWER and not kept(app, ConcernMessage)


@pytest.mark.parametrize("question", ["a" * 26, "'; --", "\x00", "x" * 500])
def test_an_answer_to_no_question_is_kept_as_something_added(page, app, asked, question):
    assert send(page, asked, ANSWER, question=question).h1 == "We added this to your report"


def test_after_taking_it_back_nothing_more_is_kept_and_the_words_stay(page, app, asked, receipt):
    sure = page.post(FOLLOW, {**asked.fields(), "go": "withdraw"})
    assert "our questions and your answers" in sure.words
    page.post(FOLLOW, {**sure.fields(), "go": "withdraw-now"})
    assert not kept(app, ConcernQuestion)
    again = send(page, asked, ANSWER, status=422)
    assert "You took this report back" in again.words and again.fields()["text"] == ANSWER
    assert len(come(page, receipt).forms()) == 0


def test_an_old_page_asks_once_more_before_a_report_is_taken_back(page, app, asked):
    sure = page.post(FOLLOW, {**asked.fields(), "go": "withdraw"})
    pass_time(app, hours=30)
    assert page.post(FOLLOW, {**sure.fields(), "go": "withdraw-now"}).h1.startswith("Do you want")
    assert kept(app)[0].state == State.HELD


def test_a_report_takes_so_many_messages(page, app, asked, monkeypatch):
    monkeypatch.setattr(rules, "MOST_MESSAGES", 1)
    send(page, asked, ANSWER)
    again = send(page, asked, "And more.", status=422)
    assert "Call 101" in again.words and again.fields()["text"] == "And more."


def test_writing_too_often_is_slowed_and_loses_nothing(page, app, asked):
    for number in range(20):
        send(page, asked, f"Message {number}")
    slowed = send(page, asked, "The twenty-first message of this hour.", status=429)
    assert slowed.fields()["text"] == "The twenty-first message of this hour."
    assert len(kept(app, ConcernMessage)) == 20


def test_what_is_deleted_by_when_is_a_day(page, app, receipt):
    assert "Once we have, the day stands here" in come(page, receipt).words
    today = app.extensions[EXTENSION].clock.now().date()
    change(app, state=State.COUNTED, decided_on=today)
    assert "We delete what you wrote by 21 February 2027" in come(page, receipt).words
    change(app, state=State.DECLINED, decline_code="unclear")
    assert "We delete what you wrote by 23 December 2026" in come(page, receipt).words


def test_every_receipt_says_that_it_is_no_complaint_for_a_case_review(page, receipt):
    shown = come(page, receipt)
    assert "not a qualifying complaint" in shown.words
    assert [link for link in shown.links() if "case-review" in link or "community-trigger" in link]


def test_a_message_that_waits_after_the_decision_has_its_own_day(page, app, asked, receipt):
    change(app, state=State.COUNTED, decided_on=app.extensions[EXTENSION].clock.now().date())
    send(page, asked, ANSWER)
    assert "Somebody reads that by" in come(page, receipt).words
    pass_time(app, days=20)
    assert "we are late, and sorry" in come(page, receipt).words


def counted_under_a_theme(app):
    with app.extensions[EXTENSION].database.transaction() as session:
        concern = session.scalars(select(Concern)).one()
        concern.state, concern.theme = State.COUNTED, THEME.id
        concern.decided_on = concern.received_on


def test_what_came_of_the_theme_is_told_once_it_is_public(page, app, receipt):
    counted_under_a_theme(app)
    with app.extensions[EXTENSION].database.transaction() as session:
        written(session)
    assert "What came of it" not in come(page, receipt).words
    with app.extensions[EXTENSION].database.transaction() as session:
        outcome = told(session)
    shown = come(page, receipt)
    assert "Repair eleven lamps" in shown.words and f"/outcomes/{outcome}" in shown.links()


def test_what_came_of_a_sensitive_report_is_not_told_to_whoever_finds_the_receipt(
    page, app, receipt, partnership
):
    sensitive = next(sub for topic in partnership.topics for sub in topic.subtopics if sub.sensitive)
    counted_under_a_theme(app)
    change(app, subtopic=sensitive.code)
    with app.extensions[EXTENSION].database.transaction() as session:
        told(session)
    assert "What came of it" not in come(page, receipt).words


def test_three_turns_on_pages(page, app, receipt):
    for number in range(3):
        ask(app, f"And what about evening {number}?")
        send(page, come(page, receipt), f"Evening {number} is bad.")
        pass_time(app, hours=1)
    shown = come(page, receipt)
    assert shown.words.count("You answered on") == 3 and "Evening 1" not in shown.words
    assert len(opened(app)) == 3
