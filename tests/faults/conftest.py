"""One portal for a whole file of stories about bad input: they must leave it as they found it."""

from collections.abc import Iterator

import pytest

from tests.faults.stage import Stage, set_up


@pytest.fixture(scope="module")
def stage(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Stage]:
    """A portal with content, an open consultation, a held and an escalated report, and staff."""
    stage = set_up(tmp_path_factory.mktemp("stage"))
    yield stage
    stage.database.dispose()


@pytest.fixture
def untouched(stage: Stage) -> Iterator[None]:
    """Whatever the story does, every table holds as many rows afterwards as before."""
    before = stage.rows()
    yield
    assert stage.rows() == before
