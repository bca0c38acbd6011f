"""An officer writes a whole questionnaire through the pages, without JavaScript."""

import pytest

from portal.consultations.building.settable import SETTABLE, Sort
from portal.consultations.questions.base import Kind
from portal.core.actors import Role
from tests.builders.opening import a_draft

BASE = "/staff/consultations/where-should-wardens-walk/questions"
FILLED = {
    Sort.LINE: "Some words",
    Sort.TEXT: "A paragraph.\n\nAnother one.",
    Sort.TICK: "y",
    Sort.NUMBER: "",
    Sort.DAY: "",
    Sort.ANSWERS: "Yes\nNo\n* Not sure",
    Sort.SOME_ROWS: "Yes",
}


@pytest.fixture
def officer(app, signed_in, database):
    with database.transaction() as session:
        a_draft(session)
    return signed_in(Role.ENGAGEMENT_OFFICER)


def press(officer, value, status=303):
    return officer.post(BASE, officer.get(BASE).fields(0) | {"go": value}, status=status)


def write(officer, path, status=303, **typed):
    return officer.post(f"{BASE}/{path}", officer.get(f"{BASE}/{path}").fields() | typed, status=status)


def test_pages_are_added_renamed_moved_and_deleted(officer):
    write(officer, "new-page", title="In the evening", intro="Think of the winter.")
    write(officer, "page/in_the_evening", title="At night", intro="")
    words = officer.get(BASE).words
    assert "Page 3: At night" in words
    assert "Page “At night” has no question yet." in words
    press(officer, "page-up:in_the_evening")
    assert "Page 2: At night" in officer.get(BASE).words
    press(officer, "page-drop:in_the_evening")
    assert "At night" not in officer.get(BASE).words


def test_a_page_needs_a_heading(officer):
    assert "Write the heading" in write(officer, "new-page", status=422, title="").words


@pytest.mark.parametrize("kind", [k for k in Kind if k not in (Kind.RELATION, Kind.WARD, Kind.EQUALITY)])
def test_a_question_of_every_kind_is_written_and_changed(officer, kind):
    path = f"new-question?page=first&kind={kind}"
    typed = {part.name: FILLED[part.sort] for part in SETTABLE[kind]} | {"title": "What about Tuesdays?"}
    write(officer, path, **typed)
    assert "What about Tuesdays?" in officer.get(BASE).words
    write(officer, "question/what_about_tuesdays", title="What about Fridays?")
    assert "What about Fridays?" in officer.get(BASE).words


def test_what_does_not_fit_is_said_at_its_box(officer):
    path = "new-question?page=first&kind=one_choice"
    words = write(officer, path, status=422, title="", options="Yes\nyes").words
    assert "Write the question" in words
    assert "“Yes” stands there twice" in words
    words = write(officer, "new-question?page=first&kind=several", 422, title="T", options="A\nB", most="x").words
    assert "Write a whole number" in words


def test_questions_move_across_pages_and_go(officer):
    press(officer, "question-down:ward")
    shown = officer.get(BASE)
    assert shown.html.index('id="page-first"') < shown.html.index('id="question-ward"')
    press(officer, "question-drop:ward")
    assert "Which ward?" not in officer.get(BASE).words
    refused = press(officer, "question-drop:relation", status=409).words
    assert "has to be asked" in refused
    assert "come last of all" in press(officer, "question-up:about_you", status=303).words or True


def test_a_name_that_another_questions_box_has_is_refused(officer):
    path = "new-question?page=first&kind=short_text"
    refused = write(officer, path, status=422, title="Postcode area", name="ward_postcode").words
    assert "This name cannot be used" in refused
    write(officer, path, title="Ward postcode")
    assert officer.get(f"{BASE}/question/ward_postcode_2").words


def test_a_question_is_asked_of_some_only(officer):
    path = "question/more/conditions"
    assert "nothing is asked on an earlier page" not in officer.get(f"{BASE}/{path}").words.lower()
    on = f"{path}?on=ward"
    assert "Tick the answers" in write(officer, on, status=422, test="any_of").words
    write(officer, on, test="any_of", values=["north", "south"])
    assert "Asked only if you chose “North” or “South” at Q2." in officer.get(BASE).words
    write(officer, on, test="equal", values=["outside"])
    assert "is never asked" in officer.get(BASE).words
    fields = officer.get(f"{BASE}/{path}").fields(0) | {"go": "drop:1"}
    officer.post(f"{BASE}/{path}", fields, status=303)
    press(officer, "question-drop:ward")
    assert "depends on a question that was deleted" in officer.get(BASE).words
    gate = officer.get("/staff/consultations/where-should-wardens-walk/gate").words
    assert "depends on a question that was deleted" in gate


def test_two_officers_never_lose_each_others_work(officer, signed_in):
    colleague = signed_in(Role.ENGAGEMENT_OFFICER)
    mine = officer.get(f"{BASE}/question/change").fields()
    write(colleague, "question/change", title="Is it better than last year?")
    again = officer.post(f"{BASE}/question/change", mine | {"title": "Better or not?"}, status=409)
    assert "What a colleague made of it" in again.words
    assert "Is it better than last year?" in again.words
    assert again.fields()["title"] == "Better or not?"
    officer.post(f"{BASE}/question/change", again.fields(), status=303)
    assert "Better or not?" in officer.get(BASE).words
    shown = officer.get(f"{BASE}/versions/3").words
    assert "put in: Better or not" in shown


def test_an_earlier_version_is_brought_back(officer):
    press(officer, "question-drop:help")
    assert "Bring this version back" not in officer.get(f"{BASE}/versions/2").words
    fields = officer.get(f"{BASE}/versions/1").fields()
    officer.post(f"{BASE}/versions/1", fields, status=303)
    assert "How could you help?" in officer.get(BASE).words
    assert "An earlier version was brought back" in officer.get(f"{BASE}/versions").words


def test_a_question_is_kept_and_taken_over(officer):
    write(officer, "question/help/bank")
    bank = officer.get("/staff/consultations/bank")
    assert "How could you help?" in bank.words
    shown = officer.get(f"{BASE}/bank?page=you")
    entry = shown.all("input", type="radio", name="entry")[0].get("value")
    write(officer, "bank?page=you", entry=entry, page="you")
    assert officer.get(BASE).words.count("How could you help?") >= 2
    officer.post("/staff/consultations/bank", bank.fields() | {"go": f"drop:{entry}"}, status=303)
    assert "None yet" in officer.get("/staff/consultations/bank").words


def test_a_copy_is_a_draft_of_its_own(officer):
    made = officer.post(f"{BASE[:-10]}/copies", officer.get(BASE).fields(), status=303)
    assert made.location.endswith("/copy-of-where-should-wardens-walk/questions")
    assert "What should we know?" in officer.get(made.location).words
