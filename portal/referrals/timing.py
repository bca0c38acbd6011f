"""What the clock does: lists what nobody advised on, carries over what a sitting left, reminds who is late.

It notes who left while a matter waited for them, and ends the matter some time later.

Run as often as anybody likes, it does each thing once. Pages reckon the same moves when they are read, so a
command that did not run delays nobody's right.
"""

from collections.abc import Iterable
from datetime import date, datetime, timedelta

from sqlalchemy import select
from sqlalchemy.orm import Session

from portal.partnership.rules import Partnership
from portal.referrals import leaving, owing, trail
from portal.referrals.models import Referral
from portal.referrals.noticing import REMINDERS, NoticeKind, NoticeState
from portal.referrals.report_models import Notice, Recipient
from portal.referrals.rules import MEMBERS_TURN, State
from portal.referrals.trail import Case
from portal.staff.rules import THE_PORTAL

MOVED = (State.SUBMITTED, State.LISTED, *MEMBERS_TURN)
"""States that the clock moves on from."""

ANSWERING = (State.AWAITING_RESPONSES, State.MONITORING)
"""States in which bodies are reminded of an answer."""

AGAIN = timedelta(days=27)
"""Days within which a body is not told a second time that its answer is late: it is on every fourth week."""


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
    leaving.note(session, [case.row for case in moving], now=now)
    return sum(map(trail.tick, moving)) + sum(map(_remind, answering))


def _cases(session: Session, ids: Iterable[str], partnership: Partnership, now: datetime) -> list[Case]:
    calendar = trail.calendar(session, partnership)
    return [Case(session, trail.find(session, each), calendar, THE_PORTAL, now) for each in ids]


def _remind(case: Case) -> int:
    """Owe a reminder shortly before an answer is due, and others from when it is late; how many."""
    query = select(Recipient).where(Recipient.referral_id == case.row.id, Recipient.answered_on.is_(None))
    number = sum(_remind_one(case, each) for each in case.session.scalars(query.order_by(Recipient.body)))
    case.session.flush()
    return number


def _remind_one(case: Case, recipient: Recipient) -> bool:
    """A reminder is owed once, and that an answer is late every four weeks; the later overtakes the first."""
    due, today = recipient.expected_on or recipient.due_on, case.today
    kind, since = NoticeKind.REMINDER, due - timedelta(days=case.calendar.clocks.reminder_days)
    if today > due:
        kind, since = NoticeKind.LATE_ANSWER, max(due + timedelta(days=1), today - AGAIN)
    if today < since or _told(case, recipient.body, kind, since):
        return False
    owing.overtake(case.session, case.row.id, REMINDERS, told=recipient.body)
    owing.add(case.session, case.row, kind, recipient.body, on=today, calendar=case.calendar)
    return True


def _told(case: Case, body: str, kind: NoticeKind, since: date) -> bool:
    """Whether such a notice waits to go out, or went out on this day or later."""
    query = select(Notice.id).where(
        Notice.referral_id == case.row.id,
        Notice.kind == kind,
        Notice.told == body,
        (Notice.state == NoticeState.OWED) | (Notice.issued_on >= since),
    )
    return case.session.scalars(query.limit(1)).first() is not None
