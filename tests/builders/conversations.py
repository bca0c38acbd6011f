"""Conversations between an officer and the holder of a receipt, for stories."""

from datetime import datetime

from sqlalchemy import select
from sqlalchemy.orm import Session

from portal.adapters.seal import Opener
from portal.concerns.conversation import desk, service
from portal.concerns.conversation.models import ConcernQuestion
from portal.concerns.conversation.service import Message, Sent
from portal.concerns.models import Concern
from portal.partnership.rules import Partnership
from tests.builders.concerns import MONDAY, PHRASE, SEAL_TO, WORKING_PRIVATE, a_receipt

OPENER = Opener(WORKING_PRIVATE)
OFFICER = "o" * 26
QUESTION = "On which evenings is it worst?"
ANSWER = "Mostly on Fridays, after ten."


def the_concern(session: Session) -> Concern:
    """The only report there is."""
    return session.scalars(select(Concern)).one()


def newest_question(session: Session) -> str:
    """The id of the question that was asked last."""
    newest = select(ConcernQuestion.id).order_by(ConcernQuestion.turn.desc())
    return session.scalars(newest).first() or ""


def asked(
    session: Session,
    partnership: Partnership,
    words: str = QUESTION,
    *,
    seen: int | None = None,
    now: datetime = MONDAY,
) -> bool:
    """An officer asks about the only report."""
    concern = the_concern(session)
    return desk.ask(
        session,
        concern.id,
        words,
        seen_version=concern.version if seen is None else seen,
        opener=OPENER,
        seal_to=SEAL_TO,
        partnership=partnership,
        actor_id=OFFICER,
        now=now,
    )


def answered(
    session: Session,
    partnership: Partnership,
    words: str = ANSWER,
    *,
    to: str | None = None,
    phrase: str = PHRASE,
    now: datetime = MONDAY,
) -> Sent:
    """The writer answers, to the newest question when no other is named; `to=""` adds to the report."""
    question = newest_question(session) if to is None else to
    return service.write(
        session,
        Message(words, question or None),
        receipt=a_receipt(phrase),
        clocks=partnership.clocks,
        seal_to=SEAL_TO,
        now=now,
    )


def opened(session: Session, partnership: Partnership, *, now: datetime = MONDAY) -> desk.Conversation:
    """The conversation as an officer opens it."""
    return desk.open(
        session,
        the_concern(session).id,
        opener=OPENER,
        partnership=partnership,
        actor_id=OFFICER,
        now=now,
    )
