"""What somebody attaches: known by its content, never by its name, and kept without who wrote it.

PDF, DOCX, ODT, PNG and JPEG; the file kept is a new one, made of the parts that are known. Refuses everything
else, and each refusal says what its owner can do.
"""

from dataclasses import dataclass
from enum import StrEnum

from portal.adapters import office_files, pdf_files, pictures
from portal.adapters.office_marks import NotClean
from portal.core.errors import DomainError

LARGEST = 5 * 1024 * 1024
"""Bytes: some hundred pages with pictures; the mail of most councils takes no more."""

ZIP = b"PK\x03\x04"


class Kind(StrEnum):
    """What a file is."""

    PDF = "pdf"
    DOCX = "docx"
    ODT = "odt"
    PNG = "png"
    JPEG = "jpeg"

    @property
    def mime(self) -> str:
        """What it is called when it is sent."""
        return MIMES[self]


MIMES = {
    Kind.PDF: "application/pdf",
    Kind.DOCX: "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
    Kind.ODT: "application/vnd.oasis.opendocument.text",
    Kind.PNG: "image/png",
    Kind.JPEG: "image/jpeg",
}


class Trouble(StrEnum):
    """Why a file is not taken."""

    EMPTY = "empty"
    TOO_LARGE = "too-large"
    UNKNOWN = "unknown"
    BROKEN = "broken"
    LOCKED = "locked"
    CHANGES = "changes"
    COMMENTS = "comments"
    ACTIVE = "active"
    FETCHED = "fetched"
    FIELDS = "fields"
    PICTURES = "pictures"
    TOO_MUCH = "too-much"


class BadAttachment(DomainError):
    """The file is not taken; `trouble` says why, `REFUSALS[trouble]` what to do."""

    code = "bad-attachment"
    trouble: Trouble


REFUSALS: dict[Trouble, str] = {
    Trouble.EMPTY: "The file is empty. Choose another one",
    Trouble.TOO_LARGE: f"Choose a file of {LARGEST // (1024 * 1024)} MB or less",
    Trouble.UNKNOWN: "Choose a PDF, a Word (.docx) or OpenDocument (.odt) text, or a PNG or JPEG picture",
    Trouble.BROKEN: "We cannot read this file. Save it again in its program, then choose it again",
    Trouble.LOCKED: "The file is locked with a password. Save it without one, then choose it again",
    Trouble.CHANGES: "The file holds tracked changes. Accept or reject them, save it, choose it again",
    Trouble.COMMENTS: "The file holds comments. Delete them all, save it, then choose it again",
    Trouble.ACTIVE: "The file holds macros or parts of another program. Save it as a PDF first",
    Trouble.FETCHED: (
        "The file fetches something from elsewhere when it is opened. Save it as a PDF, then choose it again"
    ),
    Trouble.FIELDS: (
        "The file holds fields that are worked out from elsewhere. Save it as a PDF, then choose it again"
    ),
    Trouble.PICTURES: "Its pictures are not all PNG or JPEG. Save the file as a PDF, then choose it again",
    Trouble.TOO_MUCH: "The file holds more than we can check. Split it in two, then choose them one by one",
}
"""What to do about each trouble."""


@dataclass(frozen=True, slots=True)
class Attachment:
    """A file that may be kept: what it is, and its content without who wrote it."""

    kind: Kind
    content: bytes


def accept(content: bytes) -> Attachment:
    """The file as it may be kept. Raises `BadAttachment`."""
    if not content:
        raise BadAttachment(trouble=Trouble.EMPTY)
    if len(content) > LARGEST:
        raise BadAttachment(trouble=Trouble.TOO_LARGE)
    try:
        return _cleaned(content)
    except pdf_files.LockedPdf:
        raise BadAttachment(trouble=Trouble.LOCKED) from None
    except pdf_files.HeavyPdf:
        raise BadAttachment(trouble=Trouble.TOO_MUCH) from None
    except NotClean as found:
        raise BadAttachment(trouble=Trouble(found.what)) from None
    except (pdf_files.BrokenPdf, pictures.BrokenPicture, office_files.BrokenFile):
        raise BadAttachment(trouble=Trouble.BROKEN) from None


def _cleaned(content: bytes) -> Attachment:
    if content.startswith(pdf_files.PDF):
        return Attachment(Kind.PDF, pdf_files.clean(content))
    if content.startswith(pictures.PNG):
        return Attachment(Kind.PNG, pictures.clean_png(content))
    if content.startswith(pictures.JPEG):
        return Attachment(Kind.JPEG, pictures.clean_jpeg(content))
    if content.startswith(ZIP):
        office = office_files.clean(content)
        if office is not None:
            return Attachment(Kind(office.kind), office.content)
    raise BadAttachment(trouble=Trouble.UNKNOWN)
