"""Every kind of question is complete, and takes only what fits it."""

import json

import pytest
from hypothesis import given
from hypothesis import strategies as st

from forms.consultations.kinds import DRAWN
from forms.consultations.pages import as_typed
from portal.consultations.counting.plain import COUNT_FOR
from portal.consultations.questions.base import AnswerRefused, Kind, Refusal
from portal.consultations.questions.choices import Option
from portal.consultations.questions.ranking import Ranking, ordinal
from portal.consultations.questions.registry import (
    KINDS,
    Document,
    DocumentWrong,
    Page,
    document_from_json,
)
from portal.consultations.questions.written import LongText
from portal.settings import ROOT
from tests.builders.consultations import some_answers, some_questions

CODES = ("noise", "roads", "fraud", "drugs")
RANKING = Ranking(code="first", title="First?", options=tuple(Option(code, code.title()) for code in CODES))


@pytest.mark.parametrize("kind", Kind)
class TestEveryKind:
    """What a kind of question must have."""

    def test_is_registered_with_fields_and_a_count(self, kind):
        assert KINDS[kind].kind is kind
        assert kind in DRAWN and kind in COUNT_FOR

    def test_has_a_template(self, kind):
        question, _ = KINDS[kind].example()
        assert (ROOT / "templates" / question.partial).is_file()

    def test_takes_its_own_example_and_says_it_in_words(self, kind):
        question, value = KINDS[kind].example()
        assert question.accept(value) == value
        assert all(question.summary(value))

    def test_accepts_what_it_stored(self, kind):
        question, value = KINDS[kind].example()
        stored = json.loads(json.dumps(question.accept(value)))
        assert question.accept(stored) == value

    def test_survives_being_written_down(self, kind):
        question, _ = KINDS[kind].example()
        document = Document((Page("only", "Only", (question,)),))
        assert document_from_json(json.loads(json.dumps(document.to_json()))) == document

    def test_fills_its_fields_again(self, kind):
        question, value = KINDS[kind].example()
        typed = as_typed(Page("only", "Only", (question,)), {question.code: value})
        assert bool(typed) == question.asks and all(name.startswith(question.name) for name in typed)

    def test_takes_nothing_as_no_answer(self, kind):
        question, _ = KINDS[kind].example()
        if not question.required:
            assert question.accept(None) is None


def test_a_required_question_wants_an_answer():
    question, _ = KINDS[Kind.RELATION].example()
    with pytest.raises(AnswerRefused) as refused:
        question.accept([])
    assert refused.value.reason is Refusal.MISSING


def test_a_long_text_says_by_how_much_it_is_too_long():
    with pytest.raises(AnswerRefused) as refused:
        LongText(code="more", title="More?").accept("x" * 3007)
    assert refused.value.facts["over"] == 7


@pytest.mark.parametrize(
    "value",
    [
        {"places": {"noise": 5}},
        {"places": {"noise": 0}},
        {"places": {"noise": True}},
        {"places": {"gold": 1}},
        {"places": {"noise": 1}, "not": ["noise"]},
        {"places": {}, "not": ["gold"]},
        ["noise"],
    ],
)
def test_a_ranking_refuses_what_is_not_its_own(value):
    with pytest.raises(AnswerRefused) as refused:
        RANKING.accept(value)
    assert refused.value.reason is Refusal.UNKNOWN_CHOICE


def test_the_first_three_leave_room_for_three():
    top = Ranking(code="first", title="First?", options=RANKING.options, top=3)
    assert top.places == 3
    with pytest.raises(AnswerRefused):
        top.accept({"places": {"noise": 4}, "not": []})


placed = st.dictionaries(st.sampled_from(CODES), st.integers(1, len(CODES)))
left_out = st.sets(st.sampled_from(CODES))


@given(placed, left_out)
def test_a_ranking_keeps_the_order_and_closes_gaps(places, refused):
    given_ = {"places": places, "not": sorted(refused - set(places))}
    if len(set(places.values())) < len(places):
        with pytest.raises(AnswerRefused) as caught:
            RANKING.accept(given_)
        assert caught.value.reason is Refusal.SAME_PLACE
        return
    accepted = RANKING.accept(given_)
    if accepted is None:
        assert not places and not given_["not"]
        return
    assert sorted(accepted["places"].values()) == list(range(1, len(places) + 1))
    assert sorted(places, key=places.get) == sorted(accepted["places"], key=accepted["places"].get)
    assert set(accepted["not"]) == set(given_["not"])
    assert RANKING.accept(accepted) == accepted


@given(st.integers(1, 200))
def test_ordinals_end_as_they_are_said(number):
    said = ordinal(number)
    teen = 11 <= number % 100 <= 13
    assert said.endswith({1: "st", 2: "nd", 3: "rd"}.get(number % 10, "th") if not teen else "th")


def test_a_document_refuses_two_of_a_name_and_the_names_of_pages_between():
    question, _ = KINDS[Kind.LONG_TEXT].example()
    for pages in (
        (Page("a", "A", (question,)), Page("b", "B", (question,))),
        (Page("check", "C", (question,)),),
        (),
    ):
        with pytest.raises(DocumentWrong):
            Document(pages)


def test_the_equality_block_comes_last():
    pages = some_questions().pages
    with pytest.raises(DocumentWrong):
        Document((pages[2], pages[0]))


def test_a_document_leaves_out_what_was_not_answered():
    answers = some_answers(more=None, about_you=None)
    assert some_questions().accept(answers) == answers
