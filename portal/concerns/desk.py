"""What officers do with a report: look at it, open it, decide, correct, pass on; `queue` says what waits.

Refuses a decision on an older view than the newest, and one without a reason. Every opening and decision
leaves a line in the ledger; reasons lie beside the report, their hash in the ledger.
"""

from collections.abc import Mapping
from datetime import datetime
from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import Session

from portal.adapters import holidays, tokens
from portal.adapters.seal import Opener
from portal.concerns import rules
from portal.concerns.models import Concern, ConcernDecision, ConcernMessage
from portal.concerns.opened import Correction, Opened, PastDecision, Waiting, line_of, words_of
from portal.concerns.rules import Decision, DeclineCode, Purpose, State, Verb
from portal.core.errors import MoveNotAllowed, NotFound, Stale
from portal.core.windows import london_date
from portal.core.workdays import StaffedHours, due_by_working_days
from portal.ledger import service as ledger

AGAIN: Mapping[State, Verb] = {
    State.COUNTED: Verb.COUNT,
    State.DECLINED: Verb.DECLINE,
    State.COUNTED_AS_ESCALATED: Verb.COUNT_AS_ESCALATED,
}
"""The decision that leaves a decided report where it is, once somebody read what its writer added."""

ACTIONS: dict[Verb, str] = {
    Verb.COUNT: "concern.counted",
    Verb.DECLINE: "concern.declined",
    Verb.ESCALATE: "concern.escalated",
    Verb.RETURN: "concern.returned",
    Verb.COUNT_AS_ESCALATED: "concern.counted_as_escalated",
}

SAYS_WHICH = frozenset({Verb.DECLINE, Verb.RETURN, Verb.REOPEN})
"""Decisions whose line in the ledger holds a code; what a report is about never stands there."""


def look(session: Session, concern_id: str, *, now: datetime) -> Waiting:
    """One report without opening it. Raises `NotFound`."""
    return line_of(_get(session, concern_id), now)


def open(session: Session, concern_id: str, *, opener: Opener, actor_id: str, now: datetime) -> Opened:
    """Open the sealed words; the ledger says so. Raises `NotFound`, `CannotOpen`."""
    concern = _get(session, concern_id)
    ledger.record(session, actor_id=actor_id, action="concern.opened", subject=_subject(concern), now=now)
    messages = select(ConcernMessage).where(ConcernMessage.concern_id == concern.id)
    ordered = sorted(session.scalars(messages), key=lambda message: (message.written_on, message.id))
    original = None
    if concern.sealed_working is not None:
        original = words_of(opener.open(concern.sealed_working), None)
    return Opened(
        line=line_of(concern, now),
        happened=concern.happened,
        how_often=concern.how_often,
        time_of_day=concern.time_of_day,
        happened_before=concern.happened_before,
        original=original,
        corrections=tuple(words_of(opener.open(each.sealed_working), each.written_on) for each in ordered),
        sanitised=concern.sanitised,
        theme=concern.theme,
        decline_code=DeclineCode(concern.decline_code) if concern.decline_code else None,
        decisions=_decisions(session, concern.id),
        verbs=_verbs(concern),
    )


def decide(
    session: Session,
    concern_id: str,
    decision: Decision,
    *,
    seen_version: int,
    actor_id: str,
    reason: str,
    sanitised: str | None,
    now: datetime,
) -> Waiting:
    """Count, decline, escalate, return or reopen; the writer's messages count as read.

    `sanitised` None leaves the officer's copy as it is. Raises `NotFound`, `Stale`, `MoveNotAllowed`,
    `ReasonMissing`, `CodeMissing`.
    """
    concern = _get(session, concern_id)
    rules.check_decision(decision, reason=reason, version=concern.version, seen_version=seen_version)
    before = State(concern.state)
    state = before if AGAIN.get(before) is decision.verb else rules.move(before, decision.verb)
    if decision.verb not in _verbs(concern):
        raise MoveNotAllowed(state=concern.state, verb=decision.verb)
    if sanitised is not None:
        concern.sanitised = sanitised.strip() or None
    _settle(concern, state, decision, now)
    _write_down(session, concern, decision, actor_id=actor_id, reason=reason.strip(), now=now)
    session.flush()
    return line_of(concern, now)


