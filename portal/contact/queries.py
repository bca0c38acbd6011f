"""What a receipt shows, which cases wait, and which questions go to the board.

A known and an unknown receipt cost the same derivation, look-up and opening, so that time tells nothing.
"""

from dataclasses import dataclass
from datetime import date, datetime

from sqlalchemy import ColumnElement, func, literal, or_, select, true, tuple_
from sqlalchemy.orm import Session

from portal.adapters.db import UtcDateTime
from portal.adapters.seal import CannotOpen, ReceiptKeys, from_bytes
from portal.contact.clocks import Clock
from portal.contact.models import ContactCase, ContactMessage, ContactStep
from portal.contact.opened import Waiting, line_of
from portal.contact.rules import LEADS_ONLY, OPEN, Kind, State
from portal.contact.service import clock_for
from portal.core.disclosure import WorkCount
from portal.core.errors import NotFound
from portal.partnership.clocks import Clocks
from portal.web.listing import PAGE_ROWS, Page, paged

DUMMY = bytes(80)
"""Opened in place of a case that is not there: no key opens it."""


@dataclass(frozen=True, slots=True)
class Letter:
    """One of our letters, and its day."""

    words: str
    sent_on: date


@dataclass(frozen=True, slots=True)
class FollowUp:
    """Where a case stands, for whoever holds its receipt; never a word of what was written."""

    kind: Kind
    state: State
    code: str
    written_on: date | None
    added_on: tuple[date, ...]
    clock: Clock
    late: bool
    letters: tuple[Letter, ...]


@dataclass(frozen=True, slots=True)
class AcceptedQuestion:
    """A question for the board in an officer's words, and the day it came."""

    id: str
    words: str
    received_on: date
    answered: bool


def follow_up(session: Session, receipt: ReceiptKeys, *, clocks: Clocks, now: datetime) -> FollowUp | None:
    """Where the case stands; None for a receipt we do not know."""
    case = session.scalars(select(ContactCase).where(ContactCase.lookup == receipt.lookup)).first()
    written_on = _day_in(receipt, case.sealed_for_writer if case else DUMMY)
    dates = select(ContactMessage.written_on).where(ContactMessage.case_id == (case.id if case else ""))
    added = tuple(sorted(session.scalars(dates)))
    steps = session.scalars(
        select(ContactStep)
        .where(ContactStep.case_id == (case.id if case else ""), ContactStep.letter_for_writer.is_not(None))
        .order_by(ContactStep.version.desc())
    ).all()
    if case is None:
        return None
    return FollowUp(
        kind=Kind(case.kind),
        state=State(case.state),
        code=case.code or "",
        written_on=written_on,
        added_on=added,
        clock=clock_for(case, clocks),
        late=case.state in OPEN and now > case.due_at,
        letters=tuple(_letter(receipt, step) for step in steps),
    )


def listing(
    session: Session, *, now: datetime, ended: bool = False, after: str | None = None
) -> Page[Waiting]:
    """Cases by due day: those that wait, or those that ended. Raises `NotFound` for a key that is none."""
    mine = ContactCase.state.not_in(LEADS_ONLY)
    query = select(ContactCase).where(~_waits() if ended else _waits(), mine)
    order = (ContactCase.due_at, ContactCase.id)
    if after is not None:
        last = session.get(ContactCase, after)
        if last is None:
            raise NotFound(kind="case", value=after)
        query = query.where(tuple_(*order) > tuple_(literal(last.due_at, UtcDateTime()), literal(last.id)))
    rows = session.scalars(query.order_by(*order).limit(PAGE_ROWS + 1)).all()
    return paged([line_of(row, now) for row in rows], [row.id for row in rows])


def count_open(session: Session) -> WorkCount:
    """How many cases wait for an officer; questions wait in the moderation queue and are counted there."""
    query = select(func.count()).select_from(ContactCase).where(_waits(), ContactCase.kind != Kind.QUESTION)
    return WorkCount(session.scalar(query) or 0)


def accepted_questions(session: Session, *, answered: bool = False) -> tuple[AcceptedQuestion, ...]:
    """Questions for the board's next meeting, the oldest first; or those that were answered."""
    state = State.ANSWERED if answered else State.ACCEPTED
    query = (
        select(ContactCase)
        .where(ContactCase.kind == Kind.QUESTION, ContactCase.state == state)
        .order_by(ContactCase.received_on, ContactCase.id)
    )
    return tuple(
        AcceptedQuestion(row.id, row.copy or "", row.received_on, answered) for row in session.scalars(query)
    )


def _waits() -> ColumnElement[bool]:
    return or_(ContactCase.state.in_(OPEN), ContactCase.message_waiting == true())


def _day_in(receipt: ReceiptKeys, sealed: bytes) -> date | None:
    try:
        return date.fromisoformat(from_bytes(receipt.open(sealed))["written_on"])
    except CannotOpen:
        return None


def _letter(receipt: ReceiptKeys, step: ContactStep) -> Letter:
    return Letter(from_bytes(receipt.open(step.letter_for_writer or DUMMY))["text"], step.done_on)
