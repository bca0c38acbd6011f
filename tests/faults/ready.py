"""A portal's folder made ready for processes: keys, every table, content, one open consultation."""

from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path

from sqlalchemy import func, select

from portal.adapters.db import Database
from portal.settings import Settings
from portal.tables import metadata
from tests.builders.consultations import a_consultation
from tests.builders.portal import a_portal, an_empty_database, some_settings
from tests.faults.process import keys_of

NOW = datetime(2026, 11, 23, 10, 0, tzinfo=UTC)
"""A Monday morning."""


@dataclass(frozen=True, slots=True)
class Ready:
    """Where everything lies, and the keys it was made with."""

    folder: Path
    settings: Settings

    def told(self, *, opening: bool = True, **changes: str) -> dict[str, str]:
        """The environment of a process that serves this folder."""
        return {
            "PORTAL_ENV": "test",
            "PORTAL_DEMO": "1",
            "PORTAL_CLOCK": NOW.isoformat(),
            "PORTAL_PARTNERSHIP": self.settings.partnership,
            "PORTAL_INSTANCE": str(self.folder),
            "PORTAL_PROXIES": "1",
            "DATABASE_URL": self.settings.database_url,
            **keys_of(self.settings, opening=opening),
            **changes,
        }

    def rows(self) -> dict[str, int]:
        """How many rows each table holds."""
        database = Database(self.settings.database_url)
        try:
            return rows_of(database)
        finally:
            database.dispose()


def rows_of(database: Database) -> dict[str, int]:
    """How many rows each table holds."""
    counts = [select(func.count()).select_from(table).scalar_subquery() for table in metadata.sorted_tables]
    with database.reading() as session:
        found = session.execute(select(*counts)).one()
    return dict(zip((table.name for table in metadata.sorted_tables), found, strict=True))


def made_ready(folder: Path, **changes: object) -> Ready:
    """Keys, tables, content and a consultation, in this folder."""
    settings = some_settings(folder, **changes)
    made = an_empty_database(settings.database_url)
    database = next(made)
    app = a_portal(settings, at=NOW)
    with database.transaction() as session:
        a_consultation(session)
    app.extensions["portal.house"].database.dispose()
    made.close()
    return Ready(folder, settings)
