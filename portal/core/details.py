"""Where a text likely holds a personal detail: it finds all, so that writer and officer can look.

Refuses to decide: every mark is a suggestion. Numbers that belong to everybody (freephone and national lines)
and dates are left alone.
"""

import re
import unicodedata
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from enum import StrEnum

from portal.core import detail_patterns as shape
from portal.core.names import find_names
from portal.core.sentences import listed

Spans = Iterator[tuple[int, int]]


class DetailKind(StrEnum):
    """What sort of personal detail a mark points to."""

    NAME = "name"
    PHONE = "phone"
    EMAIL = "email"
    PLATE = "plate"
    POSTCODE = "postcode"
    ADDRESS = "address"
    HANDLE = "handle"
    BIRTH = "birth"
    ACCOUNT = "account"
    PERSONAL_NUMBER = "personal-number"


KIND_WORDS: Mapping[str, str] = {
    DetailKind.NAME: "a name",
    DetailKind.PHONE: "a phone number",
    DetailKind.EMAIL: "an e-mail address",
    DetailKind.PLATE: "a number plate",
    DetailKind.POSTCODE: "a postcode",
    DetailKind.ADDRESS: "a house number",
    DetailKind.HANDLE: "an online name",
    DetailKind.BIRTH: "a date of birth",
    DetailKind.ACCOUNT: "bank details",
    DetailKind.PERSONAL_NUMBER: "a personal number",
}
"""Each kind as officers read it."""


@dataclass(frozen=True, slots=True)
class Detail:
    """Characters `start` up to, not including, `end` of the text look like a detail of this kind."""

    kind: DetailKind
    start: int
    end: int


def in_words(kinds: Iterable[str]) -> str:
    """What was found, each kind once: "a name and a postcode"."""
    return listed(dict.fromkeys(KIND_WORDS.get(kind, "a personal detail") for kind in kinds))


def details(text: str) -> tuple[Detail, ...]:
    """All likely personal details in a tidied text, in order, none overlapping another.

    Where two kinds overlap, one mark covers both and bears the kind that says more.
    """
    found = [Detail(kind, *span) for kind, find in FINDERS for span in find(text)]
    rank = {kind: place for place, (kind, _) in enumerate(FINDERS)}
    merged: list[Detail] = []
    for one in sorted(found, key=lambda d: (d.start, -d.end)):
        if merged and one.start < merged[-1].end:
            last = merged[-1]
            kind = min(last.kind, one.kind, key=lambda kind: rank[kind])
            merged[-1] = Detail(kind, last.start, max(last.end, one.end))
        else:
            merged.append(one)
    return tuple(merged)


def digits_of(text: str) -> str:
    """The decimal digits in a text, in whatever script they are typed."""
    return "".join(str(unicodedata.decimal(ch)) for ch in text if ch.isdecimal())


def _spelt_digits(text: str) -> str:
    """The digits of a number read aloud: "oh seven double nine" is 0799."""
    found, times = [], 1
    for spoken in re.findall(shape.TOKEN, text.casefold()):
        if spoken in {"double", "treble", "triple"}:
            times = 2 if spoken == "double" else 3
        elif spoken != "plus":
            found.append((shape.DIGITS.get(spoken) or digits_of(spoken)) * times)
            times = 1
    return "".join(found)


def _hit(match: re.Match[str]) -> tuple[int, int]:
    """The part that is the detail itself: the first named group that took part, else the whole match."""
    for name in ("hit", "sort"):
        if match.re.groupindex.get(name) and match[name] is not None:
            return match.span(name)
    return match.span()


def _plain(*patterns: re.Pattern[str]) -> Callable[[str], Spans]:
    """A finder that believes every match of these patterns."""

    def find(text: str) -> Spans:
        for pattern in patterns:
            for match in pattern.finditer(text):
                yield _hit(match)

    return find


