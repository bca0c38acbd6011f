"""How long news that nobody reads is kept: taken back or never published; and its deletion for good."""

from datetime import datetime

from sqlalchemy import ColumnElement, delete, func, select
from sqlalchemy.orm import Session

from portal.news.models import NewsRow
from portal.news.rules import State


def due(session: Session, *, until: datetime) -> int:
    """How many unread pieces were last changed before `until`."""
    return session.scalar(select(func.count()).select_from(NewsRow).where(*_unread(until))) or 0


def forget(session: Session, *, until: datetime, at_most: int) -> int:
    """Delete some of them with the reason; answers how many."""
    ids = session.scalars(select(NewsRow.id).where(*_unread(until)).limit(at_most)).all()
    session.execute(delete(NewsRow).where(NewsRow.id.in_(ids)))
    return len(ids)


def _unread(until: datetime) -> tuple[ColumnElement[bool], ...]:
    return (NewsRow.state != State.PUBLISHED.value, NewsRow.saved_at < until)
