"""A councillor comments on the draft through the pages; officers answer and export."""

import csv
import io
from datetime import date

import pytest
from sqlalchemy import update

from portal.core.actors import Role
from portal.plan.models import PlanRow

YEAR = "2027-28"
PATH = f"/staff/plan/{YEAR}/comments"


@pytest.fixture
def officer(signed_in):
    browser = signed_in(Role.ENGAGEMENT_OFFICER)
    browser.post("/staff/plan", browser.get("/staff/plan").fields() | {"year": YEAR}, status=303)
    return browser


@pytest.fixture
def councillor(officer, signed_in):
    officer.post(PATH, officer.get(PATH).fields() | {"until": "2026-12-04"}, status=303)
    return signed_in(Role.COUNCILLOR, name="A councillor")


def say(browser, words, letter="b", status=303, **more):
    shown = browser.get(f"{PATH}/{letter}")
    return browser.post(f"{PATH}/{letter}", shown.fields() | {"body": words, **more}, status=status)


def test_from_a_comment_to_its_answer(officer, councillor):
    assert "until the end of 4 December 2026" in councillor.get(PATH).words
    say(councillor, "Please begin with the <b>lights</b>.")
    assert "Please begin with the <b>lights</b>." in councillor.get(PATH).words
    listed = officer.get(PATH)
    link = next(each for each in listed.links() if "/answers/" in each)
    assert "A councillor" in listed.words and "not answered" in listed.words
    officer.post(link, officer.get(link).fields() | {"answer": "Part b says so now."}, status=303)
    assert "Part b says so now." in councillor.get(PATH).words


def test_a_councillor_sees_no_other_councillors_comment(councillor, signed_in):
    say(councillor, "Only for officers to read.")
    other = signed_in(Role.COUNCILLOR)
    assert "Only for officers" not in other.get(PATH).words + other.get(f"{PATH}/b").words


def test_an_older_view_keeps_the_words(councillor):
    older = councillor.get(f"{PATH}/b").fields()
    say(councillor, "First words.")
    shown = councillor.post(f"{PATH}/b", older | {"body": "Second words."}, status=409)
    assert shown.fields()["body"] == "Second words." and "First words." in shown.words
    councillor.post(f"{PATH}/b", shown.fields(), status=303)


def test_after_the_last_day_the_words_stay_on_the_page(councillor, database):
    before = councillor.get(f"{PATH}/b").fields()
    with database.transaction() as session:
        session.execute(update(PlanRow).values(comments_until=date(2026, 11, 22)))
    shown = councillor.post(f"{PATH}/b", before | {"body": "Too late."}, status=409)
    assert "Too late." in shown.html and "not taken any more" in shown.words
    assert "the last day was 22 November 2026" in councillor.get(f"{PATH}/b").words


@pytest.mark.parametrize("words", ["", "x" * 4001])
def test_too_little_and_too_much_are_refused_in_words(councillor, words):
    shown = say(councillor, words, status=422)
    assert "Write your comment" in shown.words or "4,000 characters" in shown.words


def test_the_export_is_text_in_every_spreadsheet(officer, councillor):
    say(councillor, "=HYPERLINK(1)")
    say(councillor, "\u00a0+44", letter="c")
    answer = officer.http.get(f"{PATH}.csv")
    rows = list(csv.reader(io.StringIO(answer.get_data(as_text=True).lstrip("\ufeff"))))
    assert answer.mimetype == "text/csv" and len(rows) == 3
    assert rows[1][3] == "'=HYPERLINK(1)" and rows[2][3].startswith("'")


def test_a_day_that_passed_is_refused_in_words(officer):
    shown = officer.post(PATH, officer.get(PATH).fields() | {"until": "2026-11-01"}, status=422)
    assert "Choose a day that lies ahead" in shown.words


def test_unknown_parts_years_and_comments_are_not_found(officer, councillor):
    councillor.get(f"{PATH}/z", status=404)
    councillor.get("/staff/plan/1999-00/comments", status=404)
    officer.get(f"{PATH}/answers/nothing", status=404)


@pytest.mark.parametrize("role", [each for each in Role if each is not Role.COUNCILLOR])
def test_nobody_else_comments(officer, signed_in, role):
    other = signed_in(role)
    other.get(f"{PATH}/b", status=403)
    reads = role is Role.ENGAGEMENT_OFFICER
    other.get(PATH, status=200 if reads else 403)
    other.get(f"{PATH}.csv", status=200 if reads else 403)


def test_a_councillor_does_not_answer_or_export(councillor):
    councillor.get(f"{PATH}.csv", status=403)
    councillor.post(PATH, {"until": "2026-12-24"}, status=403)


def test_the_rail_leads_a_councillor_to_the_plan(councillor):
    assert "/staff/plan" in councillor.get("/staff").links()
