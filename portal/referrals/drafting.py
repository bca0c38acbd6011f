"""A member's draft: begun, changed, given its evidence, thrown away or sent.

Refuses another ward than the member's own, somebody else's draft, and to change what was sent. What is sent
gets its public reference; sending the same draft twice finds the older view.
"""

from datetime import datetime

from sqlalchemy import func, select
from sqlalchemy.exc import IntegrityError
from sqlalchemy.orm import Session

from portal.adapters.db import added
from portal.adapters.tokens import new_id, once
from portal.core.actors import Actor, Permission, may
from portal.core.errors import MoveNotAllowed, Refused, Stale
from portal.core.windows import london_date
from portal.partnership.rules import Partnership
from portal.referrals import bodies, matter, trail, written
from portal.referrals.committee_models import CommitteeSeat
from portal.referrals.matter import Evidence, Matter
from portal.referrals.models import Referral
from portal.referrals.publishing import OnlyCounted, sensitive_kinds
from portal.referrals.rules import BodyUnknown, State, Verb, check_version
from portal.referrals.trail import By, Step

FIRST = 1

TRIES = 5
"""How often a reference is taken anew when another referral was sent in the same moment."""


def draft(session: Session, wanted: Matter, *, by: By, now: datetime, key: str | None = None) -> str:
    """Begin a draft, as far as it is; its id. `key` travelled in the form: sent again, nothing is written.

    Raises `Refused`, `ForeignWard`, `MatterTooLong`, `EffortAhead`, `BodyUnknown`, `UnknownCode`.
    """
    _check_member(by.actor)
    kept = _accept(wanted, by, now)
    kept_as = once(key, by.actor.id, kept)
    begun = session.get(Referral, kept_as)
    if begun is not None and begun.version == FIRST:
        return kept_as
    if begun is not None:
        kept_as = new_id()  # that draft is written on already: this is another
    row = Referral(
        id=kept_as,
        reference=None,
        member_id=by.actor.id,
        on_committee=False,
        state=State.DRAFT,
        **written.columns(kept),
        sensitive=kept.subtopic in sensitive_kinds(by.partnership),
        evidence=written.NO_EVIDENCE,
        begun_on=london_date(now),
        insisted=False,
        body="",
        version=FIRST,
        changed_at=now,
    )
    if not added(session, row):
        return kept_as  # the same form came a moment ago
    trail.record(session, row, "referral.begun", by.actor.id, now)
    return row.id


def amend(
    session: Session, referral_id: str, wanted: Matter, *, seen_version: int, by: By, now: datetime
) -> int:
    """Change a draft, or the matter of a returned referral; the new version.

    Raises what `draft` raises, and `NotFound`, `Stale`, `MoveNotAllowed`.
    """
    row = _own(session, referral_id, seen_version, by, (State.DRAFT, State.RETURNED))
    kept = _accept(wanted, by, now)
    for column, value in written.columns(kept).items():
        setattr(row, column, value)
    marked = row.sensitive and row.state != State.DRAFT
    row.sensitive = marked or kept.subtopic in sensitive_kinds(by.partnership)
    return _changed(session, row, "referral.saved", by, now)


def freeze_evidence(
    session: Session, referral_id: str, evidence: Evidence, *, seen_version: int, by: By, now: datetime
) -> int:
    """Keep a picture of the ward with the draft; a new one takes the place of the old. The new version.

    Raises `NotFound`, `Refused`, `Stale`, `MoveNotAllowed`.
    """
    row = _own(session, referral_id, seen_version, by, (State.DRAFT, State.RETURNED))
    row.evidence = written.evidence_text(evidence)
    return _changed(session, row, "referral.evidence_frozen", by, now)


def discard(session: Session, referral_id: str, *, seen_version: int, by: By, now: datetime) -> None:
    """Throw a draft away, for good. Raises `NotFound`, `Refused`, `Stale`, `MoveNotAllowed`."""
    row = _own(session, referral_id, seen_version, by, (State.DRAFT,))
    trail.record(session, row, "referral.discarded", by.actor.id, now)
    session.delete(row)
    session.flush()


