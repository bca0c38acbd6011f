"""Notices: owed by a step, overtaken by a later one, issued with their words.

Refuses to issue one that is not owed any more, and one without words.
"""

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import date, datetime

from sqlalchemy import select, update
from sqlalchemy.orm import Session

from portal.adapters import tokens
from portal.core.actors import Actor, Permission, may
from portal.core.errors import DomainError, NotFound, Refused
from portal.core.windows import london_date
from portal.ledger import service as ledger
from portal.referrals.clocks import OwedNotice, notice_days
from portal.referrals.models import Referral
from portal.referrals.noticing import (
    COMMITTEE,
    MEMBER,
    TO_BODIES,
    TO_COMMITTEE,
    TO_MEMBER,
    NoticeKind,
    NoticeState,
)
from portal.referrals.report_models import Notice
from portal.referrals.rules import Verb
from portal.referrals.standing import Calendar


class NotOwed(DomainError):
    """The notice was issued already, or a later step has overtaken it."""

    code = "notice-not-owed"
    status = 409


class NoticeEmpty(DomainError):
    """A notice has words."""

    code = "notice-empty"


@dataclass(frozen=True, slots=True)
class NoticeRow:
    """One notice of a referral; `words` are empty until it went out."""

    id: str
    referral_id: str
    kind: NoticeKind
    told: str
    owed_on: date
    due_on: date
    state: NoticeState
    words: str
    issued_on: date | None
    issued_by: str
    owed_by: int


def owe(
    session: Session, row: Referral, verb: Verb, bodies: Sequence[str], *, on: date, calendar: Calendar
) -> None:
    """Note every notice that this step owes, from the day `on`."""
    if verb in TO_MEMBER:
        add(session, row, TO_MEMBER[verb], MEMBER, on=on, calendar=calendar)
    if verb in TO_COMMITTEE:
        add(session, row, TO_COMMITTEE[verb], COMMITTEE, on=on, calendar=calendar)
    if verb in TO_BODIES:
        for body in bodies:
            add(session, row, TO_BODIES[verb], body, on=on, calendar=calendar)


def add(
    session: Session, row: Referral, kind: NoticeKind, told: str, *, on: date, calendar: Calendar
) -> None:
    """Note one notice."""
    session.add(
        Notice(
            id=tokens.new_id(),
            referral_id=row.id,
            kind=kind,
            told=told,
            owed_by=row.version,
            owed_on=on,
            due_on=calendar.working(on, notice_days(kind, calendar)),
            state=NoticeState.OWED,
            words="",
            issued_by="",
        )
    )


def overtake(
    session: Session, referral_id: str, kinds: Collection[NoticeKind], *, told: str | None = None
) -> None:
    """Set aside owed notices of these kinds, which say nothing any more; `told`: only those to this body."""
    if not kinds:
        return
    which = [Notice.referral_id == referral_id, Notice.state == NoticeState.OWED, Notice.kind.in_(kinds)]
    if told is not None:
        which.append(Notice.told == told)
    session.flush()
    session.execute(update(Notice).where(*which).values(state=NoticeState.OVERTAKEN))


def owed(session: Session, referral_id: str, kinds: Sequence[NoticeKind] = ()) -> tuple[OwedNotice, ...]:
    """What the referral owes, of these kinds or of all."""
    query = select(Notice).where(Notice.referral_id == referral_id, Notice.state == NoticeState.OWED)
    if kinds:
        query = query.where(Notice.kind.in_(kinds))
    rows = session.scalars(query.order_by(Notice.due_on, Notice.id))
    return tuple(OwedNotice(row.id, NoticeKind(row.kind), row.told, row.owed_on, row.due_on) for row in rows)


def issue(session: Session, notice_id: str, words: str, *, actor: Actor, now: datetime) -> NoticeRow:
    """The notice goes out with these words, which are frozen.

    Raises `NotFound`, `Refused`, `NotOwed`, `NoticeEmpty`.
    """
    if not may(actor, Permission.COMMITTEE_RUN):
        raise Refused()
    row = session.get(Notice, notice_id, with_for_update=True)
    if row is None:
        raise NotFound(kind="notice", value=notice_id)
    if row.state != NoticeState.OWED:
        raise NotOwed()
    if not words.strip():
        raise NoticeEmpty()
    row.state, row.words, row.issued_on = NoticeState.ISSUED, words, london_date(now)
    row.issued_by, row.salt = actor.id, tokens.new_key()
    row.digest = tokens.keyed_digest(row.salt, words.encode("utf-8"))
    session.flush()
    ledger.record(
        session,
        actor_id=actor.id,
        action="referral.notice_issued",
        subject=f"referral:{row.referral_id}",
        now=now,
        kind=row.kind,
        digest=row.digest.hex(),
    )
    return view(row)


def view(row: Notice) -> NoticeRow:
    """The row as a value."""
    return NoticeRow(
        id=row.id,
        referral_id=row.referral_id,
        kind=NoticeKind(row.kind),
        told=row.told,
        owed_on=row.owed_on,
        due_on=row.due_on,
        state=NoticeState(row.state),
        words=row.words,
        issued_on=row.issued_on,
        issued_by=row.issued_by,
        owed_by=row.owed_by,
    )
