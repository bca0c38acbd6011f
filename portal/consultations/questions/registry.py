"""The one list of kinds, and a consultation's questions as a document: pages of questions, written as JSON.

Refuses a document whose pages or questions share a code, or whose equality block is not the last question.
"""

from dataclasses import dataclass
from typing import Any

from portal.consultations.questions.base import CODE, AnswerRefused, Kind, Question, Refusal, Value
from portal.consultations.questions.choices import OneChoice, Option, Rating, Relation, Ward
from portal.consultations.questions.equality import Equality
from portal.consultations.questions.ranking import Ranking
from portal.consultations.questions.written import LongText, ShortText
from portal.core.errors import DomainError

KINDS: dict[Kind, type[Question]] = {
    each.kind: each for each in (Relation, Ward, Ranking, Rating, OneChoice, ShortText, LongText, Equality)
}
"""Every kind of question; the law names a kind that lacks its form field, template, count or example."""

RESERVED = frozenset({"check", "saved", "found", "sent"})
"""Pages between the questions; no page of questions may be called so."""

FORMAT = 1
"""Version of the document's shape."""


class DocumentWrong(DomainError):
    """The questions cannot be asked as they stand; `problem` says which code is wrong."""

    code = "document-wrong"

    problem: str


@dataclass(frozen=True, slots=True)
class Page:
    """One page of questions; `code` names it in the form, `intro` stands above the questions."""

    code: str
    title: str
    questions: tuple[Question, ...]
    intro: str = ""


@dataclass(frozen=True, slots=True)
class Document:
    """All questions of a consultation, in the order they are asked. Raises `DocumentWrong` when made."""

    pages: tuple[Page, ...]

    def __post_init__(self) -> None:
        for codes in ([page.code for page in self.pages], [question.code for question in self.questions]):
            for code in codes:
                if not CODE.fullmatch(code) or codes.count(code) > 1 or code in RESERVED:
                    raise DocumentWrong(problem=code)
        if any(question.apart for question in self.questions[:-1]) or not self.questions:
            raise DocumentWrong(problem="equality")

    @property
    def questions(self) -> tuple[Question, ...]:
        """Every question, in order."""
        return tuple(question for page in self.pages for question in page.questions)

    def page(self, code: str) -> Page | None:
        """The page with this code."""
        return next((page for page in self.pages if page.code == code), None)

    def accept(self, answers: dict[str, Value]) -> dict[str, Value]:
        """All answers in their stored form, empty ones left out. Raises `AnswerRefused` for the first."""
        accepted = {question.code: question.accept(answers.get(question.code)) for question in self.questions}
        return {code: value for code, value in accepted.items() if value is not None}

    def missing(self, answers: dict[str, Value]) -> tuple[Question, ...]:
        """The required questions without an answer that fits."""
        return tuple(question for question in self.questions if not _answered(question, answers))

    def to_json(self) -> dict[str, Any]:
        """As it is stored."""
        pages = [
            {
                "code": page.code,
                "title": page.title,
                "intro": page.intro,
                "questions": [question.to_json() for question in page.questions],
            }
            for page in self.pages
        ]
        return {"format": FORMAT, "pages": pages}


def _answered(question: Question, answers: dict[str, Value]) -> bool:
    try:
        question.accept(answers.get(question.code))
    except AnswerRefused as refused:
        return refused.reason is not Refusal.MISSING
    return True


def document_from_json(stored: dict[str, Any]) -> Document:
    """The document that `to_json` wrote. Raises `DocumentWrong`."""
    return Document(tuple(_page(page) for page in stored["pages"]))


def _page(stored: dict[str, Any]) -> Page:
    questions = tuple(_question(each) for each in stored["questions"])
    return Page(stored["code"], stored["title"], questions, stored["intro"])


def _question(stored: dict[str, Any]) -> Question:
    values = {name: value for name, value in stored.items() if name != "kind"}
    if "options" in values:
        values["options"] = tuple(Option(**option) for option in values["options"])
    return KINDS[Kind(stored["kind"])](**values)
