"""How long answers are kept: unfinished ones until after the close, written ones until after the report.

Leaves alone a text that somebody still has to read, and whatever is held; what was chosen from lists stays.
"""

from collections.abc import Collection
from datetime import date, datetime

from sqlalchemy import ColumnElement, Select, and_, delete, func, select, update
from sqlalchemy.orm import Session

from portal.consultations.building.models import Preview
from portal.consultations.models import Consultation, Response, WrittenAnswer, WrittenDecision
from portal.consultations.rules import ResponseState, TextState

Held = Select[str] | Collection[str]
"""Ids of texts that stay, or a question that answers with them."""

UNREAD = (TextState.HELD, TextState.ESCALATED)


def drafts_due(session: Session, *, until: datetime) -> int:
    """How many saved and never sent answers belong to what closed on or before `until`."""
    return session.scalar(select(func.count()).select_from(Response).where(_due(until))) or 0


def forget_drafts(session: Session, *, until: datetime, at_most: int) -> int:
    """Delete some of them; answers how many. What was never sent has no text, and no equality answer."""
    ids = session.scalars(select(Response.id).where(_due(until)).limit(at_most)).all()
    session.execute(delete(Response).where(Response.id.in_(ids)))
    return len(ids)


def texts_due(session: Session, *, until: date, held: Held = ()) -> int:
    """How many written answers belong to what was reported on on or before `until`."""
    return session.scalar(select(func.count()).select_from(WrittenAnswer).where(_told(until, held))) or 0


def forget_texts(session: Session, *, until: date, held: Held = (), at_most: int) -> int:
    """Delete some of them, our copies and the reasons too; answers how many."""
    ids = session.scalars(select(WrittenAnswer.id).where(_told(until, held)).limit(at_most)).all()
    session.execute(delete(WrittenDecision).where(WrittenDecision.text_id.in_(ids)))
    session.execute(delete(WrittenAnswer).where(WrittenAnswer.id.in_(ids)))
    return len(ids)


def signatures_due(session: Session, *, until: datetime) -> int:
    """How many texts of what closed on or before `until` still have their signature."""
    return session.scalar(select(func.count()).select_from(WrittenAnswer).where(_signed(until))) or 0


def forget_signatures(session: Session, *, until: datetime, at_most: int) -> int:
    """Empty some of them; answers how many."""
    ids = session.scalars(select(WrittenAnswer.id).where(_signed(until)).limit(at_most)).all()
    theirs = update(WrittenAnswer).where(WrittenAnswer.id.in_(ids))
    session.execute(theirs.values(signature=None))
    return len(ids)


def secrets_due(session: Session, names: Collection[str], *, until: datetime) -> tuple[str, ...]:
    """Of consultations that have a signing secret, by id: those that closed on or before `until`."""
    over = set(session.scalars(select(Consultation.id).where(Consultation.closes_at <= until)))
    return tuple(name for name in names if name in over)


def previews_due(session: Session, *, until: datetime) -> int:
    """How many links to look at a draft ended on or before `until`."""
    return session.scalar(select(func.count()).select_from(Preview).where(Preview.ends_at <= until)) or 0


def forget_previews(session: Session, *, until: datetime, at_most: int) -> int:
    """Delete some of them; answers how many."""
    over = select(Preview.consultation_id).where(Preview.ends_at <= until).limit(at_most)
    ids = session.scalars(over).all()
    session.execute(delete(Preview).where(Preview.consultation_id.in_(ids)))
    return len(ids)


def text_exists(session: Session, text_id: str) -> bool:
    """Whether there is such a text."""
    return session.get(WrittenAnswer, text_id) is not None


def still_linked(session: Session, *, until: datetime) -> bool:
    """Whether equality answers of something that closed on or before `until` are not cut loose yet."""
    late = and_(Consultation.closes_at <= until, Consultation.closed_out_at.is_(None))
    return session.scalar(select(Consultation.id).where(late).limit(1)) is not None


def _due(until: datetime) -> ColumnElement[bool]:
    closed = select(Consultation.id).where(Consultation.closes_at <= until)
    return and_(Response.consultation_id.in_(closed), Response.state == ResponseState.DRAFT)


def _signed(until: datetime) -> ColumnElement[bool]:
    closed = select(Consultation.id).where(Consultation.closes_at <= until)
    return and_(WrittenAnswer.consultation_id.in_(closed), WrittenAnswer.signature.is_not(None))


def _told(until: date, held: Held) -> ColumnElement[bool]:
    ended = func.coalesce(Consultation.reported_on, Consultation.withdrawn_on)
    reported = select(Consultation.id).where(ended <= until)
    return and_(
        WrittenAnswer.consultation_id.in_(reported),
        WrittenAnswer.state.not_in(UNREAD),
        WrittenAnswer.id.not_in(held),
    )
