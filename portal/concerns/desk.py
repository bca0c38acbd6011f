"""What officers do with a report: look at it, open it, decide, correct, pass on; `queue` says what waits.

Refuses a decision on an older view than the newest, and one without a reason. Every opening and decision
leaves a line in the ledger; reasons lie beside the report, their hash in the ledger.
"""

from collections.abc import Mapping
from datetime import datetime

from sqlalchemy import select
from sqlalchemy.orm import Session

from portal.adapters import tokens
from portal.adapters.seal import Opener
from portal.concerns import rules, safeguarding, same_event, settling
from portal.concerns.models import Concern, ConcernDecision, ConcernMessage
from portal.concerns.opened import Correction, Opened, PastDecision, Waiting, line_of, ticks_of, words_of
from portal.concerns.room_models import ConcernTold
from portal.concerns.rules import Decision, DeclineCode, Purpose, State, Verb
from portal.core import redaction
from portal.core.errors import MoveNotAllowed, NotFound, Stale
from portal.core.marks import NOTHING, Marks
from portal.core.second_person import Look
from portal.core.windows import london_date
from portal.ledger import service as ledger

AGAIN: Mapping[State, Verb] = {
    State.COUNTED: Verb.COUNT,
    State.DECLINED: Verb.DECLINE,
    State.COUNTED_AS_ESCALATED: Verb.COUNT_AS_ESCALATED,
}
"""The decision that leaves a decided report where it is, once somebody read what its writer added."""


def look(session: Session, concern_id: str, *, now: datetime) -> Waiting:
    """One report without opening it. Raises `NotFound`."""
    return line_of(_get(session, concern_id), now)


def may_undo(session: Session, concern_id: str) -> bool:
    """Whether the last decision can still be taken back. Raises `NotFound`."""
    return Verb.REOPEN in _verbs(_get(session, concern_id))


def open(session: Session, concern_id: str, *, opener: Opener, actor_id: str, now: datetime) -> Opened:
    """Open the sealed words; the ledger says so. Raises `NotFound`, `CannotOpen`."""
    concern = _get(session, concern_id)
    ledger.record(session, actor_id=actor_id, action="concern.opened", subject=_subject(concern), now=now)
    messages = select(ConcernMessage).where(ConcernMessage.concern_id == concern.id)
    ordered = sorted(session.scalars(messages), key=lambda message: message.turn)
    original = None
    if concern.sealed_working is not None:
        original = words_of(opener.open(concern.sealed_working), None)
    return Opened(
        line=line_of(concern, now),
        happened=concern.happened,
        how_often=concern.how_often,
        time_of_day=concern.time_of_day,
        happened_before=concern.happened_before,
        ticks=ticks_of(concern),
        original=original,
        corrections=tuple(
            words_of(opener.open(each.sealed_working), each.written_on, answers=each.question_id is not None)
            for each in ordered
        ),
        sanitised=concern.sanitised,
        theme=concern.theme,
        decline_code=DeclineCode(concern.decline_code) if concern.decline_code else None,
        decisions=_decisions(session, concern.id),
        verbs=_verbs(concern),
        told=safeguarding.told(session, concern.id),
        duplicate_of=concern.duplicate_of,
        put_with=same_event.put_with(session, concern.id),
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
    marks: Marks = NOTHING,
) -> Waiting:
    """Count, decline, escalate, return or reopen; the writer's messages count as read.

    `sanitised` None leaves the officer's copy as it is. A copy that names a business waits for a second
    person. Raises `NotFound`, `Stale`, `MoveNotAllowed`, `ReasonMissing`, `CodeMissing`, `OutcomeMissing`,
    `NotTheSameEvent`, `SamePerson`, `BusinessNamedAnew`.
    """
    concern = _get(session, concern_id)
    rules.check_decision(decision, reason=reason, version=concern.version, seen_version=seen_version)
    before = State(concern.state)
    state = before if AGAIN.get(before) is decision.verb else rules.move(before, decision.verb)
    if decision.verb not in _verbs(concern):
        raise MoveNotAllowed(state=concern.state, verb=decision.verb)
    if decision.verb is Verb.COUNT_AS_ESCALATED:
        told = safeguarding.count_told(session, concern.id)
        safeguarding.check_outcome(agencies_told=told, nobody_told=marks.nobody_told)
    copy = concern.sanitised or "" if sanitised is None else sanitised.strip()
    counts = decision.verb is Verb.COUNT
    waits = counts and settling.second_look(concern, marks, copy, actor_id=actor_id) is Look.WAITS
    if waits:
        settling.wait_for_second(session, concern, marks, copy, actor_id=actor_id)
    else:
        concern.sanitised = copy or None
        settling.settle(session, concern, state, decision, marks, now)
    settling.write_down(
        session, concern, decision, marks, waits=waits, actor_id=actor_id, reason=reason.strip(), now=now
    )
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
        concern.ward, concern.area = correction.ward, correction.area or None
    elif correction.area is not None:
        concern.area = correction.area or None
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
    session: Session,
    concern_id: str,
    *,
    agency: str,
    purpose: Purpose,
    actor_id: str,
    now: datetime,
    key: str | None = None,
) -> None:
    """Record that an agency was told, and for which purpose. Never refused: telling comes first.

    `key` is the id that the page was made with: the same page sent twice records one telling, with another
    agency or purpose another.
    """
    concern = _get(session, concern_id)
    told_id = tokens.once(key, concern.id, agency, purpose)
    if session.get(ConcernTold, told_id) is not None:
        return
    row = ConcernTold(id=told_id, concern_id=concern.id, agency=agency, purpose=purpose)
    row.told_on = london_date(now)
    session.add(row)
    session.flush()
    ledger.record(
        session,
        actor_id=actor_id,
        action="concern.passed_on",
        subject=_subject(concern),
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
    return tuple(
        PastDecision(row.version, Verb(row.verb), row.reason, redaction.read(row.taken_out), row.waited)
        for row in session.scalars(query)
    )
