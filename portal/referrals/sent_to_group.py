"""Matters that the scrutiny committee sent to a group, as that group's agenda takes them up.

Holds what the councillor wrote about the matter, never who raised it. Refuses what was sent to another group.
"""

from dataclasses import dataclass

from sqlalchemy import select
from sqlalchemy.orm import Session

from portal.referrals.models import Referral
from portal.referrals.rules import State


@dataclass(frozen=True, slots=True)
class Sent:
    """One matter: its public reference, what it is called, what it is, what is wanted."""

    reference: str
    title: str
    about: str
    wanted: str


def to(session: Session, group: str) -> tuple[Sent, ...]:
    """What was sent to this group (a code) and is not closed, the longest waiting first."""
    query = select(Referral).where(Referral.state == State.SENT_TO_GROUP, Referral.body == group)
    rows = session.scalars(query.order_by(Referral.decided_on, Referral.id))
    return tuple(Sent(row.reference or "", row.title, row.about, row.outcome) for row in rows)
