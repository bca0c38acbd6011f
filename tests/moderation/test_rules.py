"""The order of the one queue, and the copy that may leave it."""

from datetime import UTC, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from portal.core.queue import read_position
from portal.moderation.rules import (
    CopyMissing,
    CopyPointsToSomebody,
    Line,
    check_copy,
    merge,
)

START = datetime(2026, 11, 23, 9, 0, tzinfo=UTC)
DESKS = ("answers", "concerns")


def a_line(desk="concerns", id_="aaaa", *, high=False, hours=0):
    return Line(desk, id_, "Concern", "Somewhere", (), high, START + timedelta(hours=hours), False, 1)


LINES = st.lists(
    st.builds(
        a_line,
        st.sampled_from(DESKS),
        st.text("abcdefgh234", min_size=6, max_size=6),
        high=st.booleans(),
        hours=st.integers(0, 5),
    ),
    unique_by=lambda line: line.id,
    max_size=40,
)


def _desks(lines, after=None):
    """What the desks would answer: in order, after a place."""
    place = read_position(after)
    last = (not place.high, place.due_at, place.id) if place else None
    return [
        sorted(
            (line for line in lines if line.desk == desk and (last is None or line.order > last)),
            key=lambda line: line.order,
        )
        for desk in DESKS
    ]


def test_risk_comes_before_what_is_due_sooner():
    rows = merge([[a_line(high=True, hours=9)], [a_line("answers", hours=1)]]).rows
    assert [row.desk for row in rows] == ["concerns", "answers"]


def test_what_is_due_sooner_comes_first():
    rows = merge([[a_line(hours=9)], [a_line("answers", hours=1)]]).rows
    assert [row.desk for row in rows] == ["answers", "concerns"]


@given(LINES, st.integers(1, 7))
def test_page_by_page_everything_is_seen_once_and_in_order(lines, size):
    after, walked = None, []
    while True:
        queue = merge(_desks(lines, after), page=size)
        walked += queue.rows
        after = queue.next_key
        if after is None:
            break
    assert walked == sorted(lines, key=lambda line: line.order)


@given(LINES, st.integers(1, 7), st.data())
def test_what_is_decided_while_somebody_reads_on_hides_and_repeats_nothing(lines, size, data):
    after, walked, left = None, [], list(lines)
    while True:
        queue = merge(_desks(left, after), page=size)
        walked += queue.rows
        after = queue.next_key
        if after is None:
            break
        gone = data.draw(st.sets(st.sampled_from(walked)))
        left = [line for line in left if line not in gone]
    assert walked == sorted(lines, key=lambda line: line.order)


@pytest.mark.parametrize(
    "text", ["", "concerns:'; drop", "h-20261399000000-abc", "x-20261123090000-abc", "h-1-a"]
)
def test_a_forged_place_in_the_list_is_no_place(text):
    assert read_position(text) is None


def test_a_place_in_the_list_survives_the_address():
    place = a_line(high=True, hours=3).place
    assert read_position(place.written) == place


def test_nothing_is_counted_without_a_copy():
    with pytest.raises(CopyMissing):
        check_copy("  \n ")


@pytest.mark.parametrize(
    "copy",
    [
        "Mr Smith sells from his van",
        "Call 07700 900123 for more",
        "The car is AB12 CDE",
        "Write to x@example.org",
    ],
)
def test_a_copy_that_points_to_somebody_is_refused(copy):
    with pytest.raises(CopyPointsToSomebody):
        check_copy(copy)


def test_a_clean_copy_is_kept_as_it_is():
    assert check_copy(" Young people race cars round the car park at night. ") == (
        "Young people race cars round the car park at night."
    )
