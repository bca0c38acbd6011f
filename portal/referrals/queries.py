"""Referrals as members and officers find them: a list read by key, one whole, what is overdue.

A draft is its member's alone; a member sees the referrals of the own ward, officers of scrutiny see all that
were sent; nobody else finds any. Every answer is reckoned for today, whether or not the clock's command ran.
"""

import re
from collections import Counter
from collections.abc import Callable, Collection, Iterator
from dataclasses import dataclass
from datetime import date, datetime
from operator import gt, lt

from sqlalchemy import ColumnElement, Select, false, func, literal, or_, select, tuple_
from sqlalchemy.orm import Session

from portal.adapters.db import UtcDateTime
from portal.core.actors import Actor, Permission, may
from portal.core.disclosure import WorkCount
from portal.core.errors import NotFound
from portal.core.windows import london_date
from portal.partnership.rules import Partnership
from portal.referrals import gathering, rules, trail, written
from portal.referrals.models import Referral
from portal.referrals.noticing import NoticeState
from portal.referrals.report_models import Notice
from portal.referrals.rules import ENDED, State
from portal.referrals.views import OverdueNotice, ReferralLine, ReferralView
from portal.web.listing import PAGE_ROWS, Page, paged
from portal.web.sorting import Order

OPEN = tuple(state for state in State if state not in ENDED and state is not State.DRAFT)
"""States of a referral that is on its way."""

OVER = tuple(ENDED)


@dataclass(frozen=True, slots=True)
class Sorting:
    """What a list goes by, written so that text sorts like it; a place on the list is that and the id."""

    value: Callable[[ReferralLine], str]
    written: str

    def place(self, line: ReferralLine) -> tuple[str, str]:
        """Where this line stands."""
        return self.value(line), line.id

    def read(self, text: str | None) -> tuple[str, str] | None:
        """The place an address speaks of; None for the beginning and for what is no place in this order."""
        found = re.fullmatch(rf"({self.written})\.([a-z0-9]{{1,32}})", text or "", re.ASCII)
        return (found[1], found[2]) if found else None


ORDERS: dict[str, Sorting] = {
    "due": Sorting(
        lambda line: (line.next_due.on if line.next_due else date.max).isoformat(), r"\d{4}-\d\d-\d\d"
    ),
    "matter": Sorting(lambda line: line.reference, r"R-\d{4}-\d{1,9}"),
}
"""What the list of those on their way can be sorted by."""

FIRST_DUE = Order("due")


def page(
    session: Session,
    actor: Actor,
    *,
    partnership: Partnership,
    now: datetime,
    states: Collection[State] = OPEN,
    after: str | None = None,
) -> Page[ReferralLine]:
    """Referrals the actor may read, the last changed first. Raises `NotFound` for a key of another list."""
    query = select(Referral).where(_readable(actor), Referral.state.in_(states))
    if after is not None:
        last = session.scalars(query.where(Referral.id == after)).first()
        if last is None:
            raise NotFound(kind="referral", value=after)
        seen = tuple_(literal(last.changed_at, UtcDateTime()), literal(last.id))
        query = query.where(tuple_(Referral.changed_at, Referral.id) < seen)
    rows = session.scalars(
        query.order_by(Referral.changed_at.desc(), Referral.id.desc()).limit(PAGE_ROWS + 1)
    ).all()
    return paged(_lines(session, rows, partnership, now), [row.id for row in rows])


def on_their_way(
    session: Session,
    actor: Actor,
    *,
    partnership: Partnership,
    now: datetime,
    order: Order = FIRST_DUE,
    after: str | None = None,
) -> Page[ReferralLine]:
    """Referrals on their way that the actor may read: late ones, then those due first; what has no day last.

    A due day follows from the calendar and from what others did, so no index holds it: all are read, as they
    are for the count beside every page. The list goes on after a place, whatever became of the line there.
    """
    sorting, falling = ORDERS[order.code], order.falling
    lines = _under_way(session, actor, partnership, now)
    lines.sort(key=sorting.place, reverse=falling)
    seen = sorting.read(after)
    if seen is not None:
        beyond = lt if falling else gt
        lines = [line for line in lines if beyond(sorting.place(line), seen)]
    some = lines[: PAGE_ROWS + 1]
    return paged(some, [".".join(sorting.place(line)) for line in some])


