"""An officer writes a whole questionnaire through the pages, without JavaScript."""

import pytest

from portal.consultations.building.settable import SETTABLE, Sort
from portal.consultations.questions.base import Kind
from tests.consultations.building.conftest import DESK, Draft

FILLED = {
    Sort.LINE: "Some words",
    Sort.TEXT: "A paragraph.\n\nAnother one.",
    Sort.TICK: "y",
    Sort.NUMBER: "",
    Sort.DAY: "",
    Sort.ANSWERS: "Yes\nNo\n* Not sure",
    Sort.SOME_ROWS: "Yes",
}


def test_pages_are_added_renamed_moved_and_deleted(draft):
    draft.write("new-page", title="In the evening", intro="Think of the winter.")
    draft.write("page/in_the_evening", title="At night", intro="")
    assert "Page 3: At night" in draft.words
    assert "Page “At night” has no question yet." in draft.words
    draft.press("page-up:in_the_evening")
    assert "Page 2: At night" in draft.words
    draft.press("page-drop:in_the_evening")
    assert "At night" not in draft.words


def test_a_page_needs_a_heading(draft):
    assert "Write the heading" in draft.write("new-page", 422, title="").words


@pytest.mark.parametrize("kind", [k for k in Kind if k not in (Kind.RELATION, Kind.WARD, Kind.EQUALITY)])
def test_a_question_of_every_kind_is_written_and_changed(draft, kind):
    assert f"kind={kind}" in draft.get("new-question?page=first").html
    typed = {part.name: FILLED[part.sort] for part in SETTABLE[kind]} | {"title": "What about Tuesdays?"}
    draft.write(f"new-question?page=first&kind={kind}", **typed)
    assert "What about Tuesdays?" in draft.words
    draft.write("question/what_about_tuesdays", title="What about Fridays?")
    assert "What about Fridays?" in draft.words


def test_who_somebody_is_can_be_put_in_other_words(draft):
    draft.write("question/relation", title="What brings you here?", options="Home\nJob\nSchool\nTrip")
    assert "Home, Job, School" in draft.words
    assert "Write 4 lines" in draft.write("question/relation", 422, options="Home\nJob").words
    assert "asked already" in draft.write("new-question?page=first&kind=ward", 409, title="Ward?").words


def test_what_does_not_fit_is_said_at_its_box(draft):
    words = draft.write("new-question?page=first&kind=one_choice", 422, title="", options="Yes\nyes").words
    assert "Write the question" in words
    assert "“Yes” stands there twice" in words
    several = "new-question?page=first&kind=several"
    assert "whole number" in draft.write(several, 422, title="T", options="A\nB", most="x").words
    assert "a largest number" in draft.write(several, 422, title="T", options="A\nB", least="3").words
    day = draft.write("new-question?page=first&kind=date", 422, title="T", earliest="1 May").words
    assert "Write the day as year-month-day" in day
    assert draft.browser.get(f"{draft.base}/new-question?page=first&kind=riddle", status=404)


def test_questions_move_across_pages_and_go(draft):
    draft.press("question-down:ward")
    shown = draft.get().html
    assert shown.index('id="page-first"') < shown.index('id="question-ward"')
    draft.press("question-drop:ward")
    assert "Which ward?" not in draft.words
    assert "has to be asked" in draft.press("question-drop:relation", 409).words
    assert "come last of all" in draft.press("page-down:first", 409).words
    assert "Nothing was done" in draft.press("fly:away", 422).words
    draft.browser.post(draft.base, draft.get().fields(0) | {"go": "page-up:nowhere"}, status=404)


def test_a_question_is_moved_to_a_page_far_away(draft):
    draft.write("question/help", page="you")
    shown = draft.get().html
    assert shown.index('id="question-help"') < shown.index('id="page-first"')
    assert "come last of all" in draft.write("question/about_you", 409, page="you").words


def test_a_name_that_another_questions_box_has_is_refused(draft):
    path = "new-question?page=first&kind=short_text"
    refused = draft.write(path, 422, title="Postcode area", name="ward_postcode").words
    assert "This name cannot be used" in refused
    draft.write(path, title="Ward postcode")
    draft.get("question/ward_postcode_2")


def test_a_question_is_asked_of_some_only(draft):
    path, on = "question/more/conditions", "question/more/conditions?on=ward"
    assert "Everybody is asked." in draft.get(path).words
    assert "Tick the answers" in draft.write(on, 422, test="any_of").words
    draft.write(on, test="any_of", values=["north", "south"])
    assert "Asked only if you chose “North” or “South” at Q2." in draft.words
    draft.write(on, test="equal", values=["outside"])
    assert "is never asked" in draft.words
    fields = draft.get(path).fields(0) | {"go": "drop:1"}
    draft.browser.post(f"{draft.base}/{path}", fields, status=303)
    draft.press("question-drop:ward")
    for page in (draft.base, f"{DESK}/{draft.slug}/gate"):
        assert "depends on a question that was deleted" in draft.browser.get(page).words


