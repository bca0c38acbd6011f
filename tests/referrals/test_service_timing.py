"""What sittings, days and the clock do with a matter that nobody may let lie, on both databases."""

from datetime import date

from portal.referrals import notices, sent_to_group, service
from portal.referrals.committee_models import Sitting
from portal.referrals.noticing import NoticeKind, NoticeState
from portal.referrals.rules import Answer, AnswerKind
from tests.builders.referrals import (
    BODIES,
    GROUP,
    OFFICER,
    a_sitting,
    considered,
    home,
    listed,
    recommendation,
)

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


def asking_two_things(session):
    """A report with two recommendations; its body has not answered."""
    path = considered(session)
    path.officer(service.make_report, ("Agree a plan", "Publish it"), BODIES[:1])
    path.notify().officer(service.send_report)
    return path


def reminders(path):
    """What the body has still to be told, after the clock has run."""
    service.run_clock(path.session, now=path.now, partnership=home())
    return [each for each in path.view.notices if each.state is NoticeState.OWED]


def words(path, notice):
    return notices.frozen(notices.read(path.session, notice.id, partnership=home(), now=path.now))


def test_a_reminder_is_true_before_the_day_and_another_after_it(session):
    path = asking_two_things(session).later(21)
    (before,) = reminders(path)
    assert "is due" in words(path, before) and "was due" not in words(path, before)
    (late,) = reminders(path.later(8))
    assert late.kind is NoticeKind.LATE_ANSWER and "was due" in words(path, late)


def test_who_named_a_later_day_is_not_told_the_old_one(session):
    path = asking_two_things(session).later(21)
    reminders(path)
    expected = date(2027, 3, 1)
    path.officer(service.not_reasonably_possible, BODIES[0], "Staff are away", expected)
    assert reminders(path) == []
    (again,) = reminders(path.later((expected - path.today).days - 3))
    assert "1 March 2027" in words(path, again)


def test_one_answer_of_two_silences_no_reminder_and_both_do(session):
    path = asking_two_things(session).later(21)
    reminders(path)
    answer = Answer(AnswerKind.REJECT, "It is not ours")
    path.officer(service.respond, BODIES[0], recommendation(path), answer)
    assert len(reminders(path)) == 1
    second = path.view.recommendations[1].id
    path.officer(service.respond, BODIES[0], second, answer)
    assert reminders(path) == []


def test_a_late_answer_is_asked_for_every_four_weeks(session):
    path = asking_two_things(session).later(30)
    assert len(reminders(path)) == 1
    path.notify().later(27)
    assert reminders(path) == []
    assert len(reminders(path.later(1))) == 1
