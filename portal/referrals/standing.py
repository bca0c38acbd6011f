"""Where a referral stands by the calendar, whoever looks: what the clock has done by a day.

The clock makes three moves and no others. When officers' time for advice has run out, it lists the matter;
when a sitting passed without the matter, or was called off, it carries it over to the next; when the matter
waits for a councillor who is one no longer, it ends it after a time. Each is dated to the day on which it
became true, so that it does not matter when anybody looks or a command runs.
"""

from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import date, timedelta

from portal.core.workdays import DAY, add_working_days
from portal.partnership.clocks import Clocks
from portal.referrals import rules
from portal.referrals.rules import MEMBERS_TURN, State, Verb
from portal.referrals.sitting import Day, SittingState, next_for, takes


@dataclass(frozen=True, slots=True)
class Calendar:
    """What days are counted by: the partnership's numbers, the bank holidays, the committee's sittings."""

    clocks: Clocks
    holidays: frozenset[date]
    sittings: tuple[Day, ...] = ()

    def working(self, day: date, count: int) -> date:
        """So many working days later."""
        return add_working_days(day, count, self.holidays)

    def takes(self, day: Day, today: date) -> bool:
        """Whether an item of today can be put on this sitting's agenda."""
        clear = self.clocks.agenda_clear_days
        return takes(day, today=today, clear_days=clear, holidays=self.holidays)

    def next_sitting(self, today: date, *, since: date = date.min) -> Day | None:
        """The first sitting, from the day `since`, whose agenda can still take an item."""
        clear, days = self.clocks.agenda_clear_days, (day for day in self.sittings if day.on >= since)
        return next_for(days, today=today, clear_days=clear, holidays=self.holidays)

    def sitting(self, sitting_id: str | None) -> Day | None:
        """The sitting with this id."""
        return next((day for day in self.sittings if day.id == sitting_id), None)

    def advice_by(self, counted_from: date) -> date:
        """The last day on which officers can advise."""
        return self.working(counted_from, self.clocks.referral_advice_working_days)

    def waits_until(self, left_on: date) -> date:
        """The last day on which a matter waits for a member known since `left_on` to have left."""
        return left_on + timedelta(days=self.clocks.referral_lapse_days)

    def recorded_by(self, on: date) -> date:
        """The last day to note what happened at a sitting before the clock carries its items over."""
        return self.working(on, self.clocks.referral_notice_working_days)


@dataclass(frozen=True, slots=True)
class Standing:
    """Where a referral stands: its state, the day its advice is counted from, its agenda and since when.

    `member_left_on`: since when its member is known to have left; None while the member serves.
    """

    state: State
    advice_from: date | None = None
    listed_on: date | None = None
    sitting_id: str | None = None
    member_left_on: date | None = None


@dataclass(frozen=True, slots=True)
class ClockMove:
    """A move of the clock: which, on what day, to which sitting; None is the next, once it is planned."""

    verb: Verb
    on: date
    sitting_id: str | None


def moves(standing: Standing, calendar: Calendar, *, today: date) -> Iterator[ClockMove]:
    """Every move the clock has made by today, in order."""
    while (move := _next_move(standing, calendar, today)) is not None:
        yield move
        standing = after(standing, move)


def after(standing: Standing, move: ClockMove) -> Standing:
    """The standing after one move of the clock."""
    state = rules.move(standing.state, move.verb)
    if state is not State.LISTED:
        return replace(standing, state=state)
    return replace(standing, state=state, listed_on=move.on, sitting_id=move.sitting_id)


def as_of(standing: Standing, calendar: Calendar, *, today: date) -> Standing:
    """Where it stands today, whether or not a command has run."""
    for move in moves(standing, calendar, today=today):
        standing = after(standing, move)
    return standing


def _next_move(standing: Standing, calendar: Calendar, today: date) -> ClockMove | None:
    if standing.state is State.SUBMITTED and standing.advice_from is not None:
        ran_out = calendar.advice_by(standing.advice_from) + DAY
        return _listing(Verb.RUN_OUT, ran_out, calendar) if ran_out <= today else None
    if standing.state is State.LISTED and standing.listed_on is not None:
        return _carried_over(standing, standing.listed_on, calendar, today)
    if standing.state in MEMBERS_TURN and standing.member_left_on is not None:
        over = calendar.waits_until(standing.member_left_on) + DAY
        return ClockMove(Verb.LAPSE, over, None) if over <= today else None
    return None


def _carried_over(standing: Standing, listed_on: date, calendar: Calendar, today: date) -> ClockMove | None:
    """To the next sitting: when none was planned before, or this one is over or called off."""
    sitting = calendar.sitting(standing.sitting_id)
    if sitting is None or sitting.state is SittingState.CALLED_OFF:
        move = _listing(Verb.CARRY_OVER, max(listed_on, _waits_from(sitting, today)), calendar)
        return move if move.sitting_id != standing.sitting_id else None
    passed = calendar.recorded_by(sitting.on) + DAY
    return _listing(Verb.CARRY_OVER, passed, calendar) if passed <= today else None


def _waits_from(sitting: Day | None, today: date) -> date:
    return date.min if sitting is None else today


def _listing(verb: Verb, on: date, calendar: Calendar) -> ClockMove:
    found = calendar.next_sitting(on)
    return ClockMove(verb, on, found.id if found else None)
