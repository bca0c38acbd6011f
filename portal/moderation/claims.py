"""Who works on which item: taken, renewed by opening, taken over, given back.

A claim ends by itself and never stops a decision; it keeps two officers from reading the same words. Refuses
to take quietly what a colleague works on: taking over is said, and the ledger says so.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime, timedelta

from sqlalchemy import delete, select
from sqlalchemy.exc import IntegrityError
from sqlalchemy.orm import Session

from portal.core.errors import DomainError
from portal.ledger import service as ledger
from portal.moderation.desks import Desk
from portal.moderation.models import ClaimRow

CLAIMED_FOR = timedelta(minutes=30)  # a long report read twice and a telephone call
AT_ONCE = 500  # keys in one question, below every database's limit


class TakenByAnother(DomainError):
    """A colleague works on it: `.actor_id`, and `.until` when."""

    code = "taken-by-another"
    status = 409

    actor_id: str
    until: datetime


@dataclass(frozen=True, slots=True)
class Claim:
    """Who works on an item, and until when."""

    desk: str
    item_id: str
    actor_id: str
    until: datetime


def take(
    session: Session, desk: Desk, item_id: str, *, actor_id: str, now: datetime, over: bool = False
) -> Claim:
    """Take an item, or keep it for longer; `over`: also from a colleague. Raises `TakenByAnother`."""
    _forget_ended(session, now)
    row = session.get(ClaimRow, (desk.code, item_id), with_for_update=True)
    if row is None:
        return _first(session, desk, item_id, actor_id, now)
    if row.actor_id != actor_id:
        if not over:
            raise TakenByAnother(actor_id=row.actor_id, until=row.until)
        ledger.record(
            session,
            actor_id=actor_id,
            action=f"{desk.noun}.taken_over",
            subject=f"{desk.noun}:{item_id}",
            now=now,
            colleague=row.actor_id,
        )
    row.actor_id, row.until = actor_id, now + CLAIMED_FOR
    session.flush()
    return _claim(row)


def opened(session: Session, desk: Desk, item_id: str, *, actor_id: str, now: datetime) -> Claim | None:
    """Whoever opens an item works on it, unless a colleague does: then that colleague's claim, to warn."""
    try:
        take(session, desk, item_id, actor_id=actor_id, now=now)
    except TakenByAnother:
        return standing(session, [(desk.code, item_id)], now=now).get((desk.code, item_id))
    return None


def release(session: Session, desk: Desk, item_id: str) -> None:
    """Nobody works on it any more: it was decided, or given back."""
    session.execute(delete(ClaimRow).where(ClaimRow.desk == desk.code, ClaimRow.item_id == item_id))


def give_back(session: Session, desk: Desk, item_id: str, *, actor_id: str) -> None:
    """End one's own claim; a colleague's stays."""
    mine = (ClaimRow.desk == desk.code, ClaimRow.item_id == item_id, ClaimRow.actor_id == actor_id)
    session.execute(delete(ClaimRow).where(*mine))


def standing(
    session: Session, keys: Iterable[tuple[str, str]], *, now: datetime
) -> dict[tuple[str, str], Claim]:
    """The claims that stand on these items (desk, id)."""
    wanted = set(keys)
    ids = sorted({item_id for _, item_id in wanted})
    found: dict[tuple[str, str], Claim] = {}
    for first in range(0, len(ids), AT_ONCE):
        query = select(ClaimRow).where(
            ClaimRow.item_id.in_(ids[first : first + AT_ONCE]), ClaimRow.until > now
        )
        found |= {(row.desk, row.item_id): _claim(row) for row in session.scalars(query)}
    return {key: claim for key, claim in found.items() if key in wanted}


def ids(session: Session, *, now: datetime, actor_id: str | None = None) -> frozenset[str]:
    """The items that somebody, or this member of staff, works on now."""
    query = select(ClaimRow.item_id).where(ClaimRow.until > now)
    if actor_id is not None:
        query = query.where(ClaimRow.actor_id == actor_id)
    return frozenset(session.scalars(query))


def _first(session: Session, desk: Desk, item_id: str, actor_id: str, now: datetime) -> Claim:
    row = ClaimRow(desk=desk.code, item_id=item_id, actor_id=actor_id, until=now + CLAIMED_FOR)
    try:
        with session.begin_nested():
            session.add(row)
    except IntegrityError:
        winner = session.get(ClaimRow, (desk.code, item_id))
        if winner is None:
            raise
        if winner.actor_id != actor_id:
            raise TakenByAnother(actor_id=winner.actor_id, until=winner.until) from None
        row = winner
    return _claim(row)


def _forget_ended(session: Session, now: datetime) -> None:
    session.execute(delete(ClaimRow).where(ClaimRow.until <= now))


def _claim(row: ClaimRow) -> Claim:
    return Claim(row.desk, row.item_id, row.actor_id, row.until)
