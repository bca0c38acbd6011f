"""How long themes are kept: which were closed long enough ago, and their deletion with their notes.

Leaves alone a theme that a report is still under, and whatever else still stands on it.
"""

from collections.abc import Collection
from datetime import date

from sqlalchemy import ColumnElement, Select, and_, delete, exists, func, select
from sqlalchemy.orm import Session

from portal.concerns.models import Concern
from portal.concerns.theme_models import ThemeNote, ThemeRow
from portal.concerns.theme_rules import ThemeState

Used = Select[str | None] | Collection[str]
"""Ids of themes that something else stands on, or a question that answers with them."""


def due(session: Session, *, until: date, used: Used = ()) -> int:
    """How many were closed on or before `until` and carry nothing any more."""
    return session.scalar(select(func.count()).select_from(ThemeRow).where(_due(until, used))) or 0


def forget(session: Session, *, until: date, used: Used = (), at_most: int) -> int:
    """Delete some of them with their notes; answers how many."""
    ids = session.scalars(select(ThemeRow.id).where(_due(until, used)).limit(at_most)).all()
    session.execute(delete(ThemeNote).where(ThemeNote.theme_id.in_(ids)))
    session.execute(delete(ThemeRow).where(ThemeRow.id.in_(ids)))
    return len(ids)


def _due(until: date, used: Used) -> ColumnElement[bool]:
    return and_(
        ThemeRow.state == ThemeState.CLOSED,
        ThemeRow.changed_on <= until,
        ~exists().where(Concern.theme == ThemeRow.id),
        ThemeRow.id.not_in(used),
    )
