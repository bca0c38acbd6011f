"""A sitting of the committee before this portal kept the register: the year's minimum is counted from it.

Refuses a day that has not come, one longer ago than the year counts, and two sittings on one day.
"""

from datetime import date, datetime

from sqlalchemy import select
from sqlalchemy.orm import Session

from portal.adapters.tokens import new_id
from portal.contact.clocks import month_later
from portal.core.actors import Permission, may
from portal.core.errors import Refused
from portal.core.windows import london_date
from portal.ledger import service as ledger
from portal.referrals.clocks import MONTHS_OF_THE_YEAR
from portal.referrals.committee_models import Sitting
from portal.referrals.sitting import SittingDayPast, SittingState, SittingTwice
from portal.referrals.trail import By

YEARS = 2  # a sitting longer ago says nothing: the year's minimum is missed either way


def note(session: Session, on: date, *, by: By, now: datetime) -> str:
    """Note that the committee sat for crime and disorder on this day. The sitting's id.

    Raises `Refused`, `SittingTwice`, and `SittingDayPast` for a day ahead, or longer ago than two years.
    """
    if not may(by.actor, Permission.COMMITTEE_RUN):
        raise Refused()
    today = london_date(now)
    if on >= today or month_later(on, YEARS * MONTHS_OF_THE_YEAR) < today:
        raise SittingDayPast(on=on)
    there = select(Sitting.id).where(Sitting.on == on, Sitting.state != SittingState.CALLED_OFF)
    if session.scalars(there.limit(1)).first() is not None:
        raise SittingTwice(on=on)
    row = Sitting(id=new_id(), on=on, begins="", place="", for_crime=True, state=SittingState.HELD)
    row.note, row.version, row.changed_at = "", 1, now
    session.add(row)
    session.flush()
    ledger.record(
        session,
        actor_id=by.actor.id,
        action="sitting.held",
        subject=f"sitting:{row.id}",
        now=now,
        version=row.version,
    )
    return row.id
