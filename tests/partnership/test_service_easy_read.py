"""A page has an Easy Read version only while people offer one."""

from datetime import UTC, date, datetime

import pytest
from sqlalchemy import select

from portal.consultations.models import Consultation
from portal.core.easy_read import EasyWords, NotEasyRead, WhoMissing
from portal.core.errors import NotFound, Stale
from portal.ledger.models import LedgerLine
from portal.partnership import easy_read

NOW = datetime(2026, 11, 23, 10, 0, tzinfo=UTC)
WORDS = EasyWords("[phone] Call 999.", "The team", "A group of readers", date(2026, 11, 20))
BY = {"actor_id": "officer", "now": NOW}


def saved(session, words=WORDS, seen=0, key="help-now"):
    easy_read.save(session, key, words, seen_version=seen, **BY)


def test_what_was_saved_is_offered_with_who_stands_for_it(session):
    assert not easy_read.is_there(session, "help-now") and easy_read.one(session, "help-now") is None
    saved(session)
    found = easy_read.one(session, "help-now")
    assert (found.lines[0].picture, found.checked_by, found.version) == ("phone", "A group of readers", 1)
    assert easy_read.keys(session) == {"help-now"}


def test_a_change_needs_the_newest_view(session):
    saved(session)
    with pytest.raises(Stale):
        saved(session)
    saved(session, seen=1)
    with pytest.raises(Stale):
        saved(session, seen=1)


def test_what_was_taken_away_is_not_offered(session):
    saved(session)
    with pytest.raises(Stale):
        easy_read.take_away(session, "help-now", seen_version=2, **BY)
    easy_read.take_away(session, "help-now", seen_version=1, **BY)
    assert not easy_read.is_there(session, "help-now")
    with pytest.raises(NotFound):
        easy_read.take_away(session, "help-now", seen_version=1, **BY)
    with pytest.raises(Stale):
        saved(session, seen=1)


def test_a_consultation_with_the_longest_address_has_one_too(session):
    key = easy_read.of_consultation("a" * Consultation.slug.type.length)
    saved(session, key=key)
    easy_read.take_away(session, key, seen_version=1, **BY)
    subjects = set(session.scalars(select(LedgerLine.subject)))
    assert len(subjects) == 1 and len(subjects.pop()) <= LedgerLine.subject.type.length


@pytest.mark.parametrize(
    ("key", "words", "refusal"),
    [
        ("elsewhere", WORDS, NotFound),
        ("help-now", EasyWords("", "The team", "A group", date(2026, 11, 20)), NotEasyRead),
        ("help-now", EasyWords("One.", "The team", "", date(2026, 11, 20)), WhoMissing),
    ],
)
def test_what_does_not_fit_is_not_kept(session, key, words, refusal):
    with pytest.raises(refusal):
        saved(session, words, key=key)
    assert not easy_read.keys(session)
