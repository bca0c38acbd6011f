"""Easy Read versions of our pages: kept for a page only when people made one, and taken away again.

Refuses a step on an older view than the newest. Whether the page itself is public is for its own slice.
"""

from dataclasses import dataclass
from datetime import date, datetime

from sqlalchemy import select
from sqlalchemy.exc import IntegrityError
from sqlalchemy.orm import Session

from portal.adapters.tokens import new_id
from portal.core import easy_read as rules
from portal.core.easy_read import EasyLine, EasyWords
from portal.core.errors import NotFound, Stale
from portal.core.windows import london_date
from portal.ledger import service as ledger
from portal.partnership.models import EasyReadRow

HELP_NOW = "help-now"


@dataclass(frozen=True, slots=True)
class EasyReadView:
    """One text as it is read, and who stands for it."""

    key: str
    lines: tuple[EasyLine, ...]
    source: str
    made_by: str
    checked_by: str
    checked_on: date
    version: int


def of_plan(year: str) -> str:
    """The key of a year's plan."""
    return f"plan-{year}"


def of_consultation(slug: str) -> str:
    """The key of a consultation."""
    return f"consultation-{slug}"


def is_there(session: Session, key: str) -> bool:
    """Whether people made one for this page."""
    return session.scalar(select(EasyReadRow.key).where(EasyReadRow.key == key)) is not None


def keys(session: Session) -> frozenset[str]:
    """The pages that have one."""
    return frozenset(session.scalars(select(EasyReadRow.key)))


def one(session: Session, key: str) -> EasyReadView | None:
    """The Easy Read of a page, if there is one."""
    row = session.get(EasyReadRow, key)
    if row is None:
        return None
    found = (row.words, row.made_by, row.checked_by, row.checked_on, row.version)
    return EasyReadView(key, rules.lines(row.words), *found)


def save(
    session: Session, key: str, words: EasyWords, *, seen_version: int, actor_id: str, now: datetime
) -> None:
    """Show this text from now on; `seen_version` is 0 where there was none.

    Raises `NotFound` for a key of no page, `Stale`, `NotEasyRead`, `WhoMissing`.
    """
    if not rules.is_key(key):
        raise NotFound(kind="easy-read", value=key)
    words = rules.accept(words, today=london_date(now))
    row = session.get(EasyReadRow, key, with_for_update=True)
    if row is None and seen_version == 0:
        row = _first(session, key, words, now)
    elif row is None or row.version != seen_version:
        raise Stale(kind="easy-read", value=key, version=row.version if row else 0)
    else:
        _write(row, words, now)
        row.version += 1
        session.flush()
    _record(session, "easy_read.saved", row, actor_id, now)


def take_away(session: Session, key: str, *, seen_version: int, actor_id: str, now: datetime) -> None:
    """The page offers none any more. Raises `NotFound`, `Stale`."""
    row = session.get(EasyReadRow, key, with_for_update=True)
    if row is None:
        raise NotFound(kind="easy-read", value=key)
    if row.version != seen_version:
        raise Stale(kind="easy-read", value=key, version=row.version)
    _record(session, "easy_read.withdrawn", row, actor_id, now)
    session.delete(row)
    session.flush()


def _first(session: Session, key: str, words: EasyWords, now: datetime) -> EasyReadRow:
    row = EasyReadRow(key=key, id=new_id(), version=1)
    _write(row, words, now)
    try:
        with session.begin_nested():
            session.add(row)
    except IntegrityError:
        row = session.get_one(EasyReadRow, key, populate_existing=True)
        raise Stale(kind="easy-read", value=key, version=row.version) from None
    return row


def _write(row: EasyReadRow, words: EasyWords, now: datetime) -> None:
    row.words, row.saved_at = words.text, now
    row.made_by, row.checked_by, row.checked_on = words.made_by, words.checked_by, words.checked_on


def _record(session: Session, action: str, row: EasyReadRow, actor_id: str, now: datetime) -> None:
    ledger.record(
        session,
        actor_id=actor_id,
        action=action,
        subject=f"easy-read:{row.id}",
        now=now,
        version=row.version,
    )
