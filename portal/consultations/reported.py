"""The day on which the partnership reported on a consultation: from then on its texts are kept half a year.

Refuses a day before the close or ahead, a consultation that never took answers, and an older view.
"""

from dataclasses import dataclass
from datetime import date, datetime

from sqlalchemy.orm import Session

from portal.consultations import rows, rules
from portal.consultations.rules import Phase, State
from portal.core.errors import DomainError, MoveNotAllowed, Stale
from portal.core.windows import london_date
from portal.ledger.service import record


class DayNotPossible(DomainError):
    """The report came neither before the close (`.first`) nor after today (`.last`)."""

    code = "report-day-not-possible"
    first: date
    last: date


@dataclass(frozen=True, slots=True)
class Reported:
    """A consultation and the day it was reported on, None while it was not; `may`: it has closed."""

    title: str
    closed_on: date
    reported_on: date | None
    may: bool
    version: int


def look(session: Session, slug: str, *, now: datetime) -> Reported:
    """Where it stands. Raises `NotFound`."""
    consultation = rows.find(session, slug)
    window = rows.window_of(consultation)
    closed = rules.phase(State(consultation.state), window, now) is Phase.CLOSED
    return Reported(
        consultation.title, window.last_day, consultation.reported_on, closed, consultation.version
    )


def report(session: Session, slug: str, on: date, *, seen_version: int, actor_id: str, now: datetime) -> None:
    """Note the day, or put it right. Raises `NotFound`, `Stale`, `MoveNotAllowed`, `DayNotPossible`."""
    consultation = rows.find(session, slug)
    if consultation.version != seen_version:
        raise Stale(seen=seen_version, version=consultation.version)
    before, window = State(consultation.state), rows.window_of(consultation)
    if rules.phase(before, window, now) is not Phase.CLOSED:
        raise MoveNotAllowed(before=before, after=State.REPORTED)
    if not window.last_day <= on <= london_date(now):
        raise DayNotPossible(first=window.last_day, last=london_date(now))
    if before is State.READY:
        consultation.state = rules.move(before, State.REPORTED)
    consultation.reported_on = on
    consultation.version += 1
    record(
        session,
        actor_id=actor_id,
        action="consultation.reported",
        subject=f"consultation:{consultation.id}",
        now=now,
        on=on.isoformat(),
    )
    session.flush()
