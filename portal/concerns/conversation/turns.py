"""In which order a conversation runs: a place is given to each word, because days alone do not tell."""

from sqlalchemy import func, select, union_all
from sqlalchemy.orm import Session

from portal.concerns.conversation.models import ConcernQuestion
from portal.concerns.models import ConcernMessage


def next_turn(session: Session, concern_id: str) -> int:
    """The place of the next word, from 1. The report's row is locked by whoever asks."""
    turns = union_all(
        select(ConcernMessage.turn).where(ConcernMessage.concern_id == concern_id),
        select(ConcernQuestion.turn).where(ConcernQuestion.concern_id == concern_id),
    ).subquery()
    return (session.scalar(select(func.max(turns.c.turn))) or 0) + 1
