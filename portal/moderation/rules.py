"""How the one queue is ordered, and what an officer's copy may not hold.

Risk comes first, then what is due, then a random id, so that no order tells when something was written.
Refuses a copy that still points to a living person: there is no override.
"""

import heapq
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime
from itertools import islice
from operator import attrgetter
from typing import Any

from portal.core.errors import DomainError
from portal.core.marks import NOTHING, Marks
from portal.core.queue import Position
from portal.core.words import details

PAGE = 50
"""Lines on one page of the queue."""

MAX_COPY = 4000
"""Characters of an officer's copy."""

MAX_REASON = 2000
"""Characters of a reason."""


CLEAR_SURGE = "clear-surge"
"""What may be done to several reports at once beside declining: taking their surge marks away."""


class CopyMissing(DomainError):
    """Nothing is counted without an officer's copy of what it says."""

    code = "copy-missing"


class CopyPointsToSomebody(DomainError):
    """The copy still holds what could point to a person; `.found` are the words it was found in."""

    code = "copy-points-to-somebody"

    found: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Sign:
    """Something to know before opening: `kind` is "danger", "late" or "quiet", `words` what the tag says."""

    kind: str
    words: str


@dataclass(frozen=True, slots=True)
class Line:
    """One line of the queue. Nothing in it was typed by whoever wrote.

    `alike`: a code; lines of one desk with the same one may be decided together (empty: never).
    """

    desk: str
    id: str
    what: str
    where: str
    signs: tuple[Sign, ...]
    high: bool
    due_at: datetime
    late: bool
    version: int
    alike: str = ""
    surge: bool = False

    @property
    def place(self) -> Position:
        """Where it stands on the list."""
        return Position(self.high, self.due_at, self.id)

    @property
    def order(self) -> tuple[bool, datetime, str]:
        """Risk, then due, then id."""
        return (not self.high, self.due_at, self.id)

    @property
    def by_due(self) -> tuple[datetime, str]:
        """Due, then id, whatever the risk."""
        return (self.due_at, self.id)


@dataclass(frozen=True, slots=True)
class Queue:
    """One page of what waits; `next_key` continues it."""

    rows: tuple[Line, ...]
    next_key: str | None


@dataclass(frozen=True, slots=True)
class Choice:
    """What an officer decided. `code` goes with declining only."""

    verb: str
    code: str | None
    reason: str
    copy: str
    seen_version: int
    marks: Marks = NOTHING


def merge(
    desks: Iterable[Sequence[Line]], *, key: Callable[[Line], Any] = attrgetter("order"), page: int = PAGE
) -> Queue:
    """The first `page` lines of all desks, whose lines come in order and start after the same place."""
    merged = list(islice(heapq.merge(*desks, key=key), page + 1))
    rows = tuple(merged[:page])
    return Queue(rows, rows[-1].place.written if len(merged) > page else None)


def check_copy(copy: str) -> str:
    """The copy as it is kept. Raises `CopyMissing`, or `CopyPointsToSomebody` naming every place."""
    if not copy.strip():
        raise CopyMissing()
    found = tuple(copy[detail.start : detail.end] for detail in details(copy))
    if found:
        raise CopyPointsToSomebody(found=found)
    return copy.strip()
