"""Reads a run of a template as a browser would: which text is words, which a tag, which an attribute.

Pure: it knows neither Jinja nor languages. What stands between the texts of a run (an expression) is taken as
it comes. A run may begin or end anywhere, inside a tag too; `Place` says where, for the run that follows.
"""

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from typing import Any

READ_OUT = frozenset(
    (
        *("alt", "title", "aria-label", "placeholder", "data-head"),
        *("data-map-ask", "data-map-list", "data-picture-name", "data-picture-words"),
        *("data-exit-twice", "data-exit-once", "data-receipt-copied", "data-receipt-chosen"),
    )
)
"""Attributes that people read or hear; those of data are shown by a style or a script."""

PLAIN = frozenset({"title", "option", "textarea", "text", "desc"})
"""Elements that hold words but none of the tags of a phrase; the last two are of drawings."""

UNREAD = frozenset({"script", "style"})

MARKUP = re.compile(r"<(?P<close>/?)(?P<tag>[A-Za-z][A-Za-z0-9]*|!(?:--)?)")
IN_TAG = re.compile(r"(?P<end>\s*/?>)|(?P<attribute>[^\s=/>\"']+)(?:\s*=\s*(?P<quote>[\"']))?|.", re.S)
COMMENT = "!--"


@dataclass(frozen=True, slots=True)
class Place:
    """Where a run begins or ends: in text, in a tag, or in the quoted value of an attribute of it."""

    tag: str = ""
    closing: bool = False
    attribute: str = ""
    quote: str = ""
    inside: str = ""  # the element around, where its text is not markup

    @property
    def in_value(self) -> bool:
        """Whether what stands here is read by people or leads somewhere."""
        return self.attribute in READ_OUT or (self.attribute, self.tag) == ("href", "a")


@dataclass(frozen=True, slots=True)
class Words:
    """Text, with expressions (not str) in it; `attribute` is empty outside tags, no tag fits in `plain`."""

    parts: tuple[Any, ...]
    plain: bool = False
    attribute: str = ""


@dataclass(frozen=True, slots=True)
class Tag:
    """A tag, or (not `whole`) a piece of one; its parts are raw text, raw expressions and `Words`."""

    name: str
    closing: bool
    whole: bool
    parts: tuple[Any, ...]


Token = Words | Tag


class Scanner:
    """Reads runs one after the other; `place` is where the last one ended, and may be set."""

    def __init__(self, place: Place | None = None) -> None:
        """Begin at this place, by default in text."""
        self.place = place or Place()

    def read(self, run: Iterable[Any]) -> Iterator[Token]:
        """The tokens of a run: every text and every expression comes back once, in its order."""
        held: list[_Event] = []
        for event in self._events(run):
            if held and (
                event.begins or held[-1].ends or bool(event.place.tag) is not bool(held[-1].place.tag)
            ):
                yield _token(held)
                held = []
            held.append(event)
        if held:
            yield _token(held)

    def _events(self, run: Iterable[Any]) -> Iterator["_Event"]:
        for part in run:
            if not isinstance(part, str):
                yield _Event(self.place, part)
                continue
            at = 0
            while at < len(part):
                place = self.place
                end = self._in_tag(part, at) if place.tag else self._in_text(part, at)
                begins, ends = self.place.tag and not place.tag, place.tag and not self.place.tag
                yield _Event(self.place if begins else place, part[at:end], bool(begins), bool(ends))
                at = end

    def _in_text(self, text: str, at: int) -> int:
        inside = self.place.inside
        found = MARKUP.search(text, at)
        while found and inside and not (found["close"] and found["tag"].lower() == inside):
            found = MARKUP.search(text, found.end())
        if found is None:
            return len(text)
        if found.start() > at:
            return found.start()
        self.place = Place(tag=found["tag"].lower(), closing=bool(found["close"]), inside=inside)
        return found.end()

    def _in_tag(self, text: str, at: int) -> int:
        place = self.place
        if place.tag == COMMENT:
            end = text.find("-->", at)
            self.place = place if end < 0 else Place(inside=place.inside)
            return len(text) if end < 0 else end + 3
        if place.quote:
            end = text.find(place.quote, at)
            if end == at:
                self.place = replace(place, attribute="", quote="")
                return at + 1
            return len(text) if end < 0 else end
        found = IN_TAG.match(text, at)
        assert found is not None  # its last choice takes any sign
        if found["end"]:
            self.place = Place(inside=_around(place, found["end"]))
        elif found["quote"]:
            self.place = replace(place, attribute=found["attribute"].lower(), quote=found["quote"])
        return found.end()


def _around(place: Place, end: str) -> str:
    """The element whose text follows the end of a tag."""
    if place.closing:
        return "" if place.tag == place.inside else place.inside
    return place.tag if place.tag in PLAIN | UNREAD and "/" not in end else place.inside


@dataclass(frozen=True, slots=True)
class _Event:
    """A piece of a run, where it stands, and whether a tag begins or ends with it."""

    place: Place
    part: Any
    begins: bool = False
    ends: bool = False


def _token(held: list[_Event]) -> Token:
    place = held[0].place
    if place.tag:
        whole = held[0].begins and held[-1].ends
        return Tag(place.tag, place.closing, whole, tuple(_tag_parts(held)))
    parts = tuple(event.part for event in held)
    if place.inside in UNREAD:
        return Tag(place.inside, False, False, parts)
    return Words(parts, plain=place.inside in PLAIN)


def _tag_parts(held: list[_Event]) -> Iterator[Any]:
    """The parts of a tag; what is read in an attribute, or where a link leads, is gathered."""
    value: list[Any] = []
    named = ""
    for event in held:
        if event.place.in_value and event.part != event.place.quote:
            value.append(event.part)
            named = event.place.attribute
            continue
        if value:
            yield Words(tuple(value), plain=True, attribute=named)
            value = []
        yield event.part
    if value:
        yield Words(tuple(value), plain=True, attribute=named)
