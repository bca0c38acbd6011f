"""The steps of a plan, each in its own transaction with its line in the ledger."""

from datetime import date, datetime
from typing import Any

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from portal.adapters.tokens import new_id
from portal.core import years
from portal.core.errors import NotFound, Stale
from portal.core.windows import london_date
from portal.ledger import service as ledger
from portal.partnership.content import Content, PlanText
from portal.plan import measures, rules
from portal.plan.models import PlanRow, PlanSectionRow
from portal.plan.rules import Approval, Asked, PlanState, PlanWords, SectionWords

FIRST = 1
"""Version of an edition that nobody has changed; also the number of a year's first edition."""


def load(session: Session, content: Content, *, now: datetime) -> list[str]:
    """Add the plans of years that have none, and measures; answers what differs, and overwrites nothing."""
    differences = measures.load(session, content, now=now)
    for text in content.plans:
        stored = _latest(session, text.year)
        if stored is not None:
            differences += _differences(session, stored, text)
        elif text.state.value == PlanState.PUBLISHED.value and _published(session) is not None:
            differences.append(f"plan {text.year}: not added, because another plan is published.")
        else:
            _add_shipped(session, text, now)
    return differences


def start(session: Session, year: str, *, actor_id: str, now: datetime) -> str:
    """Begin a draft for a year, from that year's last edition where there is one; answers its id.

    Raises `NotAYear`, `EditionOpen`.
    """
    span = years.parse(year)
    last = _latest(session, year)
    rules.check_new_edition(PlanState(last.state) if last else None)
    row = PlanRow(
        id=new_id(),
        year=year,
        edition=last.edition + 1 if last else FIRST,
        title=last.title if last else f"Partnership plan {span.words}",
        summary=last.summary if last else "",
        note=last.note if last else "",
        illustration=last.illustration if last else False,
        state=PlanState.DRAFT.value,
        starts_on=span.starts_on,
        ends_on=span.ends_on,
        consulted_words="",
        voluntary_words="",
        approved_by="",
        version=FIRST,
        saved_at=now,
    )
    session.add(row)
    session.flush()
    old = _sections(session, last.id) if last else {}
    for letter, heading in rules.SECTIONS.items():
        words = (old[letter].heading, old[letter].body) if letter in old else (heading, "")
        session.add(PlanSectionRow(plan_id=row.id, letter=letter, heading=words[0], body=words[1]))
    session.flush()
    _record(session, row, "plan.saved", actor_id, now, version=row.version)
    return row.id


def save(
    session: Session, plan_id: str, words: PlanWords, *, seen_version: int, actor_id: str, now: datetime
) -> None:
    """Put an officer's words into a draft. Raises `NotFound`, `Stale`, `ApprovedAlready`."""
    row = _seen(session, plan_id, seen_version)
    rules.check_editable(PlanState(row.state))
    row.title, row.summary, row.note, row.illustration = (
        words.title,
        words.summary,
        words.note,
        words.illustration,
    )
    _put_sections(session, row.id, words.sections)
    _step(session, row, now)
    _record(session, row, "plan.saved", actor_id, now, version=row.version)


def record_consulted(
    session: Session, plan_id: str, asked: Asked, *, seen_version: int, actor_id: str, now: datetime
) -> None:
    """Note, or correct until the approval, who was asked about the draft and by when.

    Raises `NotFound`, `Stale`, `VoluntaryNotAsked`, `AskedOutOfReach`, `MoveNotAllowed`.
    """
    row = _seen(session, plan_id, seen_version)
    row.state = rules.consulted(PlanState(row.state), asked, today=london_date(now)).value
    row.consulted_on, row.consulted_words, row.voluntary_words = asked.until, asked.words, asked.voluntary
    _step(session, row, now)
    _record(session, row, "plan.consulted", actor_id, now)


def approve(
    session: Session, plan_id: str, approval: Approval, *, seen_version: int, actor_id: str, now: datetime
) -> None:
    """Note that a body approved the text as it stands.

    Raises `NotFound`, `Stale` and what `rules.approve` raises.
    """
    row = _seen(session, plan_id, seen_version)
    state = rules.approve(
        PlanState(row.state),
        _bodies(session, row.id),
        approval,
        voluntary=row.voluntary_words,
        asked_until=row.consulted_on,
        today=london_date(now),
    )
    row.approved_on, row.approved_by, row.state = approval.on, approval.body, state.value
    _step(session, row, now)
    _record(session, row, "plan.approved", actor_id, now, body=approval.code, on=approval.on.isoformat())


