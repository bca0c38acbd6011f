"""Invitation codes: random, shown once, kept as hashes; one answer to each, and nothing joins the two.

A consultation can be open by invitation alone. Refuses a code it does not know, and one that was used.
"""

import re
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import delete, func, select, update
from sqlalchemy.exc import IntegrityError
from sqlalchemy.orm import Session

from portal.adapters.seal import derive
from portal.adapters.tokens import id_of, keyed_digest, new_id
from portal.consultations import rows
from portal.consultations.channels.models import Arrival, Invitation, InvitationBatch, InvitedOnly
from portal.consultations.channels.paper import arrived
from portal.consultations.channels.rules import CodeUnknown, CodeUsed, InvitedKind
from portal.core.disclosure import WorkCount
from portal.core.windows import london_date
from portal.ledger.service import record

ALPHABET = tuple("23456789ABCDEFGHJKMNPQRSTVWXYZ")
"""Nothing that looks like something else."""

CODE_LETTERS = 12  # 58 bits: with 20 tries an hour nobody meets one of thousands
GROUP_LETTERS = 4
MOST_CODES = 5000  # at once: a ward's households; the page that shows them stays readable


@dataclass(frozen=True, slots=True)
class Made:
    """A set of codes, in the clear for the only time."""

    id: str
    name: str
    codes: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class SetView:
    """A set of codes as officers see it."""

    id: str
    name: str
    kind: InvitedKind
    made: WorkCount
    used: WorkCount


@dataclass(frozen=True, slots=True)
class Opened:
    """A code that opens a consultation: the code's id, and the set it belongs to."""

    id: str
    batch_id: str


def make(
    session: Session,
    slug: str,
    name: str,
    kind: InvitedKind,
    number: int,
    *,
    seed: bytes,
    lookup_key: bytes,
    actor_id: str,
    now: datetime,
) -> Made:
    """Make codes, from 1 to `MOST_CODES`, once: the same wish with the same random seed gives the same set.

    The seed is kept nowhere but in the page that asked. Raises `NotFound`.
    """
    consultation = rows.find(session, slug)
    wish = (seed, slug.encode(), name.encode(), kind.encode(), number.to_bytes(4, "big"))
    batch = InvitationBatch(id=id_of(*wish), consultation_id=consultation.id, name=name, kind=kind)
    batch.number, batch.made_on = number, london_date(now)
    codes = _drawn(wish, number)
    made = Made(batch.id, name, tuple(spaced(code) for code in sorted(codes)))
    if session.get(InvitationBatch, batch.id) is not None:
        return made
    try:
        with session.begin_nested():
            session.add(batch)
    except IntegrityError:  # the same page was sent twice in one moment
        return made
    for code in codes:
        lookup = _lookup(code, lookup_key)
        session.add(Invitation(id=new_id(), batch_id=batch.id, lookup=lookup, used=False))
    session.flush()
    subject = f"consultation:{consultation.id}"
    record(session, actor_id=actor_id, action="invitation.made", subject=subject, now=now, number=number)
    return made


def _drawn(wish: tuple[bytes, ...], number: int) -> frozenset[str]:
    """So many codes, settled by the wish with its random seed."""
    codes: set[str] = set()
    at = 0
    while len(codes) < number:
        left = int.from_bytes(keyed_digest(b"invitation-codes", *wish, at.to_bytes(8, "big")), "big")
        letters = []
        for _ in range(CODE_LETTERS):
            left, letter = divmod(left, len(ALPHABET))
            letters.append(ALPHABET[letter])
        codes.add("".join(letters))
        at += 1
    return frozenset(codes)


def find(session: Session, slug: str, typed: str, *, lookup_key: bytes) -> Opened:
    """The invitation of a typed code. Raises `NotFound`, `CodeUnknown`, `CodeUsed`."""
    consultation = rows.find(session, slug)
    mine = Invitation.lookup == _lookup(plain(typed), lookup_key)
    found = session.scalars(select(Invitation).where(mine)).first()
    batch = session.get(InvitationBatch, found.batch_id) if found else None
    if found is None or batch is None or batch.consultation_id != consultation.id:
        raise CodeUnknown()
    if found.used:
        raise CodeUsed()
    return Opened(found.id, found.batch_id)


def spend(session: Session, invitation_id: str, response_id: str) -> None:
    """Use a code for an answer, once; answers that came by a code already need none. Raises `CodeUsed`.

    Nothing is kept that would tell which code opened which answer.
    """
    known = session.get(Arrival, response_id)
    if known is not None and known.invitation_batch_id is not None:
        return
    unused = (Invitation.id == invitation_id, Invitation.used.is_(False))
    spent = session.execute(update(Invitation).where(*unused).values(used=True))
    invitation = session.get(Invitation, invitation_id)
    if spent.rowcount != 1 or invitation is None:  # type: ignore[attr-defined]
        raise CodeUsed()
    arrived(session, response_id, invitation_batch_id=invitation.batch_id)


def only(session: Session, slug: str) -> bool:
    """Whether the consultation takes answers by invitation alone. Raises `NotFound`."""
    return session.get(InvitedOnly, rows.find(session, slug).id) is not None


def set_only(session: Session, slug: str, wanted: bool, *, actor_id: str, now: datetime) -> None:
    """Open it by invitation alone, or to everybody again; what was answered counts. Raises `NotFound`."""
    consultation = rows.find(session, slug)
    if wanted == only(session, slug):
        return
    if wanted:
        session.add(InvitedOnly(consultation_id=consultation.id))
    else:
        session.execute(delete(InvitedOnly).where(InvitedOnly.consultation_id == consultation.id))
    subject = f"consultation:{consultation.id}"
    facts: dict[str, Any] = {"only": "yes" if wanted else "no"}
    record(session, actor_id=actor_id, action="consultation.invited_only", subject=subject, now=now, **facts)
    session.flush()


def listing(session: Session, slug: str) -> tuple[SetView, ...]:
    """Every set of codes, by name. Raises `NotFound`."""
    consultation = rows.find(session, slug)
    mine = InvitationBatch.consultation_id == consultation.id
    used = (
        select(Invitation.batch_id, func.count())
        .join(InvitationBatch, InvitationBatch.id == Invitation.batch_id)
        .where(mine, Invitation.used.is_(True))
        .group_by(Invitation.batch_id)
    )
    counts = {row[0]: row[1] for row in session.execute(used)}
    ordered = select(InvitationBatch).where(mine).order_by(InvitationBatch.name, InvitationBatch.id)
    return tuple(
        SetView(
            each.id,
            each.name,
            InvitedKind(each.kind),
            WorkCount(each.number),
            WorkCount(counts.get(each.id, 0)),
        )
        for each in session.scalars(ordered)
    )


def plain(typed: str) -> str:
    """A typed code without spaces and hyphens, in capitals."""
    return re.sub(r"[^0-9A-Z]", "", typed.upper())


def spaced(code: str) -> str:
    """A code in groups, for reading."""
    return "-".join(code[at : at + GROUP_LETTERS] for at in range(0, len(code), GROUP_LETTERS))


def _lookup(code: str, lookup_key: bytes) -> bytes:
    return derive(lookup_key, "invitation", data=code.encode("utf-8"))
