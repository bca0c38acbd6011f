"""An Easy Read text is short lines with pictures, made and checked by people."""

from datetime import date

import pytest

from portal.core import easy_read
from portal.core.easy_read import EasyLine, EasyWords, NotEasyRead, Slip, WhoMissing
from portal.settings import ROOT

TODAY = date(2026, 11, 23)
TEXT = "# In danger\n[phone] Call 999.\n\n  Stay where it is safe.  "


def some_words(**changes):
    told = {"text": TEXT, "made_by": "The team", "checked_by": "A group", "checked_on": TODAY}
    return EasyWords(**(told | changes))


def test_lines_headings_and_pictures_are_told_apart():
    assert easy_read.lines(TEXT) == (
        EasyLine("In danger", heading=True),
        EasyLine("Call 999.", "phone"),
        EasyLine("Stay where it is safe."),
    )


@pytest.mark.parametrize(
    ("text", "line", "slip"),
    [
        ("", 0, Slip.EMPTY),
        ("# Only a heading", 0, Slip.EMPTY),
        ("one\n[unicorn] two", 2, Slip.PICTURE),
        ("# [phone] heading", 1, Slip.PICTURE),
        ("one\n\n[phone]", 3, Slip.EMPTY),
        ("word " * 16, 1, Slip.LONG),
        ("a line\n" * 151, 0, Slip.LONG),
    ],
)
def test_what_is_no_easy_read_is_refused_by_its_line(text, line, slip):
    with pytest.raises(NotEasyRead) as refused:
        easy_read.lines(text)
    assert (refused.value.line, refused.value.slip) == (line, slip)


@pytest.mark.parametrize(
    ("changes", "part"),
    [
        ({"made_by": " "}, "made_by"),
        ({"checked_by": ""}, "checked_by"),
        ({"checked_by": "x" * 201}, "checked_by"),
        ({"checked_on": date(2026, 11, 24)}, "checked_on"),
    ],
)
def test_nobody_is_nobody(changes, part):
    with pytest.raises(WhoMissing) as refused:
        easy_read.accept(some_words(**changes), today=TODAY)
    assert refused.value.part == part


@pytest.mark.parametrize(
    ("key", "fits"),
    [
        ("help-now", True),
        ("plan-2026-27", True),
        ("consultation-what-first-2027", True),
        ("plan-", False),
        ("consultation-", False),
        ("../help-now", False),
    ],
)
def test_only_pages_of_ours_have_a_key(key, fits):
    assert easy_read.is_key(key) is fits


def test_every_picture_is_drawn():
    drawn = {path.stem for path in (ROOT / "static" / "easy_read").glob("*.svg")}
    assert drawn == set(easy_read.PICTURES)
