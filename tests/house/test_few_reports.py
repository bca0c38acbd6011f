"""A small place gets something back: at ten reports a month the published picture still tells something."""

import pytest

from portal.concerns.releases import making, published
from portal.concerns.releases.periods import Period
from portal.concerns.releases.released import Table
from tests.builders.releases import OCTOBER, SUMMER, a_plausible_quarter, home

A_QUARTER = 30  # reports: ten a month


@pytest.fixture
def partnership_code(either_partnership):
    return either_partnership


@pytest.mark.parametrize("seed", ["one", "two", "three"])
def test_at_ten_reports_a_month_the_picture_still_says_something(page, database, partnership_code, seed):
    at = home(partnership_code)
    with database.transaction() as session:
        a_plausible_quarter(session, at, A_QUARTER, seed=seed)
        making.make(session, at, Period.holding(SUMMER, 3), actor_id="an-officer", now=OCTOBER)
        picture = published.newest(session).picture
    told = {table: list(picture.tables[table].values()) for table in Table}
    assert told[Table.ALL] and told[Table.FAMILY]
    words = page.get("/concerns").words
    assert all(band.words in words for band in told[Table.FAMILY])