def correct(
    session: Session,
    concern_id: str,
    correction: Correction,
    *,
    seen_version: int,
    actor_id: str,
    now: datetime,
) -> Waiting:
    """Put topic or place right. Raises `NotFound`, `Stale`; `MoveNotAllowed` once it is in a release."""
    concern = _get(session, concern_id)
    _fresh(concern, seen_version)
    if concern.release_id is not None:
        raise MoveNotAllowed(state=concern.state)
    if correction.ward is not None and correction.ward != concern.ward:
        concern.ward, concern.area = correction.ward, correction.area
    elif correction.area is not None:
        concern.area = correction.area
    concern.topic = correction.topic or concern.topic
    concern.subtopic = correction.subtopic or concern.subtopic
    concern.version += 1
    ledger.record(
        session,
        actor_id=actor_id,
        action="concern.corrected",
        subject=_subject(concern),
        now=now,
        version=concern.version,
    )
    session.flush()
    return line_of(concern, now)


def pass_on(
    session: Session, concern_id: str, *, agency: str, purpose: Purpose, actor_id: str, now: datetime
) -> None:
    """Record that an agency was told, and for which purpose. Never refused: telling comes first."""
    ledger.record(
        session,
        actor_id=actor_id,
        action="concern.passed_on",
        subject=_subject(_get(session, concern_id)),
        now=now,
        agency=agency,
        purpose=purpose,
    )


def _get(session: Session, concern_id: str) -> Concern:
    concern = session.get(Concern, concern_id, with_for_update=True)
    if concern is None or concern.state == State.WITHDRAWN:
        raise NotFound(kind="concern", value=concern_id)
    return concern


def _fresh(concern: Concern, seen_version: int) -> None:
    if concern.version != seen_version:
        raise Stale(seen=seen_version, version=concern.version)


def _subject(concern: Concern) -> str:
    return f"concern:{concern.id}"


def _settle(concern: Concern, state: State, decision: Decision, now: datetime) -> None:
    concern.state = state
    concern.decline_code = decision.code
    concern.message_waiting = False
    concern.version += 1
    flags = set(concern.flags.split()) - {rules.CORRECTED}
    if state in rules.DECIDED:
        concern.received_on = rules.month_of(concern.received_on)
        concern.due_at = rules.due_once_decided(concern.received_on)
        concern.decided_on = london_date(now)
        flags -= {rules.SURGE}
    else:
        concern.decided_on = None
    if decision.verb is Verb.REOPEN:
        concern.due_at = due_by_working_days(
            now, rules.REOPENED_WORKING_DAYS, StaffedHours(), holidays.england()
        )
    if state is State.DECLINED:
        concern.sanitised = None
    concern.flags = rules.flags_text(flags)


def _write_down(
    session: Session, concern: Concern, decision: Decision, *, actor_id: str, reason: str, now: datetime
) -> None:
    salt = tokens.new_key()
    session.add(
        ConcernDecision(
            concern_id=concern.id, version=concern.version, verb=decision.verb, reason=reason, salt=salt
        )
    )
    facts: dict[str, Any] = {"version": concern.version}
    if decision.verb in SAYS_WHICH:
        facts["code"] = decision.code or decision.verb
    ledger.record(
        session,
        actor_id=actor_id,
        action=ACTIONS.get(decision.verb, "concern.returned"),
        subject=_subject(concern),
        now=now,
        reason=reason,
        salt=salt,
        **facts,
    )


def _verbs(concern: Concern) -> tuple[Verb, ...]:
    """What may be decided now: once decided, the same again while something new is unread, or undoing it."""
    state = State(concern.state)
    undo = rules.may_reopen(
        state, has_original=concern.sealed_working is not None, released=concern.release_id is not None
    )
    moves = tuple(verb for verb in rules.verbs(state) if undo or verb is not Verb.REOPEN)
    return (AGAIN[state], *moves) if concern.message_waiting and state in AGAIN else moves


def _decisions(session: Session, concern_id: str) -> tuple[PastDecision, ...]:
    query = (
        select(ConcernDecision)
        .where(ConcernDecision.concern_id == concern_id)
        .order_by(ConcernDecision.version)
    )
    return tuple(PastDecision(row.version, Verb(row.verb), row.reason) for row in session.scalars(query))
