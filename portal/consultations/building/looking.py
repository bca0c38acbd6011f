"""A link under which a draft can be looked at for some days, without an account and without a trace.

The link is made from a random salt and a key that is not in the database, so a stolen copy opens nothing.
Refuses a link that has ended, was replaced, or belongs to something that takes answers already.
"""

from dataclasses import dataclass
from datetime import datetime, timedelta

from sqlalchemy import select
from sqlalchemy.orm import Session

from portal.adapters.tokens import keyed_digest, new_key, same
from portal.consultations import rows, rules
from portal.consultations.building.models import Preview
from portal.consultations.models import Consultation
from portal.consultations.queries import Asked, as_asked
from portal.consultations.rules import Phase, State
from portal.core.errors import MoveNotAllowed, NotFound
from portal.ledger.service import record

DAYS = (("1", "a day"), ("7", "a week"), ("28", "four weeks"))
"""For how long a link may work."""

KEY_LETTERS = 32  # hexadecimal, 128 bits
BEFORE = frozenset({Phase.HIDDEN, Phase.UPCOMING})


@dataclass(frozen=True, slots=True)
class Link:
    """The key in the address, and until when it works."""

    key: str
    ends_at: datetime


def make(session: Session, slug: str, days: int, *, lookup_key: bytes, actor_id: str, now: datetime) -> Link:
    """A new link; an earlier one stops. Raises `NotFound`, and `MoveNotAllowed` once answers are taken."""
    consultation = _locked(session, slug)
    phase = rules.phase(State(consultation.state), rows.window_of(consultation), now)
    if phase not in BEFORE:
        raise MoveNotAllowed(before=phase, after="looked at")
    row = session.get(Preview, consultation.id) or Preview(consultation_id=consultation.id)
    row.salt, row.ends_at = new_key(), now + timedelta(days=days)
    session.add(row)
    subject, until = f"consultation:{consultation.id}", row.ends_at.date().isoformat()
    record(
        session,
        actor_id=actor_id,
        action="consultation.shown_before",
        subject=subject,
        now=now,
        until=until,
    )
    session.flush()
    return Link(_key(lookup_key, row), row.ends_at)


def stop(session: Session, slug: str) -> None:
    """The link ends now; stopping twice is no mistake. Raises `NotFound`."""
    row = session.get(Preview, rows.find(session, slug).id)
    if row is not None:
        session.delete(row)
        session.flush()


def link(session: Session, slug: str, *, lookup_key: bytes, now: datetime) -> Link | None:
    """The link that works now. Raises `NotFound`."""
    row = session.get(Preview, rows.find(session, slug).id)
    if row is None or row.ends_at <= now:
        return None
    return Link(_key(lookup_key, row), row.ends_at)


def looked_at(
    session: Session, slug: str, key: str, *, lookup_key: bytes, now: datetime
) -> tuple[Asked, datetime]:
    """What is asked under this link, and until when. Raises `NotFound` alike for all that does not work."""
    known = link(session, slug, lookup_key=lookup_key, now=now)
    if known is None or not same(known.key.encode(), key.encode()):
        raise NotFound(slug=slug)
    found = rows.find(session, slug)
    if rules.phase(State(found.state), rows.window_of(found), now) not in BEFORE:
        raise NotFound(slug=slug)
    return as_asked(found, Phase.OPEN), known.ends_at


def _locked(session: Session, slug: str) -> Consultation:
    """So that two officers who make a link at once make one after the other."""
    query = select(Consultation).where(Consultation.slug == slug).with_for_update()
    found = session.scalars(query).first()
    if found is None:
        raise NotFound(slug=slug)
    return found


def _key(lookup_key: bytes, row: Preview) -> str:
    return keyed_digest(lookup_key, b"preview", row.consultation_id.encode(), row.salt).hex()[:KEY_LETTERS]
