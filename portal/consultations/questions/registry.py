"""The one list of kinds, and a consultation's questions as a document: pages of questions, written as JSON.

Refuses a document whose pages, questions or form fields share a name, whose equality block is not the last
question, or with a question that cannot be asked as it stands. Conditions that cannot work are named by
`problems`, and the way goes on without them.
"""

from collections.abc import Callable, Mapping
from dataclasses import asdict, dataclass
from typing import Any

from portal.consultations.questions import routing
from portal.consultations.questions.base import (
    CODE,
    AnswerRefused,
    Column,
    Kind,
    Option,
    Question,
    Value,
)
from portal.consultations.questions.choices import OneChoice, Rating, Relation, Ward
from portal.consultations.questions.conditions import Condition
from portal.consultations.questions.equality import Equality
from portal.consultations.questions.grids import Matrix, Points
from portal.consultations.questions.measured import Day, Number
from portal.consultations.questions.pages import Page
from portal.consultations.questions.places import Place
from portal.consultations.questions.ranking import Ranking
from portal.consultations.questions.several import Several
from portal.consultations.questions.statement import Statement
from portal.consultations.questions.written import LongText, ShortText
from portal.core.errors import DomainError

__all__ = ["FORMAT", "KINDS", "RESERVED", "Document", "DocumentWrong", "Page", "document_from_json"]

LISTED: tuple[type[Question], ...] = (
    Relation,
    Ward,
    Place,
    Ranking,
    Rating,
    Matrix,
    OneChoice,
    Several,
    Points,
    Number,
    Day,
    ShortText,
    LongText,
    Statement,
    Equality,
)

KINDS: dict[Kind, type[Question]] = {each.kind: each for each in LISTED}
"""Every kind of question; the law names a kind that lacks a field, a template, a paper form, a count ..."""

RESERVED = frozenset({"check", "saved", "found", "sent"})
"""Pages between the questions; no page of questions may be called so."""

FORMAT = 2
"""Version of the document's shape; 1 knew no conditions, and is read as it was written."""


class DocumentWrong(DomainError):
    """The questions cannot be asked as they stand; `problem` is the wrong code, `parts` which parts."""

    code = "document-wrong"

    problem: str


@dataclass(frozen=True, slots=True)
class Document:
    """All questions of a consultation, in the order they are asked. Raises `DocumentWrong` when made."""

    pages: tuple[Page, ...]

    def __post_init__(self) -> None:
        for codes in ([page.code for page in self.pages], [question.code for question in self.questions]):
            for code in codes:
                if not CODE.fullmatch(code) or codes.count(code) > 1 or code in RESERVED:
                    raise DocumentWrong(problem=code, parts=("code",))
        if any(question.apart for question in self.questions[:-1]) or not self.questions:
            raise DocumentWrong(problem="equality", parts=())
        for question in self.questions:
            if question.wrong():
                raise DocumentWrong(problem=question.code, parts=question.wrong())
        named = [name for question in self.questions for name in (question.name, *question.also_named)]
        for question in self.questions:
            if any(named.count(name) > 1 for name in (question.name, *question.also_named)):
                raise DocumentWrong(problem=question.code, parts=("code",))

    @property
    def questions(self) -> tuple[Question, ...]:
        """Every question, in order."""
        return tuple(question for page in self.pages for question in page.questions)

    def page(self, code: str) -> Page | None:
        """The page with this code."""
        return next((page for page in self.pages if page.code == code), None)

    def path(self, answers: Mapping[str, Value]) -> tuple[Page, ...]:
        """The pages these answers lead through, each with the questions it asks."""
        return tuple(page for page, _ in routing.walked(self.pages, _fitting(answers)))

    def reached(self, answers: Mapping[str, Value]) -> dict[str, Value]:
        """The fitting answers to what is asked on this way; those to pages left aside are left out."""
        on_the_way = routing.walked(self.pages, _fitting(answers))
        return {code: value for _, given in on_the_way for code, value in given.items()}

    def accept(self, answers: Mapping[str, Value]) -> dict[str, Value]:
        """All answers on the way in their stored form, empty ones left out.

        Raises `AnswerRefused` for the first that does not fit.
        """
        on_the_way = routing.walked(self.pages, lambda asked: asked.accept(answers.get(asked.code)))
        return {code: value for _, given in on_the_way for code, value in given.items()}

    def missing(self, answers: Mapping[str, Value]) -> tuple[Question, ...]:
        """The questions on the way that lack an answer, or whose answer does not fit."""
        asked = (question for page in self.path(answers) for question in page.questions)
        return tuple(question for question in asked if not _fits(question, answers))

    def problems(self) -> tuple[routing.Problem, ...]:
        """Conditions that cannot work: loops, pages nobody reaches."""
        return routing.problems(self.pages)

    @property
    def columns(self) -> tuple[Column, ...]:
        """The columns of an export, question by question."""
        return tuple(column for question in self.questions for column in question.columns())

    @property
    def written_titles(self) -> dict[str, str]:
        """Everything that can be typed freely, by the name it is stored under."""
        return dict(pair for question in self.questions for pair in question.writings)

    def to_json(self) -> dict[str, Any]:
        """As it is stored."""
        pages = [
            {
                "code": page.code,
                "title": page.title,
                "intro": page.intro,
                "only_if": [asdict(each) for each in page.only_if],
                "questions": [question.to_json() for question in page.questions],
            }
            for page in self.pages
        ]
        return {"format": FORMAT, "pages": pages}


def _fitting(answers: Mapping[str, Value]) -> Callable[[Question], Value]:
    def answer(question: Question) -> Value:
        try:
            return question.accept(answers.get(question.code))
        except AnswerRefused:
            return None

    return answer


def _fits(question: Question, answers: Mapping[str, Value]) -> bool:
    try:
        question.accept(answers.get(question.code))
    except AnswerRefused:
        return False
    return True


def document_from_json(stored: dict[str, Any]) -> Document:
    """The document that `to_json` wrote. Raises `DocumentWrong`, for what is no document too."""
    try:
        return Document(tuple(_page(page) for page in stored["pages"]))
    except (KeyError, TypeError, ValueError, AttributeError):
        raise DocumentWrong(problem="document", parts=()) from None


def _page(stored: dict[str, Any]) -> Page:
    questions = tuple(question_from_json(each) for each in stored["questions"])
    only_if = tuple(Condition.from_json(each) for each in stored.get("only_if", ()))
    return Page(stored["code"], stored["title"], questions, stored["intro"], only_if)


READ: Mapping[str, Callable[[Any], Any]] = {
    "options": lambda several: tuple(Option(**each) for each in several),
    "rows": lambda several: tuple(Option(**each) for each in several),
    "only_if": lambda several: tuple(Condition.from_json(each) for each in several),
    "not_applicable_rows": tuple,
}
"""Parts of a question that JSON does not give back as they were."""


def question_from_json(stored: Mapping[str, Any]) -> Question:
    """The question that its `to_json` wrote. Raises `KeyError`, `TypeError` or `ValueError` else."""
    values = {name: READ.get(name, _same)(value) for name, value in stored.items() if name != "kind"}
    return KINDS[Kind(stored["kind"])](**values)


def _same(value: Any) -> Any:
    return value
