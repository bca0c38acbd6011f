"""Mail is written in the transaction of what it tells about, and sent later by a command on a timer."""

from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import delete, func, select
from sqlalchemy.orm import Session

from portal.adapters.tokens import new_id
from portal.outbox.models import Mail

BATCH = 50
"""Mails sent in one go."""

MOST_TRIES = 20
"""After so many failures a mail waits behind all others, so that one bad address stops nobody's mail."""


@dataclass(frozen=True, slots=True)
class Waiting:
    """One mail that has to go."""

    id: str
    to: str
    subject: str
    body: str


def queue(session: Session, *, to: str, subject: str, body: str, now: datetime) -> None:
    """Write one mail; it leaves when the outbox is sent."""
    session.add(
        Mail(id=new_id(), recipient=to, subject=subject, body=body, written_at=now, sent_at=None, tries=0)
    )


def waiting(session: Session) -> tuple[Waiting, ...]:
    """What has to go now, the oldest first."""
    unsent = select(Mail).where(Mail.sent_at.is_(None))
    ordered = unsent.order_by(Mail.tries > MOST_TRIES, Mail.written_at, Mail.id).limit(BATCH)
    return tuple(Waiting(row.id, row.recipient, row.subject, row.body) for row in session.scalars(ordered))


def tried(session: Session, mail_id: str, *, sent: bool, now: datetime) -> None:
    """Note how one try went; a mail that did not go stays, the words of one that went are not kept."""
    row = session.get(Mail, mail_id)
    if row is not None:
        row.tries += 1
        if sent:
            row.sent_at, row.body = now, ""


def sent_due(session: Session, *, until: datetime) -> int:
    """How many mails went out on or before `until`."""
    return session.scalar(select(func.count()).select_from(Mail).where(Mail.sent_at <= until)) or 0


def forget_sent(session: Session, *, until: datetime) -> int:
    """Delete them; answers how many."""
    number = sent_due(session, until=until)
    session.execute(delete(Mail).where(Mail.sent_at <= until))
    return number
