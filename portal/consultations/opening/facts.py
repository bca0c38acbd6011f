"""What a consultation says of itself before anybody is asked, as one value.

Holds words, links, codes and days; judges nothing (`gate` does). Refuses a link that is no https address.
"""

from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from urllib.parse import urlsplit

from portal.core.errors import DomainError
from portal.core.windows import Window

MAX_TITLE = 200  # characters
MAX_WORDS = 2_000  # characters of one answer; half a printed page
MAX_LINKS = 12  # papers somebody will really open
MAX_URL = 500  # characters


class LabelKind(StrEnum):
    """What the public list can be narrowed down by."""

    FAMILY = "family"
    WARD = "ward"
    AUDIENCE = "audience"


class NotALink(DomainError):
    """Not an https address, or too long; `.line` is what was written."""

    code = "not-a-link"

    line: str


@dataclass(frozen=True, slots=True)
class Link:
    """A paper people can read: its name and its https address."""

    words: str
    url: str


@dataclass(frozen=True, slots=True)
class Facts:
    """Everything a consultation tells. A label that names no code means all of them."""

    title: str
    purpose: str
    can_influence: str
    decided: str
    who_decides: str
    window: Window
    decides_on: date | None = None
    reasons: str = ""
    evidence: tuple[Link, ...] = ()
    affected: str = ""
    length_reason: str = ""
    equality_url: str = ""
    equality_reason: str = ""
    dpia_url: str = ""
    dpia_reason: str = ""
    families: tuple[str, ...] = ()
    wards: tuple[str, ...] = ()
    audiences: tuple[str, ...] = ()

    @property
    def labels(self) -> frozenset[tuple[LabelKind, str]]:
        """Every label as kind and code."""
        kinds = (
            (LabelKind.FAMILY, self.families),
            (LabelKind.WARD, self.wards),
            (LabelKind.AUDIENCE, self.audiences),
        )
        return frozenset((kind, code) for kind, codes in kinds for code in codes)


def https(url: str) -> str:
    """The address as it is kept. Raises `NotALink` for anything but https with a host and without a name."""
    tidy = url.strip()
    try:
        parts = urlsplit(tidy)
        sound = parts.scheme == "https" and bool(parts.hostname) and "@" not in parts.netloc
        sound = sound and (parts.port is None or parts.port > 0)
    except ValueError:
        sound = False
    if not sound or len(tidy) > MAX_URL or any(ch.isspace() or ord(ch) < ord(" ") for ch in tidy):
        raise NotALink(line=url)
    return tidy


def links(text: str) -> tuple[Link, ...]:
    """One link a line, written "Name of the paper | https://address"; the name may be left out.

    Raises `NotALink`, for a line too many too.
    """
    lines = [line.strip() for line in text.splitlines() if line.strip()]
    if len(lines) > MAX_LINKS:
        raise NotALink(line=lines[MAX_LINKS])
    return tuple(_link(line) for line in lines)


def as_lines(several: tuple[Link, ...]) -> str:
    """The links as `links` reads them."""
    return "\n".join(f"{link.words} | {link.url}" for link in several)


def _link(line: str) -> Link:
    words, bar, url = line.rpartition("|")
    found = https(url if bar else line)
    name = words.strip() or urlsplit(found).hostname or found
    if len(name) > MAX_TITLE:
        raise NotALink(line=line)
    return Link(name, found)
