"""One portal for all stories of a module, and a fresh draft for each."""

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest
from flask import Flask

from portal.core.actors import Role
from portal.partnership import loading
from portal.partnership.rules import Partnership
from portal.web.context import EXTENSION
from tests.builders.opening import NOW, a_draft
from tests.builders.portal import a_portal, an_empty_database, some_settings
from tests.builders.staff import sign_in
from tests.page_client import Fetched, PageClient

DESK = "/staff/consultations"


@pytest.fixture(scope="module")
def house(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Flask]:
    """Both doors, with content loaded."""
    folder: Path = tmp_path_factory.mktemp("house")
    settings = some_settings(folder)
    for _ in an_empty_database(settings.database_url):
        made = a_portal(settings, at=NOW)
        yield made
        made.extensions[EXTENSION].database.dispose()


@pytest.fixture(scope="module")
def officer(house: Flask) -> PageClient:
    """An officer who writes questions."""
    return sign_in(PageClient(house), house, Role.ENGAGEMENT_OFFICER)


@pytest.fixture(scope="module")
def colleague(house: Flask) -> PageClient:
    """Another one."""
    return sign_in(PageClient(house), house, Role.ENGAGEMENT_OFFICER)


@pytest.fixture
def visitor(house: Flask) -> PageClient:
    """Somebody without an account."""
    return PageClient(house)


@dataclass
class Draft:
    """One draft, and what its officer does on its pages."""

    slug: str
    browser: PageClient

    @property
    def base(self) -> str:
        """The address of its questions."""
        return f"{DESK}/{self.slug}/questions"

    @property
    def words(self) -> str:
        """The list of its questions, as it is read."""
        return self.get().words

    def get(self, path: str = "") -> Fetched:
        """One of its pages."""
        return self.browser.get(f"{self.base}/{path}" if path else self.base)

    def press(self, value: str, status: int = 303) -> Fetched:
        """A button of the list."""
        return self.browser.post(self.base, self.get().fields(0) | {"go": value}, status=status)

    def write(self, path: str, status: int = 303, **typed: Any) -> Fetched:
        """Fill in a form and send it."""
        return self.browser.post(f"{self.base}/{path}", self.get(path).fields() | typed, status=status)


@pytest.fixture
def draft(house: Flask, officer: PageClient) -> Draft:
    """A draft with questions of several kinds."""
    with house.extensions[EXTENSION].database.transaction() as session:
        slug = a_draft(session)
    return Draft(slug, officer)


@pytest.fixture(scope="module")
def partnership_of_the_module() -> Partnership:
    """The partnership as data, read once."""
    return loading.load(loading.folder("bcp"))
