"""What somebody attaches is known by its content and kept without who wrote it."""

import io
import struct
import zipfile
import zlib
from datetime import UTC, datetime
from pathlib import Path

import pytest
from docx import Document as open_document
from hypothesis import given
from hypothesis import strategies as st
from pypdf import PdfReader, PdfWriter
from pypdf.annotations import Text
from pypdf.generic import ArrayObject, DictionaryObject, NameObject, StreamObject, TextStringObject

from portal.adapters import attachments
from portal.adapters.attachments import LARGEST, REFUSALS, BadAttachment, Kind, Trouble, accept
from portal.adapters.documents import Document, Paragraph, to_docx
from portal.adapters.pictures import PNG

NAME = "Jane Writer"
PHONE = (Path(__file__).parent / "phone.jpeg").read_bytes()


def a_chunk(name: bytes, data: bytes) -> bytes:
    return struct.pack(">I", len(data)) + name + data + struct.pack(">I", zlib.crc32(name + data))


def a_png(*, wide: int = 2, more: bytes = b"", behind: bytes = b"") -> bytes:
    head = a_chunk(b"IHDR", struct.pack(">IIBBBBB", wide, 2, 8, 2, 0, 0, 0))
    rows = a_chunk(b"IDAT", zlib.compress(b"\0" + b"\1\2\3" * 2 + b"\0" + b"\1\2\3" * 2))
    return PNG + head + more + rows + a_chunk(b"IEND", b"") + behind


def a_pdf(*, pages: int = 1, password: str = "", more: int = 0) -> bytes:
    """A PDF that says who made it, runs a script, holds a file, a note and a picture from a telephone."""
    writer = PdfWriter()
    for _ in range(pages):
        writer.add_blank_page(200, 200)
    for _ in range(more):
        writer._add_object(DictionaryObject())
    writer.add_metadata({"/Author": NAME, "/Title": "Home"})
    script = DictionaryObject({NameObject("/S"): NameObject("/JavaScript")})
    script[NameObject("/JS")] = TextStringObject("app.alert('hello');")
    writer._root_object[NameObject("/OpenAction")] = writer._add_object(script)
    writer.add_attachment("list.txt", b"a list of names")
    if pages:
        note = Text(text="a remark", rect=(0, 0, 10, 10))
        note[NameObject("/T")] = TextStringObject(NAME)
        writer.add_annotation(0, note)
        picture = StreamObject()
        picture._data = PHONE
        picture.update(
            {
                NameObject("/Type"): NameObject("/XObject"),
                NameObject("/Subtype"): NameObject("/Image"),
                NameObject("/Filter"): NameObject("/DCTDecode"),
            }
        )
        held = DictionaryObject({NameObject("/Im1"): writer._add_object(picture)})
        writer.pages[0][NameObject("/Resources")] = DictionaryObject({NameObject("/XObject"): held})
    if password:
        writer.encrypt(password, algorithm="RC4-128")
    made = io.BytesIO()
    writer.write(made)
    return made.getvalue()


def an_archive(parts: dict[str, bytes], of: bytes | None = None) -> bytes:
    """An archive of these parts, put over those of another."""
    made = io.BytesIO()
    held = {}
    if of:
        with zipfile.ZipFile(io.BytesIO(of)) as old:
            held = {name: old.read(name) for name in old.namelist()}
    with zipfile.ZipFile(made, "w") as new:
        for name, data in {**held, **parts}.items():
            new.writestr(name, data)
    return made.getvalue()


def a_docx(words: str = "The lights are out", **parts: bytes) -> bytes:
    plain = to_docx(Document("T", (Paragraph(words),)), made_at=datetime(2026, 11, 23, tzinfo=UTC))
    core = f'<c:coreProperties xmlns:c="c"><a xmlns="x">{NAME}</a></c:coreProperties>'.encode()
    named = {name.replace("__", "/").replace("_xml", ".xml"): data for name, data in parts.items()}
    return an_archive({"docProps/core.xml": core, "word/media/a.jpeg": PHONE, **named}, plain)


OFFICE = 'xmlns:office="urn:oasis:names:tc:opendocument:xmlns:office:1.0"'


def an_odt(body: str = "<p>words</p>", **more: bytes) -> bytes:
    parts = {
        "mimetype": b"application/vnd.oasis.opendocument.text",
        "content.xml": f"<office:document-content {OFFICE}>{body}</office:document-content>".encode(),
        "meta.xml": f"<office:document-meta {OFFICE}>{NAME}</office:document-meta>".encode(),
        "Thumbnails/thumbnail.png": a_png(),
        "META-INF/manifest.xml": b'<manifest xmlns:f="f"><f:file-entry f:full-path="content.xml"/>'
        b'<f:file-entry f:full-path="Thumbnails/thumbnail.png"/></manifest>',
    }
    return an_archive({**parts, **more})


