"""Reading news: what is published for everybody, newest first, and every piece for those who write."""

from dataclasses import dataclass
from datetime import date, datetime
from functools import lru_cache

from markupsafe import Markup
from sqlalchemy import Select, and_, func, or_, select
from sqlalchemy.orm import Session

from portal.adapters.sanitise import to_html, to_text
from portal.core.disclosure import WorkCount
from portal.core.errors import NotFound
from portal.news import rules
from portal.news.models import NewsRow
from portal.news.rules import State, Verb
from portal.web.listing import PAGE_ROWS, Page, paged
from portal.web.sorting import Order, along

COLUMNS = {
    "changed": (NewsRow.saved_at, NewsRow.id),
    "title": (NewsRow.title, NewsRow.id),
    "state": (NewsRow.state, NewsRow.saved_at, NewsRow.id),
}
"""What the list for those who write can be sorted by."""

LAST_CHANGED = Order("changed", falling=True)

plain = lru_cache(maxsize=200)(to_text)
"""The words alone; kept, because every search reads the newest pieces."""


@dataclass(frozen=True, slots=True)
class NewsLine:
    """A piece in a list. `slug` is the last part of its address; days may be None for a draft."""

    id: str
    slug: str
    title: str
    summary: str
    state: State
    illustration: bool
    published_on: date | None
    changed_on: date | None
    saved_at: datetime


@dataclass(frozen=True, slots=True)
class NewsView:
    """A piece, ready to read; `source` is its Markdown, to edit."""

    line: NewsLine
    html: Markup
    source: str
    reason: str
    version: int
    steps: tuple[Verb, ...]


def published(session: Session, *, after: str | None = None) -> Page[NewsLine]:
    """What everybody may read, newest first. Raises `NotFound` for a key that is none."""
    query = _read()
    if after is not None:
        last = session.get(NewsRow, after)
        if last is None or last.published_on is None:
            raise NotFound(kind="news", value=after)
        earlier = NewsRow.published_on < last.published_on
        query = query.where(or_(earlier, and_(NewsRow.published_on == last.published_on, NewsRow.id > after)))
    rows = session.scalars(query.limit(PAGE_ROWS + 1)).all()
    return paged([_line(row) for row in rows], [row.id for row in rows])


def newest(session: Session, number: int) -> tuple[NewsLine, ...]:
    """So many of the newest pieces everybody may read."""
    return tuple(_line(row) for row in session.scalars(_read().limit(number)))


def for_feed(session: Session, number: int) -> tuple[tuple[NewsLine, Markup], ...]:
    """So many of the newest pieces with their words as HTML, for a feed."""
    return tuple((_line(row), to_html(row.body)) for row in session.scalars(_read().limit(number)))


def piece(session: Session, slug: str) -> NewsView:
    """A piece that was published, also one withdrawn since. Raises `NotFound`; a draft is not found."""
    row = session.scalars(select(NewsRow).where(NewsRow.slug == slug)).first()
    if row is None or row.state == State.DRAFT.value:
        raise NotFound(kind="news", value=slug)
    return _view(row)


def every(session: Session, *, order: Order = LAST_CHANGED, after: str | None = None) -> Page[NewsLine]:
    """Every piece for those who write, in this order: the last changed first.

    Raises `NotFound` for a key that is none.
    """
    last = session.get(NewsRow, after) if after is not None else None
    if after is not None and last is None:
        raise NotFound(kind="news", value=after)
    query = along(select(NewsRow), COLUMNS[order.code], last, falling=order.falling)
    rows = session.scalars(query.limit(PAGE_ROWS + 1)).all()
    return paged([_line(row) for row in rows], [row.id for row in rows])


def one(session: Session, news_id: str) -> NewsView:
    """One piece for those who write. Raises `NotFound`."""
    row = session.get(NewsRow, news_id)
    if row is None:
        raise NotFound(kind="news", value=news_id)
    return _view(row)


def drafts(session: Session) -> WorkCount:
    """How many pieces are written and not published."""
    query = select(func.count()).select_from(NewsRow).where(NewsRow.state == State.DRAFT.value)
    return WorkCount(session.scalar(query) or 0)


def for_search(session: Session, number: int = 50) -> tuple[tuple[NewsLine, str], ...]:
    """The newest published pieces with their plain words."""
    return tuple((_line(row), plain(row.body)) for row in session.scalars(_read().limit(number)))


def _read() -> Select[NewsRow]:
    query = select(NewsRow).where(NewsRow.state == State.PUBLISHED.value)
    return query.order_by(NewsRow.published_on.desc(), NewsRow.id)


def _line(row: NewsRow) -> NewsLine:
    return NewsLine(
        id=row.id,
        slug=row.slug,
        title=row.title,
        summary=row.summary,
        state=State(row.state),
        illustration=row.illustration,
        published_on=row.published_on,
        changed_on=row.changed_on,
        saved_at=row.saved_at,
    )


def _view(row: NewsRow) -> NewsView:
    return NewsView(
        line=_line(row),
        html=to_html(row.body),
        source=row.body,
        reason=row.reason,
        version=row.version,
        steps=rules.steps(State(row.state)),
    )
