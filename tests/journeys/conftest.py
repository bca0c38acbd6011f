"""A running portal for each file of journeys, and people with browsers of their own."""

import itertools
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser

from portal.core.actors import Role
from tests.journeys import server
from tests.journeys.colleagues import Colleague, Hire, email_of
from tests.journeys.hands import WAYS
from tests.journeys.person import Person

numbers = itertools.count()


@pytest.fixture(scope="session")
def shared(tmp_path_factory: pytest.TempPathFactory, worker_id: str) -> Path:
    """A folder that all workers see."""
    own = tmp_path_factory.getbasetemp()
    return own if worker_id == "master" else own.parent


@pytest.fixture(scope="session", autouse=True)
def looked_at(shared: Path) -> None:
    """Each page of a run is looked at once, by the first of all workers who comes there."""
    Person.looked_at = shared / "looked-at"
    Person.looked_at.mkdir(exist_ok=True)


@pytest.fixture(scope="module")
def code(request: pytest.FixtureRequest) -> str:
    """The code of the partnership that this file happens in: its `PARTNERSHIP`, or the first."""
    return str(getattr(request.module, "PARTNERSHIP", server.first()))


@pytest.fixture(scope="module")
def demonstration(shared: Path, code: str) -> Path:
    """The loaded demonstration, made once for all workers."""
    return server.loaded(shared, code)


@pytest.fixture(scope="module")
def portal(
    demonstration: Path, code: str, tmp_path_factory: pytest.TempPathFactory, request: pytest.FixtureRequest
) -> Iterator[server.Portal]:
    """A portal of this file's own; what one story in it leaves behind, the next one finds.

    Its clock starts at the file's `CLOCK`, where it has one.
    """
    now = getattr(request.module, "CLOCK", server.NOW)
    with server.running(demonstration, tmp_path_factory.mktemp("portal"), now, code) as running:
        yield running


@pytest.fixture(params=WAYS)
def way(request: pytest.FixtureRequest) -> str:
    """With scripts, without, and by keyboard alone."""
    return str(request.param)


@pytest.fixture
def somebody(chromium: Browser, portal: server.Portal) -> Iterator[Callable[..., Person]]:
    """`somebody()` opens a browser for another person; at the end all leave, and nothing went wrong."""
    there: list[Person] = []

    def comes(way: str = "scripts") -> Person:
        there.append(Person(chromium, portal.origin, way=way, number=next(numbers)))
        return there[-1]

    yield comes
    for each in there:
        each.leaves()


@pytest.fixture
def colleague(chromium: Browser, portal: server.Portal) -> Iterator[Hire]:
    """`colleague(role)` is a member of staff who has signed in; `which=1` is the second with that role."""
    there: list[Colleague] = []

    def comes(
        role: Role | None = None, *, which: int = 0, email: str = "", signed_in: bool = True
    ) -> Colleague:
        address = email or (email_of(portal, role, which) if role else "nobody@example.org")
        there.append(Colleague(chromium, portal, address, number=next(numbers)))
        if signed_in:
            there[-1].signs_in()
        return there[-1]

    yield comes
    for each in there:
        each.leaves()


@pytest.fixture
def visitor(somebody: Callable[..., Person], way: str) -> Person:
    """Anyone, in each of the three ways."""
    return somebody(way)
