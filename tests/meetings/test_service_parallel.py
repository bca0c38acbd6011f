"""Two at one meeting in the same moment: one waits for the other, and neither waits for ever."""

from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from datetime import date, timedelta
from threading import Event
from time import sleep

import pytest

from portal.adapters.db import Database
from portal.meetings import agenda, decisions, room, rules, service
from portal.meetings.kinds import Agreement, Presence
from tests.builders.meetings import a_chair, a_meeting, a_service, an_item, came, group_of, on

DAY = date(2027, 1, 14)
NOW = on(DAY)


@pytest.fixture
def group(partnership):
    return group_of(partnership)


@pytest.fixture
def meeting(database, group, partnership):
    with database.transaction() as session:
        a_service(session, group, partnership, now=NOW)
        return a_meeting(session, group, DAY, now=NOW)


def while_locked(database: Database, lock: Callable, change: Callable, meanwhile: Callable) -> None:
    """One locks the meeting and changes something of it once the other has come to the lock."""
    begun = Event()

    def first():
        with database.transaction() as session:
            lock(session)
            begun.set()
            sleep(0.4)  # the other has come to the lock by now
            change(session)

    def second():
        begun.wait()
        with database.transaction() as session:
            meanwhile(session)

    with ThreadPoolExecutor(2) as people:
        for each in [people.submit(first), people.submit(second)]:
            each.result(timeout=20)


def test_an_agreement_is_noted_while_the_meeting_is_moved(database, group, meeting):
    chair, before = a_chair(group), DAY - timedelta(days=1)
    with database.transaction() as session:
        item, there = an_item(session, group, meeting), came(session, group)
        seat = next(iter(there))
        there[seat] = Presence.ABSENT
        service.attend(session, chair, meeting, there, group=group, now=NOW)
        decision = decisions.decide(session, chair, item, "Mend", binds=(seat,), group=group, now=NOW)
        row = service.read(session, meeting)
        seen, words = row.version, rules.MeetingWords(before, row.starts, row.place, public=False)
    while_locked(
        database,
        lambda session: room.meeting(session, chair, meeting),
        lambda session: service.change(session, chair, meeting, words, seen_version=seen, now=NOW),
        lambda session: decisions.agree(session, chair, decision, seat, Agreement.AGREED, now=NOW),
    )
    with database.reading() as session:
        (found,) = decisions.of(session, [item])[item]
        assert (found.decided_on, found.said[0].on, found.state) == (before, DAY, "agreed")


def test_two_items_are_moved_past_each_other_at_once(database, group, meeting):
    chair = a_chair(group)
    with database.transaction() as session:
        first, second = (an_item(session, group, meeting) for _ in range(2))
    while_locked(
        database,
        lambda session: room.meeting(session, chair, meeting),
        lambda session: agenda.move(session, chair, first, up=False, now=NOW),
        lambda session: agenda.move(session, chair, second, up=False, now=NOW),
    )
    with database.reading() as session:
        assert [each.id for each in agenda.of(session, meeting)] == [first, second]
