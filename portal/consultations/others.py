"""The register of other bodies' consultations on the same matters, so that nobody is asked twice in vain.

A partnership has regard to them (SI 2007/1830 regulation 12(3)). Refuses an address that is not https, days
that run backwards, and an older view.
"""

from dataclasses import dataclass
from datetime import date, datetime

from sqlalchemy import select
from sqlalchemy.orm import Session

from portal.adapters.tokens import new_id
from portal.consultations.opening.facts import https
from portal.consultations.opening.models import OtherConsultation
from portal.core.errors import NotFound, Stale
from portal.core.windows import WindowBackwards
from portal.ledger.service import record
from portal.web.listing import Page, paged
from portal.web.sorting import Order, along

COLUMNS = {
    "closes": (OtherConsultation.closes_on, OtherConsultation.id),
    "title": (OtherConsultation.title, OtherConsultation.id),
    "body": (OtherConsultation.body, OtherConsultation.id),
}
"""What the register can be sorted by."""

LAST_TO_CLOSE = Order("closes", falling=True)
PUBLIC_ROWS = 10  # on the public list, beside our own


@dataclass(frozen=True, slots=True)
class OtherFacts:
    """What another body asks, between which days, where, and what we took from it. `family` may be empty."""

    title: str
    body: str
    opens_on: date
    closes_on: date
    url: str
    family: str
    findings: str


@dataclass(frozen=True, slots=True)
class Entry:
    """One entry of the register."""

    id: str
    facts: OtherFacts
    version: int

    def is_over(self, today: date) -> bool:
        """Whether it has closed."""
        return self.facts.closes_on < today


def add(session: Session, facts: OtherFacts, *, actor_id: str, now: datetime) -> str:
    """Enter one, once; answers its id. Raises `NotALink`, `WindowBackwards`."""
    row = OtherConsultation(id=new_id(), version=1)
    _write(row, facts)
    same = {name: getattr(row, name) for name in OtherFacts.__slots__}
    there = session.scalars(select(OtherConsultation.id).filter_by(version=1, **same).limit(1)).first()
    if there is not None:
        return there
    session.add(row)
    session.flush()
    _record(session, row, actor_id, now)
    return row.id


def change(
    session: Session, entry_id: str, facts: OtherFacts, *, seen_version: int, actor_id: str, now: datetime
) -> None:
    """Put one right. Raises `NotFound`, `Stale`, `NotALink`, `WindowBackwards`."""
    row = _seen(session, entry_id, seen_version)
    _write(row, facts)
    row.version += 1
    session.flush()
    _record(session, row, actor_id, now)


def remove(session: Session, entry_id: str, *, seen_version: int, actor_id: str, now: datetime) -> None:
    """Take out one that was entered by mistake. Raises `NotFound`, `Stale`."""
    row = _seen(session, entry_id, seen_version)
    session.delete(row)
    subject = f"other_consultation:{entry_id}"
    record(session, actor_id=actor_id, action="consultation.other_removed", subject=subject, now=now)
    session.flush()


def entry(session: Session, entry_id: str) -> Entry:
    """One entry. Raises `NotFound`."""
    row = session.get(OtherConsultation, entry_id)
    if row is None:
        raise NotFound(kind="other consultation", value=entry_id)
    return _entry(row)


def listed(
    session: Session,
    *,
    family: str = "",
    order: Order = LAST_TO_CLOSE,
    after: str | None = None,
    size: int = PUBLIC_ROWS,
) -> Page[Entry]:
    """Entries in this order: the last to close first; `family` keeps those about it or about several."""
    query = select(OtherConsultation)
    if family:
        query = query.where(OtherConsultation.family.in_((family, "")))
    last = session.get(OtherConsultation, after) if after else None
    query = along(query, COLUMNS[order.code], last, falling=order.falling)
    found = list(session.scalars(query.limit(size + 1)))
    return paged([_entry(row) for row in found], [row.id for row in found], size)


def _write(row: OtherConsultation, facts: OtherFacts) -> None:
    if facts.closes_on < facts.opens_on:
        raise WindowBackwards(opens_at=facts.opens_on, closes_at=facts.closes_on)
    row.title, row.body, row.findings = facts.title, facts.body, facts.findings
    row.opens_on, row.closes_on = facts.opens_on, facts.closes_on
    row.url, row.family = https(facts.url), facts.family


def _entry(row: OtherConsultation) -> Entry:
    facts = OtherFacts(row.title, row.body, row.opens_on, row.closes_on, row.url, row.family, row.findings)
    return Entry(row.id, facts, row.version)


def _seen(session: Session, entry_id: str, seen_version: int) -> OtherConsultation:
    row = session.get(OtherConsultation, entry_id, with_for_update=True)
    if row is None:
        raise NotFound(kind="other consultation", value=entry_id)
    if row.version != seen_version:
        raise Stale(seen=seen_version, version=row.version)
    return row


def _record(session: Session, row: OtherConsultation, actor_id: str, now: datetime) -> None:
    record(
        session,
        actor_id=actor_id,
        action="consultation.other_saved",
        subject=f"other_consultation:{row.id}",
        now=now,
        version=row.version,
    )
