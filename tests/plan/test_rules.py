"""What a plan has to have, and the only way it can go."""

from datetime import date
from itertools import product

import pytest
from hypothesis import given
from hypothesis import strategies as st

from portal.core.errors import MoveNotAllowed
from portal.core.years import NotAYear, Years, parse, year_of
from portal.plan import rules
from portal.plan.rules import MOVES, SECTIONS, Approval, PlanState

WHOLE = {letter: f"Part {letter}" for letter in SECTIONS}
MARCH = date(2026, 3, 19)
BOARD = Approval(code="EXEC", body="Executive Board", on=MARCH)
FIRST = {"starts_on": MARCH, "in_force_from": None}
ASKED = {"voluntary": "The council for voluntary service", "asked_until": MARCH}

texts = st.text(max_size=20)
partial = st.fixed_dictionaries(dict.fromkeys(SECTIONS, texts))


def test_a_plan_never_goes_back():
    order = list(PlanState)
    assert set(zip(order, order[1:], strict=False)) < MOVES
    assert all(order.index(a) <= order.index(b) for a, b in MOVES)


@pytest.mark.parametrize(
    ("state", "to"), [pair for pair in product(PlanState, PlanState) if pair not in MOVES]
)
def test_a_step_that_is_not_in_the_table_is_refused(state, to):
    with pytest.raises(MoveNotAllowed):
        rules.moved(state, to)


def test_a_whole_approved_plan_is_published():
    state = rules.publish(
        PlanState.APPROVED, WHOLE, approved_by="Executive Board", approved_on=MARCH, **FIRST
    )
    assert state is PlanState.PUBLISHED


@pytest.mark.parametrize("letter", SECTIONS)
def test_an_empty_part_is_named_and_nothing_is_published(letter):
    with pytest.raises(rules.SectionsMissing) as refused:
        rules.publish(
            PlanState.APPROVED,
            WHOLE | {letter: " \n "},
            approved_by="Executive Board",
            approved_on=MARCH,
            **FIRST,
        )
    assert refused.value.letters == (letter,)


@given(partial)
def test_every_empty_part_is_named_and_no_other(sections):
    assert rules.missing(sections) == tuple(letter for letter in "abcdef" if not sections[letter].strip())


@pytest.mark.parametrize(("body", "on"), [("", MARCH), ("  ", MARCH), ("Executive Board", None)])
def test_without_a_body_and_a_day_nothing_is_published(body, on):
    with pytest.raises(rules.NotApproved):
        rules.publish(PlanState.APPROVED, WHOLE, approved_by=body, approved_on=on, **FIRST)


@pytest.mark.parametrize("state", [s for s in PlanState if s is not PlanState.APPROVED])
def test_only_an_approved_plan_is_published(state):
    with pytest.raises(MoveNotAllowed):
        rules.publish(state, WHOLE, approved_by="Executive Board", approved_on=MARCH, **FIRST)


def test_approval_cannot_lie_in_the_future():
    with pytest.raises(rules.ApprovedInFuture):
        rules.approve(PlanState.CONSULTED, WHOLE, BOARD, **ASKED, today=date(2026, 3, 18))


def test_a_plan_with_a_hole_is_not_approved():
    with pytest.raises(rules.SectionsMissing):
        rules.approve(PlanState.CONSULTED, WHOLE | {"d": ""}, BOARD, **ASKED, today=MARCH)


def test_a_plan_nobody_was_asked_about_is_not_approved():
    with pytest.raises(MoveNotAllowed):
        rules.approve(PlanState.DRAFT, WHOLE, BOARD, **ASKED, today=MARCH)


@pytest.mark.parametrize("state", [PlanState.APPROVED, PlanState.PUBLISHED, PlanState.SUPERSEDED])
def test_an_approved_text_does_not_change(state):
    with pytest.raises(rules.ApprovedAlready):
        rules.check_editable(state)


@pytest.mark.parametrize("state", [PlanState.DRAFT, PlanState.CONSULTED, PlanState.APPROVED])
def test_one_edition_at_a_time(state):
    with pytest.raises(rules.EditionOpen):
        rules.check_new_edition(state)


@pytest.mark.parametrize("state", [None, PlanState.PUBLISHED, PlanState.SUPERSEDED])
def test_a_new_edition_follows_a_finished_one(state):
    rules.check_new_edition(state)


@pytest.mark.parametrize(
    "text", ["", "2022", "2022-22", "2022-21", "2022-2023", "22-23", "2022-40", "１２２２-23"]
)
def test_what_is_no_year_is_refused(text):
    with pytest.raises(NotAYear):
        parse(text)


@given(st.integers(2000, 2088), st.integers(1, 10))
def test_years_are_read_as_they_are_written(first, span):
    years = Years(first, first + span)
    assert parse(str(years)) == years


@given(st.dates(date(2001, 1, 1), date(2090, 1, 1)))
def test_every_day_lies_in_its_year(day):
    years = year_of(day)
    assert years.starts_on <= day <= years.ends_on


def test_a_plan_that_no_voluntary_group_was_asked_about_is_not_approved():
    with pytest.raises(rules.VoluntaryNotAsked):
        rules.approve(
            PlanState.CONSULTED, WHOLE, BOARD, voluntary=" \n", asked_until=MARCH, today=date(2026, 4, 1)
        )
