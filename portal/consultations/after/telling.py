"""We asked, you said, we did: what people said, finding by finding, and the outcome that says what came.

Decision, reason and action stand in `outcomes` and nowhere else. Refuses to speak of what has not closed, a
verdict that does not fit its action, an older view, and an answer nobody can read yet.
"""

from dataclasses import dataclass, replace
from datetime import date, datetime

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from portal.adapters.tokens import new_id, new_key
from portal.consultations import rows, rules
from portal.consultations.after import rules as after
from portal.consultations.after.models import Afterwards, Finding
from portal.consultations.after.rules import AnswerClock, Verdict
from portal.consultations.models import Consultation
from portal.consultations.rules import Phase, State
from portal.core.errors import MoveNotAllowed, NotFound, Stale
from portal.core.windows import london_date
from portal.ledger.service import record
from portal.outcomes import queries as outcomes
from portal.outcomes import service as outcome_service
from portal.outcomes.queries import Outcome
from portal.outcomes.rules import Kind, OutcomeWords, Progress, Subject
from portal.outcomes.rules import State as Published


@dataclass(frozen=True, slots=True)
class NewFinding:
    """What people said, whether we do it, and the question whose figures stand behind it (empty for none)."""

    said: str
    verdict: Verdict
    question: str = ""


@dataclass(frozen=True, slots=True)
class Told:
    """One finding with its outcome; `verdict` as the outcome stands now.

    `question` is the title of the question behind it.
    """

    id: str
    said: str
    verdict: Verdict
    verdict_words: str
    code: str
    question: str
    outcome: Outcome
    version: int

    @property
    def public(self) -> bool:
        """Whether everybody may read it."""
        return self.outcome.state is Published.PUBLISHED


@dataclass(frozen=True, slots=True)
class Happened:
    """What came of a consultation. `others`: outcomes that answer no single finding."""

    slug: str
    title: str
    phase: Phase
    closed_on: date
    clock: AnswerClock | None
    findings: tuple[Told, ...]
    others: tuple[Outcome, ...]
    version: int
    late_version: int

    @property
    def told(self) -> bool:
        """Whether anything is there to read."""
        return bool(self.findings or self.others)


def happened(session: Session, slug: str, *, now: datetime) -> Happened:
    """What everybody may read of it. Raises `NotFound`, for a draft too."""
    found = _everything(session, slug, now)
    if found.phase is Phase.HIDDEN:
        raise NotFound(slug=slug)
    public = tuple(each for each in found.findings if each.public)
    return replace(found, findings=public)


def working(session: Session, slug: str, *, now: datetime) -> Happened:
    """The same for officers, with what nobody else reads yet. Raises `NotFound`."""
    return _everything(session, slug, now)


def add(
    session: Session, slug: str, new: NewFinding, words: OutcomeWords, *, actor_id: str, now: datetime
) -> str:
    """Write a finding and its outcome; nobody outside reads them yet. Its id; the same page twice makes one.

    Raises `NotFound`, `MoveNotAllowed` before the close, what `rules.clean`, `check_verdict` and an outcome
    raise.
    """
    consultation = _closed(session, slug, now)
    said = after.clean("said", new.said, after.MAX_SAID)
    after.check_verdict(new.verdict, done=words.progress is not Progress.NOT_DONE)
    subject = Subject(
        Kind.CONSULTATION, slug, consultation.title, heard_on=london_date(consultation.closes_at)
    )
    session.refresh(consultation, with_for_update=True)
    there = _there(session, consultation.id, replace(new, said=said), words.line)
    if there is not None:
        return there
    outcome_id = outcome_service.record(session, subject, words, actor_id=actor_id, now=now)
    mine = Finding.consultation_id == consultation.id
    number = session.scalar(select(func.max(Finding.number)).where(mine)) or 0
    finding = Finding(id=new_id(), consultation_id=consultation.id, number=number + 1, said=said, version=1)
    finding.question, finding.verdict, finding.outcome_id = new.question, new.verdict, outcome_id
    session.add(finding)
    session.flush()
    _record(session, finding, actor_id=actor_id, now=now)
    return finding.id


def _there(session: Session, consultation_id: str, new: NewFinding, line: str) -> str | None:
    """The finding that says just this already, with an outcome of the same line."""
    said = {"said": new.said, "question": new.question, "verdict": new.verdict, "version": 1}
    found = session.scalars(select(Finding).filter_by(consultation_id=consultation_id, **said))
    return next((each.id for each in found if outcomes.one(session, each.outcome_id).line == line), None)


def change(
    session: Session,
    slug: str,
    finding_id: str,
    new: NewFinding,
    *,
    seen_version: int,
    actor_id: str,
    now: datetime,
) -> None:
    """Say otherwise what people said. Raises `NotFound`, `Stale`, what `clean` and `check_verdict` raise."""
    consultation = _closed(session, slug, now)
    finding = session.get(Finding, finding_id, with_for_update=True)
    if finding is None or finding.consultation_id != consultation.id:
        raise NotFound(kind="finding", value=finding_id)
    if finding.version != seen_version:
        raise Stale(seen=seen_version, version=finding.version)
    progress = outcomes.one(session, finding.outcome_id).progress
    after.check_verdict(new.verdict, done=progress is not Progress.NOT_DONE)
    finding.said = after.clean("said", new.said, after.MAX_SAID)
    finding.verdict, finding.question = new.verdict, new.question
    finding.version += 1
    _record(session, finding, actor_id=actor_id, now=now)