def count_late(session: Session, actor: Actor, *, partnership: Partnership, now: datetime) -> WorkCount:
    """How many referrals on their way have a step that should have been taken by now, whoever takes it."""
    today = london_date(now)
    return WorkCount(sum(line.is_late(today) for line in _under_way(session, actor, partnership, now)))


def first_late(session: Session, actor: Actor, *, partnership: Partnership, now: datetime) -> date | None:
    """The day by which the first of those steps was due; None where none is late."""
    today, lines = london_date(now), _under_way(session, actor, partnership, now)
    return min((line.next_due.on for line in lines if line.next_due and line.is_late(today)), default=None)


def mine(
    session: Session, actor: Actor, *, partnership: Partnership, now: datetime
) -> tuple[ReferralLine, ...]:
    """The actor's own drafts and referrals on their way, the last changed first."""
    query = select(Referral).where(
        Referral.member_id == actor.id, Referral.state.in_((State.DRAFT, *OPEN)), _readable(actor)
    )
    return tuple(_lines(session, session.scalars(_newest(query)).all(), partnership, now))


def of_colleagues(
    session: Session, actor: Actor, *, partnership: Partnership, now: datetime
) -> tuple[ReferralLine, ...]:
    """What other members of the same ward have sent and is on its way, the last changed first."""
    query = select(Referral).where(
        Referral.member_id != actor.id, Referral.ward == (actor.ward or ""), Referral.state.in_(OPEN)
    )
    return tuple(
        _lines(session, session.scalars(_newest(query.where(_readable(actor)))).all(), partnership, now)
    )


def on_agenda(
    session: Session, sitting_id: str, *, partnership: Partnership, now: datetime
) -> tuple[ReferralLine, ...]:
    """What is listed for this sitting today, in the order it was sent."""
    waits = select(Referral).where(Referral.state.in_((State.SUBMITTED, State.LISTED)))
    rows = session.scalars(waits.order_by(Referral.submitted_on, Referral.reference)).all()
    found = _lines(session, rows, partnership, now)
    return tuple(
        each
        for each in found
        if each.state is State.LISTED and each.sitting is not None and each.sitting.id == sitting_id
    )


def listed_for(session: Session, *, partnership: Partnership, now: datetime) -> Counter[str]:
    """How many matters stand on the agenda of each sitting today, by the sitting's id."""
    lines = _stand(session, (State.SUBMITTED, State.LISTED), partnership, now)
    return Counter(line.sitting.id for line in lines if line.state is State.LISTED and line.sitting)


def one(
    session: Session, actor: Actor, referral_id: str, *, partnership: Partnership, now: datetime
) -> ReferralView:
    """One referral, whole. Raises `NotFound`, for one the actor may not read too."""
    query = select(Referral).where(Referral.id == referral_id, _readable(actor))
    row = session.scalars(query).first()
    if row is None:
        raise NotFound(kind="referral", value=referral_id)
    calendar, today = trail.calendar(session, partnership), london_date(now)
    dues = gathering.dues(session, (row,), calendar, partnership.referring, today=today)[row.id]
    line = gathering.line(
        row, calendar, partnership=partnership, today=today, next_due=dues[0] if dues else None
    )
    recommendations, recipients = gathering.report(session, row.id)
    return ReferralView(
        line=line,
        matter=written.matter_of(row),
        evidence=written.evidence_of(row),
        considered_on=row.considered_on,
        decided_on=row.decided_on,
        body=row.body,
        events=gathering.events(session, row.id),
        notices=gathering.notices(session, row.id),
        dues=dues,
        information=gathering.information(session, row.id),
        recommendations=recommendations,
        recipients=recipients,
        reviews=gathering.reviews(session, row.id),
        verbs=rules.verbs_for(actor, line.state, member_id=row.member_id),
    )


