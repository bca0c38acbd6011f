"""What a chair has not seen is not written over; a link is one; what is closed is in no brief."""

from dataclasses import replace
from datetime import date, timedelta

import pytest

from portal.core.errors import MoveNotAllowed, Stale
from portal.meetings import actions, briefs, keeping, links, marks, queries, seats, service, task_groups
from portal.meetings.kinds import Mark
from portal.meetings.rules import Seat
from portal.meetings.task_groups import NewTask
from tests.builders.meetings import (
    a_chair,
    a_meeting,
    a_member,
    a_service,
    an_action,
    an_item,
    came,
    closed,
    group_of,
    on,
)

DAY = date(2027, 1, 14)
NOW = on(DAY)
KEY = b"k" * 32


@pytest.fixture
def group(partnership):
    return group_of(partnership)


@pytest.fixture
def meeting(session, group, partnership):
    a_service(session, group, partnership, now=NOW)
    return a_meeting(session, group, DAY, now=NOW)


def test_a_service_has_one_link_to_a_meeting_until_it_is_stopped(session, group, meeting):
    chair = a_chair(group)
    seat = next(iter(came(session, group)))

    def make(key):
        values = {"group": group, "lookup_key": KEY, "origin": "http://h", "now": NOW}
        return links.make(session, chair, meeting, seat, key=key, **values)

    assert make("a" * 26) == make("a" * 26)
    assert links.given(session, meeting, now=NOW) == {seat}
    with pytest.raises(MoveNotAllowed):
        make("b" * 26)
    links.stop(session, chair, meeting, seat, now=NOW)
    assert links.given(session, meeting, now=NOW) == set()
    with pytest.raises(MoveNotAllowed):
        links.stop(session, chair, meeting, seat, now=NOW)
    make("b" * 26)
    assert links.given(session, meeting, now=NOW) == {seat}


def test_a_link_is_offered_where_there_is_something_to_report_and_nobody_comes(
    session, group, meeting, partnership
):
    sitting = seats.of(session, group)
    first, second = sitting[0].code, sitting[1].code
    an_action(session, group, meeting, DAY)
    an_action(session, group, meeting, DAY, owner=second, closed=True)
    told = an_item(session, group, meeting, source_agency="Health", approved="")
    an_action(session, group, meeting, DAY, owner=second, item_id=told)
    due = queries.sheet(session, a_chair(group), meeting, partnership=partnership, now=NOW).given
    assert [seat.code for seat in links.to_offer(sitting, due, (), ())] == [first]
    assert links.to_offer(sitting, due, {first}, ()) == ()
    assert [seat.code for seat in links.to_offer(sitting, due, {first}, {second})] == [second]


def test_an_action_stays_in_the_room_when_its_item_went_with_the_meeting(
    session, group, meeting, partnership
):
    told = an_item(session, group, meeting, source_agency="Health", approved="")
    free, bound = (an_action(session, group, meeting, DAY, item_id=item) for item in ("", told))
    closed(session, group, meeting, partnership, now=NOW)
    assert keeping.forget(session, until=DAY, at_most=9) == 1
    session.expire_all()
    assert actions.staying(session, [actions.get(session, each) for each in (free, bound)]) == {bound}


def test_who_came_is_not_written_over_unseen(session, group, meeting):
    chair, there, seen = a_chair(group), came(session, group), service.read(session, meeting).version
    service.attend(session, chair, meeting, there, group=group, seen_version=seen, now=NOW)
    with pytest.raises(Stale):
        service.attend(session, chair, meeting, there, group=group, seen_version=seen, now=NOW)


def test_a_seat_is_not_written_over_unseen(session, group, meeting):
    chair, code = (
        a_chair(group),
        seats.save(session, a_chair(group), group, Seat("", "Night shelter"), now=NOW),
    )
    seen = seats.one(session, group, code)
    seats.save(session, chair, group, replace(seen, deputy="Night lead"), now=NOW)
    for late in (
        lambda: seats.save(session, chair, group, replace(seen, deputy="Day lead"), now=NOW),
        lambda: seats.save(session, chair, group, Seat("", "Night shelter"), now=NOW),
        lambda: seats.leave(session, chair, group, code, seen_version=seen.version, now=NOW),
    ):
        with pytest.raises(Stale):
            late()
    assert seats.one(session, group, code).deputy == "Night lead"
    seats.leave(session, chair, group, code, seen_version=seen.version + 1, now=NOW)
    assert seats.save(session, chair, group, Seat("", "Night shelter"), now=NOW) == code


def test_a_mark_is_not_written_over_unseen(session, group):
    chair, code = a_chair(group), group.code
    for _ in range(2):
        marks.mark(session, chair, code, Mark.REVIEW, DAY, "Still fits", now=NOW)
    with pytest.raises(Stale):
        marks.mark(session, chair, code, Mark.REVIEW, DAY, "Does not fit", now=NOW)
    assert marks.noted(session, code, Mark.REVIEW, DAY) == ("Still fits", 1)
    marks.mark(session, chair, code, Mark.REVIEW, DAY, "Does not fit", seen_version=1, now=NOW)
    assert marks.noted(session, code, Mark.REVIEW, DAY) == ("Does not fit", 2)


def test_a_closed_task_group_is_in_no_brief(session, group, partnership, meeting):
    chair = a_chair(group)
    for name, shut in (("Open lamps", False), ("Somebody at risk", True)):
        new = NewTask(name, "P", "Lead", DAY, shut)
        task = task_groups.begin(session, chair, group.code, new, now=NOW)
        task_groups.report(session, a_member(group), task, "Two visits", now=NOW)
    brief = briefs.start(
        session, chair, group, DAY, partnership=partnership, now=on(DAY + timedelta(days=20))
    )
    progress = briefs.one(session, chair, brief).words.progress
    assert "Open lamps" in progress and "Somebody at risk" not in progress
