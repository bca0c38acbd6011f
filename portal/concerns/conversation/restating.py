"""Whether a question says again what somebody wrote: runs of the same words, small words left out.

Refuses nothing by itself; it names the words. Short words that stand in every sentence do not count, so that
changing them hides nothing, and a text shorter than a run counts as a whole.
"""

import re
import unicodedata
from collections.abc import Sequence

RUN = 4  # words in a row that carry meaning: fewer are shared by any two texts about the same street
LEAST = 2  # a text of a single word says too little to be repeated

_WORD = re.compile(r"[^\W_]+(?:['’][^\W_]+)*")

SMALL = frozenset(
    _WORD.findall(
        "a about after again all also am an and any are as at be because been before being but by can could "
        "did do does doing done for from get go got had has have having he her here him his how i if in into "
        "is it its just me more most my no nor not now of off on once only or other our out over own please "
        "she should so some such than that the their them then there these they this those through to too "
        "under until up us very was we were what when where which while who whom whose why will with would "
        "you your yours"
    )
)
"""Words that stand in every sentence."""


def restated(text: str, known: Sequence[str]) -> tuple[str, ...]:
    """The parts of `text` that stand, run by run, in one of the `known` texts; in order, as typed."""
    words = _words(text)
    runs = [run for each in known for run in _runs([word for word, _, _ in _words(each)])]
    lengths = {len(run) for run in runs}
    wanted = set(runs)
    hits = [
        (at, at + length)
        for length in lengths
        for at in range(len(words) - length + 1)
        if tuple(word for word, _, _ in words[at : at + length]) in wanted
    ]
    return tuple(text[words[first][1] : words[last - 1][2]] for first, last in _joined(hits))


def _words(text: str) -> list[tuple[str, int, int]]:
    """The words that carry meaning, folded, and where each stands."""
    found = ((_folded(match[0]), match.start(), match.end()) for match in _WORD.finditer(text))
    return [each for each in found if each[0] not in SMALL]


def _folded(word: str) -> str:
    """A word without case, accents, and the endings of possession and number."""
    plain = unicodedata.normalize("NFKD", word.casefold().replace("’", "'"))
    bare = "".join(ch for ch in plain if not unicodedata.combining(ch))
    return re.sub(r"'s$|(?<=[a-z]{3})s$", "", bare)


def _runs(words: list[str]) -> list[tuple[str, ...]]:
    length = min(RUN, len(words))
    if length < LEAST:
        return []
    return [tuple(words[at : at + length]) for at in range(len(words) - length + 1)]


def _joined(hits: list[tuple[int, int]]) -> list[tuple[int, int]]:
    """Runs that touch or overlap, as one."""
    whole: list[tuple[int, int]] = []
    for first, last in sorted(hits):
        if whole and first <= whole[-1][1]:
            whole[-1] = (whole[-1][0], max(last, whole[-1][1]))
        else:
            whole.append((first, last))
    return whole
