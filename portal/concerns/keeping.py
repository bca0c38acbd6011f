"""How long reports are kept: which have been here long enough, and their deletion for good.

What was typed goes first, our copy of it later, the ticks last. Leaves alone whatever an officer still has to
read, and whatever is held; a published picture stays as it is.
"""

from collections.abc import Collection, Sequence
from datetime import date

from sqlalchemy import (
    ColumnElement,
    CompoundSelect,
    Select,
    and_,
    delete,
    exists,
    false,
    func,
    or_,
    select,
    union,
    update,
)
from sqlalchemy.orm import Session

from portal.concerns import copy_words
from portal.concerns.conversation.models import ConcernQuestion
from portal.concerns.models import Concern, ConcernDecision, ConcernMessage
from portal.concerns.room_models import ConcernHandover, ConcernTold
from portal.concerns.rules import State

RECORDS = ("declined", "original", "sanitised", "conversation", "escalated", "concern")
"""The kinds of record in the partnership's table that lie here."""

WHOLE = frozenset({"declined", "escalated", "concern"})
"""Kinds of which nothing is left."""


AT_ONCE = 500  # reports in one statement, below every database's limit

Held = Select[str] | Collection[str]
"""Ids of reports that stay whole, or a question that answers with them."""


def due(session: Session, record: str, *, until: date, held: Held = ()) -> int:
    """How many reports hold something of this kind that had its day on or before `until`."""
    return session.scalar(query_due(record, until, held)) or 0


def query_due(record: str, until: date, held: Held = ()) -> Select[int]:
    """The question of `due`."""
    return select(func.count()).select_from(Concern).where(_due(record, until, held))


def forget(session: Session, record: str, *, until: date, held: Held = (), at_most: int = AT_ONCE) -> int:
    """Delete it from some of them; answers of how many reports."""
    ids = session.scalars(select(Concern.id).where(_due(record, until, held)).limit(at_most)).all()
    _forget(session, record, ids)
    return len(ids)


def exists_report(session: Session, concern_id: str) -> bool:
    """Whether there is such a report."""
    return session.get(Concern, concern_id) is not None


def _forget(session: Session, record: str, ids: Sequence[str]) -> None:
    these = Concern.id.in_(ids)
    if record == "sanitised":
        session.execute(update(Concern).where(these).values(sanitised=None))
        copy_words.forget(session, ids)
        return
    if record != "original":
        for words in (ConcernMessage, ConcernQuestion):
            session.execute(delete(words).where(words.concern_id.in_(ids)))
    if record != "conversation":
        session.execute(delete(ConcernDecision).where(ConcernDecision.concern_id.in_(ids)))
    if record == "original" or record in WHOLE:
        session.execute(delete(ConcernHandover).where(ConcernHandover.concern_id.in_(ids)))
    if record == "original":
        gone = {"sealed_working": None, "sealed_recovery": None, "sealed_for_writer": None}
        session.execute(update(Concern).where(these).values(gone))
    if record in WHOLE:
        session.execute(delete(ConcernTold).where(ConcernTold.concern_id.in_(ids)))
        session.execute(delete(Concern).where(these))


def _talked(until: date) -> CompoundSelect[str]:
    """Reports that somebody wrote about on or before `until`: few among all."""
    answered = select(ConcernMessage.concern_id).where(ConcernMessage.written_on <= until)
    return union(answered, select(ConcernQuestion.concern_id).where(ConcernQuestion.asked_on <= until))


def _due(record: str, until: date, held: Held) -> ColumnElement[bool]:
    decided, state = Concern.decided_on <= until, Concern.state
    answers, asks = ConcernMessage.concern_id == Concern.id, ConcernQuestion.concern_id == Concern.id
    kinds: dict[str, ColumnElement[bool]] = {
        "declined": and_(state == State.DECLINED, decided),
        "original": and_(decided, Concern.sealed_working.is_not(None)),
        "sanitised": and_(decided, Concern.sanitised.is_not(None)),
        "conversation": and_(
            Concern.decided_on.is_not(None),
            Concern.id.in_(_talked(until)),
            ~exists().where(answers, ConcernMessage.written_on > until),
            ~exists().where(asks, ConcernQuestion.asked_on > until),
        ),
        "escalated": or_(
            and_(state == State.ESCALATED, Concern.received_on <= until),
            and_(state == State.COUNTED_AS_ESCALATED, decided),
        ),
        "concern": and_(state.in_((State.COUNTED, State.WITHDRAWN)), decided),
    }
    return and_(kinds[record], Concern.message_waiting == false(), Concern.id.not_in(held))
