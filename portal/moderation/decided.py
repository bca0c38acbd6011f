"""What one officer decided today, so that a decision can be taken back while that is lawful.

Read from the ledger, newest first. What was passed to the safeguarding leads is named, but not shown.
"""

from dataclasses import dataclass
from datetime import datetime

from sqlalchemy.orm import Session

from portal.core.errors import NotFound
from portal.core.windows import london_date, london_midnight
from portal.ledger import queries as ledger
from portal.moderation.desks import Desk
from portal.moderation.queries import DESKS, Asked
from portal.moderation.rules import Line

MOST = 200  # decisions of one day; nobody who reads makes more

SAID = {
    "concern.counted": "Counted",
    "concern.declined": "Declined",
    "concern.escalated": "Passed to the safeguarding leads",
    "concern.returned": "Taken back or returned",
    "answer.cleared": "Cleared",
    "answer.declined": "Declined",
    "answer.escalated": "Passed to the safeguarding leads",
    "answer.returned": "Taken back or returned",
    "contact.accepted": "Accepted",
    "contact.declined": "Declined",
    "contact.escalated": "Passed to the safeguarding leads",
    "contact.returned": "Returned",
}
"""The decisions that officers make, as the ledger names them, and what they are called."""


@dataclass(frozen=True, slots=True)
class Decided:
    """One decision: what was decided when; the item (None: not for officers any more); whether to undo it."""

    said: str
    at: datetime
    line: Line | None
    may_undo: bool


def today(session: Session, asked: Asked) -> tuple[Decided, ...]:
    """Each item once, with the last decision on it."""
    since = london_midnight(london_date(asked.now))
    lines = ledger.done_by(session, asked.actor_id, actions=tuple(SAID), since=since, most=MOST)
    last = {line.subject: line for line in reversed(lines)}
    rows = (_decided(session, subject, SAID[line.action], line.at, asked) for subject, line in last.items())
    return tuple(sorted(rows, key=lambda row: row.at, reverse=True))


def _decided(session: Session, subject: str, said: str, at: datetime, asked: Asked) -> Decided:
    noun, _, item = subject.partition(":")
    desk = _desk(noun)
    try:
        line = desk.look(session, item, partnership=asked.partnership, room=False, now=asked.now)
    except NotFound:
        return Decided(said, at, None, may_undo=False)
    return Decided(said, at, line, may_undo=desk.may_undo(session, item, now=asked.now))


def _desk(noun: str) -> Desk:
    return next(desk for desk in DESKS.values() if desk.noun == noun)
