"""The demonstration's own pages - plans, consultations, outcomes, referrals - are as easy to read as ours."""

import pytest

from portal.app import create_app
from portal.front.reading import FAR_OUT, MEDIAN_BELOW, median_age, pages_read
from portal.web.context import EXTENSION
from tests.journeys.server import Portal

pytestmark = [pytest.mark.browser, pytest.mark.long]


def test_half_of_the_pages_are_for_readers_under_twelve_and_none_far_above(portal: Portal) -> None:
    app = create_app(portal.settings, doors="public")
    pages = pages_read(app)
    app.extensions[EXTENSION].database.dispose()
    assert len(pages) > 60
    assert median_age(pages) < MEDIAN_BELOW
    assert not [page for page in pages if (page.age or 0) >= FAR_OUT]
