"""Typing in what came on paper or by telephone: the same answers as on the web, kept the same way.

A paper may leave out what the web requires; that is marked. Sending the same page twice keeps one paper. A
paper waits with its pile until the pile was checked; a telephone call counts at once.
"""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import datetime

from sqlalchemy import func, select, update
from sqlalchemy.exc import IntegrityError
from sqlalchemy.orm import Session

from portal.adapters.seal import ReceiptKeys, derive, to_bytes
from portal.adapters.tokens import keyed_digest
from portal.consultations import rows, service, texts
from portal.consultations.after import frozen
from portal.consultations.channels import rules
from portal.consultations.channels.models import Arrival, Batch, Sheet
from portal.consultations.channels.rules import BatchState, NotNow
from portal.consultations.models import Consultation, EqualityAnswer, Response
from portal.consultations.questions.base import Kind, Value
from portal.consultations.questions.registry import Document
from portal.consultations.rules import Channel, ResponseState, State
from portal.consultations.service import Outcome
from portal.consultations.texts import Seals
from portal.core.errors import NotFound
from portal.ledger.service import record
from portal.partnership.rules import Partnership


@dataclass(frozen=True, slots=True)
class Filled:
    """What an officer typed: answers by question; `unclear`: questions that cannot be read or do not fit."""

    answers: Mapping[str, Value]
    unclear: frozenset[str] = frozenset()


@dataclass(frozen=True, slots=True)
class Typist:
    """Who types, with keys made for this paper alone, and under whose seals and promises."""

    actor_id: str
    receipt: ReceiptKeys
    seals: Seals
    partnership: Partnership


@dataclass(frozen=True, slots=True)
class Entered:
    """The number to write on the paper, what the typing did, and what to look at once more.

    `left_out` had to be answered, `aside` was answered and not asked of this person; both are codes.
    """

    number: int
    outcome: Outcome
    left_out: tuple[str, ...]
    aside: tuple[str, ...]


def lenient(document: Document) -> Document:
    """The same questions, none of which has to be answered."""
    return Document(
        tuple(
            replace(page, questions=tuple(replace(each, required=False) for each in page.questions))
            for page in document.pages
        )
    )


def enter(
    session: Session, batch_id: str, sheet_id: str, filled: Filled, typist: Typist, *, now: datetime
) -> Entered:
    """Keep one paper of a pile under `sheet_id`, or put these answers in place of what it said before.

    Raises `NotFound`, `AnswerRefused`, `NotYetOpen`, `ConsultationClosed`, and `NotNow` once the pile is
    finished.
    """
    batch, consultation = locked(session, batch_id)
    document = rows.document_of(consultation)
    accepted = lenient(document).accept(dict(filled.answers))
    digest = _digest(typist.receipt, accepted, filled)
    sheet = session.get(Sheet, sheet_id)
    if sheet is not None and sheet.batch_id != batch.id:
        raise NotFound(kind="paper")
    response = session.get(Response, sheet.response_id) if sheet is not None else None
    if sheet is not None and rows.is_repeat(response, digest):
        return _entered(sheet, Outcome.REPEAT, accepted, filled)
    rules.check_typing(State(consultation.state), rows.window_of(consultation), now)
    frozen.check_not_counted(session, consultation.id)
    if batch.state != BatchState.OPEN:
        raise NotNow(state=BatchState(batch.state))
    outcome = Outcome.NEW if sheet is None else Outcome.EDITED
    response = response or rows.claim(session, consultation, typist.receipt, Channel.PAPER)
    _write(session, consultation, response, document, accepted, typist, now)
    response.digest = digest
    sheet = sheet or _numbered(session, batch, sheet_id, response, typist.actor_id)
    sheet.left_out = " ".join(_left_out(document, accepted))
    sheet.unclear = " ".join(sorted(filled.unclear))
    session.flush()
    record(
        session,
        actor_id=typist.actor_id,
        action="paper.entered",
        subject=f"batch:{batch.id}",
        now=now,
        number=sheet.number,
    )
    return _entered(sheet, outcome, accepted, filled)


