"""A portal for a story: settings, an empty database, an application with its content loaded."""

from collections.abc import Iterator
from dataclasses import replace
from datetime import datetime
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


def an_empty_database(url: str) -> Iterator[Database]:
    """Every table and no rows; closed at the end of the story."""
    database = Database(url)
    if database.is_sqlite:
        metadata.create_all(database.engine)
    yield database
    database.dispose()


def a_portal(settings: Settings, *, at: datetime) -> Flask:
    """Both doors with content loaded; the clock runs on from `at`."""
    app = create_app(replace(settings, clock=at))
    with app.app_context():
        load_content()
    assert app.extensions[EXTENSION].clock
    return app
