"""What can be done to a consultation's questions: each edit takes a document and gives another.

Pure. Refuses by a named reason what would leave a document that cannot be asked: nothing asked at all,
something behind the questions about a person, a second question of a kind that is asked once, or results
that nobody could tell apart by who answered.
"""

from collections.abc import Callable, Sequence
from dataclasses import replace
from enum import StrEnum

from portal.consultations.building.naming import page_code, with_code
from portal.consultations.questions.base import CODE, Kind, Question
from portal.consultations.questions.conditions import Condition
from portal.consultations.questions.registry import Document, DocumentWrong, Page
from portal.core.errors import DomainError, NotFound

ONCE = frozenset({Kind.RELATION, Kind.WARD, Kind.EQUALITY})
"""Kinds that say who somebody is: a second one of the same kind could not be counted."""

MOST_PAGES = 30
MOST_QUESTIONS = 80
MOST_CONDITIONS = 6


class Why(StrEnum):
    """Why an edit is refused."""

    NOTHING_LEFT = "nothing_left"
    LAST_OF_ALL = "last_of_all"
    ASKED_ALREADY = "asked_already"
    WHO_ANSWERS = "who_answers"
    NAME_TAKEN = "name_taken"
    TOO_MANY = "too_many"
    CANNOT_BE_ASKED = "cannot_be_asked"


class EditRefused(DomainError):
    """The edit would leave questions that cannot be asked; `.why` says how."""

    code = "edit-refused"

    why: Why


Edit = Callable[[Document], Document]


def add_page(document: Document, title: str, intro: str) -> Document:
    """A page without questions yet, before the page of the questions about a person."""
    if len(document.pages) >= MOST_PAGES:
        raise EditRefused(why=Why.TOO_MANY)
    new = Page(page_code(title, document), title, (), intro)
    last = next((at for at, page in enumerate(document.pages) if _apart(page)), len(document.pages))
    return _document((*document.pages[:last], new, *document.pages[last:]))


def change_page(document: Document, code: str, title: str, intro: str) -> Document:
    """The page under another heading. Raises `NotFound`."""
    return _with_page(document, replace(page_of(document, code), title=title, intro=intro))


def move_page(document: Document, code: str, by: int) -> Document:
    """The page one place up (-1) or down (+1); at an end it stays. Raises `NotFound`."""
    pages, at = list(document.pages), _at(document, code)
    to = min(max(at + by, 0), len(pages) - 1)
    pages.insert(to, pages.pop(at))
    return _document(pages)


def drop_page(document: Document, code: str) -> Document:
    """Without this page and its questions. Raises `NotFound`."""
    _check_droppable(page_of(document, code).questions)
    return _document([page for page in document.pages if page.code != code])


def add_question(document: Document, page: str, question: Question, name: str = "") -> Document:
    """The question last on this page, yet before those about a person. Raises `NotFound`.

    `name`: what it is to be called in exports; without one it is named after its title.
    """
    if len(document.questions) >= MOST_QUESTIONS:
        raise EditRefused(why=Why.TOO_MANY)
    if question.kind in ONCE and any(each.kind is question.kind for each in document.questions):
        raise EditRefused(why=Why.ASKED_ALREADY)
    named = with_code(replace(question, code=name or question.code, only_if=()), document)
    if name and (not CODE.fullmatch(name) or named.code != name):
        raise EditRefused(why=Why.NAME_TAKEN)
    found = page_of(document, page)
    return _with_page(document, replace(found, questions=_last(found, named)))


def replace_question(document: Document, question: Question) -> Document:
    """The question of this code as it is now. Raises `NotFound`."""
    page = page_with(document, question.code)
    questions = tuple(question if each.code == question.code else each for each in page.questions)
    return _with_page(document, replace(page, questions=questions))


