"""Stages of the work, stretches of months, and who needs to know."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from portal.core.actors import Actor, Role
from portal.core.errors import MoveNotAllowed
from portal.hotspots import rules, stretches
from portal.hotspots.rules import (
    Assessment,
    EndsBeforeItBegins,
    HotspotWords,
    Level,
    NameMissing,
    NoteMissing,
    Place,
    PlaceMissing,
    PointsToSomebody,
    Response,
    Stage,
    TooLong,
)
from portal.hotspots.stretches import Stretch


def accepted(name="Dark corner", note="Many tell of it.", place=None):
    return rules.accept(HotspotWords(name, "asbcg", place or Place(area="a"), note))


def test_a_hotspot_has_a_name_a_place_and_a_note():
    assert accepted(name="  Dark   corner ").name == "Dark corner"
    for refused, wrong in (
        (NameMissing, {"name": " "}),
        (NoteMissing, {"note": " "}),
        (PlaceMissing, {"place": Place()}),
        (TooLong, {"name": "n" * 101}),
        (TooLong, {"note": "n" * 1501}),
        (PointsToSomebody, {"note": "Ask Mr Smith, 07700 900123."}),
    ):
        if wrong.get("place") == Place():
            with pytest.raises(refused):
                rules.accept(HotspotWords("N", "asbcg", Place(), "n"))
        else:
            with pytest.raises(refused):
                accepted(**wrong)


@pytest.mark.parametrize("before", Stage)
@pytest.mark.parametrize("after", Stage)
def test_the_work_goes_by_the_table(before, after):
    if after in rules.MOVES[before]:
        assert rules.moved(before, after) is after
    else:
        with pytest.raises(MoveNotAllowed):
            rules.moved(before, after)


def test_a_response_is_assessed_before_the_work_is_closed():
    assert Stage.CLOSED not in rules.MOVES[Stage.RESPONSE]
    assert set(rules.STAGE_WORDS) == set(rules.MOVES) == set(Stage)


def test_a_response_ends_after_it_begins():
    rules.accept_response(Response("Patrols", date(2026, 5, 2), date(2026, 5, 2)))
    with pytest.raises(EndsBeforeItBegins):
        rules.accept_response(Response("Patrols", date(2026, 5, 2), date(2026, 5, 1)))
    with pytest.raises(NoteMissing):
        rules.accept_response(Response(" ", date(2026, 5, 2)))


def test_what_nobody_judged_is_not_known():
    found = rules.accept_assessment(Assessment({"victims": Level.HIGH}))
    assert found.levels["victims"] is Level.HIGH and found.levels["capacity"] is Level.UNKNOWN


@given(st.dates(date(2020, 1, 1), date(2030, 12, 31)))
def test_a_quarter_that_is_over_is_over(today):
    found = stretches.quarter_over(today)
    assert found.months == 3 and found.first.month in (1, 4, 7, 10)
    assert found.end <= today and (today - found.end).days < 93
    assert found.year_before.firsts == tuple(day.replace(year=day.year - 1) for day in found.firsts)


@given(st.dates(date(2024, 1, 1), date(2026, 12, 31)), st.dates(date(2024, 1, 1), date(2027, 12, 31)))
def test_before_and_after_are_as_long_and_share_no_month(starts_on, today):
    pair = stretches.before_and_after(starts_on, today)
    if pair is None:
        assert today < date(starts_on.year + starts_on.month // 12, starts_on.month % 12 + 1, 1)
    else:
        before, after = pair
        assert before.end == after.first == starts_on.replace(day=1)
        assert 1 <= before.months == after.months <= stretches.MOST_MONTHS
        assert after.end <= today


def test_stretches_are_said_in_words():
    assert Stretch(date(2026, 7, 1), date(2026, 10, 1)).words == "July to September 2026"
    assert Stretch(date(2025, 11, 1), date(2026, 2, 1)).words == "November 2025 to January 2026"
    assert Stretch(date(2026, 5, 1), date(2026, 6, 1)).words == "May 2026"


def knows(*roles, groups=(), kinds=(), known=(), owner_within=("own", "above")):
    return rules.may_know(
        Actor("a", frozenset(roles), groups=frozenset(groups)),
        owner_within=owner_within,
        kinds=kinds,
        known_kinds=known,
        sensitive={"delicate"},
    )


def test_need_to_know():
    assert knows(Role.ANALYST, kinds={"delicate"})
    assert knows(Role.ENGAGEMENT_OFFICER, kinds={"delicate"})
    assert knows(Role.EXECUTIVE) and not knows(Role.EXECUTIVE, kinds={"delicate"})
    assert knows(Role.GROUP_MEMBER, groups={"own"}) and knows(Role.GROUP_CHAIR, groups={"above"})
    assert not knows(Role.GROUP_MEMBER, groups={"other"})
    assert not knows(Role.GROUP_MEMBER, groups={"own"}, kinds={"delicate"})
    assert knows(Role.GROUP_MEMBER, groups={"own"}, kinds={"delicate"}, known={"delicate"})
    assert not knows(Role.COUNCILLOR, groups=())
