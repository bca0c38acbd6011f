"""A visitor reports a concern, page by page, without JavaScript."""

from datetime import UTC, datetime

from tests.concerns.walk import (
    ANSWERS,
    TEXT,
    answer,
    at_the_end,
    begin,
    how_many,
    kept,
    opened,
    receipt_on,
    step_of,
    up_to,
)


def test_danger_is_asked_first(page):
    assert begin(page).h1 == "Is anyone in danger now?"


def test_somebody_in_danger_is_told_to_call_and_may_come_back(page):
    told = answer(page, begin(page), danger="yes")
    assert told.h1 == "Call 999 now" and "press 55" in told.words
    assert answer(page, told, "back").h1 == "Is anyone in danger now?"


def test_every_page_is_sensitive_and_kept_nowhere(page):
    shown = begin(page)
    for _ in range(20):
        assert shown.response.headers["Cache-Control"] == "no-store"
        assert "Exit this page" in shown.words and "danger" not in shown.title.lower()
        if step_of(shown) == "check":
            break
        shown = answer(page, shown, **ANSWERS[step_of(shown)])
    assert step_of(shown) == "check"


def test_a_report_is_sent_and_brings_a_receipt(page, app):
    done = answer(page, at_the_end(page), "send")
    assert done.h1 == "We have your report"
    assert len(receipt_on(done).split()) == 7
    (row,) = kept(app)
    assert (row.topic, row.subtopic, row.how_often) == ("asb-street", "intimidating-groups", "a-few-times")
    assert opened(app, row)["text"] == TEXT


def test_the_receipt_page_says_what_this_is_not(page):
    words = answer(page, at_the_end(page), "send").words
    assert "not a qualifying complaint" in words and "How to complain" in words and "by 2" in words


def test_nothing_is_kept_before_it_is_sent(page, app):
    at_the_end(page)
    assert how_many(app) == 0


def test_domestic_abuse_leads_to_help_and_takes_no_report(page, app):
    shown = up_to(page, "advice", topic={"topic": "domestic-abuse"})
    assert "0808 2000 247" in shown.words
    assert not [b for b in shown.all("button", name="go") if b.get("value") == "next"]
    assert answer(page, shown).h1 == shown.h1
    assert step_of(answer(page, shown, "back")) == "topic"


def test_a_topic_says_first_who_can_help_now(page):
    shown = up_to(page, "advice", topic={"topic": "hate"})
    assert "True Vision" in shown.words
    assert step_of(answer(page, shown, understood="y")) == "subtopic"


def test_a_high_risk_topic_asks_whether_it_was_read_that_nobody_watches_all_day(page):
    shown = up_to(page, "advice", topic={"topic": "weapons"})
    again = answer(page, shown, status=422)
    assert step_of(again) == "advice" and "Tick the box, or call" in again.words
    on = answer(page, again, understood="y")
    assert answer(page, on, "back").fields()["understood"] == "y"


def test_an_ordinary_topic_asks_for_no_tick(page):
    assert "understood" not in up_to(page, "advice").fields()


def test_a_topic_without_a_diversion_goes_straight_to_its_kinds(page):
    assert step_of(up_to(page, "subtopic", topic={"topic": "positive"})) == "subtopic"


def test_a_topic_with_one_kind_does_not_ask_for_it(page):
    shown = up_to(page, "place", topic={"topic": "treatment-access"})
    assert step_of(answer(page, shown, "back")) == "advice"


def test_when_it_will_be_read_is_said_before_anything_is_typed(page):
    words = up_to(page, "what").words
    assert "Officers are reading reports now" in words
    assert "Wednesday 25 November 2026, 11am" in words and "around the clock" in words


def test_out_of_hours_the_next_staffed_time_is_said_before_anything_is_typed(page, clock):
    clock.move_to(datetime(2026, 11, 21, 22, 30, tzinfo=UTC))
    words = up_to(page, "what").words
    assert "An officer will next read reports on Monday 23 November 2026 from 9am" in words
    assert "not for emergencies" in words


def test_details_may_be_left_as_they_are(page, app):
    shown = at_the_end(page, what={"text": "Ring me on 07700 900123 about the noise"})
    answer(page, shown, "send")
    assert "07700 900123" in opened(app, kept(app)[0])["text"]


def test_words_of_danger_bring_up_who_can_help_before_sending_and_after(page, app):
    shown = at_the_end(page, what={"text": "My neighbour says he wants to end his life"})
    assert "116 123" in shown.words
    done = answer(page, shown, "send")
    assert "116 123" in done.words and kept(app)[0].risk == "high"


def test_every_answer_can_be_changed_from_the_last_page(page):
    shown = at_the_end(page)
    for step, changed in (("when", {"happened": "today"}), ("before", {"happened_before": "not-sure"})):
        asked = answer(page, shown, step)
        assert step_of(asked) == step
        shown = answer(page, asked, **changed)
        assert step_of(shown) == "check"
    assert "Today" in shown.words and "I do not know" in shown.words


def test_back_loses_nothing_that_was_typed(page):
    shown = answer(page, up_to(page, "what"), "back", text="Half a sen")
    assert step_of(shown) == "when" and shown.fields()["happened"] == "this-week"
    assert answer(page, shown).fields()["text"] == "Half a sen"


def test_back_goes_all_the_way_to_the_first_page(page):
    shown = at_the_end(page)
    seen = []
    while step_of(shown) != "danger":
        shown = answer(page, shown, "back")
        seen.append(step_of(shown))
    assert seen == [
        "about",
        "connection",
        "impact",
        "unsafe",
        "before",
        "what",
        "when",
        "confirm",
        "place",
        "subtopic",
        "advice",
        "topic",
        "danger",
    ]


def test_a_text_that_was_emptied_is_gone(page):
    shown = answer(page, at_the_end(page), "what")
    shown = answer(page, answer(page, shown, "back", text=""), "next")
    assert step_of(shown) == "what" and not shown.fields()["text"].strip()
