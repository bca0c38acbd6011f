"""Piles of paper: begun, finished, checked by a second typing, and counted when nothing differs any more.

Refuses to finish an empty pile. A pile counts as a whole: until its sample was typed twice and every
difference was settled, none of its papers is in any figure. Only whoever may set a finding aside releases a
pile from its second typing, with a reason that is printed beside the figures.
"""

from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import Select, func, select, update
from sqlalchemy.orm import Session

from portal.adapters.tokens import new_id, new_key
from portal.consultations import rows
from portal.consultations.after import frozen
from portal.consultations.after.rules import MAX_WORDS, clean
from portal.consultations.channels import rules
from portal.consultations.channels.models import Arrival, Batch, Sheet, SheetDifference
from portal.consultations.channels.paper import locked
from portal.consultations.channels.published import rate_of
from portal.consultations.channels.rules import BatchState, ErrorRate, NotNow
from portal.consultations.models import Consultation, Response
from portal.consultations.rules import PUBLIC_STATES, ResponseState, State
from portal.core.errors import NotFound
from portal.ledger.service import record


@dataclass(frozen=True, slots=True)
class SheetLine:
    """One paper in its pile's list; `mine`: this officer typed it the first time."""

    id: str
    number: int
    left_out: tuple[str, ...]
    unclear: tuple[str, ...]
    sampled: bool
    checked: bool
    unsettled: int
    mine: bool


@dataclass(frozen=True, slots=True)
class BatchView:
    """A pile as officers see it."""

    id: str
    number: int
    name: str
    state: BatchState
    sheets: tuple[SheetLine, ...]
    rate: ErrorRate
    released_why: str

    @property
    def waiting(self) -> tuple[SheetLine, ...]:
        """The papers still to be typed a second time."""
        return tuple(each for each in self.sheets if each.sampled and not each.checked)

    @property
    def unsettled(self) -> tuple[SheetLine, ...]:
        """The papers two officers typed differently, and nobody has chosen."""
        return tuple(each for each in self.sheets if each.unsettled)


@dataclass(frozen=True, slots=True)
class HeldUp:
    """A pile that holds the figures up; `papers` wait for their second typing."""

    slug: str
    title: str
    id: str
    number: int
    name: str
    papers: int


def begin(session: Session, slug: str, name: str, *, actor_id: str, now: datetime) -> str:
    """Begin a pile, or take up the empty one of this name; answers its id.

    Raises `NotFound`, `NotYetOpen`, `ConsultationClosed`.
    """
    consultation = rows.find(session, slug)
    session.refresh(consultation, with_for_update=True)
    rules.check_typing(State(consultation.state), rows.window_of(consultation), now)
    frozen.check_not_counted(session, consultation.id)
    query = select(func.max(Batch.number)).where(Batch.consultation_id == consultation.id)
    begun = select(Batch).where(Batch.consultation_id == consultation.id, Batch.name == name)
    empty = begun.where(Batch.state == BatchState.OPEN, Batch.id.not_in(select(Sheet.batch_id)))
    same = session.scalars(empty).first()
    if same is not None:
        return same.id
    batch = Batch(id=new_id(), consultation_id=consultation.id, name=name, state=BatchState.OPEN)
    batch.number = (session.scalar(query) or 0) + 1
    session.add(batch)
    session.flush()
    _note(session, "batch.begun", batch, actor_id, now, number=batch.number)
    return batch.id


def finish(session: Session, batch_id: str, *, actor_id: str, now: datetime) -> None:
    """No more papers: the sample is drawn. Finishing twice is no mistake. Raises `NotFound`, `NotNow`."""
    batch, _ = locked(session, batch_id)
    if batch.state != BatchState.OPEN:
        return
    sheets = {each.number: each for each in session.scalars(_sheets(batch))}
    if not sheets:
        raise NotNow(state=BatchState.OPEN)
    sampled = rules.sample(batch.id, sheets)
    for number in sampled:
        sheets[number].sampled = True
    batch.state = BatchState.CHECKING
    facts = {"number": batch.number, "papers": len(sheets), "sampled": len(sampled)}
    _note(session, "batch.finished", batch, actor_id, now, **facts)
    session.flush()


def release(session: Session, batch_id: str, reason: str, *, actor_id: str, now: datetime) -> bool:
    """Give up a second typing nobody can do, for a reason everybody reads; whether the pile counts now.

    What two officers typed differently is still chosen first. Raises `NotFound`, `NotNow` where nothing waits
    for a second typing, and what `clean` raises.
    """
    batch, _ = locked(session, batch_id)
    waiting = [each for each in session.scalars(_sheets(batch)) if each.sampled and not each.checked]
    if batch.state != BatchState.CHECKING or not waiting:
        raise NotNow(state=BatchState(batch.state))
    batch.released_why, batch.released_salt = clean("reason", reason, MAX_WORDS), new_key()
    for sheet in waiting:
        sheet.sampled = False
    told = {"reason": batch.released_why, "salt": batch.released_salt}
    facts = {"number": batch.number, "papers": len(waiting)}
    _note(session, "batch.released", batch, actor_id, now, **told, **facts)
    return count_if_done(session, batch, actor_id=actor_id, now=now)


