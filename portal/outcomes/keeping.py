"""How long outcomes are kept: which nobody has changed for long enough, and their deletion for good.

Leaves alone an outcome that is held.
"""

from collections.abc import Collection
from datetime import datetime

from sqlalchemy import ColumnElement, Select, delete, func, select
from sqlalchemy.orm import Session

from portal.outcomes.models import OutcomeRow, OutcomeStep

Held = Select[str] | Collection[str]
"""Ids of outcomes that stay, or a question that answers with them."""


def exists(session: Session, outcome_id: str) -> bool:
    """Whether there is such an outcome."""
    return session.get(OutcomeRow, outcome_id) is not None


def due(session: Session, *, until: datetime, held: Held = ()) -> int:
    """How many were last changed before `until`."""
    query = select(func.count()).select_from(OutcomeRow).where(*_old(until, held))
    return session.scalar(query) or 0


def forget(session: Session, *, until: datetime, held: Held = (), at_most: int) -> int:
    """Delete some of them with their steps; answers how many."""
    ids = session.scalars(select(OutcomeRow.id).where(*_old(until, held)).limit(at_most)).all()
    session.execute(delete(OutcomeStep).where(OutcomeStep.outcome_id.in_(ids)))
    session.execute(delete(OutcomeRow).where(OutcomeRow.id.in_(ids)))
    return len(ids)


def _old(until: datetime, held: Held) -> tuple[ColumnElement[bool], ...]:
    return (OutcomeRow.saved_at < until, OutcomeRow.id.not_in(held))
