"""The law of kinds: none lacks a part, and what is accepted survives JSON, words, export and counting."""

import json
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st
from jinja2 import StrictUndefined

from forms.consultations.kinds import DRAWN
from forms.consultations.pages import as_typed
from portal.consultations.counting.audiences import Groups
from portal.consultations.counting.plain import COUNT_FOR
from portal.consultations.example import every_kind
from portal.consultations.questions.base import AnswerRefused, Kind
from portal.consultations.questions.choices import One
from portal.consultations.questions.pages import Page
from portal.consultations.questions.registry import KINDS, Document, DocumentWrong, document_from_json
from portal.settings import ROOT
from tests.builders.questions import refusals


def strategy(question):
    """Answers to a question, fitting and unfitting."""
    codes = st.sampled_from([code for code, _ in question.possible] or ["none"])
    by_kind = {
        Kind.RELATION: st.lists(codes),
        Kind.PLACE: st.fixed_dictionaries({"ward": codes}, optional={"area": st.just("89195e15c2fffff")}),
        Kind.MATRIX: st.dictionaries(
            st.sampled_from([row.code for row in getattr(question, "rows", ())] or ["-"]),
            st.sampled_from(["safe", "neither", "unsafe", "na"]),
        ),
        Kind.SEVERAL: st.fixed_dictionaries({"chosen": st.lists(codes), "other": st.text()}),
        Kind.RANKING: st.fixed_dictionaries(
            {"places": st.dictionaries(codes, st.integers(1, 3)), "not": st.lists(codes, max_size=1)}
        ),
        Kind.POINTS: st.integers(0, 100).map(lambda n: {"patrols": n, "lights": 100 - n}),
        Kind.NUMBER: st.integers(-5, 130),
        Kind.DATE: st.dates(date(2024, 6, 1), date(2027, 6, 1)).map(str),
        Kind.EQUALITY: st.fixed_dictionaries({}, optional={"age": st.sampled_from(["75+", "16-24"])}),
        Kind.STATEMENT: st.none(),
    }
    chosen = codes if isinstance(question, One) else st.text(max_size=400)
    return by_kind.get(question.kind, chosen)


def back(value):
    """A value as it comes back from JSON."""
    return json.loads(json.dumps(value, ensure_ascii=False, sort_keys=True))


@pytest.mark.parametrize("kind", Kind)
class TestEveryKind:
    """Each part that a kind must have."""

    def test_has_a_field_a_count_and_an_example(self, kind):
        question, value = KINDS[kind].example()
        assert kind in DRAWN and kind in COUNT_FOR
        assert question.accept(value) == value and not question.wrong()
        assert (value is not None) == question.asks

    def test_has_a_template_for_the_screen_and_one_for_paper(self, kind):
        question, _ = KINDS[kind].example()
        assert (ROOT / "templates" / question.partial).is_file()
        assert (ROOT / "templates" / question.paper).is_file()

    def test_says_its_answer_in_words(self, kind):
        question, value = KINDS[kind].example()
        if question.asks:
            assert all(question.summary(value))
        if question.chosen(value) is not None:
            assert all(question.summary(question.chosen(value)))

    def test_has_columns_with_different_names(self, kind):
        question, _ = KINDS[kind].example()
        names = [column.name for column in question.columns()]
        assert len(set(names)) == len(names)
        assert bool(names) == (question.asks and not question.apart)

    def test_fills_a_cell_for_each_column_that_is_not_written(self, kind):
        question, value = KINDS[kind].example()
        columns = [column for column in question.columns() if not column.written]
        for chosen in (None, question.chosen(value)):
            assert len(question.cells(chosen)) == len(columns)

    def test_exports_no_word_that_was_typed(self, kind):
        question, value = KINDS[kind].example()
        cells = question.cells(question.chosen(value))
        assert not set(question.texts(value or {}).values()) & set(map(str, cells))
        assert {name for name, _ in question.writings} == {
            column.name for column in question.columns() if column.written
        }

    def test_names_every_place_where_words_are_typed(self, kind):
        question, _ = KINDS[kind].example()
        assert len(question.typed_in) == len(question.writings)
        assert set(question.typed_in) <= set(DRAWN[kind].fields(question))

    def test_shows_every_refusal_at_a_field_that_is_there(self, kind):
        question, _ = KINDS[kind].example()
        fields = set(DRAWN[kind].fields(question))
        for refused in refusals(question):
            said = DRAWN[kind].refused(question, refused)
            assert (not fields or set(said) <= fields) and all(said.values())

    def test_refuses_what_is_not_its_own(self, kind):
        question, _ = KINDS[kind].example()
        for value in ([["deep"]], {"no": {"such": 1}}, {"places": 3}, {"chosen": "x"}, -1.5, True, "\0"):
            try:
                question.accept(value)
            except AnswerRefused as refused:
                assert refused.facts["question"] is question

    def test_can_be_asked_in_another_order(self, kind):
        question, value = KINDS[kind].example()
        turned = question.reordered(lambda options: options[::-1])
        assert turned.accept(value) == value and type(turned) is type(question)


