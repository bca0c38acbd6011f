"""Every column says in plain words what it holds; the privacy page is made from that."""

import pytest

from portal.tables import metadata

COLUMNS = [column for table in metadata.sorted_tables for column in table.columns]


@pytest.mark.parametrize("column", COLUMNS, ids=str)
def test_a_column_says_what_it_holds(column):
    assert column.comment and len(column.comment) > 5


@pytest.mark.parametrize("table", metadata.sorted_tables, ids=str)
def test_no_table_tells_the_order_of_arrival(table):
    numbered = {"ledger_lines"}
    assert table.name in numbered or table.dialect_options["sqlite"]["with_rowid"] is False


WORDS_FOR_IDENTITY = ("ip_", "address", "user_agent", "referrer", "cookie", "device")


@pytest.mark.parametrize("column", COLUMNS, ids=str)
def test_no_column_is_made_for_who_somebody_is(column):
    assert not column.name.startswith(WORDS_FOR_IDENTITY)
