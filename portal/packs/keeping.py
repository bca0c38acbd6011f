"""How long packs are kept: by the day they were made, with what was said beside them.

Leaves alone a pack that is held.
"""

from collections.abc import Collection
from datetime import datetime

from sqlalchemy import ColumnElement, Select, delete, func, select
from sqlalchemy.orm import Session

from portal.packs.models import AgencyNote, Pack

Held = Select[str] | Collection[str]
"""Ids of packs that stay, or a question that answers with them."""


def exists(session: Session, pack_id: str) -> bool:
    """Whether there is such a pack."""
    return session.get(Pack, pack_id) is not None


def due(session: Session, *, until: datetime, held: Held = ()) -> int:
    """How many packs were made on or before `until`, and notes of agencies written down by then."""
    packs = select(func.count()).select_from(Pack).where(*_old(until, held))
    notes = select(func.count()).select_from(AgencyNote).where(AgencyNote.received_on <= until.date())
    return (session.scalar(packs) or 0) + (session.scalar(notes) or 0)


def forget(session: Session, *, until: datetime, held: Held = (), at_most: int) -> int:
    """Delete some of them, comments with their pack; answers how many."""
    packs = session.scalars(select(Pack.id).where(*_old(until, held)).limit(at_most)).all()
    session.execute(delete(Pack).where(Pack.id.in_(packs)))
    old = select(AgencyNote.id).where(AgencyNote.received_on <= until.date()).limit(at_most - len(packs))
    notes = session.scalars(old).all()
    session.execute(delete(AgencyNote).where(AgencyNote.id.in_(notes)))
    return len(packs) + len(notes)


def _old(until: datetime, held: Held) -> tuple[ColumnElement[bool], ...]:
    return (Pack.made_at <= until, Pack.id.not_in(held))
