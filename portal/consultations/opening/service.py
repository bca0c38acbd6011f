"""From the first draft of a consultation to its being published, and taking it back.

Refuses to change what is published, to publish what the gate blocks, and an older view. Every step stands in
the ledger; a reason lives beside what it is about.
"""

from collections.abc import Iterable
from datetime import datetime

from sqlalchemy import delete, func, select, update
from sqlalchemy.exc import IntegrityError
from sqlalchemy.orm import Session

from portal.adapters.tokens import new_key
from portal.consultations import rows, rules
from portal.consultations import service as consultations
from portal.consultations.models import Consultation, Response, WrittenAnswer
from portal.consultations.opening import gate, queries
from portal.consultations.opening.facts import Facts, as_lines
from portal.consultations.opening.findings import Finding, GateBlocked, Level
from portal.consultations.opening.models import ConsultationFacts, ConsultationLabel, SetAside
from portal.consultations.questions.registry import Document
from portal.consultations.rules import State
from portal.consultations.shipped import NewConsultation
from portal.core.errors import MoveNotAllowed, NotFound, Stale
from portal.core.places import slug as slugged
from portal.core.windows import london_date
from portal.ledger.service import record
from portal.partnership.rules import Partnership

RESERVED = frozenset({"bank", "new", "others", "waiting"})
"""Staff addresses beside those of consultations."""

LONGEST_SLUG = 60  # characters; the column holds more


def start(session: Session, facts: Facts, document: Document, *, actor_id: str, now: datetime) -> str:
    """Write a draft; answers the name in its address."""
    new = NewConsultation(
        slug=_free_slug(session, facts.title),
        title=facts.title,
        purpose=facts.purpose,
        can_influence=facts.can_influence,
        decided=facts.decided,
        who_decides=facts.who_decides,
        document=document,
    )
    try:
        with session.begin_nested():
            slug = consultations.create(session, new, facts.window, state=State.DRAFT)
    except IntegrityError:  # somebody used the same title in this moment
        return start(session, facts, document, actor_id=actor_id, now=now)
    consultation = rows.find(session, slug)
    write(session, slug, facts)
    _record(session, consultation, "consultation.started", actor_id, now)
    return slug


def save(
    session: Session, slug: str, facts: Facts, *, seen_version: int, actor_id: str, now: datetime
) -> None:
    """Change the facts of a draft. Raises `NotFound`, `Stale`, `MoveNotAllowed` for what is published."""
    consultation = _seen(session, slug, seen_version)
    if State(consultation.state) is not State.DRAFT:
        raise MoveNotAllowed(before=State(consultation.state), after="changed")
    consultation.opens_at, consultation.closes_at = facts.window.opens_at, facts.window.closes_at
    write(session, slug, facts)
    consultation.version += 1
    _record(session, consultation, "consultation.saved", actor_id, now, version=consultation.version)
    session.flush()


def write(session: Session, slug: str, facts: Facts) -> None:
    """Put the facts beside a consultation as they are, dates apart; for drafts and shipped ones."""
    consultation = rows.find(session, slug)
    consultation.title, consultation.purpose = facts.title, facts.purpose
    consultation.can_influence, consultation.decided = facts.can_influence, facts.decided
    consultation.who_decides = facts.who_decides
    row = session.get(ConsultationFacts, consultation.id)
    if row is None:
        row = ConsultationFacts(consultation_id=consultation.id)
        session.add(row)
    row.decides_on, row.reasons, row.affected = facts.decides_on, facts.reasons, facts.affected
    row.evidence, row.length_reason = as_lines(facts.evidence), facts.length_reason
    row.equality_url, row.equality_reason = facts.equality_url, facts.equality_reason
    row.dpia_url, row.dpia_reason = facts.dpia_url, facts.dpia_reason
    session.execute(delete(ConsultationLabel).where(ConsultationLabel.consultation_id == consultation.id))
    session.flush()
    for kind, code in sorted(facts.labels):
        session.add(ConsultationLabel(consultation_id=consultation.id, kind=kind, code=code))
    session.flush()


def publish(
    session: Session,
    slug: str,
    *,
    seen_version: int,
    actor_id: str,
    partnership: Partnership,
    now: datetime,
) -> tuple[Finding, ...]:
    """Make a draft ready: it opens and closes by its dates. Answers what the gate found.

    Raises `NotFound`, `Stale`, `MoveNotAllowed`, `GateBlocked`.
    """
    consultation = _seen(session, slug, seen_version)
    after = rules.move(State(consultation.state), State.READY)
    findings = gate.check(queries.ground(session, slug, partnership=partnership, now=now))
    left = gate.blocks(findings, queries.set_aside(session, consultation.id))
    if left:
        raise GateBlocked(findings=left)
    consultation.state = after
    consultation.version += 1
    _record(
        session,
        consultation,
        "consultation.made_ready",
        actor_id,
        now,
        version=consultation.version,
        warnings=sum(finding.level is Level.WARN for finding in findings),
    )
    session.flush()
    return findings


