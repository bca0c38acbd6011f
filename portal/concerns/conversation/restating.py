"""Whether a question says again what somebody wrote: runs of the same words, small words left out.

Refuses nothing by itself; it names the words. Runs are looked for twice: as typed, and without the short
words that stand in every sentence, so that changing those hides nothing. A text shorter than a run counts as
a whole.
"""

import re
import unicodedata
from collections.abc import Sequence

RUN = 4  # words in a row that carry meaning: fewer are shared by any two texts about the same street
AS_TYPED = 5  # words in a row, small ones among them
LEAST = 2  # words that carry meaning in any run: "at the end of it" says nothing

_WORD = re.compile(r"[^\W_]+(?:['’][^\W_]+)*")


def _folded(word: str) -> str:
    """A word without case, accents, and the endings of possession and number."""
    plain = unicodedata.normalize("NFKD", word.casefold().replace("’", "'"))
    bare = "".join(ch for ch in plain if not unicodedata.combining(ch))
    return re.sub(r"'s$|(?<=[a-z]{3})s$", "", bare)


SMALL = frozenset(
    _folded(word)
    for word in _WORD.findall(
        "a about after again all also am an and any are as at be because been before being but by can could "
        "did do does doing done for from get go got had has have having he her here him his how i if in into "
        "is it its just me more most my no nor not now of off on once only or other our out over own please "
        "she should so some such than that the their them then there these they this those through to too "
        "under until up us very was we were what when where which while who whom whose why will with would "
        "you your yours"
    )
)
"""Words that stand in every sentence."""

Word = tuple[str, int, int]
"""A word, folded, and where it begins and ends."""


def restated(text: str, known: Sequence[str]) -> tuple[str, ...]:
    """The parts of `text` that stand, run by run, in one of the `known` texts; in order, as typed."""
    words, others = _words(text), [_words(each) for each in known]
    spans = _shared(words, others, AS_TYPED, few=False)
    spans += _shared(_telling(words), [_telling(each) for each in others], RUN, few=True)
    return tuple(text[first:last] for first, last in _joined(spans))


def _words(text: str) -> list[Word]:
    return [(_folded(match[0]), match.start(), match.end()) for match in _WORD.finditer(text)]


def _telling(words: list[Word]) -> list[Word]:
    """The words that carry meaning."""
    return [word for word in words if word[0] not in SMALL]


def _shared(words: list[Word], others: list[list[Word]], length: int, *, few: bool) -> list[tuple[int, int]]:
    """Where runs of `length` words begin and end that stand in one of the others too.

    `few`: another text that is shorter than a run is one run.
    """
    wanted = {run for other in others for run in _runs(other, min(length, len(other)) if few else length)}
    return [
        (words[at][1], words[at + size - 1][2])
        for size in {len(run) for run in wanted}
        for at, run in enumerate(_windows(words, size))
        if run in wanted
    ]


def _runs(words: list[Word], length: int) -> set[tuple[str, ...]]:
    """The runs of a text that say something."""
    return {run for run in _windows(words, length) if sum(word not in SMALL for word in run) >= LEAST}


def _windows(words: list[Word], length: int) -> list[tuple[str, ...]]:
    return [tuple(word for word, _, _ in words[at : at + length]) for at in range(len(words) - length + 1)]


def _joined(hits: list[tuple[int, int]]) -> list[tuple[int, int]]:
    """Runs that touch or overlap, as one."""
    whole: list[tuple[int, int]] = []
    for first, last in sorted(hits):
        if whole and first <= whole[-1][1]:
            whole[-1] = (whole[-1][0], max(last, whole[-1][1]))
        else:
            whole.append((first, last))
    return whole
