"""What visitors meet while reporting is slowed, paused or behind, and how officers say so."""

from datetime import timedelta

import pytest

from portal.core.actors import Role
from tests.builders.concerns import sent
from tests.concerns.walk import (
    ANSWERS,
    REPORT,
    TEXT,
    answer,
    at_the_end,
    begin,
    how_many,
    kept,
    pass_time,
    step_of,
    up_to,
)
from tests.conftest import TODAY

ILL = "Two of our three officers are ill."


@pytest.fixture
def officer(signed_in):
    """An engagement officer's browser."""
    return signed_in(Role.ENGAGEMENT_OFFICER)


@pytest.fixture
def put(officer):
    """`put("paused")`: an officer sets it until Friday at 9am."""

    def change(opening, *, status=303, **more):
        shown = officer.get("/staff/service")
        typed = {"opening": opening, "reason": ILL, "until_on": "2026-11-27", "until_hour": "9", **more}
        return officer.post("/staff/service", {**shown.fields(), **typed}, status=status)

    return change


def test_a_pause_refuses_a_new_report_and_names_help_and_the_end(put, page):
    put("paused")
    shown = begin(page)
    assert shown.h1 == "We take no new reports for a while"
    assert ILL in shown.words and "27 November 2026, 9am" in shown.words
    assert "999" in shown.words and "101" in shown.words and not shown.forms()
    assert shown.response.headers["Cache-Control"] == "no-store"


def test_whoever_is_in_the_middle_may_finish(put, page, app):
    shown = up_to(page, "what")
    put("paused")
    shown = answer(page, shown, text=TEXT)
    assert "You began before that, so you can finish" in shown.words
    while step_of(shown) != "check":
        shown = answer(page, shown, **ANSWERS[step_of(shown)])
    pass_time(app, seconds=90)
    done = answer(page, shown, "send")
    assert done.h1 == "We have your report" and how_many(app) == 1


def test_a_page_without_its_state_gives_the_words_back(put, page, app):
    fields = up_to(page, "what").fields()
    put("paused")
    shown = page.post(REPORT, {**fields, "state": "", "text": TEXT, "go": "next"})
    assert TEXT in shown.words and how_many(app) == 0


def test_a_state_that_nobody_of_us_made_begins_no_report_during_a_pause(put, page):
    fields = page.get(REPORT).fields()
    put("paused")
    shown = page.post(REPORT, {**fields, "state": "anything", "go": "next"})
    assert "You began before that" not in shown.words and shown.h1 != "Is anyone in danger now?"


def test_after_the_end_reports_are_taken_again(put, page, clock):
    put("paused")
    clock.move_to(TODAY + timedelta(days=4))
    assert begin(page).h1 == "Is anyone in danger now?"


def test_while_slowed_the_longer_time_is_said_and_promised(put, page, app):
    put("slowed", reading_days="7")
    first = begin(page)
    assert ILL in first.words and "within 7 working days" in first.words
    answer(page, at_the_end(page), "send")
    (row,) = kept(app)
    assert row.due_at.date() == (TODAY + timedelta(days=9)).date()


def test_the_home_page_says_so_soon(put, page, clock):
    assert ILL not in page.get("/").words
    put("paused")
    clock.move_to(TODAY + timedelta(minutes=1))
    assert "We take no new reports until 27 November 2026, 9am" in page.get("/").words


def test_lateness_shows_by_itself_and_names_a_day(app, partnership, page, clock):
    house = app.extensions["portal.house"]
    with house.database.transaction() as session:
        sent(session, partnership, now=TODAY)
    clock.move_to(TODAY + timedelta(days=3))
    words = "we are reading what came before Tuesday 24 November 2026."
    assert words in page.get("/").words and words in begin(page).words


def test_at_night_the_report_says_when_somebody_is_back(page, clock):
    assert "Nobody reads reports" not in begin(page).words
    clock.move_to(TODAY + timedelta(hours=12))
    assert "We are back on Tuesday 24 November 2026, 9am" in begin(page).words


@pytest.mark.parametrize(
    ("typed", "words"),
    [
        ({"reason": ""}, "Write the reason: everybody reads it"),
        ({"until_on": ""}, "Choose an end that is ahead, within three months"),
        ({"until_on": "2020-01-01"}, "Choose an end that is ahead, within three months"),
        ({"until_on": "soon"}, "Write the day as year-month-day, such as 2026-11-27"),
        ({"reading_days": "many"}, "Something needs another look"),
        ({"opening": "shut"}, "Something needs another look"),
    ],
)
def test_what_is_missing_is_asked_for_and_nothing_is_set(put, page, typed, words):
    kind = {"reading_days": "slowed"}.get(next(iter(typed)), "paused")
    shown = put(typed.get("opening", kind), status=422, **{k: v for k, v in typed.items() if k != "opening"})
    assert words in shown.words
    assert begin(page).h1 == "Is anyone in danger now?"


def test_a_second_officer_sees_what_the_first_one_set(put, officer):
    old = officer.get("/staff/service").fields()
    put("paused")
    late = {**old, "opening": "slowed", "reason": "Mine", "until_on": "2026-11-27", "reading_days": "9"}
    shown = officer.post("/staff/service", late, status=409)
    assert "Somebody set this since" in shown.words and "Mine" in shown.html and ILL in shown.words


def test_a_slow_setting_wants_more_than_the_usual_days(put):
    assert "Choose a number from 3 to 30" in put("slowed", status=422, reading_days="2").words


def test_only_officers_reach_it(signed_in):
    for role in set(Role) - {Role.ENGAGEMENT_OFFICER}:
        signed_in(role).get("/staff/service", status=403)
