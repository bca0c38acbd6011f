"""A pack's text never lies: it reads back as it was written, and every change shows."""

import json

import pytest
from hypothesis import given
from hypothesis import strategies as st

from portal.adapters import sheets
from portal.packs import files
from portal.packs.content import (
    MapMark,
    PackContent,
    PackMap,
    PackSection,
    PackSummary,
    PackTable,
    UnknownFormat,
    digest,
    from_text,
    lines,
    to_text,
)

WORDS = st.text(max_size=20)


def a_table(*rows: tuple[str, ...]) -> PackTable:
    return PackTable("topics", "By topic", "Counted once.", "10 to 14", ("Topic", "Now"), rows, (1,))


def a_pack(*tables: PackTable, mapped: bool = True) -> PackContent:
    return PackContent(
        partnership="Safer",
        group="SCSG",
        group_name="Safer Communities",
        period="October 2026",
        before="September 2026",
        year_ago="October 2025",
        made_on="1 November 2026",
        summary=PackSummary(("5 to 9 concerns.",), (a_table(("Noise", "5 to 9")),)),
        sections=(PackSection("reported", "What was reported", ("Words.",), tables),),
        map=PackMap(800, 400, ("M0 0L1 1L2 0Z",), (MapMark(1, "analysis", "M0 0L1 1L2 0Z", 1, 1),))
        if mapped
        else None,
        notes=("A note.",),
    )


@pytest.mark.parametrize("mapped", [True, False])
def test_a_pack_reads_back_as_it_was_written(mapped):
    content = a_pack(a_table(("Noise", "5 to 9")), mapped=mapped)
    assert from_text(to_text(content)) == content


def test_one_changed_letter_changes_the_fingerprint():
    text = to_text(a_pack(a_table(("Noise", "5 to 9"))))
    assert digest(text) != digest(text.replace("5", "6", 1))


def test_a_pack_of_another_shape_is_not_guessed_at():
    value = json.loads(to_text(a_pack()))
    with pytest.raises(UnknownFormat):
        from_text(json.dumps({**value, "format": 1}))


def test_every_line_of_the_numbers_is_equally_long_and_begins_with_its_table():
    wide = PackTable("w", "Wide", "d", "", ("A", "B", "C", "D"), (("a", "b", "c", "d"),))
    found = list(lines(a_pack(a_table(("Noise", "5 to 9")), wide)))
    assert {len(line) for line in found} == {7}
    assert found[0] == ("What was reported", "By topic", "10 to 14", "Topic", "Now", "", "")
    assert found[1][3:5] == ("Noise", "5 to 9")


@given(WORDS)
def test_no_cell_of_the_file_begins_a_formula(words):
    content = a_pack(PackTable("x", words, "d", words, ("A", "B"), ((words, "5"), ("=1+1", words))))
    read = files.to_csv(content).decode("utf-8")
    assert "\n=1" not in read and ",=1" not in read
    assert [cell for line in sheets.read_csv(read) for cell in line].count("=1+1") == 1
