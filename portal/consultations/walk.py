"""A respondent's way through the pages: what was answered so far, and which page comes next.

The walk travels in the hidden state; nothing is kept here. Going back loses nothing: what does not fit yet
stays as it was typed and is asked about again before sending. Where earlier answers decide what is asked, the
answers to pages left aside stay in the state and are not sent.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field, replace
from enum import StrEnum
from typing import Any

from forms.consultations.pages import PageForm, as_typed
from portal.adapters.tokens import shuffled
from portal.consultations.questions.base import Question, Value
from portal.consultations.questions.pages import Page
from portal.consultations.questions.registry import Document
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
    """What travels. `typed`: pages with something that does not fit yet; `checking`: check was reached;
    `fresh`: pages that came onto the way after that and were not shown yet; `seed`: settles random orders.
    """

    answers: dict[str, Value] = field(default_factory=dict)
    typed: dict[str, Typed] = field(default_factory=dict)
    receipt: str = ""
    saved: bool = False
    checking: bool = False
    at: str = ""
    fresh: list[str] = field(default_factory=list)
    seed: str = ""

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
        left_out = ("receipt", "saved")
        return {name: value for name, value in self.to_values().items() if name not in left_out}

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

    def onwards(self, document: Document, before: "Walk") -> "Walk":
        """The walk with what came onto the way since `before`, so that nobody is led past a new question."""
        had = {page.code: len(page.questions) for page in document.path(before.answers)}
        path = document.path(self.answers)
        new = [page.code for page in path if len(page.questions) > had.get(page.code, 0)]
        known = [code for code in self.fresh if code in {page.code for page in path}]
        return replace(self, fresh=[*known, *(code for code in new if code not in known)])

    def shown(self, code: str) -> "Walk":
        """The walk after this page was filled in."""
        return replace(self, fresh=[each for each in self.fresh if each != code])

    def typed_on(self, page: Page) -> Typed:
        """What fills the form of this page."""
        return self.typed.get(page.code) or as_typed(page, self.answers)

    def problems(self, document: Document) -> tuple[Page, ...]:
        """Pages on the way that need another look before sending."""
        missing = {question.code for question in document.missing(self.answers)}
        return tuple(
            page
            for page in document.path(self.answers)
            if page.code in self.typed or missing & {question.code for question in page.questions}
        )


def after(document: Document, walk: Walk, page: Page, go: str) -> str:
    """The code of what comes next: a page's, or the check."""
    codes = [each.code for each in document.path(walk.answers)]
    if page.code not in codes:
        return codes[0]
    place = codes.index(page.code)
    if go == Go.BACK:
        return codes[max(place - 1, 0)]
    if walk.checking:
        return next((code for code in codes if code in walk.fresh), CHECK)
    return codes[place + 1] if place + 1 < len(codes) else CHECK


def asked_on(document: Document, walk: Walk, code: str) -> Page | None:
    """The page as this respondent sees it: what is asked of them, in their order; whole where off the way."""
    page = next((page for page in document.path(walk.answers) if page.code == code), document.page(code))
    if page is None or not walk.seed:
        return page
    return replace(page, questions=tuple(_in_order(each, walk.seed) for each in page.questions))


def _in_order(question: Question, seed: str) -> Question:
    return question.reordered(lambda options: shuffled(options, f"{seed}:{question.code}"))


@dataclass(frozen=True, slots=True)
class Line:
    """One answer on the check page; `lines` for what was chosen, `pieces` for what was written."""

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
    path, answers = document.path(walk.answers), document.reached(walk.answers)
    shown = tuple(
        (page, tuple(_line(each, answers) for each in page.questions if each.asks)) for page in path
    )
    lines = [line for _, several in shown for line in several]
    asked = [each for each in document.questions if each.code in answers]
    written = [text for each in asked for text in each.texts(answers[each.code]).values()]
    return Check(
        pages=tuple((page, lines) for page, lines in shown if lines),
        problems=walk.problems(document),
        unfit=tuple(_unfit(document, walk)),
        marked=any(piece.kind for line in lines for piece in line.pieces),
        dangers=frozenset(kind for text in written for kind in danger(text)),
    )


def _unfit(document: Document, walk: Walk) -> Iterator[tuple[str, str]]:
    for question in document.questions:
        for typed in walk.typed.values():
            for name in question.typed_in:
                if name in typed and question.code not in walk.answers:
                    yield question.title, " ".join(typed[name])


def _line(question: Question, answers: Mapping[str, Value]) -> Line:
    value = answers.get(question.code)
    if value is None:
        return Line(question.title, (), ())
    texts = question.texts(value)
    if not texts:
        return Line(question.title, question.summary(value), ())
    chosen = () if question.is_text else question.summary(question.chosen(value))
    return Line(question.title, chosen, tuple(piece for text in texts.values() for piece in pieces(text)))
