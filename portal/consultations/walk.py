"""A respondent's way through the pages: what was answered so far, and which page comes next.

The walk travels in the hidden state; nothing is kept here. Going back loses nothing: what does not fit yet
stays as it was typed and is asked about again before sending.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field, replace
from enum import StrEnum
from typing import Any

from forms.consultations import PageForm, as_typed
from portal.consultations.questions.base import Question, Value
from portal.consultations.questions.registry import Document, Page
from portal.consultations.questions.written import LONG_LETTERS
from portal.core.words import DangerKind, Piece, danger, pieces

CHECK = "check"
SAVED = "saved"
Typed = dict[str, list[str]]

MAX_TYPED = 4 * LONG_LETTERS
"""Characters of an answer that travel while it does not fit: the next page has to be small enough to send."""


class Go(StrEnum):
    """What a button asks for; `change:<page>` leads from the check to one page."""

    NEXT = "next"
    BACK = "back"
    SAVE = "save"
    SEND = "send"


@dataclass(frozen=True, slots=True)
class Walk:
    """What travels. `typed`: pages with something that does not fit yet; `checking`: check was reached."""

    answers: dict[str, Value] = field(default_factory=dict)
    typed: dict[str, Typed] = field(default_factory=dict)
    receipt: str = ""
    saved: bool = False
    checking: bool = False
    at: str = ""

    @classmethod
    def from_values(cls, values: Mapping[str, Any]) -> "Walk":
        """What `to_values` wrote; missing parts are empty."""
        known = {name: values[name] for name in cls.__slots__ if name in values}
        return cls(**known)

    def to_values(self) -> dict[str, Any]:
        """As it is put into the hidden state."""
        return {name: getattr(self, name) for name in self.__slots__}

    def working(self) -> dict[str, Any]:
        """The part a respondent gets back on another device."""
        return {"answers": self.answers, "typed": self.typed, "checking": self.checking, "at": self.at}

    def with_page(self, page: Page, form: PageForm) -> "Walk":
        """The walk with this page's answers; what does not fit stays as typed."""
        theirs = {question.code for question in page.questions}
        answers = {code: value for code, value in self.answers.items() if code not in theirs}
        answers |= {code: value for code, value in form.answers.items() if value is not None}
        typed = {code: words for code, words in self.typed.items() if code != page.code}
        if not form.fits:
            typed[page.code] = {
                name: [words[:MAX_TYPED] for words in given] for name, given in form.typed().items()
            }
        return replace(self, answers=answers, typed=typed)

    def typed_on(self, page: Page) -> Typed:
        """What fills the form of this page."""
        return self.typed.get(page.code) or as_typed(page, self.answers)

    def problems(self, document: Document) -> tuple[Page, ...]:
        """Pages that need another look before sending."""
        missing = {question.code for question in document.missing(self.answers)}
        return tuple(
            page
            for page in document.pages
            if page.code in self.typed or missing & {question.code for question in page.questions}
        )


def after(document: Document, walk: Walk, page: Page, go: str) -> str:
    """The code of what comes next: a page's, or the check."""
    codes = [each.code for each in document.pages]
    place = codes.index(page.code)
    if go == Go.BACK:
        return codes[max(place - 1, 0)]
    if walk.checking or place + 1 == len(codes):
        return CHECK
    return codes[place + 1]


@dataclass(frozen=True, slots=True)
class Line:
    """One answer on the check page; `lines` for chosen answers, `pieces` for written ones."""

    title: str
    lines: tuple[str, ...]
    pieces: tuple[Piece, ...]


@dataclass(frozen=True, slots=True)
class Check:
    """Everything that was answered, page by page, with what to look at before sending.

    `unfit`: question and words of what was written and does not fit yet.
    """

    pages: tuple[tuple[Page, tuple[Line, ...]], ...]
    problems: tuple[Page, ...]
    unfit: tuple[tuple[str, str], ...]
    marked: bool
    dangers: frozenset[DangerKind]


def check(document: Document, walk: Walk) -> Check:
    """What the check page shows."""
    shown = tuple((page, tuple(_line(each, walk) for each in page.questions)) for page in document.pages)
    lines = [line for _, several in shown for line in several]
    written = [walk.answers[q.code] for q in document.questions if q.is_text and q.code in walk.answers]
    return Check(
        pages=shown,
        problems=walk.problems(document),
        unfit=tuple(_unfit(document, walk)),
        marked=any(piece.kind for line in lines for piece in line.pieces),
        dangers=frozenset(kind for text in written for kind in danger(text)),
    )


def _unfit(document: Document, walk: Walk) -> Iterator[tuple[str, str]]:
    for question in document.questions:
        for typed in walk.typed.values():
            if question.is_text and question.name in typed and question.code not in walk.answers:
                yield question.title, " ".join(typed[question.name])


def _line(question: Question, walk: Walk) -> Line:
    value = walk.answers.get(question.code)
    if value is None:
        return Line(question.title, (), ())
    if question.is_text:
        return Line(question.title, (), pieces(value))
    return Line(question.title, question.summary(value), ())
