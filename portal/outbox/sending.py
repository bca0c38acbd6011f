"""Sending what waits: no transaction stays open while a mail server is talked to.

One that stops answering would otherwise hold the write lock, and with it every report and every decision.
"""

from datetime import datetime

from portal.adapters.db import Database
from portal.adapters.mail import CannotSend, Sender
from portal.outbox import service


def send_waiting(database: Database, sender: Sender, *, now: datetime) -> tuple[int, int]:
    """Send what waits, mail by mail; answers how many were sent and how many failed and stay."""
    with database.reading() as session:
        mails = service.waiting(session)
    sent = 0
    for mail in mails:
        went = _went(sender, mail)
        with database.transaction() as session:
            service.tried(session, mail.id, sent=went, now=now)
        sent += went
    return sent, len(mails) - sent


def _went(sender: Sender, mail: service.Waiting) -> bool:
    try:
        sender.send(mail.to, mail.subject, mail.body)
    except CannotSend:
        return False
    return True
