"""Word documents (DOCX) that a screen reader can follow: styles, table heads, a language, and nobody's name.

Refuses to carry what nobody wrote into it: no author, no editing time, no picture, no link that acts. The
same document made at the same time gives the same bytes.
"""

import io
import re
import zipfile
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import UTC, datetime

from docx import Document as new_document
from docx.document import Document as Word
from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from docx.shared import Cm, Pt, RGBColor
from docx.styles.style import ParagraphStyle
from docx.table import Table as WordTable
from docx.table import _Cell as Cell

MIME = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"
LANGUAGE = "en-GB"
FONT = "Arial"  # on every machine, and easy to read
BODY_SIZE = 12  # points: the smallest that most large-print guidance accepts
LEVELS = range(1, 5)
INK = RGBColor(0x1A, 0x1A, 0x1A)
UNSAFE_IN_XML = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ufffe\uffff]|[\ud800-\udfff]")
EPOCH = (1980, 1, 1, 0, 0, 0)  # the first day a ZIP file knows
THUMBNAIL = "thumbnail"


@dataclass(frozen=True, slots=True)
class Heading:
    """A heading below the title; `level` 1 to 4, in order, none left out."""

    text: str
    level: int = 1


@dataclass(frozen=True, slots=True)
class Paragraph:
    """A paragraph; a line end within it stays one. `strong` is for the one line that must not be missed."""

    text: str
    strong: bool = False


@dataclass(frozen=True, slots=True)
class Items:
    """A list: with bullets, or `numbered` where the order matters or people will point at a number."""

    items: tuple[str, ...]
    numbered: bool = False


@dataclass(frozen=True, slots=True)
class Table:
    """A table with its caption and one row of heads; the first cell of a row names the row."""

    caption: str
    head: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]


@dataclass(frozen=True, slots=True)
class PageBreak:
    """What follows begins on a new page."""


Part = Heading | Paragraph | Items | Table | PageBreak


@dataclass(frozen=True, slots=True)
class Document:
    """A titled document, its parts in reading order; `subject` is one line for the file's properties."""

    title: str
    parts: tuple[Part, ...]
    subject: str = ""


def to_docx(document: Document, *, made_at: datetime) -> bytes:
    """The document as the bytes of a DOCX file; `made_at` (aware) is the only time in it.

    Raises `ValueError` for a heading's level that does not exist or a row that does not fit its head.
    """
    word = new_document()
    _lay_out(word)
    _describe(word, document, made_at)
    word.add_heading(_clean(document.title), level=0)
    for part in document.parts:
        _add(word, part)
    content = io.BytesIO()
    word.save(content)
    return _without_times(content.getvalue())


def file_name(*words: str) -> str:
    """A name for the file out of codes and words: small letters, digits and hyphens."""
    text = re.sub(r"[^a-z0-9]+", "-", " ".join(words).lower()).strip("-")
    return f"{text or 'document'}.docx"


def _add(word: Word, part: Part) -> None:
    match part:
        case Heading():
            if part.level not in LEVELS:
                raise ValueError(f"no heading has level {part.level}")
            word.add_heading(_clean(part.text), level=part.level)
        case Paragraph():
            word.add_paragraph().add_run(_clean(part.text)).bold = True if part.strong else None
        case Items():
            _list(word, part)
        case Table():
            _table(word, part)
        case PageBreak():
            word.add_page_break()


def _list(word: Word, part: Items) -> None:
    """Each numbered list begins at 1, whatever came before it."""
    number = _fresh_numbers(word) if part.numbered else None
    for item in part.items:
        paragraph = word.add_paragraph(
            _clean(item), style="List Number" if number is not None else "List Bullet"
        )
        if number is not None:
            properties = paragraph._p.get_or_add_pPr().get_or_add_numPr()
            properties.get_or_add_ilvl().val = 0
            properties.get_or_add_numId().val = number


def _fresh_numbers(word: Word) -> int:
    numbering = word.part.numbering_part.element
    style = word.styles["List Number"].element
    used = style.pPr.numPr.numId.val
    abstract = next(num for num in numbering.num_lst if num.numId == used).abstractNumId.val
    fresh = numbering.add_num(abstract)
    fresh.add_lvlOverride(ilvl=0).add_startOverride(1)
    return int(fresh.numId)


def _table(word: Word, part: Table) -> None:
    if any(len(row) != len(part.head) for row in part.rows):
        raise ValueError("a row does not fit the table's head")
    word.add_paragraph(_clean(part.caption), style="Caption").paragraph_format.keep_with_next = True
    table = word.add_table(rows=0, cols=len(part.head), style="Table Grid")
    _tell_readers(table, part.caption)
    for number, cells in enumerate((part.head, *part.rows)):
        row = table.add_row()
        properties = row._tr.get_or_add_trPr()
        properties.append(OxmlElement("w:cantSplit"))
        if number == 0:
            properties.append(OxmlElement("w:tblHeader"))
        for place, (cell, words) in enumerate(zip(row.cells, cells, strict=True)):
            _fill(cell, words, strong=number == 0 or place == 0)
    word.add_paragraph()


