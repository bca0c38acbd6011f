"""DOCX and ODT files without who wrote them: nobody's name, no history of changes, nothing that acts.

Only the parts that make the text are kept, known by what stands in them, and pictures that could be cleaned.
Refuses what only its author can put right (tracked changes, comments, macros, other pictures, what is fetched
when the file is opened), and what is too much to check. Sources: ECMA-376 (DOCX); OpenDocument 1.3 (ODT).
"""

import io
import re
import zipfile
from dataclasses import dataclass
from posixpath import dirname, join, normpath
from typing import Any

from lxml import etree

from portal.adapters import office_marks
from portal.adapters.office_marks import NotClean, local
from portal.adapters.pictures import JPEG, PNG, BrokenPicture, clean_jpeg, clean_png

EPOCH = (1980, 1, 1, 0, 0, 0)
MOST_PARTS = 2_000
MOST_BYTES = 20 * 1024 * 1024  # unpacked: 5 MB of pictures, which do not shrink, and 15 MB of XML
MOST_ELEMENTS = 200_000  # in all parts; some two hundred pages, checked in about two seconds
MOST_SAID = 200  # attributes of one element, and namespaces of one part
DOCX_BODY, ODT_MARK = "word/document.xml", "application/vnd.oasis.opendocument.text"
ACTS = re.compile(r"vbaproject|/activex/|/embeddings/|oleobject|^basic/|^scripts/|^object \d", re.I)
DOCX_PARTS = re.compile(r"word/(?!glossary/).+|_rels/\.rels|\[content_types\]\.xml", re.I)
DOCX_LEFT = re.compile(r"word/(?:fonts/|printersettings)|word/_rels/settings\.xml\.rels", re.I)
DOCX_ROOTS = frozenset(
    [
        "document",
        "styles",
        "settings",
        "fonts",
        "numbering",
        "hdr",
        "ftr",
        "footnotes",
        "endnotes",
        "theme",
        "webSettings",
        "Relationships",
        "Types",
    ]
)
SILENT_ROOTS = frozenset(
    [
        "coreProperties",
        "Properties",
        "people",
        "commentsEx",
        "commentsIds",
        "commentsExtensible",
        "comments",
        "document-meta",
        "stylesWithEffects",
        "tasks",
        "Sources",
    ]
)
"""Parts of a text that say who wrote it, or that nobody misses; comments without one among them."""

ODT_PARTS = re.compile(
    r"mimetype|(?:content|styles|settings)\.xml|META-INF/manifest\.xml|(?:pictures|media)/.+", re.I
)
ODT_ROOTS = frozenset(["document-content", "document-styles", "document-settings", "manifest"])
READING: dict[str, Any] = {
    "resolve_entities": False,
    "no_network": True,
    "load_dtd": False,
    "huge_tree": False,
    "remove_comments": True,
    "remove_pis": True,
}


class BrokenFile(ValueError):
    """The file is not put together as its format says."""


@dataclass(frozen=True, slots=True)
class Office:
    """A text without who wrote it; `kind` is `docx` or `odt`."""

    kind: str
    content: bytes


@dataclass
class _Budget:
    """How much of a file may still be read."""

    elements: int = MOST_ELEMENTS

    def spend(self, element: etree._Element) -> None:
        self.elements -= 1
        if self.elements < 0 or len(element.attrib) > MOST_SAID:
            raise NotClean("too-much")


def clean(content: bytes) -> Office | None:
    """The same words and pictures, or None for another archive. Raises `BrokenFile`, `NotClean`."""
    parts = _parts(content)
    kind = _kind_of(parts)
    if kind is None:
        return None
    if any(ACTS.search(name) for name in parts):
        raise NotClean("active")
    budget, kept = _Budget(), {}
    for name, data in parts.items():
        part = _part(kind, name, data, budget)
        if part is not None:
            kept[name] = part
    return Office(kind, _packed(kind, kept))


def _packed(kind: str, kept: dict[str, bytes | etree._Element]) -> bytes:
    there = {name.lower() for name in kept}
    made = io.BytesIO()
    with zipfile.ZipFile(made, "w", zipfile.ZIP_DEFLATED) as archive:
        for name in sorted(kept, key=lambda each: (each != "mimetype", each != "[Content_Types].xml", each)):
            packing, part = zipfile.ZIP_STORED if name == "mimetype" else zipfile.ZIP_DEFLATED, kept[name]
            data = part if isinstance(part, bytes) else _rewritten(kind, name, part, there)
            archive.writestr(zipfile.ZipInfo(name, EPOCH), data, packing)
    return made.getvalue()


