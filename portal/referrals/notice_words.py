"""A notice's words out of the partnership's text and the facts of one referral; frozen once it goes out.

Refuses nothing: a fact that is empty leaves out its own paragraph, and a heading with nothing below goes too.
What members, officers and authorities wrote stays text: it is put in after the braces were read, not before.
"""

import json
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from portal.adapters.documents import Document, Heading, Items, Paragraph, Part
from portal.partnership.scrutiny import NoticeText

Fact = str | tuple[str, ...]
"""Words, or a list that is numbered."""

ITEM, HEADING = "- ", "# "


@dataclass(frozen=True, slots=True)
class NoticeWords:
    """One notice as it is read: who sends it, on which day, its parts in order, and what it rests on."""

    title: str
    sender: str
    dated: str
    parts: tuple[Part, ...]
    basis: str
    source: str

    @property
    def blocks(self) -> tuple[tuple[str, Any], ...]:
        """The parts as a template draws them: `heading`, `text`, `items` or `numbered`, and the words."""
        return tuple(_block(part) for part in self.parts)


def compose(text: NoticeText, facts: Mapping[str, Fact], *, sender: str, dated: str) -> NoticeWords:
    """The notice with its facts put in."""
    plain = {name: fact if isinstance(fact, str) else "; ".join(fact) for name, fact in facts.items()}
    parts = [part for block in text.words.split("\n\n") for part in _parts(block.strip(), facts, plain)]
    return NoticeWords(
        title=_filled(text.title, plain),
        sender=sender,
        dated=dated,
        parts=tuple(_with_something_below(parts)),
        basis=text.basis,
        source=text.source,
    )


def to_text(words: NoticeWords) -> str:
    """Canonical JSON, so that the same notice always has the same fingerprint."""
    value = {
        "title": words.title,
        "sender": words.sender,
        "dated": words.dated,
        "parts": words.blocks,
        "basis": words.basis,
        "source": words.source,
    }
    return json.dumps(value, ensure_ascii=False, sort_keys=True, separators=(",", ":"))


def from_text(text: str) -> NoticeWords:
    """What `to_text` wrote; plain words that somebody issued stand as one paragraph."""
    try:
        value = json.loads(text)
    except ValueError:
        return NoticeWords("Notice", "", "", (Paragraph(text),), "", "")
    return NoticeWords(**{**value, "parts": tuple(_part(*block) for block in value["parts"])})


def document(words: NoticeWords) -> Document:
    """The notice as a document to print or to send."""
    head = Paragraph(f"{words.sender}\n{words.dated}")
    foot = Paragraph(f"{words.basis}: {words.source}")
    return Document(words.title, (head, *words.parts, foot), subject=words.sender)


def _parts(block: str, facts: Mapping[str, Fact], plain: Mapping[str, str]) -> tuple[Part, ...]:
    name = block[1:-1] if block.startswith("{") and block.endswith("}") else ""
    if name in facts:
        return _given(facts[name])
    if block.startswith(HEADING):
        return (Heading(_filled(block.removeprefix(HEADING), plain)),)
    lines = block.splitlines()
    if block and all(line.startswith(ITEM) for line in lines):
        return (Items(tuple(_filled(line.removeprefix(ITEM), plain) for line in lines)),)
    return (Paragraph(_filled(block, plain)),) if block else ()


def _filled(words: str, plain: Mapping[str, str]) -> str:
    """With its facts, beginning with a capital letter: a name may be "the council's committee"."""
    filled = words.format_map(plain)
    return filled[:1].upper() + filled[1:]


def _given(fact: Fact) -> tuple[Part, ...]:
    if isinstance(fact, tuple):
        return (Items(fact, numbered=True),) if fact else ()
    paragraphs = (each.strip() for each in fact.split("\n\n"))
    return tuple(Paragraph(each) for each in paragraphs if each)


def _with_something_below(parts: list[Part]) -> list[Part]:
    following = [*parts[1:], Heading("")]
    return [
        part
        for part, after in zip(parts, following, strict=True)
        if not (isinstance(part, Heading) and isinstance(after, Heading))
    ]


def _block(part: Part) -> tuple[str, Any]:
    match part:
        case Heading():
            return "heading", part.text
        case Items():
            return "numbered" if part.numbered else "items", list(part.items)
        case Paragraph():
            return "text", part.text
    raise TypeError(f"a notice has no {type(part).__name__}")


def _part(kind: str, held: Any) -> Part:
    if kind == "heading":
        return Heading(held)
    return Paragraph(held) if kind == "text" else Items(tuple(held), numbered=kind == "numbered")
