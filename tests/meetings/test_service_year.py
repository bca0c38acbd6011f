"""A year of the group's life: six meetings, what is carried over, four briefs, every date told beforehand."""

from datetime import date, timedelta

import pytest

from portal.core.errors import MoveNotAllowed
from portal.meetings import actions, briefs, queries, reported, service, task_groups
from portal.meetings.brief_words import BriefWords
from portal.meetings.kinds import ActionState, Channel, MeetingState
from portal.meetings.task_groups import NewTask
from tests.builders.meetings import (
    a_chair,
    a_meeting,
    a_member,
    a_service,
    an_action,
    an_executive,
    closed,
    group_of,
    on,
)

SIX = (
    date(2027, 1, 14),
    date(2027, 3, 11),
    date(2027, 5, 13),
    date(2027, 7, 8),
    date(2027, 9, 9),
    date(2027, 11, 11),
)
"""The second Thursday of every other month."""

CIRCULATED = (
    date(2027, 1, 7),
    date(2027, 3, 4),
    date(2027, 5, 6),
    date(2027, 7, 1),
    date(2027, 9, 2),
    date(2027, 11, 4),
)
"""Five working days before each."""


@pytest.fixture
def partnership_code():
    return "bcp"


@pytest.fixture
def group(partnership):
    return group_of(partnership)


def test_a_year_of_the_group(session, group, partnership):
    chair, origin = a_chair(group), "http://localhost"
    begin = on(date(2026, 12, 1))
    a_service(session, group, partnership, now=begin)
    meetings = [a_meeting(session, group, SIX[0], now=begin)]
    given = []
    for number, day in enumerate(SIX):
        meeting, at = meetings[-1], on(day)
        line = queries.line(session, chair, meeting, partnership=partnership, now=begin)
        assert line.circulate_by == CIRCULATED[number]
        service.circulate(session, chair, meeting, Channel.PRINT, origin=origin, now=on(CIRCULATED[number]))
        given.append(an_action(session, group, meeting, day + timedelta(days=30), what=f"Step {number}"))
        if number in (2, 4):
            settle(session, chair, given[number - 2], on(day - timedelta(days=3)))
        sheet = queries.sheet(session, chair, meeting, partnership=partnership, now=at)
        assert [each.what for each in sheet.due] == EXPECTED[number]
        closed(session, group, meeting, partnership, now=at)
        if number < 5:
            following = queries.proposed(session, group, now=at)[0]
            assert following == SIX[number + 1]
            meetings.append(a_meeting(session, group, following, now=at))
    carried = {
        each.what: (each.carried, each.state)
        for state in ActionState
        for each in reported.page(session, chair, partnership=partnership, now=on(SIX[5]), state=state).rows
    }
    assert carried == CARRIED
    four_briefs(session, group, partnership)


EXPECTED = [
    [],
    ["Step 0"],
    ["Step 0", "Step 1"],
    ["Step 1", "Step 2"],
    ["Step 1", "Step 2", "Step 3"],
    ["Step 1", "Step 3", "Step 4"],
]
"""What each meeting is told about: what was open, and what was done since the one before."""

CARRIED = {
    "Step 0": (1, ActionState.DONE),
    "Step 1": (4, ActionState.OPEN),
    "Step 2": (1, ActionState.DONE),
    "Step 3": (2, ActionState.OPEN),
    "Step 4": (1, ActionState.OPEN),
    "Step 5": (0, ActionState.OPEN),
}


def settle(session, chair, action, at):
    """The action is done."""
    version = actions.get(session, action).version
    actions.settle(session, chair, action, ActionState.DONE, "Mended", seen_version=version, now=at)


def four_briefs(session, group, partnership):
    """One brief for each quarter, drawn, edited, signed and locked."""
    chair = a_chair(group)
    quarters = [
        (
            date(2027, 1, 1),
            "14 January 2027 and 11 March 2027",
            "0 done, 0 dropped, 2 open (1 of",
        ),
        (date(2027, 4, 1), "13 May 2027", "1 done, 0 dropped, 2 open (1 of"),
        (
            date(2027, 7, 1),
            "8 July 2027 and 9 September 2027",
            "1 done, 0 dropped, 3 open (2 of",
        ),
        (date(2027, 10, 1), "11 November 2027", "0 done, 0 dropped, 4 open (3 of"),
    ]
    for first, met, done in quarters:
        at = on(first + timedelta(days=100))
        brief = briefs.start(session, chair, group, first, partnership=partnership, now=at)
        assert brief == briefs.start(session, chair, group, first, partnership=partnership, now=at)
        found = briefs.one(session, chair, brief)
        assert f"The group met on {met}." in found.words.activities
        assert f"Actions: {done}" in found.words.progress
        edited = BriefWords(found.words.activities, found.words.progress, "No money for wardens.")
        briefs.save(session, chair, brief, edited, seen_version=found.version, now=at)
        assert [each.id for each in briefs.page(session, an_executive(), partnership=partnership).rows].count(
            brief
        ) == 0
        briefs.sign(session, chair, brief, seen_version=found.version + 1, now=at)
        with pytest.raises(MoveNotAllowed):
            briefs.save(session, chair, brief, edited, seen_version=found.version + 2, now=at)
        read = briefs.one(session, an_executive(), brief)
        assert read.signed and read.holds and read.words.challenges == "No money for wardens."
    assert len(briefs.page(session, an_executive(), partnership=partnership).rows) == 4


def test_a_task_group_is_asked_for_at_every_meeting(session, group, partnership):
    begin, chair = on(date(2026, 12, 1)), a_chair(group)
    a_service(session, group, partnership, now=begin)
    first = a_meeting(session, group, SIX[0], now=begin)
    new = NewTask("Reaching more people", "How to hear from night workers", "Engagement lead", SIX[4])
    task = task_groups.begin(session, chair, group.code, new, now=begin)
    sheet = queries.sheet(session, chair, first, partnership=partnership, now=on(SIX[0]))
    assert sheet.silent == {task}
    task_groups.report(session, a_member(group), task, "Two visits so far.", now=on(SIX[0]))
    closed(session, group, first, partnership, now=on(SIX[0]))
    second = a_meeting(session, group, SIX[1], now=on(SIX[0]))
    asked = queries.sheet(session, chair, second, partnership=partnership, now=on(SIX[1]))
    assert asked.silent == {task} and asked.tasks[0].told[0].words == "Two visits so far."
    task_groups.report(session, a_member(group), task, "Five visits.", now=on(date(2027, 3, 1)))
    heard = queries.sheet(session, chair, second, partnership=partnership, now=on(SIX[1]))
    assert heard.silent == set()
    closed(session, group, second, partnership, now=on(SIX[1]))
    third = a_meeting(session, group, SIX[2], now=on(SIX[1]))
    assert queries.sheet(session, chair, third, partnership=partnership, now=on(SIX[2])).silent == {task}


def test_a_meeting_that_is_over_is_locked(session, group, partnership):
    begin = on(date(2026, 12, 1))
    a_service(session, group, partnership, now=begin)
    meeting = a_meeting(session, group, SIX[0], now=begin)
    closed(session, group, meeting, partnership, now=on(SIX[0]))
    with pytest.raises(MoveNotAllowed):
        an_action(session, group, meeting, SIX[1])
    assert service.read(session, meeting).state == MeetingState.HELD
