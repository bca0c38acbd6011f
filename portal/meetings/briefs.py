"""A group's quarterly brief: begun with what the group did, edited by the chair, signed off, and then locked.

Refuses to change a signed brief, to sign one with an empty part, and one for a quarter that is still to come.
"""

from dataclasses import dataclass
from datetime import date, datetime

from sqlalchemy import func, literal, or_, select, tuple_
from sqlalchemy.exc import IntegrityError
from sqlalchemy.orm import Session

from portal.adapters.documents import Document, Heading, Paragraph, Part
from portal.adapters.tokens import keyed_digest, new_key
from portal.core.actors import Actor, Role
from portal.core.disclosure import WorkCount
from portal.core.errors import MoveNotAllowed, NotFound
from portal.core.windows import london_date
from portal.meetings import brief_words, room, rules
from portal.meetings.brief_words import BriefWords, Quarter
from portal.meetings.dates import quarter_of, quarter_words
from portal.meetings.group_models import Brief as BriefRow
from portal.partnership.rules import Group, Partnership
from portal.web.filters import day
from portal.web.listing import PAGE_ROWS, Page, paged

PARTS = ("activities", "progress", "challenges")
HEADINGS = {"activities": "Activities", "progress": "Progress", "challenges": "Challenges"}


@dataclass(frozen=True, slots=True)
class Brief:
    """One brief; `holds` says whether a signed one is still as it was signed."""

    id: str
    group: str
    quarter: date
    words: BriefWords
    signed_on: date | None
    signed_by: str
    digest: str
    holds: bool
    version: int

    @property
    def signed(self) -> bool:
        """Whether it is locked."""
        return self.signed_on is not None

    @property
    def about(self) -> str:
        """The quarter in words."""
        return quarter_words(self.quarter)


def start(
    session: Session,
    actor: Actor,
    group: Group,
    quarter: date,
    *,
    partnership: Partnership,
    now: datetime,
) -> str:
    """The group's brief for a quarter, begun if it is not there; its id. Raises `NotFound`, `DayInFuture`."""
    room.chair(actor, group.code)
    first = quarter_of(quarter)
    rules.past(first, london_date(now))
    there = _find(session, group.code, first)
    if there is not None:
        return there
    words = brief_words.draw(session, Quarter(group, first, now), partnership=partnership)
    row = BriefRow(
        id=room.id_for(""),
        group_code=group.code,
        quarter=first,
        activities=words.activities,
        progress=words.progress,
        challenges=words.challenges,
        signed_on=None,
        signed_by="",
        digest="",
        salt=None,
        version=1,
        changed_at=now,
    )
    try:
        with session.begin_nested():
            session.add(row)
    except IntegrityError:
        return _find(session, group.code, first) or ""
    room.record(session, actor, "brief.saved", f"brief:{row.id}", now, version=row.version)
    return row.id


def save(
    session: Session, actor: Actor, brief_id: str, words: BriefWords, *, seen_version: int, now: datetime
) -> None:
    """Change the words. Raises `NotFound`, `Stale`, `MoveNotAllowed`, `WordsTooLong`, `PointsToSomebody`."""
    row = _mine(session, actor, brief_id, seen_version)
    for part in PARTS:
        setattr(row, part, rules.clean(part, getattr(words, part), rules.MAX_PART, needed=False))
    _changed(session, actor, row, now)


def redraw(
    session: Session,
    actor: Actor,
    brief_id: str,
    *,
    group: Group,
    partnership: Partnership,
    seen_version: int,
    now: datetime,
) -> None:
    """Throw the words away and fill it anew. Raises `NotFound`, `Stale`, `MoveNotAllowed`."""
    row = _mine(session, actor, brief_id, seen_version)
    words = brief_words.draw(session, Quarter(group, row.quarter, now), partnership=partnership)
    row.activities, row.progress, row.challenges = words.activities, words.progress, words.challenges
    _changed(session, actor, row, now)


def sign(session: Session, actor: Actor, brief_id: str, *, seen_version: int, now: datetime) -> None:
    """Sign it off: it is locked and the Executive reads it.

    Raises `NotFound`, `Stale`, `MoveNotAllowed`, `WordsMissing`, `DayInFuture`.
    """
    row = _mine(session, actor, brief_id, seen_version)
    for part in PARTS:
        rules.clean(part, getattr(row, part), rules.MAX_PART)
    row.signed_on, row.signed_by = london_date(now), actor.id
    row.salt = new_key()
    row.digest = _digest(row)
    row.version += 1
    row.changed_at = now
    room.record(session, actor, "brief.signed", f"brief:{row.id}", now, digest=row.digest)


