"""A resident walks through a consultation, forward and back, and sends it once."""

import re
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace

import pytest
from sqlalchemy import func, select

from portal.consultations import service
from portal.consultations.models import Response, WrittenAnswer
from portal.consultations.questions.choices import Option
from tests.builders.consultations import (
    WINDOW,
    a_consultation,
    some_questions,
)
from tests.builders.walking import RESPOND, press, receipt_of, sent, to_check


@pytest.fixture
def asked(app, database):
    """A consultation that is open when the stories start."""
    with database.transaction() as session:
        return a_consultation(session)


def kept(database, table=Response):
    """How many rows there are."""
    with database.reading() as session:
        return session.scalar(select(func.count()).select_from(table))


def test_a_resident_answers_and_gets_seven_words(page, asked, database):
    shown = sent(page, **{"q_first-roads": "1", "q_more": "Dark in winter."})
    assert shown.h1 == "Your answers are in"
    assert len(receipt_of(shown).split()) == 7
    assert "no-store" in shown.response.headers["Cache-Control"]
    assert (kept(database), kept(database, WrittenAnswer)) == (1, 1)


def test_nothing_is_stored_before_it_is_sent(page, asked, database):
    to_check(page)
    assert kept(database) == 0


def test_progress_is_shown(page, asked):
    assert "Page 1 of 3" in page.get(RESPOND).words


def test_going_back_and_forward_loses_nothing(page, asked):
    shown = press(page, page.get(RESPOND), "next", q_relation=["live", "work"], q_ward="south")
    shown = press(page, shown, "back", q_more="Half a thought", **{"q_first-noise": "2"})
    assert shown.fields(0)["q_relation"] == ["live", "work"] and shown.fields(0)["q_ward"] == "south"
    shown = press(page, shown, "next")
    assert shown.fields(0)["q_more"] == "Half a thought"
    assert shown.fields(0)["q_first-noise"] == "1"


def test_what_does_not_fit_is_kept_when_going_back(page, asked):
    shown = press(page, page.get(RESPOND), "next", q_relation="live")
    shown = press(page, shown, "back", **{"q_first-noise": "1", "q_first-roads": "1"})
    shown = press(page, shown, "next")
    assert (shown.fields(0)["q_first-noise"], shown.fields(0)["q_first-roads"]) == ("1", "1")


def test_a_required_question_left_out_says_what_to_do(page, asked):
    shown = press(page, page.get(RESPOND), "next", status=422)
    assert "Tick at least one" in shown.words and shown.title.startswith("Error:")


def test_two_things_in_one_place_are_named(page, asked):
    shown = press(page, page.get(RESPOND), "next", q_relation="live")
    shown = press(page, shown, "next", status=422, **{"q_first-noise": "1", "q_first-roads": "1"})
    assert "You gave 1st place to “Noise” and “Roads”. Choose another place for one of them." in shown.words


def test_a_ranking_may_be_partial(page, asked):
    shown = to_check(page, **{"q_first-fraud": "3", "q_first-noise": "not"})
    assert "1st: Fraud" in shown.words and "Not a priority: Noise" in shown.words


@pytest.mark.parametrize(
    ("answers", "words"),
    [
        ({"q_more": "x" * 3001}, "Shorten this by 1 characters: there is room for 3,000."),
        ({"q_change": "sideways"}, "Choose from the answers on this page."),
        ({"q_first-noise": "99"}, "Choose from the answers on this page."),
        ({"q_first-noise": "²"}, "Choose from the answers on this page."),
    ],
)
def test_an_answer_that_does_not_fit_stays_in_the_form(page, asked, answers, words):
    shown = press(page, page.get(RESPOND), "next", q_relation="live")
    assert words in press(page, shown, "next", status=422, **answers).words


def test_nul_bytes_are_taken_out(page, asked):
    assert "Darkpath" in to_check(page, q_more="Dark\0path").words


def test_a_postcode_finds_the_ward_and_is_forgotten(page, app, database, partnership):
    with app.app_context(), database.transaction() as session:
        from_data = a_consultation(session, slug="real", document=_with_real_wards(partnership))
    code, ward = _some_postcode(app)
    shown = press(
        page,
        page.get(f"/consultations/{from_data}/respond"),
        "next",
        path=f"/consultations/{from_data}/respond",
        q_relation="live",
        q_ward_postcode=code.lower(),
    )
    shown = press(page, shown, "back", path=f"/consultations/{from_data}/respond")
    assert shown.fields(0)["q_ward"] == ward and shown.fields(0)["q_ward_postcode"] == ""


def test_an_unknown_postcode_says_what_to_do(page, asked):
    shown = press(page, page.get(RESPOND), "next", q_relation="live", q_ward_postcode="ZZ99 9ZZ", status=422)
    assert "We do not know this postcode here." in shown.words


def test_personal_details_are_pointed_out_before_sending(page, asked):
    shown = to_check(page, q_more="Call me on 07700 900123 any time.")
    assert [e.get("data-kind") for e in shown.all("mark")] == ["phone"]


def test_words_of_danger_bring_up_the_number(page, asked):
    assert "call 999" in to_check(page, q_more="He is going to kill me.").words.split("Check your answers")[1]


def test_what_was_typed_is_never_markup(page, asked):
    shown = to_check(page, q_more="<script>alert(1)</script>{{ 7*7 }}")
    assert "<script>alert(1)</script>{{ 7*7 }}" in shown.words


def test_a_page_can_be_changed_from_the_check(page, asked):
    shown = press(page, to_check(page), "change:first")
    assert shown.h1 == "What should come first"
    assert press(page, shown, "next", q_change="worse").h1 == "Check your answers"


def test_the_same_sent_twenty_times_at_once_is_one_answer(page, asked, app, database):
    fields = {**to_check(page).fields(0), "go": "send"}

    def send(_):
        return app.test_client().post(RESPOND, data=fields, headers={"Sec-Fetch-Site": "same-origin"})

    with ThreadPoolExecutor(20) as pool:
        answers = list(pool.map(send, range(20)))
    assert {each.status_code for each in answers} == {200}
    receipts = {
        re.search(r'receipt-words"[^>]*>([^<]+)<', each.get_data(as_text=True))[1] for each in answers
    }
    assert len(receipts) == 1 and kept(database) == 1


def test_a_changed_sending_replaces_the_first_and_says_so(page, asked, database):
    check = to_check(page)
    press(page, check, "send")
    shown = press(page, press(page, check, "change:first"), "next", q_change="worse")
    assert press(page, shown, "send").h1 == "Your changed answers are in"
    assert kept(database) == 1


def test_the_shipped_consultation_is_walked_from_end_to_end(page, app, database, partnership, clock):
    with app.app_context(), database.transaction() as session:
        slug = service.create_from_priorities(
            session, partnership, year="2027-28", window=WINDOW, now=clock.now()
        )
    path = f"/consultations/{slug}/respond"
    shown = press(page, page.get(path), "next", path=path, q_relation="live")
    for _ in range(4):
        shown = press(page, shown, "next", path=path)
    assert press(page, shown, "send", path=path).h1 == "Your answers are in"


def _some_postcode(app):
    ground = app.extensions["portal.geography"]
    code, found = next(iter(ground._postcodes.items()))
    return code, found.ward


def _with_real_wards(partnership):
    document = some_questions()
    relation, ward = document.pages[0].questions
    real = replace(ward, options=tuple(Option(each.code, each.name) for each in partnership.wards))
    return replace(
        document, pages=(replace(document.pages[0], questions=(relation, real)), *document.pages[1:])
    )
