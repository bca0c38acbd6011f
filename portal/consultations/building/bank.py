"""Questions to ask again in the same words: those officers kept, and those of shipped questionnaires.

What is taken over is a copy: it changes in the draft, never in the bank. Refuses what is not there, and who
somebody is (that stands in every questionnaire already).
"""

import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from typing import Any

from sqlalchemy import delete, select
from sqlalchemy.exc import IntegrityError
from sqlalchemy.orm import Session

from portal.adapters.tokens import new_id
from portal.consultations.building.edits import ONCE
from portal.consultations.building.models import KeptQuestion
from portal.consultations.building.patterns import Pattern, patterns
from portal.consultations.building.settable import NAMES
from portal.consultations.questions.base import Question
from portal.consultations.questions.registry import question_from_json
from portal.consultations.shipped import answers_of_the_area
from portal.core.errors import NotFound
from portal.core.windows import london_date
from portal.ledger.service import record
from portal.partnership.queries import PrioritiesView
from portal.partnership.rules import Partnership

OWN = "own"


@dataclass(frozen=True, slots=True)
class Entry:
    """One question of the bank: under which code it is taken, its words, what officers call its kind."""

    code: str
    title: str
    kind: str
    question: Question


def own(session: Session, partnership: Partnership) -> tuple[Entry, ...]:
    """What officers kept, by its words."""
    kept = session.scalars(select(KeptQuestion).order_by(KeptQuestion.title, KeptQuestion.id))
    return tuple(_entry(f"{OWN}.{row.id}", _read(row, partnership)) for row in kept)


def shipped(
    partnership: Partnership, priorities: PrioritiesView | None
) -> tuple[tuple[str, tuple[Entry, ...]], ...]:
    """The questions of each shipped questionnaire, under its name."""
    return tuple((each.name, _of(each, partnership, priorities)) for each in patterns())


def keep(session: Session, question: Question, *, actor_id: str, now: datetime) -> str:
    """Keep a question, without its conditions; one of the same words is replaced. Answers its id.

    Raises `NotFound` for one that says who somebody is.
    """
    if question.kind in ONCE:
        raise NotFound(kind="question", value=question.code)
    row = _same_words(session, question.title) or KeptQuestion(id=new_id(), title=question.title)
    stored = replace(question, only_if=())
    row.question = json.dumps(stored.to_json(), ensure_ascii=False)
    row.kept_on = london_date(now)
    try:
        with session.begin_nested():
            session.add(row)
    except IntegrityError:  # a colleague kept the same words in this moment
        return keep(session, question, actor_id=actor_id, now=now)
    _record(session, "question.kept", row.id, actor_id, now)
    session.flush()
    return row.id


def _same_words(session: Session, title: str) -> KeptQuestion | None:
    return session.scalars(select(KeptQuestion).where(KeptQuestion.title == title)).first()


def drop(session: Session, question_id: str, *, actor_id: str, now: datetime) -> None:
    """Take one of our own out; where it was asked it stays. Taking it out twice is no mistake."""
    if session.get(KeptQuestion, question_id) is None:
        return
    session.execute(delete(KeptQuestion).where(KeptQuestion.id == question_id))
    _record(session, "question.dropped", question_id, actor_id, now)


def found(entries: Sequence[Entry], code: str) -> Question:
    """The question of this code. Raises `NotFound`."""
    for entry in entries:
        if entry.code == code:
            return entry.question
    raise NotFound(kind="question", value=code)


def everything(
    session: Session, partnership: Partnership, priorities: PrioritiesView | None
) -> tuple[Entry, ...]:
    """All of it, our own first."""
    several = (entries for _, entries in shipped(partnership, priorities))
    return (*own(session, partnership), *(entry for entries in several for entry in entries))


def _of(pattern: Pattern, partnership: Partnership, priorities: PrioritiesView | None) -> tuple[Entry, ...]:
    questions = pattern.document(partnership, priorities).questions
    return tuple(
        _entry(f"{pattern.code}.{each.code}", replace(each, only_if=()))
        for each in questions
        if each.kind not in ONCE
    )


def _entry(code: str, question: Question) -> Entry:
    return Entry(code, question.title, NAMES[question.kind], question)


def _read(row: KeptQuestion, partnership: Partnership) -> Question:
    stored: Mapping[str, Any] = json.loads(row.question)
    question = question_from_json(stored)
    given = answers_of_the_area(partnership)
    changes: dict[str, Any] = {"options": given[question.kind]} if question.kind in given else {}
    return replace(question, **changes)


def _record(session: Session, action: str, question_id: str, actor_id: str, now: datetime) -> None:
    record(session, actor_id=actor_id, action=action, subject=f"question:{question_id}", now=now)
