"""Reports of one event: which ones may be meant, and putting one with another, so that it is counted once.

The figures take the one that stands for all. When that one leaves them, those put with it count for
themselves again. Refuses to put a report with one that is itself put with a third, so that there is never a
chain and never a ring.
"""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import date

from sqlalchemy import select, update
from sqlalchemy.orm import Session

from portal.concerns.models import Concern
from portal.concerns.rules import State
from portal.core.errors import DomainError

OFFERED = 20  # reports: whoever looks for an older one brings its address
STANDS_FOR = (State.HELD, State.COUNTED)


class NotTheSameEvent(DomainError):
    """These two reports cannot be put together; `.why` says for which reason."""

    code = "not-the-same-event"
    why: str


@dataclass(frozen=True, slots=True)
class Candidate:
    """A report that may tell of the same event: codes and dates, nothing anybody typed."""

    id: str
    received_on: date
    state: State
    same_area: bool


def check_same_event(item: str, other: str, *, told_by: str | None, put_with_item: Collection[str]) -> None:
    """Pass when `other` may be counted in place of `item`. Raises `NotTheSameEvent`.

    `told_by`: the report that is counted in place of `other`; `put_with_item`: those `item` is counted for.
    """
    if item == other:
        raise NotTheSameEvent(why="itself")
    if told_by is not None:
        raise NotTheSameEvent(why="chain")
    if put_with_item:
        raise NotTheSameEvent(why="stands-for-others")


def candidates(session: Session, concern_id: str) -> tuple[Candidate, ...]:
    """Reports of the same kind from the same ward, the newest first; none for a report that is not there."""
    concern = session.get(Concern, concern_id)
    if concern is None:
        return ()
    query = (
        select(Concern.id, Concern.received_on, Concern.state, Concern.area)
        .where(
            Concern.topic == concern.topic,
            Concern.state.in_(STANDS_FOR),
            Concern.ward == concern.ward,
            Concern.duplicate_of.is_(None),
            Concern.id != concern.id,
        )
        .order_by(Concern.received_on.desc(), Concern.id.desc())
        .limit(OFFERED)
    )
    return tuple(
        Candidate(
            row.id, row.received_on, State(row.state), row.area is not None and row.area == concern.area
        )
        for row in session.execute(query)
    )


def join(session: Session, concern: Concern, other_id: str) -> None:
    """Count `other_id` in place of this report.

    Raises `NotTheSameEvent`: also while somebody else decides on the other, which changes what it stands for.
    """
    if concern.release_id is not None:
        raise NotTheSameEvent(why="published")
    query = select(Concern).where(Concern.id == other_id).with_for_update(skip_locked=True)
    other = concern if other_id == concern.id else session.scalars(query).first()
    if other is None or other.state not in STANDS_FOR:
        raise NotTheSameEvent(why="unknown")
    if (other.topic, other.ward) != (concern.topic, concern.ward):
        raise NotTheSameEvent(why="elsewhere")
    check_same_event(
        concern.id, other.id, told_by=other.duplicate_of, put_with_item=put_with(session, concern.id)
    )
    concern.duplicate_of = other.id


def put_with(session: Session, concern_id: str) -> tuple[str, ...]:
    """The reports that this one is counted for."""
    query = select(Concern.id).where(Concern.duplicate_of == concern_id).order_by(Concern.id)
    return tuple(session.scalars(query))


def leave(session: Session, concern_id: str) -> None:
    """This report leaves the figures: those put with it count for themselves again."""
    session.execute(update(Concern).where(Concern.duplicate_of == concern_id).values(duplicate_of=None))