def call(session: Session, slug: str, filled: Filled, typist: Typist, *, now: datetime) -> service.Sent:
    """Answers given by telephone: counted at once, under the receipt that is read out.

    Raises what `service.answer` raises: the person is there and can be asked.
    """
    sent = service.answer(
        session,
        slug,
        filled.answers,
        receipt=typist.receipt,
        seals=typist.seals,
        partnership=typist.partnership,
        now=now,
        channel=Channel.TELEPHONE,
    )
    if arrived(session, sent.response_id, entered_by=typist.actor_id):
        consultation = rows.find(session, slug)
        subject = f"consultation:{consultation.id}"
        record(session, actor_id=typist.actor_id, action="call.entered", subject=subject, now=now)
    return sent


def arrived(session: Session, response_id: str, **facts: str) -> bool:
    """Note how answers came, once; answers whether that was new."""
    if session.get(Arrival, response_id) is not None:
        return False
    try:
        with session.begin_nested():
            session.add(Arrival(response_id=response_id, **facts))
    except IntegrityError:
        return False
    return True


def locked(session: Session, batch_id: str) -> tuple[Batch, Consultation]:
    """A pile, locked, and its consultation. Raises `NotFound`."""
    batch = session.get(Batch, batch_id, with_for_update=True)
    consultation = session.get(Consultation, batch.consultation_id) if batch else None
    if batch is None or consultation is None:
        raise NotFound(kind="batch")
    return batch, consultation


def _digest(receipt: ReceiptKeys, accepted: Mapping[str, Value], filled: Filled) -> bytes:
    typed = [accepted, sorted(filled.unclear)]
    return keyed_digest(derive(receipt.symmetric, "answers"), to_bytes(typed))


def _write(
    session: Session,
    consultation: Consultation,
    response: Response,
    document: Document,
    accepted: dict[str, Value],
    typist: Typist,
    now: datetime,
) -> None:
    """As for the web, but for the copy that only a receipt opens: nobody has one for a paper."""
    response.lookup, response.receipt_public = typist.receipt.lookup, typist.receipt.public
    rows.write_down(session, consultation, response, document, accepted, typist.receipt)
    response.state, response.own_copy = ResponseState.ENTERED, None
    if not any(each.kind is Kind.RELATION and each.code in accepted for each in document.questions):
        response.audience = None
    session.flush()
    if consultation.closed_out_at is not None and response.equality_link is not None:
        theirs = EqualityAnswer.link == response.equality_link
        session.execute(update(EqualityAnswer).where(theirs).values(link=None))
        response.equality_link = None
    setting = texts.Setting(consultation, typist.receipt, typist.seals, typist.partnership, now)
    texts.keep(session, response, document, accepted, setting)


def _numbered(session: Session, batch: Batch, sheet_id: str, response: Response, actor_id: str) -> Sheet:
    last = session.scalar(select(func.max(Sheet.number)).where(Sheet.batch_id == batch.id)) or 0
    session.flush()
    sheet = Sheet(id=sheet_id, batch_id=batch.id, number=last + 1, response_id=response.id)
    sheet.sampled = sheet.checked = False
    sheet.fields = sheet.different = 0
    session.add(sheet)
    session.add(Arrival(response_id=response.id, batch_id=batch.id, entered_by=actor_id))
    return sheet


def _left_out(document: Document, accepted: Mapping[str, Value]) -> list[str]:
    asked = (question for page in document.path(accepted) for question in page.questions)
    return [each.code for each in asked if each.required and each.asks and each.code not in accepted]


def _entered(sheet: Sheet, outcome: Outcome, accepted: Mapping[str, Value], filled: Filled) -> Entered:
    told = {code for code, value in filled.answers.items() if value is not None}
    aside = tuple(sorted(told - set(accepted)))
    return Entered(sheet.number, outcome, tuple(sheet.left_out.split()), aside)
