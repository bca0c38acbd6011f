"""The days of a referral: over Christmas, Easter, a leap day and both changes of the clock."""

from dataclasses import replace
from datetime import UTC, date, datetime, timedelta

import pytest

from portal.adapters import holidays
from portal.core.windows import london_date
from portal.core.workdays import is_working_day
from portal.referrals import clocks, running, sitting, standing
from portal.referrals.clocks import Asked, Due, OwedNotice, Owner, Picture, Promised
from portal.referrals.noticing import NoticeKind
from portal.referrals.rules import ENDED, State, Verb
from portal.referrals.sitting import Day, SittingState
from portal.referrals.standing import Calendar, Standing
from tests.builders.referrals import BODIES, home

TERMS = home().referring
BANK = holidays.england()
PLAIN = Calendar(home().clocks, BANK)


def with_sittings(*days: date, state: SittingState = SittingState.PLANNED) -> Calendar:
    """A calendar in which the committee sits on these days."""
    return replace(PLAIN, sittings=tuple(Day(f"on-{day}", day, state) for day in days))


def picture(state: State, today: date, **more: object) -> Picture:
    """A referral in this state, as the clocks see it today."""
    stands = Standing(state, advice_from=today, listed_on=today)
    return Picture(standing=stands, today=today, submitted_on=today, **more)  # type: ignore[arg-type]


def the(code: str, seen: Picture, calendar: Calendar = PLAIN) -> Due:
    """The one due of this clock."""
    (found,) = [due for due in running.dues(seen, calendar, TERMS) if due.code == code]
    return found


@pytest.mark.parametrize(
    ("sent_on", "advice_by"),
    [
        (date(2026, 11, 23), date(2026, 12, 7)),
        (date(2026, 12, 18), date(2027, 1, 6)),  # over Christmas: 25 and 28 December, 1 January
        (date(2027, 3, 19), date(2027, 4, 6)),  # over Easter: Good Friday 26 March, Monday 29 March
        (date(2028, 2, 18), date(2028, 3, 3)),  # a leap day is a working day
        (date(2026, 11, 21), date(2026, 12, 4)),  # sent on a Saturday
    ],
)
def test_advice_is_counted_in_working_days(sent_on, advice_by):
    due = the("advice", picture(State.SUBMITTED, sent_on))
    assert (due.on, due.owner, due.law_or_practice) == (advice_by, Owner.SCRUTINY_OFFICER, "practice")


def test_a_due_day_shows_how_it_was_reached():
    due = the("advice", picture(State.SUBMITTED, date(2026, 12, 18)))
    assert due.reached == (
        "It was sent on Friday 18 December 2026",
        "Saturdays and Sundays are not counted",
        "Friday 25 December 2026 is a bank holiday and is not counted",
        "Monday 28 December 2026 is a bank holiday and is not counted",
        "Friday 1 January 2027 is a bank holiday and is not counted",
        "10 working days later is Wednesday 6 January 2027",
    )
    assert not due.is_over(date(2027, 1, 6)) and due.is_over(date(2027, 1, 7))


@pytest.mark.parametrize(
    ("sits_on", "agenda_by"),
    [
        (date(2026, 12, 14), date(2026, 12, 4)),
        (date(2027, 1, 4), date(2026, 12, 22)),  # five clear working days reach back over Christmas
        (date(2027, 4, 5), date(2027, 3, 24)),  # and over Easter
        (date(2028, 3, 1), date(2028, 2, 22)),  # 29 February is one of them
    ],
)
def test_an_agenda_is_out_five_clear_days_before(sits_on, agenda_by):
    assert sitting.agenda_day(sits_on, 5, BANK) == agenda_by
    clear = [agenda_by + timedelta(days=n) for n in range(1, (sits_on - agenda_by).days)]
    assert sum(is_working_day(day, BANK) for day in clear) == 5


