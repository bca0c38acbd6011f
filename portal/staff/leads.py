"""Tells safeguarding leads that something waits for them.

The mail holds no word of the item: no topic, no place, no address of the page.
"""

from datetime import datetime

from sqlalchemy.orm import Session

from portal.core.actors import Role
from portal.outbox.service import queue
from portal.staff.queries import emails_of

SUBJECT = "Something waits for you on the portal"
BODY = (
    "Something was passed to the safeguarding leads and waits to be opened.\n\n"
    "Sign in to the portal to see it. This mail holds nothing about it on purpose."
)


def tell(session: Session, *, now: datetime) -> None:
    """A mail without content to every lead, sent with whatever else this transaction keeps."""
    for email in emails_of(session, Role.SAFEGUARDING_LEAD):
        queue(session, to=email, subject=SUBJECT, body=BODY, now=now)
