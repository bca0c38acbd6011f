"""Where very many people answered, no page waits for the count and no writing waits behind it."""

import pytest
from sqlalchemy import select

from portal.consultations.after import frozen
from portal.consultations.after.frozen import StillCounting
from portal.consultations.models import Response
from portal.consultations.rules import ResponseState
from tests.builders.after import SLUG, people_answered
from tests.builders.consultations import AFTER


@pytest.fixture
def many(session, partnership, monkeypatch):
    """Thirty answers are more than a page waits for."""
    monkeypatch.setattr(frozen, "MANY", 20)
    people_answered(session, partnership, 30)


def test_a_page_does_not_count_very_many_answers_itself(session, many):
    with pytest.raises(StillCounting):
        frozen.read(session, SLUG, now=AFTER)
    assert frozen.freeze_closed(session, now=AFTER) == 1
    assert frozen.read(session, SLUG, now=AFTER).settled.responses.words == "30"


def test_what_was_counted_ahead_is_what_is_kept(session, many):
    ready = frozen.ahead(session, SLUG, now=AFTER)
    assert frozen.freeze(session, SLUG, now=AFTER, ready=ready)
    assert frozen.written(frozen.read(session, SLUG, now=AFTER).settled) == ready.content
    assert frozen.ahead(session, SLUG, now=AFTER) is None


def test_an_answer_taken_back_meanwhile_is_not_counted(session, many):
    ready = frozen.ahead(session, SLUG, now=AFTER)
    session.scalars(select(Response)).first().state = ResponseState.WITHDRAWN
    session.flush()
    frozen.freeze(session, SLUG, now=AFTER, ready=ready)
    assert frozen.read(session, SLUG, now=AFTER).settled.responses.words == "29"