def test_a_question_is_asked_from_a_number_on(draft):
    draft.write("new-question?page=you&kind=number", title="How many years?", least="0", most="120")
    on = "question/more/conditions?on=how_many_years"
    for number in ("", "x", "121", "-1"):
        shown = draft.write(on, 422, test="at_least", number=number)
        assert "Write a number from 0 to 120" in shown.words
    draft.write(on, test="at_least", number="18")
    assert "is 18 or more." in draft.words and "Write a number" not in draft.words


def test_a_condition_looks_back_to_an_earlier_page_only(draft):
    assert "Nothing is asked on an earlier page" in draft.get("page/you/conditions").words
    draft.write("page/about/conditions?on=help", test="answered")
    assert "Asked only if you answered Q7." in draft.words
    draft.write("page/first/conditions?on=ward", test="any_of", values=["north"])
    draft.press("question-down:ward")
    assert "which is not on an earlier page" in draft.words


def test_two_officers_never_lose_each_others_work(draft, colleague):
    mine = draft.get("question/change").fields()
    Draft(draft.slug, colleague).write("question/change", title="Is it better than last year?")
    again = draft.browser.post(
        f"{draft.base}/question/change", mine | {"title": "Better or not?"}, status=409
    )
    assert "What a colleague made of it" in again.words
    assert "Is it better than last year?" in again.words
    assert again.fields()["title"] == "Better or not?"
    draft.browser.post(f"{draft.base}/question/change", again.fields(), status=303)
    assert "Better or not?" in draft.words
    assert "put in: Better or not" in draft.get("versions/3").words


def test_a_late_save_of_words_does_not_move_a_question_back(draft, colleague):
    mine = draft.get("question/help").fields()
    Draft(draft.slug, colleague).write("question/help", page="you")
    again = draft.browser.post(f"{draft.base}/question/help", mine | {"title": "Help?"}, status=409)
    draft.browser.post(f"{draft.base}/question/help", again.fields(), status=303)
    shown = draft.get().html
    assert "Help?" in shown
    assert shown.index('id="question-help"') < shown.index('id="page-first"')


@pytest.mark.parametrize(
    "path", ["new-page", "page/first", "question/more/conditions?on=ward", "bank?page=you"]
)
def test_what_was_typed_on_an_older_view_comes_back(draft, colleague, path):
    mine = draft.get(path)
    typed = mine.fields() | {"title": "Mine", "test": "answered"}
    if path.startswith("bank"):
        typed["entry"] = mine.all("input", type="radio", name="entry")[0].get("value")
    Draft(draft.slug, colleague).press("question-up:help")
    again = draft.browser.post(f"{draft.base}/{path}", typed, status=409)
    assert "Nothing was lost and nothing was done" in again.words
    draft.browser.post(f"{draft.base}/{path}", again.fields(), status=303)


def test_a_deleted_question_is_not_brought_back_by_a_late_save(draft, colleague):
    mine = draft.get("question/help").fields()
    Draft(draft.slug, colleague).press("question-drop:help")
    draft.browser.post(f"{draft.base}/question/help", mine, status=404)


def test_an_earlier_version_is_brought_back(draft):
    draft.press("question-drop:help")
    assert "Bring this version back" not in draft.get("versions/2").words
    draft.write("versions/1")
    assert "How could you help?" in draft.words
    assert "An earlier version was brought back" in draft.get("versions").words
    draft.browser.get(f"{draft.base}/versions/99", status=404)


def test_a_question_is_kept_and_taken_over(draft):
    draft.write("question/help/bank")
    draft.browser.get(f"{draft.base}/question/relation/bank")
    bank = draft.browser.get(f"{DESK}/bank")
    assert "How could you help?" in bank.words
    entry = draft.get("bank?page=you").all("input", type="radio", name="entry")[0].get("value")
    draft.write("bank?page=you", entry=entry, page="you")
    assert "question-help_2" in draft.get().html
    draft.browser.post(f"{DESK}/bank", bank.fields() | {"go": f"drop:{entry}"}, status=303)
    assert "None yet" in draft.browser.get(f"{DESK}/bank").words


def test_a_copy_is_a_draft_of_its_own(draft):
    made = draft.browser.post(f"{DESK}/{draft.slug}/copies", draft.get().fields(), status=303)
    copied = made.location.rsplit("/", 2)[1]
    assert copied.startswith("copy-of-where-should-wardens-walk")
    assert "What should we know?" in draft.browser.get(made.location).words
    assert "Nothing yet" in draft.browser.get(f"{DESK}/{copied}/facts").words
