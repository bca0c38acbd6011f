"""Deciding on what waits, whichever desk it came from; and telling safeguarding leads that something waits.

The mail to leads holds no word of the item: no topic, no place, no address of the page.
"""

from datetime import datetime

from sqlalchemy.orm import Session

from portal.core.actors import Role
from portal.moderation import claims
from portal.moderation.desks import Desk
from portal.moderation.rules import Choice
from portal.outbox.service import queue
from portal.staff.queries import emails_of

ESCALATE = "escalate"

SUBJECT = "Something waits for you on the portal"
BODY = (
    "Something was passed to the safeguarding leads and waits to be opened.\n\n"
    "Sign in to the portal to see it. This mail holds nothing about it on purpose."
)


def decide(
    session: Session,
    desk: Desk,
    item_id: str,
    choice: Choice,
    *,
    room: bool = False,
    actor_id: str,
    now: datetime,
) -> bool:
    """Decide on one item; false where it waits for a second person.

    On escalation every safeguarding lead gets a mail without content.
    """
    stands = desk.decide(session, item_id, choice, room=room, actor_id=actor_id, now=now)
    claims.release(session, desk, item_id)
    if choice.verb == ESCALATE:
        for email in emails_of(session, Role.SAFEGUARDING_LEAD):
            queue(session, to=email, subject=SUBJECT, body=BODY, now=now)
    return stands
