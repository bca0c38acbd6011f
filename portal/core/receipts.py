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
_LONGEST_WORD = max(map(len, WORDS))
_BETWEEN = re.compile(r"[^a-z]+")


class NotAReceipt(DomainError):
    """Words that no receipt could hold."""

    code = "not-a-receipt"


def parse(text: str) -> tuple[str, ...] | None:
    """The seven words of a typed receipt, or None where it cannot be one.

    Case, accents, numbers, commas, hyphens, line breaks and spaces do not matter, and a word's first four
    letters are enough. Whole words may be run together, as when lines are pasted into a field of one line,
    where they can be taken apart in one way only.
    """
    plain = unicodedata.normalize("NFKD", text[:LONGEST]).casefold()
    letters = "".join(ch for ch in plain if not unicodedata.combining(ch))
    typed = [part for part in _BETWEEN.split(letters) if part]
    if len(text) > LONGEST or not 1 <= len(typed) <= COUNT:
        return None
    if len(typed) < COUNT:
        return _apart(typed)
    words = tuple(word for word in map(_complete, typed) if word is not None)
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


Ways = dict[int, tuple[tuple[str, ...], ...]]
"""For each number of words up to seven at most two ways to read some letters as so many: two are too many."""


def _apart(typed: list[str]) -> tuple[str, ...] | None:
    """Seven words of which some are run together; None where that can be read in no way, or in several."""
    ways: Ways = {0: ((),)}
    for part in typed:
        known = _complete(part)
        single: Ways = {1: ((known,),)} if known else {}
        ways = _together(ways, {**_ways(part), **single})
    found = ways.get(COUNT, ())
    return found[0] if len(found) == 1 else None


def _ways(letters: str) -> Ways:
    """How a run of letters can be read as whole words of the list."""
    upto: list[Ways] = [{0: ((),)}]
    for end in range(1, len(letters) + 1):
        here: Ways = {}
        for begin in range(max(0, end - _LONGEST_WORD), end):
            if letters[begin:end] in _EXACT:
                longer = _together(upto[begin], {1: ((letters[begin:end],),)})
                here = {n: (here.get(n, ()) + longer.get(n, ()))[:2] for n in {*here, *longer}}
        upto.append(here)
    return upto[-1]


def _together(first: Ways, second: Ways) -> Ways:
    found: Ways = {}
    for ahead, heads in first.items():
        for behind, tails in second.items():
            if ahead + behind <= COUNT:
                both = tuple(head + tail for head in heads for tail in tails)
                found[ahead + behind] = (found.get(ahead + behind, ()) + both)[:2]
    return found
