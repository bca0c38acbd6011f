"""Tables for spreadsheets, CSV and XLSX: they open as text, whatever somebody wrote into a cell.

Refuses to let a cell act: one that a spreadsheet would take for a formula gets an apostrophe before it, also
where spaces or line ends stand first; `original` takes it off. Source: OWASP, CSV injection. CSV begins with
a mark that says UTF-8, without which the usual spreadsheet garbles every accent, and has CRLF between rows.
"""

import csv
import io
import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime

import xlsxwriter
from xlsxwriter.format import Format
from xlsxwriter.worksheet import Worksheet

FORMULA = ("=", "+", "-", "@", "＝", "＋", "－", "＠", "|", "%")
BLANK = " \t\r\n\u00a0\ufeff"
MARK = "\ufeff"
GUARD = "'"
LONGEST_CELL = 32_767  # characters: what a cell of a workbook holds
LONGEST_NAME = 31  # characters of a sheet's name
NARROW, WIDE = 10, 60  # characters
UNSAFE_IN_XML = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ufffe\uffff]")


@dataclass(frozen=True, slots=True)
class Sheet:
    """One sheet of a workbook; `rows` may be read once."""

    name: str
    head: Sequence[str]
    rows: Iterable[Sequence[object]]


def plain(words: object) -> str:
    """Words that no spreadsheet takes for a formula; numbers that are no text stay as they are."""
    if isinstance(words, (int, float)) and not isinstance(words, bool):
        return str(words)
    text = "" if words is None else str(words)
    return f"{GUARD}{text}" if _risky(text) else text


def original(text: str) -> str:
    """What `plain` was given."""
    return text[1:] if text.startswith(GUARD) and _risky(text) else text


def to_csv(head: Sequence[str], rows: Iterable[Sequence[object]]) -> bytes:
    """One table with its head, as the bytes of a file."""
    return "".join(csv_lines(head, rows)).encode("utf-8")


def csv_lines(head: Sequence[str], rows: Iterable[Sequence[object]]) -> Iterator[str]:
    """The same line by line, for a table too long to hold."""
    text = io.StringIO(newline="")
    writer = csv.writer(text)
    text.write(MARK)
    for row in _with_head(head, rows):
        writer.writerow([plain(cell) for cell in row])
        yield text.getvalue()
        text.seek(0)
        text.truncate()


def read_csv(content: str) -> list[list[str]]:
    """The lines of such a file, the head first, as they were before."""
    lines = csv.reader(io.StringIO(content.removeprefix(MARK), newline=""))
    return [[original(cell) for cell in line] for line in lines]


def workbook(sheets: Iterable[Sheet], *, made_at: datetime) -> bytes:
    """An XLSX file, written row by row, so that a large one fits."""
    content = io.BytesIO()
    options = {"constant_memory": True, "strings_to_formulas": False, "strings_to_urls": False}
    book = xlsxwriter.Workbook(content, options)
    book.set_properties({"created": made_at.astimezone(UTC).replace(tzinfo=None)})
    bold = book.add_format({"bold": True})
    for sheet in sheets:
        page = book.add_worksheet(sheet.name[:LONGEST_NAME])
        page.freeze_panes(1, 0)
        for column, words in enumerate(sheet.head):
            page.set_column(column, column, min(max(len(words), NARROW), WIDE))
        for number, row in enumerate(_with_head(sheet.head, sheet.rows)):
            for column, cell in enumerate(row):
                _write(page, number, column, cell, None if number else bold)
    book.close()
    return content.getvalue()


def _risky(text: str) -> bool:
    bare = text.lstrip(GUARD)
    return bare.lstrip(BLANK).startswith(FORMULA) or bare.startswith(("\t", "\r", "\n"))


def _write(page: Worksheet, number: int, column: int, cell: object, style: Format | None) -> None:
    if isinstance(cell, int) and not isinstance(cell, bool):
        page.write_number(number, column, cell, style)
    elif cell is not None:
        text = UNSAFE_IN_XML.sub("", plain(cell))[:LONGEST_CELL]
        page.write_string(number, column, text, style)


def _with_head(head: Sequence[str], rows: Iterable[Sequence[object]]) -> Iterator[Sequence[object]]:
    yield head
    yield from rows
