"""Counts beside each other: bands for everybody, and a word only where numbers are large enough."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from portal.core.disclosure import FLOOR
from portal.hotspots.statistics import Change
from portal.packs.comparing import (
    LEFT_OUT,
    TOO_FEW,
    Opened,
    Three,
    banded,
    change,
    pairs_table,
    row,
    sentence,
    table,
)

OPEN = Opened(before=True, year_ago=True)
COUNT = st.integers(0, 400)


@pytest.mark.parametrize(
    ("now", "then", "said"),
    [
        (40, 10, Change.MORE),
        (10, 40, Change.FEWER),
        (22, 20, Change.CHANCE),
        (9, 0, Change.NOTHING),
        (10, 0, Change.MORE),
        (0, 0, Change.NOTHING),
    ],
)
def test_a_change_is_said_only_of_enough_reports_and_beyond_chance(now, then, said):
    assert change(now, then, opened=True) is said


def test_nothing_is_said_of_months_in_which_nobody_could_report():
    assert row("Noise", Three(40, 0, 0), Opened(before=True, year_ago=False))[-1] == LEFT_OUT
    assert row("Noise", Three(4, 0, 0), OPEN)[-1] == TOO_FEW
    assert sentence(None, "June") == "" and sentence(Change.NOTHING, "June") == ""


@given(COUNT, COUNT, COUNT)
def test_no_line_holds_a_true_count(now, before, year_ago):
    cells = row("Noise", Three(now, before, year_ago), OPEN)[1:4]
    assert cells == tuple(banded(count).words for count in (now, before, year_ago))
    assert all(" to " in words or words == f"fewer than {FLOOR}" for words in cells)


@given(COUNT)
def test_a_band_holds_five_counts(count):
    low = count - count % 5
    assert {banded(each).words for each in range(low, low + 5)} == {banded(count).words}


@given(st.lists(st.tuples(COUNT, COUNT), min_size=1, max_size=6))
def test_packs_of_months_that_overlap_tell_no_single_month(pairs):
    """Two months less one of them leaves at least four counts possible for the other."""
    for one, other in pairs:
        both, first = one + other, one
        low, high = both - both % 5, both - both % 5 + 4
        least, most = first - first % 5, first - first % 5 + 4
        possible = set(range(max(0, low - most), high - least + 1))
        assert other in possible and len(possible) >= 4


def test_short_tables_leave_out_what_says_nothing_and_say_so():
    lines = [("Noise", Three(12, 9, 30)), ("Dogs", Three(4, 0, 3))]
    found = table("kinds", "By kind", "Kind", lines, OPEN, short=True)
    assert [cells[0] for cells in found.rows] == ["Noise"]
    assert "had fewer than 5 in each of the three" in found.definition
    assert found.base == "15 to 19 in this period, 5 to 9 in the period before, 30 to 34 a year ago"


def test_many_comparisons_say_how_many_stand_out_by_chance():
    lines = [(str(number), Three(20, 20, 20)) for number in range(30)]
    assert (
        "Of 30 comparisons with a year ago about 1 may say" in table("w", "W", "Ward", lines, OPEN).definition
    )


def test_a_table_of_two_stretches_has_a_word_at_its_end():
    found = pairs_table("t", "Time", "When", [("Night", 30, 5)], OPEN, about="Ticked.", base="30 to 34")
    assert found.rows == (("Night", "30 to 34", "5 to 9", "more"),)
    assert len(found.head) == len(found.rows[0])