def test_an_answer_is_due_28_days_after_the_report_whatever_those_days_are():
    report_on = date(2026, 11, 27)
    asked = Asked(BODIES[0], report_on, report_on + timedelta(days=28))
    due = the("response", picture(State.AWAITING_RESPONSES, report_on, recipients=(asked,)))
    assert due.on == date(2026, 12, 25)  # Christmas Day: the law does not move it
    assert (due.owner, due.who, due.law_or_practice) == (Owner.BODY, BODIES[0], "law")
    later = replace(asked, later_on=date(2027, 1, 29))
    assert (
        the("response", picture(State.AWAITING_RESPONSES, report_on, recipients=(later,))).on
        == later.later_on
    )


@pytest.mark.parametrize(
    ("watched_from", "half_a_year_on"),
    [
        (date(2026, 8, 31), date(2027, 2, 28)),
        (date(2027, 8, 31), date(2028, 2, 29)),
        (date(2026, 11, 23), date(2027, 5, 23)),
    ],
)
def test_the_committee_looks_again_after_half_a_year(watched_from, half_a_year_on):
    seen = picture(State.MONITORING, watched_from, monitored_from=watched_from)
    assert the("review", seen).on == half_a_year_on
    looked = replace(seen, reviewed_on=(half_a_year_on,))
    assert the("close", looked).owner is Owner.SCRUTINY_OFFICER


def test_it_looks_at_its_next_sitting_too():
    began = date(2026, 11, 23)
    calendar = with_sittings(date(2026, 11, 20), date(2027, 1, 18), date(2027, 3, 15))
    seen = picture(State.MONITORING, began, monitored_from=began)
    days = [due.on for due in running.dues(seen, calendar, TERMS) if due.code == "review"]
    assert days == [date(2027, 1, 18), date(2027, 5, 23)]


@pytest.mark.parametrize(
    ("last", "by"),
    [(date(2026, 11, 23), date(2027, 11, 23)), (date(2028, 2, 29), date(2029, 2, 28))],
)
def test_the_committee_sits_once_in_twelve_months(last, by):
    due = clocks.yearly(last, PLAIN, TERMS, since=last)
    assert (due.on, due.law_or_practice, due.owner) == (by, "law", Owner.COMMITTEE)
    assert clocks.yearly(None, PLAIN, TERMS, since=last).on == by


@pytest.mark.parametrize(
    ("sent_at", "counted_from", "ran_out_on"),
    [
        (datetime(2027, 3, 27, 23, 30, tzinfo=UTC), date(2027, 3, 27), date(2027, 4, 13)),
        (datetime(2027, 3, 28, 23, 30, tzinfo=UTC), date(2027, 3, 29), date(2027, 4, 13)),
        (datetime(2026, 10, 24, 23, 30, tzinfo=UTC), date(2026, 10, 25), date(2026, 11, 7)),
        (datetime(2026, 10, 25, 23, 30, tzinfo=UTC), date(2026, 10, 25), date(2026, 11, 7)),
    ],
)
def test_days_are_londons_days_when_the_clocks_change(sent_at, counted_from, ran_out_on):
    day = london_date(sent_at)
    assert day == counted_from
    stands = Standing(State.SUBMITTED, advice_from=day)
    assert standing.as_of(stands, PLAIN, today=ran_out_on - timedelta(days=1)).state is State.SUBMITTED
    after = standing.as_of(stands, PLAIN, today=ran_out_on)
    assert (after.state, after.listed_on) == (State.LISTED, ran_out_on)


def test_the_clock_lists_for_the_sitting_that_could_take_it_then_however_late_anybody_looks():
    calendar = with_sittings(date(2026, 12, 9), date(2026, 12, 21), date(2027, 2, 8))
    stands = Standing(State.SUBMITTED, advice_from=date(2026, 11, 23))
    (move,) = standing.moves(stands, calendar, today=date(2026, 12, 20))
    assert (move.verb, move.on, move.sitting_id) == (Verb.RUN_OUT, date(2026, 12, 8), "on-2026-12-21")


def test_what_a_sitting_left_goes_to_the_next_when_the_days_to_note_it_are_over():
    calendar = with_sittings(date(2026, 12, 21), date(2027, 2, 8))
    stands = Standing(State.LISTED, listed_on=date(2026, 12, 8), sitting_id="on-2026-12-21")
    assert not list(standing.moves(stands, calendar, today=date(2026, 12, 30)))
    (move,) = standing.moves(stands, calendar, today=date(2027, 1, 4))
    assert (move.verb, move.on, move.sitting_id) == (Verb.CARRY_OVER, date(2026, 12, 31), "on-2027-02-08")


