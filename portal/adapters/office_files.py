"""DOCX and ODT files without who wrote them: nobody's name, no history of changes, nothing that acts.

Properties are emptied, pictures cleaned, previews left out. Refuses what only its author can put right:
tracked changes, comments, macros, parts of another program, and pictures that are fetched from elsewhere when
the file is opened. Sources: ECMA-376 (DOCX); OASIS OpenDocument 1.3 (ODT).
"""

import io
import re
import zipfile
from dataclasses import dataclass

from lxml import etree

from portal.adapters.pictures import JPEG, PNG, BrokenPicture, clean_jpeg, clean_png

EPOCH = (1980, 1, 1, 0, 0, 0)
MOST_PARTS = 2_000
MOST_BYTES = 60 * 1024 * 1024  # unpacked
DOCX_BODY, ODT_MARK = "word/document.xml", "application/vnd.oasis.opendocument.text"
ACTS = re.compile(r"vbaproject|/activex/|/embeddings/|oleobject|^basic/|^scripts/|^object \d", re.I)
CHANGES = {"ins", "del", "moveFrom", "moveTo", "tracked-changes"}
COMMENTS = {"comment", "annotation"}
FETCHED = re.compile(r"^(?:[a-z][a-z0-9+.-]*:)?//|^file:|^\\\\", re.I)
EMPTIED = {
    "docProps/core.xml": (
        '<?xml version="1.0" encoding="UTF-8" standalone="yes"?><cp:coreProperties xmlns:cp='
        '"http://schemas.openxmlformats.org/package/2006/metadata/core-properties"/>'
    ),
    "docProps/app.xml": (
        '<?xml version="1.0" encoding="UTF-8" standalone="yes"?><Properties xmlns='
        '"http://schemas.openxmlformats.org/officeDocument/2006/extended-properties"/>'
    ),
    "docProps/custom.xml": (
        '<?xml version="1.0" encoding="UTF-8" standalone="yes"?><Properties xmlns='
        '"http://schemas.openxmlformats.org/officeDocument/2006/custom-properties"/>'
    ),
    "word/people.xml": (
        '<?xml version="1.0" encoding="UTF-8" standalone="yes"?><w15:people xmlns:w15='
        '"http://schemas.microsoft.com/office/word/2012/wordml"/>'
    ),
    "meta.xml": (
        '<?xml version="1.0" encoding="UTF-8"?><office:document-meta xmlns:office='
        '"urn:oasis:names:tc:opendocument:xmlns:office:1.0" office:version="1.3"/>'
    ),
}
"""What stands in the place of a part that says who wrote the file."""

NOT_KEPT = re.compile(r"thumbnail|^word/_rels/settings\.xml\.rels$|^customXml/|^Configurations2/", re.I)
HABITS = {"attachedTemplate", "mailMerge", "docVars"}
PRINTER = {"PrinterName", "PrinterSetup", "PrinterPaperFromSetup"}
PARSER = {"resolve_entities": False, "no_network": True, "load_dtd": False, "huge_tree": False}


class BrokenFile(ValueError):
    """The file is not put together as its format says, or far too large when unpacked."""


@dataclass
class NotClean(ValueError):
    """Its author has to do something first: `what` is changes, comments, active or fetched."""

    what: str


def kind_of(content: bytes) -> str | None:
    """`docx` or `odt`, or None for another archive. Raises `BrokenFile`."""
    names = _parts(content)
    if DOCX_BODY in names and "[Content_Types].xml" in names:
        return "docx"
    if "content.xml" in names and names.get("mimetype", b"").decode("ascii", "replace") == ODT_MARK:
        return "odt"
    return None


def clean(content: bytes) -> bytes:
    """The same words and pictures, without who wrote them. Raises `BrokenFile`, `NotClean`."""
    parts = _parts(content)
    if any(ACTS.search(name) for name in parts):
        raise NotClean("active")
    kept = {name: data for name, data in parts.items() if not NOT_KEPT.search(name)}
    made = io.BytesIO()
    with zipfile.ZipFile(made, "w", zipfile.ZIP_DEFLATED) as archive:
        for name in sorted(kept, key=lambda each: (each != "mimetype", each != "[Content_Types].xml", each)):
            packing = zipfile.ZIP_STORED if name == "mimetype" else zipfile.ZIP_DEFLATED
            archive.writestr(zipfile.ZipInfo(name, EPOCH), _clean_part(name, kept[name], set(kept)), packing)
    return made.getvalue()


