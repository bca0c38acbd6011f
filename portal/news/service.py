"""Writing news, putting it before everybody, and taking it back, each with its line in the ledger.

Refuses a step on an older view than the newest. The same page sent twice makes one piece.
"""

from datetime import datetime

from sqlalchemy import select
from sqlalchemy.exc import IntegrityError
from sqlalchemy.orm import Session

from portal.adapters.tokens import new_key
from portal.core.errors import NotFound, Stale
from portal.core.windows import london_date
from portal.ledger import service as ledger
from portal.news import rules
from portal.news.models import NewsRow
from portal.news.rules import NewsWords, State, Verb

FIRST = 1
"""Version of a piece that nobody has changed."""


def begin(session: Session, news_id: str, words: NewsWords, *, actor_id: str, now: datetime) -> None:
    """Keep a new piece under this id, once. Raises `NewsIncomplete`, `Stale` where the id has other words."""
    words = rules.check(words)
    row = session.get(NewsRow, news_id)
    if row is None:
        row = _new(news_id, words, session, now)
        try:
            with session.begin_nested():
                session.add(row)
        except IntegrityError:
            row = session.get_one(NewsRow, news_id, populate_existing=True)
        else:
            _record(session, row, "news.saved", actor_id, now)
    if _words(row) != words:
        raise Stale(kind="news", value=news_id, version=row.version)


def save(
    session: Session, news_id: str, words: NewsWords, *, seen_version: int, actor_id: str, now: datetime
) -> None:
    """Change a piece; its address stays. Raises `NotFound`, `Stale`, `NewsIncomplete`."""
    words = rules.check(words)
    row = _seen(session, news_id, seen_version)
    if _words(row) == words:
        return
    row.title, row.summary, row.body = words.title, words.summary, words.body
    row.illustration = words.illustration
    if row.published_on is not None:
        row.changed_on = london_date(now)
    _step(session, row, now)
    _record(session, row, "news.saved", actor_id, now)


def publish(session: Session, news_id: str, *, seen_version: int, actor_id: str, now: datetime) -> None:
    """Show a piece to everybody. Raises `NotFound`, `Stale`, `MoveNotAllowed`."""
    row = _seen(session, news_id, seen_version)
    row.state = rules.move(State(row.state), Verb.PUBLISH).value
    row.published_on = row.published_on or london_date(now)
    row.reason, row.reason_salt = "", None
    _step(session, row, now)
    _record(session, row, "news.published", actor_id, now)


def withdraw(
    session: Session, news_id: str, reason: str, *, seen_version: int, actor_id: str, now: datetime
) -> None:
    """Take a piece back; its address then says so. Raises `NotFound`, `Stale`, `MoveNotAllowed`."""
    row = _seen(session, news_id, seen_version)
    row.state = rules.move(State(row.state), Verb.WITHDRAW).value
    row.reason, row.reason_salt = reason, new_key()
    _step(session, row, now)
    _record(session, row, "news.withdrawn", actor_id, now, reason=reason, salt=row.reason_salt)


def _new(news_id: str, words: NewsWords, session: Session, now: datetime) -> NewsRow:
    return NewsRow(
        id=news_id,
        slug=rules.slug_for(words.title, frozenset(session.scalars(select(NewsRow.slug)))),
        title=words.title,
        summary=words.summary,
        body=words.body,
        illustration=words.illustration,
        state=State.DRAFT.value,
        reason="",
        version=FIRST,
        saved_at=now,
    )


def _words(row: NewsRow) -> NewsWords:
    return NewsWords(row.title, row.summary, row.body, row.illustration)


def _seen(session: Session, news_id: str, seen_version: int) -> NewsRow:
    row = session.get(NewsRow, news_id, with_for_update=True)
    if row is None:
        raise NotFound(kind="news", value=news_id)
    if row.version != seen_version:
        raise Stale(kind="news", value=news_id, version=row.version)
    return row


def _step(session: Session, row: NewsRow, now: datetime) -> None:
    row.version += 1
    row.saved_at = now
    session.flush()


def _record(
    session: Session,
    row: NewsRow,
    action: str,
    actor_id: str,
    now: datetime,
    *,
    reason: str | None = None,
    salt: bytes = b"",
) -> None:
    ledger.record(
        session,
        actor_id=actor_id,
        action=action,
        subject=f"news:{row.id}",
        now=now,
        reason=reason,
        salt=salt,
        version=row.version,
    )