def page(
    session: Session, actor: Actor, *, partnership: Partnership, after: str | None = None
) -> Page[Brief]:
    """The briefs this person may read, the newest quarter first."""
    mine = BriefRow.group_code.in_(group.code for group in partnership.groups if group.code in actor.groups)
    shown = or_(mine, BriefRow.signed_on.is_not(None)) if Role.EXECUTIVE in actor.roles else mine
    query = select(BriefRow).where(shown).order_by(BriefRow.quarter.desc(), BriefRow.id.desc())
    last = session.get(BriefRow, after) if after else None
    if last is not None and _readable(actor, last):
        query = query.where(
            tuple_(BriefRow.quarter, BriefRow.id) < tuple_(literal(last.quarter), literal(last.id))
        )
    rows = list(session.scalars(query.limit(PAGE_ROWS + 1)))
    return paged([_brief(row) for row in rows], [row.id for row in rows])


def number_signed(session: Session, *, since: date) -> int:
    """How many briefs were signed off after that day."""
    query = select(func.count()).select_from(BriefRow).where(BriefRow.signed_on > since)
    return session.scalar(query) or 0


def number_to_sign(session: Session, actor: Actor, *, today: date) -> WorkCount:
    """How many briefs of groups this person chairs, about a quarter that is over, are not signed off."""
    mine = [group for group in actor.groups if rules.runs(actor, group)]
    query = select(func.count()).where(
        BriefRow.group_code.in_(mine), BriefRow.signed_on.is_(None), BriefRow.quarter < quarter_of(today)
    )
    return WorkCount(session.scalar(query) or 0)


def one(session: Session, actor: Actor, brief_id: str) -> Brief:
    """One brief. Raises `NotFound`, for one that may not be read too."""
    row = session.get(BriefRow, brief_id)
    if row is None or not _readable(actor, row):
        raise NotFound(kind="brief", value=brief_id)
    return _brief(row)


def document(brief: Brief, group: str, signed_by: str) -> Document:
    """The brief as a document to be written as DOCX."""
    about = (
        Paragraph(f"Signed off on {day(brief.signed_on)} by {signed_by}.")
        if brief.signed_on
        else Paragraph("A draft: not signed off yet.", strong=True)
    )
    parts: list[Part] = [about]
    for part in PARTS:
        parts.append(Heading(HEADINGS[part]))
        parts += [Paragraph(line) for line in getattr(brief.words, part).splitlines() if line.strip()]
    return Document(f"{group}: quarterly brief, {brief.about}", tuple(parts), subject="Quarterly brief")


def _find(session: Session, group_code: str, quarter: date) -> str | None:
    query = select(BriefRow.id).where(BriefRow.group_code == group_code, BriefRow.quarter == quarter)
    return session.scalar(query)


def _mine(session: Session, actor: Actor, brief_id: str, seen: int) -> BriefRow:
    row = session.get(BriefRow, brief_id, with_for_update=True)
    if row is None or not rules.runs(actor, row.group_code):
        raise NotFound(kind="brief", value=brief_id)
    room.fresh(row, seen)
    if row.signed_on is not None:
        raise MoveNotAllowed(state="signed", verb="change")
    return row


def _readable(actor: Actor, row: BriefRow) -> bool:
    return rules.reads_brief(actor, row.group_code, signed=row.signed_on is not None)


def _changed(session: Session, actor: Actor, row: BriefRow, now: datetime) -> None:
    row.version += 1
    row.changed_at = now
    room.record(session, actor, "brief.saved", f"brief:{row.id}", now, version=row.version)


def _digest(row: BriefRow) -> str:
    """Salted: the ledger keeps it for years, and short words could be guessed from a bare hash."""
    parts = [row.group_code, row.quarter.isoformat(), *(getattr(row, part) for part in PARTS)]
    parts.append(str(row.signed_on))
    return keyed_digest(row.salt or b"", *(part.encode("utf-8") for part in parts)).hex()


def _brief(row: BriefRow) -> Brief:
    return Brief(
        id=row.id,
        group=row.group_code,
        quarter=row.quarter,
        words=BriefWords(row.activities, row.progress, row.challenges),
        signed_on=row.signed_on,
        signed_by=row.signed_by,
        digest=row.digest,
        holds=row.signed_on is None or row.digest == _digest(row),
        version=row.version,
    )
