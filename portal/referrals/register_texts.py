"""Words for the public register: written by one person, read by a second, and only then public.

Refuses what `publishing` refuses, and a step on older words. New words are read anew; until then nobody
outside reads either.
"""

from dataclasses import dataclass
from datetime import date, datetime

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from portal.adapters.tokens import new_id
from portal.core.errors import NotFound, Stale
from portal.core.windows import london_date
from portal.ledger import service as ledger
from portal.partnership.rules import Partnership
from portal.referrals import publishing
from portal.referrals.counted import are_sensitive, is_sensitive
from portal.referrals.models import Referral
from portal.referrals.publishing import Part
from portal.referrals.report_models import RegisterText

FIRST = 1


@dataclass(frozen=True, slots=True)
class Words:
    """Words of one part: `read_on` is empty until a second person agreed to them."""

    id: str
    part: Part
    of: str
    words: str
    written_on: date
    written_by: str
    read_on: date | None
    version: int


def of_referral(session: Session, referral_id: str) -> tuple[Words, ...]:
    """Every part of one referral that somebody wrote."""
    query = select(RegisterText).where(RegisterText.referral_id == referral_id)
    return tuple(_words(row) for row in session.scalars(query.order_by(RegisterText.part, RegisterText.of)))


def public(session: Session, referral_id: str) -> dict[tuple[Part, str], str]:
    """The words that two people agreed to, by part and what they tell of."""
    query = select(RegisterText).where(RegisterText.referral_id == referral_id)
    agreed = session.scalars(query.where(RegisterText.read_on.is_not(None)))
    return {(Part(row.part), row.of): row.words for row in agreed}


def count_unread(session: Session, *, reader_id: str, partnership: Partnership) -> int:
    """How many words of others wait for this person's agreement."""
    waits = (RegisterText.read_on.is_(None), RegisterText.written_by != reader_id)
    of = Referral.id == RegisterText.referral_id
    query = select(func.count()).select_from(RegisterText).join(Referral, of)
    return session.scalar(query.where(*waits, ~are_sensitive(partnership))) or 0


def waiting(session: Session, referral_id: str, *, partnership: Partnership) -> tuple[str, tuple[Words, ...]]:
    """The reference of a referral, and its words that wait for a second reader. Raises `NotFound`."""
    row = session.get(Referral, referral_id)
    found = tuple(each for each in of_referral(session, referral_id) if each.read_on is None)
    if row is None or is_sensitive(row, partnership) or not found:
        raise NotFound(kind="register text", value=referral_id)
    return row.reference or "", found


def unread(session: Session, *, partnership: Partnership) -> tuple[tuple[str, str], ...]:
    """Id and reference of each referral with words that wait for a second reader."""
    query = (
        select(Referral.id, Referral.reference)
        .where(
            Referral.id.in_(select(RegisterText.referral_id).where(RegisterText.read_on.is_(None))),
            ~are_sensitive(partnership),
        )
        .order_by(Referral.reference)
    )
    return tuple((row[0], row[1] or "") for row in session.execute(query))


def write(
    session: Session,
    referral_id: str,
    part: Part,
    of: str,
    words: str,
    *,
    seen_version: int,
    partnership: Partnership,
    actor_id: str,
    now: datetime,
) -> str:
    """Write or change the words of one part; their id. `seen_version` is 0 for the first.

    Raises `NotFound`, `Stale` and what `publishing.accept` raises.
    """
    referral = session.get(Referral, referral_id, with_for_update=True)
    if referral is None:
        raise NotFound(kind="referral", value=referral_id)
    kept = publishing.accept(words, sensitive=is_sensitive(referral, partnership))
    same = (RegisterText.referral_id == referral_id, RegisterText.part == part, RegisterText.of == of)
    row = session.scalars(select(RegisterText).where(*same)).one_or_none()
    if (row.version if row else 0) != seen_version:
        raise Stale(seen=seen_version, version=row.version if row else 0)
    if row is None:
        row = RegisterText(id=new_id(), referral_id=referral_id, part=part, of=of, version=0)
        session.add(row)
    row.words, row.written_on, row.written_by = kept, london_date(now), actor_id
    row.read_on, row.read_by, row.version = None, "", row.version + 1
    session.flush()
    _record(session, "register.written", row, actor_id, now)
    return row.id


def agree(
    session: Session,
    text_id: str,
    *,
    seen_version: int,
    partnership: Partnership,
    actor_id: str,
    now: datetime,
) -> None:
    """Publish the words as they stand. Raises `NotFound`, `Stale`, `SameReader`, `OnlyCounted`."""
    row = session.get(RegisterText, text_id, with_for_update=True)
    if row is None:
        raise NotFound(kind="register text", value=text_id)
    if row.version != seen_version or row.read_on is not None:
        raise Stale(seen=seen_version, version=row.version)
    publishing.check_reader(written_by=row.written_by, actor_id=actor_id)
    referral = session.get_one(Referral, row.referral_id)
    publishing.accept(row.words, sensitive=is_sensitive(referral, partnership))
    row.read_on, row.read_by = london_date(now), actor_id
    session.flush()
    _record(session, "register.agreed", row, actor_id, now)


def _record(session: Session, action: str, row: RegisterText, actor_id: str, now: datetime) -> None:
    ledger.record(
        session,
        actor_id=actor_id,
        action=action,
        subject=f"referral:{row.referral_id}",
        now=now,
        part=row.part,
        version=row.version,
    )


def _words(row: RegisterText) -> Words:
    return Words(
        id=row.id,
        part=Part(row.part),
        of=row.of,
        words=row.words,
        written_on=row.written_on,
        written_by=row.written_by,
        read_on=row.read_on,
        version=row.version,
    )
