"""What a writer does: sends a case once, and adds to it with the same receipt.

Everything typed is sealed before it reaches the database. One receipt is one case: the same words twice
change nothing, other words are kept beside the first.
"""

from dataclasses import dataclass
from datetime import date, datetime
from enum import StrEnum

from sqlalchemy import select
from sqlalchemy.exc import IntegrityError
from sqlalchemy.orm import Session

from portal.adapters import holidays, tokens
from portal.adapters.seal import ReceiptKeys, from_bytes, seal, to_bytes
from portal.adapters.seal import SealTo as SealTo
from portal.contact import rules
from portal.contact.clocks import Clock, clock_of
from portal.contact.models import ContactCase, ContactMessage
from portal.contact.rules import ENDED, LEADS_ONLY, Kind, Request, Risk, State
from portal.core import leads
from portal.core.errors import NotFound
from portal.core.windows import at_london, london_date
from portal.core.words import danger
from portal.core.workdays import StaffedHours, add_staffed_hours, due_by_working_days
from portal.partnership.clocks import Clocks
from portal.staff import leads as lead_mail


class Came(StrEnum):
    """What a sending turned out to be."""

    NEW = "new"
    REPEAT = "repeat"
    ADDED = "added"


@dataclass(frozen=True, slots=True)
class Received:
    """A case that is safely kept. `stored`: this sending wrote something; a repeat did not."""

    came: Came
    kind: Kind
    answer_by: date
    acknowledge_by: date | None
    stored: bool


@dataclass(frozen=True, slots=True)
class Keeping:
    """With what a case is kept: its receipt, the keys it is sealed to, the partnership's clocks."""

    receipt: ReceiptKeys
    seal_to: SealTo
    clocks: Clocks


def receive(session: Session, request: Request, keeping: Keeping, *, now: datetime) -> Received:
    """Keep a case once, whatever is sent twice or at the same time. Raises `TextMissing`, `NothingWanted`."""
    request = rules.accept(request)
    case = _by_receipt(session, keeping.receipt)
    came = Came.REPEAT
    if case is None:
        case, stored = _keep(session, request, keeping, now)
        came = Came.NEW if stored else came
    words = _words_of(request)
    other = came is not Came.NEW and not tokens.same(_digest(keeping, words), case.digest)
    if other and _add(session, case, keeping, words, now=now):
        came = Came.ADDED
    clock = clock_for(case, keeping.clocks)
    return Received(came, Kind(case.kind), clock.answer_by, clock.acknowledge_by, came is not Came.REPEAT)


def add(session: Session, text: str, keeping: Keeping, *, now: datetime) -> bool:
    """Keep what a writer adds; false where it was kept before. Raises `NotFound`, `TextMissing`."""
    case = _by_receipt(session, keeping.receipt)
    if case is None:
        raise NotFound(kind="case")
    if not text.strip():
        raise rules.TextMissing()
    return _add(session, case, keeping, to_bytes({"text": text.strip(), "contact": ""}), now=now)


def clock_for(case: ContactCase, clocks: Clocks) -> Clock:
    """The days of a case."""
    return clock_of(
        Kind(case.kind),
        case.received_on,
        extended=case.extended,
        clocks=clocks,
        holidays=holidays.england(),
    )


def due_at(case: ContactCase, clocks: Clocks) -> datetime:
    """When the next step of a case is due: the end of the staffed time on its day."""
    clock = clock_for(case, clocks)
    waits = case.state == State.RECEIVED and clock.acknowledge_by is not None
    day = clock.acknowledge_by if waits and clock.acknowledge_by else clock.answer_by
    return at_london(day, clocks.staffed_to)


def lead_by(clocks: Clocks, *, now: datetime) -> datetime:
    """By when a lead has to open what leads have; after that officers see it again."""
    return leads.lead_by(
        now, clocks.safeguarding_fallback_staffed_hours, _staffed(clocks), holidays.england()
    )


def _staffed(clocks: Clocks) -> StaffedHours:
    return StaffedHours(clocks.staffed_from, clocks.staffed_to, frozenset(clocks.staffed_weekdays))