def move_question(document: Document, code: str, by: int) -> Document:
    """The question one place up (-1) or down (+1), over to the next page at an end. Raises `NotFound`."""
    page = page_with(document, code)
    questions = list(page.questions)
    at = [each.code for each in questions].index(code)
    to = at + by
    if 0 <= to < len(questions):
        questions.insert(to, questions.pop(at))
        return _with_page(document, replace(page, questions=tuple(questions)))
    other = _at(document, page.code) + by
    if not 0 <= other < len(document.pages):
        return document
    beside, moved = document.pages[other], questions.pop(at)
    theirs = (moved, *beside.questions) if by > 0 else (*beside.questions, moved)
    pages = [
        replace(page, questions=tuple(questions)) if each.code == page.code else each
        for each in document.pages
    ]
    pages[other] = replace(beside, questions=theirs)
    return _document(pages)


def place_question(document: Document, code: str, page: str) -> Document:
    """The question last on this page, yet before those about a person; where it stands there it stays.

    Raises `NotFound`.
    """
    before, after = page_with(document, code), page_of(document, page)
    if before.code == after.code:
        return document
    moved = question_of(document, code)
    rest = replace(before, questions=tuple(each for each in before.questions if each.code != code))
    there = replace(after, questions=_last(after, moved))
    pages = {rest.code: rest, there.code: there}
    return _document([pages.get(each.code, each) for each in document.pages])


def drop_question(document: Document, code: str) -> Document:
    """Without this question. Raises `NotFound`."""
    page = page_with(document, code)
    _check_droppable([each for each in page.questions if each.code == code])
    return _with_page(
        document, replace(page, questions=tuple(each for each in page.questions if each.code != code))
    )


def ask_page_if(document: Document, code: str, conditions: Sequence[Condition]) -> Document:
    """The page asked on these conditions. Raises `NotFound`."""
    _check_number(conditions)
    return _with_page(document, replace(page_of(document, code), only_if=tuple(conditions)))


def ask_question_if(document: Document, code: str, conditions: Sequence[Condition]) -> Document:
    """The question asked on these conditions. Raises `NotFound`."""
    _check_number(conditions)
    return replace_question(document, replace(question_of(document, code), only_if=tuple(conditions)))


def page_of(document: Document, code: str) -> Page:
    """The page of this code. Raises `NotFound`."""
    found = document.page(code)
    if found is None:
        raise NotFound(kind="page", value=code)
    return found


def page_with(document: Document, code: str) -> Page:
    """The page on which the question of this code stands. Raises `NotFound`."""
    for page in document.pages:
        if any(each.code == code for each in page.questions):
            return page
    raise NotFound(kind="question", value=code)


def question_of(document: Document, code: str) -> Question:
    """The question of this code. Raises `NotFound`."""
    return next(each for each in page_with(document, code).questions if each.code == code)


def _at(document: Document, code: str) -> int:
    return document.pages.index(page_of(document, code))


def _last(page: Page, question: Question) -> tuple[Question, ...]:
    """The page's questions with this one last, yet before those about a person."""
    last = len(page.questions) - (_apart(page) and not question.apart)
    return (*page.questions[:last], question, *page.questions[last:])


def _apart(page: Page) -> bool:
    return any(question.apart for question in page.questions)


def _check_droppable(questions: Sequence[Question]) -> None:
    if any(each.kind is Kind.RELATION for each in questions):
        raise EditRefused(why=Why.WHO_ANSWERS)


def _check_number(conditions: Sequence[Condition]) -> None:
    if len(conditions) > MOST_CONDITIONS:
        raise EditRefused(why=Why.TOO_MANY)


def _with_page(document: Document, page: Page) -> Document:
    return _document([page if each.code == page.code else each for each in document.pages])


def _document(pages: Sequence[Page]) -> Document:
    """Raises `EditRefused` for pages that make no document."""
    if not any(page.questions for page in pages):
        raise EditRefused(why=Why.NOTHING_LEFT)
    try:
        return Document(tuple(pages))
    except DocumentWrong as wrong:
        whys = {"equality": Why.LAST_OF_ALL}
        raise EditRefused(why=whys.get(wrong.problem, Why.CANNOT_BE_ASKED)) from wrong
