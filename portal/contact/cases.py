"""What officers do with a case: look, open, take a step, each with its line in the ledger.

Refuses a step on an older view than the newest. Letters are sealed to the receipt, so that only its holder
reads them at the follow-up; the reason lies beside the case, its hash in the ledger.
"""

from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import Session

from portal.adapters import tokens
from portal.adapters.seal import Opener, seal, to_bytes
from portal.contact import answering, letters, rules, service
from portal.contact.models import ContactCase, ContactMessage, ContactStep
from portal.contact.opened import Opened, Waiting, line_of, step_of, words_of
from portal.contact.rules import ENDED, LEADS_ONLY, Decision, Kind, Risk, State, Verb
from portal.contact.service import SealTo
from portal.core.errors import MoveNotAllowed, NotFound
from portal.core.windows import london_date
from portal.ledger import service as ledger
from portal.partnership.clocks import Clocks

ACTIONS: dict[Verb, str] = {
    Verb.ACKNOWLEDGE: "contact.acknowledged",
    Verb.ASK_IDENTITY: "contact.identity_asked",
    Verb.EXTEND: "contact.extended",
    Verb.ANSWER: "contact.answered",
    Verb.REFUSE: "contact.refused",
    Verb.PASS_ON: "contact.passed_on",
    Verb.CLOSE: "contact.closed",
    Verb.REOPEN: "contact.reopened",
    Verb.ACCEPT: "contact.accepted",
    Verb.DECLINE: "contact.declined",
    Verb.ESCALATE: "contact.escalated",
    Verb.RETURN: "contact.returned",
}


TO_LEADS = frozenset({Verb.ESCALATE, Verb.REOPEN})
"""Steps after which leads have something to open."""


@dataclass(frozen=True, slots=True)
class By:
    """Who takes a step, with which keys and under which clocks."""

    actor_id: str
    seal_to: SealTo
    clocks: Clocks


def look(session: Session, case_id: str, *, now: datetime) -> Waiting:
    """One case without opening it. Raises `NotFound`."""
    return line_of(find(session, case_id), now)


def open(
    session: Session, case_id: str, *, opener: Opener, actor_id: str, clocks: Clocks, now: datetime
) -> Opened:
    """Open the sealed words; the ledger says so. Raises `NotFound`, `CannotOpen`."""
    case = find(session, case_id)
    ledger.record(session, actor_id=actor_id, action="contact.opened", subject=subject(case), now=now)
    messages = session.scalars(select(ContactMessage).where(ContactMessage.case_id == case.id)).all()
    steps = session.scalars(
        select(ContactStep).where(ContactStep.case_id == case.id).order_by(ContactStep.version)
    )
    ordered = sorted(messages, key=lambda each: (each.written_on, each.id))
    return Opened(
        line=line_of(case, now),
        original=words_of(opener, case, case.received_on),
        added=tuple(words_of(opener, each, each.written_on) for each in ordered),
        steps=tuple(step_of(opener, row) for row in steps),
        copy=case.copy,
        answer=case.answer,
        code=case.code or "",
        clock=service.clock_for(case, clocks),
        acknowledged_on=case.acknowledged_on,
        ended_on=case.ended_on,
        verbs=rules.verbs(Kind(case.kind), State(case.state), extended=case.extended),
    )


def decide(
    session: Session, case_id: str, decision: Decision, *, seen_version: int, by: By, now: datetime
) -> Waiting:
    """Take a step.

    Raises `NotFound`, `MoveNotAllowed`, `TooLateToExtend` and what `rules.check` and `answering` raise.
    """
    case = find(session, case_id)
    kind, before = Kind(case.kind), State(case.state)
    decision = answering.written(kind, decision)
    decision = rules.check(kind, decision, version=case.version, seen_version=seen_version)
    state = rules.move(kind, before, decision.verb)
    if decision.verb not in rules.verbs(kind, before, extended=case.extended):
        raise MoveNotAllowed(state=before, verb=decision.verb)
    if decision.verb is Verb.EXTEND and london_date(now) > service.clock_for(case, by.clocks).answer_by:
        raise rules.TooLateToExtend()
    _settle(case, state, decision, by.clocks, now)
    _write_down(session, case, decision, by, now)
    session.flush()
    return line_of(case, now)


def find(session: Session, case_id: str) -> ContactCase:
    """The row. Raises `NotFound`."""
    case = session.get(ContactCase, case_id, with_for_update=True)
    if case is None:
        raise NotFound(kind="case", value=case_id)
    return case


def subject(case: ContactCase) -> str:
    """How the ledger names a case."""
    return f"contact:{case.id}"


def _settle(case: ContactCase, state: State, decision: Decision, clocks: Clocks, now: datetime) -> None:
    today, verb = london_date(now), decision.verb
    case.state = state
    case.message_waiting = False
    case.lead_by = service.lead_by(clocks, now=now) if verb in TO_LEADS and state in LEADS_ONLY else None
    case.version += 1
    case.code = decision.code or None
    case.extended = case.extended or verb is Verb.EXTEND
    case.agency = decision.agency or case.agency
    if verb is Verb.ACKNOWLEDGE:
        case.acknowledged_on = today
    if verb is Verb.ACCEPT:
        case.copy = decision.copy
    if verb is Verb.REOPEN or answering.publishes(Kind(case.kind), verb):
        case.answer = decision.answer or None
        case.answered_on = today if decision.answer else None
    if state in ENDED:
        case.ended_on = case.ended_on or today
        case.risk, case.flags = Risk.NORMAL, ""
        return
    case.ended_on = None
    if case.kind == Kind.QUESTION:
        case.due_at = service.soon(clocks, Risk(case.risk), now=now)
    else:
        case.due_at = service.due_at(case, clocks)


def _write_down(session: Session, case: ContactCase, decision: Decision, by: By, now: datetime) -> None:
    letter, salt = decision.reply, tokens.new_key()
    if decision.verb is Verb.ACKNOWLEDGE:
        letter = letters.acknowledgement(service.clock_for(case, by.clocks).answer_by)
    plain = to_bytes({"text": letter}) if letter else None
    session.add(
        ContactStep(
            case_id=case.id,
            version=case.version,
            verb=decision.verb,
            done_on=london_date(now),
            reason=decision.reason,
            salt=salt,
            letter_for_writer=seal(case.writer_public, plain) if plain else None,
            letter_working=seal(by.seal_to.working, plain) if plain else None,
            letter_recovery=seal(by.seal_to.recovery, plain) if plain else None,
        )
    )
    facts: dict[str, Any] = {"version": case.version}
    if decision.verb in rules.NEEDS_CODE:
        facts["code"] = decision.code
    if decision.verb is Verb.PASS_ON:
        facts["agency"] = decision.agency
    ledger.record(
        session,
        actor_id=by.actor_id,
        action=ACTIONS[decision.verb],
        subject=subject(case),
        now=now,
        reason=decision.reason or None,
        salt=salt,
        **facts,
    )
