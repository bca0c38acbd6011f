"""How long referrals are kept: unfinished drafts, papers, whole referrals; and their deletion for good.

Leaves alone whatever is held.
"""

from collections.abc import Collection
from datetime import date

from sqlalchemy import ColumnElement, Select, and_, delete, func, select, update
from sqlalchemy.orm import Session

from portal.core.windows import end_of_day
from portal.referrals.committee_models import CommitteeSeat
from portal.referrals.models import InformationRequest, Referral, ReferralAttachment, ReferralEvent
from portal.referrals.report_models import Notice, Recipient, Recommendation, RegisterText, Response, Review
from portal.referrals.rules import State
from portal.staff.models import Account

DRAFT, WHOLE, PAPER = RECORDS = ("referral_draft", "referral", "referral_attachment")
"""The kinds of record that lie here, as the partnership's table of keeping names them."""

Held = Select[str] | Collection[str]
"""Ids of referrals that stay, or a question that answers with them."""

_OF_A_REFERRAL = (
    *(ReferralEvent, ReferralAttachment, InformationRequest, Notice, RegisterText, Review, Recipient),
    Recommendation,
)


def due(session: Session, record: str, *, until: date, held: Held = ()) -> int:
    """How many records of this kind have been kept long enough: since `until` or before."""
    found = (_papers, _told) if record == PAPER else (_whole,)
    ids = (each(record, until, held).subquery() for each in found)
    return sum(session.scalar(select(func.count()).select_from(each)) or 0 for each in ids)


def forget(session: Session, record: str, *, until: date, held: Held = (), at_most: int) -> int:
    """Delete some of them with all that belongs to them; answers how many."""
    if record == PAPER:
        gone = _forget_papers(session, until, held, at_most)
        return gone + _forget_told(session, until, held, at_most - gone)
    ids = session.scalars(_whole(record, until, held).limit(at_most)).all()
    lines = select(Recipient.id).where(Recipient.referral_id.in_(ids))
    session.execute(delete(Response).where(Response.recipient_id.in_(lines)))
    for table in _OF_A_REFERRAL:
        session.execute(delete(table).where(table.referral_id.in_(ids)))
    session.execute(delete(Referral).where(Referral.id.in_(ids)))
    return len(ids)


def forget_seats(session: Session) -> None:
    """Empty the seats on the committee whose accounts are gone."""
    session.execute(delete(CommitteeSeat).where(CommitteeSeat.account_id.not_in(select(Account.id))))


def exists(session: Session, referral_id: str) -> bool:
    """Whether there is such a referral."""
    return session.get(Referral, referral_id) is not None


def _forget_papers(session: Session, until: date, held: Held, at_most: int) -> int:
    ids = session.scalars(_papers(PAPER, until, held).limit(at_most)).all()
    session.execute(delete(ReferralAttachment).where(ReferralAttachment.id.in_(ids)))
    return len(ids)


def _forget_told(session: Session, until: date, held: Held, at_most: int) -> int:
    """Empty what was noted of information that pointed to somebody; that it came stays known."""
    ids = session.scalars(_told(PAPER, until, held).limit(at_most)).all()
    these = update(InformationRequest).where(InformationRequest.id.in_(ids))
    session.execute(these.values(answer="", personal_reason=""))
    return len(ids)


def _whole(record: str, until: date, held: Held) -> Select[str]:
    return select(Referral.id).where(_due(record, until, held))


def _papers(record: str, until: date, held: Held) -> Select[str]:
    of = Referral.id == ReferralAttachment.referral_id
    return select(ReferralAttachment.id).join(Referral, of).where(_due(record, until, held))


def _told(record: str, until: date, held: Held) -> Select[str]:
    of = Referral.id == InformationRequest.referral_id
    about_people = (InformationRequest.depersonalised.is_(False), InformationRequest.answer != "")
    return select(InformationRequest.id).join(Referral, of).where(_due(record, until, held), *about_people)


def _due(record: str, until: date, held: Held) -> ColumnElement[bool]:
    free = Referral.id.not_in(held)
    if record == DRAFT:
        return and_(Referral.state == State.DRAFT, Referral.changed_at <= end_of_day(until), free)
    return and_(Referral.ended_on <= until, free)
