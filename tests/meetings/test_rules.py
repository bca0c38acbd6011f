"""Days, half of a membership, who reads what, words that may stand: the rules of a group's room."""

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from portal.adapters.holidays import england
from portal.core.actors import Actor, Role
from portal.core.errors import MoveNotAllowed
from portal.core.workdays import is_working_day, working_days_between
from portal.meetings import dates, rules
from portal.meetings.kinds import ActionState, Agreement, MeetingState, Presence
from portal.partnership import loading
from portal.partnership.meeting import Rounding, half

HOLIDAYS = england()
ELEVEN = 11


@pytest.mark.parametrize(("clear", "by"), [(False, date(2026, 4, 2)), (True, date(2026, 4, 1))])
def test_papers_for_the_monday_after_easter_week_go_out_before_good_friday(clear, by):
    found = dates.circulate_by(date(2026, 4, 13), working_days=5, clear=clear, holidays=HOLIDAYS)
    assert found == by


@given(st.dates(date(2026, 1, 1), date(2027, 12, 1)), st.integers(1, 10))
def test_so_many_working_days_lie_between_papers_and_meeting(day, days):
    by = dates.circulate_by(day, working_days=days, clear=False, holidays=HOLIDAYS)
    assert is_working_day(by, HOLIDAYS)
    between = working_days_between(by, day, HOLIDAYS)
    assert between == days or (not is_working_day(day, HOLIDAYS) and between == days - 1)


def test_papers_say_how_late_they_are():
    due = date(2026, 4, 2)
    late = lambda done, today: dates.days_late(due, done, today=today, holidays=HOLIDAYS)  # noqa: E731
    assert late(due, date(2026, 5, 1)) == 0
    assert late(None, date(2026, 4, 2)) == 0
    assert late(None, date(2026, 4, 4)) == 1  # a holiday and a Saturday: begun to be late
    assert late(date(2026, 4, 8), date(2026, 5, 1)) == 2


def test_a_group_keeps_its_weekday_and_week_of_the_month():
    def following(day, **every):
        every = {"months": 0, "weeks": 0, **every}
        return dates.next_dates(day, **every, today=day, holidays=HOLIDAYS)

    assert following(date(2026, 1, 8), months=2)[:2] == (date(2026, 3, 12), date(2026, 5, 14))
    assert following(date(2026, 3, 31), months=1)[0] == date(2026, 4, 28)  # no fifth Tuesday
    assert following(date(2026, 3, 2), months=2)[0] == date(2026, 5, 11)  # the first Monday is a holiday
    assert following(date(2026, 3, 2), months=2)[1] == date(2026, 7, 6)  # and the rhythm goes on
    assert following(date(2026, 1, 7), weeks=6)[0] == date(2026, 2, 18)
    assert following(date(2026, 1, 7)) == ()


@given(st.dates(date(2026, 1, 1), date(2027, 6, 1)), st.integers(1, 6))
def test_the_next_dates_are_working_days_still_to_come(last, months):
    today = last + timedelta(days=40)
    found = dates.next_dates(last, months=months, weeks=0, today=today, holidays=HOLIDAYS)
    assert len(found) == 3 and list(found) == sorted(set(found)) and found[0] > today
    assert all(is_working_day(day, HOLIDAYS) for day in found)


def test_half_of_eleven_services_is_six_and_the_rounding_is_said():
    assert half(ELEVEN, Rounding.UP) == 6 and half(ELEVEN, Rounding.DOWN) == 5
    came = [Presence.PRESENT] * 4 + [Presence.DEPUTY] + [Presence.ABSENT] * 6
    assert rules.quorum(came, 6).quorate is False
    assert rules.quorum([*came[1:], Presence.DEPUTY], 6).quorate is False
    assert rules.quorum([*came[:-1], Presence.DEPUTY], 6).quorate is True
    assert rules.quorum(came, None).quorate is None


