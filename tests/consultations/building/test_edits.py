"""What can be done to a questionnaire, and what cannot: in one place, without a page."""

from dataclasses import fields, replace

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from forms.consultations.building import FIELDS, question_form
from forms.consultations.kinds import DRAWN
from portal.consultations.building import edits
from portal.consultations.building.boxes import PartsWrong, first_values, made, values_of
from portal.consultations.building.edits import EditRefused, Why
from portal.consultations.building.naming import code_from, lines_of, options_from
from portal.consultations.building.patterns import patterns
from portal.consultations.building.problems import sentences
from portal.consultations.building.settable import NAMES, SETTABLE
from portal.consultations.example import every_kind
from portal.consultations.questions.base import Kind, Option
from portal.consultations.questions.choices import OneChoice, Ward
from portal.consultations.questions.conditions import Condition, Test
from portal.consultations.questions.equality import Equality
from portal.consultations.questions.registry import KINDS, Document, DocumentWrong, Page, document_from_json
from portal.consultations.questions.written import ShortText
from portal.consultations.shipped import answers_of_the_area
from portal.core.errors import NotFound
from tests.builders.consultations import options, some_questions

SETTLED = {"code", "only_if"}
"""What nobody sets in the boxes: names stay, and conditions have a page of their own."""

NOT_SET = {
    Kind.RELATION: {"random_order"},
    Kind.WARD: {"options", "random_order"},
    Kind.PLACE: {"options", "random_order"},
    Kind.RATING: {"random_order"},
    Kind.STATEMENT: {"hint", "required"},
    Kind.EQUALITY: {"hint", "required", "version"},
}
"""What makes no sense in a kind, or follows from the area or the house."""

STANDARD = {kind: KINDS[kind].example()[0].options for kind in (Kind.RELATION, Kind.WARD, Kind.PLACE)}


def refused(why, act, *given):
    with pytest.raises(EditRefused) as raised:
        act(*given)
    assert raised.value.why is why


@pytest.mark.parametrize("kind", Kind)
def test_every_kind_says_what_can_be_set_and_a_form_is_made_from_it(kind, house):
    known = {each.name for each in fields(KINDS[kind])}
    named = {part.name for part in SETTABLE[kind]}
    assert named == known - SETTLED - NOT_SET.get(kind, set())
    assert NAMES[kind]
    assert {part.sort for part in SETTABLE[kind]} <= set(FIELDS)
    with house.test_request_context():
        form = question_form(kind, STANDARD, version=1)
        assert named <= set(form._fields)


@pytest.mark.parametrize("kind", Kind)
def test_the_boxes_of_a_question_give_the_question_again(kind):
    question, _ = KINDS[kind].example()
    assert made(kind, values_of(question), STANDARD, question) == question
    assert set(first_values(kind, STANDARD)) == {part.name for part in SETTABLE[kind]}


@pytest.mark.parametrize("kind", Kind)
def test_a_question_knows_what_its_further_boxes_are_called(kind):
    question, _ = KINDS[kind].example()
    drawn = set(DRAWN[kind].fields(question))
    assert {each for each in drawn if each.startswith(f"{question.name}_")} <= set(question.also_named)


def test_everything_a_real_questionnaire_asks_can_be_written_in_the_boxes(partnership):
    standard = answers_of_the_area(partnership)
    for question in every_kind(partnership.wards).questions:
        assert made(question.kind, values_of(question), standard, question) == question


@pytest.mark.parametrize("part", [p for k in Kind for p in SETTABLE[k] if p.needed], ids=lambda p: p.label)
def test_what_is_needed_is_asked_for(part):
    kind = next(kind for kind in Kind if part in SETTABLE[kind])
    question, _ = KINDS[kind].example()
    with pytest.raises(PartsWrong) as raised:
        made(kind, values_of(question) | {part.name: " "}, STANDARD, question)
    assert part.name in raised.value.parts


