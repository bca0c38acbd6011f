"""What can be done with a consultation and with one person's answers, found again by a receipt.

One receipt has one row: the same answers sent again change nothing, other answers replace the first until
the close. Refuses answers outside the dates. Typed words are sealed before they reach the session.
"""

import json
from collections.abc import Collection, Mapping
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

from sqlalchemy import select, update
from sqlalchemy.orm import Session

from portal.adapters.holidays import england
from portal.adapters.seal import ReceiptKeys, box, derive, to_bytes
from portal.adapters.tokens import keyed_digest, new_id, new_key
from portal.consultations import rows, rules, texts
from portal.consultations.models import Consultation, EqualityAnswer, Response, WrittenAnswer
from portal.consultations.opening import moving
from portal.consultations.questions.base import Value
from portal.consultations.rules import Channel, ResponseState, State
from portal.consultations.shipped import NewConsultation, from_priorities
from portal.consultations.texts import Seals
from portal.core.errors import NotFound, Stale
from portal.core.windows import Window, london_date
from portal.ledger.service import record
from portal.partnership import queries as partnership_queries
from portal.partnership.rules import Partnership


class Outcome(StrEnum):
    """What sending did."""

    NEW = "new"
    REPEAT = "repeat"
    EDITED = "edited"


@dataclass(frozen=True, slots=True)
class Sent:
    """The one row a receipt stands for, and what this sending did to it."""

    response_id: str
    outcome: Outcome


def create(session: Session, new: NewConsultation, window: Window, *, state: State = State.READY) -> str:
    """Write a consultation; answers its slug. It opens and closes by `window`, unless it is a draft."""
    consultation = Consultation(
        id=new_id(),
        slug=new.slug,
        title=new.title,
        purpose=new.purpose,
        can_influence=new.can_influence,
        decided=new.decided,
        who_decides=new.who_decides,
        opens_at=window.opens_at,
        closes_at=window.closes_at,
        state=state,
        document=json.dumps(new.document.to_json(), ensure_ascii=False),
        document_version=1,
        dates_reason="",
        version=1,
    )
    session.add(consultation)
    session.flush()
    return consultation.slug


def create_from_priorities(
    session: Session, partnership: Partnership, *, year: str, window: Window, now: datetime
) -> str:
    """The shipped consultation on what comes first in `year` ("2027-28"), from the priorities of today.

    Answers its slug. Raises `NotFound` where no priorities are known.
    """
    priorities = partnership_queries.priorities_now(session, london_date(now))
    if priorities is None:
        raise NotFound(kind="priorities")
    return create(session, from_priorities(partnership, priorities, year), window)


def answer(
    session: Session,
    slug: str,
    answers: Mapping[str, Value],
    *,
    receipt: ReceiptKeys,
    seals: Seals,
    partnership: Partnership,
    now: datetime,
    channel: Channel = Channel.WEB,
) -> Sent:
    """Count these answers under this receipt, once, or put them in place of those it sent before.

    Raises `NotFound`, `AnswerRefused`, `NotYetOpen`, `ConsultationClosed`, `ResponseWithdrawn`.
    """
    consultation = rows.find(session, slug)
    document = rows.document_of(consultation)
    accepted = document.accept(dict(answers))
    digest = keyed_digest(derive(receipt.symmetric, "answers"), to_bytes(accepted))
    response = rows.held(session, consultation, receipt)
    if rows.is_repeat(response, digest):
        return Sent(response.id, Outcome.REPEAT)  # type: ignore[union-attr]
    rules.check_open(State(consultation.state), rows.window_of(consultation), now)
    response = response or rows.claim(session, consultation, receipt, channel)
    if rows.is_repeat(response, digest):
        return Sent(response.id, Outcome.REPEAT)
    rows.check_not_withdrawn(response)
    outcome = Outcome.EDITED if response.state == ResponseState.SENT else Outcome.NEW
    rows.write_down(session, consultation, response, document, accepted, receipt)
    response.digest = digest
    texts.keep(
        session, response, document, accepted, texts.Setting(consultation, receipt, seals, partnership, now)
    )
    session.flush()
    return Sent(response.id, outcome)


