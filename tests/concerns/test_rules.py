"""What a report must hold, how urgent it is, and what may be done with it."""

from datetime import UTC, date, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from portal.concerns import rules
from portal.concerns.report import (
    LIVE_OR_WORK,
    MAX_KEPT,
    VISITORS,
    Connection,
    TakesNoReports,
    TextMissing,
    TextTooLong,
    Unsafe,
    accept,
    unsafe_of,
    unsafe_text,
)
from portal.concerns.rules import (
    MOVES,
    Decision,
    DeclineCode,
    Risk,
    Signs,
    State,
    Verb,
    check_decision,
    due_at,
    flags_of,
    move,
    verbs,
)
from portal.core.errors import MoveNotAllowed, Stale
from portal.core.workdays import StaffedHours
from tests.builders.concerns import a_report

CHRISTMAS = frozenset({date(2026, 12, 25), date(2026, 12, 28)})
MOMENTS = st.datetimes(datetime(2026, 1, 1), datetime(2030, 1, 1), timezones=st.just(UTC))


def due(now, risk=Risk.NORMAL):
    return due_at(now, risk, working_days=2, urgent_hours=1, hours=StaffedHours(), holidays=CHRISTMAS)


def test_a_text_is_kept_without_the_space_around_it():
    assert accept(a_report(text="  Lights are out \n"), takes_reports=True).text == "Lights are out"


@pytest.mark.parametrize("text", ["", "   ", "\n\t"])
def test_a_report_says_what_happened(text):
    with pytest.raises(TextMissing):
        accept(a_report(text=text), takes_reports=True)


def test_a_text_has_an_end():
    accept(a_report(text="x" * MAX_KEPT), takes_reports=True)
    with pytest.raises(TextTooLong):
        accept(a_report(text="x" * (MAX_KEPT + 1)), takes_reports=True)


def test_a_topic_that_only_leads_to_help_takes_no_report():
    with pytest.raises(TakesNoReports):
        accept(a_report(), takes_reports=False)


@given(st.lists(st.sampled_from(Unsafe)))
def test_reasons_are_kept_once_each_in_the_order_of_their_list(ticked):
    stored = unsafe_text(ticked)
    assert set(unsafe_of(stored)) == set(ticked)
    assert (
        stored
        == unsafe_text(reversed(ticked))
        == " ".join(sorted(set(stored.split()), key=list(Unsafe).index))
    )
    assert len(unsafe_text(Unsafe)) <= 200


def test_a_reason_that_was_never_asked_is_no_reason():
    with pytest.raises(ValueError, match="env-weather"):
        unsafe_of("env-cctv env-weather")


def test_those_who_live_or_work_here_are_told_from_visitors():
    assert not LIVE_OR_WORK & VISITORS
    assert set(Connection) - LIVE_OR_WORK - VISITORS == {Connection.NOT_SAID}


@pytest.mark.parametrize("state", State)
@pytest.mark.parametrize("verb", Verb)
def test_a_move_is_in_the_table_or_refused(state, verb):
    if (state, verb) in MOVES:
        assert move(state, verb) is MOVES[state, verb]
    else:
        with pytest.raises(MoveNotAllowed):
            move(state, verb)


def test_the_table_is_the_agreed_one():
    assert verbs(State.HELD) == (Verb.COUNT, Verb.DECLINE, Verb.ESCALATE)
    assert verbs(State.ESCALATED) == (Verb.RETURN, Verb.COUNT_AS_ESCALATED)
    assert verbs(State.COUNTED) == verbs(State.DECLINED) == (Verb.REOPEN,)
    assert verbs(State.COUNTED_AS_ESCALATED) == verbs(State.WITHDRAWN) == ()


def test_only_a_withdrawn_report_cannot_be_withdrawn():
    assert [state for state in State if not rules.may_withdraw(state, released=False)] == [State.WITHDRAWN]
    assert not any(rules.may_withdraw(state, released=True) for state in State)


@given(st.lists(st.sampled_from(Verb), max_size=12))
def test_staff_alone_never_lose_a_report(path):
    state = State.HELD
    for verb in path:
        if verb in verbs(state):
            state = move(state, verb)
    assert state is not State.WITHDRAWN


def test_a_decision_is_undone_while_the_original_exists_and_no_release_holds_it():
    assert rules.may_reopen(State.DECLINED, has_original=True, released=False)
    assert not rules.may_reopen(State.DECLINED, has_original=False, released=False)
    assert not rules.may_reopen(State.COUNTED, has_original=True, released=True)
    assert not rules.may_reopen(State.HELD, has_original=True, released=False)


def test_a_decision_on_an_older_view_is_refused():
    with pytest.raises(Stale):
        check_decision(Decision(Verb.COUNT), reason="read", version=3, seen_version=2)


def test_a_decision_needs_a_reason():
    with pytest.raises(rules.ReasonMissing):
        check_decision(Decision(Verb.COUNT), reason=" ", version=1, seen_version=1)


@pytest.mark.parametrize(
    "decision", [Decision(Verb.DECLINE), Decision(Verb.COUNT, DeclineCode.TEST)], ids=["none", "needless"]
)
def test_declining_and_only_declining_names_its_ground(decision):
    with pytest.raises(rules.CodeMissing):
        check_decision(decision, reason="r", version=1, seen_version=1)


def test_danger_makes_a_report_urgent():
    assert rules.risk_of(Signs()) is Risk.NORMAL
    assert rules.risk_of(Signs(dangers=("child",))) is Risk.HIGH
    assert sorted([Risk.NORMAL, Risk.HIGH])[0] is Risk.HIGH


def test_a_report_on_monday_morning_is_read_by_wednesday():
    assert due(datetime(2026, 11, 23, 10, 0, tzinfo=UTC)) == datetime(2026, 11, 25, 10, 0, tzinfo=UTC)


def test_an_urgent_report_on_saturday_is_read_on_monday_at_ten():
    assert due(datetime(2026, 11, 21, 3, 12, tzinfo=UTC), Risk.HIGH) == datetime(2026, 11, 23, 10, tzinfo=UTC)


@given(MOMENTS, st.sampled_from(Risk))
def test_a_due_time_stands_on_a_whole_hour_and_is_never_past(now, risk):
    at = due(now, risk)
    assert at >= now and at.minute == at.second == at.microsecond == 0


@given(MOMENTS)
def test_urgent_is_never_later_than_ordinary(now):
    assert due(now, Risk.HIGH) <= due(now)


@given(MOMENTS, st.integers(0, 59))
def test_a_due_time_does_not_tell_the_minute(now, minutes):
    hour = now.replace(minute=0, second=0, microsecond=0) + timedelta(minutes=1)
    assert due(hour) == due(hour + timedelta(minutes=min(minutes, 58)))


def test_flags_name_dangers_details_and_a_surge():
    signs = Signs(dangers=("weapon",), details=("phone", "name"))
    assert flags_of(signs, waiting_today=0) == ("danger:weapon", "detail:name", "detail:phone")
    assert flags_of(Signs(), waiting_today=rules.SURGE_PER_DAY) == (rules.SURGE,)


@given(st.dates())
def test_a_month_holds_all_its_days(day):
    assert rules.month_of(day) <= day and rules.month_of(day).day == 1
