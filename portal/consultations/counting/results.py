"""The results of a closed consultation, question by question, as values that may be printed.

Refuses to count while people can still answer: figures that move give away who came last.
"""

from dataclasses import dataclass

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from portal.consultations.counting.plain import Figure, equality
from portal.consultations.models import Consultation, EqualityAnswer, Response, WrittenAnswer
from portal.consultations.questions.base import Question
from portal.consultations.questions.equality import Equality
from portal.consultations.rules import ResponseState, TextState
from portal.core.disclosure import Audience, Grain, Published, gate
from portal.core.errors import DomainError

CAVEAT = (
    "People chose for themselves whether to answer. The figures say what they said, and not what everybody "
    "thinks. No margin of error can be given."
)


class NotClosed(DomainError):
    """There are no results before the close."""

    code = "not-closed"
    status = 404


@dataclass(frozen=True, slots=True)
class Words:
    """How much was written to one question, and how much of it an officer has cleared so far."""

    title: str
    written: Published
    cleared: Published


def _seen(count: int) -> Published:
    return gate(count, Audience.GROUP, grain=Grain.PARTNERSHIP)


def words_written(session: Session, slug: str, questions: tuple[Question, ...]) -> tuple[Words, ...]:
    """How much was written to each question, and how much of it is cleared so far."""
    query = (
        select(WrittenAnswer.question, WrittenAnswer.state, func.count())
        .join(Consultation, Consultation.id == WrittenAnswer.consultation_id)
        .join(Response, Response.id == WrittenAnswer.response_id)
        .where(Consultation.slug == slug, Response.state == ResponseState.SENT)
        .group_by(WrittenAnswer.question, WrittenAnswer.state)
    )
    counts = {(question, state): number for question, state, number in session.execute(query)}
    return tuple(
        Words(
            title,
            _seen(sum(number for (code, _), number in counts.items() if code == name)),
            _seen(counts.get((name, TextState.CLEARED), 0)),
        )
        for each in questions
        for name, title in each.writings
    )


def equality_figures(session: Session, slug: str, questions: tuple[Question, ...]) -> tuple[Figure, ...]:
    """The optional questions, from their own table."""
    block = next((each for each in questions if isinstance(each, Equality)), None)
    if block is None:
        return ()
    query = (
        select(EqualityAnswer.part, EqualityAnswer.choice, func.count())
        .join(Consultation, Consultation.id == EqualityAnswer.consultation_id)
        .where(Consultation.slug == slug)
        .group_by(EqualityAnswer.part, EqualityAnswer.choice)
    )
    return equality(block, {(part, choice): number for part, choice, number in session.execute(query)})