def test_the_shipped_partnerships_say_how_they_meet():
    for code, board in (("bcp", "EXEC"), ("lbbd", "CSP")):
        partnership = loading.load(loading.folder(code))
        assert partnership.meeting_rules.board == board
        assert partnership.meeting_rules.rounding is Rounding.UP
        assert partnership.group("EXEC").rhythm.months == 3


@pytest.mark.parametrize(
    ("written", "means"),
    [("10:00", "10:00"), ("2.30pm", "14:30"), ("9", "09:00"), ("12 am", "00:00"), ("12pm", "12:00")],
)
def test_a_time_is_read_as_people_write_it(written, means):
    assert rules.clock(written) == means


@pytest.mark.parametrize("written", ["", "25:00", "noon", "10:75", "13pm", "0am", "10:00:00", "１０:00"])
def test_a_time_nobody_can_read_is_refused(written):
    with pytest.raises(rules.TimeUnknown):
        rules.clock(written)


def test_need_to_know():
    member = Actor("m", frozenset({Role.GROUP_MEMBER}), groups=frozenset({"A"}))
    chair = Actor("c", frozenset({Role.GROUP_CHAIR}), groups=frozenset({"A"}))
    executive = Actor("e", frozenset({Role.EXECUTIVE}))
    assert rules.reads(member, "A", {"TOP"}) and not rules.reads(member, "B", {"TOP"})
    assert rules.reads(executive, "TOP", {"TOP"}) and not rules.reads(executive, "A", {"TOP"})
    assert rules.runs(chair, "A") and not rules.runs(chair, "B") and not rules.runs(member, "A")
    assert rules.reads_brief(executive, "A", signed=True) and not rules.reads_brief(
        executive, "A", signed=False
    )
    assert rules.reads_brief(member, "A", signed=False) and not rules.reads_brief(member, "B", signed=True)


def test_what_may_leave_the_room():
    assert rules.may_leave(closed=False, source_agency="", approved=False)
    assert not rules.may_leave(closed=True, source_agency="", approved=True)
    assert not rules.may_leave(closed=False, source_agency="Health", approved=False)
    assert rules.may_leave(closed=False, source_agency="Health", approved=True)
    with pytest.raises(rules.NeedsSource):
        rules.check_source("Health", approved=False)


def test_words_that_are_refused():
    with pytest.raises(rules.WordsMissing):
        rules.clean("what", "  ", 10)
    with pytest.raises(rules.WordsTooLong):
        rules.clean("what", "x" * 11, 10)
    with pytest.raises(rules.PointsToSomebody):
        rules.clean("what", "Ring 07700 900123", 100)
    assert rules.clean("place", "Hall, BH1 1AA", 100, plain=False) == "Hall, BH1 1AA"


def test_states_move_by_their_table():
    assert rules.settled(ActionState.OPEN, ActionState.DONE) is ActionState.DONE
    assert rules.settled(ActionState.DROPPED, ActionState.OPEN) is ActionState.OPEN
    for state, wanted in ((ActionState.OPEN, ActionState.OPEN), (ActionState.DONE, ActionState.DROPPED)):
        with pytest.raises(MoveNotAllowed):
            rules.settled(state, wanted)
    day = date(2026, 1, 8)
    with pytest.raises(rules.NotYet):
        rules.check_held(MeetingState.PLANNED, day, today=day - timedelta(days=1), noted=True)
    with pytest.raises(rules.NobodyNoted):
        rules.check_held(MeetingState.PLANNED, day, today=day, noted=False)
    with pytest.raises(MoveNotAllowed):
        rules.check_held(MeetingState.HELD, day, today=day, noted=True)
    assert rules.agreement_of(Presence.DEPUTY) is Agreement.AGREED
    assert rules.agreement_of(None) is Agreement.WAITING


def test_quarters_and_the_same_day_later():
    assert dates.quarter_of(date(2027, 5, 31)) == date(2027, 4, 1)
    assert dates.quarter_words(date(2026, 10, 1)) == "October to December 2026"
    assert dates.due_after(date(2026, 11, 30), 3) == date(2027, 2, 28)
