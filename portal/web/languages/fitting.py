"""Recognises a sentence that was put together elsewhere: which phrase it was made of, and with what values.

Pure. Refuses to guess: where two phrases fit equally well, none does; and a phrase with hardly a word of
its own ("{low} to {high}") fits only around values that are known, or it would tear apart every text with
“to” in it.
"""

import re
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass

from portal.web.languages import phrases
from portal.web.languages.phrases import LETTER, Kind, Phrase

FIRM = 3
"""So many words of its own, and a phrase is taken to be meant whatever its values are."""

WORD = re.compile(r"[^\W\d_]+")


@dataclass(frozen=True, slots=True)
class Sentence:
    """A phrase with values: the words before, between and after them, and what is said instead."""

    names: tuple[str, ...]
    words: tuple[str, ...]
    said: Phrase

    @property
    def own(self) -> tuple[int, int]:
        """How many letters are its own, then how many signs of any kind."""
        return sum(len(LETTER.findall(each)) for each in self.words), sum(map(len, self.words))

    @property
    def firm(self) -> bool:
        """Whether its own words are enough to know it by."""
        return sum(len(WORD.findall(each)) for each in self.words) >= FIRM

    def values(self, text: str) -> dict[str, str] | None:
        """Its values in this text, each as short as can be; None where it does not fit the whole of it.

        A text is searched once from left to right: no text is so made that this takes long.
        """
        first, *between, last = self.words
        if not text.startswith(first) or not text.endswith(last):
            return None
        at, end = len(first), len(text) - len(last)
        found: list[str] = []
        for word in between:
            to = text.find(word, at + 1, end)
            if to < 0:
                return None
            found.append(text[at:to])
            at = to + len(word)
        if at >= end:
            return None
        return _by_name(self.names, (*found, text[at:end]))


Found = tuple[Phrase, Mapping[str, str]]


class Sentences:
    """The phrases of a language that hold values, made ready to be recognised."""

    def __init__(self, said: Mapping[str, Phrase]) -> None:
        """Of these translations by their source."""
        shapes: dict[tuple[str, ...], Sentence] = {}
        for source in sorted(said):
            made = _sentence(phrases.read(source), said[source])
            if made is not None:
                shapes.setdefault(made.words, made)
        self.each = sorted(
            ((made.own, made.firm, made) for made in shapes.values()), key=lambda made: made[0], reverse=True
        )

    def find(self, text: str, is_known: Callable[[str], bool]) -> Found | None:
        """What is said of this text, and its values by name; `is_known` tells a value that is no English."""
        if not phrases.has_words(text):
            return None
        best, found = (0, 0), None
        for own, firm, sentence in self.each:
            if own < best:
                break
            values = sentence.values(text)
            if values is None or not (firm or all(map(is_known, values.values()))):
                continue
            if found is not None:
                return None
            best, found = own, (sentence.said, values)
        return found


def shape(source: str) -> str:
    """A phrase with its values unnamed: sentences of one shape cannot be told apart by what they say."""
    return phrases.MARK.sub(lambda mark: "{}" if mark["value"] else mark[0], source)


def _sentence(source: Phrase, said: Phrase) -> Sentence | None:
    """Of a phrase with values and without tags, where a word stands between any two values."""
    names = tuple(piece.text for piece in source if piece.kind is Kind.VALUE)
    if not names or any(piece.kind in (Kind.OPEN, Kind.CLOSE) for piece in source):
        return None
    words = [""]
    for piece in source:
        if piece.kind is Kind.VALUE:
            words.append("")
        else:
            words[-1] += piece.text
    made = Sentence(names, tuple(words), said)
    return made if all(words[1:-1]) and made.own[0] else None


def _by_name(names: Iterable[str], values: Iterable[str]) -> dict[str, str] | None:
    """Values by name; None where one name would stand for two values."""
    found: dict[str, str] = {}
    for name, value in zip(names, values, strict=True):
        if found.setdefault(name, value) != value:
            return None
    return found
