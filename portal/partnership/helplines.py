"""What a helpline is to a reader, and when an officer's check of it stops counting.

Pure: values in, values out. Refuses nothing; an entry that cannot be dialled simply has no dialling link.
"""

import re
from dataclasses import dataclass
from datetime import date

from portal.partnership.content import Helpline

DIALLED = re.compile(r"\+?[0-9 ]+", re.ASCII)
CHECKED_BY_AN_OFFICER = ("name", "number", "text_number", "url")
"""What an officer vouches for: when one of these changes, the old check says nothing any more."""


@dataclass(frozen=True, slots=True)
class HelplineView:
    """A helpline as pages show it; `tel` is empty where the number cannot be dialled."""

    code: str
    name: str
    number: str
    tel: str
    text_number: str
    url: str
    site: str
    hours: str
    words: str
    audience: str
    source: str
    always: bool
    version: int
    verified_on: date | None
    verified_by: str | None


def dialable(number: str) -> str:
    """The digits for a `tel:` link; empty where the text is more than one plain number."""
    return number.replace(" ", "") if DIALLED.fullmatch(number) else ""


def site_name(url: str) -> str:
    """An address as people say it: no scheme, no "www.", no slash at the end."""
    return re.sub(r"^https?://(www\.)?", "", url).rstrip("/")


def check_still_counts(before: Helpline, after: Helpline) -> bool:
    """Whether an officer's check of `before` vouches for `after` too."""
    return all(getattr(before, name) == getattr(after, name) for name in CHECKED_BY_AN_OFFICER)


def view_of(
    line: Helpline, *, version: int = 0, verified_on: date | None = None, by: str | None = None
) -> HelplineView:
    """A helpline of the files, or of the database, as pages show it."""
    return HelplineView(
        code=line.code,
        name=line.name,
        number=line.number,
        tel=dialable(line.number),
        text_number=line.text_number,
        url=line.url,
        site=site_name(line.url),
        hours=line.hours,
        words=line.words,
        audience=line.audience.value,
        source=line.source,
        always=line.always,
        version=version,
        verified_on=verified_on,
        verified_by=by,
    )
