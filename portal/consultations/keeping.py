"""How long answers are kept that nobody finished: which are left over after the close, and their deletion."""

from datetime import datetime

from sqlalchemy import ColumnElement, and_, delete, func, select
from sqlalchemy.orm import Session

from portal.consultations.models import Consultation, Response
from portal.consultations.rules import ResponseState


def drafts_due(session: Session, *, until: datetime) -> int:
    """How many saved and never sent answers belong to what closed on or before `until`."""
    return session.scalar(select(func.count()).select_from(Response).where(_due(until))) or 0


def forget_drafts(session: Session, *, until: datetime) -> int:
    """Delete them; answers how many. What was never sent has no text, and no equality answer."""
    number = drafts_due(session, until=until)
    session.execute(delete(Response).where(_due(until)))
    return number


def still_linked(session: Session, *, until: datetime) -> bool:
    """Whether equality answers of something that closed on or before `until` are not cut loose yet."""
    late = and_(Consultation.closes_at <= until, Consultation.closed_out_at.is_(None))
    return session.scalar(select(Consultation.id).where(late).limit(1)) is not None


def _due(until: datetime) -> ColumnElement[bool]:
    closed = select(Consultation.id).where(Consultation.closes_at <= until)
    return and_(Response.consultation_id.in_(closed), Response.state == ResponseState.DRAFT)