def every_byte(content: bytes) -> bytes:
    """All that a curious reader finds, unpacked."""
    if content.startswith(attachments.ZIP):
        with zipfile.ZipFile(io.BytesIO(content)) as archive:
            return b"".join(archive.read(name) for name in archive.namelist())
    if content.startswith(b"%PDF"):
        reader = PdfReader(io.BytesIO(content))
        written = PdfWriter(clone_from=reader)
        return content + repr(written._objects).encode() + repr(reader.trailer).encode()
    return content


@pytest.mark.parametrize(
    ("kind", "content"),
    [
        (Kind.PDF, a_pdf()),
        (Kind.DOCX, a_docx()),
        (Kind.ODT, an_odt()),
        (Kind.PNG, a_png(more=a_chunk(b"tEXt", f"Author\0{NAME}".encode()), behind=NAME.encode())),
        (Kind.JPEG, PHONE + NAME.encode()),
    ],
)
def test_a_file_is_kept_without_who_wrote_it(kind, content):
    kept = accept(content)
    assert kept.kind is kind
    told = every_byte(kept.content)
    for traitor in (NAME, "Jane Photographer", "taken at home", "Phone 12", "a list of names", "app.alert"):
        assert traitor.encode() not in told
    assert accept(kept.content) == kept


def test_a_picture_still_says_which_side_is_up():
    kept = accept(PHONE).content
    assert kept[20:32] == b"\xff\xe1\x00\x22Exif\0\0MM"
    assert kept[46:48] == b"\x00\x01" and kept[48:50] == b"\x00\x06"


def test_the_words_of_a_text_stay():
    kept = accept(a_docx("Dark since October")).content
    assert [each.text for each in open_document(io.BytesIO(kept)).paragraphs] == ["T", "Dark since October"]


def test_a_pdf_keeps_its_pages():
    assert len(PdfReader(io.BytesIO(accept(a_pdf(pages=3)).content)).pages) == 3


def _troubled():
    body = '<w:document xmlns:w="w"><w:body>{}</w:body></w:document>'
    rels = '<R><Relationship Type="x/image" TargetMode="External" Target="//x.test/a"/></R>'
    return [
        (Trouble.EMPTY, b""),
        (Trouble.TOO_LARGE, b"%PDF-" + bytes(LARGEST)),
        (Trouble.UNKNOWN, b"MZ\x90 a program"),
        (Trouble.UNKNOWN, b"<svg xmlns='http://www.w3.org/2000/svg'><script/></svg>"),
        (Trouble.UNKNOWN, b"\n%PDF-1.7 begins too late"),
        (Trouble.UNKNOWN, an_archive({"readme.txt": b"x"})),
        (Trouble.BROKEN, b"%PDF-1.7 and nothing else"),
        (Trouble.BROKEN, a_pdf(pages=0)),
        (Trouble.TOO_MUCH, a_pdf(pages=201)),
        (Trouble.BROKEN, PHONE[:-40]),
        (Trouble.BROKEN, a_png()[:-20]),
        (Trouble.BROKEN, a_png(wide=90_000_000)),
        (Trouble.BROKEN, a_png().replace(b"IDAT", b"IDAT\0", 1)),
        (Trouble.BROKEN, a_docx()[:400]),
        (Trouble.BROKEN, a_docx(word__document_xml=b"<w:document")),
        (Trouble.BROKEN, an_odt("<!DOCTYPE a [<!ENTITY b 'c'>]>&b;")),
        (Trouble.BROKEN, an_odt(**{"../evil": b"x"})),
        (Trouble.LOCKED, a_pdf(password="secret")),
        (Trouble.CHANGES, a_docx(word__document_xml=body.format('<w:ins w:author="J"/>').encode())),
        (Trouble.CHANGES, an_odt("<tracked-changes/>")),
        (Trouble.COMMENTS, a_docx(word__comments_xml=b'<w:comments xmlns:w="w"><w:comment/></w:comments>')),
        (Trouble.COMMENTS, an_odt("<office:annotation/>")),
        (Trouble.ACTIVE, a_docx(**{"word/vbaProject.bin": b"x"})),
        (Trouble.ACTIVE, an_odt(**{"Basic/script.xml": b"<x/>"})),
        (Trouble.FETCHED, a_docx(**{"word/_rels/document.xml.rels": rels.encode()})),
        (Trouble.FETCHED, an_odt('<image xmlns:x="x" x:href="https://x.test/a.png"/>')),
    ]


