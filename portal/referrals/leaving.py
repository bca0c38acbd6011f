"""Councillors who left while a matter waits for their answer: since which day that is known.

Forgets the day where the councillor is back, or the matter no longer waits. Reads accounts, and changes none.
"""

from collections.abc import Collection
from datetime import datetime

from sqlalchemy import select
from sqlalchemy.orm import Session

from portal.core.actors import Role
from portal.core.windows import london_date
from portal.referrals.models import Referral
from portal.referrals.rules import MEMBERS_TURN
from portal.staff.models import Account
from portal.staff.rules import AccountState


def note(session: Session, rows: Collection[Referral], *, now: datetime) -> None:
    """Note for these locked rows who has left by now: an account that is removed, or speaks for no ward."""
    waits = [row for row in rows if row.state in MEMBERS_TURN]
    serving = _serving(session, {row.member_id for row in waits})
    for row in waits:
        left = row.member_id not in serving
        row.member_left_on = (row.member_left_on or london_date(now)) if left else None
    session.flush()


def _serving(session: Session, ids: Collection[str]) -> frozenset[str]:
    """Which of these accounts are councillors' still; a forgotten account is nobody's."""
    query = select(Account).where(Account.id.in_(ids), Account.state != AccountState.REMOVED)
    return frozenset(row.id for row in session.scalars(query) if Role.COUNCILLOR in row.roles)
