"""How long the committee's sittings and programmes are kept, and their deletion for good.

Leaves alone a sitting still to come, and one at which a referral that is kept was dealt with.
"""

from datetime import date

from sqlalchemy import ColumnElement, delete, exists, func, select
from sqlalchemy.orm import Session

from portal.core.windows import end_of_day
from portal.referrals.closed_models import ClosedItem
from portal.referrals.committee_models import Programme, Sitting
from portal.referrals.models import Referral, ReferralEvent
from portal.referrals.report_models import Review


def due(session: Session, *, until: date) -> int:
    """How many sittings were on or before that day, and programmes last changed by then."""
    sittings = select(func.count()).select_from(Sitting).where(*_over(until))
    programmes = select(func.count()).select_from(Programme).where(_old(until))
    return (session.scalar(sittings) or 0) + (session.scalar(programmes) or 0)


def forget(session: Session, *, until: date, at_most: int) -> int:
    """Delete some of them with what was noted of the public kept out; answers how many."""
    sittings = session.scalars(select(Sitting.id).where(*_over(until)).limit(at_most)).all()
    session.execute(delete(ClosedItem).where(ClosedItem.sitting_id.in_(sittings)))
    session.execute(delete(Sitting).where(Sitting.id.in_(sittings)))
    old = select(Programme.id).where(_old(until)).limit(at_most - len(sittings))
    programmes = session.scalars(old).all()
    session.execute(delete(Programme).where(Programme.id.in_(programmes)))
    return len(sittings) + len(programmes)


def _over(until: date) -> tuple[ColumnElement[bool], ...]:
    spoken_of = (
        exists().where(table.sitting_id == Sitting.id) for table in (Referral, ReferralEvent, Review)
    )
    return (Sitting.on <= until, *(~each for each in spoken_of))


def _old(until: date) -> ColumnElement[bool]:
    return Programme.changed_at <= end_of_day(until)
