"""What is kept for how long, and how much of it is due to go, gathered from the slices that hold it."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy.orm import Session

from portal.partnership.rules import RetentionRule
from portal.staff import queries as staff

Due = Callable[[Session, datetime, int], int]
"""How many records are due at a moment, for a rule of so many days."""


@dataclass(frozen=True, slots=True)
class KeptRow:
    """One kind of record: what it is, for how long it is kept, how many are due (None: not counted)."""

    record: str
    words: str
    period: str
    due: int | None


def _leavers(session: Session, now: datetime, days: int) -> int:
    return staff.leavers_due(session, now=now, days=days)


COUNTED: dict[str, Due] = {"leaver": _leavers}
"""Kinds of record whose due ones can be counted."""


def rows(session: Session, retention: Sequence[RetentionRule], *, now: datetime) -> tuple[KeptRow, ...]:
    """Every rule of the partnership, in its order."""
    return tuple(
        KeptRow(
            record=rule.record.replace("_", " ").capitalize(),
            words=rule.words,
            period=period(rule.days),
            due=COUNTED[rule.record](session, now, rule.days) if rule.record in COUNTED else None,
        )
        for rule in retention
    )


def period(days: int) -> str:
    """A number of days as people say it."""
    if days == 0:
        return "at once"
    if days % 365 == 0:
        years = days // 365
        return f"{years} year{'s' if years > 1 else ''}"
    return f"{days} day{'s' if days > 1 else ''}"
