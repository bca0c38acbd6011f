"""The migrations and the models are one schema."""

import pytest
import sqlalchemy as sa
from alembic import command
from alembic.autogenerate import compare_metadata
from alembic.migration import MigrationContext
from alembic.script import ScriptDirectory

from portal.adapters.db import Database
from portal.cli import alembic_config
from portal.tables import metadata
from tests.builders.postgres import a_fresh_url


def _url(tmp_path):
    return f"sqlite:///{tmp_path / 'migrated.sqlite3'}"


def test_there_is_one_head():
    assert len(ScriptDirectory.from_config(alembic_config("sqlite://")).get_heads()) == 1


def test_upgrading_an_empty_database_gives_the_models(tmp_path):
    command.upgrade(alembic_config(_url(tmp_path)), "head")
    database = Database(_url(tmp_path))
    with database.engine.connect() as connection:
        context = MigrationContext.configure(connection, opts={"compare_type": True})
        assert compare_metadata(context, metadata) == []
    database.dispose()


@pytest.mark.postgres
def test_postgresql_gets_the_same_schema():
    with a_fresh_url("template0") as url:
        command.upgrade(alembic_config(url), "head")
        database = Database(url)
        with database.engine.connect() as connection:
            context = MigrationContext.configure(connection, opts={"compare_type": True})
            assert compare_metadata(context, metadata) == []
        database.dispose()


def test_every_step_down_and_up_again_works(tmp_path):
    config = alembic_config(_url(tmp_path))
    command.upgrade(config, "head")
    command.downgrade(config, "base")
    database = Database(_url(tmp_path))
    assert set(sa.inspect(database.engine).get_table_names()) <= {"alembic_version"}
    database.dispose()
    command.upgrade(config, "head")


def test_rows_keep_no_order_after_migration(tmp_path):
    command.upgrade(alembic_config(_url(tmp_path)), "head")
    database = Database(_url(tmp_path))
    with database.engine.connect() as connection:
        made = dict(
            connection.exec_driver_sql("SELECT name, sql FROM sqlite_master WHERE type='table'").all()
        )
    database.dispose()
    wanted = [t.name for t in metadata.sorted_tables if t.dialect_options["sqlite"]["with_rowid"] is False]
    assert [name for name in wanted if "WITHOUT ROWID" not in made[name]] == []


def test_the_ledger_is_append_only_after_migration(tmp_path):
    command.upgrade(alembic_config(_url(tmp_path)), "head")
    database = Database(_url(tmp_path))
    with database.engine.connect() as connection:
        triggers = (
            connection.exec_driver_sql("SELECT name FROM sqlite_master WHERE type='trigger'").scalars().all()
        )
    database.dispose()
    assert {"ledger_lines_no_update", "ledger_lines_no_delete"} <= set(triggers)