def take_back_to_draft(
    session: Session, slug: str, *, seen_version: int, actor_id: str, now: datetime
) -> None:
    """Hide it again, while nobody has answered. Raises `NotFound`, `Stale`, `MoveNotAllowed`."""
    consultation = _seen(session, slug, seen_version)
    answers = select(func.count()).where(Response.consultation_id == consultation.id)
    count = session.scalar(answers.select_from(Response)) or 0
    consultation.state = rules.move(State(consultation.state), State.DRAFT, answers=count)
    consultation.version += 1
    _record(session, consultation, "consultation.made_draft", actor_id, now, version=consultation.version)
    session.flush()


def put_aside(
    session: Session,
    slug: str,
    code: str,
    reason: str,
    *,
    seen_version: int,
    actor_id: str,
    partnership: Partnership,
    now: datetime,
) -> None:
    """Set one blocking finding aside, with a reason; it stands again when it says something else.

    Raises `NotFound`, also for a finding that does not block or that the law asks for; `Stale`,
    `ReasonMissing`, `MoveNotAllowed` for what is no draft.
    """
    consultation = _seen(session, slug, seen_version)
    if State(consultation.state) is not State.DRAFT:
        raise MoveNotAllowed(before=State(consultation.state), after="set aside")
    if not reason.strip():
        raise rules.ReasonMissing()
    findings = gate.check(queries.ground(session, slug, partnership=partnership, now=now))
    finding = next((each for each in findings if each.code == code and each.may_be_set_aside), None)
    if finding is None:
        raise NotFound(kind="finding", value=code)
    row = session.get(SetAside, (consultation.id, code)) or SetAside(
        consultation_id=consultation.id, code=code
    )
    row.sentence, row.reason, row.salt, row.set_on = finding.sentence, reason, new_key(), london_date(now)
    session.add(row)
    consultation.version += 1
    _record(
        session,
        consultation,
        "consultation.set_aside",
        actor_id,
        now,
        reason=reason,
        salt=row.salt,
        finding=code,
    )
    session.flush()


def withdraw(
    session: Session, slug: str, reason: str, *, seen_version: int, actor_id: str, now: datetime
) -> None:
    """Take a published consultation back, with a reason everybody reads; from now on nothing is taken.

    What was sent stays for as long as a report's texts would, counted from today. Raises `NotFound`, `Stale`,
    `MoveNotAllowed`, `ReasonMissing`.
    """
    consultation = _seen(session, slug, seen_version)
    if not reason.strip():
        raise rules.ReasonMissing()
    was_open = rows.window_of(consultation).is_open(now)
    consultation.state = rules.move(State(consultation.state), State.WITHDRAWN)
    consultation.withdrawn_on, consultation.withdrawn_reason = london_date(now), reason
    consultation.withdrawn_salt = new_key()
    if was_open and now > consultation.opens_at:
        consultation.closes_at = now
        waiting = (WrittenAnswer.consultation_id == consultation.id, WrittenAnswer.enters_at > now)
        session.execute(update(WrittenAnswer).where(*waiting).values(enters_at=now))
    consultation.version += 1
    _record(
        session,
        consultation,
        "consultation.withdrawn",
        actor_id,
        now,
        reason=reason,
        salt=consultation.withdrawn_salt,
    )
    session.flush()


def _seen(session: Session, slug: str, seen_version: int) -> Consultation:
    query = select(Consultation).where(Consultation.slug == slug).with_for_update()
    consultation = session.scalars(query).first()
    if consultation is None:
        raise NotFound(slug=slug)
    if consultation.version != seen_version:
        raise Stale(seen=seen_version, version=consultation.version)
    return consultation


def _free_slug(session: Session, title: str) -> str:
    wanted = slugged(title)[:LONGEST_SLUG].strip("-") or "consultation"
    taken = set(session.scalars(select(Consultation.slug).where(Consultation.slug.like(f"{wanted}%"))))
    return next(each for each in _numbered(wanted) if each not in taken | RESERVED)


def _numbered(wanted: str) -> Iterable[str]:
    yield wanted
    number = 2
    while True:
        yield f"{wanted}-{number}"
        number += 1


def _record(
    session: Session, consultation: Consultation, action: str, actor_id: str, now: datetime, **more: object
) -> None:
    subject = f"consultation:{consultation.id}"
    record(session, actor_id=actor_id, action=action, subject=subject, now=now, **more)  # type: ignore[arg-type]
