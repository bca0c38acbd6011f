"""What a writer does with a report: sends it, sends it again, adds to it, takes it back.

Everything typed is sealed before it reaches the database, and a receipt is all that finds a report again. One
receipt is one report: the same words twice change nothing, other words are kept as a correction.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime
from enum import StrEnum

from sqlalchemy import delete, func, select
from sqlalchemy.exc import IntegrityError
from sqlalchemy.orm import Session

from portal.adapters import holidays, tokens
from portal.adapters.seal import ReceiptKeys, seal, to_bytes
from portal.adapters.seal import SealTo as SealTo
from portal.concerns import rules, same_event, tallies
from portal.concerns.conversation.models import ConcernQuestion
from portal.concerns.conversation.turns import next_turn
from portal.concerns.models import Concern, ConcernDecision, ConcernMessage
from portal.concerns.report import Report, accept, unsafe_text
from portal.concerns.room_models import ConcernHandover
from portal.concerns.rules import Risk, Signs, State, Verb
from portal.core import leads
from portal.core.errors import MoveNotAllowed
from portal.core.windows import london_date
from portal.core.words import danger, details
from portal.core.workdays import StaffedHours
from portal.partnership.rules import Clocks, Partnership
from portal.staff import leads as lead_mail


class Kind(StrEnum):
    """What a sending turned out to be."""

    NEW = "new"
    REPEAT = "repeat"
    CORRECTION = "correction"
    TAKEN_BACK = "taken-back"


@dataclass(frozen=True, slots=True)
class Received:
    """A report that is safely kept: what it was taken for, and by when somebody reads it (None: it was read).

    `stored`: this sending wrote something; a repeat did not.
    """

    kind: Kind
    due_at: datetime | None
    risk: Risk
    stored: bool


def staffed_hours(clocks: Clocks) -> StaffedHours:
    """When the partnership's officers are there."""
    return StaffedHours(clocks.staffed_from, clocks.staffed_to, frozenset(clocks.staffed_weekdays))


def read_by(clocks: Clocks, risk: Risk, *, now: datetime) -> datetime:
    """By when a report sent now should have been read."""
    return rules.due_at(
        now,
        risk,
        working_days=clocks.moderation_working_days,
        urgent_hours=clocks.safeguarding_staffed_hours,
        hours=staffed_hours(clocks),
        holidays=holidays.england(),
    )


def typed(report: Report) -> str:
    """All the words of a report: the text, and what helps to find the place."""
    return f"{report.text}\n{report.where.detail}" if report.where.detail else report.text


def signs_of(text: str) -> Signs:
    """What the portal's word lists find in a text."""
    return Signs(
        dangers=tuple(sorted(kind.value for kind in danger(text))),
        details=tuple(sorted({found.kind.value for found in details(text)})),
    )


def receive(
    session: Session,
    report: Report,
    *,
    receipt: ReceiptKeys,
    partnership: Partnership,
    seal_to: SealTo,
    now: datetime,
    about: Mapping[str, str] | None = None,
) -> Received:
    """Keep a report once, whatever is sent twice or at the same time.

    `about`: answers to the optional questions about the writer; counted once, and kept with no report.
    Raises `TakesNoReports`, `TextMissing`, `TextTooLong`, `UnknownCode`, `UnknownAnswer`.
    """
    topic = partnership.topic_of(report.subtopic)
    sending = _Sending(
        accept(report, takes_reports=topic.takes_reports), receipt, partnership.clocks, seal_to, now
    )
    concern = _by_receipt(session, receipt)
    stored = False
    if concern is None:
        concern, stored = _keep(session, sending)
    if stored:
        tallies.count(session, about or {}, on=sending.today)
    kind = Kind.NEW if stored else _kind_of(concern, sending)
    if kind is Kind.CORRECTION:
        stored = _correct(session, concern, sending)
    waits = concern.message_waiting or State(concern.state) not in rules.DECIDED
    return Received(kind, concern.due_at if waits else None, Risk(concern.risk), stored)


def withdraw(session: Session, receipt: ReceiptKeys, *, now: datetime) -> bool:
    """Delete what the writer typed, for good; answers whether the report left the figures too.

    It stays in figures that were published already. Raises `MoveNotAllowed` where none is left.
    """
    concern = _by_receipt(session, receipt)
    if concern is None or concern.taken_back:
        raise MoveNotAllowed(verb=Verb.WITHDRAW)
    counts_no_more = rules.may_withdraw(State(concern.state), released=concern.release_id is not None)
    forget_words(session, concern)
    concern.taken_back = True
    concern.version += 1
    concern.received_on = rules.month_of(concern.received_on)
    concern.due_at = rules.due_once_decided(concern.received_on)
    if counts_no_more:
        same_event.leave(session, concern.id)
        concern.duplicate_of = None
        concern.state = State.WITHDRAWN
        concern.decline_code = None
        concern.decided_on = london_date(now)
    session.flush()
    return counts_no_more


def forget_words(session: Session, concern: Concern) -> None:
    """Delete the original, our copy, the messages and the reasons; the ticks stay."""
    concern.sealed_working = concern.sealed_recovery = concern.sealed_for_writer = concern.sanitised = None
    concern.message_waiting = False
    concern.flags = ""
    concern.second_for = concern.lead_by = None
    for table in (ConcernMessage, ConcernQuestion, ConcernDecision, ConcernHandover):
        session.execute(delete(table).where(table.concern_id == concern.id))


