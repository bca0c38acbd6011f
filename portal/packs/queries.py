"""Reading packs: a group's own, and nothing that tells whether another group has one."""

from dataclasses import dataclass
from datetime import date, datetime

from sqlalchemy import literal, select, tuple_
from sqlalchemy.orm import Session

from portal.adapters.db import UtcDateTime
from portal.core.actors import Actor
from portal.core.errors import NotFound
from portal.core.windows import months_on
from portal.packs import rules
from portal.packs.models import Pack
from portal.packs.rules import READS_ALL, PackContent
from portal.web.listing import PAGE_ROWS, Page, paged


@dataclass(frozen=True, slots=True)
class PackRow:
    """One pack in the list."""

    id: str
    group: str
    starts_on: date
    ends_on: date
    version: int
    made_at: datetime

    @property
    def last_month(self) -> date:
        """The last month the pack is about."""
        return months_on(self.ends_on, -1)


@dataclass(frozen=True, slots=True)
class PackView:
    """One pack as it is read."""

    id: str
    version: int
    digest: str
    holds: bool
    content: PackContent


def page(session: Session, actor: Actor, *, after: str | None) -> Page[PackRow]:
    """Packs this person may read, newest first."""
    query = select(Pack).order_by(Pack.made_at.desc(), Pack.id.desc()).limit(PAGE_ROWS + 1)
    if not READS_ALL & actor.roles:
        query = query.where(Pack.group_code.in_(actor.groups))
    last = session.get(Pack, after) if after else None
    if last is not None and rules.may_read(actor, last.group_code):
        query = query.where(
            tuple_(Pack.made_at, Pack.id) < tuple_(literal(last.made_at, UtcDateTime()), literal(last.id))
        )
    rows = [
        PackRow(row.id, row.group_code, row.starts_on, row.ends_on, row.version, row.made_at)
        for row in session.scalars(query)
    ]
    return paged(rows, [row.id for row in rows])


def pack(session: Session, actor: Actor, pack_id: str) -> PackView:
    """One pack. Raises `NotFound`, for another group's pack too."""
    row = session.get(Pack, pack_id)
    if row is None or not rules.may_read(actor, row.group_code):
        raise NotFound(kind="pack", value=pack_id)
    return PackView(
        id=row.id,
        version=row.version,
        digest=row.digest,
        holds=rules.digest(row.content) == row.digest,
        content=rules.from_text(row.content),
    )


def broken(session: Session) -> list[str]:
    """Ids of packs whose content no longer fits its digest."""
    rows = session.execute(select(Pack.id, Pack.content, Pack.digest).execution_options(yield_per=100))
    return [pack_id for pack_id, content, digest in rows if rules.digest(content) != digest]
