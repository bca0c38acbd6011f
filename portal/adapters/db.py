"""The database: the only place that commits.

Two kinds of work: `transaction()` takes the write lock at once and commits at its end, `reading()` never
writes.
"""

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, datetime
from typing import Any

from sqlalchemy import (
    Connection,
    DateTime,
    Dialect,
    Engine,
    MetaData,
    TypeDecorator,
    create_engine,
    event,
    text,
)
from sqlalchemy.exc import IntegrityError
from sqlalchemy.orm import DeclarativeBase, ORMExecuteState, Session, sessionmaker
from sqlalchemy.pool import ConnectionPoolEntry

NAMING = {
    "ix": "ix_%(table_name)s_%(column_0_N_name)s",
    "uq": "uq_%(table_name)s_%(column_0_N_name)s",
    "ck": "ck_%(table_name)s_%(constraint_name)s",
    "fk": "fk_%(table_name)s_%(column_0_name)s_%(referred_table_name)s",
    "pk": "pk_%(table_name)s",
}

WITHOUT_ROWID = {"sqlite_with_rowid": False}
"""Table option: rows lie in the order of their random id, so that the file tells no order of arrival."""

BUSY_SECONDS = 15
"""How long a writer waits for another before it gives up, in seconds."""

PRAGMAS = (
    "PRAGMA journal_mode=WAL",
    "PRAGMA synchronous=FULL",
    "PRAGMA foreign_keys=ON",
    "PRAGMA secure_delete=ON",
    f"PRAGMA busy_timeout={BUSY_SECONDS * 1000}",
)


WRITES = "portal_writes"
"""Execution option of a connection that will write: SQLite then takes the write lock at once."""


class Base(DeclarativeBase):
    """What every table of the portal descends from."""

    metadata = MetaData(naming_convention=NAMING)


def where(condition: str, *, postgresql: str = "") -> dict[str, Any]:
    """What an index holds, and no other rows: `Index("ix_few", "due_at", **where("lead_by IS NOT NULL"))`.

    `postgresql`: the same in its words, where they differ.
    """
    return {"sqlite_where": text(condition), "postgresql_where": text(postgresql or condition)}


class UtcDateTime(TypeDecorator[datetime]):
    """An aware moment in UTC, in and out, on both databases. Raises `ValueError` for a naive one."""

    impl = DateTime
    cache_ok = True

    def process_bind_param(self, value: datetime | None, dialect: Dialect) -> datetime | None:
        """Store the moment as naive UTC."""
        if value is None:
            return None
        if value.tzinfo is None:
            raise ValueError("a moment needs its time zone")
        return value.astimezone(UTC).replace(tzinfo=None)

    def process_result_value(self, value: datetime | None, dialect: Dialect) -> datetime | None:
        """Give the moment back as aware UTC."""
        return None if value is None else value.replace(tzinfo=UTC)


class Database:
    """One database, named by a SQLAlchemy URL (SQLite or PostgreSQL)."""

    def __init__(self, url: str) -> None:
        """Prepare the engine; connects only when first used."""
        self.url = url
        self.engine = _engine(url)
        self._sessions = sessionmaker(self.engine, expire_on_commit=False)
        event.listen(self._sessions, "do_orm_execute", _see_what_is_locked)

    @property
    def is_sqlite(self) -> bool:
        """Whether this is the embedded database."""
        return self.engine.dialect.name == "sqlite"

    @contextmanager
    def transaction(self) -> Iterator[Session]:
        """Commit at the end, or roll everything back when something raises."""
        with self._sessions() as session:
            session.connection(execution_options={WRITES: True})
            yield session
            session.commit()

    @contextmanager
    def reading(self) -> Iterator[Session]:
        """A consistent view that is thrown away at the end; whatever was changed in it is lost."""
        with self._sessions() as session:
            yield session
            session.rollback()

    def put_in_order(self) -> None:
        """After deleting: leave nothing behind in the log, and no order of arrival in the files.

        SQLite empties its write-ahead log; PostgreSQL lays the rows of every such table by their random id.
        """
        with self.engine.connect().execution_options(isolation_level="AUTOCOMMIT") as connection:
            if self.is_sqlite:
                connection.connection.cursor().execute("PRAGMA wal_checkpoint(TRUNCATE)")
                return
            for table in Base.metadata.sorted_tables:
                if table.dialect_options["sqlite"].get("with_rowid") is False:
                    connection.execute(text(f'CLUSTER "{table.name}" USING "pk_{table.name}"'))

    def dispose(self) -> None:
        """Close every connection."""
        self.engine.dispose()


def _see_what_is_locked(state: ORMExecuteState) -> None:
    """A row that is locked is read anew: what was looked at before may have changed while we waited."""
    if state.is_select and getattr(state.statement, "_for_update_arg", None) is not None:
        state.update_execution_options(populate_existing=True)


def _engine(url: str) -> Engine:
    if not url.startswith("sqlite"):
        modern = url.replace("postgres://", "postgresql://", 1).replace(
            "postgresql://", "postgresql+psycopg://", 1
        )
        return create_engine(modern, pool_pre_ping=True)
    engine = create_engine(url)
    event.listen(engine, "connect", _prepare_sqlite)
    event.listen(engine, "begin", _begin_sqlite)
    return engine


def _prepare_sqlite(connection: Any, _record: ConnectionPoolEntry) -> None:
    connection.isolation_level = None
    cursor = connection.cursor()
    for pragma in PRAGMAS:
        cursor.execute(pragma)
    cursor.close()


def _begin_sqlite(connection: Connection) -> None:
    writes = connection.get_execution_options().get(WRITES)
    connection.exec_driver_sql("BEGIN IMMEDIATE" if writes else "BEGIN")


def added(session: Session, row: Any) -> bool:
    """Whether this row is new: False where one of its id came a moment ago, from the same form sent twice.

    `row` has the id that its form settled. Raises `IntegrityError` where anything else stands in its way.
    """
    try:
        with session.begin_nested():
            session.add(row)
    except IntegrityError:
        if session.get(type(row), row.id) is None:
            raise
        return False
    return True