def _by_receipt(session: Session, receipt: ReceiptKeys) -> Concern | None:
    return session.scalars(select(Concern).where(Concern.lookup == receipt.lookup).with_for_update()).first()


@dataclass(frozen=True, slots=True)
class _Sending:
    """One sending of a report, and everything it is to be kept with."""

    report: Report
    receipt: ReceiptKeys
    clocks: Clocks
    seal_to: SealTo
    now: datetime

    @property
    def today(self) -> date:
        return london_date(self.now)

    @property
    def words(self) -> bytes:
        """What is sealed: words, the exact place, and the ticks as sent (a correction may change them)."""
        where = self.report.where
        place = {"lat": where.lat, "lon": where.lon, "detail": where.detail}
        return to_bytes({"text": self.report.text, **place, **_ticks(self.report)})

    @property
    def digest(self) -> bytes:
        return tokens.keyed_digest(self.receipt.symmetric, b"concern", self.words)

    def sealed(self) -> dict[str, bytes]:
        """The words, sealed to both keys."""
        return {
            "sealed_working": seal(self.seal_to.working, self.words),
            "sealed_recovery": seal(self.seal_to.recovery, self.words),
        }


def _keep(session: Session, sending: _Sending) -> tuple[Concern, bool]:
    """A new row, and true; or the row that another sending of this report wrote meanwhile."""
    signs = signs_of(typed(sending.report))
    risk = rules.risk_of(signs)
    concern = Concern(
        id=tokens.new_id(),
        lookup=sending.receipt.lookup,
        writer_public=sending.receipt.public,
        content_digest=sending.digest,
        **_ticks(sending.report),
        received_on=sending.today,
        due_at=read_by(sending.clocks, risk, now=sending.now),
        state=State.HELD,
        risk=risk,
        flags=rules.flags_text(rules.flags_of(signs, waiting_today=_waiting_from(session, sending.today))),
        **sending.sealed(),
        sealed_for_writer=seal(sending.receipt.public, to_bytes({"written_on": sending.today.isoformat()})),
        message_waiting=False,
        version=1,
    )
    try:
        with session.begin_nested():
            session.add(concern)
    except IntegrityError:
        winner = _by_receipt(session, sending.receipt)
        if winner is None:
            raise
        return winner, False
    return concern, True


def _kind_of(concern: Concern, sending: _Sending) -> Kind:
    """What a second sending is."""
    if concern.taken_back:
        return Kind.TAKEN_BACK
    same = tokens.same(sending.digest, concern.content_digest)
    return Kind.REPEAT if same else Kind.CORRECTION


def _correct(session: Session, concern: Concern, sending: _Sending) -> bool:
    """Other words, kept sealed beside the first, put before an officer; false where kept already."""
    message = ConcernMessage(
        id=tokens.new_id(),
        concern_id=concern.id,
        turn=next_turn(session, concern.id),
        digest=sending.digest,
        written_on=sending.today,
        **sending.sealed(),
    )
    try:
        with session.begin_nested():
            session.add(message)
    except IntegrityError:
        return False
    bring_back(session, concern, typed(sending.report), rules.CORRECTED, sending.clocks, now=sending.now)
    session.flush()
    return True


def bring_back(
    session: Session, concern: Concern, text: str, flag: str, clocks: Clocks, *, now: datetime
) -> None:
    """Put a report before an officer because its writer sent more; what was promised earlier still holds.

    What leads have is told to the leads anew, and comes before officers where none of them opens it in time.
    """
    signs = signs_of(text)
    if rules.risk_of(signs) is Risk.HIGH:
        concern.risk = Risk.HIGH
    due_at = read_by(clocks, Risk(concern.risk), now=now)
    waited = concern.message_waiting or State(concern.state) not in rules.DECIDED
    concern.due_at = min(concern.due_at, due_at) if waited else due_at
    found = rules.flags_of(signs, waiting_today=0)
    concern.flags = rules.flags_text({*concern.flags.split(), *found, flag})
    concern.message_waiting = True
    concern.version += 1
    if State(concern.state) in rules.LEADS_ONLY:
        waits = clocks.safeguarding_fallback_staffed_hours
        deadline = leads.lead_by(now, waits, staffed_hours(clocks), holidays.england())
        concern.lead_by = min(concern.lead_by or deadline, deadline)
        lead_mail.tell(session, now=now)


def _ticks(report: Report) -> dict[str, str | None]:
    return {
        "topic": report.topic,
        "subtopic": report.subtopic,
        "area": report.where.area,
        "ward": report.where.ward,
        "happened": report.when,
        "how_often": report.often,
        "time_of_day": report.time_of_day,
        "happened_before": report.before,
        "unsafe": unsafe_text(report.unsafe),
        "impact_people": report.impact.people,
        "impact_community": report.impact.community,
        "impact_environment": report.impact.environment,
        "connection": report.connection,
    }


def _waiting_from(session: Session, today: date) -> int:
    some = select(Concern.id).where(Concern.state == State.HELD, Concern.received_on == today)
    return session.scalar(select(func.count()).select_from(some.limit(rules.SURGE_PER_DAY).subquery())) or 0
