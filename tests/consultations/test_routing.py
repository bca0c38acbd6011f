"""The way follows from the answers: what is asked, what is left aside, and what can never be reached."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from portal.consultations.example import every_kind
from portal.consultations.questions.base import AnswerRefused, Refusal
from portal.consultations.questions.choices import OneChoice, Option
from portal.consultations.questions.conditions import Condition, Test
from portal.consultations.questions.equality import Equality
from portal.consultations.questions.measured import Number
from portal.consultations.questions.pages import Page
from portal.consultations.questions.registry import Document
from portal.consultations.questions.routing import Fault, walked
from portal.consultations.questions.several import Several
from portal.consultations.questions.statement import Statement
from portal.consultations.questions.written import LongText
from tests.builders.consultations import options

YES_NO = options("Yes", "No")


def asks(code, *only_if, required=False):
    """A question with two answers."""
    return OneChoice(code=code, title=code, options=YES_NO, only_if=only_if, required=required)


def page(code, *questions, only_if=()):
    """A page of questions."""
    return Page(code, code, questions, only_if=only_if)


def said(question, value):
    """That this was answered so."""
    return Condition(question, Test.EQUAL, (value,))


FOLLOW = Document(
    (
        page("p1", asks("a")),
        page("p2", asks("b"), only_if=(said("a", "yes"),)),
        page("p3", asks("c", said("b", "no"), required=True), asks("d")),
        page("p4", LongText(code="e", title="E"), only_if=(Condition("c", Test.ANSWERED),)),
    )
)


def way(answers):
    """The codes of what is asked, page by page."""
    return [(each.code, [question.code for question in each.questions]) for each in FOLLOW.path(answers)]


@pytest.mark.parametrize(
    ("answers", "asked"),
    [
        ({}, [("p1", ["a"]), ("p3", ["d"])]),
        ({"a": "no", "b": "no"}, [("p1", ["a"]), ("p3", ["d"])]),
        ({"a": "yes"}, [("p1", ["a"]), ("p2", ["b"]), ("p3", ["d"])]),
        ({"a": "yes", "b": "no"}, [("p1", ["a"]), ("p2", ["b"]), ("p3", ["c", "d"])]),
        (
            {"a": "yes", "b": "no", "c": "yes"},
            [("p1", ["a"]), ("p2", ["b"]), ("p3", ["c", "d"]), ("p4", ["e"])],
        ),
        ({"a": "no", "b": "no", "c": "yes"}, [("p1", ["a"]), ("p3", ["d"])]),
    ],
)
def test_earlier_answers_decide_what_is_asked(answers, asked):
    assert way(answers) == asked


def test_answers_left_aside_are_not_sent():
    assert FOLLOW.accept({"a": "no", "b": "no", "c": "yes", "e": "Words", "d": "yes"}) == {
        "a": "no",
        "d": "yes",
    }


def test_a_required_question_is_required_only_where_it_is_asked():
    assert FOLLOW.accept({"a": "no"}) == {"a": "no"}
    with pytest.raises(AnswerRefused) as refused:
        FOLLOW.accept({"a": "yes", "b": "no"})
    assert refused.value.reason is Refusal.MISSING


answer = st.sampled_from(["yes", "no", None, "neither", 7])


@given(st.fixed_dictionaries(dict.fromkeys("abcd", answer)))
def test_no_way_is_endless_and_what_is_reached_is_accepted(answers):
    reached = FOLLOW.reached(answers)
    assert set(reached) <= {q.code for each in FOLLOW.path(answers) for q in each.questions}
    assert FOLLOW.path(reached) == FOLLOW.path(answers)
    if not FOLLOW.missing(answers):
        assert FOLLOW.accept(answers) == reached


def faults(*pages):
    """Fault and place of each problem."""
    return [(each.fault, each.at) for each in Document(pages).problems()]


def test_what_works_has_no_problem():
    assert FOLLOW.problems() == ()


def test_a_question_that_is_not_there_is_named():
    assert faults(page("p1", asks("a")), page("p2", asks("b", said("x", "yes")))) == [
        (Fault.UNKNOWN_QUESTION, "b")
    ]


def test_an_answer_that_cannot_be_given_is_named():
    assert faults(page("p1", asks("a")), page("p2", asks("b", said("a", "perhaps")))) == [
        (Fault.UNKNOWN_VALUE, "b")
    ]


def test_a_condition_looks_back_to_an_earlier_page():
    assert faults(page("p1", asks("a"), asks("b", said("a", "yes")))) == [(Fault.NOT_EARLIER, "b")]
    assert faults(page("p1", asks("a", said("b", "yes"))), page("p2", asks("b"))) == [
        (Fault.NOT_EARLIER, "a")
    ]


def test_a_loop_is_found():
    both = faults(page("p1", asks("a", said("b", "yes"))), page("p2", asks("b", said("a", "yes"))))
    assert (Fault.LOOP, "a") in both
    assert faults(page("p1", asks("a"), only_if=(said("a", "yes"),))) == [(Fault.LOOP, "p1")]


def test_the_walk_ends_even_round_a_loop():
    looped = Document(
        (page("p1", asks("a", said("b", "yes"))), page("p2", asks("b", said("a", "yes")), asks("c")))
    )
    assert [each.code for each in looped.path({"a": "yes", "b": "yes"})] == ["p2"]


def test_what_two_answers_at_once_would_need_is_never_reached():
    pages = (page("p1", asks("a")), page("p2", asks("b"), only_if=(said("a", "yes"), said("a", "no"))))
    assert faults(*pages) == [(Fault.UNREACHABLE, "p2")]


def test_what_hangs_on_something_never_asked_is_never_reached():
    pages = (
        page("p1", asks("a")),
        page("p2", asks("b", said("a", "yes"))),
        page("p3", asks("c", said("b", "yes"), said("a", "no"))),
    )
    assert faults(*pages) == [(Fault.UNREACHABLE, "c")]


def test_two_ticks_can_be_asked_for_where_two_may_be_ticked():
    ticks = {"code": "a", "title": "A", "options": options("One", "Two", "Three")}
    two = (Condition("a", Test.ANY_OF, ("one",)), Condition("a", Test.ANY_OF, ("two",)))
    assert faults(page("p1", Several(**ticks)), page("p2", asks("b", *two))) == []
    assert faults(page("p1", Several(**ticks, most=1)), page("p2", asks("b", *two))) == [
        (Fault.UNREACHABLE, "b")
    ]


def test_nothing_hangs_on_an_equality_answer_or_on_a_statement():
    words = Statement(code="facts", title="Facts", text="Words")
    assert faults(page("p1", words, asks("a")), page("p2", asks("b", Condition("facts", Test.ANSWERED)))) == [
        (Fault.NOT_LOOKED_AT, "b")
    ]
    pages = (
        page("p1", asks("a")),
        page("p2", asks("b", Condition("who", Test.ANSWERED)), Equality(code="who", title="W")),
    )
    assert faults(*pages) == [(Fault.NOT_LOOKED_AT, "b")]


def test_the_example_asks_follow_ups_of_those_concerned(partnership):
    document = every_kind(partnership.wards)
    everyone = [each.code for each in document.path({})]
    unsafe = document.path({"after_dark": {"park": "very_unsafe"}, "support": "strongly_oppose"})
    assert "unsafe" not in everyone and "oppose" not in everyone
    assert [q.code for each in unsafe if each.code == "oppose" for q in each.questions] == [
        "change",
        "instead",
    ]
    milder = document.path({"support": "oppose"})
    assert [q.code for each in milder if each.code == "oppose" for q in each.questions] == ["change"]


def test_an_option_may_stay_last_in_any_order():
    named = (Option("a", "A"), Option("b", "B"), Option("z", "None", stays=True))
    question = OneChoice(code="c", title="C?", options=named, random_order=True)
    turned = question.reordered(lambda moving: moving[::-1])
    assert [option.code for option in turned.options] == ["b", "a", "z"]


YEARS = Number(code="years", title="How long have you lived here?", least=0, most=120)


def numbered(test, *values):
    """A question that is asked on the number of years."""
    return Document((page("p1", YEARS), page("p2", asks("b", Condition("years", test, values)))))


@pytest.mark.parametrize(
    ("test", "bound", "years", "asked"),
    [
        (Test.AT_LEAST, "18", 18, True),
        (Test.AT_LEAST, "18", 17, False),
        (Test.AT_MOST, "2", 2, True),
        (Test.AT_MOST, "2", 3, False),
        (Test.AT_LEAST, "18", None, False),
    ],
)
def test_a_number_opens_a_question_from_its_bound_on(test, bound, years, asked):
    document = numbered(test, bound)
    assert document.problems() == ()
    given = {"years": years}
    way = [each.code for each, _ in walked(document.pages, lambda question: given.get(question.code))]
    assert way == ["p1", "p2"] if asked else way == ["p1"]


@pytest.mark.parametrize("values", [("121",), ("many",), (), ("1", "2"), ("9" * 5000,)])
def test_a_bound_that_no_number_has_is_named(values):
    (problem,) = numbered(Test.AT_LEAST, *values).problems()
    assert (problem.fault, problem.at, problem.names) == (Fault.UNKNOWN_VALUE, "b", ("years", *values))


def test_bounds_that_exclude_each_other_let_nobody_in():
    apart = (Condition("years", Test.AT_LEAST, ("18",)), Condition("years", Test.AT_MOST, ("2",)))
    (problem,) = Document((page("p1", YEARS), page("p2", asks("b", *apart)))).problems()
    assert problem.fault is Fault.UNREACHABLE
    near = (apart[0], Condition("years", Test.AT_MOST, ("18",)))
    assert Document((page("p1", YEARS), page("p2", asks("b", *near)))).problems() == ()


def test_words_have_no_bounds():
    (problem,) = Document(
        (page("p1", asks("a")), page("p2", asks("b", Condition("a", Test.AT_MOST, ("1",)))))
    ).problems()
    assert problem.fault is Fault.UNKNOWN_VALUE
