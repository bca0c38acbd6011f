"""The committee's sittings, its work programme, and which councillors sit on it.

Refuses a sitting in the past or too near for its agenda, two on one day, a change to one that is over, and to
note one as held before its day. What a sitting leaves is carried over to the next, and what waits is listed.
"""

from dataclasses import dataclass
from datetime import date, datetime, timedelta

from sqlalchemy import select
from sqlalchemy.orm import Session

from portal.adapters.tokens import new_id
from portal.core.actors import Permission, may
from portal.core.errors import NotFound, Refused
from portal.core.windows import london_date
from portal.core.words import tidy
from portal.ledger import service as ledger
from portal.referrals import timing, trail
from portal.referrals.committee_models import CommitteeSeat, Programme, Sitting
from portal.referrals.models import Referral
from portal.referrals.rules import BodyUnknown, ReasonsMissing, State, Verb, check_version
from portal.referrals.sitting import (
    Day,
    SittingAhead,
    SittingDayPast,
    SittingPassed,
    SittingState,
    SittingTwice,
    check_takes,
)
from portal.referrals.trail import By, Case, Step

FARTHEST = timedelta(days=731)  # two years: a council knows its calendar no farther


@dataclass(frozen=True, slots=True)
class SittingWords:
    """A sitting as it is planned: its day, time and place as the notice says them, and for what it sits."""

    on: date
    begins: str
    place: str
    for_crime: bool = True


def plan_sitting(session: Session, wanted: SittingWords, *, by: By, now: datetime) -> str:
    """Plan a sitting; matters that waited for one are listed for it. Its id.

    Raises `Refused`, `SittingDayPast`, `TooLateForAgenda`, `SittingTwice`.
    """
    _may_run(by)
    timing.run_clock(session, now=now, partnership=by.partnership)
    _check_day(session, wanted.on, None, by, now, for_crime=wanted.for_crime)
    row = Sitting(
        id=new_id(),
        on=wanted.on,
        begins=tidy(wanted.begins)[:5],
        place=tidy(wanted.place)[:200],
        for_crime=wanted.for_crime,
        state=SittingState.PLANNED,
        note="",
        version=1,
        changed_at=now,
    )
    session.add(row)
    session.flush()
    _record(session, row, "sitting.planned", by, now, on=row.on.isoformat())
    timing.run_clock(session, now=now, partnership=by.partnership)
    return row.id


def move_sitting(
    session: Session, sitting_id: str, on: date, note: str, *, seen_version: int, by: By, now: datetime
) -> None:
    """Hold it on another day; everybody with a matter on its agenda is told.

    Where another sitting comes before the new day, its matters go to that one: who wants a later sitting
    than the next asks the member.

    Raises `NotFound`, `Refused`, `Stale`, `SittingPassed`, `SittingDayPast`, `TooLateForAgenda`,
    `SittingTwice`, `ReasonsMissing`.
    """
    row = _planned(session, sitting_id, seen_version, by, now)
    _check_day(session, on, sitting_id, by, now, for_crime=row.for_crime)
    row.moved_from, row.on, row.note = row.on, on, _note(note)
    _change(session, row, now)
    _record(session, row, "sitting.moved", by, now, version=row.version, on=on.isoformat())
    since = min(row.moved_from, on)
    for case in _listed(session, sitting_id, by, now):
        first = case.calendar.next_sitting(case.today, since=since)
        trail.take(case, Step(Verb.LIST, row.note, sitting_id=first.id if first else sitting_id))


def call_off_sitting(
    session: Session, sitting_id: str, note: str, *, seen_version: int, by: By, now: datetime
) -> None:
    """It is not held, or was not; its matters go to the next one.

    Raises `NotFound`, `Refused`, `Stale`, `ReasonsMissing`, and `SittingPassed` for one that was held.
    """
    row = _planned(session, sitting_id, seen_version, by, now, past=True)
    row.state, row.note = SittingState.CALLED_OFF, _note(note)
    _change(session, row, now)
    _record(session, row, "sitting.called_off", by, now, version=row.version)
    timing.run_clock(session, now=now, partnership=by.partnership)


def hold_sitting(
    session: Session, sitting_id: str, note: str = "", *, seen_version: int, by: By, now: datetime
) -> None:
    """It was held, on its day; or what was dealt with is noted later.

    Raises `NotFound`, `Refused`, `Stale`, `SittingPassed`, `SittingAhead`.
    """
    row = _planned(session, sitting_id, seen_version, by, now, past=True, held=True)
    if row.on > london_date(now):
        raise SittingAhead(on=row.on)
    row.state, row.note = SittingState.HELD, tidy(note)
    _change(session, row, now)
    _record(session, row, "sitting.held", by, now, version=row.version)


def lock(session: Session, sitting_id: str | None) -> str | None:
    """Keep anybody else from changing this sitting until the transaction ends; its id, None for none."""
    row = session.get(Sitting, sitting_id, with_for_update=True) if sitting_id else None
    return row.id if row else None


def sat(session: Session, sitting_id: str, *, by: By, now: datetime) -> None:
    """A matter was discussed at it: it was held, and cannot be called off any more."""
    row = session.get_one(Sitting, sitting_id, with_for_update=True)
    if row.state == SittingState.PLANNED:
        row.state = SittingState.HELD
        _change(session, row, now)
        _record(session, row, "sitting.held", by, now, version=row.version)


