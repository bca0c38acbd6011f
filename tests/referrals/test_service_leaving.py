"""What becomes of a matter whose councillor leaves before answering, on both databases."""

from datetime import timedelta

import pytest
from sqlalchemy import select

from portal.core.errors import MoveNotAllowed
from portal.outbox.models import Mail
from portal.referrals import keeping, notices, service
from portal.referrals.models import Referral
from portal.referrals.noticing import COMMITTEE, NoticeKind, NoticeState
from portal.referrals.rules import MEMBERS_TURN, State, Verb
from portal.staff.models import Account
from tests.builders.referrals import MEMBER, OFFICER, home, in_state, listed, seated, unseated

DAYS = home().clocks.referral_lapse_days


def a_night(path):
    """The command of the timer runs; how many steps were due."""
    return service.run_clock(path.session, now=path.now, partnership=home())


def left(session, state=State.RETURNED):
    """A matter that waits for a councillor who lost the seat; a night has passed."""
    path = in_state(session, state)
    seated(session, MEMBER)
    unseated(session, MEMBER, now=path.now)
    a_night(path)
    return path


@pytest.mark.parametrize("state", MEMBERS_TURN)
def test_it_ends_by_the_clock_when_its_councillor_is_gone_and_the_committee_is_told(session, state):
    path = left(session, state).later(DAYS)
    assert path.state is state and a_night(path) == 0
    (due,) = [due for due in path.view.dues if due.code == "lapse"]
    assert due.on == path.today
    path.later(1)
    assert path.state is State.LAPSED, "pages reckon it before the command has run"
    assert a_night(path) == 1 and a_night(path) == 0
    last, owed = path.view.events[-1], [n for n in path.view.notices if n.state is NoticeState.OWED]
    assert (last.verb, last.by_clock, path.row.ended_on) == (Verb.LAPSE, True, path.today)
    assert [(each.kind, each.told) for each in owed] == [(NoticeKind.LAPSE, COMMITTEE)]


def test_it_is_gone_when_the_time_of_keeping_is_over(session):
    path = left(session).later(DAYS + 1)
    a_night(path)
    ended = path.today
    for until, gone in ((ended - timedelta(days=1), 0), (ended, 1)):
        assert keeping.forget(session, keeping.WHOLE, until=until, at_most=9) == gone
    assert session.get(Referral, path.id) is None


def test_a_councillor_who_serves_keeps_the_matter_however_long_it_waits(session):
    path = in_state(session, State.RETURNED)
    seated(session, MEMBER)
    for _ in range(3):
        assert a_night(path.later(DAYS)) == 0
    path.member(service.insist)
    assert path.state is State.LISTED


def test_who_wins_the_seat_back_finds_the_matter_as_it_was(session):
    path = left(session).later(DAYS)
    back = session.get_one(Account, MEMBER.actor.id)
    back.state, back.roles, back.password_hash, back.removed_at = "active", {"councillor"}, "a hash", None
    a_night(path)
    path.later(DAYS)
    assert path.state is State.RETURNED and path.row.member_left_on is None
    path.member(service.answer_return, "The one by the station")


def test_who_is_no_councillor_any_more_but_keeps_the_account_has_left_too(session):
    path = in_state(session, State.RETURNED)
    seated(session, MEMBER)
    session.get_one(Account, MEMBER.actor.id).roles = frozenset({"executive"})
    a_night(path)
    path.later(DAYS + 1)
    with pytest.raises(MoveNotAllowed):
        path.member(service.insist)


def test_what_is_listed_is_discussed_whoever_left(session):
    path = listed(session)
    a_night(path)
    path.later(21).officer(service.consider)
    assert path.state is State.CONSIDERED


def test_nobody_is_mailed_at_a_closed_account(session):
    path = left(session)
    (owed,) = [each for each in path.view.notices if each.kind is NoticeKind.RETURNED]
    notices.issue(session, owed.id, by=OFFICER, origin="https://portal.example", now=path.now)
    assert session.scalars(select(Mail)).all() == []
