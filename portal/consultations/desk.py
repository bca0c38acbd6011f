"""What officers do with something written in a consultation: open one, decide; `queue` says what waits.

Refuses a decision on an older view than the newest, one without a reason, and a clearing without the copy
that may be used. Every opening and every decision leaves a line in the ledger; reasons lie beside the text.
"""

from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import Session

from portal.adapters import tokens
from portal.adapters.holidays import england
from portal.adapters.seal import Opener
from portal.consultations import rules
from portal.consultations.models import Consultation, WrittenAnswer, WrittenDecision
from portal.consultations.queue import Waiting, line_of
from portal.consultations.rules import DeclineCode, TextDecision, TextState, TextVerb
from portal.core.errors import NotFound
from portal.core.redaction import Taken, listed, read
from portal.core.second_person import First, Look
from portal.core.second_person import look as look_at
from portal.core.windows import london_date
from portal.core.workdays import StaffedHours, due_by_working_days
from portal.ledger import service as ledger

ACTIONS: dict[TextVerb, str] = {
    TextVerb.CLEAR: "answer.cleared",
    TextVerb.DECLINE: "answer.declined",
    TextVerb.ESCALATE: "answer.escalated",
    TextVerb.RETURN: "answer.returned",
    TextVerb.REOPEN: "answer.returned",
}


@dataclass(frozen=True, slots=True)
class PastDecision:
    """One earlier decision with its reason; who decided stands in the ledger."""

    version: int
    verb: TextVerb
    reason: str
    taken_out: tuple[Taken, ...] = ()
    waited: bool = False


@dataclass(frozen=True, slots=True)
class Opened:
    """A text as the officer who decides sees it. `original` is None once it was deleted."""

    line: Waiting
    original: str | None
    sanitised: str | None
    decline_code: DeclineCode | None
    decisions: tuple[PastDecision, ...]
    verbs: tuple[TextVerb, ...]


def look(session: Session, text_id: str, *, now: datetime) -> Waiting:
    """One text's line without opening it. Raises `NotFound`."""
    row = _get(session, text_id, now)
    return line_of(row, _consultation(session, row), now)


def may_undo(session: Session, text_id: str, *, now: datetime) -> bool:
    """Whether the last decision can still be taken back. Raises `NotFound`."""
    row = _get(session, text_id, now)
    return row.sealed is not None and (TextState(row.state), TextVerb.REOPEN) in rules.TEXT_MOVES


def open(session: Session, text_id: str, *, opener: Opener, actor_id: str, now: datetime) -> Opened:
    """Open the sealed words; the ledger says so. Raises `NotFound`, `CannotOpen`."""
    row = _get(session, text_id, now)
    ledger.record(session, actor_id=actor_id, action="answer.opened", subject=_subject(row), now=now)
    past = select(WrittenDecision).where(WrittenDecision.text_id == row.id).order_by(WrittenDecision.version)
    state = TextState(row.state)
    return Opened(
        line=line_of(row, _consultation(session, row), now),
        original=opener.open(row.sealed).decode("utf-8") if row.sealed is not None else None,
        sanitised=row.sanitised,
        decline_code=DeclineCode(row.decline_code) if row.decline_code else None,
        decisions=tuple(_past(decision) for decision in session.scalars(past)),
        verbs=tuple(verb for verb in TextVerb if (state, verb) in rules.TEXT_MOVES),
    )


def decide(
    session: Session, text_id: str, decision: TextDecision, *, seen_version: int, actor_id: str, now: datetime
) -> Waiting:
    """Clear, decline, escalate, return or reopen. A copy that names a business waits for a second person.

    Raises `NotFound`, `Stale`, `MoveNotAllowed`, `ReasonMissing`, `CodeMissing`, `SanitisedMissing`,
    `SamePerson`.
    """
    row = _get(session, text_id, now)
    rules.check_decision(decision, seen_version=seen_version, version=row.version)
    after = rules.move_text(TextState(row.state), decision.verb)
    copy = (decision.sanitised or "").strip()
    waits = decision.verb is TextVerb.CLEAR and _second_look(row, decision, copy, actor_id) is Look.WAITS
    if waits:
        row.sanitised, row.second_for = copy, actor_id
    else:
        _settle(row, after, decision, copy, now)
    row.version += 1
    _write_down(session, row, decision, waits=waits, actor_id=actor_id, now=now)
    session.flush()
    return line_of(row, _consultation(session, row), now)


def seen_by_lead(session: Session, text_id: str, *, now: datetime) -> None:
    """A lead has opened it: officers no longer see it. Raises `NotFound`."""
    _get(session, text_id, now).lead_by = None


def _second_look(row: WrittenAnswer, decision: TextDecision, copy: str, actor_id: str) -> Look:
    first = First(row.second_for, row.sanitised or "") if row.second_for else None
    return look_at(first, actor_id=actor_id, copy=copy, names_business=decision.marks.names_business)


def _settle(row: WrittenAnswer, after: TextState, decision: TextDecision, copy: str, now: datetime) -> None:
    row.state = after
    row.second_for = None
    row.lead_by = decision.marks.lead_by if decision.verb is TextVerb.ESCALATE else None
    row.decline_code = decision.code if decision.verb is TextVerb.DECLINE else None
    row.sanitised = None if decision.verb is TextVerb.DECLINE else copy or None
    row.decided_on = london_date(now) if after in rules.DECIDED else None
    if after in rules.DECIDED:
        row.enters_at = row.due_at = rules.month_of(row.enters_at)
    if decision.verb is TextVerb.REOPEN:
        row.due_at = due_by_working_days(now, rules.REOPENED_WORKING_DAYS, StaffedHours(), england())


def _past(row: WrittenDecision) -> PastDecision:
    return PastDecision(row.version, TextVerb(row.verb), row.reason, read(row.taken_out), row.waited)


def _write_down(
    session: Session,
    row: WrittenAnswer,
    decision: TextDecision,
    *,
    waits: bool,
    actor_id: str,
    now: datetime,
) -> None:
    salt, reason = tokens.new_key(), decision.reason.strip()
    kinds = listed(decision.marks.taken_out) if decision.verb is TextVerb.CLEAR else ""
    written = WrittenDecision(text_id=row.id, version=row.version, reason=reason, salt=salt)
    written.verb, written.taken_out, written.waited = decision.verb, kinds, waits
    session.add(written)
    facts: dict[str, Any] = {"version": row.version}
    if decision.verb is TextVerb.DECLINE:
        facts["code"] = str(decision.code)
    action = "answer.second_asked" if waits else ACTIONS[decision.verb]
    who: dict[str, Any] = {"actor_id": actor_id, "subject": _subject(row), "now": now}
    ledger.record(session, action=action, reason=reason, salt=salt, **who, **facts)
    if kinds:
        ledger.record(session, action="answer.redacted", version=row.version, kinds=kinds, **who)


def _get(session: Session, text_id: str, now: datetime) -> WrittenAnswer:
    """The text, locked; one that officers do not see yet is not there."""
    row = session.get(WrittenAnswer, text_id, with_for_update=True)
    if row is None or row.enters_at > now:
        raise NotFound(kind="answer", value=text_id)
    return row


def _consultation(session: Session, row: WrittenAnswer) -> Consultation:
    found = session.get(Consultation, row.consultation_id)
    assert found is not None  # a foreign key holds it
    return found


def _subject(row: WrittenAnswer) -> str:
    return f"answer:{row.id}"
