"""What officers do in a conversation: open it, ask, say that they have read what the writer sent.

Refuses a question on an older view than the newest, and one that says again what was written. Every opening
and every question leaves a line in the ledger, without a word of it.
"""

from dataclasses import dataclass
from datetime import date, datetime

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from portal.adapters import holidays, tokens
from portal.adapters.seal import Opener, from_bytes, seal, to_bytes
from portal.concerns import rules as concern_rules
from portal.concerns.conversation import rules
from portal.concerns.conversation.models import ConcernQuestion
from portal.concerns.conversation.rules import Standing
from portal.concerns.conversation.turns import next_turn
from portal.concerns.models import Concern, ConcernMessage
from portal.concerns.opened import Waiting, line_of
from portal.concerns.rules import DECIDED, Risk, State
from portal.concerns.service import SealTo, staffed_hours
from portal.core.errors import DomainError, MoveNotAllowed, NotFound, Stale
from portal.core.windows import london_date
from portal.core.workdays import due_by_working_days
from portal.ledger import service as ledger
from portal.partnership.rules import Partnership


@dataclass(frozen=True, slots=True)
class Turn:
    """One word of the conversation: ours where `asked`, else the writer's.

    `answered` on a question: whether it has its answer; on the writer's words: whether they answer one.
    """

    asked: bool
    words: str
    on: date
    answered: bool


@dataclass(frozen=True, slots=True)
class Conversation:
    """A conversation as an officer sees it. `closed` says why nothing more can be asked (None: it can).

    `until`: the day until which the writer can answer, None while there is no such day.
    """

    line: Waiting
    turns: tuple[Turn, ...]
    closed: DomainError | None
    until: date | None


@dataclass(frozen=True, slots=True)
class Counts:
    """How much there is, nothing opened."""

    questions: int
    messages: int


def counts(session: Session, concern_id: str) -> Counts:
    """How many questions were asked and how many messages came."""
    found = [
        session.scalar(select(func.count()).select_from(table).where(table.concern_id == concern_id)) or 0
        for table in (ConcernQuestion, ConcernMessage)
    ]
    return Counts(*found)


def open(
    session: Session,
    concern_id: str,
    *,
    opener: Opener,
    partnership: Partnership,
    actor_id: str,
    now: datetime,
) -> Conversation:
    """Open both sides; the ledger says so. Raises `NotFound`, `CannotOpen`."""
    concern = _get(session, concern_id)
    subject = f"concern:{concern.id}"
    ledger.record(session, actor_id=actor_id, action="conversation.opened", subject=subject, now=now)
    asked, written = _asked(session, concern.id), _written(session, concern.id)
    answered = {row.question_id for row in written}
    turns = [
        (row.turn, Turn(True, _words(opener, row.sealed_working), row.asked_on, row.id in answered))
        for row in asked
    ]
    turns += [
        (row.turn, Turn(False, _words(opener, row.sealed_working), row.written_on, bool(row.question_id)))
        for row in written
    ]
    return Conversation(
        line=line_of(concern, now),
        turns=tuple(turn for _, turn in sorted(turns, key=lambda each: each[0])),
        closed=_closed(concern, asked, written, partnership, now),
        until=_gone_on(concern, _last_word(asked, written), partnership),
    )


def ask(
    session: Session,
    concern_id: str,
    text: str,
    *,
    seen_version: int,
    opener: Opener,
    seal_to: SealTo,
    partnership: Partnership,
    actor_id: str,
    now: datetime,
) -> bool:
    """Ask the writer; what they sent so far counts as read. False where the same question is open already.

    Raises `NotFound`, `Stale`, what `rules.check_question` and `rules.check_room` raise.
    """
    concern = _get(session, concern_id)
    asked, written = _asked(session, concern.id), _written(session, concern.id)
    answered = {row.question_id for row in written}
    still_open = [_words(opener, row.sealed_working) for row in asked if row.id not in answered]
    if text.strip() in still_open:
        return False
    _fresh(concern, seen_version)
    closed = _closed(concern, asked, written, partnership, now)
    if closed:
        raise closed
    words = rules.check_question(text, known=_known(concern, written, opener))
    session.add(_row(session, concern, words, seal_to, now))
    _wait(concern, partnership, now)
    _record(session, concern, "conversation.asked", actor_id=actor_id, now=now)
    return True


def mark_read(session: Session, concern_id: str, *, seen_version: int, actor_id: str, now: datetime) -> None:
    """Say that what the writer sent was read and asks for nothing. Raises `NotFound`, `Stale`,
    `MoveNotAllowed`."""
    concern = _get(session, concern_id)
    _fresh(concern, seen_version)
    if not concern.message_waiting:
        raise MoveNotAllowed(state=concern.state)
    _read(concern)
    concern.version += 1
    _record(session, concern, "conversation.read", actor_id=actor_id, now=now)


