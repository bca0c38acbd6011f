"""Councillors comment on a draft plan, part by part, and learn what was done with it.

Refuses a comment before the plan is put to them, after the last day, and once the text is approved. A comment
belongs to who wrote it: nobody else changes it, and officers alone answer.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime

from sqlalchemy import Select, delete, func, select
from sqlalchemy.exc import IntegrityError
from sqlalchemy.orm import Session

from portal.adapters.tokens import new_id, new_key
from portal.core.errors import DomainError, NotFound, Stale
from portal.core.windows import london_date
from portal.ledger import service as ledger
from portal.plan.comment_models import PlanCommentRow
from portal.plan.models import PlanRow
from portal.plan.rules import EDITABLE, SECTIONS, PlanState

NEW = 0
"""Version of a comment nobody has written yet."""


class CommentsClosed(DomainError):
    """Comments are not taken: never asked for, past the last day, or the plan is approved."""

    code = "comments-closed"
    status = 409


class DayPassed(DomainError):
    """The last day for comments has to lie ahead."""

    code = "comments-day-passed"


class NothingSaid(DomainError):
    """A comment or an answer without words."""

    code = "comment-empty"


@dataclass(frozen=True, slots=True)
class Comment:
    """One comment and what was done with it, empty while nobody answered."""

    id: str
    letter: str
    author_id: str
    body: str
    saved_on: date
    answer: str
    version: int


@dataclass(frozen=True, slots=True)
class Standing:
    """Until when a plan takes comments, and whether it does now."""

    plan_id: str
    until: date | None
    taken: bool
    may_ask: bool
    version: int


def standing(session: Session, plan_id: str, *, now: datetime) -> Standing:
    """Where a plan stands with comments. Raises `NotFound`."""
    row = _plan(session, plan_id)
    editable = PlanState(row.state) in EDITABLE
    return Standing(row.id, row.comments_until, _taken(row, now), editable, row.version)


def ask(
    session: Session, plan_id: str, until: date, *, seen_version: int, actor_id: str, now: datetime
) -> None:
    """Put the draft to councillors until the end of a day, or change that day.

    Raises `NotFound`, `Stale`, `CommentsClosed` for an approved plan, `DayPassed`.
    """
    row = _plan(session, plan_id)
    if row.version != seen_version:
        raise Stale(kind="plan", value=plan_id, version=row.version)
    if PlanState(row.state) not in EDITABLE:
        raise CommentsClosed(state=row.state)
    if until < london_date(now):
        raise DayPassed(until=until)
    row.comments_until = until
    row.version += 1
    ledger.record(
        session,
        actor_id=actor_id,
        action="plan.comments_until",
        subject=f"plan:{plan_id}",
        now=now,
        until=until.isoformat(),
    )
    session.flush()


def say(
    session: Session,
    plan_id: str,
    letter: str,
    body: str,
    *,
    seen_version: int,
    actor_id: str,
    now: datetime,
) -> None:
    """Write one's comment on a part, or change it; the answer to the old words goes.

    Saving the same words again changes nothing. `seen_version` is `NEW` for a part one has not commented on.
    Raises `NotFound`, `CommentsClosed`, `NothingSaid`, `Stale`.
    """
    if letter not in SECTIONS:
        raise NotFound(kind="part", value=letter)
    if not body.strip():
        raise NothingSaid()
    if not _taken(_plan(session, plan_id), now):
        raise CommentsClosed()
    row = _claim(session, plan_id, letter, actor_id)
    if row.body == body:
        return
    if row.version != seen_version:
        raise Stale(seen=seen_version, version=row.version)
    row.body, row.saved_on, row.answer, row.answer_salt = body, london_date(now), "", None
    row.version += 1
    _record(session, row, "plan.comment_saved", actor_id, now, part=letter)


def answer(
    session: Session, comment_id: str, words: str, *, seen_version: int, actor_id: str, now: datetime
) -> None:
    """Say what was done with a comment. Raises `NotFound`, `NothingSaid`, `Stale`."""
    row = session.get(PlanCommentRow, comment_id, with_for_update=True)
    if row is None:
        raise NotFound(kind="comment", value=comment_id)
    if not words.strip():
        raise NothingSaid()
    if row.version != seen_version:
        raise Stale(seen=seen_version, version=row.version)
    row.answer, row.answer_salt = words, new_key()
    row.version += 1
    _record(session, row, "plan.comment_answered", actor_id, now, reason=words, salt=row.answer_salt)


def own(session: Session, plan_id: str, author_id: str) -> Mapping[str, Comment]:
    """One councillor's comments by part."""
    query = select(PlanCommentRow).where(
        PlanCommentRow.plan_id == plan_id, PlanCommentRow.author_id == author_id
    )
    return {row.letter: _comment(row) for row in session.scalars(query)}


