"""Who looked at the results, as a body or a role and never a person, when, and what changed because of it.

It is what shows that answers were taken into account before the decision (the fourth of the Gunning
principles). Lines are added, never changed. Refuses days before the close or ahead, and words about people.
"""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import date, datetime

from sqlalchemy import select
from sqlalchemy.orm import Session

from portal.adapters.tokens import new_id
from portal.consultations import rows, rules
from portal.consultations.after import rules as after
from portal.consultations.after.models import Considered
from portal.consultations.rules import Phase, State
from portal.core.errors import MoveNotAllowed, NotFound
from portal.core.windows import london_date
from portal.ledger.service import record


@dataclass(frozen=True, slots=True)
class Consideration:
    """One look at the results; `body` is a code of a group or a role."""

    considered_on: date
    body: str
    what: str
    changed: str


def record_look(
    session: Session,
    slug: str,
    look: Consideration,
    *,
    bodies: Collection[str],
    actor_id: str,
    now: datetime,
) -> None:
    """Write it down, once.

    Raises `NotFound`, `MoveNotAllowed` before the close, `DayNotPossible`, what `clean` raises.
    """
    consultation = rows.find(session, slug)
    window = rows.window_of(consultation)
    if rules.phase(State(consultation.state), window, now) is not Phase.CLOSED:
        raise MoveNotAllowed(before=consultation.state, after="considered")
    if look.body not in bodies:
        raise NotFound(kind="body", value=look.body)
    after.check_day(look.considered_on, window.last_day, london_date(now))
    what = after.clean("what", look.what, after.MAX_WORDS)
    changed = after.clean("changed", look.changed, after.MAX_WORDS)
    session.refresh(consultation, with_for_update=True)
    said = {"considered_on": look.considered_on, "body": look.body, "what": what, "changed": changed}
    same = select(Considered.id).filter_by(consultation_id=consultation.id, **said)
    if session.scalars(same).first() is not None:
        return
    session.add(Considered(id=new_id(), consultation_id=consultation.id, **said))
    record(
        session,
        actor_id=actor_id,
        action="consultation.considered",
        subject=f"consultation:{consultation.id}",
        now=now,
        body=look.body,
        on=look.considered_on.isoformat(),
    )
    session.flush()


def looks(session: Session, slug: str) -> tuple[Consideration, ...]:
    """Every look, the oldest first. Raises `NotFound`."""
    consultation = rows.find(session, slug)
    query = select(Considered).where(Considered.consultation_id == consultation.id)
    found = session.scalars(query.order_by(Considered.considered_on, Considered.id))
    return tuple(Consideration(each.considered_on, each.body, each.what, each.changed) for each in found)
