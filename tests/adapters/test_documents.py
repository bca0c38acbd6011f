"""A document that anybody can follow, and that tells nothing about who made it."""

import io
import zipfile
from datetime import UTC, datetime

import pytest
from docx import Document as open_document
from docx.oxml.ns import qn

from portal.adapters.documents import (
    Document,
    Heading,
    Items,
    PageBreak,
    Paragraph,
    Table,
    file_name,
    text_of,
    to_docx,
)

MADE_AT = datetime(2026, 11, 23, 10, 0, tzinfo=UTC)
PARTS = (
    Heading("What was decided"),
    Paragraph("The committee met.\nIt decided."),
    Paragraph("Answer by 4 January 2027.", strong=True),
    Items(("first", "second"), numbered=True),
    Items(("one", "two")),
    Heading("Who answers", 2),
    Items(("again from one",), numbered=True),
    Table("Answers", ("Who", "By"), (("The fire service", "4 January 2027"),)),
    PageBreak(),
    Paragraph("Last page"),
)


@pytest.fixture(scope="module")
def made() -> bytes:
    """The bytes of one document with every kind of part."""
    return to_docx(Document("Notice of a report", PARTS, subject="R-2026-7"), made_at=MADE_AT)


@pytest.fixture(scope="module")
def opened(made):
    return open_document(io.BytesIO(made))


def test_words_stand_in_styles_that_a_reader_can_jump_by(opened):
    styles = [(each.style.name, each.text) for each in opened.paragraphs if each.text.strip()]
    assert styles[0] == ("Title", "Notice of a report")
    assert ("Heading 1", "What was decided") in styles
    assert ("Heading 2", "Who answers") in styles
    assert ("List Bullet", "one") in styles
    assert ("Caption", "Answers") in styles


def test_a_table_has_a_head_that_repeats_and_a_name(opened):
    table = opened.tables[0]
    assert [cell.text for cell in table.rows[0].cells] == ["Who", "By"]
    assert table.rows[0]._tr.trPr.find(qn("w:tblHeader")) is not None
    assert table.rows[1]._tr.trPr.find(qn("w:tblHeader")) is None
    assert table._tbl.tblPr.find(qn("w:tblCaption")).get(qn("w:val")) == "Answers"


def test_every_numbered_list_begins_at_one(opened):
    numbers = [each._p.pPr.numPr.numId.val for each in opened.paragraphs if each.style.name == "List Number"]
    assert numbers[0] == numbers[1] != numbers[2]


def test_its_language_is_english(opened):
    default = next(opened.styles.element.iter(qn("w:rPrDefault")))
    assert next(default.iter(qn("w:lang"))).get(qn("w:val")) == "en-GB"
    assert opened.core_properties.language == "en-GB"


def test_nobody_is_named_as_its_author(opened, made):
    about = opened.core_properties
    assert (about.author, about.last_modified_by, about.comments) == ("", "", "")
    assert about.title == "Notice of a report"
    assert about.created == MADE_AT
    with zipfile.ZipFile(io.BytesIO(made)) as archive:
        assert b"python" not in archive.read("docProps/core.xml").lower()
        assert not [name for name in archive.namelist() if "thumbnail" in name]
        assert {info.date_time for info in archive.infolist()} == {(1980, 1, 1, 0, 0, 0)}


def test_the_same_document_is_the_same_file(made):
    assert to_docx(Document("Notice of a report", PARTS, subject="R-2026-7"), made_at=MADE_AT) == made


@pytest.mark.parametrize("words", ["\x00\x0b bell \x07", "<b>&amp;</b> ]]>", "\ud83d alone", "{{ 7*7 }}", ""])
def test_any_words_become_text(words):
    made = to_docx(Document("T", (Paragraph(words), Table(words, (words,), ((words,),)))), made_at=MADE_AT)
    kept = "".join(each for each in words if each >= " " and not "\ud800" <= each <= "\udfff")
    assert open_document(io.BytesIO(made)).tables[0].rows[0].cells[0].text == kept


@pytest.mark.parametrize("part", [Heading("x", 0), Heading("x", 5), Table("x", ("a", "b"), (("c",),))])
def test_a_document_that_does_not_hang_together_is_refused(part):
    with pytest.raises(ValueError):
        to_docx(Document("T", (part,)), made_at=MADE_AT)


def test_its_name_is_made_of_plain_letters():
    assert file_name("Notice", "R-2026-7", "../Ä b") == "notice-r-2026-7-b.docx"
    assert file_name("/..") == "document.docx"


def test_its_words_can_be_read_as_text():
    text = text_of(PARTS)
    assert "- first" in text and "Who | By" in text and text.endswith("Last page")
