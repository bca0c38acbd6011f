"""How long outcomes are kept: which nobody has changed for long enough, and their deletion for good."""

from datetime import datetime

from sqlalchemy import delete, func, select
from sqlalchemy.orm import Session

from portal.outcomes.models import OutcomeRow, OutcomeStep


def due(session: Session, *, until: datetime) -> int:
    """How many were last changed before `until`."""
    query = select(func.count()).select_from(OutcomeRow).where(OutcomeRow.saved_at < until)
    return session.scalar(query) or 0


def forget(session: Session, *, until: datetime, at_most: int) -> int:
    """Delete some of them with their steps; answers how many."""
    ids = session.scalars(select(OutcomeRow.id).where(OutcomeRow.saved_at < until).limit(at_most)).all()
    session.execute(delete(OutcomeStep).where(OutcomeStep.outcome_id.in_(ids)))
    session.execute(delete(OutcomeRow).where(OutcomeRow.id.in_(ids)))
    return len(ids)
