"""What an Easy Read text is: short lines, one thought each, with a picture beside a line that needs one.

A person writes it and people who read Easy Read check it; nothing here makes one out of another text.
Refuses long lines, pictures we do not have, a text without lines, and one that nobody made or checked.
"""

import re
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from portal.core.errors import DomainError
from portal.core.words import tidy

MOST_WORDS = 15  # of a line; guides to Easy Read ask for ten to fifteen
MOST_LINES = 150  # about ten printed pages with pictures
MAX_WHO = 200  # characters: who made it, who checked it

PICTURES = {
    "calendar": "a calendar",
    "clock": "a clock",
    "danger": "a warning sign",
    "home": "a house",
    "letter": "a letter",
    "no": "a cross",
    "pen": "a pen",
    "people": "people",
    "person": "a person",
    "phone": "a telephone",
    "place": "a place on a map",
    "talk": "somebody talking",
    "yes": "a tick",
}
"""Pictures of our own, and what each shows."""

_KEY = re.compile(r"help-now|plan-\d{4}-\d{2}|consultation-[a-z0-9]+(?:-[a-z0-9]+)*")
_LINE = re.compile(r"(?:\[(?P<picture>[^\]]*)\]\s*)?(?P<words>.*)")


class Slip(StrEnum):
    """What is wrong with a line."""

    LONG = "long"
    PICTURE = "picture"
    EMPTY = "empty"


class NotEasyRead(DomainError):
    """The text is no Easy Read; `.line` counts from 1, 0 where it is the whole text."""

    code = "not-easy-read"

    line: int
    slip: Slip


class WhoMissing(DomainError):
    """Who made it or who checked it is missing or too long, or the day lies ahead; `.part` names it."""

    code = "easy-read-who-missing"

    part: str


@dataclass(frozen=True, slots=True)
class EasyLine:
    """One line as it is read: a heading, or words with the name of a picture or none."""

    words: str
    picture: str = ""
    heading: bool = False


@dataclass(frozen=True, slots=True)
class EasyWords:
    """An Easy Read text as an officer writes it; `text` has a line for each thought."""

    text: str
    made_by: str
    checked_by: str
    checked_on: date


def is_key(key: str) -> bool:
    """Whether a page of ours can have this key: help-now, plan-2026-27, consultation-<address>."""
    return bool(_KEY.fullmatch(key))


def lines(text: str) -> tuple[EasyLine, ...]:
    """The lines to read: "# " begins a heading, "[phone] " puts a picture before. Raises `NotEasyRead`."""
    found = tuple(
        _line(number, written)
        for number, written in enumerate(tidy(text).split("\n"), start=1)
        if written.strip()
    )
    if not any(not line.heading for line in found) or len(found) > MOST_LINES:
        raise NotEasyRead(line=0, slip=Slip.LONG if found[MOST_LINES:] else Slip.EMPTY)
    return found


def accept(words: EasyWords, *, today: date) -> EasyWords:
    """The words in order. Raises `NotEasyRead`, `WhoMissing`."""
    lines(words.text)
    made_by, checked_by = (" ".join(tidy(who).split()) for who in (words.made_by, words.checked_by))
    for part, who in (("made_by", made_by), ("checked_by", checked_by)):
        if not 0 < len(who) <= MAX_WHO:
            raise WhoMissing(part=part)
    if words.checked_on > today:
        raise WhoMissing(part="checked_on")
    return EasyWords(tidy(words.text), made_by, checked_by, words.checked_on)


def _line(number: int, written: str) -> EasyLine:
    heading = written.startswith("# ")
    match = _LINE.fullmatch(written.removeprefix("# ").strip())
    picture, words = (match["picture"], match["words"].strip()) if match else (None, "")
    if picture is not None and (heading or picture.strip().lower() not in PICTURES):
        raise NotEasyRead(line=number, slip=Slip.PICTURE)
    if not words:
        raise NotEasyRead(line=number, slip=Slip.EMPTY)
    if len(words.split()) > MOST_WORDS:
        raise NotEasyRead(line=number, slip=Slip.LONG)
    return EasyLine(words, (picture or "").strip().lower(), heading)
