"""What has been here long enough is found along an index, however many reports there are."""

from datetime import date

import pytest

from portal.concerns import keeping
from portal.concerns.queue import counts
from portal.concerns.rules import State
from portal.core.queue import EVERYTHING, Show, Wanted
from tests.builders.reading import plan
from tests.conftest import TODAY


@pytest.mark.parametrize("record", keeping.RECORDS)
def test_what_had_its_day_is_found_along_an_index(session, record):
    read = plan(session, keeping.query_due(record, date(2026, 11, 1)), without=("enable_seqscan",))
    assert "SCAN concerns" not in read and "Seq Scan on concerns" not in read, read


@pytest.mark.parametrize("show", [None, Show.MESSAGE])
def test_unread_messages_are_counted_along_an_index_of_their_own(session, show):
    wanted = Wanted(show=show) if show else EVERYTHING
    read = [plan(session, query) for query in counts((State.HELD, State.ESCALATED), wanted, TODAY)]
    assert any("ix_concerns_message" in each for each in read), read
