"""PDF files without who made them: no properties, no notes, no scripts, no files inside.

Text, pictures and the marks that a screen reader needs stay. Refuses what is locked with a password, has no
page or far too many, or is not put together as a PDF. Source: ISO 32000-1.
"""

import io
import logging
from typing import Any

from pypdf import PdfReader, PdfWriter
from pypdf.errors import PdfReadError
from pypdf.generic import ArrayObject, DictionaryObject, IndirectObject, NameObject, NullObject, StreamObject

from portal.adapters.pictures import JPEG, BrokenPicture, clean_jpeg

logging.getLogger("pypdf").setLevel(logging.CRITICAL)  # its remarks quote the file, and a log may not

PDF = b"%PDF-"
MOST_PAGES = 200
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
)
"""Entries that say who or what made a part, or that act."""

SAFE_ACTIONS = ("/GoTo", "/URI")
STAYS = "/Link"  # the only note on a page that belongs to its words


class BrokenPdf(ValueError):
    """The file is not put together as a PDF, has no page, or far too many."""


class LockedPdf(ValueError):
    """The file needs a password."""


def clean(content: bytes) -> bytes:
    """The same pages, without who made them. Raises `BrokenPdf`, `LockedPdf`."""
    try:
        reader = PdfReader(io.BytesIO(content), strict=False)
        if reader.is_encrypted:
            raise LockedPdf()
        if not 0 < len(reader.pages) <= MOST_PAGES:
            raise BrokenPdf("no page, or too many")
        return _copied(PdfReader(io.BytesIO(_copied(reader))))
    except (LockedPdf, BrokenPdf):
        raise
    except (PdfReadError, BrokenPicture) as broken:
        raise BrokenPdf(str(broken)) from None
    except Exception as broken:  # what a file made to harm raises in a reader: KeyError, RecursionError ...
        raise BrokenPdf(type(broken).__name__) from None


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
    if held.get("/Type") == "/EmbeddedFile" or held.get("/S") in ("/JavaScript", "/Launch"):
        held.clear()


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
