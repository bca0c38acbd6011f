"""Holding a record beyond its time: placed with a reason and an end, lifted with a reason.

Whoever holds knows the record's reference and nothing else of it. Refuses a record that is not there, an end
that is not ahead, and to lift twice. The ledger keeps the record's kind and id, the end, and hashes of the
reasons; the reasons lie beside the hold.
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date, datetime, timedelta

from sqlalchemy import ColumnElement, Select, and_, delete, func, or_, select
from sqlalchemy.orm import Session

from portal.adapters import tokens
from portal.adapters.db import added
from portal.concerns import keeping as concerns
from portal.consultations import keeping as consultations
from portal.contact import keeping as contact
from portal.core.errors import DomainError, NotFound
from portal.core.windows import london_date
from portal.front.models import HeldRecord, RetentionHold
from portal.ledger import service as ledger
from portal.meetings import keeping as meetings
from portal.outcomes import keeping as outcomes
from portal.packs import keeping as packs
from portal.referrals import keeping as referrals

MOST_DAYS = 3 * 366  # three years ahead; a court that takes longer is noted again

THERE: Mapping[HeldRecord, Callable[[Session, str], bool]] = {
    HeldRecord.CONCERN: concerns.exists_report,
    HeldRecord.ANSWER: consultations.text_exists,
    HeldRecord.CASE: contact.exists,
    HeldRecord.REFERRAL: referrals.exists,
    HeldRecord.MEETING: meetings.exists,
    HeldRecord.PACK: packs.exists,
    HeldRecord.OUTCOME: outcomes.exists,
}
"""Who knows whether a record is there."""


class NothingToHold(DomainError):
    """No record of this kind has this reference."""

    code = "nothing-to-hold"


class ReasonMissing(DomainError):
    """A hold and its lifting need a reason."""

    code = "hold-reason-missing"


class EndNotAhead(DomainError):
    """A hold ends on a day that is ahead, within three years."""

    code = "hold-end-not-ahead"


class LiftedAlready(DomainError):
    """This hold is over."""

    code = "hold-lifted-already"
    status = 409


@dataclass(frozen=True, slots=True)
class Wanted:
    """What is to be held, why, and the last day."""

    record: HeldRecord
    record_id: str
    reason: str
    until: date


@dataclass(frozen=True, slots=True)
class Hold:
    """One hold, as an administrator sees it. `holds`: it still keeps the record."""

    id: str
    record: HeldRecord
    record_id: str
    reason: str
    placed_on: date
    until: date
    lifted_on: date | None
    lifted_reason: str
    holds: bool


def place(
    session: Session, wanted: Wanted, *, actor_id: str, now: datetime, hold_id: str | None = None
) -> str:
    """Hold a record; the hold's id. Raises `NothingToHold`, `ReasonMissing`, `EndNotAhead`.

    `hold_id`: the id that travelled in the form; sent again with the same facts nothing is written.
    """
    reason = wanted.reason.strip()
    kept_as = tokens.once(hold_id, wanted.record, wanted.record_id, reason, wanted.until)
    if session.get(RetentionHold, kept_as) is not None:
        return kept_as
    _check(session, wanted, london_date(now))
    hold = RetentionHold(
        id=kept_as,
        record=wanted.record,
        record_id=wanted.record_id,
        reason=reason,
        salt=tokens.new_key(),
        placed_on=london_date(now),
        until=wanted.until,
        lifted_reason="",
    )
    if not added(session, hold):
        return hold.id  # the same form came a moment ago
    ledger.record(
        session,
        actor_id=actor_id,
        action="hold.placed",
        subject=f"{wanted.record}:{wanted.record_id}",
        now=now,
        reason=hold.reason,
        salt=hold.salt,
        until=wanted.until.isoformat(),
    )
    return hold.id


def _check(session: Session, wanted: Wanted, today: date) -> None:
    if not wanted.reason.strip():
        raise ReasonMissing()
    if not today < wanted.until <= today + timedelta(days=MOST_DAYS):
        raise EndNotAhead()
    if not THERE[wanted.record](session, wanted.record_id):
        raise NothingToHold()


def lift(session: Session, hold_id: str, *, reason: str, actor_id: str, now: datetime) -> None:
    """End a hold before its time. Raises `NotFound`, `ReasonMissing`, `LiftedAlready`."""
    hold = session.get(RetentionHold, hold_id, with_for_update=True)
    if hold is None:
        raise NotFound(kind="hold", value=hold_id)
    if not reason.strip():
        raise ReasonMissing()
    if not _view(hold, london_date(now)).holds:
        raise LiftedAlready()
    hold.lifted_on, hold.lifted_reason, hold.lifted_salt = london_date(now), reason.strip(), tokens.new_key()
    ledger.record(
        session,
        actor_id=actor_id,
        action="hold.lifted",
        subject=f"{hold.record}:{hold.record_id}",
        now=now,
        reason=hold.lifted_reason,
        salt=hold.lifted_salt,
    )
    session.flush()


def find(session: Session, hold_id: str, *, now: datetime) -> Hold:
    """One hold. Raises `NotFound`."""
    hold = session.get(RetentionHold, hold_id)
    if hold is None:
        raise NotFound(kind="hold", value=hold_id)
    return _view(hold, london_date(now))


def listing(session: Session, *, now: datetime) -> tuple[Hold, ...]:
    """Every hold: those that keep something first, each by its end."""
    found = [_view(hold, london_date(now)) for hold in session.scalars(select(RetentionHold))]
    return tuple(sorted(found, key=lambda hold: (not hold.holds, hold.until, hold.id)))


def held(record: HeldRecord, *, today: date) -> Select[str]:
    """The ids of records of this kind that must not go today."""
    return select(RetentionHold.record_id).where(RetentionHold.record == record, _holds(today))


def over(session: Session, *, until: date) -> int:
    """How many holds ended on or before `until`."""
    return session.scalar(select(func.count()).select_from(RetentionHold).where(_ended(until))) or 0


def forget(session: Session, *, until: date, at_most: int) -> int:
    """Delete some of them with their reasons; answers how many."""
    ids = session.scalars(select(RetentionHold.id).where(_ended(until)).limit(at_most)).all()
    session.execute(delete(RetentionHold).where(RetentionHold.id.in_(ids)))
    return len(ids)


def _holds(today: date) -> ColumnElement[bool]:
    return and_(RetentionHold.lifted_on.is_(None), RetentionHold.until >= today)


def _ended(until: date) -> ColumnElement[bool]:
    return or_(RetentionHold.lifted_on <= until, RetentionHold.until <= until)


def _view(hold: RetentionHold, today: date) -> Hold:
    return Hold(
        id=hold.id,
        record=HeldRecord(hold.record),
        record_id=hold.record_id,
        reason=hold.reason,
        placed_on=hold.placed_on,
        until=hold.until,
        lifted_on=hold.lifted_on,
        lifted_reason=hold.lifted_reason,
        holds=hold.lifted_on is None and hold.until >= today,
    )
