"""What a receipt shows, which cases wait, and which questions go to the board.

A known and an unknown receipt cost the same derivation, look-ups and openings, so that time tells nothing.
"""

from dataclasses import dataclass
from datetime import date, datetime

from sqlalchemy import ColumnElement, and_, func, or_, select, true
from sqlalchemy.orm import Session

from portal.adapters.seal import CannotOpen, ReceiptKeys, from_bytes
from portal.contact.clocks import Clock
from portal.contact.models import ContactCase, ContactMessage, ContactStep
from portal.contact.opened import Waiting, line_of
from portal.contact.rules import LEADS_ONLY, OPEN, Kind, State
from portal.contact.service import clock_for
from portal.core.disclosure import WorkCount
from portal.core.errors import NotFound
from portal.core.windows import london_date
from portal.outcomes import queries as outcomes
from portal.outcomes.queries import Outcome
from portal.outcomes.rules import Kind as OutcomeKind
from portal.partnership.clocks import Clocks
from portal.web.listing import PAGE_ROWS, Page, paged
from portal.web.sorting import Order, along

COLUMNS = {
    "due": (ContactCase.due_at, ContactCase.id),
    "received": (ContactCase.received_on, ContactCase.id),
}
"""What the list of cases can be sorted by."""

FIRST_DUE = Order("due")

SLOTS = 12
"""Letters that a receipt shows, the newest first; as many boxes are opened whether there are any or not."""

DUMMY = bytes(80)
"""Opened in place of a case that is not there: no key opens it."""


@dataclass(frozen=True, slots=True)
class Letter:
    """One of our letters, and its day."""

    words: str
    sent_on: date


@dataclass(frozen=True, slots=True)
class FollowUp:
    """Where a case stands, for whoever holds its receipt; never a word of what was written.

    `came`: published outcomes about a question to the board.
    """

    kind: Kind
    state: State
    code: str
    written_on: date | None
    added_on: tuple[date, ...]
    clock: Clock
    late: bool
    letters: tuple[Letter, ...]
    came: tuple[Outcome, ...] = ()


@dataclass(frozen=True, slots=True)
class AcceptedQuestion:
    """A question for the board in an officer's words, and the day it came."""

    id: str
    words: str
    received_on: date
    answered: bool


@dataclass(frozen=True, slots=True)
class AnsweredQuestion:
    """A question in an officer's words, the board's answer, and its day."""

    words: str
    answer: str
    answered_on: date | None


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
        .limit(SLOTS)
    ).all()
    boxes = [step.letter_for_writer or DUMMY for step in steps]
    words = [_words_in(receipt, box) for box in (*boxes, *(DUMMY for _ in range(SLOTS - len(boxes))))]
    came = outcomes.for_subject(session, OutcomeKind.QUESTION, case.id if case else "")
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
        letters=tuple(Letter(said, step.done_on) for said, step in zip(words, steps, strict=False)),
        came=came,
    )


def listing(
    session: Session,
    *,
    now: datetime,
    ended: bool = False,
    order: Order = FIRST_DUE,
    after: str | None = None,
) -> Page[Waiting]:
    """Cases that wait, or those that ended, in this order: by due day.

    Raises `NotFound` for a key that is none.
    """
    last = session.get(ContactCase, after) if after is not None else None
    if after is not None and last is None:
        raise NotFound(kind="case", value=after)
    mine = ContactCase.state.not_in(LEADS_ONLY)
    query = select(ContactCase).where(~_waits() if ended else _waits(), mine)
    query = along(query, COLUMNS[order.code], last, falling=order.falling)
    rows = session.scalars(query.limit(PAGE_ROWS + 1)).all()
    return paged([line_of(row, now) for row in rows], [row.id for row in rows])


def count_open(session: Session) -> WorkCount:
    """How many cases wait for an officer; questions wait in the moderation queue and are counted there."""
    query = select(func.count()).select_from(ContactCase).where(_waits(), ContactCase.kind != Kind.QUESTION)
    return WorkCount(session.scalar(query) or 0)


def first_due(session: Session) -> date | None:
    """The day by which the first of them is due; None where nothing is."""
    due_at = select(func.min(ContactCase.due_at)).where(
        ContactCase.state.in_(OPEN), ContactCase.kind != Kind.QUESTION
    )
    found = session.scalar(due_at)
    return london_date(found) if found else None


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


def words_of_question(session: Session, case_id: str) -> str:
    """An accepted or answered question in an officer's words; empty once they are deleted."""
    mine = (ContactCase.id == case_id, ContactCase.kind == Kind.QUESTION)
    stands = ContactCase.state.in_((State.ACCEPTED, State.ANSWERED))
    return session.scalar(select(ContactCase.copy).where(*mine, stands)) or ""


def answered_questions(session: Session, *, after: str | None = None) -> Page[AnsweredQuestion]:
    """Questions with the board's answer, the newest first. Raises `NotFound` for a key that is none."""
    query = select(ContactCase).where(
        ContactCase.kind == Kind.QUESTION, ContactCase.answer.is_not(None), ContactCase.copy.is_not(None)
    )
    if after is not None:
        last = session.get(ContactCase, after)
        if last is None or last.answered_on is None:
            raise NotFound(kind="question", value=after)
        same = and_(ContactCase.answered_on == last.answered_on, ContactCase.id > after)
        query = query.where(or_(ContactCase.answered_on < last.answered_on, same))
    ordered = query.order_by(ContactCase.answered_on.desc(), ContactCase.id)
    rows = session.scalars(ordered.limit(PAGE_ROWS + 1)).all()
    views = [AnsweredQuestion(row.copy or "", row.answer or "", row.answered_on) for row in rows]
    return paged(views, [row.id for row in rows])


def _waits() -> ColumnElement[bool]:
    return or_(ContactCase.state.in_(OPEN), ContactCase.message_waiting == true())


def _day_in(receipt: ReceiptKeys, sealed: bytes) -> date | None:
    try:
        return date.fromisoformat(from_bytes(receipt.open(sealed))["written_on"])
    except CannotOpen:
        return None


def _words_in(receipt: ReceiptKeys, sealed: bytes) -> str:
    """The words of a letter; none in a dummy."""
    try:
        return str(from_bytes(receipt.open(sealed))["text"])
    except CannotOpen:
        return ""
