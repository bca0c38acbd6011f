"""Which written answers wait, in the order of the one queue: risk, then due, then id.

A text waits from the close of its consultation, or at once where its words suggest danger. Every part of the
list is read along an index.
"""

import heapq
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime
from itertools import islice, product

from sqlalchemy import ColumnElement, Select, func, literal, select, tuple_
from sqlalchemy.orm import Session, load_only

from portal.adapters.db import UtcDateTime
from portal.consultations import rows
from portal.consultations.models import Consultation, WrittenAnswer
from portal.consultations.rules import Risk, TextState
from portal.core.queue import EVERYTHING, MOST_COUNTED, ROWS, Position, Show, Wanted

LINE = (
    *(WrittenAnswer.id, WrittenAnswer.consultation_id, WrittenAnswer.question, WrittenAnswer.state),
    *(WrittenAnswer.risk, WrittenAnswer.flags, WrittenAnswer.due_at, WrittenAnswer.version),
    *(WrittenAnswer.second_for, WrittenAnswer.lead_by),
)
"""The columns of a line; the sealed words stay on the disk."""


@dataclass(frozen=True, slots=True)
class Waiting:
    """One line of the queue; nothing in it was typed by a respondent."""

    id: str
    slug: str
    consultation: str
    question: str
    question_code: str
    state: TextState
    risk: Risk
    flags: tuple[str, ...]
    due_at: datetime
    late: bool
    version: int
    second_for: str | None = None
    lead_by: datetime | None = None

    @property
    def place(self) -> Position:
        """Where it stands on the list."""
        return Position(self.risk is Risk.HIGH, self.due_at, self.id)


def waiting(
    session: Session,
    *,
    now: datetime,
    states: tuple[TextState, ...] = (TextState.HELD,),
    wanted: Wanted = EVERYTHING,
    after: Position | None = None,
) -> tuple[Waiting, ...]:
    """What waits now, one row more than a page; `after` is the place of the last line seen."""
    parts = [session.scalars(query) for query in queries(states, wanted, after, now)]
    found = heapq.merge(*parts, key=lambda row: (row.risk, row.due_at, row.id))
    lines = list(islice(found, ROWS))
    asked = select(Consultation).where(Consultation.id.in_({row.consultation_id for row in lines}))
    consultations = {each.id: each for each in session.scalars(asked)} if lines else {}
    return tuple(line_of(row, consultations[row.consultation_id], now) for row in lines)


def count_waiting(
    session: Session,
    *,
    now: datetime,
    states: tuple[TextState, ...] = (TextState.HELD,),
    wanted: Wanted = EVERYTHING,
) -> int:
    """How many texts `waiting` would go through, `MOST_COUNTED` of each state and risk at most."""
    return sum(session.scalar(query) or 0 for query in counts(states, wanted, now))


def queries(
    states: tuple[TextState, ...], wanted: Wanted, after: Position | None, now: datetime
) -> Iterator[Select[WrittenAnswer]]:
    """One question for each state and risk: together they give the page, each along an index."""
    order = (WrittenAnswer.due_at, WrittenAnswer.id)
    every = select(WrittenAnswer).options(load_only(*LINE)).order_by(*order).limit(ROWS)
    for kind, risk in product(_kinds(states, wanted, now), wanted.risks(after)):
        query = every.where(*kind, WrittenAnswer.risk == risk, *_asked(wanted, now))
        if after is not None and after.risk == risk:
            seen = tuple_(literal(after.due_at, UtcDateTime()), literal(after.id))
            query = query.where(tuple_(*order) > seen)
        yield query


def counts(states: tuple[TextState, ...], wanted: Wanted, now: datetime) -> Iterator[Select[int]]:
    """One bounded count for each state and risk."""
    for kind, risk in product(_kinds(states, wanted, now), wanted.risks(None)):
        some = select(WrittenAnswer.id).where(*kind, WrittenAnswer.risk == risk, *_asked(wanted, now))
        yield select(func.count()).select_from(some.limit(MOST_COUNTED).subquery())


def _kinds(
    states: tuple[TextState, ...], wanted: Wanted, now: datetime
) -> tuple[tuple[ColumnElement[bool], ...], ...]:
    """What stands in the queue; officers also see what no lead opened in time.

    None where something is asked that no text has, such as a topic or a ward.
    """
    if wanted.topic or wanted.ward or wanted.show in (Show.SURGE, Show.MESSAGE):
        return ()
    kinds: list[tuple[ColumnElement[bool], ...]] = [(WrittenAnswer.state == state,) for state in states]
    if TextState.HELD in states:
        kinds.append((WrittenAnswer.state == TextState.ESCALATED, WrittenAnswer.lead_by < now))
    return tuple(kinds)


def _asked(wanted: Wanted, now: datetime) -> tuple[ColumnElement[bool], ...]:
    asked = [WrittenAnswer.enters_at <= now]
    if wanted.due_from is not None:
        asked.append(WrittenAnswer.due_at >= wanted.due_from)
    if wanted.due_until is not None:
        asked.append(WrittenAnswer.due_at < wanted.due_until)
    if wanted.only is not None:
        asked.append(WrittenAnswer.id.in_(wanted.only))
    if wanted.without:
        asked.append(WrittenAnswer.id.not_in(wanted.without))
    return tuple(asked)


def line_of(row: WrittenAnswer, consultation: Consultation, now: datetime) -> Waiting:
    """A text as the queue shows it."""
    asked = rows.document_of(consultation).written_titles
    return Waiting(
        id=row.id,
        slug=consultation.slug,
        consultation=consultation.title,
        question=asked.get(row.question, row.question),
        question_code=row.question,
        state=TextState(row.state),
        risk=Risk(row.risk),
        flags=tuple(row.flags.split()),
        due_at=row.due_at,
        late=now > row.due_at,
        version=row.version,
        second_for=row.second_for,
        lead_by=row.lead_by,
    )
