"""Mail is written in the transaction of what it tells about, and sent later by a command on a timer."""

from datetime import datetime

from sqlalchemy import select
from sqlalchemy.orm import Session

from portal.adapters.mail import CannotSend, Sender
from portal.adapters.tokens import new_id
from portal.outbox.models import Mail

BATCH = 50
"""Mails sent in one go."""


def queue(session: Session, *, to: str, subject: str, body: str, now: datetime) -> None:
    """Write one mail; it leaves when the outbox is sent."""
    session.add(
        Mail(id=new_id(), recipient=to, subject=subject, body=body, written_at=now, sent_at=None, tries=0)
    )


def send_waiting(session: Session, sender: Sender, *, now: datetime) -> tuple[int, int]:
    """Send what waits; answers how many were sent and how many failed and stay."""
    waiting = select(Mail).where(Mail.sent_at.is_(None)).order_by(Mail.written_at, Mail.id).limit(BATCH)
    sent = failed = 0
    for mail in session.scalars(waiting).all():
        mail.tries += 1
        try:
            sender.send(mail.recipient, mail.subject, mail.body)
        except CannotSend:
            failed += 1
            continue
        mail.sent_at = now
        sent += 1
    return sent, failed
