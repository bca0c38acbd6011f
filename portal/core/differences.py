"""What was taken out of a text and what was put in, word by word, so that nobody compares by eye.

Refuses nothing and changes nothing: what stayed and what was taken out together are the first text, what
stayed and what was put in the second, to the last space.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from difflib import SequenceMatcher
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
    matcher = SequenceMatcher(None, old, new, autojunk=False)
    return _joined(
        passage
        for code, a, b, c, d in matcher.get_opcodes()
        for passage in _steps(code, "".join(old[a:b]), "".join(new[c:d]))
    )


def _steps(code: str, old: str, new: str) -> Iterator[Passage]:
    if code == "equal":
        yield Passage(Fate.KEPT, old)
        return
    if old:
        yield Passage(Fate.OUT, old)
    if new:
        yield Passage(Fate.IN, new)


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
