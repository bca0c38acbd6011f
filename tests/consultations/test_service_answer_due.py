"""By when we answer: twelve weeks, a later day that was promised, and who is reminded of either."""

from datetime import UTC, date, datetime, timedelta

import pytest
from sqlalchemy import select

from portal.consultations.after import reminding, telling
from portal.consultations.after.rules import DayNotPossible, due_on
from portal.consultations.models import Consultation
from portal.core.actors import Role
from portal.core.errors import Stale
from portal.outbox.models import Mail
from tests.builders.after import OFFICER, SLUG, a_finding, people_answered
from tests.builders.consultations import AFTER
from tests.builders.staff import an_account

DUE = date(2027, 3, 7)


def noon(day: date) -> datetime:
    return datetime(day.year, day.month, day.day, 12, tzinfo=UTC)


@pytest.mark.parametrize(("day", "late"), [(DUE, False), (DUE + timedelta(days=1), True)])
def test_an_answer_is_late_the_day_after_twelve_weeks(session, partnership, day, late):
    people_answered(session, partnership, 1)
    assert due_on(date(2026, 12, 13)) == DUE
    assert telling.happened(session, SLUG, now=noon(day)).clock.late is late


def test_a_delay_says_why_and_until_when(session, partnership):
    people_answered(session, partnership, 1)
    now, until = noon(date(2027, 3, 9)), date(2027, 4, 1)
    telling.explain_delay(
        session, SLUG, "The board met late.", until, seen_version=0, actor_id=OFFICER, now=now
    )
    clock = telling.happened(session, SLUG, now=now).clock
    assert clock.late and (clock.reason, clock.promised_on) == ("The board met late.", until)
    with pytest.raises(Stale):
        telling.explain_delay(session, SLUG, "Again.", until, seen_version=0, actor_id=OFFICER, now=now)
    with pytest.raises(DayNotPossible):
        past = date(2027, 3, 1)
        telling.explain_delay(session, SLUG, "Again.", past, seen_version=1, actor_id=OFFICER, now=now)


def test_officers_are_reminded_without_a_word_of_what_it_is(session, partnership):
    people_answered(session, partnership, 1)
    an_account(session, Role.ENGAGEMENT_OFFICER, now=AFTER, email="officer@example.org")
    an_account(session, Role.ANALYST, now=AFTER)
    told = []
    for days in (-40, -28, -28, -7, 0, 1, 50):
        now = noon(DUE + timedelta(days=days))
        told.append(reminding.remind(session, origin="https://portal.example", now=now))
    assert told == [0, 1, 0, 1, 0, 1, 0]
    mails = session.scalars(select(Mail).order_by(Mail.written_at)).all()
    asked = session.scalars(select(Consultation)).one()
    about = [mail for mail in mails if mail.subject == reminding.SUBJECT]
    assert [mail.recipient for mail in about] == ["officer@example.org"] * 3
    assert not [mail for mail in about if asked.title in mail.body or SLUG in mail.body]


def test_a_promised_day_is_watched_like_the_first(session, partnership):
    people_answered(session, partnership, 1)
    an_account(session, Role.ENGAGEMENT_OFFICER, now=AFTER, email="officer@example.org")
    until, late = DUE + timedelta(days=20), noon(DUE + timedelta(days=2))
    assert reminding.remind(session, origin="", now=late) == 1
    how = {"seen_version": 0, "actor_id": OFFICER, "now": late}
    telling.explain_delay(session, SLUG, "The board met late.", until, **how)
    days = (-18, -7, 0, 1, 30)
    told = [reminding.remind(session, origin="", now=noon(until + timedelta(days=day))) for day in days]
    assert told == [0, 1, 0, 1, 0]
    broken = [telling.happened(session, SLUG, now=noon(until + timedelta(days=day))) for day in (0, 1)]
    assert [each.clock.promise_broken for each in broken] == [False, True]


def test_only_the_last_missed_reminder_is_written(session, partnership):
    people_answered(session, partnership, 1)
    an_account(session, Role.ENGAGEMENT_OFFICER, now=AFTER, email="officer@example.org")
    assert reminding.remind(session, origin="", now=noon(DUE + timedelta(days=3))) == 1
    bodies = [mail.body for mail in session.scalars(select(Mail)) if mail.subject == reminding.SUBJECT]
    assert len(bodies) == 1 and "late" in bodies[0]


def test_nobody_is_reminded_of_what_is_answered(session, partnership):
    people_answered(session, partnership, 1)
    a_finding(session)
    version = telling.working(session, SLUG, now=AFTER).version
    telling.answered(session, SLUG, seen_version=version, actor_id=OFFICER, now=AFTER)
    assert reminding.remind(session, origin="", now=noon(DUE)) == 0