def publish(session: Session, plan_id: str, *, seen_version: int, actor_id: str, now: datetime) -> None:
    """Show the plan to everybody; the one shown until now stays reachable and says that it is superseded.

    An edition of an earlier year than the plan in force is superseded from the start.
    Raises `NotFound`, `Stale`, `SectionsMissing`, `NotApproved`, `MoveNotAllowed`.
    """
    row = _seen(session, plan_id, seen_version)
    before = _published(session)
    state = rules.publish(
        PlanState(row.state),
        _bodies(session, row.id),
        approved_by=row.approved_by,
        approved_on=row.approved_on,
        starts_on=row.starts_on,
        in_force_from=before.starts_on if before else None,
    )
    if before is not None and state is PlanState.PUBLISHED:
        before.state = rules.moved(PlanState(before.state), PlanState.SUPERSEDED).value
        before.superseded_on = london_date(now)
        _step(session, before, now)
        _record(session, before, "plan.superseded", actor_id, now)
    row.state, row.published_on = state.value, london_date(now)
    _step(session, row, now)
    _record(session, row, "plan.published", actor_id, now, version=row.version)


def record_sent(
    session: Session, plan_id: str, on: date, *, seen_version: int, actor_id: str, now: datetime
) -> None:
    """Note, or correct, the day on which a copy went to the elected policing body.

    The same day changes nothing. Raises `NotFound`, `Stale`, `NotApproved`, `SentOnWrongDay`.
    """
    row = session.get(PlanRow, plan_id, with_for_update=True)
    if row is not None and row.sent_on == on:
        return
    row = _seen(session, plan_id, seen_version)
    rules.check_sent(PlanState(row.state), on, approved_on=row.approved_on, today=london_date(now))
    row.sent_on = on
    _step(session, row, now)
    _record(session, row, "plan.sent", actor_id, now, on=on.isoformat())


def _seen(session: Session, plan_id: str, seen_version: int) -> PlanRow:
    row = session.get(PlanRow, plan_id, with_for_update=True)
    if row is None:
        raise NotFound(kind="plan", value=plan_id)
    if row.version != seen_version:
        raise Stale(kind="plan", value=plan_id, version=row.version)
    return row


def _step(session: Session, row: PlanRow, now: datetime) -> None:
    row.version += 1
    row.saved_at = now
    session.flush()


def _record(session: Session, row: PlanRow, action: str, actor_id: str, now: datetime, **facts: Any) -> None:
    ledger.record(session, actor_id=actor_id, action=action, subject=f"plan:{row.id}", now=now, **facts)


def _published(session: Session) -> PlanRow | None:
    query = select(PlanRow).where(PlanRow.state == PlanState.PUBLISHED.value).with_for_update()
    return session.scalars(query).first()


def _latest(session: Session, year: str) -> PlanRow | None:
    newest = select(func.max(PlanRow.edition)).where(PlanRow.year == year).scalar_subquery()
    return session.scalars(select(PlanRow).where(PlanRow.year == year, PlanRow.edition == newest)).first()


def _sections(session: Session, plan_id: str) -> dict[str, PlanSectionRow]:
    rows = session.scalars(select(PlanSectionRow).where(PlanSectionRow.plan_id == plan_id))
    return {row.letter: row for row in rows}


def _bodies(session: Session, plan_id: str) -> dict[str, str]:
    return {letter: row.body for letter, row in _sections(session, plan_id).items()}


def _put_sections(session: Session, plan_id: str, sections: tuple[SectionWords, ...]) -> None:
    stored = _sections(session, plan_id)
    for part in sections:
        row = stored.get(part.letter)
        if row is None:
            session.add(
                PlanSectionRow(plan_id=plan_id, letter=part.letter, heading=part.heading, body=part.body)
            )
        else:
            row.heading, row.body = part.heading, part.body
    session.flush()


def _add_shipped(session: Session, text: PlanText, now: datetime) -> None:
    row = PlanRow(
        id=new_id(),
        year=text.year,
        edition=FIRST,
        title=text.title,
        summary=text.summary,
        note=text.note,
        illustration=text.illustration,
        state=text.state.value,
        starts_on=text.starts_on,
        ends_on=text.ends_on,
        consulted_words="",
        voluntary_words="",
        approved_on=text.approved_on,
        approved_by=text.approved_by,
        version=FIRST,
        saved_at=now,
    )
    session.add(row)
    session.flush()
    parts = tuple(SectionWords(part.letter, part.heading, part.body) for part in text.sections)
    _put_sections(session, row.id, parts)


def _differences(session: Session, row: PlanRow, text: PlanText) -> list[str]:
    names = ("title", "summary", "note", "illustration")
    changed = [name for name in names if getattr(row, name) != getattr(text, name)]
    bodies = _bodies(session, row.id)
    changed += [f"part {part.letter}" for part in text.sections if bodies.get(part.letter) != part.body]
    if not changed:
        return []
    return [f"plan {text.year}: {', '.join(changed)} differ; the database stands."]
