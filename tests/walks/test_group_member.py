"""A group member reads the evidence of the own group, frozen, as a page and as a table file."""

import csv
import io
from datetime import date

import pytest

from portal.core.actors import Role
from portal.core.windows import Window
from tests.builders.consultations import a_consultation, a_receipt, an_answer
from tests.builders.releases import counted, home

OCTOBER, SEPTEMBER = date(2026, 10, 1), date(2026, 9, 1)
ASKED = Window.of_days(date(2026, 9, 7), date(2026, 10, 18))
"""A consultation that closed in the month of the pack."""


@pytest.fixture
def kinds(partnership):
    """Two kinds of concern that one group of the partnership looks after."""
    return partnership.topic("asb-street").subtopics[:2]


@pytest.fixture
def kind(kinds):
    """The one that is told more often."""
    return kinds[0]


@pytest.fixture
def heard(app, database, partnership, kinds):
    """Concerns of October and of September, and twenty answers to a consultation."""
    with database.transaction() as session:
        for each, october, september in zip(kinds, (12, 3), (8, 2), strict=True):
            for month, number in ((OCTOBER, october), (SEPTEMBER, september)):
                counted(session, home(partnership.code), number, subtopic=each.code, received_on=month)
        a_consultation(session, window=ASKED)
        for number in range(20):
            somebody, change = a_receipt(f"person {number}"), "worse" if number < 12 else "better"
            an_answer(session, partnership, receipt=somebody, now=ASKED.opens_at, change=change)


@pytest.fixture
def pack(heard, signed_in, kind):
    """Where the pack for October stands, made by an officer."""
    officer = signed_in(Role.ENGAGEMENT_OFFICER)
    asked = {"group": kind.owner, "start": OCTOBER.isoformat(), "months": "1"}
    form = {**officer.get("/staff/packs").fields(), **asked}
    return officer.post("/staff/packs", form, status=303).location


@pytest.fixture
def member(signed_in, kind):
    """A member of that group."""
    return signed_in(Role.GROUP_MEMBER, groups=[kind.owner])


def test_a_member_finds_and_reads_the_pack(pack, member, kind, partnership):
    assert "1 pack was made in the last two weeks" in member.get("/staff").words
    assert pack in member.get("/staff/packs").links()
    words = member.get(pack).words
    assert f"Evidence for {partnership.group(kind.owner).name}" in words
    assert "October 2026, beside September 2026" in words
    assert f"{kind.name} 10 to 14 5 to 9 –" in words
    assert "Base: 15 to 19 in this period, 10 to 14 in the period before" in words
    assert "Better or worse?" in words and "Worse 60% 12" in words


def test_a_number_that_could_point_to_somebody_is_hidden(pack, member, kinds):
    words = member.get(pack).words
    assert kinds[1].name not in words and "Lines not listed had fewer than 5" in words


def test_the_same_numbers_come_as_a_table_file(pack, member, kind):
    answer = member.http.get(f"{pack}.csv")
    assert answer.mimetype == "text/csv"
    lines = list(csv.reader(io.StringIO(answer.get_data(as_text=True).removeprefix("\ufeff"))))
    assert [line[3:6] for line in lines if line[3] == kind.name] == [[kind.name, "10 to 14", "5 to 9"]]


def test_a_pack_stays_as_it_was_frozen(pack, member, database, partnership, kind):
    before = member.get(pack).words
    with database.transaction() as session:
        counted(session, home(partnership.code), 5, subtopic=kind.code, received_on=OCTOBER)
    assert member.get(pack).words == before


def test_another_group_cannot_tell_that_it_is_there(pack, signed_in, partnership, kind):
    other = next(group.code for group in partnership.groups if group.code != kind.owner)
    stranger = signed_in(Role.GROUP_MEMBER, groups=[other])
    stranger.get(pack, status=404)
    stranger.get(f"{pack}.csv", status=404)
    assert pack not in stranger.get("/staff/packs").links()


def test_a_member_reads_nothing_else_of_what_people_said(member):
    for closed in ("/staff/moderation", "/staff/concerns", "/staff/concerns/figures", "/staff/ledger"):
        member.get(closed, status=403)