def answered(session: Session, slug: str, *, seen_version: int, actor_id: str, now: datetime) -> None:
    """Say that this is our whole answer: the twelve weeks end.

    Raises `NotFound`, `Stale`, `MoveNotAllowed`, `NothingTold` where nobody can read a finding yet.
    """
    consultation = _closed(session, slug, now)
    if consultation.version != seen_version:
        raise Stale(seen=seen_version, version=consultation.version)
    if not outcomes.for_subject(session, Kind.CONSULTATION, slug):
        raise after.NothingTold(slug=slug)
    today = london_date(now)
    if consultation.state == State.READY:
        consultation.state = rules.move(State.READY, State.REPORTED)
        consultation.reported_on = consultation.reported_on or today
    consultation.state = rules.move(State(consultation.state), State.ANSWERED)
    consultation.version += 1
    row = _afterwards(session, consultation)
    row.answered_on = today
    row.version += 1
    subject = f"consultation:{consultation.id}"
    action = "consultation.answered"
    record(session, actor_id=actor_id, action=action, subject=subject, now=now, on=today.isoformat())


def explain_delay(
    session: Session,
    slug: str,
    reason: str,
    promised_on: date,
    *,
    seen_version: int,
    actor_id: str,
    now: datetime,
) -> None:
    """Say publicly why our answer takes longer, and until when; reminders begin again before that day.

    Raises `NotFound`, `Stale`, `MoveNotAllowed` before the close or once answered, `DayNotPossible`, what
    `clean` raises.
    """
    consultation = _closed(session, slug, now)
    row = _afterwards(session, consultation)
    if row.version != seen_version:
        raise Stale(seen=seen_version, version=row.version)
    if row.answered_on is not None:
        raise MoveNotAllowed(before=State.ANSWERED, after="late")
    today = london_date(now)
    after.check_day(promised_on, today, date(today.year + 1, today.month, 1))
    row.late_reason = after.clean("reason", reason, after.MAX_WORDS)
    row.late_salt, row.promised_on = new_key(), promised_on
    row.reminded = " ".join(after.reminders(promised_on, today, ()))
    row.version += 1
    record(
        session,
        actor_id=actor_id,
        action="consultation.answer_delayed",
        subject=f"consultation:{consultation.id}",
        now=now,
        reason=row.late_reason,
        salt=row.late_salt,
        until=promised_on.isoformat(),
    )


def clock_of(session: Session, consultation: Consultation, *, now: datetime) -> AnswerClock | None:
    """By when we answer; None before the close, and for what was withdrawn."""
    window = rows.window_of(consultation)
    if rules.phase(State(consultation.state), window, now) is not Phase.CLOSED:
        return None
    row = session.get(Afterwards, consultation.id)
    return AnswerClock(
        due_on=after.due_on(window.last_day),
        answered_on=row.answered_on if row else None,
        promised_on=row.promised_on if row else None,
        reason=row.late_reason if row else "",
        today=london_date(now),
    )


def _everything(session: Session, slug: str, now: datetime) -> Happened:
    consultation = rows.find(session, slug)
    document = rows.document_of(consultation)
    titles = document.written_titles | {each.code: each.title for each in document.questions}
    window = rows.window_of(consultation)
    known = {each.id: each for each in outcomes.of_subject(session, Kind.CONSULTATION, slug)}
    query = select(Finding).where(Finding.consultation_id == consultation.id)
    mine = session.scalars(query.order_by(Finding.number, Finding.id)).all()
    findings = tuple(_told(each, known[each.outcome_id], titles) for each in mine)
    taken = {each.outcome_id for each in mine}
    others = outcomes.for_subject(session, Kind.CONSULTATION, slug)
    row = session.get(Afterwards, consultation.id)
    return Happened(
        slug=slug,
        title=consultation.title,
        phase=rules.phase(State(consultation.state), window, now),
        closed_on=window.last_day,
        clock=clock_of(session, consultation, now=now),
        findings=findings,
        others=tuple(each for each in others if each.id not in taken),
        version=consultation.version,
        late_version=row.version if row else 0,
    )


def _told(row: Finding, outcome: Outcome, titles: dict[str, str]) -> Told:
    verdict = after.verdict_now(Verdict(row.verdict), done=outcome.progress is not Progress.NOT_DONE)
    words = after.VERDICT_WORDS[verdict]
    return Told(
        row.id, row.said, verdict, words, row.question, titles.get(row.question, ""), outcome, row.version
    )


def _closed(session: Session, slug: str, now: datetime) -> Consultation:
    consultation = rows.find(session, slug)
    phase = rules.phase(State(consultation.state), rows.window_of(consultation), now)
    if phase is not Phase.CLOSED:
        raise MoveNotAllowed(before=phase, after="told")
    return consultation


def _afterwards(session: Session, consultation: Consultation) -> Afterwards:
    row = session.get(Afterwards, consultation.id, with_for_update=True)
    if row is None:
        row = Afterwards(consultation_id=consultation.id, late_reason="", reminded="", version=0)
        session.add(row)
        session.flush()
    return row


def _record(session: Session, finding: Finding, *, actor_id: str, now: datetime) -> None:
    record(
        session,
        actor_id=actor_id,
        action="consultation.finding_saved",
        subject=f"finding:{finding.id}",
        now=now,
        version=finding.version,
    )
