"""Lists of staff are read along an index, however long they are and whatever they are sorted by."""

from datetime import date
from functools import partial

import pytest
from sqlalchemy import event

from portal.concerns import themes
from portal.concerns.theme_rules import ThemeState
from portal.consultations import others
from portal.consultations.others import OtherFacts
from portal.contact import queries as contact
from portal.core.actors import Actor, Role
from portal.meetings import briefs, public, queries, reported
from portal.news import queries as news
from portal.news import service as news_service
from portal.news.rules import NewsWords
from portal.outcomes import queries as outcomes
from portal.packs import queries as packs
from tests.builders import contact as cases
from tests.builders import packs as frozen
from tests.builders.listing import every_order
from tests.builders.meetings import a_chair, a_meeting, an_action, an_executive, an_item, group_of, on
from tests.builders.outcomes import OFFICER, written
from tests.builders.themes import a_theme

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


def test_whatever_a_list_is_sorted_by_an_index_holds_that_order(session, partnership, read):
    group = group_of(partnership)
    piece = partial(news_service.begin, session, "n" * 26, actor_id=OFFICER, now=NOW)
    piece(NewsWords("Lights", "There are lights.", "It is bright."))
    (case,), (mine,) = cases.some_rows(session, 1), frozen.some_rows(session, 1, group.code)
    theme, outcome = a_theme(session), written(session)
    other = OtherFacts("Buses", "The transport authority", DAY, DAY, "https://example.org", "", "")
    entry = others.add(session, other, actor_id=OFFICER, now=NOW)
    listing = partial(contact.listing, session, now=NOW)
    lists = (
        (news.COLUMNS, "n" * 26, partial(news.every, session)),
        (outcomes.COLUMNS, outcome, partial(outcomes.page, session)),
        (packs.COLUMNS, mine, partial(packs.page, session, an_executive())),
        (packs.COLUMNS, mine, partial(packs.page, session, a_chair(group))),
        (contact.COLUMNS, case, listing),
        (contact.COLUMNS, case, partial(listing, ended=True)),
        (themes.COLUMNS, theme, partial(themes.page, session)),
        (others.COLUMNS, entry, partial(others.listed, session)),
        (themes.COLUMNS, theme, partial(themes.page, session, state=ThemeState.OPEN)),
    )
    for columns, last, page in lists:
        for order in every_order(columns):
            for after in (None, last):
                lines = read(partial(page, order=order, after=after))
                whole = [each for each in lines if each.startswith("SCAN") and "INDEX" not in each]
                assert lines and not whole, (order, lines)
                assert not any("TEMP B-TREE FOR ORDER BY" in each for each in lines), (order, lines)
