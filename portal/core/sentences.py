"""Lists and numbers inside a sentence, written one way everywhere. Refuses nothing."""

from collections.abc import Iterable


def listed(words: Iterable[str]) -> str:
    """One after another as people say it: "a", "a and b", "a, b and c"; empty for none."""
    *before, last = list(words) or [""]
    return f"{', '.join(before)} and {last}" if before else last


def several(number: int, one: str) -> str:
    """So many of something whose plural ends in s: "1 hotspot", "3 hotspots", "1,200 hotspots"."""
    return f"{number:,} {one}" if number == 1 else f"{number:,} {one}s"
