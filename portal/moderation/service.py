"""Deciding on what waits, whichever desk it came from; leads are told of what was passed to them."""

from datetime import datetime

from sqlalchemy.orm import Session

from portal.moderation import claims
from portal.moderation.desks import Desk
from portal.moderation.rules import Choice
from portal.staff import leads

ESCALATE = "escalate"


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
        leads.tell(session, now=now)
    return stands
