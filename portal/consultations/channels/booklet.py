"""A consultation as it is printed: its questions numbered through, and conditions said in words.

On paper nobody is led past a page, so every question says to whom it is put. The numbers are those an officer
types by.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy.orm import Session

from portal.consultations import queries, rows
from portal.consultations.queries import Asked
from portal.consultations.questions.base import Question
from portal.consultations.questions.conditions import BOUNDS, Condition, Test
from portal.consultations.questions.registry import Document


@dataclass(frozen=True, slots=True)
class Printed:
    """One question on paper; `number` is None for words that ask nothing."""

    number: int | None
    question: Question
    only_if: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Part:
    """One page of questions on paper; `code` is printed at its foot."""

    number: int
    code: str
    title: str
    intro: str
    only_if: tuple[str, ...]
    questions: tuple[Printed, ...]


@dataclass(frozen=True, slots=True)
class Booklet:
    """A whole consultation on paper."""

    asked: Asked
    parts: tuple[Part, ...]


def booklet(session: Session, slug: str, *, now: datetime) -> Booklet:
    """The booklet of a consultation that is not a draft. Raises `NotFound`."""
    asked = queries.asked(session, slug, now=now)
    version = rows.find(session, slug).document_version
    return Booklet(asked, parts(asked.document, f"{slug} {version}"))


def parts(document: Document, code: str) -> tuple[Part, ...]:
    """The pages of questions as they are printed; `code` names consultation and version."""
    told = numbers(document)
    by_code = {each.code: each for each in document.questions}

    def said(conditions: Iterable[Condition]) -> tuple[str, ...]:
        return tuple(said_if(each, by_code, told) for each in conditions if each.question in told)

    return tuple(
        Part(
            place,
            f"{code} / {place}",
            page.title,
            page.intro,
            said(page.only_if),
            tuple(Printed(told.get(each.code), each, said(each.only_if)) for each in page.questions),
        )
        for place, page in enumerate(document.pages, 1)
    )


def numbers(document: Document) -> dict[str, int]:
    """The printed number of each question that asks something."""
    asking = (question for question in document.questions if question.asks)
    return {question.code: number for number, question in enumerate(asking, 1)}


def said_if(condition: Condition, by_code: Mapping[str, Question], told: Mapping[str, int]) -> str:
    """The condition in words, by the printed number of the question it looks at."""
    number = told.get(condition.question)
    if number is None:
        return "Answer this only if you answered a question that is not asked any more."
    if condition.test is Test.ANSWERED:
        return f"Answer this only if you answered Q{number}."
    if condition.test in BOUNDS:
        end = "more" if condition.test is Test.AT_LEAST else "less"
        return f"Answer this only if your number at Q{number} is {condition.values[0]} or {end}."
    words = dict(by_code[condition.question].possible)
    listed = " or ".join(f"“{words.get(value, value)}”" for value in condition.values)
    alone = " alone" if condition.test is Test.EQUAL else ""
    return f"Answer this only if you chose {listed}{alone} at Q{number}."
