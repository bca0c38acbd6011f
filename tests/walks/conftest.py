"""Every walk is told twice: with the first partnership on PostgreSQL, with the second one on SQLite."""

from collections.abc import Callable

import pytest
from flask import Flask

from portal.web.context import EXTENSION, House
from tests.page_client import PageClient

TELLINGS = [
    pytest.param(("bcp", "postgres"), marks=pytest.mark.postgres, id="bcp-postgres"),
    pytest.param(("lbbd", "sqlite"), marks=pytest.mark.lbbd, id="lbbd-sqlite"),
]


@pytest.fixture(params=TELLINGS)
def telling(request: pytest.FixtureRequest) -> tuple[str, str]:
    """A partnership's code, and on which database its story is told."""
    code, kind = request.param
    return code, kind


@pytest.fixture
def partnership_code(telling: tuple[str, str]) -> str:
    """The partnership of this telling."""
    return telling[0]


@pytest.fixture
def database_kind(telling: tuple[str, str]) -> str:
    """The database of this telling."""
    return telling[1]


@pytest.fixture
def house(app: Flask) -> House:
    """What the portal was built with."""
    found: House = app.extensions[EXTENSION]
    return found


@pytest.fixture
def another_browser(app: Flask) -> Callable[[], PageClient]:
    """A browser on another device, which knows nothing of the first."""
    return lambda: PageClient(app)