def _tell_readers(table: WordTable, caption: str) -> None:
    """Say to a screen reader what the table is, and that its first row and column are heads."""
    properties = table._tbl.tblPr
    look = properties.find(qn("w:tblLook"))
    if look is not None:
        properties.remove(look)
    look = OxmlElement("w:tblLook")
    for name, value in (("val", "04A0"), ("firstRow", "1"), ("firstColumn", "1"), ("noVBand", "1")):
        look.set(qn(f"w:{name}"), value)
    described = OxmlElement("w:tblCaption")
    described.set(qn("w:val"), _clean(caption))
    properties.extend((look, described))


def _fill(cell: Cell, words: str, *, strong: bool) -> None:
    paragraph = cell.paragraphs[0]
    paragraph.paragraph_format.space_after = Pt(2)
    paragraph.add_run(_clean(words)).bold = True if strong else None


def _lay_out(word: Word) -> None:
    section = word.sections[0]
    section.page_width, section.page_height = Cm(21), Cm(29.7)
    section.left_margin = section.right_margin = Cm(2.2)
    section.top_margin = section.bottom_margin = Cm(2)
    for name, size in (("Normal", BODY_SIZE), ("Caption", BODY_SIZE), ("Title", 22)):
        _dress(word, name, size)
    for level, size in zip(LEVELS, (17, 14, 13, 12), strict=True):
        _dress(word, f"Heading {level}", size)
    _speak(word)


def _dress(word: Word, name: str, size: int) -> None:
    style = word.styles[name]
    assert isinstance(style, ParagraphStyle)
    style.font.name, style.font.size, style.font.color.rgb = FONT, Pt(size), INK
    fonts = style.element.get_or_add_rPr().get_or_add_rFonts()
    for old in ("asciiTheme", "hAnsiTheme", "eastAsiaTheme", "cstheme"):
        fonts.attrib.pop(qn(f"w:{old}"), None)
    for kind in ("ascii", "hAnsi", "cs", "eastAsia"):
        fonts.set(qn(f"w:{kind}"), FONT)


def _speak(word: Word) -> None:
    """Name the language once, in the defaults that every style follows."""
    for properties in word.styles.element.iter(qn("w:rPr")):
        for language in properties.findall(qn("w:lang")):
            properties.remove(language)
    defaults = next(word.styles.element.iter(qn("w:rPrDefault")))
    language = OxmlElement("w:lang")
    for kind in ("val", "eastAsia", "bidi"):
        language.set(qn(f"w:{kind}"), LANGUAGE)
    defaults.find(qn("w:rPr")).append(language)


def _describe(word: Word, document: Document, made_at: datetime) -> None:
    """Title, subject, language and day; no author, no last editor, no program."""
    about = word.core_properties
    about.title, about.subject, about.language = _clean(document.title), _clean(document.subject), LANGUAGE
    about.author = about.last_modified_by = about.comments = about.keywords = about.category = ""
    about.revision = 1
    moment = made_at.astimezone(UTC).replace(microsecond=0, tzinfo=None)
    about.created = about.modified = moment


def _without_times(made: bytes) -> bytes:
    """The same archive without the times of its parts and without the picture of the template."""
    content = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(made)) as old, zipfile.ZipFile(content, "w", zipfile.ZIP_DEFLATED) as new:
        for name in sorted(old.namelist(), key=lambda each: (each != "[Content_Types].xml", each)):
            if THUMBNAIL in name:
                continue
            text = old.read(name)
            if name == "_rels/.rels":
                text = re.sub(rb"<Relationship [^>]*thumbnail[^>]*/>", b"", text)
            new.writestr(zipfile.ZipInfo(name, EPOCH), text, zipfile.ZIP_DEFLATED)
    return content.getvalue()


def _clean(words: str) -> str:
    """Text that XML can hold."""
    return UNSAFE_IN_XML.sub("", words)


def text_of(parts: Sequence[Part]) -> str:
    """The words of the parts as plain text, one line a paragraph, item or row."""
    lines: list[str] = []
    for part in parts:
        match part:
            case Heading() | Paragraph():
                lines.append(part.text)
            case Items():
                lines += [f"- {item}" for item in part.items]
            case Table():
                lines += [part.caption, *(" | ".join(row) for row in (part.head, *part.rows))]
    return "\n".join(lines)
