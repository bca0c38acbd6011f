"""A pack's period, who may read it, and that its text never lies."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from portal.core.actors import Actor, Role
from portal.core.disclosure import safe_table
from portal.core.windows import months_on
from portal.packs.rules import (
    PackContent,
    PackTable,
    PeriodNotOver,
    PeriodUnknown,
    csv_lines,
    digest,
    from_text,
    may_read,
    paired,
    period,
    plain,
    to_text,
)

TODAY = date(2026, 11, 23)
WORDS = st.text(max_size=20)


def a_pack(*tables: PackTable) -> PackContent:
    return PackContent("SCSG", "Safer", "October 2026", "September 2026", "x", "fewer than 5", tables, ("n",))


def a_table(now=(7, 9), before=(6, 8)):
    labels = ("Noise", "Roads")
    pairs = [list(zip(labels, counts, strict=True)) for counts in (now, before)]
    return paired(
        "topics", "Concerns by subject", "Counted once.", safe_table(pairs[0]), safe_table(pairs[1])
    )


def test_a_quarter_is_compared_with_the_quarter_before():
    found = period(date(2026, 7, 1), 3, today=TODAY)
    assert (found.before.start, found.before.end) == (date(2026, 4, 1), date(2026, 7, 1))


def test_a_period_that_is_not_over_is_refused():
    with pytest.raises(PeriodNotOver):
        period(date(2026, 10, 1), 3, today=TODAY)


@pytest.mark.parametrize(
    ("start", "months"), [(date(2026, 7, 2), 3), (date(2026, 7, 1), 5), (date(2026, 7, 1), 0)]
)
def test_odd_periods_are_refused(start, months):
    with pytest.raises(PeriodUnknown):
        period(start, months, today=TODAY)


@given(st.dates(date(2000, 1, 1), date(2100, 1, 1)), st.integers(-60, 60))
def test_months_there_and_back_again(day, months):
    first = day.replace(day=1)
    assert months_on(months_on(first, months), -months) == first


@pytest.mark.parametrize(
    ("role", "groups", "reads"),
    [
        (Role.GROUP_MEMBER, {"SCSG"}, True),
        (Role.GROUP_CHAIR, {"SCSG"}, True),
        (Role.GROUP_MEMBER, {"DASG"}, False),
        (Role.EXECUTIVE, set(), True),
        (Role.ENGAGEMENT_OFFICER, set(), True),
        (Role.ANALYST, set(), False),
        (Role.ADMINISTRATOR, set(), False),
    ],
)
def test_need_to_know(role, groups, reads):
    assert may_read(Actor("a", frozenset({role}), groups=frozenset(groups)), "SCSG") is reads


def test_a_small_number_is_not_in_the_pack():
    shown = a_table(now=(3, 40))
    assert "3" not in {row.now for row in shown.rows}


def test_a_pack_reads_back_as_it_was_written():
    content = a_pack(a_table())
    assert from_text(to_text(content)) == content


def test_one_changed_letter_changes_the_fingerprint():
    text = to_text(a_pack(a_table()))
    assert digest(text) != digest(text.replace("7", "8", 1))


@pytest.mark.parametrize("words", ["=1+1", "+44", "-2", "@cmd", "\t=x", "\r=x"])
def test_no_spreadsheet_takes_words_for_a_formula(words):
    assert plain(words).startswith("'")


@given(WORDS)
def test_no_cell_of_the_csv_begins_a_formula(words):
    table = PackTable("x", words, "d", words, a_table().rows)
    cells = [cell for line in csv_lines(a_pack(table)) for cell in line]
    assert not [cell for cell in cells if cell[:1] in ("=", "+", "-", "@", "\t", "\r") and cell]
