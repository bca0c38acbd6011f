"""A resident answers the questionnaire with every kind: back and forth, with slips, and sends it once."""

import json

import pytest
from sqlalchemy import select

from portal.adapters.seal import Opener
from portal.consultations.example import every_kind
from portal.consultations.models import Response, WrittenAnswer
from tests.builders.consultations import a_consultation
from tests.builders.walking import RESPOND, RESUME, press, receipt_of

SAFE_BY_DAY = {f"q_by_day-{row}": "very_safe" for row in ("home", "street", "centre", "bus", "park")}


@pytest.fixture
def asked(app, database, partnership):
    """The questionnaire, open when the stories start."""
    with database.transaction() as session:
        return a_consultation(session, document=every_kind(partnership.wards))


@pytest.fixture
def through(page, asked):
    """Walk the pages given, in order, and stop at what is shown then."""

    def walk(*pages):
        shown = page.get(RESPOND)
        for answers in pages:
            shown = press(page, shown, "next", **answers)
        return shown

    return walk


YOU, UNSAFE_IN_PARK = {"q_relation": "live"}, {**SAFE_BY_DAY, "q_after_dark-park": "very_unsafe"}


def test_a_page_comes_only_where_an_earlier_answer_asks_for_it(through):
    assert through(YOU, SAFE_BY_DAY).h1 == "What worries you"
    shown = through(YOU, UNSAFE_IN_PARK)
    assert shown.h1 == "Where you feel unsafe" and "Page 3 of 7" in shown.words


def test_back_follows_the_same_way(page, through):
    shown = press(page, through(YOU, SAFE_BY_DAY), "back")
    assert shown.h1 == "How safe you feel"
    assert shown.fields(0)["q_by_day-park"] == "very_safe"


def test_each_row_left_out_of_a_matrix_is_named(page, through):
    shown = press(page, through(YOU), "next", status=422, **{**SAFE_BY_DAY, "q_by_day-park": None})
    assert "Choose an answer for “In parks and open spaces”." in shown.words
    assert shown.fields(0)["q_by_day-home"] == "very_safe"


@pytest.mark.parametrize(
    ("field", "typed", "words"),
    [
        ("q_years", "seven", "Write a whole number in digits, such as 12."),
        ("q_years", "-1", "Write a number that is 0 or more."),
        ("q_years", "1,000", "Write a number that is 110 or less."),
        ("q_years", "9" * 5000, "Write a whole number in digits, such as 12."),
    ],
)
def test_a_number_says_what_it_takes(page, asked, field, typed, words):
    shown = press(page, page.get(RESPOND), "next", status=422, q_relation="live", **{field: typed})
    assert words in shown.words and shown.fields(0)[field] == typed


@pytest.mark.parametrize(
    ("typed", "words"),
    [
        (["31", "", "2026"], "Add the month."),
        (["31", "2", "2026"], "Write a day there is"),
        (["1", "1", "26"], "with four digits for the year"),
        (["1", "1", "1999"], "Write 1 January 2020 or a later day."),
        (["a", "b", "c"], "Write a day there is"),
    ],
)
def test_a_date_says_what_is_missing(page, through, typed, words):
    shown = press(page, through(YOU, UNSAFE_IN_PARK), "next", status=422, q_last=typed)
    assert words in shown.words and shown.fields(0)["q_last"] == typed


def test_a_month_may_be_a_word(page, through):
    shown = press(page, through(YOU, UNSAFE_IN_PARK), "next", q_last=["3", "March", "2026"])
    assert press(page, shown, "back").fields(0)["q_last"] == ["3", "3", "2026"]


def test_a_place_is_found_by_its_name_and_only_its_area_goes_on(page, through, app):
    known = app.extensions["portal.geography"].places[0]
    shown = press(page, through(YOU, UNSAFE_IN_PARK), "next", **{"q_where-name": known.name})
    fields = press(page, shown, "back").fields(0)
    assert fields["q_where"] == app.extensions["portal.geography"].locate_place(known.code).ward
    assert fields["q_where-name"] == ""


def test_a_found_area_goes_when_another_ward_is_chosen(page, through, app):
    ground = app.extensions["portal.geography"]
    known = next(place for place in ground.places if ground.locate_place(place.code).area)
    shown = press(page, through(YOU, UNSAFE_IN_PARK), "next", **{"q_where-name": known.name})
    shown = press(page, shown, "back")
    assert shown.fields(0)["q_where-area"] == ground.locate_place(known.code).area
    other = next(ward.code for ward in ground.wards if ward.code != shown.fields(0)["q_where"])
    shown = press(page, press(page, shown, "next", q_where=other), "back")
    assert (shown.fields(0)["q_where"], shown.fields(0).get("q_where-area", "")) == (other, "")


def test_an_unknown_name_and_an_unknown_postcode_say_what_to_do(page, through):
    there = through(YOU, UNSAFE_IN_PARK)
    shown = press(page, there, "next", status=422, **{"q_where-name": "Xyzzyplugh"})
    assert "We know no place with this name here." in shown.words
    assert shown.fields(0)["q_where-name"] == "Xyzzyplugh"
    shown = press(page, there, "next", status=422, **{"q_where-postcode": "ZZ99 9ZZ"})
    assert "We do not know this postcode here." in shown.words
    assert shown.fields(0)["q_where-postcode"] == "ZZ99 9ZZ"


