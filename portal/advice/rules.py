"""What makes a page of advice complete and up to date. Knows nothing of HTTP or tables.

Refuses a page without a title, a summary, words or a source, and codes that nobody knows.
"""

import re
from collections.abc import Collection
from dataclasses import dataclass
from datetime import date

from portal.core.errors import DomainError

MAX_TITLE = 90  # characters; a title is one line on a phone held sideways
MAX_SUMMARY = 300  # characters; it stands in lists and in search
MAX_BODY = 20_000  # characters; about ten printed pages
MAX_LINE = 300  # characters of an address or a name
MAX_WORDS = 500  # characters that say what a helpline is for
SOURCE = re.compile(r"(?P<name>[^|]+)\|\s*(?P<url>https?://\S+)")
"""One source to a line, its name and its address: `Name | https://...`."""


class AdviceIncomplete(DomainError):
    """A part is missing; `.parts` names it."""

    code = "advice-incomplete"

    parts: tuple[str, ...]


class TitleTaken(DomainError):
    """There is a page of that title with other words."""

    code = "advice-title-taken"
    status = 409


class SourceUnreadable(DomainError):
    """A line of the sources is not `Name | https://...`; `.line` is that line."""

    code = "source-unreadable"

    line: str


class UnknownHelpline(DomainError):
    """A helpline that is not in the list; `.codes` are the unknown ones."""

    code = "unknown-helpline"

    codes: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class AdviceWords:
    """What an officer may change on a page of advice. `checked`: gone through as a whole today."""

    title: str
    summary: str
    body: str
    report_to: str
    audience: tuple[str, ...]
    helplines: tuple[str, ...]
    sources: tuple[tuple[str, str], ...]
    sensitive: bool
    checked: bool


@dataclass(frozen=True, slots=True)
class HelplineWords:
    """What an officer may change about a helpline."""

    name: str
    number: str
    text_number: str
    url: str
    hours: str
    words: str
    audience: str
    source: str
    always: bool


def check(words: AdviceWords, helplines: Collection[str]) -> AdviceWords:
    """The words, if they make a page. Raises AdviceIncomplete, UnknownHelpline."""
    parts = ("title", "summary", "body", "sources", "audience")
    missing = tuple(part for part in parts if not getattr(words, part))
    if missing:
        raise AdviceIncomplete(parts=missing)
    unknown = tuple(code for code in words.helplines if code not in helplines)
    if unknown:
        raise UnknownHelpline(codes=unknown)
    return words


def read_sources(text: str) -> tuple[tuple[str, str], ...]:
    """Pairs of name and address out of lines. Raises SourceUnreadable."""
    pairs: list[tuple[str, str]] = []
    for line in text.splitlines():
        if not line.strip():
            continue
        found = SOURCE.fullmatch(line.strip())
        if found is None:
            raise SourceUnreadable(line=line.strip())
        pairs.append((found["name"].strip(), found["url"]))
    return tuple(pairs)


def write_sources(sources: tuple[tuple[str, str], ...]) -> str:
    """The lines that `read_sources` reads."""
    return "\n".join(f"{name} | {url}" for name, url in sources)


def review_by(reviewed_on: date, months: int) -> date:
    """The day by which somebody should look again: the same day `months` later, or that month's last."""
    years, month = divmod(reviewed_on.month - 1 + months, 12)
    first = date(reviewed_on.year + years, month + 1, 1)
    day = reviewed_on.day
    while day > 28:
        try:
            return first.replace(day=day)
        except ValueError:
            day -= 1
    return first.replace(day=day)


def is_stale(reviewed_on: date, months: int, today: date) -> bool:
    """Whether nobody has looked at the page for longer than `months`."""
    return today > review_by(reviewed_on, months)


AUDIENCES: dict[str, str] = {
    "everyone": "Everyone",
    "resident": "People who live here",
    "visitor": "Visitors",
    "young": "Young people",
    "older": "Older people",
    "business": "Businesses",
}
"""Whom a page can be for, by code, in the order in which they are offered."""


def code_for(name: str, taken: Collection[str]) -> str:
    """A short name for a new helpline or page out of its name, one that nobody has yet."""
    base = "-".join(re.findall(r"[a-z0-9]+", name.lower()))[:50].strip("-") or "new"
    numbered = (base if n == 1 else f"{base}-{n}" for n in range(1, len(taken) + 2))
    return next(code for code in numbered if code not in taken)
