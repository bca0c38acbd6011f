"""How many crimes of each type police published for the whole area, for those who set it beside reports.

Police publish these numbers for everybody; they are never added to what people report.
"""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import date

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from portal.hotspots.models import RecordedCrime, RecordedMonth


@dataclass(frozen=True, slots=True)
class PublishedCrime:
    """Types and numbers, the most first, and of how many of the months a file was read in."""

    types: tuple[tuple[str, int], ...]
    months: int


def by_type(session: Session, months: Collection[date]) -> PublishedCrime:
    """What police published of these months (firsts)."""
    number = func.sum(RecordedCrime.number)
    query = (
        select(RecordedCrime.crime_type, number)
        .where(RecordedCrime.month.in_(months))
        .group_by(RecordedCrime.crime_type)
        .order_by(number.desc(), RecordedCrime.crime_type)
    )
    read = select(func.count(RecordedMonth.month.distinct())).where(RecordedMonth.month.in_(months))
    types = tuple((kind, int(found)) for kind, found in session.execute(query))
    return PublishedCrime(types, session.scalar(read) or 0)
