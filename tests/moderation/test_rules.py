"""The order of the one queue, and the copy that may leave it."""

from datetime import UTC, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from portal.moderation.rules import (
    CopyMissing,
    CopyPointsToSomebody,
    Line,
    check_copy,
    cursor,
    merge,
    read_cursor,
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


def _desks(lines, seen=()):
    """What the desks would answer: in order, after what was seen."""
    found = {desk: sorted((li for li in lines if li.desk == desk), key=lambda li: li.order) for desk in DESKS}
    for desk, last in dict(seen).items():
        at = [line.id for line in found[desk]].index(last)
        found[desk] = found[desk][at + 1 :]
    return found


def test_risk_comes_before_what_is_due_sooner():
    rows = merge({"concerns": [a_line(high=True, hours=9)], "answers": [a_line("answers", hours=1)]}, {}).rows
    assert [row.desk for row in rows] == ["concerns", "answers"]


def test_what_is_due_sooner_comes_first():
    rows = merge({"concerns": [a_line(hours=9)], "answers": [a_line("answers", hours=1)]}, {}).rows
    assert [row.desk for row in rows] == ["answers", "concerns"]


@given(LINES, st.integers(1, 7))
def test_page_by_page_everything_is_seen_once_and_in_order(lines, size):
    seen, walked = {}, []
    while True:
        queue = merge(_desks(lines, seen), seen, page=size)
        walked += queue.rows
        if queue.next_key is None:
            break
        seen = read_cursor(queue.next_key, DESKS)
    assert walked == sorted(lines, key=lambda line: line.order)


def test_a_forged_place_in_the_list_is_no_place():
    assert read_cursor("concerns:'; drop,elsewhere:abc,answers", DESKS) == {}


def test_a_place_in_the_list_survives_the_address():
    assert read_cursor(cursor({"concerns": "abc2", "answers": "def3"}), DESKS) == {
        "concerns": "abc2",
        "answers": "def3",
    }


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
