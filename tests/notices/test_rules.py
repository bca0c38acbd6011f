"""Times of keeping as people say them."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from portal.notices.rules import NOTICES, kept_for


@pytest.mark.parametrize(
    ("days", "words"),
    [
        (0, "deleted at once"),
        (1, "1 day"),
        (7, "7 days"),
        (30, "30 days"),
        (35, "35 days"),
        (90, "90 days"),
        (183, "6 months"),
        (365, "1 year"),
        (730, "2 years"),
        (1095, "3 years"),
        (2192, "6 years"),
    ],
)
def test_days_are_told_as_people_count(days, words):
    assert kept_for(days) == words


@given(st.integers(0, 5000))
def test_every_time_has_words(days):
    assert kept_for(days).strip()


def test_every_notice_has_an_address_of_its_own():
    assert len({notice.path for notice in NOTICES}) == len(NOTICES)