def _is_personal_line(found: str) -> bool:
    """Whether a number may be a person's own: 03, 08 and 09 numbers are services."""
    digits = digits_of(found)
    if digits.startswith("00"):
        digits = "+" + digits[2:]
    elif "+" in found:
        digits = "+" + digits
    national = digits.removeprefix("+44").lstrip("0") if digits.startswith(("+44", "0")) else ""
    return not national.startswith(("3", "8", "9"))


def _phones(text: str) -> Spans:
    for match in shape.PHONE.finditer(text):
        if _is_personal_line(match[0]) and not shape.DATE_HEAD.match(match[0]):
            yield match.span()
    for match in shape.PHONE_CUED.finditer(text):
        if _is_personal_line(match["hit"]) and not shape.DATE_HEAD.match(match["hit"]):
            yield match.span("hit")
    for match in shape.PHONE_SPELT.finditer(text):
        found = match[0].rstrip(" \t\n,.-–")
        if not found.isascii() or re.search("[a-z]", found, re.IGNORECASE):
            digits = _spelt_digits(found)
            if re.search(r"0[127]\d{8}|44[127]\d{8}|7\d{9}", digits):
                yield match.start(), match.start() + len(found)


def _plates(text: str) -> Spans:
    for pattern in (shape.PLATE, shape.PLATE_LOWER):
        for match in pattern.finditer(text):
            found = match[0].upper()
            ordinary = found[-3:] in shape.NOT_PLATES or found[:3] in shape.NOT_PLATES
            if not ordinary and not (
                found[2] in " .-" and _shouted(text[max(0, match.start() - 40) : match.start()])
            ):
                yield match.span()
    for match in shape.PLATE_END.finditer(text):
        if match["hit"] not in shape.NOT_PLATES:
            yield match.span("hit")
    for match in shape.PLATE_CUED.finditer(text):
        if match["hit"].upper()[-3:] not in shape.NOT_PLATES:
            yield match.span("hit")


def _shouted(before: str) -> bool:
    """Whether the word before is all capitals, so that capitals here say nothing."""
    return re.search(r"\b[A-Z]{2,30}\W{1,3}\Z", before) is not None


def _postcodes(text: str) -> Spans:
    for match in shape.POSTCODE.finditer(text):
        if not shape.ORDINAL.fullmatch(match[0]):
            yield match.span()
    for match in shape.POSTCODE_CUED.finditer(text):
        yield match.span("hit")


def _handles(text: str) -> Spans:
    for match in shape.HANDLE.finditer(text):
        weak = match["weak"] or match["linked"]
        if weak is None or re.search(r"[\d_.]", weak) or _possessed(text, match.start()):
            yield match.span()


def _possessed(text: str, at: int) -> bool:
    """Whether the text up to there ends with a word of owning: "his snapchat is", "Dave's insta -"."""
    return (
        re.search(r"(?:\b(?:his|her|their|my|your|whose|its)|['’]s)\s{1,2}\Z", text[max(0, at - 12) : at])
        is not None
    )


FINDERS: tuple[tuple[DetailKind, Callable[[str], Spans]], ...] = (
    (DetailKind.EMAIL, _plain(shape.EMAIL, shape.EMAIL_SPELT, shape.EMAIL_HOST_ONLY, shape.EMAIL_WORDED)),
    (DetailKind.HANDLE, _handles),
    (DetailKind.ACCOUNT, _plain(shape.ACCOUNT)),
    (DetailKind.PERSONAL_NUMBER, _plain(shape.PERSONAL_NUMBER)),
    (DetailKind.BIRTH, _plain(shape.BIRTH)),
    (DetailKind.PHONE, _phones),
    (DetailKind.PLATE, _plates),
    (DetailKind.POSTCODE, _postcodes),
    (DetailKind.ADDRESS, _plain(shape.STREET_CAPS, shape.STREET_LOWER, shape.FLAT)),
    (DetailKind.NAME, find_names),
)