def _parts(content: bytes) -> dict[str, bytes]:
    """Every part by name, unpacked within the limits."""
    try:
        with zipfile.ZipFile(io.BytesIO(content)) as archive:
            listed = [each for each in archive.infolist() if not each.is_dir()]
            names = {each.filename for each in listed}
            if len(listed) > MOST_PARTS or sum(each.file_size for each in listed) > MOST_BYTES:
                raise BrokenFile("too large when unpacked")
            if len(names) != len(listed) or any(each.flag_bits & 1 for each in listed):
                raise BrokenFile("a part stands twice, or is locked")
            if any(name.startswith("/") or ".." in name.split("/") for name in names):
                raise BrokenFile("a part lies outside the file")
            return {each.filename: archive.read(each) for each in listed}
    except (zipfile.BadZipFile, NotImplementedError, EOFError, OSError, RuntimeError) as broken:
        raise BrokenFile(str(broken)) from None
    except Exception as broken:  # zlib.error and what an archive made to harm may raise
        if isinstance(broken, BrokenFile):
            raise
        raise BrokenFile(type(broken).__name__) from None


def _clean_part(name: str, data: bytes, kept: set[str]) -> bytes:
    if name in EMPTIED:
        return EMPTIED[name].encode("utf-8")
    try:
        if data.startswith(JPEG):
            return clean_jpeg(data)
        if data.startswith(PNG):
            return clean_png(data)
    except BrokenPicture as broken:
        raise BrokenFile(str(broken)) from None
    if name.endswith((".xml", ".rels")):
        return _clean_xml(name, data, kept)
    return data


def _clean_xml(name: str, data: bytes, kept: set[str]) -> bytes:
    try:
        root = etree.fromstring(data, etree.XMLParser(**PARSER))
    except (etree.XMLSyntaxError, ValueError) as broken:
        raise BrokenFile(str(broken)) from None
    if root.getroottree().docinfo.doctype:
        raise BrokenFile("it declares entities")
    for element in list(root.iter(etree.Element)):
        _judge(name, element)
        if _leads_nowhere(name, element, kept) and element.getparent() is not None:
            element.getparent().remove(element)
    return bytes(etree.tostring(root, xml_declaration=True, encoding="UTF-8", standalone=True))


def _judge(name: str, element: etree._Element) -> None:
    """Refuse what only the author can put right; forget who did what."""
    tag = etree.QName(element).localname
    if tag in CHANGES and not name.startswith("META-INF"):
        raise NotClean("changes")
    if tag in COMMENTS:
        raise NotClean("comments")
    if tag == "Relationship" and element.get("TargetMode") == "External":
        if not str(element.get("Type", "")).endswith("/hyperlink"):
            raise NotClean("fetched")
    elif tag == "image" or tag.startswith("object"):
        for attribute, value in element.attrib.items():
            if etree.QName(attribute).localname == "href" and FETCHED.search(str(value)):
                raise NotClean("fetched")
    for attribute in list(element.attrib):
        if etree.QName(attribute).localname in ("author", "initials", "userId"):
            del element.attrib[attribute]


def _leads_nowhere(name: str, element: etree._Element, kept: set[str]) -> bool:
    """Whether an entry speaks of a part that was left out, or of its author's machine."""
    tag = etree.QName(element).localname
    if tag in HABITS and name == "word/settings.xml":
        return True
    if tag == "config-item":
        return any(value in PRINTER for value in element.attrib.values())
    if tag == "Relationship" and element.get("TargetMode") != "External":
        return bool(NOT_KEPT.search(str(element.get("Target", "")).lstrip("./")))
    if tag == "file-entry":
        paths = [str(v) for k, v in element.attrib.items() if etree.QName(k).localname == "full-path"]
        return any(not path.endswith("/") and path not in kept for path in paths)
    if tag == "Override":
        return str(element.get("PartName", "")).lstrip("/") not in kept
    return False
