"""What the clock does: lists what nobody advised on, carries over what a sitting left, reminds who is late.

Run as often as anybody likes, it does each thing once. Pages reckon the same moves when they are read, so a
command that did not run delays nobody's right.
"""

from collections.abc import Iterable
from datetime import datetime, timedelta

from sqlalchemy import select
from sqlalchemy.orm import Session

from portal.partnership.rules import Partnership
from portal.referrals import owing, trail
from portal.referrals.models import Referral
from portal.referrals.noticing import NoticeKind
from portal.referrals.report_models import Notice, Recipient
from portal.referrals.rules import State
from portal.referrals.trail import Case
from portal.staff.rules import THE_PORTAL

MOVED = (State.SUBMITTED, State.LISTED)
"""States that the clock moves on from."""

ANSWERING = (State.AWAITING_RESPONSES, State.MONITORING)
"""States in which bodies are reminded of an answer."""


def run_clock(session: Session, *, now: datetime, partnership: Partnership) -> int:
    """Make every move that is due, and owe every reminder; how many of both.

    Every row is locked before the first line is written to the ledger: whoever waits there holds no row.
    """
    found = select(Referral.id).where(Referral.state.in_(MOVED)).order_by(Referral.id)
    waits = (
        select(Referral.id)
        .join(Recipient, Recipient.referral_id == Referral.id)
        .where(Referral.state.in_(ANSWERING), Recipient.answered_on.is_(None))
        .distinct()
    )
    moving = _cases(session, session.scalars(found).all(), partnership, now)
    answering = _cases(session, sorted(session.scalars(waits)), partnership, now)
    return sum(map(trail.tick, moving)) + sum(map(_remind, answering))


def _cases(session: Session, ids: Iterable[str], partnership: Partnership, now: datetime) -> list[Case]:
    calendar = trail.calendar(session, partnership)
    return [Case(session, trail.find(session, each), calendar, THE_PORTAL, now) for each in ids]


def _remind(case: Case) -> int:
    """Owe a reminder shortly before an answer is due and another once it is late."""
    number, before = 0, timedelta(days=case.calendar.clocks.reminder_days)
    query = select(Recipient).where(Recipient.referral_id == case.row.id, Recipient.answered_on.is_(None))
    for recipient in case.session.scalars(query.order_by(Recipient.body)):
        due = recipient.expected_on or recipient.due_on
        since = due + timedelta(days=1) if case.today > due else due - before
        reminded = select(Notice.id).where(
            Notice.referral_id == case.row.id,
            Notice.kind == NoticeKind.REMINDER,
            Notice.told == recipient.body,
            Notice.owed_on >= since,
        )
        if case.today >= since and case.session.scalars(reminded.limit(1)).first() is None:
            owing.add(
                case.session,
                case.row,
                NoticeKind.REMINDER,
                recipient.body,
                on=case.today,
                calendar=case.calendar,
            )
            number += 1
    case.session.flush()
    return number