@pytest.mark.parametrize("kind", Kind)
@given(data=st.data())
def test_what_is_accepted_survives_everything(kind, data):
    question, _ = KINDS[kind].example()
    given_ = data.draw(strategy(question))
    try:
        accepted = question.accept(given_)
    except AnswerRefused:
        return
    assert question.accept(back(accepted)) == accepted
    if accepted is None:
        return
    assert all(question.summary(back(accepted)))
    chosen = question.chosen(back(accepted))
    if not (question.is_text or question.apart):
        assert question.from_cells(question.cells(chosen)) == chosen
    assert as_typed(Page("p", "P", (question,)), {question.code: accepted})
    assert question.span or question.codes(accepted) <= {code for code, _ in question.possible}
    assert question.codes(accepted) == frozenset() or question.holds(question.codes(accepted))
    everyone = [] if chosen is None else [{question.code: back(chosen)}] * 12
    for figure in COUNT_FOR[kind](question, Groups(everyone, None)):
        assert figure.rows


@given(st.lists(st.sampled_from(list(Kind)), min_size=1, unique=True))
def test_any_document_of_examples_survives_json(kinds):
    ordered = sorted(kinds, key=lambda kind: kind is Kind.EQUALITY)
    questions = tuple(KINDS[kind].example()[0] for kind in ordered)
    document = Document(tuple(Page(f"p{n}", "Page", (each,)) for n, each in enumerate(questions)))
    assert document_from_json(back(document.to_json())) == document


def test_a_document_of_the_first_shape_is_still_read():
    stored = {
        "format": 1,
        "pages": [
            {
                "code": "only",
                "title": "Only",
                "intro": "",
                "questions": [
                    {"kind": "one_choice", "code": "c", "title": "C?", "hint": "", "required": False,
                     "options": [{"code": "a", "words": "A"}, {"code": "b", "words": "B"}]}
                ],
            }
        ],
    }  # fmt: skip
    assert document_from_json(stored).questions[0].possible == (("a", "A"), ("b", "B"))


@pytest.mark.parametrize(
    "stored", [{}, {"pages": [{}]}, {"pages": 3}, {"pages": [{"questions": [{"kind": "?"}]}]}]
)
def test_what_is_no_document_is_refused(stored):
    with pytest.raises(DocumentWrong):
        document_from_json(stored)


def test_every_kind_is_asked_in_the_example_and_every_condition_works(partnership):
    document = every_kind(partnership.wards)
    assert {question.kind for question in document.questions} == set(Kind)
    assert document.problems() == ()
    assert document_from_json(back(document.to_json())) == document


def test_every_kind_prints_on_paper(app):
    with app.test_request_context():
        environment = app.jinja_env.overlay(undefined=StrictUndefined)
        for kind in Kind:
            question, _ = KINDS[kind].example()
            printed = environment.get_template(question.paper).render(question=question)
            assert question.title in printed
            for _, words in question.possible if kind is not Kind.MATRIX else ():
                assert words in printed
