"""Cuts what a scanner read into phrases: whole stretches of words, with the tags and values inside them.

Pure. A phrase ends where a block begins, so that people translate sentences and not crumbs; a tag that opens
in one run and closes in another belongs to no phrase and stands between two.
"""

import html
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import Any

from portal.web.languages.phrases import has_words, tidy, written
from portal.web.languages.scanning import READ_OUT, Tag, Token, Words

INLINE = frozenset(
    (
        *("a", "abbr", "b", "bdi", "bdo", "cite", "code", "del", "dfn", "em", "i", "ins", "kbd", "q", "s"),
        *("samp", "small", "span", "strong", "sub", "sup", "time", "u", "var"),
    )
)
"""Tags that stand inside a sentence; every other tag ends it."""


@dataclass(frozen=True, slots=True)
class Raw:
    """Markup, or a value that nobody reads as words: printed as it is."""

    part: Any


@dataclass(frozen=True, slots=True)
class Printed:
    """A value that stands alone: its words are looked up when it is printed."""

    value: Any
    plain: bool


@dataclass(frozen=True, slots=True)
class Lead:
    """Where a link leads."""

    parts: tuple[Any, ...]


@dataclass(frozen=True, slots=True)
class Said:
    """A phrase with what its tags ("a", "/a") and its values are."""

    phrase: str
    tags: tuple[tuple[str, tuple["Segment", ...]], ...] = ()
    values: tuple[tuple[str, Any], ...] = ()
    plain: bool = False


Segment = Raw | Printed | Lead | Said
_Atom = Tag | Words  # Words of one part


class Cutter:
    """Cuts tokens into segments. `name` calls a value by a word; `is_markup` tells which are blocks."""

    def __init__(self, name: Callable[[Any], str], is_markup: Callable[[Any], bool]) -> None:
        """With these two ways to look at an expression."""
        self.name = name
        self.is_markup = is_markup

    def cut(self, tokens: Iterable[Token]) -> Iterator[Segment]:
        """Every part of the tokens, once and in order."""
        group: list[_Atom] = []
        for atom in _atoms(tokens):
            if self._ends(atom):
                yield from self._group(group)
                yield from self._alone(atom)
                group = []
            else:
                group.append(atom)
        yield from self._group(group)

    def sentence(self, parts: Sequence[Any]) -> Said:
        """Texts and values that are joined in an expression, as one phrase."""
        return self._said([Words((part,), plain=True) for part in parts])

    def _ends(self, atom: _Atom) -> bool:
        if isinstance(atom, Tag):
            return not atom.whole or atom.name not in INLINE
        part = atom.parts[0]
        return not isinstance(part, str) and self.is_markup(part)

    def _alone(self, atom: _Atom) -> Iterator[Segment]:
        if isinstance(atom, Tag):
            yield from self._tag(atom)
        else:
            part = atom.parts[0]
            yield Raw(part) if isinstance(part, str) else Printed(part, atom.plain)

    def _group(self, group: Sequence[_Atom]) -> Iterator[Segment]:
        """Atoms between two blocks, cut where a tag has no partner."""
        odd = _unmatched(group)
        if odd is not None:
            yield from self._group(group[:odd])
            yield from self._alone(group[odd])
            yield from self._group(group[odd + 1 :])
        elif not any(has_words(_text(atom)) for atom in group):
            for atom in group:
                yield from self._alone(atom)
        else:
            yield from self._trimmed(group)

    def _trimmed(self, group: Sequence[_Atom]) -> Iterator[Segment]:
        """A phrase without the space around it and without a tag that holds all of it."""
        first, last = _text(group[0]), _text(group[-1])
        before = first[: len(first) - len(first.lstrip())]
        after = last[len(last.rstrip()) :]
        if before or after:
            kept = [
                atom for atom in _without(group, len(before), len(after)) if _text(atom) or _is_value(atom)
            ]
            yield from (Raw(before),) if before else ()
            yield from self._group(kept)
            yield from (Raw(after),) if after else ()
        elif isinstance(group[0], Tag) and _partner(group) == len(group) - 1:
            yield from self._tag(group[0])
            yield from self._group(group[1:-1])
            yield from self._alone(group[-1])
        else:
            yield self._said(group)

    def _said(self, group: Sequence[_Atom]) -> Said:
        words: list[str] = []
        tags: list[tuple[str, tuple[Segment, ...]]] = []
        values: list[tuple[str, Any]] = []
        opened: list[str] = []
        for atom in group:
            if isinstance(atom, Tag):
                sign = "/" if atom.closing else ""
                if not atom.closing:
                    opened.append(numbered(atom.name, [name for name, _ in tags]))
                name = sign + (opened.pop() if atom.closing else opened[-1])
                tags.append((name, tuple(self._tag(atom))))
                words.append(f"<{name}>")
            elif isinstance(atom.parts[0], str):
                words.append(written(html.unescape(atom.parts[0])))
            else:
                name = numbered(self.name(atom.parts[0]), [name for name, _ in values])
                values.append((name, atom.parts[0]))
                words.append(f"{{{name}}}")
        plain = any(isinstance(atom, Words) and atom.plain for atom in group)
        return Said(tidy("".join(words)), tuple(tags), tuple(values), plain)

    def _tag(self, tag: Tag) -> Iterator[Segment]:
        for at, part in enumerate(tag.parts):
            if not isinstance(part, Words):
                yield Raw(part)
            elif part.attribute in READ_OUT:
                yield from self._group(tuple(_atoms((part,))))
            elif _is_quoted(tag.parts, at):
                yield Lead(part.parts)
            else:
                yield from (Raw(each) for each in part.parts)


