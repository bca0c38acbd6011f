"""Notices that are owed, in the order in which they are due, page by page."""

from dataclasses import dataclass
from datetime import date

from sqlalchemy import literal, select, tuple_
from sqlalchemy.orm import Session

from portal.referrals.models import Referral
from portal.referrals.noticing import NoticeKind, NoticeState
from portal.referrals.report_models import Notice
from portal.web.listing import PAGE_ROWS, Page, paged


@dataclass(frozen=True, slots=True)
class Owed:
    """One notice that has to go out; `told` is the member, or the code of a body or a group."""

    id: str
    referral_id: str
    reference: str
    kind: NoticeKind
    told: str
    due_on: date


def page(session: Session, *, after: str | None) -> Page[Owed]:
    """The one due first on top; an `after` that is none of ours starts from the beginning."""
    query = (
        select(Notice, Referral.reference)
        .join(Referral, Referral.id == Notice.referral_id)
        .where(Notice.state == NoticeState.OWED)
    )
    last = session.get(Notice, after) if after else None
    if last is not None:
        seen = tuple_(literal(last.due_on), literal(last.id))
        query = query.where(tuple_(Notice.due_on, Notice.id) > seen)
    found = session.execute(query.order_by(Notice.due_on, Notice.id).limit(PAGE_ROWS + 1)).all()
    rows = [
        Owed(row.id, row.referral_id, reference or "", NoticeKind(row.kind), row.told, row.due_on)
        for row, reference in found
    ]
    return paged(rows, [row.id for row in rows])
