"""What a writer does in a conversation: answers a question, adds something, puts something right.

Everything is sealed to the partnership before it reaches the database, and to nobody else: the receipt tells
when its holder wrote, never what. The same words twice change nothing.
"""

from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import func, select
from sqlalchemy.exc import IntegrityError
from sqlalchemy.orm import Session

from portal.adapters import tokens
from portal.adapters.seal import ReceiptKeys, seal, to_bytes
from portal.concerns import service
from portal.concerns.conversation import rules
from portal.concerns.conversation.models import ConcernQuestion
from portal.concerns.conversation.turns import next_turn
from portal.concerns.models import Concern, ConcernMessage
from portal.concerns.rules import CORRECTED, Risk, State
from portal.concerns.service import SealTo
from portal.core.errors import MoveNotAllowed, NotFound
from portal.core.windows import london_date
from portal.partnership.rules import Clocks


@dataclass(frozen=True, slots=True)
class Message:
    """What a writer sends; `question_id` is the question it answers, None for anything else."""

    text: str
    question_id: str | None = None


@dataclass(frozen=True, slots=True)
class Sent:
    """A message that is safely kept: by when somebody reads it (None: it was read), and whether it answers.

    `stored`: this sending wrote something; a repeat did not.
    """

    due_at: datetime | None
    risk: Risk
    stored: bool
    answers: bool


def write(
    session: Session,
    message: Message,
    *,
    receipt: ReceiptKeys,
    clocks: Clocks,
    seal_to: SealTo,
    now: datetime,
) -> Sent:
    """Keep a message once, whatever is sent twice or at the same time.

    One to a question that is no longer there is kept as something added. Raises `NotFound` for a receipt we
    do not know, `MoveNotAllowed` once the report was taken back, `TextMissing`, `TextTooLong`,
    `TooManyMessages`.
    """
    mine = select(Concern).where(Concern.lookup == receipt.lookup).with_for_update()
    concern = session.scalars(mine, execution_options={"populate_existing": True}).first()
    if concern is None:
        raise NotFound(kind="concern")
    if concern.taken_back:
        raise MoveNotAllowed(state=concern.state)
    question = _question(session, concern, message.question_id)
    text = rules.check_message(message.text, sent=0)
    row = _row(session, concern, question, text, receipt=receipt, seal_to=seal_to, now=now)
    stored = not _known(session, row)
    if stored:
        rules.check_message(text, sent=_count(session, concern.id))
        stored = _insert(session, row)
    if stored:
        flag = rules.ANSWERED if question else CORRECTED
        service.bring_back(session, concern, text, flag, clocks, now=now)
        session.flush()
        _close(session, concern)
    due_at = concern.due_at if concern.message_waiting or concern.state == State.HELD else None
    return Sent(due_at, Risk(concern.risk), stored, question is not None)


def unanswered(session: Session, concern_id: str) -> int:
    """How many questions to a report have no answer."""
    answered = select(ConcernMessage.question_id).where(
        ConcernMessage.concern_id == concern_id, ConcernMessage.question_id.is_not(None)
    )
    count = select(func.count()).select_from(ConcernQuestion)
    mine = ConcernQuestion.concern_id == concern_id
    return session.scalar(count.where(mine, ConcernQuestion.id.not_in(answered))) or 0


def _question(session: Session, concern: Concern, question_id: str | None) -> ConcernQuestion | None:
    found = session.get(ConcernQuestion, question_id) if question_id else None
    return found if found is not None and found.concern_id == concern.id else None


def _row(
    session: Session,
    concern: Concern,
    question: ConcernQuestion | None,
    text: str,
    *,
    receipt: ReceiptKeys,
    seal_to: SealTo,
    now: datetime,
) -> ConcernMessage:
    plain = to_bytes({"text": text, "lat": None, "lon": None})
    to = question.id.encode() if question else b""
    return ConcernMessage(
        id=tokens.new_id(),
        concern_id=concern.id,
        question_id=question.id if question else None,
        turn=next_turn(session, concern.id),
        digest=tokens.keyed_digest(receipt.symmetric, b"message", to, plain),
        sealed_working=seal(seal_to.working, plain),
        sealed_recovery=seal(seal_to.recovery, plain),
        written_on=london_date(now),
    )


def _known(session: Session, row: ConcernMessage) -> bool:
    same = select(ConcernMessage.id).where(
        ConcernMessage.concern_id == row.concern_id, ConcernMessage.digest == row.digest
    )
    return session.scalars(same).first() is not None


def _insert(session: Session, row: ConcernMessage) -> bool:
    """False where somebody else kept the same words at this moment."""
    try:
        with session.begin_nested():
            session.add(row)
    except IntegrityError:
        return False
    return True


def _count(session: Session, concern_id: str) -> int:
    mine = select(func.count()).select_from(ConcernMessage).where(ConcernMessage.concern_id == concern_id)
    return session.scalar(mine) or 0


def _close(session: Session, concern: Concern) -> None:
    """Nothing is asked any more once every question has its answer."""
    if not unanswered(session, concern.id):
        flags = set(concern.flags.split()) - {rules.ASKED}
        concern.flags = " ".join(sorted(flags))
        session.flush()
