"""Reading the ledger: page by page, and from end to end to see that it holds."""

from collections.abc import Iterator

from sqlalchemy import select
from sqlalchemy.orm import Session

from portal.ledger.models import LedgerLine
from portal.ledger.rules import Line, first_broken
from portal.web.listing import PAGE_ROWS, Page, paged

BATCH = 1000
"""Lines read at once when the whole ledger is checked."""


def page(session: Session, *, after: str | None, subject: str | None = None) -> Page[Line]:
    """Newest lines first; `after` is the number of the last line seen."""
    query = select(LedgerLine).order_by(LedgerLine.number.desc()).limit(PAGE_ROWS + 1)
    if after and after.isdigit():
        query = query.where(LedgerLine.number < int(after))
    if subject:
        query = query.where(LedgerLine.subject == subject)
    lines = [_line(row) for row in session.scalars(query)]
    return paged(lines, [str(line.number) for line in lines])


def broken_at(session: Session) -> int | None:
    """The number of the first line that does not fit; `None` when the whole chain holds."""
    return first_broken(_all(session))


def _all(session: Session) -> Iterator[Line]:
    query = select(LedgerLine).order_by(LedgerLine.number).execution_options(yield_per=BATCH)
    for row in session.scalars(query):
        yield _line(row)


def _line(row: LedgerLine) -> Line:
    return Line(**{name: getattr(row, name) for name in Line.__slots__})