def save(
    session: Session,
    slug: str,
    working: Mapping[str, Value],
    *,
    receipt: ReceiptKeys,
    now: datetime,
    channel: Channel = Channel.WEB,
) -> bool:
    """Keep unfinished answers so that only this receipt can open them; what was sent before still counts.

    Answers whether the receipt was new. Raises `NotFound`, `NotYetOpen`, `ConsultationClosed`,
    `ResponseWithdrawn`.
    """
    consultation = rows.find(session, slug)
    rules.check_open(State(consultation.state), rows.window_of(consultation), now)
    held = rows.held(session, consultation, receipt)
    response = held or rows.claim(session, consultation, receipt, channel)
    rows.check_not_withdrawn(response)
    response.own_copy = box(receipt.symmetric, to_bytes(dict(working)))
    session.flush()
    return held is None


def withdraw(session: Session, slug: str, *, receipt: ReceiptKeys, now: datetime) -> None:
    """Delete everything under this receipt but the fact that it was withdrawn.

    Raises `NotFound`, `ConsultationClosed`, `NotYetOpen`; withdrawing twice is no mistake.
    """
    consultation = rows.find(session, slug)
    response = rows.held(session, consultation, receipt)
    if response is None:
        raise NotFound(slug=slug)
    if response.state == ResponseState.WITHDRAWN:
        return
    rules.check_open(State(consultation.state), rows.window_of(consultation), now)
    written = select(WrittenAnswer.id).where(WrittenAnswer.response_id == response.id)
    texts.forget(session, list(session.scalars(written)))
    rows.forget_equality(session, response)
    response.state = ResponseState.WITHDRAWN
    response.answers = response.audience = response.ward = response.own_copy = response.digest = None
    session.flush()


def reschedule(
    session: Session,
    slug: str,
    wanted: Window,
    *,
    seen_version: int,
    reason: str,
    actor_id: str,
    partnership: Partnership,
    now: datetime,
    read: Collection[str] = (),
) -> None:
    """Change the dates, with a reason; `read` holds what the officer was told about them.

    Raises `NotFound`, `Stale`, `MoveNotAllowed`, `GateBlocked`, `DatesUnread`.
    """
    consultation = rows.find(session, slug)
    if consultation.version != seen_version:
        raise Stale(version=consultation.version)
    before = rows.window_of(consultation)
    window = rules.reschedule(before, wanted.opens_at, wanted.closes_at, now)
    moving.check_dates(session, slug, window, read=read, partnership=partnership, now=now)
    if before.is_open(now) and window.closes_at > before.closes_at:
        consultation.first_closes_at = consultation.first_closes_at or before.closes_at
    consultation.opens_at, consultation.closes_at = window.opens_at, window.closes_at
    consultation.dates_reason, consultation.dates_salt = reason, new_key()
    consultation.version += 1
    record(
        session,
        actor_id=actor_id,
        action="consultation.rescheduled",
        subject=f"consultation:{consultation.id}",
        now=now,
        reason=reason,
        salt=consultation.dates_salt,
        opens=window.first_day.isoformat(),
        closes=window.last_day.isoformat(),
    )
    due = rules.text_due(window.closes_at, urgent=False, clocks=partnership.clocks, holidays=england())
    waiting = (WrittenAnswer.consultation_id == consultation.id, WrittenAnswer.flags == "")
    session.execute(update(WrittenAnswer).where(*waiting).values(enters_at=window.closes_at, due_at=due))


def close_out(session: Session, *, now: datetime) -> int:
    """Cut equality answers loose and drop respondents' own copies of what has closed; answers of how many."""
    closed = select(Consultation).where(Consultation.closes_at < now, Consultation.closed_out_at.is_(None))
    found = session.scalars(closed).all()
    for consultation in found:
        mine = EqualityAnswer.consultation_id == consultation.id
        session.execute(update(EqualityAnswer).where(mine).values(link=None))
        theirs = Response.consultation_id == consultation.id
        session.execute(update(Response).where(theirs).values(equality_link=None, own_copy=None))
        consultation.closed_out_at = now
    session.flush()
    return len(found)
