"""One scale for words, one for room, one place for colours: no sheet gives a size or a colour of its own."""

import re
from pathlib import Path

import pytest

from tests.look.drawing import ROOT

SHEETS = sorted(
    path
    for path in (*ROOT.glob("static/*/*.scss"), *ROOT.glob("static/*/*.css"))
    if "vendor" not in path.parts
)
COLOURS = "_colours.scss"
HEADINGS = "portal.scss"  # the table of headings by width, the one other place with sizes of words
ON_PAPER = {"9pt", "10pt", "11pt", "12pt", "14pt", "16pt", "18pt", "20pt", "24pt", "28pt", "34pt"}
WORDS = re.compile(r"(?<![\w-])font-size:\s*([^;}]+)")
ROOM = re.compile(r"(?<![\w-])((?:margin|padding|gap|row-gap|column-gap)(?:-[a-z]+)*):\s*([^;{}]+)")
LENGTH = re.compile(r"-?\b\d+(?:\.\d+)?px")
COLOUR = re.compile(r"#[0-9a-f]{3,8}\b|\b(?:rgba?|hsla?)\(|:\s*(?:white|black)\b", re.I)


def declarations(path: Path) -> str:
    """A sheet without its comments."""
    text = path.read_text(encoding="utf-8")
    return re.sub(r"/\*.*?\*/|(?<!:)//[^\n]*", "", text, flags=re.S)


def name(path: Path) -> str:
    return path.relative_to(ROOT / "static").as_posix()


def on_scale(size: str) -> bool:
    """A step of the scale, a size on paper, or a share of what stands around it."""
    return bool(re.fullmatch(r"var\(--text-[1-7]\)|inherit|0\.\d+em", size)) or size in ON_PAPER


@pytest.mark.parametrize("path", SHEETS, ids=name)
def test_words_have_a_size_of_the_scale(path: Path) -> None:
    if path.name != HEADINGS:
        assert [size for size in WORDS.findall(declarations(path)) if not on_scale(size.strip())] == []


@pytest.mark.parametrize("path", SHEETS, ids=name)
def test_room_around_things_is_of_the_scale(path: Path) -> None:
    given = [
        f"{what}: {value}"
        for what, value in ROOM.findall(declarations(path))
        if set(LENGTH.findall(value)) - {"0px", "1px", "-1px"}
    ]
    assert given == []


@pytest.mark.parametrize("path", SHEETS, ids=name)
def test_colours_stand_in_one_sheet_and_in_the_partnerships_files(path: Path) -> None:
    if path.name != COLOURS:
        assert COLOUR.findall(declarations(path)) == []


def test_a_sheet_of_a_slice_uses_only_names_there_are() -> None:
    known = set(re.findall(r"(--[a-z0-9-]+):", "".join(declarations(path) for path in SHEETS)))
    used = {
        (name(path), prop)
        for path in SHEETS
        for prop in re.findall(r"var\((--[a-z0-9-]+)", declarations(path))
        if not prop.startswith("--govuk")
    }
    assert {each for each in used if each[1] not in known} == set()