def _kind_of(parts: dict[str, bytes]) -> str | None:
    if DOCX_BODY in parts and "[Content_Types].xml" in parts:
        return "docx"
    if "content.xml" in parts and parts.get("mimetype", b"").decode("ascii", "replace") == ODT_MARK:
        return "odt"
    return None


def _parts(content: bytes) -> dict[str, bytes]:
    """Every part by name, unpacked within the limits."""
    try:
        with zipfile.ZipFile(io.BytesIO(content)) as archive:
            listed = [each for each in archive.infolist() if not each.is_dir()]
            names = {each.filename.lower() for each in listed}
            if len(listed) > MOST_PARTS or sum(each.file_size for each in listed) > MOST_BYTES:
                raise NotClean("too-much")
            if len(names) != len(listed) or any(each.flag_bits & 1 for each in listed):
                raise BrokenFile("a part stands twice, or is locked")
            if any(each.compress_type not in (zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED) for each in listed):
                raise BrokenFile("a part is packed in another way")
            if any(name.startswith("/") or ".." in name.split("/") for name in names):
                raise BrokenFile("a part lies outside the file")
            return {each.filename: archive.read(each) for each in listed}
    except (BrokenFile, NotClean):
        raise
    except Exception as broken:  # zlib.error and what an archive made to harm may raise
        raise BrokenFile(type(broken).__name__) from None


def _part(kind: str, name: str, data: bytes, budget: _Budget) -> bytes | etree._Element | None:
    """The part as a picture's bytes or a tree; None where it is left out."""
    known, roots = (DOCX_PARTS, DOCX_ROOTS) if kind == "docx" else (ODT_PARTS, ODT_ROOTS)
    if not known.fullmatch(name) or (kind == "docx" and DOCX_LEFT.match(name)):
        return None
    if name == "mimetype":
        return data
    if not name.lower().endswith((".xml", ".rels")):
        return _picture(data)
    root = _tree(data, budget)
    named = local(root.tag)
    office_marks.judge(kind, root)
    if named in SILENT_ROOTS:
        return None
    if named not in roots:
        raise NotClean("active")
    return root


def _picture(data: bytes) -> bytes:
    try:
        if data.startswith(JPEG):
            return clean_jpeg(data)
        if data.startswith(PNG):
            return clean_png(data)
    except BrokenPicture as broken:
        raise BrokenFile(str(broken)) from None
    raise NotClean("pictures")


def _tree(data: bytes, budget: _Budget) -> etree._Element:
    """The part, read as far as the budget goes."""
    try:
        reading, spaces = etree.iterparse(io.BytesIO(data), events=("start", "start-ns"), **READING), 0
        for event, found in reading:
            if event == "start":
                budget.spend(found)
            else:
                spaces += 1
            if spaces > MOST_SAID:
                raise NotClean("too-much")
        root = reading.root
    except (etree.XMLSyntaxError, ValueError) as broken:
        if isinstance(broken, NotClean):
            raise
        raise BrokenFile(str(broken)) from None
    if root is None or root.getroottree().docinfo.doctype:
        raise BrokenFile("it declares entities")
    return root


def _rewritten(kind: str, name: str, root: etree._Element, there: set[str]) -> bytes:
    """The part without who did what, and without what speaks of parts that were left out."""
    base = dirname(dirname(name)) if name.endswith(".rels") else ""
    for element in list(root.iter(etree.Element)):
        office_marks.forget(element)
        named = _named_by(element, base)
        lost = named is not None and named.lower() not in there
        if (lost or office_marks.is_habit(element)) and element.getparent() is not None:
            element.getparent().remove(element)
    return bytes(etree.tostring(root, xml_declaration=True, encoding="UTF-8", standalone=True))


def _named_by(element: etree._Element, base: str) -> str | None:
    """The part that an entry of a list of parts speaks of."""
    tag = local(element.tag)
    if tag == "Relationship" and element.get("TargetMode") != "External":
        target = str(element.get("Target", ""))
        if target.startswith("#"):
            return None
        return normpath(target.lstrip("/") if target.startswith("/") else join(base, target))
    if tag == "Override":
        return str(element.get("PartName", "")).lstrip("/")
    if tag == "file-entry":
        path = next((str(v) for k, v in element.attrib.items() if local(k) == "full-path"), "")
        return None if path == "/" else path
    return None
