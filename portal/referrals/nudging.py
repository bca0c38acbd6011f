"""Tells scrutiny officers by mail that something of a referral is due: once a day, and nothing of what it is.

The mail says neither which referral it is about nor anything of it; the sign-in page is all it holds.
"""

from datetime import datetime

from sqlalchemy import select
from sqlalchemy.orm import Session

from portal.core.actors import Role
from portal.core.windows import london_date, london_midnight
from portal.outbox.models import Mail
from portal.outbox.service import queue
from portal.partnership.rules import Partnership
from portal.referrals import committee_queries, queries
from portal.staff import queries as staff

SUBJECT = "Something is due in scrutiny"
BODY = "Notices, advice, answers or a sitting are due.\n\nSign in to read which: {origin}/staff/scrutiny\n"


def nudge(session: Session, *, partnership: Partnership, origin: str, now: datetime) -> int:
    """Write to every scrutiny officer if something is due today or late; how many mails."""
    if _written_today(session, now) or not _something_due(session, partnership, now):
        return 0
    emails = staff.emails_of(session, Role.SCRUTINY_OFFICER)
    for email in emails:
        queue(session, to=email, subject=SUBJECT, body=BODY.format(origin=origin), now=now)
    session.flush()
    return len(emails)


def _written_today(session: Session, now: datetime) -> bool:
    since = london_midnight(london_date(now))
    query = select(Mail.id).where(Mail.subject == SUBJECT, Mail.written_at >= since)
    return session.scalars(query.limit(1)).first() is not None


def _something_due(session: Session, partnership: Partnership, now: datetime) -> bool:
    today = london_date(now)
    if queries.count_notices(session, until=today).number:
        return True
    yearly = committee_queries.yearly(session, partnership=partnership)
    if committee_queries.yearly_warns(yearly, partnership=partnership, now=now):
        return True
    return queries.something_due(session, partnership=partnership, now=now)
