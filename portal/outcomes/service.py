"""Writing outcomes down, taking their action on, and telling everybody, or taking that back.

Refuses to publish, or to change what is published, where the facts it is given forbid it.
"""

from dataclasses import replace
from datetime import date, datetime

from sqlalchemy.orm import Session

from portal.adapters.db import added
from portal.adapters.tokens import once
from portal.core.errors import NotFound, Stale
from portal.core.windows import london_date
from portal.ledger import service as ledger
from portal.outcomes import rules
from portal.outcomes.models import OutcomeRow, OutcomeStep
from portal.outcomes.rules import (
    Facts,
    OutcomeWords,
    Progress,
    Refusal,
    State,
    Subject,
    WordsMissing,
    WordsTooLong,
)

FIRST = 1


def record(
    session: Session,
    subject: Subject,
    words: OutcomeWords,
    *,
    actor_id: str,
    now: datetime,
    outcome_id: str | None = None,
) -> str:
    """A new outcome that nobody outside reads yet; its id. Raises what `rules.accept` raises.

    `outcome_id`: the id that travelled in the form; sent again with the same words nothing is written.
    """
    kept = rules.accept(words, today=london_date(now))
    kept_as = once(outcome_id, subject.kind, subject.id, kept)
    if session.get(OutcomeRow, kept_as) is not None:
        return kept_as
    row = OutcomeRow(
        id=kept_as,
        kind=subject.kind,
        subject_id=subject.id,
        subject_name=subject.name,
        topic=subject.topic,
        heard_on=subject.heard_on,
        state=State.DRAFT,
        why_withdrawn="",
        held_back=False,
        version=FIRST,
        saved_at=now,
    )
    _put(row, kept)
    if not added(session, row):
        return row.id  # the same form came a moment ago
    _step(session, row, now)
    _record(session, row, "outcome.saved", actor_id=actor_id, now=now)
    return row.id


def update(
    session: Session,
    outcome_id: str,
    words: OutcomeWords,
    facts: Facts,
    *,
    seen_version: int,
    actor_id: str,
    now: datetime,
) -> None:
    """Change the words or take the action on; what is published must still be fit for everybody.

    Raises `NotFound`, `Stale`, `MoveNotAllowed`, `MayNotPublish` and what `rules.accept` raises.
    """
    row = _seen(session, outcome_id, seen_version)
    kept = rules.accept(words, today=london_date(now))
    went_on = rules.step(Progress(row.progress), kept.progress) or row.ending != kept.ending
    if row.state == State.PUBLISHED:
        rules.may_stay(facts)
    _put(row, kept)
    _change(session, row, now)
    if went_on:
        _step(session, row, now)
    _record(session, row, "outcome.saved", actor_id=actor_id, now=now)


def publish(
    session: Session,
    outcome_id: str,
    facts: Facts,
    *,
    seen_version: int,
    actor_id: str,
    now: datetime,
    subject: Subject | None = None,
) -> None:
    """Let everybody read it, under the name its subject has now, where `subject` is given.

    Raises `NotFound`, `Stale`, `MoveNotAllowed`, `MayNotPublish`.
    """
    row = _seen(session, outcome_id, seen_version)
    state = rules.moved(State(row.state), State.PUBLISHED)
    rules.may_publish(replace(facts, in_room=row.held_back))
    if subject is not None:
        row.subject_name, row.topic, row.heard_on = subject.name, subject.topic, subject.heard_on
    row.state, row.published_on = state, row.published_on or london_date(now)
    row.why_withdrawn = ""
    _change(session, row, now)
    _record(session, row, "outcome.published", actor_id=actor_id, now=now)


def withdraw(
    session: Session, outcome_id: str, why: str, *, seen_version: int, actor_id: str, now: datetime
) -> None:
    """Take it off the public pages.

    Raises `NotFound`, `Stale`, `MoveNotAllowed`, `WordsMissing`, `WordsTooLong`.
    """
    row = _seen(session, outcome_id, seen_version)
    reason = why.strip()
    if not reason:
        raise WordsMissing(part="why")
    if len(reason) > rules.MAX_WHY:
        raise WordsTooLong(part="why", most=rules.MAX_WHY)
    row.state = rules.moved(State(row.state), State.WITHDRAWN)
    row.why_withdrawn = reason
    _change(session, row, now)
    _record(session, row, "outcome.withdrawn", actor_id=actor_id, now=now)


def hold_back(session: Session, outcome_id: str, *, held: bool, actor_id: str, now: datetime) -> None:
    """The group that decided it closed the item, or opened it again; nobody outside reads what is held."""
    row = session.get(OutcomeRow, outcome_id, with_for_update=True)
    if row is None or row.held_back is held:
        return
    row.held_back = held
    taken = held and row.state == State.PUBLISHED
    if taken:
        row.state, row.why_withdrawn = State.WITHDRAWN, rules.REFUSAL_WORDS[Refusal.IN_ROOM]
    _change(session, row, now)
    _record(session, row, "outcome.withdrawn" if taken else "outcome.saved", actor_id=actor_id, now=now)


def redate(session: Session, outcome_id: str, decided_on: date, *, actor_id: str, now: datetime) -> None:
    """The meeting that decided it was on another day than was written first; one that is gone stays gone."""
    row = session.get(OutcomeRow, outcome_id, with_for_update=True)
    if row is None or row.decided_on == decided_on:
        return
    row.decided_on = decided_on
    _change(session, row, now)
    _record(session, row, "outcome.saved", actor_id=actor_id, now=now)


def _seen(session: Session, outcome_id: str, seen_version: int) -> OutcomeRow:
    row = session.get(OutcomeRow, outcome_id, with_for_update=True)
    if row is None:
        raise NotFound(kind="outcome", value=outcome_id)
    if row.version != seen_version:
        raise Stale(seen=seen_version, version=row.version)
    return row


def _put(row: OutcomeRow, words: OutcomeWords) -> None:
    row.line, row.decision, row.reason, row.action = words.line, words.decision, words.reason, words.action
    row.owner, row.progress, row.ending = words.owner, words.progress, words.ending
    row.decided_on = words.decided_on


def _change(session: Session, row: OutcomeRow, now: datetime) -> None:
    row.version += 1
    row.saved_at = now
    session.flush()


def _step(session: Session, row: OutcomeRow, now: datetime) -> None:
    session.add(
        OutcomeStep(
            outcome_id=row.id,
            version=row.version,
            progress=row.progress,
            ending=row.ending,
            taken_on=london_date(now),
        )
    )
    session.flush()


def _record(session: Session, row: OutcomeRow, action: str, *, actor_id: str, now: datetime) -> None:
    subject = f"outcome:{row.id}"
    ledger.record(session, actor_id=actor_id, action=action, subject=subject, now=now, version=row.version)