def test_a_name_that_means_several_places_asks_which(page, through, app):
    ground = app.extensions["portal.geography"]
    word = next(w for w in ("park", "station", "library", "green") if len(ground.search(w)) > 1)
    shown = press(page, through(YOU, UNSAFE_IN_PARK), "next", status=422, **{"q_where-name": word})
    assert "Choose which of these places you mean." in shown.words
    chosen = ground.search(word)[1].code
    shown = press(page, shown, "next", **{"q_where-match": chosen})
    assert press(page, shown, "back").fields(0)["q_where"] == ground.locate_place(chosen).ward


@pytest.mark.parametrize(
    ("answers", "words"),
    [
        ({"q_problems": ["drinking", "noise", "dogs", "litter"]}, "Tick at most 3: you ticked 4."),
        ({"q_problems": ["none", "dogs"]}, "Tick “None of these” alone, or take its tick away."),
        ({"q_problems": ["other"]}, "Write what you mean by “Something else”"),
        ({"q_problems-other": "x" * 301}, "Shorten this by 1 characters"),
        ({"q_problems": ["gold"]}, "Choose from the answers on this page."),
    ],
)
def test_ticks_say_what_they_take(page, through, answers, words):
    assert words in press(page, through(YOU, SAFE_BY_DAY), "next", status=422, **answers).words


def test_two_things_may_share_a_place_where_ties_are_allowed(page, through):
    shown = through(YOU, SAFE_BY_DAY, {"q_first-dogs": "1", "q_first-noise": "1"})
    assert shown.h1 == "The proposed order on drinking in the street"


@pytest.mark.parametrize(
    ("answers", "words"),
    [
        ({"q_points-youth": "60", "q_points-lights": "30"}, "You gave 90 points. Now share out 10 more"),
        ({"q_points-youth": "60", "q_points-lights": "50"}, "You gave 110 points. Now take 10 away"),
        ({"q_points-youth": "a lot"}, "Use a whole number from 0 to 100, such as 20."),
    ],
)
def test_points_say_how_many_are_left(page, through, answers, words):
    there = through(YOU, SAFE_BY_DAY, {}, {"q_support": "support"})
    shown = press(page, there, "next", status=422, **answers)
    assert words in shown.words and shown.fields(0)["q_points-youth"] == answers["q_points-youth"]


def sent_with_everything(page, through):
    """Every kind answered and sent; the last page."""
    shown = through(
        YOU | {"q_years": "12"},
        UNSAFE_IN_PARK,
        {"q_last": ["3", "3", "2026"], "q_why": "It is dark."},
        {"q_problems": ["noise", "other"], "q_problems-other": "The market at five", "q_worry": "fairly"},
        {"q_support": "strongly_oppose"},
        {"q_instead": "Talk first."},
        {"q_points-youth": "60", "q_points-lights": "40"},
        {"q_about_you_age": "75+"},
    )
    assert shown.h1 == "Check your answers"
    return press(page, shown, "send")


def test_what_is_sent_is_stored_without_a_word_and_without_a_day(page, through, database):
    sent_with_everything(page, through)
    with database.reading() as session:
        answers = session.scalars(select(Response.answers)).one()
        names = {each.question for each in session.scalars(select(WrittenAnswer))}
    stored = json.loads(answers)
    assert stored["problems"] == {"chosen": ["noise", "other"]} and stored["last"] == "2026-03"
    assert stored["points"] == {"youth": 60, "lights": 40} and stored["years"] == 12
    assert "about_you" not in stored and "market" not in answers
    assert names == {"why", "problems:other", "instead"}


def test_words_under_other_are_marked_and_sealed_like_any_text(page, through, settings, database):
    shown = through(
        YOU, SAFE_BY_DAY, {"q_problems": "other", "q_problems-other": "Call 07700 900123"},
        {"q_support": "support"}, {}, {},
    )  # fmt: skip
    assert [e.get("data-kind") for e in shown.all("mark")] == ["phone"]
    press(page, shown, "send")
    with database.reading() as session:
        name, sealed = session.execute(select(WrittenAnswer.question, WrittenAnswer.sealed)).one()
    assert name == "problems:other"
    assert Opener.from_file(settings.seal_private_file).open(sealed) == b"Call 07700 900123"


def test_a_changed_answer_leads_through_what_is_newly_asked(page, through):
    shown = through(YOU, SAFE_BY_DAY, {}, {"q_support": "support"}, {}, {})
    shown = press(page, press(page, shown, "change:order"), "next", q_support="strongly_oppose")
    assert shown.h1 == "What should change in the order"
    shown = press(page, shown, "next", q_instead="Talk first.")
    assert shown.h1 == "Check your answers" and "Talk first." in shown.words
    shown = press(page, press(page, shown, "change:order"), "next", q_support="support")
    assert shown.h1 == "Check your answers" and "Talk first." not in shown.words
    shown = press(page, press(page, shown, "change:order"), "next", q_support="strongly_oppose")
    assert shown.fields(0)["q_instead"] == "Talk first."


def test_each_respondent_has_an_order_of_their_own_that_stays(page, through):
    def order(shown):
        return [e.get("value") for e in shown.all("input", type="checkbox") if e.get("name") == "q_problems"]

    orders = []
    for _ in range(8):
        shown = through(YOU, SAFE_BY_DAY)
        again = press(page, press(page, shown, "back"), "next")
        assert order(again) == order(shown) and order(shown)[-2:] == ["other", "none"]
        orders.append(tuple(order(shown)))
    assert len(set(orders)) > 1


def test_everything_comes_back_by_receipt(page, through):
    words = receipt_of(sent_with_everything(page, through))
    found = press(page, page.get(RESUME), "find", path=RESUME, receipt=words)
    for each in ("Something else", "The market at five", "3 March 2026", "Youth work: 60", "12 years"):
        assert each in found.words
