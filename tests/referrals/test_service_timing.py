"""What sittings, days and the clock do with a matter that nobody may let lie, on both databases."""

from datetime import date, timedelta

import pytest

from portal.referrals import committee_queries, notices, queries, rules, sent_to_group, service
from portal.referrals.committee_models import Sitting
from portal.referrals.noticing import NoticeKind, NoticeState
from portal.referrals.rules import Answer, AnswerKind, State
from portal.referrals.sitting import SittingPassed, SittingState
from portal.web.listing import PAGE_ROWS
from tests.builders.referrals import (
    BODIES,
    GROUP,
    MONDAY,
    OFFICER,
    TODAY,
    WARD,
    a_sitting,
    considered,
    home,
    in_state,
    listed,
    monitored,
    recommendation,
    sent,
)
from tests.builders.register import a_referral_row

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


def at(path):
    return {"partnership": home(), "now": path.now}


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


def test_a_sitting_at_which_nobody_looked_does_not_hide_that_a_review_is_late(session):
    path = monitored(session)
    on = path.today + timedelta(days=20)
    sitting = a_sitting(session, on, now=path.now)
    path.later(21)
    change(path, service.hold_sitting, sitting)
    a_sitting(session, on + timedelta(days=60), now=path.now)
    assert [due.on for due in path.view.dues if due.code == "review"][0] == on


def test_a_sitting_that_discussed_a_matter_was_held_and_is_not_called_off(session):
    path = considered(session)
    sitting = path.row.sitting_id
    assert committee_queries.sitting(session, sitting, **at(path)).state is SittingState.HELD
    with pytest.raises(SittingPassed):
        change(path, service.call_off_sitting, sitting, "It was not held")
    change(path, service.hold_sitting, sitting, "Two other matters")
    assert committee_queries.sitting(session, sitting, **at(path)).note == "Two other matters"


def test_the_day_of_the_discussion_stays_when_the_committee_goes_on(session):
    path = in_state(session, State.INFORMATION_REQUESTED)
    discussed = path.row.considered_on
    path.later(30).officer(service.resume, "It will not come")
    assert path.row.considered_on == discussed
    (due,) = [due for due in path.view.dues if due.code == "decision"]
    assert due.on > path.today


def test_what_is_late_beyond_the_first_page_is_found(session):
    now = MONDAY
    for number in range(1, PAGE_ROWS + 1):
        a_referral_row(session, WARD, number=number, state=State.RETURNED, submitted_on=TODAY)
    assert not queries.something_due(session, partnership=home(), now=now)
    last = {"id": "z" * 26, "number": 900, "state": State.CONSIDERED}
    a_referral_row(session, WARD, **last, considered_on=TODAY - timedelta(days=60))
    assert queries.something_due(session, partnership=home(), now=now)


def test_a_year_has_more_than_a_thousand_referrals(session):
    for number in ("999", "1000"):
        path = sent(session)
        path.row.reference = f"R-2026-{number}"
        session.flush()
    assert sent(session).row.reference == "R-2026-1001"


def test_a_report_is_closed_early_only_with_words_that_the_notice_prints(session):
    path = monitored(session)
    path.officer(service.review, "They have begun")
    with pytest.raises(rules.ReasonsMissing):
        path.notify().officer(service.close)
    path.later(300)
    with pytest.raises(rules.ReasonsMissing):
        path.officer(service.close)
    path.officer(service.close, "The board has taken it over")
    (outcome,) = [each for each in path.view.notices if each.state is NoticeState.OWED]
    assert "The board has taken it over" in words(path, outcome)