def overdue_notices(session: Session, *, now: datetime) -> tuple[OverdueNotice, ...]:
    """Notices that should be out by now, the oldest first."""
    query = (
        select(Notice, Referral.reference, Referral.title)
        .join(Referral, Referral.id == Notice.referral_id)
        .where(Notice.state == NoticeState.OWED, Notice.due_on < london_date(now))
        .order_by(Notice.due_on, Notice.id)
        .limit(PAGE_ROWS)
    )
    return tuple(
        OverdueNotice(row.id, row.referral_id, reference or "", title, row.kind, row.told, row.due_on)
        for row, reference, title in session.execute(query)
    )


def something_due(session: Session, *, partnership: Partnership, now: datetime) -> bool:
    """Whether anything of a referral on its way is due today, or late; reads no further than the first."""
    query, today = select(Referral).where(Referral.state.in_(OPEN)).order_by(Referral.id), london_date(now)
    rows = session.scalars(query.limit(PAGE_ROWS)).all()
    while rows:
        lines = _lines(session, rows, partnership, now)
        if any(line.next_due is not None and line.next_due.on <= today for line in lines):
            return True
        rows = session.scalars(query.where(Referral.id > rows[-1].id).limit(PAGE_ROWS)).all()
    return False


def count_notices(session: Session, *, until: date | None = None) -> WorkCount:
    """How many notices are owed; `until`: those due on or before this day."""
    query = select(func.count()).select_from(Notice).where(Notice.state == NoticeState.OWED)
    if until is not None:
        query = query.where(Notice.due_on <= until)
    return WorkCount(session.scalar(query) or 0)


def count_for_officers(session: Session, *, partnership: Partnership, now: datetime) -> WorkCount:
    """How many referrals wait for officers' advice today."""
    stand = _stand(session, (State.SUBMITTED,), partnership, now)
    return WorkCount(sum(each.state is State.SUBMITTED for each in stand))


def first_due_for_officers(session: Session, *, partnership: Partnership, now: datetime) -> date | None:
    """The day by which the first advice is due; None where no referral waits for any."""
    rows = session.scalars(select(Referral).where(Referral.state == State.SUBMITTED)).all()
    lines = _lines(session, rows, partnership, now)
    waits = [each.next_due.on for each in lines if each.state is State.SUBMITTED and each.next_due]
    return min(waits, default=None)


def count_for_member(session: Session, actor: Actor) -> WorkCount:
    """How many of the member's referrals wait for the member."""
    states = (State.RETURNED, State.NOT_LOCAL_MATTER)
    query = select(func.count()).select_from(Referral)
    found = session.scalar(query.where(Referral.member_id == actor.id, Referral.state.in_(states)))
    return WorkCount(found or 0)


def _readable(actor: Actor) -> ColumnElement[bool]:
    """Which referrals this actor may read."""
    sent = Referral.state != State.DRAFT
    if may(actor, Permission.COMMITTEE_RUN):
        return sent
    if not may(actor, Permission.REFERRAL_MAKE):
        return false()
    return or_(Referral.member_id == actor.id, sent & (Referral.ward == (actor.ward or "")))


def _under_way(session: Session, actor: Actor, partnership: Partnership, now: datetime) -> list[ReferralLine]:
    rows = session.scalars(select(Referral).where(_readable(actor), Referral.state.in_(OPEN))).all()
    return _lines(session, rows, partnership, now)


def _stand(
    session: Session, states: Collection[State], partnership: Partnership, now: datetime
) -> Iterator[ReferralLine]:
    """Those last kept in these states, as they stand today; what is due next is left out."""
    calendar, today = trail.calendar(session, partnership), london_date(now)
    for row in session.scalars(select(Referral).where(Referral.state.in_(states))):
        yield gathering.line(row, calendar, partnership=partnership, today=today)


def _newest(query: Select[Referral]) -> Select[Referral]:
    return query.order_by(Referral.changed_at.desc(), Referral.id.desc()).limit(PAGE_ROWS)


def _lines(
    session: Session, rows: Collection[Referral], partnership: Partnership, now: datetime
) -> list[ReferralLine]:
    calendar, today = trail.calendar(session, partnership), london_date(now)
    due = gathering.dues(session, tuple(rows), calendar, partnership.referring, today=today)
    return [
        gathering.line(
            row,
            calendar,
            partnership=partnership,
            today=today,
            next_due=due[row.id][0] if due[row.id] else None,
        )
        for row in rows
    ]
