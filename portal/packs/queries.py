"""Reading packs: a group's own, and nothing that tells whether another group has one."""

from dataclasses import dataclass
from datetime import date, datetime

from sqlalchemy import Select, func, select
from sqlalchemy.orm import Session, aliased

from portal.core.actors import Actor
from portal.core.disclosure import WorkCount
from portal.core.errors import NotFound
from portal.core.windows import months_on
from portal.ledger import queries as ledger
from portal.packs import content, rules
from portal.packs.content import PackContent, UnknownFormat
from portal.packs.models import Pack, PackComment
from portal.packs.rules import READS_ALL
from portal.web.listing import PAGE_ROWS, Page, paged
from portal.web.sorting import Order, along

COLUMNS = {
    "frozen": (Pack.made_at, Pack.id),
    "from": (Pack.starts_on, Pack.id),
    "until": (Pack.ends_on, Pack.id),
}
"""What the list can be sorted by."""

NEWEST = Order("frozen", falling=True)

AT_ONCE = 100  # packs whose fingerprints are checked in one go


@dataclass(frozen=True, slots=True)
class PackRow:
    """One pack in the list; days are None until it was sent, or signed off."""

    id: str
    group: str
    starts_on: date
    ends_on: date
    version: int
    made_at: datetime
    sent_at: datetime | None
    signed_at: datetime | None

    @property
    def last_month(self) -> date:
        """The last month the pack is about."""
        return months_on(self.ends_on, -1)


@dataclass(frozen=True, slots=True)
class Comment:
    """A comment beside a pack; `by` is an account's id."""

    id: str
    words: str
    written_at: datetime
    by: str


@dataclass(frozen=True, slots=True)
class PackView:
    """One pack as it is read. `holds`: it fits its digest; `content` is None where it cannot be read."""

    id: str
    group: str
    version: int
    digest: str
    holds: bool
    content: PackContent | None
    made_at: datetime
    made_by: str
    sent_at: datetime | None
    sent_by: str | None
    signed_at: datetime | None
    signed_by: str | None
    comments: tuple[Comment, ...]

    @property
    def people(self) -> frozenset[str]:
        """Ids of everybody named beside it."""
        named = (self.made_by, self.sent_by, self.signed_by, *(each.by for each in self.comments))
        return frozenset(each for each in named if each)


LISTED = (
    *(Pack.id, Pack.group_code, Pack.starts_on, Pack.ends_on),
    *(Pack.version, Pack.made_at, Pack.sent_at, Pack.signed_at),
)
"""What a `PackRow` is made of: a list reads no pack's content."""


def page(session: Session, actor: Actor, *, order: Order = NEWEST, after: str | None = None) -> Page[PackRow]:
    """Packs this person may read, in this order: newest first."""
    last = session.get(Pack, after) if after else None
    seen = last if last is not None and rules.may_read(actor, last.group_code) else None
    query = along(_readable(actor), COLUMNS[order.code], seen, falling=order.falling)
    found = session.execute(query.limit(PAGE_ROWS + 1).with_only_columns(*LISTED))
    rows = [PackRow(*columns) for columns in map(tuple, found)]
    return paged(rows, [row.id for row in rows])


def pack(session: Session, actor: Actor, pack_id: str) -> PackView:
    """One pack. Raises `NotFound`, for another group's pack too."""
    row = session.get(Pack, pack_id)
    if row is None or not rules.may_read(actor, row.group_code):
        raise NotFound(kind="pack", value=pack_id)
    query = select(PackComment).where(PackComment.pack_id == row.id)
    comments = session.scalars(query.order_by(PackComment.written_at, PackComment.id))
    return PackView(
        id=row.id,
        group=row.group_code,
        version=row.version,
        digest=row.digest,
        holds=content.digest(row.content) == row.digest,
        content=_content(row.content),
        made_at=row.made_at,
        made_by=row.made_by,
        sent_at=row.sent_at,
        sent_by=row.sent_by,
        signed_at=row.signed_at,
        signed_by=row.signed_by,
        comments=tuple(Comment(each.id, each.words, each.written_at, each.written_by) for each in comments),
    )


def number_to_sign(session: Session, actor: Actor) -> WorkCount:
    """How many packs were sent to groups this person chairs and wait to be signed off, the newest of each."""
    mine = [group for group in actor.groups if rules.may_sign(actor, group)]
    newer = aliased(Pack)
    same = [getattr(newer, part) == getattr(Pack, part) for part in ("group_code", "starts_on", "ends_on")]
    query = (
        select(func.count())
        .select_from(Pack)
        .where(Pack.group_code.in_(mine), Pack.sent_at.is_not(None), Pack.signed_at.is_(None))
        .where(~select(newer.id).where(*same, newer.version > Pack.version).exists())
    )
    return WorkCount(session.scalar(query) or 0)


def digest_of(session: Session, pack_id: str) -> str:
    """The fingerprint of a pack. Raises `NotFound`."""
    found = session.scalar(select(Pack.digest).where(Pack.id == pack_id))
    if found is None:
        raise NotFound(kind="pack", value=pack_id)
    return found


def broken(session: Session) -> list[str]:
    """Ids of packs whose content no longer fits its digest, or the digest that the ledger keeps of it."""
    frozen = ledger.facts_of(session, "pack.frozen")
    query = select(Pack.id, Pack.content, Pack.digest).order_by(Pack.id)
    rows = session.execute(query.execution_options(yield_per=AT_ONCE))
    return [
        pack_id
        for pack_id, text, digest in rows
        if {content.digest(text), frozen.get(f"pack:{pack_id}", {}).get("digest", digest)} != {digest}
    ]


def _readable(actor: Actor) -> Select[Pack]:
    query = select(Pack)
    return query if READS_ALL & actor.roles else query.where(Pack.group_code.in_(actor.groups))


def _content(text: str) -> PackContent | None:
    """What the text says; None where somebody broke it, or it is of a shape that is not read any more."""
    try:
        return content.from_text(text)
    except (ValueError, TypeError, KeyError, UnknownFormat):
        return None
