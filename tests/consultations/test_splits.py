"""Parties and splits: residents apart, sums that agree, and no number that points to a few."""

from collections import Counter

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from portal.consultations.counting import membership, splits
from portal.consultations.counting.audiences import SMALLEST, Groups
from portal.consultations.counting.membership import WAYS
from portal.consultations.counting.parties import EVERYBODY, Person, parties
from portal.consultations.counting.plain import COUNT_FOR
from portal.consultations.questions.base import Kind
from portal.consultations.questions.registry import KINDS
from portal.core.disclosure import FLOOR, Shown, Suppressed

PEOPLE = 60
COUNTED = sorted(WAYS)


def people(**how_many):
    """So many people of each tie, named `resident=30`."""
    return [Person({}, tie, None, "web") for tie, number in how_many.items() for _ in range(number)]


def names(**how_many):
    return [party.name for party in parties(people(**how_many), asked=True)]


def test_residents_are_never_counted_together_with_others():
    assert names(resident=30, worker=25, visitor=20) == [
        "Live here",
        "Work or study here, live elsewhere",
        "Visit",
    ]
    assert names(resident=30, worker=15, visitor=6) == ["Live here", "Work, study or visit, live elsewhere"]


@pytest.mark.parametrize(("resident", "visitor", "kept"), [(30, 3, "Live here"), (4, 30, "Work, study or")])
def test_too_few_others_are_left_out_and_not_mixed_in(resident, visitor, kept):
    found = parties(people(resident=resident, visitor=visitor), asked=True)
    assert len(found) == 1 and found[0].name.startswith(kept)
    assert len(found[0].people) == max(resident, visitor)


def test_who_did_not_say_is_in_no_party():
    everyone = [*people(resident=30), *(Person({}, None, None, "paper") for _ in range(9))]
    found = parties(everyone, asked=True)
    assert [len(party.people) for party in found] == [30]


def test_without_the_question_everybody_is_one_party():
    found = parties(people(visitor=7), asked=False)
    assert [party.code for party in found] == [EVERYBODY]


def test_every_kind_that_is_counted_can_be_split():
    drawn = {kind for kind, cls in KINDS.items() if cls.asks and not cls.is_text and not cls.apart}
    assert set(WAYS) == drawn


@pytest.mark.parametrize("kind", COUNTED)
def test_a_split_counts_as_its_figure_does(kind):
    question, value = KINDS[kind].example()
    chosen = question.chosen(question.accept(value))
    groups = Groups([{question.code: chosen}] * PEOPLE, None)
    figures = COUNT_FOR[kind](question, groups)
    ways = membership.ways(question, figures)
    assert len(ways) == len(figures)
    for figure, way in zip(figures, ways, strict=True):
        given_rows = Counter(way.belongs(chosen) or ())
        for row in figure.rows:
            if isinstance(row.count, Shown):
                assert row.count.number == PEOPLE * given_rows[row.label]


def by_channel(everyone):
    words = {"web": "Web", "paper": "Paper", "event": "Event"}
    return splits.settle("By channel", "Others", words, everyone, lambda one: one.channel)


def figure_and_split(answers):
    question, _ = KINDS[Kind.ONE_CHOICE].example()
    everyone = [
        Person({question.code: choice} if choice else {}, "resident", None, channel)
        for (choice, channel), number in answers.items()
        for _ in range(number)
    ]
    (figure,) = COUNT_FOR[Kind.ONE_CHOICE](question, Groups([one.answers for one in everyone], None))
    columns = by_channel(everyone)
    (way,) = membership.ways(question, (figure,))
    return figure, splits.split(question.code, figure, way, columns, everyone) if columns else None


counts = st.lists(st.integers(0, 60), min_size=9, max_size=9)
CELLS = [(choice, channel) for choice in ("better", "same", "worse") for channel in ("web", "paper", "event")]


@settings(max_examples=80, deadline=None)
@given(counts)
def test_by_channel_is_the_whole_and_gives_nobody_away(numbers):
    figure, grid = figure_and_split(dict(zip(CELLS, numbers, strict=True)))
    if grid is None:
        return
    assert sum(total.number for total in grid.totals) == grid.base.number == figure.base.number
    headline = {row.label: row.count for row in figure.rows}
    for line in grid.lines:
        assert line.total == headline[line.label]
        shown = [cell.number for cell in line.cells if isinstance(cell, Shown)]
        assert all(number >= FLOOR for number in shown)
        if isinstance(line.total, Suppressed):
            assert not shown
        elif len(shown) == len(line.cells):
            assert sum(shown) == line.total.number
        else:
            assert line.total.number - sum(shown) >= FLOOR
    for at, total in enumerate(grid.totals):
        shown = [line.cells[at] for line in grid.lines if isinstance(line.cells[at], Shown)]
        hidden = total.number - sum(cell.number for cell in shown)
        assert len(shown) == len(grid.lines) or hidden >= FLOOR


def test_a_thin_column_is_joined_with_the_others():
    everyone = [Person({}, "resident", ward, "web") for ward in ["n"] * 30 + ["s"] * 25 + ["e"] * 9]
    words = {"n": "North", "s": "South", "e": "East"}
    found = splits.settle("By ward", "All others", words, everyone, lambda one: one.ward)
    assert [name for _, name in found.names] == ["North", "All others"]
    assert Counter(map(found.at, everyone)) == {"n": 30, splits.REST: 34}


def test_one_thick_column_is_no_split():
    everyone = [Person({}, "resident", "n", "web")] * (SMALLEST - 1)
    assert splits.settle("By ward", "Others", {"n": "North"}, everyone, lambda one: one.ward) is None


@settings(max_examples=40, deadline=None)
@given(st.lists(st.integers(0, 40), min_size=4, max_size=4))
def test_ticks_are_split_row_by_row(numbers):
    question, _ = KINDS[Kind.SEVERAL].example()
    ticks = (["lamps"], ["lamps", "bins"])
    everyone = [
        Person({question.code: {"chosen": ticks[at % 2]}}, "resident", None, ("web", "paper")[at // 2])
        for at, number in enumerate(numbers)
        for _ in range(number)
    ]
    (figure,) = COUNT_FOR[Kind.SEVERAL](question, Groups([one.answers for one in everyone], None))
    columns = by_channel(everyone)
    (way,) = membership.ways(question, (figure,))
    grid = splits.split(question.code, figure, way, columns, everyone) if columns else None
    for line in grid.lines if grid else ():
        for cell, base in zip(line.cells, grid.totals, strict=True):
            assert isinstance(cell, Suppressed) or FLOOR <= cell.number <= base.number - FLOOR