def every(session: Session, plan_id: str) -> tuple[Comment, ...]:
    """All comments on an edition, part by part."""
    query = select(PlanCommentRow).where(PlanCommentRow.plan_id == plan_id)
    ordered = query.order_by(PlanCommentRow.letter, PlanCommentRow.saved_on, PlanCommentRow.id)
    return tuple(_comment(row) for row in session.scalars(ordered))


def due(session: Session, *, until: date) -> int:
    """How many belong to plans that were published on or before `until`."""
    query = select(func.count()).select_from(PlanCommentRow)
    return session.scalar(query.where(PlanCommentRow.plan_id.in_(_told(until)))) or 0


def forget(session: Session, *, until: date, at_most: int) -> int:
    """Delete some of them; answers how many."""
    query = select(PlanCommentRow.id).where(PlanCommentRow.plan_id.in_(_told(until)))
    ids = session.scalars(query.limit(at_most)).all()
    session.execute(delete(PlanCommentRow).where(PlanCommentRow.id.in_(ids)))
    return len(ids)


def _told(until: date) -> Select[str]:
    return select(PlanRow.id).where(PlanRow.published_on <= until)


def _plan(session: Session, plan_id: str) -> PlanRow:
    row = session.get(PlanRow, plan_id)
    if row is None:
        raise NotFound(kind="plan", value=plan_id)
    return row


def _taken(row: PlanRow, now: datetime) -> bool:
    open_until = row.comments_until
    return PlanState(row.state) in EDITABLE and open_until is not None and london_date(now) <= open_until


def _claim(session: Session, plan_id: str, letter: str, author_id: str) -> PlanCommentRow:
    """The row of this part and author, made when there is none; a race ends at the same row."""
    query = select(PlanCommentRow).where(
        PlanCommentRow.plan_id == plan_id,
        PlanCommentRow.author_id == author_id,
        PlanCommentRow.letter == letter,
    )
    found = session.scalars(query.with_for_update()).first()
    if found is not None:
        return found
    fresh = PlanCommentRow(id=new_id(), plan_id=plan_id, letter=letter, author_id=author_id)
    fresh.body, fresh.saved_on, fresh.answer, fresh.version = "", date.min, "", NEW
    try:
        with session.begin_nested():
            session.add(fresh)
    except IntegrityError:
        return session.scalars(query).one()
    return fresh


def _comment(row: PlanCommentRow) -> Comment:
    return Comment(row.id, row.letter, row.author_id, row.body, row.saved_on, row.answer, row.version)


def _record(
    session: Session,
    row: PlanCommentRow,
    action: str,
    actor_id: str,
    now: datetime,
    *,
    reason: str | None = None,
    salt: bytes = b"",
    **facts: str,
) -> None:
    subject = f"plan_comment:{row.id}"
    ledger.record(
        session,
        actor_id=actor_id,
        action=action,
        subject=subject,
        now=now,
        reason=reason,
        salt=salt,
        version=row.version,
        **facts,
    )
    session.flush()