@pytest.mark.parametrize(
    ("kind", "changes", "part"),
    [
        (Kind.MATRIX, {"not_applicable_rows": "On the moon"}, "not_applicable_rows"),
        (Kind.MATRIX, {"rows": "A\n*"}, "rows"),
        (Kind.NUMBER, {"least": "5", "most": "4"}, "most"),
        (Kind.NUMBER, {"most": "1e9"}, "most"),
        (Kind.NUMBER, {"most": "9" * 40}, "most"),
        (Kind.NUMBER, {"most": "²"}, "most"),
        (Kind.POINTS, {"total": "0"}, "total"),
        (Kind.RANKING, {"top": "0"}, "top"),
        (Kind.SEVERAL, {"least": "9"}, "most"),
        (Kind.DATE, {"earliest": "2026-02-30"}, "earliest"),
        (Kind.DATE, {"earliest": "2027-01-01", "latest": "2026-01-01"}, "latest"),
        (Kind.ONE_CHOICE, {"options": "Only one"}, "options"),
        (Kind.ONE_CHOICE, {"options": "\n".join(map(str, range(99)))}, "options"),
        (Kind.ONE_CHOICE, {"options": f"Yes\n{'no' * 200}"}, "options"),
        (Kind.STATEMENT, {"text": "x" * 4000}, "text"),
        (Kind.RELATION, {"options": "One\nTwo"}, "options"),
    ],
)
def test_what_does_not_fit_is_named(kind, changes, part):
    question, _ = KINDS[kind].example()
    with pytest.raises(PartsWrong) as raised:
        made(kind, values_of(question) | changes, STANDARD, question)
    assert set(raised.value.parts) == {part}


def test_an_emptied_number_means_what_the_kind_means():
    question, _ = KINDS[Kind.SEVERAL].example()
    emptied = made(Kind.SEVERAL, values_of(question) | {"most": "", "least": ""}, STANDARD, question)
    assert (emptied.most, emptied.least) == (None, 1)


def test_an_answer_put_in_other_words_keeps_its_code_and_a_new_one_gets_its_own():
    before = options("Yes", "No", "Maybe")
    after = options_from("Yes\nNever\nMaybe\nOther", before)
    assert [each.code for each in after] == ["yes", "no", "maybe", "other_2"]
    turned = options_from("Maybe\nYes\nNo", before)
    assert [each.code for each in turned] == ["maybe", "yes", "no"]
    assert options_from("* Yes\n汉字", ()) == (Option("yes", "Yes", True), Option("answer", "汉字"))
    assert lines_of(options_from("* Yes\nNo", ())) == "* Yes\nNo"


@settings(max_examples=40)
@given(st.text(max_size=60))
def test_a_made_code_fits_wherever_codes_stand(words):
    question = ShortText(code=code_from(words, "question"), title="T")
    assert Document((Page("p", "P", (question,)),)).questions


@settings(max_examples=40)
@given(
    st.lists(
        st.text(alphabet="ab cé汉*", min_size=1, max_size=9),
        unique_by=lambda t: t.strip("* ").casefold(),
        max_size=9,
    )
)
def test_codes_of_answers_are_never_shared(lines):
    lines = {line.strip("* ").casefold(): line for line in lines}.values()
    made_of = options_from("\n".join(lines), options("A", "B", "C"))
    codes = [each.code for each in made_of]
    assert len(set(codes)) == len(codes)


def test_nothing_stands_behind_the_questions_about_a_person():
    document = edits.add_page(some_questions(), "More", "")
    assert [page.code for page in document.pages] == ["you", "first", "more_2", "about"]
    refused(Why.LAST_OF_ALL, edits.move_page, document, "about", -2)
    refused(Why.LAST_OF_ALL, edits.move_question, edits.add_question(document, "about", _text()), "text", 1)
    placed = edits.add_question(document, "about", _text())
    assert [each.code for each in placed.page("about").questions] == ["text", "about_you"]


def test_a_question_goes_to_any_page_and_comes_last_there():
    document = edits.place_question(some_questions(), "help", "you")
    assert [each.code for each in document.page("you").questions] == ["relation", "ward", "help"]
    assert edits.place_question(document, "help", "you") == document
    placed = edits.place_question(document, "help", "about")
    assert [each.code for each in placed.page("about").questions] == ["help", "about_you"]
    refused(Why.LAST_OF_ALL, edits.place_question, document, "about_you", "you")


def test_what_must_be_asked_stays_and_what_is_asked_once_comes_once():
    document = some_questions()
    refused(Why.WHO_ANSWERS, edits.drop_question, document, "relation")
    refused(Why.WHO_ANSWERS, edits.drop_page, document, "you")
    refused(
        Why.ASKED_ALREADY,
        edits.add_question,
        document,
        "first",
        Ward(code="w", title="W", options=options("A", "B")),
    )
    alone = Document((Page("p", "P", (_text(),)),))
    refused(Why.NOTHING_LEFT, edits.drop_question, alone, "text")


