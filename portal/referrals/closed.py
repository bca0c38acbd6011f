"""Items that the public is kept out of: for which sitting, by which reason of the law, and why here.

Refuses a reason that the law does not know, one without words on why it weighs more than the public's right
to listen, a sitting or a referral that is not there, and another reason in the place of one that stands.

Source: Local Government Act 1972, section 100A and Schedule 12A.
"""

from dataclasses import dataclass
from datetime import date, datetime

from sqlalchemy import ColumnElement, select
from sqlalchemy.orm import Session

from portal.adapters.tokens import new_id
from portal.core.actors import Permission, may
from portal.core.errors import NotFound, Refused, Stale
from portal.core.windows import london_date
from portal.core.words import tidy
from portal.ledger import service as ledger
from portal.partnership.scrutiny import ClosedReason
from portal.referrals import trail
from portal.referrals.closed_models import ClosedItem
from portal.referrals.committee_models import Sitting
from portal.referrals.models import Referral
from portal.referrals.rules import MAX_NOTE, NoteTooLong, ReasonsMissing
from portal.referrals.trail import By


@dataclass(frozen=True, slots=True)
class Closed:
    """One item behind closed doors; `reason` is a code."""

    id: str
    sitting_id: str
    sitting_on: date
    referral_id: str
    reference: str
    reason: str
    why: str
    noted_on: date


def close_item(
    session: Session, sitting_id: str, referral_id: str, reason: str, why: str, *, by: By, now: datetime
) -> str:
    """Note that the public is kept out of this item; its id. Noted twice alike, it is noted once.

    Raises `Refused`, for one's own referral too, `NotFound`, for a draft too, `ReasonsMissing`,
    `NoteTooLong`, and `Stale` where another reason stands: it is opened first.
    """
    kept = _checked(by, reason, why)
    if session.get(Sitting, sitting_id) is None:
        raise NotFound(kind="item", value=sitting_id)
    trail.find_sent(session, referral_id, by.actor)
    same = (ClosedItem.sitting_id == sitting_id, ClosedItem.referral_id == referral_id)
    row = session.scalars(select(ClosedItem).where(*same).with_for_update()).one_or_none()
    if row is not None:
        if (row.reason, row.why_public_interest) != (reason, kept):
            raise Stale(seen=0, version=1)
        return row.id
    row = ClosedItem(
        id=new_id(),
        sitting_id=sitting_id,
        referral_id=referral_id,
        reason=reason,
        why_public_interest=kept,
        noted_on=london_date(now),
        noted_by=by.actor.id,
    )
    session.add(row)
    session.flush()
    _record(session, row, "item.closed", by, now, reason)
    return row.id


def open_item(session: Session, item_id: str, *, by: By, now: datetime) -> None:
    """The public may listen after all. Raises `Refused`, `NotFound`."""
    if not may(by.actor, Permission.COMMITTEE_RUN):
        raise Refused()
    row = session.get(ClosedItem, item_id, with_for_update=True)
    if row is None:
        raise NotFound(kind="item", value=item_id)
    _record(session, row, "item.opened", by, now, row.reason)
    session.delete(row)
    session.flush()


def of_sitting(session: Session, sitting_id: str) -> tuple[Closed, ...]:
    """What is closed at one sitting."""
    return _found(session, ClosedItem.sitting_id == sitting_id)


def between(session: Session, first: date, last: date) -> tuple[Closed, ...]:
    """What was closed at sittings of these days, both included."""
    return _found(session, Sitting.on >= first, Sitting.on <= last)


def of_referral(session: Session, referral_id: str) -> tuple[Closed, ...]:
    """When the public was kept out of one matter."""
    return _found(session, ClosedItem.referral_id == referral_id)


def _found(session: Session, *which: ColumnElement[bool]) -> tuple[Closed, ...]:
    query = (
        select(ClosedItem, Sitting.on, Referral.reference)
        .join(Sitting, Sitting.id == ClosedItem.sitting_id)
        .join(Referral, Referral.id == ClosedItem.referral_id)
        .where(*which)
        .order_by(Sitting.on, Referral.reference)
    )
    return tuple(
        Closed(
            id=row.id,
            sitting_id=row.sitting_id,
            sitting_on=on,
            referral_id=row.referral_id,
            reference=reference or "",
            reason=row.reason,
            why=row.why_public_interest,
            noted_on=row.noted_on,
        )
        for row, on, reference in session.execute(query)
    )


def _checked(by: By, reason: str, why: str) -> str:
    if not may(by.actor, Permission.COMMITTEE_RUN):
        raise Refused()
    known: ClosedReason = by.partnership.scrutiny.closed_reason(reason)
    kept = tidy(why)
    if not kept:
        raise ReasonsMissing(reason=known.code)
    if len(kept) > MAX_NOTE:
        raise NoteTooLong(most=MAX_NOTE)
    return kept


def _record(session: Session, row: ClosedItem, action: str, by: By, now: datetime, reason: str) -> None:
    subject = f"referral:{row.referral_id}"
    ledger.record(session, actor_id=by.actor.id, action=action, subject=subject, now=now, code=reason)
