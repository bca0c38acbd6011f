"""How long hotspots and the figures of police beside them are kept, and their deletion for good."""

from datetime import date, datetime

from sqlalchemy import Select, delete, func, select
from sqlalchemy.orm import Session

from portal.hotspots.models import HotspotResponse, HotspotRow, HotspotStep, RecordedCrime, RecordedMonth


def due(session: Session, *, until: datetime) -> int:
    """How many hotspots nobody has changed since `until`."""
    query = select(func.count()).select_from(HotspotRow).where(HotspotRow.changed_at < until)
    return session.scalar(query) or 0


def forget(session: Session, *, until: datetime, at_most: int) -> int:
    """Delete some of them with their steps and responses; answers how many."""
    ids = session.scalars(select(HotspotRow.id).where(HotspotRow.changed_at < until).limit(at_most)).all()
    for table in (HotspotStep, HotspotResponse):
        session.execute(delete(table).where(table.hotspot_id.in_(ids)))
    session.execute(delete(HotspotRow).where(HotspotRow.id.in_(ids)))
    return len(ids)


def themes() -> Select[str | None]:
    """The themes that a hotspot stands on."""
    return select(HotspotRow.theme).where(HotspotRow.theme.is_not(None))


def months_due(session: Session, *, until: date) -> int:
    """How many months of police figures lie on or before `until`."""
    query = select(func.count()).select_from(RecordedMonth).where(RecordedMonth.month <= until)
    return session.scalar(query) or 0


def forget_months(session: Session, *, until: date) -> int:
    """Delete their figures, a month of one force at a time; answers how many months."""
    query = select(RecordedMonth).where(RecordedMonth.month <= until).order_by(RecordedMonth.month).limit(1)
    row = session.scalars(query).first()
    if row is None:
        return 0
    here = (RecordedCrime.month == row.month, RecordedCrime.force == row.force)
    session.execute(delete(RecordedCrime).where(*here))
    session.delete(row)
    return 1
