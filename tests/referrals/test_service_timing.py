"""What sittings, days and the clock do with a matter that nobody may let lie, on both databases."""

from datetime import date

from portal.referrals import sent_to_group, service
from portal.referrals.committee_models import Sitting
from tests.builders.referrals import GROUP, OFFICER, a_sitting, considered, listed

YEAR = 365


def change(path, verb, sitting_id, *given):
    """The officer's change to a sitting as it stands now."""
    seen = path.session.get_one(Sitting, sitting_id).version
    return verb(path.session, sitting_id, *given, seen_version=seen, by=OFFICER, now=path.now)


def test_a_group_finds_what_was_sent_to_it_after_the_committee_closed_it(session):
    path = considered(session)
    path.officer(service.send_to_group, GROUP)
    path.notify().officer(service.close)
    (sent,) = sent_to_group.to(session, GROUP, now=path.later(60).now)
    assert (sent.reference, sent.closed) == (path.row.reference, True)
    assert sent_to_group.to(session, GROUP, now=path.later(YEAR).now) == ()


def test_a_matter_does_not_wait_for_a_sitting_that_was_moved_past_another(session):
    path = listed(session, date(2026, 12, 14))
    moved, following = path.row.sitting_id, a_sitting(session, date(2027, 1, 18))
    change(path, service.move_sitting, moved, date(2027, 1, 11), "The chamber is taken")
    assert path.row.sitting_id == moved
    change(path, service.move_sitting, moved, date(2027, 2, 8), "The chamber is taken again")
    assert path.row.sitting_id == following


def test_a_later_sitting_the_member_agreed_to_keeps_the_matter_until_it_passes_another(session):
    path = listed(session, date(2026, 12, 14))
    later = a_sitting(session, date(2027, 1, 18))
    path.officer(service.list_at, later, member_agrees=True)
    change(path, service.move_sitting, later, date(2027, 1, 25), "The chamber is taken")
    assert path.row.sitting_id == later
