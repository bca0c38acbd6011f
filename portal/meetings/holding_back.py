"""What officers were handed is held back while it may not be told: closed, or not agreed to any more."""

from collections.abc import Iterable
from datetime import datetime

from sqlalchemy import select
from sqlalchemy.orm import Session

from portal.core.actors import Actor
from portal.meetings.kinds import Agreement
from portal.meetings.models import AgendaItem, Decision, DecisionAgreement
from portal.outcomes import service as outcomes


def follow(session: Session, actor: Actor, items: Iterable[AgendaItem], *, now: datetime) -> None:
    """Hold back what was handed of these items and may not be told now; let go what may be told again."""
    session.flush()
    for item in items:
        handed = select(Decision).where(Decision.item_id == item.id, Decision.outcome_id != "")
        for decision in session.scalars(handed).all():
            held = not item.leaves or _unsettled(session, decision)
            outcomes.hold_back(session, decision.outcome_id, held=held, actor_id=actor.id, now=now)


def _unsettled(session: Session, decision: Decision) -> bool:
    """Whether a service it binds has not agreed."""
    query = select(DecisionAgreement.seat).where(
        DecisionAgreement.decision_id == decision.id, DecisionAgreement.state != Agreement.AGREED
    )
    return session.scalars(query.limit(1)).first() is not None
