"""What is printed of the ways answers came: how often typing differed, and how many codes were used.

One count for the results, the evidence and officers' pages. Names of sets are for officers; everybody reads
whom the codes were for.
"""

from collections.abc import Iterable
from dataclasses import dataclass

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from portal.consultations.channels.models import Batch, Invitation, InvitationBatch, Sheet
from portal.consultations.channels.rules import NOTHING_TYPED, BatchState, ErrorRate, InvitedKind
from portal.core.disclosure import Published, safe_table

INVITED_WORDS = {
    InvitedKind.GROUPS: "Voluntary and community groups",
    InvitedKind.HOUSEHOLDS: "Households",
}


@dataclass(frozen=True, slots=True)
class Invited:
    """Codes of one kind: how many were made, and with how many somebody answered."""

    whom: str
    made: int
    used: Published


def error_rate(session: Session, consultation_id: str) -> ErrorRate:
    """How often typing differed, over every pile that counts."""
    query = (
        select(Sheet)
        .join(Batch, Batch.id == Sheet.batch_id)
        .where(Batch.consultation_id == consultation_id, Batch.state == BatchState.COUNTED)
    )
    return rate_of(session.scalars(query))


def released(session: Session, consultation_id: str) -> tuple[str, ...]:
    """Why piles count that were not typed a second time, as they are printed, in the order of the piles."""
    mine = (Batch.consultation_id == consultation_id, Batch.released_why != "")
    return tuple(session.scalars(select(Batch.released_why).where(*mine).order_by(Batch.number)))


def rate_of(sheets: Iterable[Sheet]) -> ErrorRate:
    """How often typing differed on these papers, as far as they were typed twice."""
    rates = [ErrorRate(1, each.fields, each.different) for each in sheets if each.checked]
    return sum(rates, NOTHING_TYPED)


def invited(session: Session, consultation_id: str) -> tuple[Invited, ...]:
    """Every kind of code that was made."""
    query = (
        select(InvitationBatch.kind, Invitation.used, func.count())
        .join(Invitation, Invitation.batch_id == InvitationBatch.id)
        .where(InvitationBatch.consultation_id == consultation_id)
        .group_by(InvitationBatch.kind, Invitation.used)
    )
    counts = {(kind, used): number for kind, used, number in session.execute(query)}
    kinds = [each for each in InvitedKind if (each, True) in counts or (each, False) in counts]
    used = safe_table([(each, counts.get((each, True), 0)) for each in kinds]).rows if kinds else ()
    return tuple(
        Invited(
            INVITED_WORDS[each],
            counts.get((each, True), 0) + counts.get((each, False), 0),
            row.count,
        )
        for each, row in zip(kinds, used, strict=True)
    )
