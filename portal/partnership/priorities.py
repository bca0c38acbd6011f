"""Officers set what comes first in which years; what answers were given about keeps its short name.

Refuses a list without a priority, two of one name, more than people can weigh, and saving over somebody else.
"""

import re
from collections.abc import Iterable
from dataclasses import replace
from datetime import datetime

from sqlalchemy import delete
from sqlalchemy.orm import Session

from portal.core.errors import DomainError, Stale
from portal.core.years import parse
from portal.ledger import service as ledger
from portal.partnership.content import MOST_PRIORITIES, Priority, PrioritySet
from portal.partnership.models import PriorityRow, PrioritySetRow

NEW = 0
"""Version of a list that nobody has written yet."""


class NoPriority(DomainError):
    """The list is empty."""

    code = "no-priority"


class PriorityTwice(DomainError):
    """Two priorities have one name; `.name` is it."""

    code = "priority-twice"

    name: str


def save(session: Session, given: PrioritySet, *, seen_version: int, actor_id: str, now: datetime) -> None:
    """Keep the list of these years as it is given; a priority without a code gets one out of its name.

    The same list again changes nothing. Raises `NotAYear`, `NoPriority`, `PriorityTwice`, `Stale`.
    """
    parse(given.year)
    given = coded(given)
    row = session.get(PrioritySetRow, given.year, with_for_update=True)
    if row is not None and _stands(session, row) == given:
        return
    if (row.version if row else NEW) != seen_version:
        raise Stale(kind="priorities", value=given.year, version=row.version if row else NEW)
    if row is None:
        row = PrioritySetRow(year=given.year, version=NEW)
        session.add(row)
    row.heading, row.source, row.illustration = given.heading, given.source, given.illustration
    row.version += 1
    session.flush()
    _put(session, given)
    ledger.record(
        session,
        actor_id=actor_id,
        action="priorities.saved",
        subject=f"priorities:{given.year}",
        now=now,
        version=row.version,
    )


def coded(given: PrioritySet) -> PrioritySet:
    """The list with a code for each. Raises `NoPriority`, `PriorityTwice`."""
    if not given.priorities:
        raise NoPriority()
    names = [one.name.casefold() for one in given.priorities]
    twice = next((one.name for one in given.priorities if names.count(one.name.casefold()) > 1), None)
    if twice is not None:
        raise PriorityTwice(name=twice)
    taken = {one.code for one in given.priorities if one.code}
    every: list[Priority] = []
    for one in given.priorities[:MOST_PRIORITIES]:
        code = one.code or code_for(one.name, taken)
        taken.add(code)
        every.append(replace(one, code=code))
    return replace(given, priorities=tuple(every))


def code_for(name: str, taken: Iterable[str]) -> str:
    """A short name that none of the others has."""
    used = frozenset(taken)
    base = "-".join(re.findall(r"[a-z0-9]+", name.lower()))[:50].strip("-") or "priority"
    numbered = (base if n == 1 else f"{base}-{n}" for n in range(1, len(used) + 2))
    return next(code for code in numbered if code not in used)


def _put(session: Session, given: PrioritySet) -> None:
    session.execute(delete(PriorityRow).where(PriorityRow.year == given.year))
    session.expire_all()
    session.add_all(rows_of(given))
    session.flush()


def rows_of(given: PrioritySet) -> list[PriorityRow]:
    """The priorities as they are kept, in their order."""
    return [
        PriorityRow(
            year=given.year,
            code=one.code,
            position=position,
            name=one.name,
            words=one.words,
            groups=list(one.groups),
        )
        for position, one in enumerate(given.priorities)
    ]


def _stands(session: Session, row: PrioritySetRow) -> PrioritySet:
    rows = session.query(PriorityRow).filter_by(year=row.year).order_by(PriorityRow.position)
    return PrioritySet(
        row.year,
        row.heading,
        row.source,
        row.illustration,
        tuple(Priority(each.code, each.name, each.words, tuple(each.groups)) for each in rows),
    )
