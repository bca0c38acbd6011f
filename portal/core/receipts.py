"""The seven words of a receipt: which words there are, and how a typed phrase is read.

Refuses to say what was wrong with a phrase: words unknown, too few or too many look alike to whoever typed
them. Drawing the words belongs to the adapter that owns chance; keys are derived from `phrase`.
"""

import math
import re
import unicodedata
from pathlib import Path

from portal.core.errors import DomainError

COUNT = 7
PREFIX = 4  # letters by which every word of the list is unique
LONGEST = 400  # characters read; seven of the longest words with numbers and commas need under 100

WORDS: tuple[str, ...] = tuple(
    line
    for line in Path(__file__).with_name("receipt_words.txt").read_text(encoding="utf-8").split("\n")
    if line and not line.startswith("#")
)
BITS = COUNT * math.log2(len(WORDS))  # what it takes to guess a receipt: at least 76

_EXACT = frozenset(WORDS)
_BY_PREFIX = {word[:PREFIX]: word for word in WORDS}
_BETWEEN = re.compile(r"[^a-z]+")


class NotAReceipt(DomainError):
    """Words that no receipt could hold."""

    code = "not-a-receipt"


def parse(text: str) -> tuple[str, ...] | None:
    """The seven words of a typed receipt, or None where it cannot be one.

    Case, accents, numbers, commas, hyphens, line breaks and spaces do not matter, and a word's first four
    letters are enough.
    """
    plain = unicodedata.normalize("NFKD", text[:LONGEST]).casefold()
    letters = "".join(ch for ch in plain if not unicodedata.combining(ch))
    typed = [part for part in _BETWEEN.split(letters) if part]
    read = [_complete(part) for part in typed]
    if len(text) > LONGEST or len(read) != COUNT:
        return None
    words = tuple(word for word in read if word is not None)
    return words if len(words) == COUNT else None


def phrase(words: tuple[str, ...]) -> str:
    """The words as keys are derived from them: lower case, single spaces. Raises NotAReceipt."""
    if len(words) != COUNT or not _EXACT.issuperset(words):
        raise NotAReceipt()
    return " ".join(words)


def _complete(typed: str) -> str | None:
    """The word of the list that is meant: itself, or the only one with these first four letters."""
    if typed in _EXACT:
        return typed
    return _BY_PREFIX.get(typed[:PREFIX]) if len(typed) >= PREFIX else None
