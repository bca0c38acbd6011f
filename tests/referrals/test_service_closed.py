"""Items behind closed doors: each with the law's reason, and why it weighs more here."""

from datetime import date

import pytest
from sqlalchemy import select

from portal.adapters.tokens import new_id
from portal.core.actors import Actor, Role
from portal.core.errors import NotFound, Refused, Stale
from portal.ledger.models import LedgerLine
from portal.referrals import closed
from portal.referrals.committee_models import Sitting
from portal.referrals.rules import ReasonsMissing, State
from portal.referrals.sitting import SittingState
from portal.referrals.trail import By
from tests.builders.register import AT, a_referral_row

OFFICER = Actor("officer", frozenset({Role.SCRUTINY_OFFICER}))


@pytest.fixture
def by(partnership):
    return By(OFFICER, partnership)


@pytest.fixture
def places(session):
    sitting = Sitting(
        id=new_id(),
        on=date(2026, 12, 14),
        begins="18:00",
        place="",
        for_crime=True,
        state=SittingState.PLANNED,
        note="",
        version=1,
        changed_at=AT,
    )
    session.add(sitting)
    return sitting.id, a_referral_row(session, "W1").id


def test_an_item_is_closed_with_its_reason_and_opened_again(session, by, places):
    item = closed.close_item(session, *places, "crime", "It would warn those it is about.", by=by, now=AT)
    found = closed.of_sitting(session, places[0])
    assert [(each.id, each.reason, each.reference) for each in found] == [(item, "crime", "R-2026-001")]
    assert closed.between(session, date(2026, 12, 14), date(2026, 12, 14)) == found
    assert closed.of_referral(session, places[1]) == found
    closed.open_item(session, item, by=by, now=AT)
    assert closed.of_sitting(session, places[0]) == ()
    assert session.scalars(select(LedgerLine.action).order_by(LedgerLine.number)).all() == [
        "item.closed",
        "item.opened",
    ]


def test_closed_twice_alike_is_closed_once_and_no_reason_is_written_over(session, by, places):
    first = closed.close_item(session, *places, "crime", "One.", by=by, now=AT)
    assert closed.close_item(session, *places, "crime", "One.", by=by, now=AT) == first
    with pytest.raises(Stale):
        closed.close_item(session, *places, "privileged", "Two.", by=by, now=AT)
    assert [(each.reason, each.why) for each in closed.of_sitting(session, places[0])] == [("crime", "One.")]


def test_neither_a_draft_nor_ones_own_referral_is_closed(session, by, places):
    draft = a_referral_row(session, "W1", number=2, state=State.DRAFT)
    with pytest.raises(NotFound):
        closed.close_item(session, places[0], draft.id, "crime", "x", by=by, now=AT)
    own = a_referral_row(session, "W1", number=3, member_id=OFFICER.id)
    with pytest.raises(Refused):
        closed.close_item(session, places[0], own.id, "crime", "x", by=by, now=AT)


def test_an_item_is_not_closed_without_law_words_or_the_officer(session, by, places, partnership):
    for reason, why, refusal in (("secret", "x", NotFound), ("crime", " ", ReasonsMissing)):
        with pytest.raises(refusal):
            closed.close_item(session, *places, reason, why, by=by, now=AT)
    with pytest.raises(NotFound):
        closed.close_item(session, places[0], "none", "crime", "x", by=by, now=AT)
    other = By(Actor("member", frozenset({Role.COUNCILLOR})), partnership)
    with pytest.raises(Refused):
        closed.close_item(session, *places, "crime", "x", by=other, now=AT)
    for who, refusal in ((other, Refused), (by, NotFound)):
        with pytest.raises(refusal):
            closed.open_item(session, "none", by=who, now=AT)
