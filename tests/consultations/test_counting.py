"""Figures: what everybody said, and no number that points to a few."""

from datetime import date

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from portal.consultations import evidence, queries
from portal.consultations.after import frozen
from portal.consultations.counting.audiences import SMALLEST, Groups
from portal.consultations.counting.plain import COUNT_FOR, exclusive
from portal.consultations.counting.results import CAVEAT, NotClosed, words_written
from portal.consultations.questions.base import Kind
from portal.core.disclosure import EQUALITY_FLOOR, FLOOR, Band, Shown, Suppressed
from tests.builders.consultations import (
    AFTER,
    WHILE_OPEN,
    a_consultation,
    a_receipt,
    an_answer,
    some_questions,
)

PAIRS = [("better", "Better"), ("same", "Same"), ("worse", "Worse")]


def people(**how_many):
    """So many people to each relation and choice, named `live_worse=12`."""
    found = []
    for name, number in how_many.items():
        relation, choice = name.split("_")
        found += [{"relation": [relation], "change": choice}] * number
    return Groups(found, "relation")


def changed(groups):
    """The figure for the one choice."""
    return exclusive("", "", PAIRS, groups, lambda each: each.get("change"))


def test_shares_are_of_those_who_answered():
    figure = changed(people(live_better=30, live_same=50, live_worse=20))
    assert [row.share for row in figure.rows] == [30, 50, 20]
    assert figure.base == Shown(100)


def test_groups_stand_side_by_side_when_each_is_large_enough():
    groups = people(live_better=40, work_better=30, visit_worse=25)
    assert groups.names == ("Live here", "Work or study here, live elsewhere", "Visit")


def test_a_thin_group_is_joined_and_two_thin_ones_end_the_split():
    assert len(people(live_better=40, work_better=30, visit_worse=3).names) == 2
    assert people(live_better=40, visit_worse=3).names == ()


def test_a_small_number_takes_another_with_it():
    figure = changed(people(live_better=2, live_same=40, live_worse=30))
    hidden = [row.label for row in figure.rows if isinstance(row.count, Suppressed)]
    assert "Better" in hidden and len(hidden) >= 2
    assert figure.rows[0].words == "too few to show"


numbers = st.integers(0, 60)


@settings(max_examples=60, deadline=None)
@given(st.lists(numbers, min_size=6, max_size=6))
def test_no_small_number_can_be_worked_out(counts):
    keys = [
        f"{relation}_{choice}" for relation in ("live", "visit") for choice in ("better", "same", "worse")
    ]
    figure = changed(people(**dict(zip(keys, counts, strict=True))))
    for row in figure.rows:
        if isinstance(row.count, Shown):
            assert row.count.number >= FLOOR
    assert worked_out([row.count for row in figure.rows], figure.base) >= FLOOR
    for line in figure.split.lines if figure.split else ():
        assert worked_out(line.cells, line.total) >= FLOOR
    for at, total in enumerate(figure.split.totals if figure.split else ()):
        assert worked_out([line.cells[at] for line in figure.split.lines], total) >= FLOOR


def worked_out(cells, total):
    """What the total less the shown cells gives for all hidden ones; endless where nothing can be."""
    shown = [cell.number for cell in cells if isinstance(cell, Shown)]
    if len(shown) == len(cells) or not isinstance(total, Shown):
        return float("inf")
    return total.number - sum(shown)


def ranked(*orders):
    """Groups of residents who ranked like this, each order as many times as said."""
    everyone = []
    for times, places, refused in orders:
        everyone += [{"relation": ["live"], "first": {"places": places, "not": refused}}] * times
    return Groups(everyone, "relation")


def test_a_ranking_counts_first_places_near_the_top_and_points():
    question = some_questions().pages[1].questions[0]
    groups = ranked(
        (30, {"noise": 1, "roads": 2, "fraud": 3}, []),
        (20, {"roads": 1, "fraud": 2}, ["noise"]),
        (10, {"fraud": 1}, ["noise"]),
    )
    first, near, dropped = COUNT_FOR[Kind.RANKING](question, groups)
    assert [row.count for row in first.rows] == [Shown(30), Shown(20), Shown(10)]
    assert [(row.label, row.share) for row in near.rows] == [("Fraud", 100), ("Roads", 83), ("Noise", 50)]
    assert [row.points for row in near.rows] == ["1.7", "2.0", "1.5"]
    assert dropped.rows[0].share == 50
    assert isinstance(dropped.rows[1].count, Suppressed)


def test_points_are_left_out_where_they_could_give_away_a_hidden_number():
    question = some_questions().pages[1].questions[0]
    groups = ranked((30, {"noise": 1}, []), (20, {"roads": 1}, []), (2, {"fraud": 1}, []))
    _, near, _ = COUNT_FOR[Kind.RANKING](question, groups)
    assert [row.points for row in near.rows] == ["", "", ""]


@pytest.fixture
def closed(session, partnership):
    """Thirty residents and four visitors answered, twelve said how old they are."""
    a_consultation(session)
    for number in range(34):
        an_answer(
            session,
            partnership,
            receipt=a_receipt(f"person {number}"),
            relation=["live"] if number < 30 else ["visit"],
            about_you={"age": "35-44", "sex": "female"} if number < 12 else None,
            more=f"Words of {number}" if number < 3 else None,
            help=None,
        )


def test_there_are_no_results_while_people_can_answer(session, closed):
    with pytest.raises(NotClosed):
        frozen.read(session, "what-first", now=WHILE_OPEN)


def test_results_say_how_many_answered_and_hide_what_is_small(session, closed):
    found = frozen.read(session, "what-first", now=AFTER).settled
    assert found.responses == Band(30, 34) and found.channels == ()
    assert [party.base for party in found.parties] == [Shown(30)] and found.left_out
    words = words_written(session, "what-first", some_questions().questions)
    assert words[0].written == Suppressed(words[0].written.reason)
    assert "chose for themselves" in CAVEAT


def test_equality_answers_need_ten(session, closed):
    age = frozen.read(session, "what-first", now=AFTER).settled.equality[0]
    shown = [row.count.number for row in age.rows if isinstance(row.count, Shown)]
    assert all(number >= EQUALITY_FLOOR for number in shown)


def test_withdrawn_and_unsent_answers_are_not_counted(session, partnership):
    a_consultation(session)
    assert queries.chosen_answers(session, "what-first") == []
    assert frozen.read(session, "what-first", now=AFTER).settled.responses == Suppressed("small")


def test_evidence_for_a_pack_is_of_what_closed_in_its_period(session, partnership, closed):
    def found(start, end, now=AFTER):
        return evidence.closed_between(session, partnership=partnership, start=start, end=end, now=now)

    inside = found(date(2026, 12, 1), date(2027, 1, 1))
    assert [each.slug for each in inside] == ["what-first"]
    assert inside[0].tables[0].base == "30 people who answered this question"
    assert inside[0].tables[0].caption.endswith("Live here")
    assert found(date(2026, 11, 1), date(2026, 12, 1)) == ()
    assert found(date(2026, 12, 1), date(2027, 1, 1), now=WHILE_OPEN) == ()


def test_a_column_needs_enough_people():
    assert SMALLEST >= 2 * FLOOR
