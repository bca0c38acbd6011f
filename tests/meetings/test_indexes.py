"""Lists of meetings, actions, packs, briefs, outcomes and news are read along an index, however long."""

from datetime import date

import pytest
from sqlalchemy import event

from portal.core.actors import Actor, Role
from portal.meetings import briefs, public, queries, reported
from portal.news import queries as news
from portal.outcomes import queries as outcomes
from portal.packs import queries as packs
from tests.builders.meetings import a_chair, a_meeting, an_action, an_executive, an_item, group_of, on

DAY = date(2027, 1, 14)
NOW = on(DAY)


@pytest.fixture
def read(session):
    """`read(what)`: how the database reads what this asks for, a line for each table it goes through."""
    asked = []

    def note(connection, cursor, statement, parameters, *_):
        if statement.startswith("SELECT"):
            asked.append((statement, parameters))

    def of(what):
        asked.clear()
        what()
        connection = session.connection()
        return [
            row[3]
            for statement, parameters in list(asked)
            for row in connection.exec_driver_sql(f"EXPLAIN QUERY PLAN {statement}", parameters)
        ]

    engine = session.get_bind()
    event.listen(engine, "before_cursor_execute", note)
    yield of
    event.remove(engine, "before_cursor_execute", note)


def test_no_list_of_a_room_reads_everything_there_is(session, partnership, read):
    group = group_of(partnership)
    chair, home = a_chair(group), {"partnership": partnership}
    meetings = [a_meeting(session, group, DAY, now=NOW, public=True) for _ in range(2)]
    for meeting in meetings:
        an_item(session, group, meeting)
        an_action(session, group, meeting, DAY)
    both = Actor("b" * 26, frozenset({Role.GROUP_MEMBER}), groups=frozenset({group.code}))
    lists = (
        lambda: queries.group_page(session, chair, group.code, **home, now=NOW, after=meetings[0]),
        lambda: queries.sheet(session, chair, meetings[0], **home, now=NOW),
        lambda: public.past(session, **home),
        lambda: reported.page(session, chair, **home, now=NOW),
        lambda: briefs.page(session, chair, **home),
        lambda: briefs.page(session, an_executive(), **home),
        lambda: briefs.number_signed(session, since=DAY),
        lambda: packs.page(session, both, after=None),
        lambda: packs.page(session, an_executive(), after=None),
        lambda: outcomes.published(session),
        lambda: outcomes.page(session),
        lambda: news.published(session),
    )
    for what in lists:
        for line in read(what):
            scanned = line.startswith("SCAN") and "INDEX" not in line and "subquery" not in line
            assert not scanned or line == "SCAN CONSTANT ROW", line


def test_a_list_of_packs_is_not_sorted_and_carries_no_pack(session, partnership, read):
    member = Actor("b" * 26, frozenset({Role.GROUP_MEMBER}), groups=frozenset({group_of(partnership).code}))
    lines = read(lambda: packs.page(session, member, after=None))
    assert lines and not any("TEMP B-TREE" in line for line in lines)
    assert all(column.key != "content" for column in packs.LISTED)
