"""How long we keep who typed what, and invitation codes: for a while after the report.

What was counted stays; it no longer says whose hands it went through.
"""

from datetime import date

from sqlalchemy import ColumnElement, Select, delete, func, or_, select, update
from sqlalchemy.orm import Session

from portal.consultations.channels.models import (
    Arrival,
    Batch,
    Invitation,
    InvitationBatch,
    Sheet,
    SheetDifference,
)
from portal.consultations.models import Consultation, Response


def due(session: Session, *, until: date) -> int:
    """How many notes of who typed what, and codes, belong to what ended on or before `until`."""
    return sum(_count(session, query) for query in _queries(until))


def forget(session: Session, *, until: date, at_most: int) -> int:
    """Empty or delete some of them; answers how many."""
    typed, again, codes, apart = (session.scalars(each.limit(at_most)).all() for each in _queries(until))
    session.execute(update(Arrival).where(Arrival.response_id.in_(typed)).values(entered_by=None))
    session.execute(update(Sheet).where(Sheet.id.in_(again)).values(second_by=None))
    session.execute(delete(Invitation).where(Invitation.id.in_(codes)))
    session.execute(delete(SheetDifference).where(SheetDifference.sheet_id.in_(apart)))
    return len(typed) + len(again) + len(codes) + len(apart)


def _count(session: Session, query: Select[str]) -> int:
    return session.scalar(select(func.count()).select_from(query.subquery())) or 0


def _queries(until: date) -> tuple[Select[str], ...]:
    ended = _ended(until)
    piles = select(Batch.id).where(Batch.consultation_id.in_(ended))
    sheets = select(Sheet.id).where(Sheet.batch_id.in_(piles))
    sets = select(InvitationBatch.id).where(InvitationBatch.consultation_id.in_(ended))
    answers = select(Response.id).where(Response.consultation_id.in_(ended))
    return (
        select(Arrival.response_id).where(Arrival.entered_by.is_not(None), Arrival.response_id.in_(answers)),
        sheets.where(Sheet.second_by.is_not(None)),
        select(Invitation.id).where(Invitation.batch_id.in_(sets)),
        select(SheetDifference.sheet_id).where(SheetDifference.sheet_id.in_(sheets)).distinct(),
    )


def _ended(until: date) -> Select[str]:
    on: ColumnElement[bool] = or_(Consultation.reported_on <= until, Consultation.withdrawn_on <= until)
    return select(Consultation.id).where(on)
