"""Files for spreadsheets: nothing in them acts, and what was written comes back."""

import io
import zipfile
from datetime import UTC, datetime
from xml.etree import ElementTree

import pytest
from hypothesis import given
from hypothesis import strategies as st

from portal.adapters.sheets import MARK, Sheet, csv_lines, original, plain, read_csv, to_csv, workbook

NOON = datetime(2026, 12, 14, 12, tzinfo=UTC)
MAIN = "{http://schemas.openxmlformats.org/spreadsheetml/2006/main}"


def read_workbook(content):
    """Sheets of a workbook as rows of texts and numbers, and whether a formula stands in any."""
    with zipfile.ZipFile(io.BytesIO(content)) as book:
        names = sorted(name for name in book.namelist() if name.startswith("xl/worksheets/sheet"))
        pages = [ElementTree.fromstring(book.read(name)) for name in names]
    assert not [cell for page in pages for cell in page.iter(f"{MAIN}f")]
    return [[[_cell(cell) for cell in row] for row in page.iter(f"{MAIN}row")] for page in pages]


def _cell(cell):
    text = "".join(part.text or "" for part in cell.iter(f"{MAIN}t"))
    return text if cell.get("t") == "inlineStr" else int(cell.find(f"{MAIN}v").text)


@pytest.mark.parametrize("start", ["=", "+", "-", "@", "\t=", "\r", "\n", "＝", " =", "|", "'="])
def test_what_looks_like_a_formula_is_text(start):
    cell = f"{start}HYPERLINK(1)"
    assert plain(cell) == f"'{cell}"
    assert original(plain(cell)) == cell


@given(st.text())
def test_whatever_was_written_comes_back(text):
    assert original(plain(text)) == text


words = st.text(st.characters(exclude_characters="\x00", exclude_categories=["Cs"]), max_size=20)


@given(st.lists(st.lists(words, min_size=2, max_size=2), max_size=5))
def test_a_table_comes_back_as_it_was(rows):
    content = "".join(csv_lines(("first", "second"), rows))
    assert content.startswith(MARK)
    assert read_csv(content) == [["first", "second"], *rows]


def test_numbers_stay_numbers_and_nothing_stays_empty():
    assert to_csv(("a", "b", "c"), [(-5, None, "café")]).decode("utf-8") == f"{MARK}a,b,c\r\n-5,,café\r\n"


def test_a_workbook_holds_texts_and_numbers_and_no_formula():
    sheet = Sheet("Answers", ("a", "b"), [("=1+1", -3), ("https://example.org", 4)])
    assert read_workbook(workbook([sheet], made_at=NOON)) == [
        [["a", "b"], ["'=1+1", -3], ["https://example.org", 4]]
    ]


def test_the_same_workbook_is_the_same_file():
    made = [workbook([Sheet("A", ("a",), [("x",)])], made_at=NOON) for _ in range(2)]
    assert made[0] == made[1]
