"""The grammar of a phrase, which is what people translate: words, bare tags (<a>) and values ({day}).

Pure. Refuses tags that do not nest, signs that begin neither a tag nor a value, and a translation whose tags
or values are not those of its source: so whatever a translator writes can change words and nothing else.
"""

import re
from collections import Counter
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from enum import StrEnum

from portal.core.errors import DomainError

MARK = re.compile(r"<(?P<close>/?)(?P<tag>[a-z][a-z0-9]*)>|\{(?P<value>[a-z][a-z0-9_]*)\}")
NAMED = {"<": "&lt;", ">": "&gt;", "{": "&lbrace;", "}": "&rbrace;"}
"""How a phrase writes a sign that begins or ends neither a tag nor a value."""

SIGNS = frozenset(NAMED)
SPACE = re.compile(r"[ \t\r\n\f]+")
LETTER = re.compile(r"[^\W\d_]")


class BrokenPhrase(DomainError):
    """A phrase does not follow the grammar; `.words` says why."""

    code = "broken-phrase"

    words: str


class Kind(StrEnum):
    """What a piece of a phrase is."""

    WORDS = "words"
    OPEN = "open"
    CLOSE = "close"
    VALUE = "value"


@dataclass(frozen=True, slots=True)
class Piece:
    """A part of a phrase: words as they are read, or the name of a tag or a value."""

    kind: Kind
    text: str


Phrase = tuple[Piece, ...]


def tidy(words: str) -> str:
    """Words as they are looked up: one space where the source breaks its line; other spaces are kept."""
    return SPACE.sub(" ", words).strip(" ")


def written(words: str) -> str:
    """Words as a phrase writes them, their signs by name."""
    return "".join(NAMED.get(sign, sign) for sign in words)


def has_words(text: str) -> bool:
    """Whether there is a letter of any script in it."""
    return LETTER.search(text) is not None


def read(text: str) -> Phrase:
    """The pieces of a phrase. Raises `BrokenPhrase`."""
    pieces = tuple(_pieces(text))
    _parents(pieces)
    return pieces


def is_plain(phrase: Phrase) -> bool:
    """Whether it holds words only."""
    return all(piece.kind is Kind.WORDS for piece in phrase)


def difference(source: Phrase, said: Phrase) -> str:
    """What a translation has, or lacks, beside its words; empty where it agrees with its source."""
    for what, of in (("tags", _parents), ("values", _values)):
        wanted, found = of(source), of(said)
        if wanted != found:
            lost = ", ".join(sorted((wanted - found).elements()))
            new = ", ".join(sorted((found - wanted).elements()))
            return (
                f"its {what} differ: {lost and f'lacks {lost}'}{lost and new and ', '}{new and f'has {new}'}"
            )
    return ""


def fill(
    phrase: Phrase, tags: Mapping[str, str], values: Mapping[str, str], escape: Callable[[str], str]
) -> Iterator[str]:
    """The phrase piece by piece: words escaped, tags and values put back as they are given."""
    for piece in phrase:
        if piece.kind is Kind.WORDS:
            yield escape(piece.text)
        elif piece.kind is Kind.VALUE:
            yield values[piece.text]
        else:
            yield tags[("/" if piece.kind is Kind.CLOSE else "") + piece.text]


def _pieces(text: str) -> Iterator[Piece]:
    end = 0
    for mark in MARK.finditer(text):
        yield from _words(text[end : mark.start()])
        if mark["value"]:
            yield Piece(Kind.VALUE, mark["value"])
        else:
            yield Piece(Kind.CLOSE if mark["close"] else Kind.OPEN, mark["tag"])
        end = mark.end()
    yield from _words(text[end:])


def _words(text: str) -> Iterator[Piece]:
    stray = SIGNS.intersection(text)
    if stray:
        raise BrokenPhrase(words=f"“{min(stray)}” begins or ends neither a tag nor a value")
    for sign, name in NAMED.items():
        text = text.replace(name, sign)
    if text:
        yield Piece(Kind.WORDS, text)


def _parents(phrase: Phrase) -> Counter[str]:
    """Every tag with the one it stands in. Raises `BrokenPhrase` where they do not nest."""
    found: Counter[str] = Counter()
    open_tags: list[str] = []
    for piece in phrase:
        if piece.kind is Kind.OPEN:
            found[f"<{piece.text}>" + (f" in <{open_tags[-1]}>" if open_tags else "")] += 1
            open_tags.append(piece.text)
        elif piece.kind is Kind.CLOSE and (not open_tags or open_tags.pop() != piece.text):
            raise BrokenPhrase(words=f"</{piece.text}> closes what is not open")
    if open_tags:
        raise BrokenPhrase(words=f"<{open_tags[-1]}> is never closed")
    return found


def _values(phrase: Phrase) -> Counter[str]:
    return Counter(f"{{{piece.text}}}" for piece in phrase if piece.kind is Kind.VALUE)
