"""Every column says in plain words what it holds; the privacy page is made from that."""

from portal.tables import metadata

COLUMNS = [column for table in metadata.sorted_tables for column in table.columns]


def test_a_column_says_what_it_holds():
    assert not [str(column) for column in COLUMNS if not column.comment or len(column.comment) <= 5]


def test_no_table_tells_the_order_of_arrival():
    ordered = [
        t.name for t in metadata.sorted_tables if t.dialect_options["sqlite"]["with_rowid"] is not False
    ]
    assert ordered == ["ledger_lines"]


WORDS_FOR_IDENTITY = ("ip_", "address", "user_agent", "referrer", "cookie", "device")


def test_no_column_is_made_for_who_somebody_is():
    assert not [str(column) for column in COLUMNS if column.name.startswith(WORDS_FOR_IDENTITY)]
