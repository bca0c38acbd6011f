"""Reading the ledger: page by page, and from end to end to see that it holds."""

import json
from collections.abc import Collection, Iterator
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from portal.ledger.models import LedgerLine
from portal.ledger.rules import Line, first_broken
from portal.web.listing import PAGE_ROWS, Page, paged
from portal.web.sorting import Order

NEWEST = Order("number", falling=True)

BATCH = 1000
"""Lines read at once when the whole ledger is checked."""


@dataclass(frozen=True, slots=True)
class Entry:
    """One line as it is read: `facts` are pairs of name and value in words."""

    number: int
    at: datetime
    who: str
    what: str
    subject: str
    facts: tuple[tuple[str, str], ...]
    has_reason: bool


@dataclass(frozen=True, slots=True)
class ChainState:
    """The whole ledger: how many lines, the first that does not fit, and the digest of the last."""

    lines: int
    broken: int | None
    last: str


def entry(line: Line, who: str) -> Entry:
    """A line with its actor's name."""
    noun, _, verb = line.action.partition(".")
    facts = json.loads(line.facts)
    return Entry(
        number=line.number,
        at=line.at,
        who=who,
        what=f"{noun.capitalize()} {verb}".replace("_", " "),
        subject=line.subject,
        facts=tuple(
            (name.replace("_", " "), str(value).replace(",", ", ").replace("_", " "))
            for name, value in facts.items()
        ),
        has_reason=bool(line.reason_hash),
    )


def state(session: Session) -> ChainState:
    """Read every line and see whether each fits the one before it."""
    last = session.scalars(select(LedgerLine.digest).order_by(LedgerLine.number.desc()).limit(1)).first()
    lines = session.scalar(select(func.count()).select_from(LedgerLine)) or 0
    return ChainState(lines=lines, broken=broken_at(session), last=last or "")


def page(
    session: Session, *, after: str | None, subject: str | None = None, order: Order = NEWEST
) -> Page[Line]:
    """Newest lines first, or in the `order` asked for; `after` is the number of the last line seen."""
    query, number = select(LedgerLine).limit(PAGE_ROWS + 1), LedgerLine.number
    if after and after.isascii() and after.isdigit() and len(after) < 12:
        query = query.where(number < int(after) if order.falling else number > int(after))
    if subject:
        query = query.where(LedgerLine.subject == subject)
    query = query.order_by(number.desc() if order.falling else number)
    lines = [_line(row) for row in session.scalars(query)]
    return paged(lines, [str(line.number) for line in lines])


def done_by(
    session: Session, actor_id: str, *, actions: Collection[str], since: datetime, most: int
) -> tuple[Line, ...]:
    """What one member of staff did since a moment, the newest first, `most` lines at most."""
    query = select(LedgerLine).where(
        LedgerLine.actor_id == actor_id, LedgerLine.at >= since, LedgerLine.action.in_(actions)
    )
    newest = query.order_by(LedgerLine.number.desc()).limit(most)
    return tuple(_line(row) for row in session.scalars(newest))


def facts_of(session: Session, action: str) -> dict[str, dict[str, str | int]]:
    """What the newest line of this action says of each subject."""
    query = select(LedgerLine.subject, LedgerLine.facts).where(LedgerLine.action == action)
    rows = session.execute(query.order_by(LedgerLine.number))
    return {subject: json.loads(facts) for subject, facts in rows}


def broken_at(session: Session) -> int | None:
    """The number of the first line that does not fit; `None` when the whole chain holds."""
    return first_broken(_all(session))


COLUMNS = tuple(getattr(LedgerLine, name) for name in Line.__slots__)


def _all(session: Session) -> Iterator[Line]:
    query = select(*COLUMNS).order_by(LedgerLine.number).limit(BATCH)
    batch = [Line(*row) for row in session.execute(query)]
    while batch:
        yield from batch
        later = query.where(LedgerLine.number > batch[-1].number)
        batch = [Line(*row) for row in session.execute(later)]


def _line(row: LedgerLine) -> Line:
    return Line(**{name: getattr(row, name) for name in Line.__slots__})
