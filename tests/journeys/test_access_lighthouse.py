"""Public pages as Lighthouse sees them, on a portal as visitors have it: no demonstration, one door."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.checkers import lighthouse
from tests.chromium import find
from tests.journeys import server

LIGHTHOUSE = lighthouse.find()
pytestmark = [
    pytest.mark.browser,
    pytest.mark.long,
    pytest.mark.skipif(not LIGHTHOUSE, reason=lighthouse.MISSING),
]

PAGES = (
    *("/", "/plan", "/advice", "/help-now", "/consultations"),
    *("/concerns", "/news", "/accessibility", "/partnership", "/outcomes", "/privacy"),
)
FULL = {"accessibility": 100, "best-practices": 100, "seo": 100}
FAST = {"performance": 95}
QUIET = 600
"""Below this Lighthouse itself warns that the machine is too slow or too busy to judge a page's speed."""


@pytest.fixture(scope="module")
def public(demonstration: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[server.Portal]:
    folder = tmp_path_factory.mktemp("public")
    with server.running(demonstration, folder, PORTAL_DEMO="0", PORTAL_CLOCK="", PORTAL_DOORS="public") as it:
        yield it


@pytest.mark.parametrize("path", PAGES)
def test_a_public_page_scores_full_marks(public: server.Portal, tmp_path: Path, path: str) -> None:
    chromium = find()
    assert chromium
    scores = lighthouse.look_at(LIGHTHOUSE, public.origin + path, chromium=chromium, folder=tmp_path)
    assert not scores.too_low(FULL), scores.too_low(FULL)
    if scores.machine < QUIET:
        pytest.skip(f"Full marks but for speed: the machine was too busy to judge that ({scores.machine}).")
    assert not scores.too_low(FAST), scores.too_low(FAST)