def save_programme(
    session: Session, year: str, items: str, *, seen_version: int | None, by: By, now: datetime
) -> str:
    """Write a year's work programme; a change takes back the partners' agreement. Its id.

    Raises `Refused`, `Stale`, `ReasonsMissing`.
    """
    _may_run(by)
    row = session.scalars(select(Programme).where(Programme.year == year).with_for_update()).first()
    check_version(row.version if row else 0, seen_version or 0)
    if row is None:
        row = Programme(id=new_id(), year=year, agreed_with="", version=0)
        session.add(row)
    row.items, row.agreed_on, row.agreed_with = _note(items), None, ""
    row.version += 1
    row.changed_at = now
    session.flush()
    _record(session, row, "programme.saved", by, now, version=row.version)
    return row.id


def agree_programme(
    session: Session,
    programme_id: str,
    agreed_with: tuple[str, ...],
    on: date,
    *,
    seen_version: int,
    by: By,
    now: datetime,
    consulted_on: date | None = None,
) -> None:
    """Note when the partners were asked and on which day they agreed.

    Raises `NotFound`, `Refused`, `Stale`, `BodyUnknown`, `SittingDayPast` for a day that has not come.
    """
    _may_run(by)
    row = session.get(Programme, programme_id, with_for_update=True)
    if row is None:
        raise NotFound(kind="programme", value=programme_id)
    check_version(row.version, seen_version)
    known = {each.code for each in by.partnership.authorities}
    for code in agreed_with or ("",):
        if code not in known:
            raise BodyUnknown(body=code)
    if max(on, consulted_on or on) > london_date(now):
        raise SittingDayPast(on=on)
    row.agreed_on, row.consulted_on, row.agreed_with = on, consulted_on, " ".join(agreed_with)
    row.version += 1
    row.changed_at = now
    session.flush()
    _record(session, row, "programme.agreed", by, now, version=row.version, on=on.isoformat())


def seat(session: Session, account_id: str, *, sits: bool, by: By, now: datetime) -> None:
    """Note that a councillor sits on the committee, or no longer does. Raises `Refused`."""
    _may_run(by)
    row = session.get(CommitteeSeat, account_id, with_for_update=True)
    if sits == (row is not None):
        return
    if row is None:
        session.add(CommitteeSeat(account_id=account_id, since=london_date(now)))
    else:
        session.delete(row)
    session.flush()
    ledger.record(
        session,
        actor_id=by.actor.id,
        action="seat.taken" if sits else "seat.left",
        subject=f"account:{account_id}",
        now=now,
    )


def _may_run(by: By) -> None:
    if not may(by.actor, Permission.COMMITTEE_RUN):
        raise Refused()


def _check_day(
    session: Session, on: date, sitting_id: str | None, by: By, now: datetime, *, for_crime: bool
) -> None:
    today = london_date(now)
    if not today < on <= today + FARTHEST:
        raise SittingDayPast(on=on)
    days = trail.calendar(session, by.partnership)
    if any(each.on == on and each.id != sitting_id and _stands(each) for each in days.sittings):
        raise SittingTwice(on=on)
    if for_crime:
        clear = by.partnership.clocks.agenda_clear_days
        check_takes(Day("", on), today=today, clear_days=clear, holidays=days.holidays)


def _stands(day: Day) -> bool:
    return day.state is not SittingState.CALLED_OFF


def _planned(
    session: Session,
    sitting_id: str,
    seen_version: int,
    by: By,
    now: datetime,
    *,
    past: bool = False,
    held: bool = False,
) -> Sitting:
    """The row, locked, while it can change; `past`: after its day too, `held`: until it has a note."""
    _may_run(by)
    row = session.get(Sitting, sitting_id, with_for_update=True)
    if row is None:
        raise NotFound(kind="sitting", value=sitting_id)
    check_version(row.version, seen_version)
    to_note = held and row.state == SittingState.HELD and not row.note
    if (row.state != SittingState.PLANNED and not to_note) or (not past and row.on < london_date(now)):
        raise SittingPassed(on=row.on)
    timing.run_clock(session, now=now, partnership=by.partnership)
    return row


def _listed(session: Session, sitting_id: str, by: By, now: datetime) -> list[Case]:
    query = select(Referral.id).where(Referral.sitting_id == sitting_id, Referral.state == State.LISTED)
    ids = session.scalars(query.order_by(Referral.id)).all()
    calendar = trail.calendar(session, by.partnership)
    return [Case(session, trail.find(session, each), calendar, by.actor.id, now) for each in ids]


def _note(note: str) -> str:
    kept = tidy(note)
    if not kept:
        raise ReasonsMissing()
    return kept


def _change(session: Session, row: Sitting, now: datetime) -> None:
    row.version += 1
    row.changed_at = now
    session.flush()


def _record(
    session: Session, row: Sitting | Programme, action: str, by: By, now: datetime, **facts: str | int
) -> None:
    ledger.record(
        session,
        actor_id=by.actor.id,
        action=action,
        subject=f"{action.split('.')[0]}:{row.id}",
        now=now,
        reason=None,
        salt=b"",
        **facts,
    )
