"""Matters that the scrutiny committee sent to a group, as that group's agenda takes them up.

Holds what the councillor wrote about the matter, never who raised it; of what does not stand in the public
register, the reference alone. The committee closes a matter soon after its decision, long before the group
may meet, so the group finds it here for a year more. Refuses what was sent to another group.
"""

from dataclasses import dataclass
from datetime import datetime, timedelta

from sqlalchemy import ColumnElement, select
from sqlalchemy.orm import Session

from portal.core.windows import london_date
from portal.referrals.models import Referral, ReferralEvent
from portal.referrals.publishing import Listed, on_register
from portal.referrals.rules import State, Verb

YEAR = timedelta(days=365)  # however rarely a group meets, it meets once in a year


@dataclass(frozen=True, slots=True)
class Sent:
    """One matter; `subtopic` and `ward` are codes. One that is not `listed` has a reference and no more.

    `closed`: the committee has nothing more to do on it; the group may not have talked about it yet.
    """

    reference: str
    listed: bool = False
    subtopic: str = ""
    ward: str = ""
    about: str = ""
    wanted: str = ""
    closed: bool = False


def to(session: Session, group: str, *, now: datetime) -> tuple[Sent, ...]:
    """What was sent to this group (a code) and ended less than a year ago, the longest waiting first."""
    since = london_date(now) - YEAR
    lately = (Referral.state == State.CLOSED) & (Referral.ended_on > since) & _was_sent()
    query = select(Referral).where(Referral.body == group, (Referral.state == State.SENT_TO_GROUP) | lately)
    rows = session.scalars(query.order_by(Referral.decided_on, Referral.id))
    return tuple(_sent(row) for row in rows)


def _was_sent() -> ColumnElement[bool]:
    step = select(ReferralEvent.version).where(
        ReferralEvent.referral_id == Referral.id, ReferralEvent.verb == Verb.SEND_TO_GROUP
    )
    return step.exists()


def _sent(row: Referral) -> Sent:
    reference, closed = row.reference or "", row.state == State.CLOSED
    if not on_register(Listed(State(row.state), row.first_listed_on, row.sensitive)):
        return Sent(reference, closed=closed)
    return Sent(reference, True, row.subtopic, row.ward, row.about, row.outcome, closed)
