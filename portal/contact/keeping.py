"""How long cases are kept: which ended long enough ago, and their deletion for good.

Leaves alone a case with a message nobody has read, and whatever is held.
"""

from collections.abc import Collection
from datetime import date

from sqlalchemy import ColumnElement, Select, and_, delete, false, func, select
from sqlalchemy.orm import Session

from portal.contact.models import ContactCase, ContactMessage, ContactStep

Held = Select[str] | Collection[str]
"""Ids of cases that stay, or a question that answers with them."""


def due(session: Session, *, until: date, held: Held = ()) -> int:
    """How many cases ended on or before `until`."""
    return session.scalar(select(func.count()).select_from(ContactCase).where(_due(until, held))) or 0


def forget(session: Session, *, until: date, held: Held = (), at_most: int) -> int:
    """Delete some of them with their messages and letters; answers how many."""
    ids = session.scalars(select(ContactCase.id).where(_due(until, held)).limit(at_most)).all()
    for table in (ContactMessage, ContactStep):
        session.execute(delete(table).where(table.case_id.in_(ids)))
    session.execute(delete(ContactCase).where(ContactCase.id.in_(ids)))
    return len(ids)


def exists(session: Session, case_id: str) -> bool:
    """Whether there is such a case."""
    return session.get(ContactCase, case_id) is not None


def _due(until: date, held: Held) -> ColumnElement[bool]:
    return and_(
        ContactCase.ended_on <= until,
        ContactCase.message_waiting == false(),
        ContactCase.id.not_in(held),
    )
