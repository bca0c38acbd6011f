"""Working counts of what writers ticked."""

from datetime import date

import pytest

from portal.concerns.releases.ticked_figures import ticked
from portal.concerns.report import Connection, HowMuch, Unsafe
from portal.concerns.rules import State
from tests.builders.releases import SUMMER, a_counted_concern, home

AUTUMN = date(2026, 10, 1)


@pytest.fixture
def counted(session):
    """Three counted concerns of one quarter; two that do not count."""
    live = {"connection": Connection.LIVE, "impact_people": HowMuch.A_LOT, "unsafe": "env-cctv beh-group"}
    changes = (
        live,
        {"connection": Connection.BUSINESS, "unsafe": "env-cctv", "impact_people": HowMuch.SOME},
        {"connection": Connection.PASSING, "impact_environment": HowMuch.A_LOT, "ward": "E00000001"},
        {**live, "state": State.HELD},
        {**live, "received_on": AUTUMN},
    )
    session.add_all(a_counted_concern(home(), **each) for each in changes)
    session.flush()

    def read(**more):
        found = ticked(
            session, start=SUMMER, end=AUTUMN, **{"topic": "", "ward": "", "passed": lambda n: n, **more}
        )
        return {
            words: count
            for lines in (found.connections, found.impact, found.unsafe)
            for words, count in lines
        }

    return read


def test_those_who_live_or_work_here_are_counted_apart_from_visitors(counted):
    found = counted()
    assert (found["All who live or work here"], found["All visitors"], found["Left out"]) == (2, 1, 0)


def test_impact_and_reasons_are_counted(counted):
    found = counted()
    assert found["Affects the people it happens to: a lot"] == 1
    assert found["Affects the place itself: a lot"] == 1
    assert (found["There is no CCTV"], found["A group harasses people with words"]) == (2, 1)


def test_every_answer_has_a_line(counted):
    assert len(counted()) == 2 + len(Connection) + 1 + 3 * len(HowMuch) + len(Unsafe)


def test_a_ward_and_a_topic_narrow_the_counts(counted):
    assert counted(ward="E00000001")["All visitors"] == 1
    assert counted(ward="E00000001")["All who live or work here"] == 0
    assert not any(counted(topic="elsewhere").values())
