"""A portal for a story: settings, an empty database, an application with its content loaded."""

import shutil
import tempfile
from collections.abc import Iterator
from dataclasses import replace
from datetime import datetime
from functools import cache
from pathlib import Path

from flask import Flask

from portal.adapters.db import Database
from portal.adapters.seal import new_pair
from portal.adapters.tokens import new_key
from portal.app import create_app
from portal.cli import load_content
from portal.settings import Settings
from portal.tables import metadata
from portal.web.context import EXTENSION


def some_settings(folder: Path, **changes: object) -> Settings:
    """Settings of a test portal whose keys and files are its own."""
    private, public = new_pair()
    _, recovery = new_pair()
    key_file = folder / "seal-private.key"
    key_file.write_text(private.hex(), encoding="ascii")
    settings = Settings(
        env="test",
        demo=True,
        partnership="bcp",
        origin="http://localhost",
        doors="both",
        database_url=f"sqlite:///{folder / 'portal.sqlite3'}",
        limits_url="memory://",
        tile_url=None,
        secret_key=new_key(),
        secret_key_previous=None,
        lookup_key=new_key(),
        seal_public=public,
        recovery_public=recovery,
        seal_private_file=key_file,
        clock=None,
        smtp_url=None,
        mail_from="portal@example.org",
        proxies=0,
        instance=folder,
    )
    return replace(settings, **changes)  # type: ignore[arg-type]


SQLITE = "sqlite:///"


def an_empty_database(url: str) -> Iterator[Database]:
    """Every table and no rows; closed at the end of the story."""
    if url.startswith(SQLITE):
        shutil.copy(_empty_file(), url.removeprefix(SQLITE))
    database = Database(url)
    yield database
    database.dispose()


def a_portal(settings: Settings, *, at: datetime) -> Flask:
    """Both doors with content loaded; the clock runs on from `at`."""
    url = settings.database_url
    untouched = url.startswith(SQLITE) and not Path(f"{url.removeprefix(SQLITE)}-wal").exists()
    if untouched:
        shutil.copy(_loaded_file(settings.partnership, at), url.removeprefix(SQLITE))
    app = create_app(replace(settings, clock=at))
    if not untouched:
        with app.app_context():
            load_content()
    return app


@cache
def _empty_file() -> Path:
    """A database file with every table, made once and copied for each story."""
    path = Path(tempfile.mkdtemp(prefix="portal-")) / "empty.sqlite3"
    database = Database(f"{SQLITE}{path}")
    metadata.create_all(database.engine)
    _settle(database)
    return path


@cache
def _loaded_file(partnership: str, at: datetime) -> Path:
    """The same with the partnership's content."""
    path = Path(tempfile.mkdtemp(prefix="portal-")) / "loaded.sqlite3"
    shutil.copy(_empty_file(), path)
    settings = some_settings(path.parent, partnership=partnership, database_url=f"{SQLITE}{path}", clock=at)
    app = create_app(settings)
    with app.app_context():
        load_content()
    _settle(app.extensions[EXTENSION].database)
    return path


def _settle(database: Database) -> None:
    """Bring everything from the write-ahead log into the file, and let go of it."""
    raw = database.engine.raw_connection()
    raw.cursor().execute("PRAGMA wal_checkpoint(TRUNCATE)")
    raw.close()
    database.dispose()
