"""Reporting is open, slowed or paused; what has ended is open again, and lateness is told as a day."""

from datetime import UTC, date, datetime, timedelta

import pytest
from sqlalchemy import select

from portal.concerns import opening
from portal.concerns.models import Concern
from portal.concerns.opening import EndMissing, Opening, ReasonMissing, TooSoon, Wanted
from portal.core.errors import Stale
from portal.ledger.models import LedgerLine
from tests.builders.concerns import MONDAY, sent

OFFICER = "o" * 26
FRIDAY = MONDAY + timedelta(days=4)
ILL = "Two of our three officers are ill."
PAUSE = Wanted(Opening.PAUSED, ILL, FRIDAY)


@pytest.fixture
def put(session, partnership):
    """`put(wanted)` as an officer, on Monday, seeing version 0."""

    def change(wanted, *, seen_version=0):
        opening.change(
            session, wanted, partnership=partnership, seen_version=seen_version, actor_id=OFFICER, now=MONDAY
        )

    return change


@pytest.fixture
def at(session, partnership):
    """`at(moment)`: what people are told then."""
    return lambda moment: opening.state(session, now=moment, partnership=partnership)


def test_reporting_is_open_while_nobody_said_otherwise(at, partnership):
    found = at(MONDAY)
    assert found.opening is Opening.OPEN and found.version == 0
    assert found.reading_days == partnership.clocks.moderation_working_days


def test_a_pause_says_why_and_ends_by_the_clock(put, at):
    put(PAUSE)
    assert (at(MONDAY).paused, at(MONDAY).reason, at(MONDAY).until) == (True, ILL, FRIDAY)
    over = at(FRIDAY)
    assert over.opening is Opening.OPEN and over.reason == "" and over.until is None
    assert over.version == 1


def test_slowing_promises_a_longer_reading_time(put, at, partnership):
    put(Wanted(Opening.SLOWED, ILL, FRIDAY, reading_days=7))
    assert at(MONDAY).promising(partnership).clocks.moderation_working_days == 7
    assert at(FRIDAY).promising(partnership).clocks == partnership.clocks


@pytest.mark.parametrize(
    ("wanted", "refusal"),
    [
        (Wanted(Opening.PAUSED, "  ", FRIDAY), ReasonMissing),
        (Wanted(Opening.PAUSED, ILL), EndMissing),
        (Wanted(Opening.PAUSED, ILL, MONDAY), EndMissing),
        (Wanted(Opening.PAUSED, ILL, MONDAY + timedelta(days=93)), EndMissing),
        (Wanted(Opening.SLOWED, ILL, FRIDAY), TooSoon),
        (Wanted(Opening.SLOWED, ILL, FRIDAY, reading_days=2), TooSoon),
        (Wanted(Opening.SLOWED, ILL, FRIDAY, reading_days=31), TooSoon),
    ],
)
def test_a_setting_that_cannot_stand_is_refused(put, wanted, refusal):
    with pytest.raises(refusal):
        put(wanted)


def test_opening_again_needs_neither_reason_nor_end(put, at):
    put(PAUSE)
    put(Wanted(Opening.OPEN, "left over", FRIDAY), seen_version=1)
    assert at(MONDAY).opening is Opening.OPEN and at(MONDAY).version == 2


def test_an_older_view_is_refused(put, at):
    put(PAUSE)
    with pytest.raises(Stale):
        put(Wanted(Opening.OPEN))
    assert at(MONDAY).paused


def test_the_ledger_holds_the_state_and_no_word_of_the_reason(put, session):
    put(PAUSE)
    (line,) = session.scalars(select(LedgerLine)).all()
    assert line.action == "service.changed" and '"paused"' in line.facts and "officers" not in line.facts


def test_what_is_unread_in_time_leaves_nobody_behind(session, partnership, at):
    sent(session, partnership)
    assert at(MONDAY + timedelta(days=2)).behind_before is None


def test_lateness_is_told_as_the_day_after_the_oldest_unread(session, partnership, at):
    sent(session, partnership)
    late = at(MONDAY + timedelta(days=2, hours=1))
    assert late.behind_before == date(2026, 11, 24)
    assert late.opening is Opening.OPEN


def test_an_escalated_report_never_shows_in_the_lateness(session, partnership, at):
    sent(session, partnership)
    session.scalars(select(Concern)).one().state = "escalated"
    session.flush()
    assert at(MONDAY + timedelta(days=30)).behind_before is None


def test_at_night_it_says_when_somebody_is_back(at):
    night = at(datetime(2026, 11, 27, 19, 30, tzinfo=UTC))
    assert not night.staffed and night.back_at == datetime(2026, 11, 30, 9, tzinfo=UTC)
    assert at(MONDAY).staffed
