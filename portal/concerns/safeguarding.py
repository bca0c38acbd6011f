"""What leads know and leave beside a decision: who was told, and a note for the next lead.

A note may hold words about people. It lies here sealed, is read by leads only, and goes with the report.
Refuses to close what leads had before somebody was told, or it was said that nobody had to be.
"""

from dataclasses import dataclass
from datetime import date, datetime

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from portal.adapters import tokens
from portal.adapters.seal import Opener, from_bytes, seal, to_bytes
from portal.concerns.models import Concern
from portal.concerns.room_models import ConcernHandover, ConcernTold
from portal.concerns.rules import LEADS_ONLY, Purpose, State
from portal.concerns.service import SealTo
from portal.core.errors import DomainError, MoveNotAllowed, NotFound
from portal.core.windows import london_date
from portal.ledger import service as ledger

MAX_NOTE = 2000  # characters of a note to the next lead


class NoteMissing(DomainError):
    """A note needs words, and not more than `MAX_NOTE` characters."""

    code = "handover-note-missing"


class OutcomeMissing(DomainError):
    """No agency was told, and nobody said that none had to be."""

    code = "outcome-missing"


@dataclass(frozen=True, slots=True)
class Told:
    """An agency that was told, and for which purpose, as codes."""

    agency: str
    purpose: Purpose
    told_on: date


@dataclass(frozen=True, slots=True)
class Handover:
    """A note of an earlier lead."""

    words: str
    written_on: date


def check_outcome(*, agencies_told: int, nobody_told: bool) -> None:
    """Pass when leads may close a report. Raises `OutcomeMissing`."""
    if not agencies_told and not nobody_told:
        raise OutcomeMissing()


def told(session: Session, concern_id: str) -> tuple[Told, ...]:
    """Who was told about a report, the earliest first."""
    query = select(ConcernTold).where(ConcernTold.concern_id == concern_id)
    rows = session.scalars(query.order_by(ConcernTold.told_on, ConcernTold.id))
    return tuple(Told(row.agency, Purpose(row.purpose), row.told_on) for row in rows)


def count_told(session: Session, concern_id: str) -> int:
    """How many times somebody was told."""
    query = select(func.count()).select_from(ConcernTold).where(ConcernTold.concern_id == concern_id)
    return session.scalar(query) or 0


def hand_over(
    session: Session,
    concern_id: str,
    words: str,
    *,
    seal_to: SealTo,
    actor_id: str,
    now: datetime,
    key: str | None = None,
) -> None:
    """Leave a note for the next lead. Raises `NotFound`, `MoveNotAllowed`, `NoteMissing`.

    `key` is the id that the page was made with: the same page sent twice leaves one note, with other words
    another.
    """
    concern, note = _get(session, concern_id), words.strip()
    kept_as = tokens.once(key, concern.id, note)
    if _kept(session, kept_as):
        return
    if State(concern.state) not in LEADS_ONLY:
        raise MoveNotAllowed(state=concern.state)
    if not 0 < len(note) <= MAX_NOTE:
        raise NoteMissing()
    last = select(func.max(ConcernHandover.turn)).where(ConcernHandover.concern_id == concern.id)
    turn = (session.scalar(last) or 0) + 1
    plain = to_bytes({"note": note})
    session.add(
        ConcernHandover(
            concern_id=concern.id,
            turn=turn,
            key=kept_as,
            sealed_working=seal(seal_to.working, plain),
            sealed_recovery=seal(seal_to.recovery, plain),
            written_on=london_date(now),
        )
    )
    ledger.record(
        session,
        actor_id=actor_id,
        action="concern.handed_over",
        subject=f"concern:{concern.id}",
        now=now,
        turn=turn,
    )


def _kept(session: Session, key: str) -> bool:
    query = select(ConcernHandover.turn).where(ConcernHandover.key == key)
    return session.scalars(query).first() is not None


def handovers(session: Session, concern_id: str, *, opener: Opener) -> tuple[Handover, ...]:
    """The notes of earlier leads, the first first. Raises `CannotOpen`."""
    query = select(ConcernHandover).where(ConcernHandover.concern_id == concern_id)
    rows = session.scalars(query.order_by(ConcernHandover.turn))
    return tuple(
        Handover(from_bytes(opener.open(row.sealed_working))["note"], row.written_on) for row in rows
    )


def seen_by_lead(session: Session, concern_id: str) -> None:
    """A lead has opened it: officers no longer see it. Raises `NotFound`."""
    _get(session, concern_id).lead_by = None


def _get(session: Session, concern_id: str) -> Concern:
    concern = session.get(Concern, concern_id, with_for_update=True)
    if concern is None or concern.state == State.WITHDRAWN:
        raise NotFound(kind="concern", value=concern_id)
    return concern
