"""What a decision changes in a report, and the line it leaves behind.

Once decided, a report keeps the month it came in and loses the day. Reasons lie beside the report, their hash
in the ledger; what was taken out of a copy stands in both as codes.
"""

from collections.abc import Mapping
from datetime import datetime
from typing import Any

from sqlalchemy.orm import Session

from portal.adapters import holidays, tokens
from portal.concerns import rules, same_event
from portal.concerns.conversation.rules import UNREAD
from portal.concerns.models import Concern, ConcernDecision
from portal.concerns.rules import LEADS_ONLY, Decision, State, Verb
from portal.core.marks import Marks
from portal.core.redaction import listed
from portal.core.second_person import First, Look, look, look_again
from portal.core.windows import london_date
from portal.core.workdays import StaffedHours, due_by_working_days
from portal.ledger import service as ledger

ACTIONS: Mapping[Verb, str] = {
    Verb.COUNT: "concern.counted",
    Verb.DECLINE: "concern.declined",
    Verb.ESCALATE: "concern.escalated",
    Verb.RETURN: "concern.returned",
    Verb.COUNT_AS_ESCALATED: "concern.counted_as_escalated",
}

SAYS_WHICH = frozenset({Verb.DECLINE, Verb.RETURN, Verb.REOPEN})
"""Decisions whose line in the ledger holds a code; what a report is about never stands there."""

LEAVES_FIGURES = frozenset({Verb.DECLINE, Verb.ESCALATE})
"""Decisions after which a report no longer stands for others of the same event."""


def second_look(concern: Concern, marks: Marks, copy: str, *, actor_id: str) -> Look:
    """Whether counting stands or waits for somebody else. Raises `SamePerson`, `BusinessNamedAnew`."""
    if concern.state == State.COUNTED:
        return look_again(concern.sanitised or "", copy=copy, names_business=marks.names_business)
    first = First(concern.second_for, concern.sanitised or "") if concern.second_for else None
    return look(first, actor_id=actor_id, copy=copy, names_business=marks.names_business)


def settle(
    session: Session, concern: Concern, state: State, decision: Decision, marks: Marks, now: datetime
) -> None:
    """Put the report into its new state, and what goes with the decision beside it."""
    again = concern.state == state
    _put_together(session, concern, decision, marks, again=again)
    concern.state = state
    concern.decline_code = decision.code
    concern.message_waiting = False
    concern.second_for = None
    concern.lead_by = marks.lead_by if decision.verb is Verb.ESCALATE else None
    concern.version += 1
    flags = set(concern.flags.split()) - UNREAD
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
    if state is State.DECLINED or state in LEADS_ONLY:
        concern.sanitised = None
    concern.flags = rules.flags_text(flags)


def wait_for_second(session: Session, concern: Concern, marks: Marks, copy: str, *, actor_id: str) -> None:
    """Keep the first person's copy; the report waits where it is for somebody else."""
    _put_together(session, concern, Decision(Verb.COUNT), marks, again=False)
    concern.sanitised = copy
    concern.second_for = actor_id
    concern.message_waiting = False
    concern.version += 1
    concern.flags = rules.flags_text(set(concern.flags.split()) - UNREAD)


def _put_together(
    session: Session, concern: Concern, decision: Decision, marks: Marks, *, again: bool
) -> None:
    """One event is counted once. Raises `NotTheSameEvent`."""
    if decision.verb is not Verb.COUNT:
        concern.duplicate_of = None
        if decision.verb in LEAVES_FIGURES:
            same_event.leave(session, concern.id)
    elif marks.same_as and marks.same_as != concern.duplicate_of:
        same_event.join(session, concern, marks.same_as)
    elif marks.same_as is None and not again:
        concern.duplicate_of = None


def write_down(
    session: Session,
    concern: Concern,
    decision: Decision,
    marks: Marks,
    *,
    waits: bool,
    actor_id: str,
    reason: str,
    now: datetime,
) -> None:
    """Keep the reason beside the report and its hash in the ledger, with what goes with it as codes."""
    salt, kinds = tokens.new_key(), listed(marks.taken_out if decision.verb is Verb.COUNT else ())
    row = ConcernDecision(concern_id=concern.id, version=concern.version, reason=reason, salt=salt)
    row.verb, row.taken_out, row.waited = decision.verb, kinds, waits
    session.add(row)
    facts: dict[str, Any] = {"version": concern.version}
    if decision.verb in SAYS_WHICH:
        facts["code"] = decision.code or decision.verb
    action = "concern.second_asked" if waits else ACTIONS.get(decision.verb, "concern.returned")
    who: dict[str, Any] = {"actor_id": actor_id, "subject": f"concern:{concern.id}", "now": now}
    ledger.record(session, action=action, reason=reason, salt=salt, **who, **facts)
    for beside, more in _beside(concern, decision, marks, kinds):
        ledger.record(session, action=beside, version=concern.version, **who, **more)


def _beside(
    concern: Concern, decision: Decision, marks: Marks, kinds: str
) -> tuple[tuple[str, dict[str, Any]], ...]:
    """What the ledger says beside the decision: actions and their facts."""
    counts = decision.verb is Verb.COUNT
    said: list[tuple[str, dict[str, Any]]] = []
    if kinds:
        said.append(("concern.redacted", {"kinds": kinds}))
    if counts and concern.duplicate_of and marks.same_as:
        said.append(("concern.joined", {"other": concern.duplicate_of}))
    if decision.verb is Verb.COUNT_AS_ESCALATED and marks.nobody_told:
        said.append(("concern.nobody_told", {}))
    return tuple(said)
