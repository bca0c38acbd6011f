"""What was taken out of a text and what was put in, word by word, so that nobody compares by eye.

Refuses nothing and changes nothing: what stayed and what was taken out together are the first text, what
stayed and what was put in the second, to the last space.
"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from enum import StrEnum

_WORDS = re.compile(r"\s+|\w+|[^\w\s]+")
_SPACE = re.compile(r"[^\S\n]+")


class Fate(StrEnum):
    """What became of some words."""

    KEPT = "kept"
    OUT = "out"
    IN = "in"


@dataclass(frozen=True, slots=True)
class Passage:
    """Words that stayed, were taken out or were put in."""

    fate: Fate
    words: str


def differences(before: str, after: str) -> tuple[Passage, ...]:
    """The way from one text to the other. What was taken out stands before what came in its place."""
    old, new = _WORDS.findall(before), _WORDS.findall(after)
    return _joined(_steps(old, new))


def _steps(old: Sequence[str], new: Sequence[str]) -> Iterator[Passage]:
    """What stayed, and between two words that stayed what went and what came."""
    at_old = at_new = 0
    kept = ""
    for one, other in [*_stayed(old, new), (len(old), len(new))]:
        gone, come = "".join(old[at_old:one]), "".join(new[at_new:other])
        changes = [Passage(fate, words) for fate, words in ((Fate.OUT, gone), (Fate.IN, come)) if words]
        if kept and (changes or one == len(old)):
            yield Passage(Fate.KEPT, kept)
            kept = ""
        yield from changes
        kept += "".join(old[one : one + 1])
        at_old, at_new = one + 1, other + 1


def _stayed(old: Sequence[str], new: Sequence[str]) -> list[tuple[int, int]]:
    """The places of the words in the longest sequence that both have, as late in `old` as can be.

    Read from the end. Each row holds in its bits, for each word of `old`, whether the sequence grows there by
    a word of what was read of `new` (a nought): a text that says one thing a thousand times takes no longer
    than another. Source: H. Hyyro, Bit-parallel LCS-length computation revisited, AWOCA 2004.
    """
    same = _common(old, new)
    where: dict[str, int] = {}
    for at, word in enumerate(reversed(old[same:])):
        where[word] = where.get(word, 0) | 1 << at
    full = (1 << len(old) - same) - 1
    rows = [full]
    for word in reversed(new[same:]):
        seen = rows[-1] & where.get(word, 0)
        rows.append((rows[-1] + seen | rows[-1] - seen) & full)
    pairs = _from_the_front(rows, len(old) - same)
    return [(at, at) for at in range(same)] + [(len(old) - one, len(new) - other) for one, other in pairs]


def _common(old: Sequence[str], new: Sequence[str]) -> int:
    """How many words both begin with."""
    pairs = zip(old, new, strict=False)
    return next((at for at, (one, other) in enumerate(pairs) if one != other), min(len(old), len(new)))


def _from_the_front(rows: Sequence[int], one: int) -> Iterator[tuple[int, int]]:
    """The pairs, each word by how far it stands from the end."""
    other = len(rows) - 1
    while one and other:
        if rows[other] >> one - 1 & 1:
            one -= 1
        elif not rows[other - 1] >> one - 1 & 1:
            other -= 1
        else:
            yield one, other
            one, other = one - 1, other - 1


def _joined(passages: Iterator[Passage]) -> tuple[Passage, ...]:
    """Runs that only a blank keeps apart read as one: "out, kept blank, out" is one thing taken out."""
    runs: list[dict[Fate, str]] = []
    for passage in passages:
        if passage.fate is Fate.KEPT and not (runs and _SPACE.fullmatch(passage.words)):
            runs.append({Fate.KEPT: passage.words})
        elif passage.fate is Fate.KEPT:
            _bridge(runs, passage.words)
        else:
            if not runs or Fate.KEPT in runs[-1]:
                runs.append({})
            runs[-1][passage.fate] = runs[-1].get(passage.fate, "") + passage.words
    return tuple(
        Passage(fate, run[fate]) for run in runs for fate in (Fate.KEPT, Fate.OUT, Fate.IN) if run.get(fate)
    )


def _bridge(runs: list[dict[Fate, str]], blank: str) -> None:
    """A kept blank after a change goes with the change on both sides."""
    if Fate.KEPT in runs[-1]:
        runs[-1][Fate.KEPT] += blank
        return
    for fate in (Fate.OUT, Fate.IN):
        runs[-1][fate] = runs[-1].get(fate, "") + blank
