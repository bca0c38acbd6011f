"""The embedded database is told to keep what it acknowledged and to wipe what it deletes."""

import pytest
from sqlalchemy import text


@pytest.mark.parametrize(
    ("pragma", "value"),
    [("journal_mode", "wal"), ("synchronous", 2), ("foreign_keys", 1), ("secure_delete", 1)],
)
def test_what_was_acknowledged_survives_and_what_was_deleted_does_not(database, pragma, value):
    with database.reading() as session:
        assert session.execute(text(f"PRAGMA {pragma}")).scalar() == value
