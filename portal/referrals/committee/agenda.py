"""What stands on a sitting's agenda: matters listed for it today, and those it has discussed."""

from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import select
from sqlalchemy.orm import Session

from portal.partnership.rules import Partnership
from portal.referrals import queries
from portal.referrals.models import Referral
from portal.referrals.rules import State


@dataclass(frozen=True, slots=True)
class Item:
    """One matter on an agenda."""

    id: str
    reference: str
    title: str
    ward: str
    state: State


def items(session: Session, sitting_id: str, *, partnership: Partnership, now: datetime) -> tuple[Item, ...]:
    """Those discussed there first, then those listed for it, in the order of their references."""
    query = select(Referral).where(Referral.sitting_id == sitting_id, Referral.considered_on.is_not(None))
    discussed = [
        Item(row.id, row.reference or "", row.title, row.ward, State(row.state))
        for row in session.scalars(query.order_by(Referral.reference))
    ]
    listed = [
        Item(line.id, line.reference, line.title, line.ward, line.state)
        for line in queries.on_agenda(session, sitting_id, partnership=partnership, now=now)
    ]
    return (*discussed, *listed)
