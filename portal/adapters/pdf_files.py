"""PDF files without who made them: no properties, no notes, no scripts, no files inside.

Text, pictures and the marks that a screen reader needs stay. Refuses what is locked with a password, has no
page or far too many, or is not put together as a PDF. Source: ISO 32000-1.
"""

import io
import logging
import re
from typing import Any

from pypdf import PdfReader, PdfWriter, apply_configuration
from pypdf.errors import LimitReachedError, PdfReadError
from pypdf.generic import ArrayObject, DictionaryObject, IndirectObject, NameObject, NullObject, StreamObject

from portal.adapters.pictures import JPEG, BrokenPicture, clean_jpeg

logging.getLogger("pypdf").setLevel(logging.CRITICAL)  # its remarks quote the file, and a log may not

PDF = b"%PDF-"
MOST_PAGES = 200
MOST_OBJECTS = 6_000  # a tagged text of a hundred pages; each is read twice, some seconds in all
MOST_OUTSIDE = 1024 * 1024  # bytes that are no page's and no picture's
STREAM = re.compile(rb"stream\r?\n.*?endstream", re.S)
LIMITS: dict[str, Any] = {
    "zlib_maximum_output_length": 2 * 1024 * 1024,  # bytes of objects; pages and pictures stay packed
    "lzw_maximum_output_length": 2 * 1024 * 1024,
    "array_maximum_element_count": 10_000,
    "dictionary_maximum_element_count": 2_000,
    "page_tree_maximum_entries": 2_000,
    "page_tree_maximum_depth": 30,
}
"""How much of a file is unpacked and read."""

LEFT_OUT = (
    "/Metadata",
    "/PieceInfo",
    "/LastModified",
    "/Thumb",
    "/AA",
    "/OpenAction",
    "/AcroForm",
    "/Collection",
    "/AF",
    "/SpiderInfo",
    "/Threads",
    "/JavaScript",
    "/EmbeddedFiles",
    "/Perms",
    "/DSS",
    "/Ref",
    "/OPI",
    "/PA",
)
"""Entries that say who or what made a part, or that act."""

SAFE_ACTIONS = ("/GoTo", "/URI")
ACTIONS = frozenset(
    [
        "/GoToR",
        "/GoToE",
        "/Launch",
        "/Thread",
        "/Sound",
        "/Movie",
        "/Hide",
        "/Named",
        "/SubmitForm",
        "/ResetForm",
        "/ImportData",
        "/JavaScript",
        "/SetOCGState",
        "/Rendition",
        "/GoTo3DView",
        "/RichMediaExecute",
    ]
)
"""What an action may not be, wherever it stands."""

ELSEWHERE = ("/F", "/FFilter", "/FDecodeParms")  # a stream whose bytes lie in another file
PRESSED = re.compile(r"(?:https?|mailto|tel):", re.I)
STAYS = "/Link"  # the only note on a page that belongs to its words


class BrokenPdf(ValueError):
    """The file is not put together as a PDF, or has no page."""


class HeavyPdf(ValueError):
    """There are too many pages or objects to check them all."""


class LockedPdf(ValueError):
    """The file needs a password."""


def clean(content: bytes) -> bytes:
    """The same pages, without who made them. Raises `BrokenPdf`, `HeavyPdf`, `LockedPdf`."""
    try:
        with apply_configuration(**LIMITS):
            return _cleaned(content)
    except (LockedPdf, BrokenPdf, HeavyPdf):
        raise
    except LimitReachedError:
        raise HeavyPdf() from None
    except (PdfReadError, BrokenPicture) as broken:
        raise BrokenPdf(str(broken)) from None
    except Exception as broken:  # what a file made to harm raises in a reader: KeyError, RecursionError ...
        raise BrokenPdf(type(broken).__name__) from None


def _cleaned(content: bytes) -> bytes:
    if len(content) - sum(len(each[0]) for each in STREAM.finditer(content)) > MOST_OUTSIDE:
        raise HeavyPdf()
    reader = PdfReader(io.BytesIO(content), strict=False, xref_stream_maximum_entries=2 * MOST_OBJECTS)
    if reader.is_encrypted:
        raise LockedPdf()
    _check_weight(reader)
    return _copied(PdfReader(io.BytesIO(_copied(reader))))


def _check_weight(reader: PdfReader) -> None:
    objects = sum(len(each) for each in reader.xref.values()) + len(reader.xref_objStm)
    if objects > MOST_OBJECTS or len(reader.pages) > MOST_PAGES:
        raise HeavyPdf()
    if not len(reader.pages):
        raise BrokenPdf("no page")


def _copied(reader: PdfReader) -> bytes:
    """What the pages lead to, cleaned; done twice, what was cut loose the first time is gone."""
    writer = PdfWriter(clone_from=reader)
    writer.metadata = None
    for held in writer._objects:
        _forget(held)
    made = io.BytesIO()
    writer.write(made)
    return made.getvalue()


def _forget(held: Any, depth: int = 0) -> None:
    """Take out of one object, and what stands directly in it, all that this file should not tell or do."""
    if isinstance(held, IndirectObject) or depth > 50:
        return
    if isinstance(held, DictionaryObject):
        for name in LEFT_OUT:
            held.pop(name, None)
        _forget_action(held)
        if "/Annots" in held:
            held[NameObject("/Annots")] = _links(held["/Annots"])
        if held.get("/Subtype") == "/Image" and isinstance(held, StreamObject):
            _clean_picture(held)
        for value in list(held.values()):
            _forget(value, depth + 1)
    elif isinstance(held, ArrayObject):
        for value in held:
            _forget(value, depth + 1)


def _forget_action(held: DictionaryObject) -> None:
    """An action that does more than lead somewhere becomes nothing."""
    action = held.get("/A")
    action = action.get_object() if isinstance(action, IndirectObject) else action
    if isinstance(action, DictionaryObject):
        action.pop("/Next", None)
        if action.get("/S") not in SAFE_ACTIONS:
            held[NameObject("/A")] = NullObject()
    if (
        held.get("/Type") in ("/EmbeddedFile", "/Filespec")
        or held.get("/S") in ACTIONS
        or _leads_astray(held)
    ):
        held.clear()
    elif isinstance(held, StreamObject):
        for name in ELSEWHERE:
            held.pop(name, None)


def _leads_astray(held: DictionaryObject) -> bool:
    """Whether it leads to somebody's own machine or network, not to the web."""
    return held.get("/S") == "/URI" and not PRESSED.match(str(held.get("/URI", "")))


def _links(notes: Any) -> ArrayObject:
    kept = []
    listed: Any = notes.get_object() if isinstance(notes, IndirectObject) else notes
    for note in listed:
        found = note.get_object()
        if isinstance(found, DictionaryObject) and found.get("/Subtype") == STAYS:
            for name in ("/T", "/M", "/NM", "/Contents", "/CreationDate"):
                found.pop(name, None)
            kept.append(note)
    return ArrayObject(kept)


def _clean_picture(held: StreamObject) -> None:
    data = held._data
    if isinstance(data, bytes) and data.startswith(JPEG):
        held._data = clean_jpeg(data)
