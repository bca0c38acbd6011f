"""Two counts beside each other: what is chance and what is more."""

from math import comb, inf

import pytest
from hypothesis import given
from hypothesis import strategies as st

from portal.hotspots import statistics
from portal.hotspots.statistics import Change, NoCount, compare, incomplete_beta, share

COUNTS = st.integers(0, 400)


@pytest.mark.parametrize(
    "part, whole, low, high",
    [
        (0, 10, 0.0, 0.3085),
        (1, 10, 0.0025, 0.4450),
        (8, 10, 0.4439, 0.9748),
        (10, 10, 0.6915, 1.0),
        (5, 20, 0.0866, 0.4910),
        (50, 100, 0.3983, 0.6017),
        (4, 64, 0.0173, 0.1524),
    ],
)
def test_shares_are_those_of_the_published_tables(part, whole, low, high):
    found = share(part, whole)
    assert found == pytest.approx((low, high), abs=0.00006)


@given(st.integers(1, 60), st.integers(1, 60), st.floats(0.001, 0.999))
def test_the_function_is_the_sum_of_the_binomial_tail(a, b, x):
    n = a + b - 1
    tail = sum(comb(n, k) * x**k * (1 - x) ** (n - k) for k in range(a, n + 1))
    assert incomplete_beta(a, b, x) == pytest.approx(tail, rel=1e-9, abs=1e-12)


@given(COUNTS, st.integers(1, 400))
def test_an_interval_holds_the_share_itself_and_its_tails_are_exact(part, more):
    whole = part + more
    low, high = share(part, whole)
    assert 0 <= low <= part / whole <= high <= 1
    if part:
        assert incomplete_beta(part, whole - part + 1, low) == pytest.approx(0.025, rel=1e-6)
    assert 1 - incomplete_beta(part + 1, whole - part, high) == pytest.approx(0.025, rel=1e-6)


@given(COUNTS, COUNTS)
def test_looking_the_other_way_turns_the_answer_round(now, before):
    there, back = compare(now, before), compare(before, now)
    turned = {Change.MORE: Change.FEWER, Change.FEWER: Change.MORE}
    assert back.change is turned.get(there.change, there.change)
    if there.ratio and back.ratio and there.ratio.low > 0 and there.ratio.high < inf:
        assert there.ratio.low * back.ratio.high == pytest.approx(1, rel=1e-6)


@given(COUNTS, COUNTS, st.integers(0, 50))
def test_more_reports_never_make_it_fewer(now, before, more):
    order = [Change.FEWER, Change.CHANCE, Change.MORE]
    first, second = compare(now, before).change, compare(now + more, before).change
    if Change.NOTHING not in (first, second):
        assert order.index(first) <= order.index(second)


@pytest.mark.parametrize(
    "now, before, change",
    [
        (0, 0, Change.NOTHING),
        (5, 0, Change.CHANCE),
        (6, 0, Change.MORE),
        (0, 6, Change.FEWER),
        (10, 8, Change.CHANCE),
        (20, 8, Change.MORE),
        (8, 20, Change.FEWER),
        (1000, 1000, Change.CHANCE),
        (110_000, 100_000, Change.MORE),
    ],
)
def test_what_counts_as_more(now, before, change):
    assert compare(now, before).change is change


def test_a_longer_stretch_is_weighed():
    assert compare(30, 60, months_now=3, months_before=6).change is Change.CHANCE
    assert compare(60, 60, months_now=3, months_before=6).change is Change.MORE


def test_it_is_said_in_plain_words():
    assert compare(20, 8).said() == "more than a year ago, and more than chance would explain"
    assert compare(9, 8).said() == "could be chance"
    assert compare(8, 20).said("before") == "fewer than before, and fewer than chance would explain"
    assert compare(20, 8).ratio.words == "1.1 to 6.6 times as many"
    assert compare(13, 1).ratio.words == "2.0 to 552 times as many"
    assert compare(0, 0).said() == "no reports to compare"
    assert compare(6, 0).ratio.words == "at least 1.2 times as many"


@pytest.mark.parametrize("wrong", [(-1, 2), (2, -1)])
def test_nobody_reports_less_than_nothing(wrong):
    with pytest.raises(NoCount):
        compare(*wrong)
    with pytest.raises(NoCount):
        compare(1, 2, months_now=0)
    with pytest.raises(NoCount):
        compare(1, 2, level=1.0)
    with pytest.raises(NoCount):
        share(3, 2)


def test_some_places_stand_out_by_chance():
    assert statistics.expected_by_chance(0) == 0
    assert statistics.expected_by_chance(10) == 1
    assert statistics.expected_by_chance(200) == 5