def _get(session: Session, concern_id: str) -> Concern:
    concern = session.get(Concern, concern_id, with_for_update=True, populate_existing=True)
    if concern is None or concern.state == State.WITHDRAWN:
        raise NotFound(kind="concern", value=concern_id)
    return concern


def _fresh(concern: Concern, seen_version: int) -> None:
    if concern.version != seen_version:
        raise Stale(seen=seen_version, version=concern.version)


def _asked(session: Session, concern_id: str) -> list[ConcernQuestion]:
    return list(session.scalars(select(ConcernQuestion).where(ConcernQuestion.concern_id == concern_id)))


def _written(session: Session, concern_id: str) -> list[ConcernMessage]:
    return list(session.scalars(select(ConcernMessage).where(ConcernMessage.concern_id == concern_id)))


def _words(opener: Opener, sealed: bytes) -> str:
    words: str = from_bytes(opener.open(sealed))["text"]
    return words


def _known(concern: Concern, written: list[ConcernMessage], opener: Opener) -> tuple[str, ...]:
    """Everything that was written about the report; opened to compare, shown to nobody."""
    sealed = [row.sealed_working for row in written]
    if concern.sealed_working is not None:
        sealed.append(concern.sealed_working)
    return (*(_words(opener, each) for each in sealed), concern.sanitised or "")


def _closed(
    concern: Concern,
    asked: list[ConcernQuestion],
    written: list[ConcernMessage],
    partnership: Partnership,
    now: datetime,
) -> DomainError | None:
    if concern.taken_back:
        return MoveNotAllowed(state=concern.state)
    answered = {row.question_id for row in written}
    today = london_date(now)
    try:
        rules.check_room(
            _standing(concern, today),
            unanswered=sum(row.id not in answered for row in asked),
            asked=len(asked),
            gone_on=_gone_on(concern, today, partnership),
            today=today,
        )
    except DomainError as closed:
        return closed
    return None


def _last_word(asked: list[ConcernQuestion], written: list[ConcernMessage]) -> date | None:
    return max((*(row.asked_on for row in asked), *(row.written_on for row in written)), default=None)


def _standing(concern: Concern, last_word_on: date | None) -> Standing:
    return Standing(State(concern.state), concern.received_on, concern.decided_on, last_word_on)


def _gone_on(concern: Concern, last_word_on: date | None, partnership: Partnership) -> date | None:
    """The day a question goes that was asked with this last word."""
    days = {rule.record: rule.days for rule in partnership.retention}
    kept = rules.kept_until(_standing(concern, last_word_on), days)
    return kept.talk_by or kept.all_by


def _row(session: Session, concern: Concern, words: str, seal_to: SealTo, now: datetime) -> ConcernQuestion:
    plain = to_bytes({"text": words})
    return ConcernQuestion(
        id=tokens.new_id(),
        concern_id=concern.id,
        turn=next_turn(session, concern.id),
        sealed_for_writer=seal(concern.writer_public, plain),
        sealed_working=seal(seal_to.working, plain),
        sealed_recovery=seal(seal_to.recovery, plain),
        asked_on=london_date(now),
    )


def _wait(concern: Concern, partnership: Partnership, now: datetime) -> None:
    """A report that is not decided waits some days for the answer; a decided one waits for nothing."""
    urgent = concern.risk == Risk.HIGH
    days = rules.URGENT_ANSWER_WORKING_DAYS if urgent else rules.ANSWER_WORKING_DAYS
    hours = staffed_hours(partnership.clocks)
    _read(concern)
    if concern.state == State.HELD:
        later = due_by_working_days(now, days, hours, holidays.england())
        concern.due_at = max(concern.due_at, later)
    concern.flags = concern_rules.flags_text({*concern.flags.split(), rules.ASKED})
    concern.version += 1


def _read(concern: Concern) -> None:
    concern.message_waiting = False
    concern.flags = concern_rules.flags_text(set(concern.flags.split()) - rules.UNREAD)
    if State(concern.state) in DECIDED:
        concern.due_at = concern_rules.due_once_decided(concern.received_on)


def _record(session: Session, concern: Concern, action: str, *, actor_id: str, now: datetime) -> None:
    ledger.record(
        session,
        actor_id=actor_id,
        action=action,
        subject=f"concern:{concern.id}",
        now=now,
        version=concern.version,
    )
    session.flush()