def test_without_a_sitting_it_is_listed_for_the_next_one_all_the_same():
    stands = Standing(State.SUBMITTED, advice_from=date(2026, 11, 23))
    after = standing.as_of(stands, PLAIN, today=date(2027, 6, 1))
    assert (after.state, after.sitting_id) == (State.LISTED, None)
    planned = with_sittings(date(2027, 7, 5))
    assert standing.as_of(after, planned, today=date(2027, 6, 1)).sitting_id == "on-2027-07-05"


def test_a_called_off_sitting_is_left_at_once():
    off = Day("off", date(2026, 12, 21), SittingState.CALLED_OFF)
    calendar = replace(with_sittings(date(2027, 2, 8)), sittings=(off, Day("next", date(2027, 2, 8))))
    stands = Standing(State.LISTED, listed_on=date(2026, 12, 8), sitting_id="off")
    assert standing.as_of(stands, calendar, today=date(2026, 12, 9)).sitting_id == "next"


def test_a_sitting_that_does_not_sit_for_crime_takes_nothing():
    other = Day("other", date(2026, 12, 21), for_crime=False)
    calendar = replace(PLAIN, sittings=(other,))
    assert calendar.next_sitting(date(2026, 11, 23)) is None
    with pytest.raises(sitting.NotForCrime):
        sitting.check_takes(other, today=date(2026, 11, 23), clear_days=5, holidays=BANK)


def test_a_sitting_whose_agenda_is_out_says_until_when_it_could_take_something():
    day = Day("a", date(2026, 12, 14))
    sitting.check_takes(day, today=date(2026, 12, 4), clear_days=5, holidays=BANK)
    with pytest.raises(sitting.TooLateForAgenda) as refused:
        sitting.check_takes(day, today=date(2026, 12, 5), clear_days=5, holidays=BANK)
    assert refused.value.last == date(2026, 12, 4)
    with pytest.raises(sitting.SittingPassed):
        sitting.check_takes(day, today=date(2026, 12, 14), clear_days=5, holidays=BANK)


TODAY = date(2026, 11, 23)
FULL = {
    "considered_on": TODAY,
    "decided_on": TODAY,
    "monitored_from": TODAY,
    "notices": (OwedNotice("n", NoticeKind.NO_REPORT, "member", TODAY, date(2026, 11, 30)),),
    "information": (Asked(BODIES[0], TODAY, date(2026, 12, 7)),),
    "recipients": (Asked(BODIES[0], TODAY, date(2026, 12, 21)),),
    "promised": (Promised(BODIES[0], TODAY, date(2027, 3, 1)),),
}


@pytest.mark.parametrize("calendar", [PLAIN, with_sittings(date(2027, 1, 18))], ids=["none", "planned"])
@pytest.mark.parametrize("state", sorted(set(State) - ENDED - {State.DRAFT}))
def test_every_state_on_the_way_has_a_due_and_every_due_an_owner_and_a_ground(state, calendar):
    found = running.dues(picture(state, TODAY, **FULL), calendar, TERMS)
    assert [due for due in found if due.code != "reasons"]
    for due in found:
        assert due.owner in Owner and due.reached and due.source and due.after
        assert due.law_or_practice in ("law", "practice")
        assert bool(due.who) == (due.owner is Owner.BODY or due.code == "reasons")


@pytest.mark.parametrize("state", [State.DRAFT, *sorted(ENDED)])
def test_nothing_runs_in_a_draft_or_after_the_end_but_owed_notices(state):
    assert running.dues(picture(state, TODAY), PLAIN, TERMS) == ()
    (due,) = running.dues(picture(state, TODAY, notices=FULL["notices"]), PLAIN, TERMS)
    assert (due.code, due.law_or_practice) == ("reasons", "law")


def test_every_clock_that_runs_is_one_the_partnerships_explain():
    for code in ("bcp", "lbbd"):
        terms = home(code).referring
        assert {term.code for term in terms.terms} >= {term.code for term in TERMS.terms}
        assert all(term.source and term.after for term in terms.terms)