def count_if_done(session: Session, batch: Batch, *, actor_id: str, now: datetime) -> bool:
    """Count the pile once its sample is typed twice and nothing differs; answers whether it counts now."""
    session.flush()
    if batch.state != BatchState.CHECKING:
        return False
    sheets = session.scalars(_sheets(batch)).all()
    if any(each.sampled and not each.checked for each in sheets) or _unsettled(session, batch):
        return False
    theirs = select(Sheet.response_id).where(Sheet.batch_id == batch.id)
    entered = (Response.id.in_(theirs), Response.state == ResponseState.ENTERED)
    session.execute(update(Response).where(*entered).values(state=ResponseState.SENT))
    batch.state = BatchState.COUNTED
    rate = rate_of(sheets)
    facts = {"number": batch.number, "fields": rate.fields, "different": rate.different}
    _note(session, "batch.counted", batch, actor_id, now, **facts)
    session.flush()
    return True


def held_up(session: Session, *, now: datetime) -> tuple[HeldUp, ...]:
    """Piles of what has closed that wait for somebody to type papers a second time, by consultation."""
    query = (
        select(Consultation.slug, Consultation.title, Batch.id, Batch.number, Batch.name, func.count())
        .join(Batch, Batch.consultation_id == Consultation.id)
        .join(Sheet, Sheet.batch_id == Batch.id)
        .where(
            Consultation.closes_at < now,
            Consultation.state.in_(PUBLIC_STATES - {State.WITHDRAWN}),
            Batch.state == BatchState.CHECKING,
            Sheet.sampled,
            ~Sheet.checked,
        )
        .group_by(Consultation.slug, Consultation.title, Batch.id, Batch.number, Batch.name)
        .order_by(Consultation.slug, Batch.number)
    )
    return tuple(HeldUp(*row) for row in session.execute(query))


def view(session: Session, slug: str, batch_id: str, *, actor_id: str) -> BatchView:
    """One pile of this consultation. Raises `NotFound`."""
    consultation = rows.find(session, slug)
    batch = session.get(Batch, batch_id)
    if batch is None or batch.consultation_id != consultation.id:
        raise NotFound(slug=slug)
    return _view(session, batch, actor_id)


def listing(session: Session, consultation_id: str, *, actor_id: str) -> tuple[BatchView, ...]:
    """Every pile of a consultation, the newest first."""
    mine = select(Batch).where(Batch.consultation_id == consultation_id).order_by(Batch.number.desc())
    return tuple(_view(session, each, actor_id) for each in session.scalars(mine))


def _view(session: Session, batch: Batch, actor_id: str) -> BatchView:
    sheets = session.scalars(_sheets(batch)).all()
    unsettled = _unsettled(session, batch)
    typed = select(Arrival.response_id).where(Arrival.batch_id == batch.id, Arrival.entered_by == actor_id)
    mine = set(session.scalars(typed))
    return BatchView(
        batch.id,
        batch.number,
        batch.name,
        BatchState(batch.state),
        tuple(_line(each, unsettled.get(each.id, 0), each.response_id in mine) for each in sheets),
        rate_of(sheets),
        batch.released_why,
    )


def _line(sheet: Sheet, unsettled: int, mine: bool) -> SheetLine:
    return SheetLine(
        sheet.id,
        sheet.number,
        tuple(sheet.left_out.split()),
        tuple(sheet.unclear.split()),
        sheet.sampled,
        sheet.checked,
        unsettled,
        mine,
    )


def _sheets(batch: Batch) -> Select[Sheet]:
    return select(Sheet).where(Sheet.batch_id == batch.id).order_by(Sheet.number)


def _unsettled(session: Session, batch: Batch) -> dict[str, int]:
    query = (
        select(SheetDifference.sheet_id, func.count())
        .join(Sheet, Sheet.id == SheetDifference.sheet_id)
        .where(Sheet.batch_id == batch.id, SheetDifference.chosen.is_(None))
        .group_by(SheetDifference.sheet_id)
    )
    return {row[0]: row[1] for row in session.execute(query)}


def _note(session: Session, action: str, batch: Batch, actor_id: str, now: datetime, **facts: Any) -> None:
    record(session, actor_id=actor_id, action=action, subject=f"batch:{batch.id}", now=now, **facts)
