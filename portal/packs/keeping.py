"""How long packs are kept: by the day they were made, with what was said beside them."""

from datetime import datetime

from sqlalchemy import delete, func, select
from sqlalchemy.orm import Session

from portal.packs.models import AgencyNote, Pack


def due(session: Session, *, until: datetime) -> int:
    """How many packs were made on or before `until`, and notes of agencies written down by then."""
    packs = select(func.count()).select_from(Pack).where(Pack.made_at <= until)
    notes = select(func.count()).select_from(AgencyNote).where(AgencyNote.received_on <= until.date())
    return (session.scalar(packs) or 0) + (session.scalar(notes) or 0)


def forget(session: Session, *, until: datetime, at_most: int) -> int:
    """Delete some of them, comments with their pack; answers how many."""
    packs = session.scalars(select(Pack.id).where(Pack.made_at <= until).limit(at_most)).all()
    session.execute(delete(Pack).where(Pack.id.in_(packs)))
    old = select(AgencyNote.id).where(AgencyNote.received_on <= until.date()).limit(at_most - len(packs))
    notes = session.scalars(old).all()
    session.execute(delete(AgencyNote).where(AgencyNote.id.in_(notes)))
    return len(packs) + len(notes)
