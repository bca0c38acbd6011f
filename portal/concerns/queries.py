"""What a receipt shows. A known and an unknown receipt cost the same work, so that time tells nothing.

That work is one look-up of the report, one of its questions, one of its messages, and a fixed number of boxes
opened: the day of writing and one for each question there can be, whether it was asked or not.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import Session

from portal.adapters.seal import CannotOpen, ReceiptKeys, from_bytes
from portal.concerns import rules
from portal.concerns.conversation.models import ConcernQuestion
from portal.concerns.conversation.rules import SLOTS, Standing
from portal.concerns.models import Concern, ConcernMessage
from portal.concerns.rules import DeclineCode, State

DUMMY = bytes(80)
"""Opened in place of a box that is not there: no key opens it."""

NOBODY = ""
"""The id of no report, looked for in place of one."""


@dataclass(frozen=True, slots=True)
class Asked:
    """An officer's question, opened with the receipt; `answered_on` is None while it is open."""

    id: str
    words: str
    asked_on: date
    answered_on: date | None


@dataclass(frozen=True, slots=True)
class FollowUp:
    """Where a report stands, for whoever holds its receipt; never a word of what was written.

    `written_on` is None once the words are deleted; `late`: we promised to have read it by now; `unread`: an
    officer has not yet read what came last; `theme` is the id of the theme it was counted under. What it is
    about (`subtopic`) decides what may be shown, and is not shown itself.
    """

    state: State
    written_on: date | None
    added_on: tuple[date, ...]
    asked: tuple[Asked, ...]
    due_at: datetime
    late: bool
    unread: bool
    decline_code: DeclineCode | None
    released: bool
    taken_back: bool
    has_words: bool
    may_withdraw: bool
    theme: str | None
    subtopic: str
    standing: Standing

    @property
    def open_questions(self) -> tuple[Asked, ...]:
        """Questions without an answer."""
        return tuple(each for each in self.asked if each.answered_on is None)

    def question(self, question_id: str | None) -> Asked | None:
        """One of the questions."""
        return next((each for each in self.asked if each.id == question_id), None)


def follow_up(session: Session, receipt: ReceiptKeys, *, now: datetime) -> FollowUp | None:
    """Where the report stands; None for a receipt we do not know. The same work either way."""
    concern = session.scalars(select(Concern).where(Concern.lookup == receipt.lookup)).first()
    mine = concern.id if concern else NOBODY
    messages = session.scalars(select(ConcernMessage).where(ConcernMessage.concern_id == mine)).all()
    questions = session.scalars(
        select(ConcernQuestion)
        .where(ConcernQuestion.concern_id == mine)
        .order_by(ConcernQuestion.turn)
        .limit(SLOTS)
    ).all()
    note = _open(receipt, (concern.sealed_for_writer if concern else None) or DUMMY)
    opened = list(_open_all(receipt, [row.sealed_for_writer for row in questions]))
    if concern is None:
        return None
    answers = {row.question_id: row.written_on for row in messages if row.question_id}
    asked = tuple(
        Asked(row.id, words["text"], row.asked_on, answers.get(row.id))
        for row, words in zip(questions, opened, strict=False)
        if words is not None
    )
    return _view(concern, date.fromisoformat(note["written_on"]) if note else None, asked, messages, now)


def _open_all(receipt: ReceiptKeys, sealed: list[bytes]) -> Iterator[Any | None]:
    """As many boxes as there can be questions, with dummies in the empty places."""
    for box in (*sealed, *(DUMMY for _ in range(SLOTS - len(sealed)))):
        yield _open(receipt, box)


def _open(receipt: ReceiptKeys, sealed: bytes) -> Any | None:
    try:
        return from_bytes(receipt.open(sealed))
    except CannotOpen:
        return None


def _view(
    concern: Concern,
    written_on: date | None,
    asked: tuple[Asked, ...],
    messages: Any,
    now: datetime,
) -> FollowUp:
    state = State(concern.state)
    released = concern.release_id is not None
    waits = state is State.HELD or concern.message_waiting
    words_on = [*(each.asked_on for each in asked), *(row.written_on for row in messages)]
    last_word_on = max(words_on, default=None)
    return FollowUp(
        state=state,
        written_on=written_on,
        added_on=tuple(sorted(row.written_on for row in messages if row.question_id is None)),
        asked=asked,
        due_at=concern.due_at,
        late=waits and now > concern.due_at,
        unread=concern.message_waiting,
        decline_code=DeclineCode(concern.decline_code) if concern.decline_code else None,
        released=released,
        taken_back=concern.taken_back,
        has_words=concern.sealed_working is not None or bool(concern.sanitised) or bool(words_on),
        may_withdraw=not concern.taken_back and rules.may_withdraw(state, released=released),
        theme=concern.theme if state is State.COUNTED else None,
        subtopic=concern.subtopic,
        standing=Standing(state, concern.received_on, concern.decided_on, last_word_on),
    )
