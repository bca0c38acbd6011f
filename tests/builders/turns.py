"""How a run begins: which stories come first, and what is kept out of the way of all of them."""

import gc

import pytest

EARLY = ("tests/journeys/test_about_me.py", "tests/look/", "tests/journeys/", "tests/walks/", "tests/faults/")
"""What takes longest comes first, so that no worker waits long for another at the end.

The first file loads the demonstration for all journeys; the second needs none, so nobody waits for that.
"""


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Give the longest the first turn; the order within a file stays."""
    items.sort(key=_turn)


def pytest_collection_finish() -> None:
    """Look less often for what can be thrown away: it is a whole portal a story, and nothing else."""
    gc.collect()
    gc.freeze()
    gc.set_threshold(20_000, 20, 20)


def _turn(story: pytest.Item) -> int:
    return next((at for at, where in enumerate(EARLY) if story.nodeid.startswith(where)), len(EARLY))
