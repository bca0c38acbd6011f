"""What changed from one edition of the plan to the next, part by part, so that nobody compares by eye.

Shows nobody a draft who may not read drafts: which editions are compared is decided by `queries`.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from difflib import SequenceMatcher
from functools import lru_cache

from portal.core.differences import Fate, Passage, differences
from portal.plan.queries import PlanView
from portal.plan.rules import SECTIONS

LONGEST = 1_200  # characters of two lines that are compared word by word; longer ones stand whole, out and in
HALF = 0.5  # of the letters: a line with less in common reads as scraps, and stands whole, out and in
MARKS = re.compile(r"^#{1,6}\s+|\*\*|__|(?<=\])\([^)\s]*\)|[\[\]]", re.MULTILINE)
"""Signs of Markdown that say nothing to a reader."""


@dataclass(frozen=True, slots=True)
class PartChange:
    """One part: its heading now, and the way from the old words to the new ones."""

    name: str
    heading: str
    passages: tuple[Passage, ...]


@dataclass(frozen=True, slots=True)
class Changes:
    """From one edition to another: what changed, and the names of what stayed word for word."""

    before: PlanView
    after: PlanView
    changed: tuple[PartChange, ...]
    same: tuple[str, ...]


def between(before: PlanView, after: PlanView) -> Changes:
    """What changed between two editions."""
    old = {part.letter: part for part in before.sections}
    new = {part.letter: part for part in after.sections}
    texts = [("Summary", "Summary", before.summary, after.summary)]
    for letter in SECTIONS:
        then, now = old.get(letter), new.get(letter)
        heading = now.heading if now else then.heading if then else SECTIONS[letter]
        was = f"{then.heading}\n\n{then.body}" if then else ""
        stands = f"{now.heading}\n\n{now.body}" if now else ""
        texts.append((f"Part {letter}", heading, was, stands))
    changed = [PartChange(name, heading, passages(a, b)) for name, heading, a, b in texts if a != b]
    return Changes(before, after, tuple(changed), tuple(name for name, _, a, b in texts if a == b))


@lru_cache(maxsize=64)
def passages(before: str, after: str) -> tuple[Passage, ...]:
    """The way from one text to the other: lines first, then words within lines that were rewritten."""
    old, new = _lines(before), _lines(after)
    matcher = SequenceMatcher(None, old, new, autojunk=False)
    return _joined(
        passage
        for code, a, b, c, d in matcher.get_opcodes()
        for passage in _block(code == "equal", old[a:b], new[c:d])
    )


def _lines(text: str) -> list[str]:
    return MARKS.sub("", text).splitlines(keepends=True)


def _block(equal: bool, old: list[str], new: list[str]) -> Iterator[Passage]:
    if equal:
        yield Passage(Fate.KEPT, "".join(old))
        return
    pairs = min(len(old), len(new))
    for was, stands in zip(old, new, strict=False):
        yield from _line(was, stands)
    if old[pairs:]:
        yield Passage(Fate.OUT, "".join(old[pairs:]))
    if new[pairs:]:
        yield Passage(Fate.IN, "".join(new[pairs:]))


def _line(was: str, stands: str) -> Iterator[Passage]:
    if len(was) + len(stands) <= LONGEST:
        found = differences(was, stands)
        if _in_common(found) >= HALF:
            yield from found
            return
    yield Passage(Fate.OUT, was)
    yield Passage(Fate.IN, stands)


def _in_common(found: tuple[Passage, ...]) -> float:
    """The share of the letters of both texts that stayed, blanks left out: from 0 to 1."""
    letters = {
        fate: sum(len("".join(each.words.split())) for each in found if each.fate is fate) for fate in Fate
    }
    kept = 2 * letters[Fate.KEPT]
    return kept / ((kept + letters[Fate.OUT] + letters[Fate.IN]) or 1)


def _joined(found: Iterator[Passage]) -> tuple[Passage, ...]:
    """Neighbours of one fate as one passage."""
    joined: list[Passage] = []
    for passage in found:
        if joined and joined[-1].fate is passage.fate:
            joined[-1] = Passage(passage.fate, joined[-1].words + passage.words)
        else:
            joined.append(passage)
    return tuple(joined)
