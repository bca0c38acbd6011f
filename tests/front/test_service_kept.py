"""What has been kept long enough goes, piece by piece, and what somebody still has to read stays."""

from datetime import date, timedelta

import pytest
from sqlalchemy import select

from portal.concerns import desk
from portal.concerns.models import Concern, ConcernDecision, ConcernMessage
from portal.concerns.rules import Decision, DeclineCode, State, Verb
from portal.consultations import service as consultations
from portal.consultations.building.models import Preview
from portal.consultations.models import Consultation, Response
from portal.core.windows import Window
from portal.front import kept
from portal.outbox import service as outbox
from portal.outbox.models import Mail
from portal.referrals.committee_models import CommitteeSeat
from tests.builders.concerns import MONDAY, sent
from tests.builders.consultations import a_consultation, a_receipt
from tests.builders.staff import an_account

OFFICER = "o" * 26


@pytest.fixture
def decided(database, partnership):
    """`decided(verb)`: one report on which an officer decided on Monday."""

    def decide(verb, code=None):
        with database.transaction() as session:
            sent(session, partnership)
            concern = session.scalars(select(Concern)).one()
            desk.decide(
                session,
                concern.id,
                Decision(verb, code),
                seen_version=1,
                actor_id=OFFICER,
                reason="Read it",
                sanitised="The lights are out." if verb is Verb.COUNT else None,
                now=MONDAY,
            )

    return decide


@pytest.fixture
def after(database, partnership):
    """`after(90)`: what the clean-up of that day deletes, by kind of record."""
    return lambda days: dict(kept.purge(database, partnership.retention, now=MONDAY + timedelta(days=days)))


def rows(database, table):
    with database.reading() as session:
        found = session.scalars(select(table)).all()
        session.expunge_all()
        return found


def test_a_declined_report_goes_after_thirty_days(database, decided, after):
    decided(Verb.DECLINE, DeclineCode.UNCLEAR)
    assert after(29)["declined"] == 0
    assert after(30)["declined"] == 1
    assert not rows(database, Concern) and not rows(database, ConcernDecision)


def test_the_original_and_the_reasons_go_before_our_copy_and_the_ticks_last(database, decided, after):
    decided(Verb.COUNT)
    assert after(90)["original"] == 1
    (concern,) = rows(database, Concern)
    assert (concern.sealed_working, concern.sealed_recovery, concern.sealed_for_writer) == (None, None, None)
    assert concern.sanitised and not rows(database, ConcernDecision)
    assert after(730)["sanitised"] == 1
    assert rows(database, Concern)[0].state == State.COUNTED
    assert after(1095)["concern"] == 1
    assert not rows(database, Concern)


def test_messages_go_ninety_days_after_the_last_one(database, decided, after, partnership):
    decided(Verb.COUNT)
    with database.transaction() as session:
        sent(session, partnership, text="It is worse now", now=MONDAY + timedelta(days=10))
    assert after(95)["conversation"] == 0
    with database.transaction() as session:
        session.scalars(select(Concern)).one().message_waiting = False
    assert after(99)["conversation"] == 0
    assert after(100)["conversation"] == 1
    assert not rows(database, ConcernMessage) and rows(database, Concern)


def test_nothing_goes_while_a_new_message_waits_to_be_read(database, decided, after, partnership):
    decided(Verb.DECLINE, DeclineCode.UNCLEAR)
    with database.transaction() as session:
        sent(session, partnership, text="It is worse now")
    assert after(400)["declined"] == 0


def test_what_was_escalated_is_kept_a_year_at_most(database, decided, after):
    decided(Verb.ESCALATE)
    assert after(364)["escalated"] == 0
    assert after(365)["escalated"] == 1
    assert not rows(database, Concern)


def test_answers_that_nobody_sent_go_a_week_after_the_close(database, after):
    with database.transaction() as session:
        window = Window.of_days(date(2026, 11, 1), date(2026, 11, 30))
        slug = a_consultation(session, window=window)
        consultations.save(session, slug, {"answers": {}}, receipt=a_receipt(), now=MONDAY)
    assert after(13)["draft"] == 0
    assert after(15)["draft"] == 1
    assert not rows(database, Response)


def test_a_link_to_a_draft_goes_a_week_after_it_ended(database, after):
    with database.transaction() as session:
        a_consultation(session)
        looked_at = session.scalars(select(Consultation.id)).one()
        session.add(Preview(consultation_id=looked_at, salt=b"s" * 32, ends_at=MONDAY))
    assert after(6)["preview"] == 0
    assert after(7)["preview"] == 1
    assert not rows(database, Preview)


def test_a_seat_on_the_committee_goes_with_its_account(database, after):
    with database.transaction() as session:
        stays = an_account(session, now=MONDAY)
        for each in (stays, "gone" * 6):
            session.add(CommitteeSeat(account_id=each, since=MONDAY.date()))
    after(1)
    assert [seat.account_id for seat in rows(database, CommitteeSeat)] == [stays]


def test_mail_goes_a_week_after_it_went_out_and_not_before(database, after):
    with database.transaction() as session:
        outbox.queue(session, to="ann@council.example", subject="Look", body="Look", now=MONDAY)
    assert after(30)["outbox"] == 0
    with database.transaction() as session:
        session.scalars(select(Mail)).one().sent_at = MONDAY
    assert after(7)["outbox"] == 1


def test_a_dry_run_counts_and_deletes_nothing(database, decided, partnership):
    decided(Verb.DECLINE, DeclineCode.UNCLEAR)
    late = MONDAY + timedelta(days=40)
    said = dict(kept.purge(database, partnership.retention, now=late, dry_run=True))
    assert said["declined"] == 1 and rows(database, Concern)
