"""Papers that are attached to a referral: cleaned before they come here, sealed, opened one by one.

Refuses too many papers, a paper where nothing moves any more, and taking the councillor's away after the
referral was sent: others may have read it. Officers take theirs back until it has ended. The same paper is
not kept twice. Who opens one stands in the ledger; it is sent as a file to keep, never shown in a page.
"""

from dataclasses import dataclass
from datetime import date, datetime

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from portal.adapters.attachments import LARGEST, Attachment, Kind
from portal.adapters.documents import file_name
from portal.adapters.seal import Opener, SealTo, derive, seal
from portal.adapters.tokens import keyed_digest, new_id
from portal.core.errors import DomainError, MoveNotAllowed, NotFound, Refused
from portal.core.windows import london_date
from portal.core.words import tidy
from portal.ledger import service as ledger
from portal.referrals.models import Referral, ReferralAttachment
from portal.referrals.rules import ENDED, State

MOST_PAPERS = 5  # of the councillor, and as many of officers: a committee's agenda holds no more
MAX_NAME = 80  # characters
MOST_BYTES = 4 * LARGEST  # so large a file is still read, to say in words that it is too large


class TooManyPapers(DomainError):
    """There are `.most` papers already."""

    code = "too-many-papers"
    most: int


@dataclass(frozen=True, slots=True)
class Paper:
    """A paper in a list, without its content; `name` is what whoever attached it calls it."""

    id: str
    referral_id: str
    name: str
    kind: Kind
    size: int
    added_on: date
    added_by: str

    @property
    def file_name(self) -> str:
        """What the file is called when it is sent."""
        return file_name(self.name).removesuffix("docx") + self.kind.value


def of_referral(session: Session, referral_id: str) -> tuple[Paper, ...]:
    """Its papers, by name."""
    query = select(ReferralAttachment).where(ReferralAttachment.referral_id == referral_id)
    ordered = query.order_by(ReferralAttachment.name, ReferralAttachment.id)
    return tuple(_paper(row) for row in session.scalars(ordered))


def add(
    session: Session,
    referral_id: str,
    kept: Attachment,
    name: str,
    *,
    seal_to: SealTo,
    digest_key: bytes,
    actor_id: str,
    now: datetime,
) -> str:
    """Seal and keep one paper; its id. `digest_key` (32 bytes) is the portal's look-up key.

    It was cleaned before (`attachments.accept`): that takes time, and nothing else can be written meanwhile.
    Raises `NotFound`, `MoveNotAllowed`, `TooManyPapers`.
    """
    referral = session.get(Referral, referral_id, with_for_update=True)
    if referral is None:
        raise NotFound(kind="referral", value=referral_id)
    if State(referral.state) in ENDED:
        raise MoveNotAllowed(state=referral.state)
    digest = keyed_digest(derive(digest_key, "paper"), referral_id.encode(), kept.content)
    there = _there(session, referral_id, digest)
    if there is not None:
        return there
    _check_room(session, referral, actor_id)
    row = ReferralAttachment(
        id=new_id(),
        referral_id=referral_id,
        name=" ".join(tidy(name).split())[:MAX_NAME] or "Paper",
        kind=kept.kind,
        size=len(kept.content),
        digest=digest,
        sealed_working=seal(seal_to.working, kept.content),
        sealed_recovery=seal(seal_to.recovery, kept.content),
        added_on=london_date(now),
        added_by=actor_id,
    )
    session.add(row)
    session.flush()
    _record(session, "referral.paper_added", row, actor_id, now)
    return row.id


def open_one(
    session: Session, referral_id: str, paper_id: str, *, opener: Opener, actor_id: str, now: datetime
) -> tuple[Paper, bytes]:
    """The paper and its content; the ledger says who opened it. Raises `NotFound`, `CannotOpen`."""
    row = _find(session, referral_id, paper_id)
    content = opener.open(row.sealed_working)
    _record(session, "referral.paper_opened", row, actor_id, now)
    return _paper(row), content


def remove(session: Session, referral_id: str, paper_id: str, *, actor_id: str, now: datetime) -> None:
    """Take a paper away while the referral is a draft. Raises `NotFound`, `MoveNotAllowed`."""
    row = _find(session, referral_id, paper_id)
    referral = session.get_one(Referral, referral_id)
    if State(referral.state) is not State.DRAFT:
        raise MoveNotAllowed(state=referral.state)
    _remove(session, row, actor_id, now)


def take_back(session: Session, referral_id: str, paper_id: str, *, actor_id: str, now: datetime) -> None:
    """Take out what officers attached, until the referral has ended.

    Raises `NotFound`, `Refused` where the councillor attached it, `MoveNotAllowed`.
    """
    row = _find(session, referral_id, paper_id)
    referral = session.get_one(Referral, referral_id, with_for_update=True)
    if row.added_by == referral.member_id:
        raise Refused()
    if State(referral.state) in ENDED:
        raise MoveNotAllowed(state=referral.state)
    _remove(session, row, actor_id, now)


def _remove(session: Session, row: ReferralAttachment, actor_id: str, now: datetime) -> None:
    _record(session, "referral.paper_removed", row, actor_id, now)
    session.delete(row)
    session.flush()


def _there(session: Session, referral_id: str, digest: bytes) -> str | None:
    """The id of the same paper, where it is kept already."""
    same = (ReferralAttachment.referral_id == referral_id, ReferralAttachment.digest == digest)
    return session.scalars(select(ReferralAttachment.id).where(*same)).first()


def _check_room(session: Session, referral: Referral, actor_id: str) -> None:
    """The councillor's papers and officers' are counted apart: each leaves room for the other."""
    own = ReferralAttachment.added_by == referral.member_id
    which = own if actor_id == referral.member_id else ~own
    there = select(func.count()).where(ReferralAttachment.referral_id == referral.id, which)
    if (session.scalar(there) or 0) >= MOST_PAPERS:
        raise TooManyPapers(most=MOST_PAPERS)


def _find(session: Session, referral_id: str, paper_id: str) -> ReferralAttachment:
    row = session.get(ReferralAttachment, paper_id)
    if row is None or row.referral_id != referral_id:
        raise NotFound(kind="paper", value=paper_id)
    return row


def _record(session: Session, action: str, row: ReferralAttachment, actor_id: str, now: datetime) -> None:
    subject = f"referral:{row.referral_id}"
    ledger.record(session, actor_id=actor_id, action=action, subject=subject, now=now, paper=row.id)


def _paper(row: ReferralAttachment) -> Paper:
    return Paper(
        id=row.id,
        referral_id=row.referral_id,
        name=row.name,
        kind=Kind(row.kind),
        size=row.size,
        added_on=row.added_on,
        added_by=row.added_by,
    )