def _acting():
    """Papers that act, fetch or cost too much when they are opened."""
    word = '<w:document xmlns:w="w">{}</w:document>'
    cut = "<w:instrText>DDE</w:instrText><w:instrText>AUTO c x</w:instrText>"
    within = '<w:fldChar w:fldCharType="begin"/>{}<w:fldChar w:fldCharType="end"/>'
    rel = '<R><Relationship Type="x/image" TargetMode="External" Target="//x.test/a"/></R>'
    said = " ".join(f'b{at}="1"' for at in range(201))
    docx = [
        (Trouble.FIELDS, within.format(cut)),
        (Trouble.FIELDS, '<w:fldSimple w:instr=" includepicture &quot;https://x.test/a&quot;"/>'),
        (Trouble.FIELDS, within.format("<w:instrText>PAGE</w:instrText>" + within.format(cut))),
        (Trouble.ACTIVE, '<w:altChunk w:id="a"/>'),
        (Trouble.TOO_MUCH, "<a/>" * 200_001),
        (Trouble.TOO_MUCH, f"<a {said}/>"),
    ]
    odt = [
        (Trouble.FETCHED, "<floating-frame/>"),
        (Trouble.FETCHED, "<section-source/>"),
        (Trouble.FETCHED, "<dde-source/>"),
        (Trouble.FETCHED, '<fill-image xmlns:x="x" x:href="../a.png"/>'),
        (Trouble.ACTIVE, "<plugin/>"),
        (Trouble.ACTIVE, "<event-listener/>"),
    ]
    return [
        *((trouble, a_docx(word__document_xml=word.format(body).encode())) for trouble, body in docx),
        *((trouble, an_odt(body)) for trouble, body in odt),
        (Trouble.FETCHED, a_docx(**{"word/_rels/header1.xml.rels": rel.encode()})),
        (Trouble.PICTURES, a_docx(**{"word/media/a.tiff": b"II*\0" + NAME.encode()})),
        (Trouble.TOO_MUCH, a_pdf(more=6_000)),
        (Trouble.TOO_MUCH, b"%PDF-1.7\n" + b"0 " * 600_000),
    ]


@pytest.mark.parametrize(("trouble", "content"), [*_troubled(), *_acting()])
def test_a_file_that_is_not_taken_says_what_to_do(trouble, content):
    with pytest.raises(BadAttachment) as refused:
        accept(content)
    assert refused.value.trouble is trouble
    assert REFUSALS[trouble]


@pytest.mark.parametrize(
    "name", ["package/services/metadata/core-properties/a.psmdcp", "docProps/core1.xml", "word/who.xml"]
)
def test_properties_are_left_out_whatever_they_are_called(name):
    core = f'<c:coreProperties xmlns:c="c"><a>{NAME}</a></c:coreProperties>'.encode()
    kept = accept(a_docx(**{name: core})).content
    assert NAME.encode() not in every_byte(kept) and b"core-properties" not in every_byte(kept)
    assert open_document(io.BytesIO(kept)).paragraphs


def test_a_link_stays_and_one_to_somebody_s_own_machine_leads_nowhere():
    link = '<a xmlns:x="x" x:href="{}"/>'
    told = every_byte(
        accept(an_odt(link.format("https://x.test/") + link.format("file:///home/jane"))).content
    )
    assert b"https://x.test/" in told and b"jane" not in told


@pytest.mark.parametrize("acts", ["/GoToR", "/Launch", "/JavaScript", "/URI"])
def test_a_pdf_leads_nobody_to_another_machine(acts):
    writer = PdfWriter(clone_from=io.BytesIO(a_pdf()))
    action = DictionaryObject({NameObject("/S"): NameObject(acts)})
    action[NameObject("/URI" if acts == "/URI" else "/F")] = TextStringObject("//evil.test/a")
    held = writer._add_object(action)
    writer._root_object[NameObject("/Odd")] = DictionaryObject({NameObject("/Deep"): held})
    link = DictionaryObject({NameObject("/Subtype"): NameObject("/Link"), NameObject("/A"): held})
    writer.pages[0][NameObject("/Annots")] = ArrayObject([writer._add_object(link)])
    made = io.BytesIO()
    writer.write(made)
    assert b"evil.test" in every_byte(made.getvalue())
    assert b"evil.test" not in every_byte(accept(made.getvalue()).content)


def test_a_part_larger_than_it_says_is_not_unpacked(monkeypatch):
    monkeypatch.setattr("portal.adapters.office_files.MOST_BYTES", 1_000)
    with pytest.raises(BadAttachment) as refused:
        accept(an_odt(**{"long.xml": b"<a>" + bytes(2_000)}))
    assert refused.value.trouble is Trouble.TOO_MUCH


@given(
    start=st.sampled_from([b"%PDF-1.4\n", PNG, b"\xff\xd8\xff", b"PK\x03\x04"]), rest=st.binary(max_size=300)
)
def test_any_bytes_are_kept_or_refused_with_a_sentence(start, rest):
    try:
        accept(start + rest)
    except BadAttachment as refused:
        assert REFUSALS[refused.trouble]


@given(at=st.integers(0, 9_999), value=st.integers(0, 255), of=st.sampled_from(["jpeg", "docx", "pdf"]))
def test_a_damaged_file_is_kept_or_refused_with_a_sentence(at, value, of):
    content = bytearray({"jpeg": PHONE, "docx": A_DOCX, "pdf": A_PDF}[of])
    content[at % len(content)] = value
    try:
        accept(bytes(content))
    except BadAttachment as refused:
        assert REFUSALS[refused.trouble]


A_DOCX, A_PDF = a_docx(), a_pdf()
