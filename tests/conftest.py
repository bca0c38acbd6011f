"""The real parts every story is told with: a portal, a database, a clock, a partnership, a page client."""

import os
from collections.abc import Callable, Iterator
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path

import pytest
from flask import Flask
from playwright.sync_api import Browser, sync_playwright
from sqlalchemy.orm import Session

from portal.adapters.clock import Clock
from portal.adapters.db import Database
from portal.app import create_app
from portal.partnership import loading
from portal.partnership.rules import Partnership
from portal.settings import Settings
from portal.web.context import EXTENSION
from tests.builders import once
from tests.builders.portal import a_portal, an_empty_database, some_settings
from tests.builders.postgres import a_fresh_url
from tests.chromium import FLAGS, MISSING, find
from tests.page_client import PageClient

pytest_plugins = ("tests.builders.turns",)
once.install()

OFFLINE = "--host-resolver-rules=MAP * ~NOTFOUND , EXCLUDE 127.0.0.1"
"""The browser finds no host but this machine."""

TODAY = datetime(2026, 11, 23, 10, 0, tzinfo=UTC)
"""A Monday morning in Greenwich time; the stories start here."""


@pytest.fixture(params=[pytest.param("bcp", marks=[]), pytest.param("lbbd", marks=pytest.mark.lbbd)])
def either_partnership(request: pytest.FixtureRequest) -> str:
    """The code of each shipped partnership in turn."""
    return str(request.param)


@pytest.fixture
def partnership_code() -> str:
    """The partnership the story happens in; a test module overrides it with `either_partnership`."""
    return os.environ.get("PORTAL_TEST_PARTNERSHIP", "bcp")


BOTH_DATABASES = ("test_service", "test_queries", "test_desk", "test_ledger_service", "test_db")
"""Modules whose stories are told on SQLite and on PostgreSQL."""


def pytest_generate_tests(metafunc: pytest.Metafunc) -> None:
    """Tell the stories of services and queries on both databases, all others on SQLite.

    A folder that tells its stories otherwise has a fixture `telling` and a `database_kind` of its own.
    """
    if "database_kind" in metafunc.fixturenames and "telling" not in metafunc.fixturenames:
        both = metafunc.module.__name__.rsplit(".", 1)[-1].startswith(BOTH_DATABASES)
        kinds = ["sqlite", pytest.param("postgres", marks=pytest.mark.postgres)] if both else ["sqlite"]
        metafunc.parametrize("database_kind", kinds, indirect=True)


@pytest.fixture(scope="session")
def chromium() -> Iterator[Browser]:
    """The one browser of this worker: Playwright runs once in a process, whatever folders ask for it."""
    path = find()
    assert path, MISSING
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=path, args=[*FLAGS, OFFLINE])
        yield browser
        browser.close()


@pytest.fixture
def database_kind(request: pytest.FixtureRequest) -> str:
    """Which database the story is told on."""
    return str(request.param)


@pytest.fixture
def settings(tmp_path: Path, partnership_code: str, database_kind: str) -> Iterator[Settings]:
    """Settings with fresh keys and a database of the test's own."""
    settings = some_settings(tmp_path, partnership=partnership_code)
    if database_kind == "sqlite":
        yield settings
    else:
        with a_fresh_url() as url:
            yield replace(settings, database_url=url)


@pytest.fixture
def partnership(partnership_code: str) -> Partnership:
    """The partnership as data."""
    return loading.load(loading.folder(partnership_code))


@pytest.fixture
def database(settings: Settings) -> Iterator[Database]:
    """A database with every table and no rows."""
    yield from an_empty_database(settings.database_url)


@pytest.fixture
def session(database: Database) -> Iterator[Session]:
    """A writing session; what it holds is committed when the test ends."""
    with database.transaction() as session:
        yield session


@pytest.fixture
def app(settings: Settings, database: Database) -> Iterator[Flask]:
    """Both doors of a portal whose content is loaded and whose clock stands at `TODAY`."""
    made = a_portal(settings, at=TODAY)
    yield made
    made.extensions[EXTENSION].database.dispose()


@pytest.fixture
def public_app(settings: Settings, database: Database) -> Flask:
    """Only the public door, without the opening key."""
    return create_app(settings, doors="public")


@pytest.fixture
def clock(app: Flask) -> Clock:
    """The portal's clock; `clock.move_to(moment)` tries a deadline."""
    found: Clock = app.extensions[EXTENSION].clock
    return found


@pytest.fixture
def page(app: Flask) -> PageClient:
    """A visitor's browser without JavaScript that checks every page it fetches."""
    return PageClient(app)


@pytest.fixture
def signed_in(app: Flask) -> Callable[..., PageClient]:
    """`signed_in(Role.ANALYST)` is a checked browser of a member of staff with these roles."""
    from tests.builders.staff import sign_in  # noqa: PLC0415 - staff stories only

    return lambda *roles, **more: sign_in(PageClient(app), app, *roles, **more)
