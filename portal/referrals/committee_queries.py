"""The committee's own registers: sittings, work programmes, recommendations, and the year's minimum."""

from collections.abc import Collection
from datetime import date, datetime, timedelta

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from portal.core.errors import NotFound
from portal.core.windows import london_date
from portal.partnership.rules import Partnership
from portal.referrals import clocks, gathering, queries, trail
from portal.referrals.clocks import Due
from portal.referrals.committee_models import CommitteeSeat, Programme, Sitting
from portal.referrals.models import Referral
from portal.referrals.report_models import Recipient, Recommendation, Response
from portal.referrals.rules import State
from portal.referrals.sitting import SittingState, agenda_day
from portal.referrals.standing import Calendar
from portal.referrals.views import ProgrammeLine, SittingLine, Tracked
from portal.web.listing import PAGE_ROWS, Page, paged


def sittings(
    session: Session, *, partnership: Partnership, now: datetime, after: str | None = None
) -> Page[SittingLine]:
    """Every sitting, the latest day first. Raises `NotFound` for a key that is none."""
    query = select(Sitting).order_by(Sitting.on.desc(), Sitting.id.desc())
    if after is not None:
        last = _sitting(session, after)
        query = query.where((Sitting.on < last.on) | ((Sitting.on == last.on) & (Sitting.id < last.id)))
    rows = session.scalars(query.limit(PAGE_ROWS + 1)).all()
    calendar = trail.calendar(session, partnership)
    listed, over = queries.listed_for(session, partnership=partnership, now=now), _discussed(session, rows)
    lines = [_line(row, calendar, partnership, listed[row.id], over.get(row.id, 0)) for row in rows]
    return paged(lines, [row.id for row in rows])


def sitting(session: Session, sitting_id: str, *, partnership: Partnership, now: datetime) -> SittingLine:
    """One sitting. Raises `NotFound`."""
    row, calendar = _sitting(session, sitting_id), trail.calendar(session, partnership)
    listed = queries.listed_for(session, partnership=partnership, now=now)
    discussed = _discussed(session, (row,)).get(row.id, 0)
    return _line(row, calendar, partnership, listed[row.id], discussed)


def to_choose(session: Session, *, partnership: Partnership, now: datetime) -> tuple[tuple[str, date], ...]:
    """Sittings whose agenda can take an item today: id and day, the next first."""
    calendar, today = trail.calendar(session, partnership), london_date(now)
    able = [day for day in calendar.sittings if calendar.takes(day, today)]
    return tuple((day.id, day.on) for day in sorted(able, key=lambda day: day.on))


def yearly(session: Session, *, partnership: Partnership) -> Due | None:
    """By when the committee has to sit for crime and disorder; None while nothing is known to count from."""
    calendar = trail.calendar(session, partnership)
    sat = [day.on for day in calendar.sittings if day.for_crime and day.state is SittingState.HELD]
    since = session.scalar(select(func.min(Referral.submitted_on)))
    start = max(sat) if sat else since
    if start is None:
        return None
    return clocks.yearly(max(sat, default=None), calendar, partnership.referring, since=start)


def days_since(session: Session, *, now: datetime) -> int | None:
    """How many days ago the committee last sat for crime and disorder; None while no sitting is known."""
    held = (Sitting.for_crime.is_(True), Sitting.state == SittingState.HELD)
    last = session.scalar(select(func.max(Sitting.on)).where(*held))
    return (london_date(now) - last).days if last else None


def yearly_warns(due: Due | None, *, partnership: Partnership, now: datetime) -> bool:
    """Whether the year's minimum is near, or missed."""
    before = timedelta(days=partnership.clocks.scrutiny_warning_days)
    return due is not None and london_date(now) >= due.on - before


def first_day(session: Session) -> date | None:
    """The first day on which a referral was sent or the committee sat; None while there is neither."""
    sent, sat = select(func.min(Referral.submitted_on)), select(func.min(Sitting.on))
    return min(filter(None, (session.scalar(sent), session.scalar(sat))), default=None)


def programmes(session: Session) -> tuple[ProgrammeLine, ...]:
    """Every work programme, the latest year first."""
    rows = session.scalars(select(Programme).order_by(Programme.year.desc()))
    return tuple(_programme(row) for row in rows)


def programme(session: Session, programme_id: str) -> ProgrammeLine:
    """One work programme. Raises `NotFound`."""
    row = session.get(Programme, programme_id)
    if row is None:
        raise NotFound(kind="programme", value=programme_id)
    return _programme(row)


def seated(session: Session) -> frozenset[str]:
    """Ids of the accounts that sit on the committee."""
    return frozenset(session.scalars(select(CommitteeSeat.account_id)))


def tracker(session: Session, *, open_only: bool = True) -> tuple[Tracked, ...]:
    """Recommendations and what each body answered and did; open: not answered, or promised and not done."""
    query = (
        select(Recommendation, Recipient, Response, Referral.reference)
        .join(Referral, Referral.id == Recommendation.referral_id)
        .join(Recipient, Recipient.referral_id == Recommendation.referral_id)
        .outerjoin(
            Response,
            (Response.recommendation_id == Recommendation.id) & (Response.recipient_id == Recipient.id),
        )
        .order_by(Recipient.due_on, Referral.reference, Recommendation.number, Recipient.body)
    )
    if open_only:
        waits = (Response.answer.is_(None)) | (Response.by_on.is_not(None) & Response.done_on.is_(None))
        query = query.where(waits, Referral.state != State.CLOSED)
    return tuple(
        Tracked(
            referral_id=asked.referral_id,
            reference=reference or "",
            number=asked.number,
            words=asked.words,
            body=told.body,
            due_on=told.expected_on or told.due_on,
            response=gathering.response(came, told.body) if came else None,
        )
        for asked, told, came, reference in session.execute(query)
    )


def _sitting(session: Session, sitting_id: str) -> Sitting:
    row = session.get(Sitting, sitting_id)
    if row is None:
        raise NotFound(kind="sitting", value=sitting_id)
    return row


def _discussed(session: Session, rows: Collection[Sitting]) -> dict[str, int]:
    """How many matters the committee discussed at each sitting, by the sitting's id."""
    query = (
        select(Referral.sitting_id, func.count())
        .where(Referral.sitting_id.in_([row.id for row in rows]), Referral.considered_on.is_not(None))
        .group_by(Referral.sitting_id)
    )
    return {sitting: number for sitting, number in session.execute(query) if sitting}


def _line(
    row: Sitting, calendar: Calendar, partnership: Partnership, listed: int, discussed: int
) -> SittingLine:
    return SittingLine(
        id=row.id,
        on=row.on,
        begins=row.begins,
        place=row.place,
        for_crime=row.for_crime,
        state=SittingState(row.state),
        moved_from=row.moved_from,
        note=row.note,
        agenda_by=agenda_day(row.on, partnership.clocks.agenda_clear_days, calendar.holidays),
        listed=listed,
        discussed=discussed,
        version=row.version,
    )


def _programme(row: Programme) -> ProgrammeLine:
    return ProgrammeLine(
        id=row.id,
        year=row.year,
        items=tuple(filter(None, row.items.splitlines())),
        consulted_on=row.consulted_on,
        agreed_on=row.agreed_on,
        agreed_with=tuple(row.agreed_with.split()),
        version=row.version,
    )
