"""The list of packs in any order, on both databases: each once, and none of a stranger's group."""

from functools import partial

from portal.core.actors import Actor, Role
from portal.packs import queries
from tests.builders.listing import every_order, in_order, read_through
from tests.builders.packs import GROUP, OFFICER, STRANGERS, some_rows

CHAIR = Actor("c" * 26, frozenset({Role.GROUP_CHAIR}), groups=frozenset({GROUP}))
VALUES = {
    "frozen": lambda row: row.made_at,
    "from": lambda row: row.starts_on,
    "until": lambda row: row.ends_on,
}


def test_in_any_order_a_reader_reads_every_pack_there_is_for_the_reader_once(session):
    hidden = some_rows(session, 3, STRANGERS)
    rows = some_rows(session, 53)
    for order in every_order(queries.COLUMNS):
        for reader, wanted in ((CHAIR, rows), (OFFICER, rows | hidden)):
            read = read_through(partial(queries.page, session, reader), order)
            assert len(read) == len(wanted) and {row.id for row in read} == wanted, order
            assert in_order(read, VALUES[order.code], order), order


def test_the_key_of_a_strangers_pack_starts_at_the_first_page_in_any_order(session):
    (hidden,) = some_rows(session, 1, STRANGERS)
    rows = some_rows(session, 3)
    for order in every_order(queries.COLUMNS):
        found = queries.page(session, CHAIR, order=order, after=hidden).rows
        assert {row.id for row in found} == rows, order
