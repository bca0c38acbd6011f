"""The running text of a page of ours: what a reader reads as sentences, taken from its HTML.

A page's reading age is that of its sentences. So these are read: paragraphs, list entries, descriptions,
hints, error texts, quotations, and the text that stands behind a click. These are not: headings, tables,
labels of fields, buttons, menus, drawings, addresses, and whatever stands outside `<main>`. A piece of under
five words is a label or a date, no sentence, and is left out; so is what stands in another language.
Each piece ends its sentence. A name (a run of words with capital letters, "of", "and" and "the" inside it)
counts as one short word: nobody spells out a name that they know, and nobody can choose a shorter one.
"""

import re
from dataclasses import dataclass
from html.parser import HTMLParser

SHORTEST = 5  # words; fewer are a label, a date or a link in a list
NAME = "It"
"""What stands for a name while words are counted."""

READ = frozenset({"p", "li", "dd", "blockquote", "summary", "figcaption", "div"})
LEFT_OUT = frozenset(
    {"table", "nav", "svg", "script", "style", "select", "button", "label", "legend", "textarea", "address"}
    | {"dt", "object", "template", "pre", "h1", "h2", "h3", "h4", "h5", "h6"}
)
EMPTY = frozenset({"br", "img", "input", "hr", "meta", "link", "source", "wbr", "col"})
LABELS = ("tag", "muted", "small", "govuk-visually-hidden", "visually-hidden")
"""Classes of what a reader reads as a label beside the text."""

_CAPITAL = r"[A-ZÀ-Þ][\w’'&-]*"
_NAME = re.compile(rf"(?<=[\w,;:] )(?:{_CAPITAL})(?:,? (?:(?:of|and|the|for|&) )*{_CAPITAL})*")
_LINK = re.compile(r"\S+@\S+|https?://\S+|(?<!\w)/[\w/-]+")
_WORD = re.compile(r"[^\W\d_]+")


@dataclass(frozen=True, slots=True)
class Prose:
    """What a page says, one piece a line, and where its links lead."""

    text: str
    links: tuple[str, ...]


def prose(html: str) -> Prose:
    """The running text of a page with its names, and the addresses of all its links as they stand."""
    reader = _Reader()
    reader.feed(html)
    reader.close()
    pieces = (piece for piece in reader.pieces if len(_WORD.findall(piece)) >= SHORTEST)
    return Prose("\n".join(pieces), tuple(reader.links))


def without_names(text: str) -> str:
    """The text with every name and every address of a page replaced by one short word."""
    return _NAME.sub(NAME, _LINK.sub(NAME, text))


class _Reader(HTMLParser):
    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.pieces: list[str] = []
        self.links: list[str] = []
        self._open: list[tuple[str, bool]] = []
        self._words: list[str] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        if tag == "a":
            self.links += [href for name, href in attrs if name == "href" and href]
        if tag in EMPTY:
            self._words.append(" ")
            return
        if tag in READ or tag in LEFT_OUT or tag == "main":
            self._end_of_piece()
        self._open.append((tag, self._hides(tag, dict(attrs))))

    def handle_endtag(self, tag: str) -> None:
        if tag not in (name for name, _ in self._open):
            return
        if tag in READ or tag in LEFT_OUT or tag == "main":
            self._end_of_piece()
        while self._open.pop()[0] != tag:
            pass

    def handle_data(self, data: str) -> None:
        if any(name == "main" for name, _ in self._open) and not any(hidden for _, hidden in self._open):
            self._words.append(data)

    def _hides(self, tag: str, attributes: dict[str, str | None]) -> bool:
        language = attributes.get("lang") or "en"
        classes = set((attributes.get("class") or "").split())
        foreign = tag != "html" and not language.startswith("en")
        return tag in LEFT_OUT or foreign or (tag == "span" and not classes.isdisjoint(LABELS))

    def _end_of_piece(self) -> None:
        piece = " ".join("".join(self._words).split())
        self._words = []
        if piece:
            self.pieces.append(piece)