def test_there_is_an_end():
    document = some_questions()
    for _ in range(edits.MOST_PAGES - len(document.pages)):
        document = edits.add_page(document, "More", "")
    refused(Why.TOO_MANY, edits.add_page, document, "More", "")
    refused(Why.TOO_MANY, edits.ask_page_if, document, "more", [Condition("ward", Test.ANSWERED)] * 7)


@pytest.mark.parametrize(
    "name", ["ward_postcode", "about_you_age", "first", "Ward", "1", "check", "x-y", "ward"]
)
def test_a_name_that_cannot_be_used_is_refused(name):
    refused(Why.NAME_TAKEN, edits.add_question, some_questions(), "you", _text(), name)


def test_fields_of_one_name_make_no_document():
    ward = _ward()
    with pytest.raises(DocumentWrong):
        Document((Page("p", "P", (ward, replace(_text(), code="ward_postcode"))),))
    with pytest.raises(DocumentWrong):
        about = Equality(code="you", title="About you")
        Document((Page("p", "P", (replace(_text(), code="you_sex"), about)),))


def test_what_is_not_there_is_not_found():
    for act in (edits.move_page, edits.move_question):
        with pytest.raises(NotFound):
            act(some_questions(), "nowhere", 1)
    with pytest.raises(NotFound):
        edits.add_question(some_questions(), "nowhere", _text())


def test_problems_are_told_in_words():
    base = edits.add_page(some_questions(), "Later", "")
    late = OneChoice(code="late", title="Late?", options=options("Yes", "No"))
    base = edits.add_question(base, "later", late)

    def told(*conditions):
        return sentences(edits.ask_question_if(base, "change", conditions))

    assert told(Condition("gone", Test.ANSWERED)) == (
        "Question “Better or worse?” depends on a question that was deleted. "
        "Take the condition away, or choose another question.",
    )
    assert "not on an earlier page" in told(Condition("late", Test.ANSWERED))[0]
    assert "does not offer any more" in told(Condition("ward", Test.ANY_OF, ("gone",)))[0]
    assert "nobody may look at" in told(Condition("about_you", Test.ANSWERED))[0]
    looped = edits.ask_question_if(base, "late", [Condition("change", Test.ANSWERED)])
    looped = edits.ask_question_if(looped, "change", [Condition("late", Test.ANSWERED)])
    assert "depend on each other" in sentences(looped)[0]
    both = (Condition("ward", Test.EQUAL, ("north",)), Condition("ward", Test.EQUAL, ("south",)))
    assert "is never asked" in told(*both)[0]
    page = edits.ask_page_if(base, "first", [Condition("gone", Test.ANSWERED)])
    assert sentences(page)[0].startswith("Page “What should come first”")


ACTS = st.sampled_from(["page-up", "page-down", "question-up", "question-down", "question-drop", "page-drop"])


@settings(max_examples=30)
@given(st.lists(st.tuples(ACTS, st.integers(0, 40)), max_size=25))
def test_whatever_is_pressed_what_is_left_can_be_asked_and_stored(partnership_of_the_module, presses):
    document = every_kind(partnership_of_the_module.wards)
    for verb, at in presses:
        what = document.pages if verb.startswith("page") else document.questions
        code = what[at % len(what)].code
        by = -1 if verb.endswith("up") else 1
        try:
            if verb.endswith("drop"):
                act = edits.drop_page if verb.startswith("page") else edits.drop_question
                document = act(document, code)
            else:
                act = edits.move_page if verb.startswith("page") else edits.move_question
                document = act(document, code, by)
        except EditRefused:
            continue
    assert document_from_json(document.to_json()) == document
    assert sentences(document) is not None


@pytest.mark.parametrize("pattern", patterns(), ids=lambda each: each.code)
@pytest.mark.parametrize("partnership_code", ["bcp", "lbbd"])
def test_every_shipped_questionnaire_can_be_asked_as_it_stands(partnership, pattern):
    document = pattern.document(partnership, None)
    assert sentences(document) == ()
    standard = answers_of_the_area(partnership)
    for question in document.questions:
        assert made(question.kind, values_of(question), standard, question) == question
        assert "{" not in question.title


def _ward():
    return Ward(code="ward", title="Ward?", options=options("A", "B"))


def _text():
    return ShortText(code="text", title="Text")
