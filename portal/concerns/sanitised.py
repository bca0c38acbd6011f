"""Officers' copies of counted concerns, for those who read them to see what goes on; never an original.

Leaves out what was declined, withdrawn or escalated. Words are looked for in these copies and nowhere else.
"""

from dataclasses import dataclass
from datetime import date

from sqlalchemy import Select, literal, select, tuple_
from sqlalchemy.orm import Session, load_only

from portal.concerns.copy_words import holds
from portal.concerns.models import Concern
from portal.concerns.rules import State
from portal.web.listing import PAGE_ROWS, Page, paged

SHOWN = (
    *(Concern.id, Concern.received_on, Concern.topic, Concern.subtopic, Concern.ward, Concern.area),
    *(Concern.theme, Concern.sanitised),
)


@dataclass(frozen=True, slots=True)
class Copy:
    """An officer's copy, with the codes of what and where it is about."""

    id: str
    month: date
    topic: str
    subtopic: str
    ward: str
    area: str | None
    theme: str | None
    words: str


def copies(session: Session, *, topic: str = "", ward: str = "", after: str | None = None) -> Page[Copy]:
    """Copies, the newest month first; an `after` that is no key of ours starts from the beginning."""
    query = _counted()
    if topic:
        query = query.where(Concern.topic == topic)
    if ward:
        query = query.where(Concern.ward == ward)
    return _page(session, query, after)


def search(session: Session, words: str, *, after: str | None = None) -> Page[Copy]:
    """Copies in which every one of these words stands, the newest month first; none without a word."""
    found = holds(words)
    return _page(session, _counted().where(*found), after) if found else Page((), None)


def _counted() -> Select[Concern]:
    return select(Concern).where(Concern.state == State.COUNTED, Concern.sanitised.is_not(None))


def _page(session: Session, query: Select[Concern], after: str | None) -> Page[Copy]:
    last = _parsed(after)
    if last is not None:
        seen = tuple_(*(literal(part) for part in last))
        query = query.where(tuple_(Concern.received_on, Concern.id) < seen)
    query = query.order_by(Concern.received_on.desc(), Concern.id.desc()).options(load_only(*SHOWN))
    rows = list(session.scalars(query.limit(PAGE_ROWS + 1)))
    keys = [f"{row.received_on.isoformat()}.{row.id}" for row in rows]
    return paged([_copy(row) for row in rows], keys)


def _parsed(after: str | None) -> tuple[date, str] | None:
    day, dot, last_id = (after or "").partition(".")
    try:
        return (date.fromisoformat(day), last_id) if dot and last_id.isalnum() else None
    except ValueError:
        return None


def _copy(row: Concern) -> Copy:
    return Copy(
        id=row.id,
        month=row.received_on,
        topic=row.topic,
        subtopic=row.subtopic,
        ward=row.ward,
        area=row.area,
        theme=row.theme,
        words=row.sanitised or "",
    )