def _atoms(tokens: Iterable[Token]) -> Iterator[_Atom]:
    for token in tokens:
        if isinstance(token, Tag):
            yield token
        else:
            yield from (Words((part,), token.plain, token.attribute) for part in token.parts)


def _text(atom: _Atom) -> str:
    if isinstance(atom, Tag):
        return ""
    return atom.parts[0] if isinstance(atom.parts[0], str) else ""


def _is_value(atom: _Atom) -> bool:
    return isinstance(atom, Tag) or not isinstance(atom.parts[0], str)


def _without(group: Sequence[_Atom], before: int, after: int) -> list[_Atom]:
    """The group without so many signs of its first and of its last text."""
    kept = list(group)
    for at, cut in ((0, slice(before, None)), (-1, slice(None, -after if after else None))):
        atom = kept[at]
        if isinstance(atom, Words) and isinstance(atom.parts[0], str):
            kept[at] = Words((atom.parts[0][cut],), atom.plain, atom.attribute)
    return kept


def _unmatched(group: Sequence[_Atom]) -> int | None:
    """The first tag of the group that has no partner in it."""
    opened: list[tuple[str, int]] = []
    for at, atom in enumerate(group):
        if not isinstance(atom, Tag):
            continue
        if not atom.closing:
            opened.append((atom.name, at))
        elif opened and opened[-1][0] == atom.name:
            opened.pop()
        else:
            return at
    return opened[0][1] if opened else None


def _partner(group: Sequence[_Atom]) -> int:
    """Where the tag closes that the group begins with."""
    depth = 0
    for at, atom in enumerate(group):
        depth += (-1 if atom.closing else 1) if isinstance(atom, Tag) else 0
        if not depth:
            return at
    return -1


def numbered(name: str, taken: Sequence[str]) -> str:
    """The name, with a number where others have it already."""
    names = (name if n == 1 else f"{name}{n}" for n in range(1, len(taken) + 2))
    return next(each for each in names if each not in taken)


def _is_quoted(parts: tuple[Any, ...], at: int) -> bool:
    """Whether the whole of an attribute's value stands here."""
    around = parts[max(at - 1, 0) : at] + parts[at + 1 : at + 2]
    return len(around) == 2 and all(isinstance(each, str) and each[-1:] in "\"'" for each in around)