def submit(
    session: Session,
    referral_id: str,
    *,
    seen_version: int,
    by: By,
    now: datetime,
    looked_again: bool = False,
) -> str:
    """Send a draft to the committee; its public reference.

    Raises `NotFound`, `Refused`, `Stale`, `MoveNotAllowed`, `ForeignWard`, `MatterIncomplete` and, until the
    member has `looked_again`, `PointsToSomebody`.
    """
    case = trail.open_case(session, referral_id, Verb.SUBMIT, seen_version=seen_version, by=by, now=now)
    row = case.row
    wanted = written.matter_of(row)
    matter.check_ward(wanted, by.actor.ward)
    matter.complete(wanted, looked_again=looked_again)
    row.on_committee = sits_on_committee(session, by.actor.id)
    row.submitted_on = row.advice_from = case.today
    reference = _number(session, row, by.partnership, case.today.year)
    trail.take(case, Step(Verb.SUBMIT))
    return reference


def sits_on_committee(session: Session, account_id: str) -> bool:
    """Whether this councillor sits on the scrutiny committee."""
    return session.get(CommitteeSeat, account_id) is not None


def mark_sensitive(
    session: Session, referral_id: str, sensitive: bool, *, seen_version: int, by: By, now: datetime
) -> None:
    """Say whether the public register only counts it; what is of a sensitive kind is never more than counted.

    Raises `NotFound`, for a draft too, `Refused`, for one's own too, `Stale`, `OnlyCounted`.
    """
    if not may(by.actor, Permission.REFERRAL_ADVISE):
        raise Refused()
    row = trail.find_sent(session, referral_id, by.actor)
    check_version(row.version, seen_version)
    if not sensitive and row.subtopic in sensitive_kinds(by.partnership):
        raise OnlyCounted()
    row.sensitive = sensitive
    row.version += 1
    row.changed_at = now
    session.flush()
    trail.record(
        session, row, "referral.marked_sensitive", by.actor.id, now, sensitive=str(sensitive).lower()
    )


def _check_member(actor: Actor) -> None:
    if not may(actor, Permission.REFERRAL_MAKE):
        raise Refused()


def _own(
    session: Session, referral_id: str, seen_version: int, by: By, states: tuple[State, ...]
) -> Referral:
    _check_member(by.actor)
    row = trail.find(session, referral_id)
    if row.member_id != by.actor.id:
        raise Refused()
    check_version(row.version, seen_version)
    if row.state not in states:
        raise MoveNotAllowed(state=row.state, verb="amend")
    return row


def _accept(wanted: Matter, by: By, now: datetime) -> Matter:
    matter.check_ward(wanted, by.actor.ward)
    by.partnership.ward(wanted.ward)
    if wanted.subtopic:
        by.partnership.subtopic(wanted.subtopic)
    known = dict(bodies.answering(by.partnership))
    for code in wanted.authorities:
        if code not in known:
            raise BodyUnknown(body=code)
    return matter.tidied(wanted, today=london_date(now))


def _changed(session: Session, row: Referral, action: str, by: By, now: datetime) -> int:
    row.version += 1
    row.changed_at = now
    session.flush()
    trail.record(session, row, action, by.actor.id, now)
    return row.version


def _number(session: Session, row: Referral, partnership: Partnership, year: int) -> str:
    """Give the referral the next reference of the year: R-2026-001."""
    start = f"R-{year}-"
    known = select(Referral.reference).where(Referral.reference.startswith(start))
    newest = known.order_by(func.length(Referral.reference).desc(), Referral.reference.desc()).limit(1)
    for _ in range(TRIES):
        last = session.scalar(newest)
        reference = f"{start}{int(last.removeprefix(start)) + 1 if last else 1:03}"
        try:
            with session.begin_nested():
                row.reference = reference
        except IntegrityError:
            continue
        return reference
    raise Stale(seen=row.version, version=row.version)
