"""What waits for a person: late first, once, and what a chair or the Executive has to see to."""

from datetime import date, timedelta

import pytest

from portal.core.actors import Permission
from portal.core.disclosure import WorkCount
from portal.front import waiting
from portal.front.waiting import Place, Waiting
from portal.front.work import Asked
from portal.meetings import briefs, returns
from portal.meetings.briefs import BriefWords
from portal.meetings.kinds import ReturnKind
from portal.meetings.returns import NewReturn
from portal.packs import queries as packs
from portal.packs import service as packing
from tests.builders.meetings import a_chair, a_member, an_executive, group_of, on
from tests.builders.packs import GROUP, MONDAY, OFFICER, a_pack

DAY = date(2027, 1, 14)
NOW = on(DAY)
YESTERDAY, TOMORROW = DAY - timedelta(days=1), DAY + timedelta(days=1)
HERE = "https://portal.example.org"


def a_place(words: str, *, due: date | None = None) -> Waiting:
    place = Place(words, words, frozenset({Permission.HOME_READ}), due=lambda *_: due, one=words)
    return Waiting(place, WorkCount(1))


@pytest.fixture
def group(partnership):
    return group_of(partnership)


def test_what_is_late_stands_first_and_what_has_no_day_last(session):
    asked = Asked(an_executive(), NOW)
    found = waiting.in_order(
        session,
        asked,
        (a_place("Some day"), a_place("Due", due=TOMORROW), a_place("Late", due=YESTERDAY)),
    )
    assert [(each.sentence, each.late) for each in found] == [
        ("Late", True),
        ("Due", False),
        ("Some day", False),
    ]


def test_where_nothing_waits_nothing_stands(session):
    none = Waiting(a_place("None").place, WorkCount(0))
    assert waiting.in_order(session, Asked(an_executive(), NOW), (none,)) == ()


def test_a_brief_waits_for_its_chair_once_the_quarter_is_over(session, group, partnership):
    chair = a_chair(group)
    made = briefs.start(session, chair, group, DAY, partnership=partnership, now=NOW)
    assert briefs.number_to_sign(session, chair, today=DAY).number == 0
    later = DAY + timedelta(days=90)
    assert briefs.number_to_sign(session, chair, today=later).number == 1
    assert briefs.number_to_sign(session, a_member(group), today=later).number == 0
    briefs.save(session, chair, made, BriefWords("Met", "Some", "None"), seen_version=1, now=NOW)
    briefs.sign(session, chair, made, seen_version=2, now=on(later))
    assert briefs.number_to_sign(session, chair, today=later).number == 0


def test_what_is_passed_up_waits_for_the_chair_of_the_group_that_has_it(session, group, partnership):
    new = NewReturn(ReturnKind.RISKS, "Lone workers", "Nobody checks on them.")
    passed = returns.raise_one(session, a_member(group), group.code, new, now=NOW)
    assert returns.number_waiting(session, a_chair(group), partnership=partnership).number == 1
    assert returns.number_waiting(session, a_member(group), partnership=partnership).number == 0
    returns.answer(session, a_chair(group), passed, "We pay for a check.", seen_version=1, now=NOW)
    assert returns.number_waiting(session, a_chair(group), partnership=partnership).number == 0


def test_a_pack_waits_for_its_chair_from_the_day_it_is_sent(session, partnership):
    chair = a_chair(partnership.group(GROUP))
    made = a_pack(session)
    assert packs.number_to_sign(session, chair).number == 0
    packing.send(session, OFFICER, made, origin=HERE, now=MONDAY)
    assert packs.number_to_sign(session, chair).number == 1
    assert packs.number_to_sign(session, a_member(partnership.group(GROUP))).number == 0
    packing.sign(session, chair, made, now=MONDAY)
    assert packs.number_to_sign(session, chair).number == 0
