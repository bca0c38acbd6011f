"""What a receipt shows. A known and an unknown receipt cost the same work, so that time tells nothing."""

from dataclasses import dataclass
from datetime import date, datetime

from sqlalchemy import select
from sqlalchemy.orm import Session

from portal.adapters.seal import CannotOpen, ReceiptKeys, from_bytes
from portal.concerns import rules
from portal.concerns.models import Concern, ConcernMessage
from portal.concerns.rules import DeclineCode, State

DUMMY = bytes(80)
"""Opened in place of a report that is not there: no key opens it."""


@dataclass(frozen=True, slots=True)
class FollowUp:
    """Where a report stands, for whoever holds its receipt; never a word of what was written.

    `written_on` is None once the words are deleted; `late`: we promised to have read it by now.
    """

    state: State
    written_on: date | None
    added_on: tuple[date, ...]
    due_at: datetime
    late: bool
    decline_code: DeclineCode | None
    released: bool
    has_words: bool
    may_withdraw: bool


def follow_up(session: Session, receipt: ReceiptKeys, *, now: datetime) -> FollowUp | None:
    """Where the report stands; None for a receipt we do not know. One look-up and one opening either way."""
    concern = session.scalars(select(Concern).where(Concern.lookup == receipt.lookup)).first()
    note = _open(receipt, (concern.sealed_for_writer if concern else None) or DUMMY)
    dates = select(ConcernMessage.written_on)
    added = tuple(
        sorted(session.scalars(dates.where(ConcernMessage.concern_id == (concern.id if concern else ""))))
    )
    return _view(concern, note, added, now) if concern else None


def _open(receipt: ReceiptKeys, sealed: bytes) -> date | None:
    try:
        return date.fromisoformat(from_bytes(receipt.open(sealed))["written_on"])
    except CannotOpen:
        return None


def _view(concern: Concern, written_on: date | None, added: tuple[date, ...], now: datetime) -> FollowUp:
    state = State(concern.state)
    released = concern.release_id is not None
    waits = state is State.HELD or concern.message_waiting
    return FollowUp(
        state=state,
        written_on=written_on,
        added_on=added,
        due_at=concern.due_at,
        late=waits and now > concern.due_at,
        decline_code=DeclineCode(concern.decline_code) if concern.decline_code else None,
        released=released,
        has_words=concern.sealed_working is not None or bool(concern.sanitised) or bool(added),
        may_withdraw=rules.may_withdraw(state, released=released),
    )
