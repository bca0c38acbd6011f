"""Notices go out with the right words, frozen, and the mail beside them says nothing."""

from dataclasses import replace
from datetime import date, timedelta

import pytest
from sqlalchemy import select

from portal.adapters.tokens import keyed_digest
from portal.core.actors import Actor, Role
from portal.core.errors import NotFound, Refused
from portal.ledger import queries as ledger
from portal.outbox.models import Mail
from portal.partnership.scrutiny import GoverningBody
from portal.referrals import notices, nudging, owing, service
from portal.referrals.noticing import NoticeKind
from portal.referrals.owing import NotOwed
from portal.referrals.report_models import Notice
from portal.referrals.rules import State
from portal.referrals.trail import By
from tests.builders.referrals import (
    BODIES,
    MEMBER,
    MONDAY,
    OFFICER,
    SENSITIVE,
    considered,
    home,
    in_state,
    listed,
    sent,
)
from tests.builders.staff import an_account

ORIGIN = "https://portal.example"


SAYS = (
    (State.RETURNED, NoticeKind.RETURNED, "Which square do you mean?"),
    (State.NOT_LOCAL_MATTER, NoticeKind.NOT_LOCAL, "The square lies in another ward"),
    (State.LISTED, NoticeKind.LISTING, "the sitting on 14 December 2026"),
    (State.NO_REPORT, NoticeKind.NO_REPORT, "It was settled meanwhile"),
    (State.REDIRECTED, NoticeKind.REDIRECTION, "the body that governs that authority"),
    (State.INFORMATION_REQUESTED, NoticeKind.INFORMATION_REQUEST, "How often was it reported?"),
    (State.SENT_TO_GROUP, NoticeKind.SENT_TO_GROUP, "to take up in its own work"),
    (State.REPORT_MADE, NoticeKind.DUTY, "Answer by 11 January 2027"),
    (State.CLOSED, NoticeKind.OUTCOME, "is closed"),
    (State.WITHDRAWN, NoticeKind.WITHDRAWAL, "You withdrew your referral"),
    (State.LAPSED, NoticeKind.LAPSE, "Which square do you mean?"),
)
"""What each notice says, and the state of a referral that owes it."""


def test_each_notice_says_what_its_step_said(session):
    for state, kind, told in SAYS:
        with session.begin_nested() as alone:
            assert told in words_of(in_state(session, state), kind)[1], state
            alone.rollback()


def words_of(path, kind, told=None):
    """What the newest owed notice of this kind says today."""
    owed = [each for each in owing.owed(path.session, path.id, (kind,)) if told in (None, each.told)]
    page = notices.read(path.session, owed[-1].id, partnership=home(), now=path.now)
    return owed[-1].id, "\n".join(str(held) for _, held in page.words.blocks)


def issued(path, notice_id, by=OFFICER):
    return notices.issue(path.session, notice_id, by=by, origin=ORIGIN, now=path.now)


def mails(session):
    return [(mail.recipient, mail.body) for mail in session.scalars(select(Mail).order_by(Mail.recipient))]


def test_an_insisted_matter_is_listed_with_the_officers_note_beside_it(session):
    path = sent(session)
    path.officer(service.advise_not_local, "The square lies in another ward.")
    path.member(service.insist)
    words = words_of(path, NoticeKind.LISTING)[1]
    assert "The square lies in another ward." in words and "whose day is not fixed yet" in words


def test_what_went_out_stays_as_it_was(session):
    path = sent(session)
    notice_id, before = words_of(path, NoticeKind.ACKNOWLEDGEMENT)
    issued(path, notice_id)
    path.row.title = "Another title"
    after = notices.read(session, notice_id, partnership=home(), now=path.now + timedelta(days=9))
    assert after.issued and "\n".join(str(held) for _, held in after.words.blocks) == before
    with pytest.raises(NotOwed):
        issued(path, notice_id)


def test_the_member_and_a_mailbox_are_told_that_there_is_something_and_nothing_of_it(session):
    member = By(
        Actor(
            an_account(session, Role.COUNCILLOR, now=MONDAY, email="ward@example.org"),
            frozenset({Role.COUNCILLOR}),
            home().wards[0].code,
        ),
        home(),
    )
    path = considered(session, by=member)
    path.officer(service.make_report, ("Agree a plan for the square",), BODIES[:1])
    box = GoverningBody(BODIES[0], "Its board", "partnership@example.org")
    data = replace(home(), scrutiny=replace(home().scrutiny, governing_bodies=(box,)))
    for each in owing.owed(session, path.id, (NoticeKind.DUTY, NoticeKind.REPORT_COPY)):
        issued(path, each.id, By(OFFICER.actor, data))
    assert [to for to, _ in mails(session)] == ["partnership@example.org", "ward@example.org"]
    for _, body in mails(session):
        assert "square" not in body and path.row.reference in body


def test_no_mail_names_a_sensitive_referral(session):
    to = an_account(session, Role.COUNCILLOR, now=MONDAY, email="ward@example.org")
    path = sent(session, by=By(replace(MEMBER.actor, id=to), home()), subtopic=SENSITIVE)
    issued(path, words_of(path, NoticeKind.ACKNOWLEDGEMENT)[0])
    (mail,) = session.scalars(select(Mail))
    assert path.row.reference not in mail.subject + mail.body


def test_the_fingerprint_in_the_ledger_tells_nothing_once_its_salt_is_gone(session):
    path = sent(session)
    issued(path, words_of(path, NoticeKind.ACKNOWLEDGEMENT)[0])
    kept = session.scalars(select(Notice).where(Notice.issued_on.is_not(None))).one()
    assert kept.digest == keyed_digest(kept.salt, kept.words.encode())
    assert kept.digest.hex() in ledger.page(session, after=None).rows[0].facts


def test_only_the_scrutiny_officer_sends_notices(session):
    path = sent(session)
    with pytest.raises(Refused):
        issued(path, words_of(path, NoticeKind.ACKNOWLEDGEMENT)[0], path.by)
    with pytest.raises(NotFound):
        issued(path, "none")


def test_officers_are_nudged_once_a_day_when_something_is_due(session):
    def nudge(now):
        return nudging.nudge(session, partnership=home(), origin=ORIGIN, now=now)

    an_account(session, Role.SCRUTINY_OFFICER, now=MONDAY, email="scrutiny@example.org")
    assert nudge(MONDAY) == 0
    path = listed(session, date(2027, 1, 18)).notify()
    assert nudge(path.now) == 0
    path.later(60)
    assert (nudge(path.now), nudge(path.now), nudge(path.now + timedelta(days=1))) == (1, 0, 1)
    assert {to for to, _ in mails(session)} == {"scrutiny@example.org"}
    assert "square" not in str(mails(session)) and "R-2026" not in str(mails(session))
