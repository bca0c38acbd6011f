"""Working counts of concerns, for those who may see them; what leaves the house goes through the gate first.

Only decided concerns count, each event once, in the month it was received. Nothing here is published.
"""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import date

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from portal.concerns.models import Concern
from portal.concerns.rules import State

COUNTS = (Concern.state == State.COUNTED, Concern.duplicate_of.is_(None))
"""What is counted: of several reports of one event the one that stands for all."""


@dataclass(frozen=True, slots=True)
class Figure:
    """How many concerns of one kind came from one ward in one month. A raw count: not for a template."""

    topic: str
    subtopic: str
    ward: str
    month: date
    count: int


def counted(
    session: Session, *, start: date, end: date, subtopics: Collection[str] | None = None
) -> tuple[Figure, ...]:
    """Counts of concerns received from the month of `start` up to, not with, the month of `end`.

    `subtopics` limits them to what a group needs to know; `None` means all.
    """
    kind = (Concern.topic, Concern.subtopic, Concern.ward, Concern.received_on)
    query = (
        select(*kind, func.count())
        .where(*COUNTS, Concern.received_on >= start, Concern.received_on < end)
        .group_by(*kind)
        .order_by(*kind)
    )
    if subtopics is not None:
        query = query.where(Concern.subtopic.in_(subtopics))
    return tuple(Figure(*row) for row in session.execute(query))


def escalated(session: Session, *, start: date, end: date) -> int:
    """How many concerns of these months were counted as escalated, and nothing else about them."""
    query = select(func.count()).where(
        Concern.state == State.COUNTED_AS_ESCALATED, Concern.received_on >= start, Concern.received_on < end
    )
    return session.scalar(query) or 0
