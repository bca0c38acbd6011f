"""Reports that came among unusually many: an officer who looked takes the mark away.

Refuses an older view than the newest, and a report that has no such mark.
"""

from datetime import datetime

from sqlalchemy.orm import Session

from portal.concerns import rules
from portal.concerns.models import Concern
from portal.concerns.rules import State
from portal.core.errors import MoveNotAllowed, NotFound, Stale
from portal.ledger import service as ledger


def clear(session: Session, concern_id: str, *, seen_version: int, actor_id: str, now: datetime) -> None:
    """Take the mark away from a report that waits. Raises `NotFound`, `Stale`, `MoveNotAllowed`."""
    concern = session.get(Concern, concern_id, with_for_update=True)
    if concern is None or concern.state in (State.WITHDRAWN, *rules.LEADS_ONLY):
        raise NotFound(kind="concern", value=concern_id)
    if concern.version != seen_version:
        raise Stale(seen=seen_version, version=concern.version)
    flags = set(concern.flags.split())
    if rules.SURGE not in flags:
        raise MoveNotAllowed(state=concern.state)
    concern.flags = rules.flags_text(flags - {rules.SURGE})
    concern.version += 1
    ledger.record(
        session,
        actor_id=actor_id,
        action="concern.surge_cleared",
        subject=f"concern:{concern.id}",
        now=now,
        version=concern.version,
    )
    session.flush()
