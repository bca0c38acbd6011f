"""What visitors type: made tidy, searched for personal details and for signs of danger.

Refuses to change a word's meaning: tidying takes away only what nobody can see. What it finds is advice to
people; no text is turned away here.
"""

import re
import unicodedata
from collections.abc import Iterable
from dataclasses import dataclass

from portal.core.danger import HELPLINES, DangerKind, danger, helplines
from portal.core.details import Detail, DetailKind, details, digits_of

__all__ = [
    "HELPLINES",
    "MASKS",
    "DangerKind",
    "Detail",
    "DetailKind",
    "Piece",
    "danger",
    "details",
    "digits_of",
    "helplines",
    "mask",
    "pieces",
    "tidy",
]

MASKS: dict[DetailKind, str] = {
    DetailKind.NAME: "[name]",
    DetailKind.PHONE: "[phone]",
    DetailKind.EMAIL: "[email]",
    DetailKind.PLATE: "[number plate]",
    DetailKind.POSTCODE: "[postcode]",
    DetailKind.ADDRESS: "[address]",
    DetailKind.HANDLE: "[online name]",
    DetailKind.BIRTH: "[date of birth]",
    DetailKind.ACCOUNT: "[bank details]",
    DetailKind.PERSONAL_NUMBER: "[personal number]",
}

_LINE_ENDS = re.compile("\r\n|[\r\v\f\x1c-\x1e\x85\u2028\u2029]")
# They hide words from readers and from the search, or show letters in another order than they are kept.
_UNSEEN = frozenset("\u00ad\u200b\u200e\u200f\u2060\ufeff\u061c\u180e")
_TURNING = frozenset(chr(n) for n in (*range(0x202A, 0x202F), *range(0x2066, 0x206A)))
_FLAG_TAGS = re.compile("(\U0001f3f4[\U000e0020-\U000e007e]{1,8}\U000e007f)|[\U000e0000-\U000e007f]")
_MANY_LINES = re.compile(r"\n{3,}")


def tidy(text: str) -> str:
    """The text in Unicode NFC, without control, hidden and direction-turning characters; lines end in LF.

    Every kind of space becomes a space, at most one empty line stands between lines, none around the
    text. Tidying twice changes nothing more.
    """
    lined = _LINE_ENDS.sub("\n", text)
    shown = _FLAG_TAGS.sub(lambda match: match[1] or "", "".join(map(_seen, lined)))
    composed = unicodedata.normalize("NFC", shown)
    lines = "\n".join(line.strip(" ") for line in composed.split("\n"))
    return _MANY_LINES.sub("\n\n", lines).strip("\n")


def _seen(ch: str) -> str:
    if ch == "\n":
        return ch
    category = unicodedata.category(ch)
    if ch == "\t" or category == "Zs":
        return " "
    unusable = category in {"Cc", "Cs"} or (ord(ch) & 0xFFFE) == 0xFFFE or 0xFDD0 <= ord(ch) <= 0xFDEF
    return "" if unusable or ch in _UNSEEN or ch in _TURNING else ch


@dataclass(frozen=True, slots=True)
class Piece:
    """Part of a text; `kind` says what sort of personal detail it looks like, empty for plain words."""

    words: str
    kind: str = ""


def pieces(text: str) -> tuple[Piece, ...]:
    """The text cut where likely personal details begin and end; together they are the text."""
    cut, at = [], 0
    for found in details(text):
        cut += [Piece(text[at : found.start]), Piece(text[found.start : found.end], found.kind.value)]
        at = found.end
    return tuple(piece for piece in (*cut, Piece(text[at:])) if piece.words)


def mask(text: str, found: Iterable[Detail]) -> str:
    """The text with each detail replaced by what it was: "[name]", "[phone]" ..."""
    parts, at = [], 0
    for one in sorted(found, key=lambda d: d.start):
        parts += [text[at : one.start], MASKS[one.kind]]
        at = max(at, one.end)
    return "".join(parts) + text[at:]
