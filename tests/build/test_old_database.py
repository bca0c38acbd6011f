"""A demonstration begun before the tables were settled comes up again, and nothing is thrown away."""

import sqlite3

import pytest

from portal.bootstrap import start


@pytest.mark.long
def test_a_database_of_another_age_is_set_aside_and_a_new_one_made(tmp_path, monkeypatch):
    monkeypatch.setenv("PORTAL_INSTANCE", str(tmp_path))
    old = sqlite3.connect(tmp_path / start.DATABASE)
    old.execute("CREATE TABLE alembic_version (version_num VARCHAR(32))")
    old.execute("INSERT INTO alembic_version VALUES ('of-another-age')")
    old.commit()
    old.close()
    env = start.environment(8000)
    start.flask(env, "keys", "new", "--demo", failing="The demonstration keys could not be written.")
    start.bring_up_to_date(env, tmp_path, own=True)
    aside = tmp_path / f"set-aside-{start.DATABASE}"
    assert sqlite3.connect(aside).execute("SELECT * FROM alembic_version").fetchall() == [("of-another-age",)]
    made = sqlite3.connect(tmp_path / start.DATABASE).execute("SELECT count(*) FROM sqlite_master").fetchone()
    assert made[0] > 50
