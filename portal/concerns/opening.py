"""Whether reports are taken now, how soon they are read, and what the public is told about it.

An officer may say that reading takes longer or that no new report is taken, always with a reason and an end;
past that end everything is open again by the clock. Refuses an end that is not ahead or too far away.
"""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import date, datetime, timedelta
from enum import StrEnum
from itertools import product

from sqlalchemy import select, true
from sqlalchemy.exc import IntegrityError
from sqlalchemy.orm import Session

from portal.adapters import holidays
from portal.concerns.models import Concern, ReportingService
from portal.concerns.rules import LEADS_ONLY, Risk, State
from portal.concerns.service import staffed_hours
from portal.core.errors import DomainError, Stale
from portal.core.windows import london_date
from portal.core.workdays import add_working_days, next_staffed
from portal.ledger import service as ledger
from portal.partnership.rules import Partnership

ONLY = "reporting"
"""The id of the one row."""

MAX_REASON = 300  # characters of the public reason: two sentences
MAX_READING_DAYS = 30  # working days; a promise beyond six weeks is no promise
FURTHEST = timedelta(days=92)  # three months: whoever still needs it then has to say so again


class Opening(StrEnum):
    """Whether reports are taken."""

    OPEN = "open"
    SLOWED = "slowed"
    PAUSED = "paused"


class ReasonMissing(DomainError):
    """People are owed a reason."""

    code = "public-reason-missing"


class EndMissing(DomainError):
    """Slowing and pausing need an end that is ahead, at most three months."""

    code = "end-missing"


class TooSoon(DomainError):
    """Reading takes at least `.least` working days already, and `.most` are the most that may be promised."""

    code = "reading-days-out-of-range"
    least: int
    most: int


@dataclass(frozen=True, slots=True)
class Wanted:
    """What an officer sets; `until` is aware. `reading_days`: working days, for `SLOWED` only."""

    opening: Opening
    reason: str = ""
    until: datetime | None = None
    reading_days: int | None = None


@dataclass(frozen=True, slots=True)
class Service:
    """What people are told now. `reason` and `until` stand only while reporting is slowed or paused.

    `behind_before`: of what came on this day or later something is unread whose time has passed (None: no).
    `back_at`: when the next staffed time begins; now, where `staffed`.
    """

    opening: Opening
    reason: str
    until: datetime | None
    reading_days: int
    behind_before: date | None
    staffed: bool
    back_at: datetime
    version: int

    @property
    def paused(self) -> bool:
        """Whether no new report is begun."""
        return self.opening is Opening.PAUSED

    @property
    def slowed(self) -> bool:
        """Whether reading takes longer than usual."""
        return self.opening is Opening.SLOWED

    def promising(self, partnership: Partnership) -> Partnership:
        """The partnership with the reading time that is promised now."""
        return replace(
            partnership, clocks=replace(partnership.clocks, moderation_working_days=self.reading_days)
        )


def state(session: Session, *, now: datetime, partnership: Partnership) -> Service:
    """What holds at this moment, whatever was set: what has ended is open again."""
    row = session.get(ReportingService, ONLY)
    holds = row is not None and row.until is not None and now < row.until
    opening = Opening(row.opening) if row and holds else Opening.OPEN
    usual = partnership.clocks.moderation_working_days
    hours, off = staffed_hours(partnership.clocks), holidays.england()
    back_at = next_staffed(now, hours, off)
    return Service(
        opening=opening,
        reason=row.reason if row and holds else "",
        until=row.until if row and holds else None,
        reading_days=(row.reading_days if row and opening is Opening.SLOWED else None) or usual,
        behind_before=_behind(session, now=now, usual=usual),
        staffed=back_at == now,
        back_at=back_at,
        version=row.version if row else 0,
    )


def change(
    session: Session,
    wanted: Wanted,
    *,
    partnership: Partnership,
    seen_version: int,
    actor_id: str,
    now: datetime,
) -> None:
    """Set what holds from now on. Raises `ReasonMissing`, `EndMissing`, `TooSoon`, `Stale`."""
    checked = check(wanted, usual=partnership.clocks.moderation_working_days, now=now)
    row = session.get(ReportingService, ONLY, with_for_update=True)
    version = row.version if row else 0
    if version != seen_version:
        raise Stale(seen=seen_version, version=version)
    values = {
        "opening": checked.opening,
        "reason": checked.reason,
        "until": checked.until,
        "reading_days": checked.reading_days,
        "version": version + 1,
    }
    _put(session, row, values)
    ledger.record(
        session,
        actor_id=actor_id,
        action="service.changed",
        subject=f"service:{ONLY}",
        now=now,
        state=checked.opening,
        version=version + 1,
    )


def check(wanted: Wanted, *, usual: int, now: datetime) -> Wanted:
    """The setting without what its kind does not use. Raises `ReasonMissing`, `EndMissing`, `TooSoon`."""
    if wanted.opening is Opening.OPEN:
        return Wanted(Opening.OPEN)
    if not wanted.reason.strip():
        raise ReasonMissing()
    if wanted.until is None or not now < wanted.until <= now + FURTHEST:
        raise EndMissing()
    days = wanted.reading_days
    if wanted.opening is Opening.PAUSED:
        days = None
    elif days is None or not usual < days <= MAX_READING_DAYS:
        raise TooSoon(least=usual + 1, most=MAX_READING_DAYS)
    return replace(wanted, reason=wanted.reason.strip()[:MAX_REASON], reading_days=days)


def _put(session: Session, row: ReportingService | None, values: Mapping[str, object]) -> None:
    if row is not None:
        for name, value in values.items():
            setattr(row, name, value)
        session.flush()
        return
    try:
        with session.begin_nested():
            session.add(ReportingService(id=ONLY, **values))
    except IntegrityError:
        raise Stale(seen=0, version=1) from None


def _behind(session: Session, *, now: datetime, usual: int) -> date | None:
    """The first day of which something is unread though its time has passed.

    Worked out from the due time, not from the day it came, and never more exact than a day. Asked in parts,
    each along an index: every page of the report asks.
    """
    unread = (Concern.message_waiting == true(), Concern.state.not_in(LEADS_ONLY))
    parts = [
        select(Concern.due_at)
        .where(*kind, Concern.risk == risk, Concern.due_at < now)
        .order_by(Concern.due_at)
        .limit(1)
        for kind, risk in product(((Concern.state == State.HELD,), unread), Risk)
    ]
    late = [due_at for part in parts if (due_at := session.scalar(part)) is not None]
    return add_working_days(london_date(min(late)), 1 - usual, holidays.england()) if late else None
