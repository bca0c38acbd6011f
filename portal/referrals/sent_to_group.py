"""Matters that the scrutiny committee sent to a group, as that group's agenda takes them up.

Holds what the councillor wrote about the matter, never who raised it; of what does not stand in the public
register, the reference alone. Refuses what was sent to another group.
"""

from dataclasses import dataclass

from sqlalchemy import select
from sqlalchemy.orm import Session

from portal.referrals.models import Referral
from portal.referrals.publishing import Listed, on_register
from portal.referrals.rules import State


@dataclass(frozen=True, slots=True)
class Sent:
    """One matter; `subtopic` and `ward` are codes. One that is not `listed` has a reference and no more."""

    reference: str
    listed: bool = False
    subtopic: str = ""
    ward: str = ""
    about: str = ""
    wanted: str = ""


def to(session: Session, group: str) -> tuple[Sent, ...]:
    """What was sent to this group (a code) and is not closed, the longest waiting first."""
    query = select(Referral).where(Referral.state == State.SENT_TO_GROUP, Referral.body == group)
    rows = session.scalars(query.order_by(Referral.decided_on, Referral.id))
    return tuple(_sent(row) for row in rows)


def _sent(row: Referral) -> Sent:
    reference = row.reference or ""
    if not on_register(Listed(State(row.state), row.first_listed_on, row.sensitive)):
        return Sent(reference)
    return Sent(reference, True, row.subtopic, row.ward, row.about, row.outcome)