def soon(clocks: Clocks, risk: Risk, *, now: datetime) -> datetime:
    """When a question, or anything that suggests danger, should have been looked at."""
    hours = _staffed(clocks)
    if risk is Risk.HIGH:
        return add_staffed_hours(now, clocks.safeguarding_staffed_hours, hours, holidays.england())
    return due_by_working_days(now, clocks.moderation_working_days, hours, holidays.england())


def _look_for_danger(case: ContactCase, text: str, clocks: Clocks, *, now: datetime) -> None:
    """What is added may tell of danger as well; it is then looked at within staffed hours."""
    found = {f"danger:{kind}" for kind in dangers_of(text)}
    if found:
        case.risk = Risk.HIGH
        case.flags = " ".join(sorted({*case.flags.split(), *found}))
        case.due_at = min(case.due_at, soon(clocks, Risk.HIGH, now=now))


def dangers_of(text: str) -> tuple[str, ...]:
    """Kinds of danger the words suggest, as codes."""
    return tuple(sorted(kind.value for kind in danger(text)))


def _by_receipt(session: Session, receipt: ReceiptKeys) -> ContactCase | None:
    query = select(ContactCase).where(ContactCase.lookup == receipt.lookup).with_for_update()
    return session.scalars(query).first()


def _words_of(request: Request) -> bytes:
    wants = sorted(want.value for want in request.wants)
    return to_bytes(
        {"text": request.text, "contact": request.contact, "wants": wants, "agency": request.agency}
    )


def _digest(keeping: Keeping, words: bytes) -> bytes:
    return tokens.keyed_digest(keeping.receipt.symmetric, b"contact", words)


def _sealed(keeping: Keeping, words: bytes) -> dict[str, bytes]:
    return {
        "sealed_working": seal(keeping.seal_to.working, words),
        "sealed_recovery": seal(keeping.seal_to.recovery, words),
    }


def _keep(session: Session, request: Request, keeping: Keeping, now: datetime) -> tuple[ContactCase, bool]:
    """A new row, and true; or the row that another sending wrote meanwhile."""
    words, dangers, today = _words_of(request), dangers_of(request.text), london_date(now)
    risk = Risk.HIGH if dangers else Risk.NORMAL
    case = ContactCase(
        id=tokens.new_id(),
        lookup=keeping.receipt.lookup,
        writer_public=keeping.receipt.public,
        digest=_digest(keeping, words),
        kind=request.kind,
        wants=" ".join(sorted(want.value for want in request.wants)),
        agency=request.agency,
        **_sealed(keeping, words),
        sealed_for_writer=seal(keeping.receipt.public, to_bytes({"written_on": today.isoformat()})),
        state=rules.FIRST[request.kind],
        risk=risk,
        flags=" ".join(f"danger:{kind}" for kind in dangers),
        received_on=today,
        extended=False,
        message_waiting=False,
        version=1,
    )
    early = request.kind is Kind.QUESTION or risk is Risk.HIGH
    case.due_at = soon(keeping.clocks, risk, now=now) if early else due_at(case, keeping.clocks)
    try:
        with session.begin_nested():
            session.add(case)
    except IntegrityError:
        winner = _by_receipt(session, keeping.receipt)
        if winner is None:
            raise
        return winner, False
    return case, True


def _add(session: Session, case: ContactCase, keeping: Keeping, words: bytes, *, now: datetime) -> bool:
    """Other words, sealed beside the first and put before an officer; false where kept already."""
    message = ContactMessage(
        id=tokens.new_id(),
        case_id=case.id,
        digest=_digest(keeping, words),
        written_on=london_date(now),
        **_sealed(keeping, words),
    )
    try:
        with session.begin_nested():
            session.add(message)
    except IntegrityError:
        return False
    case.message_waiting = True
    case.version += 1
    if case.state in ENDED:
        case.due_at = soon(keeping.clocks, Risk.NORMAL, now=now)
    _look_for_danger(case, from_bytes(words)["text"], keeping.clocks, now=now)
    if case.state in LEADS_ONLY:
        deadline = lead_by(keeping.clocks, now=now)
        case.lead_by = min(case.lead_by or deadline, deadline)
        lead_mail.tell(session, now=now)
    session.flush()
    return True
