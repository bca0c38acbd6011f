"""Invitations, four eyes, leavers: told on both databases."""

import pytest
from sqlalchemy import select, text
from sqlalchemy.exc import IntegrityError

from portal.core.actors import Role
from portal.core.errors import MoveNotAllowed, NotFound
from portal.ledger.models import LedgerLine
from portal.outbox.models import Mail
from portal.staff import entry, queries, service
from portal.staff.entry import LinkEnded
from portal.staff.models import Account, SignInTries
from portal.staff.rules import LINK_LASTS, AccountState, RolesClash, SecondAdministrator, Wait
from portal.staff.service import AlreadyThere, Holding, Invitation, OwnAccount
from tests.builders.staff import HASHED, SOME_KEYS, an_account
from tests.conftest import TODAY


@pytest.fixture
def first(session):
    return an_account(session, Role.ADMINISTRATOR, now=TODAY, name="First administrator")


@pytest.fixture
def second(session):
    return an_account(session, Role.ADMINISTRATOR, now=TODAY, name="Second administrator")


def an_invitation(*roles, email="new.officer@example.org"):
    return Invitation(email, "New officer", Holding(frozenset(roles or {Role.ANALYST})))


def invite(session, by, *roles, code="a code", email="New.Officer@Example.org "):
    return service.invite(
        session, an_invitation(*roles, email=email), by=by, now=TODAY, keys=SOME_KEYS, code=code
    )


def actions(session, account_id):
    query = (
        select(LedgerLine).where(LedgerLine.subject == f"account:{account_id}").order_by(LedgerLine.number)
    )
    return [line.action.removeprefix("account.") for line in session.scalars(query)]


def test_an_invited_person_joins_by_a_link_that_works_once(session, first):
    invited = invite(session, first)
    entry.join(session, "a code", HASHED, now=TODAY, keys=SOME_KEYS)
    assert queries.account(session, invited).state is AccountState.ACTIVE
    assert queries.account(session, invited).email == "new.officer@example.org"
    with pytest.raises(LinkEnded):
        entry.join(session, "a code", HASHED, now=TODAY, keys=SOME_KEYS)


def test_a_link_ends_after_a_week(session, first):
    invite(session, first)
    with pytest.raises(LinkEnded):
        entry.join(session, "a code", HASHED, now=TODAY + LINK_LASTS, keys=SOME_KEYS)


def test_a_newer_link_replaces_the_older(session, first):
    invited = invite(session, first)
    service.renew_link(session, invited, by=first, now=TODAY, keys=SOME_KEYS, code="newer")
    with pytest.raises(LinkEnded):
        entry.linked(session, "a code", now=TODAY, keys=SOME_KEYS)
    assert entry.linked(session, "newer", now=TODAY, keys=SOME_KEYS).id == invited


def test_the_mail_holds_the_link_and_nobodys_name(session, first):
    invited = invite(session, first)
    service.mail_link(session, invited, "https://portal.example/staff/invitations/a", now=TODAY)
    mail = session.scalars(select(Mail)).one()
    assert mail.recipient == "new.officer@example.org"
    assert "https://portal.example/staff/invitations/a" in mail.body and "29 November 2026" in mail.body
    assert "New officer" not in mail.body


def test_one_address_has_one_account(session, first):
    invite(session, first)
    with pytest.raises(AlreadyThere):
        invite(session, first, email="NEW.officer@example.org")


def test_a_role_that_opens_originals_waits_for_a_second_administrator(session, first, second):
    invited = invite(session, first, Role.ENGAGEMENT_OFFICER, Role.ANALYST)
    assert queries.account(session, invited).roles == (Role.ANALYST,)
    assert queries.account(session, invited).waiting == (Role.ENGAGEMENT_OFFICER,)
    assert queries.requests_waiting_for(session, first) == 0
    assert queries.requests_waiting_for(session, second) == 1
    with pytest.raises(SecondAdministrator):
        service.give_role(session, invited, Role.ENGAGEMENT_OFFICER, by=first, now=TODAY)
    service.give_role(session, invited, Role.ENGAGEMENT_OFFICER, by=second, now=TODAY)
    assert queries.account(session, invited).roles == (Role.ENGAGEMENT_OFFICER, Role.ANALYST)
    assert actions(session, invited) == ["invited", "roles_asked", "roles_given"]


def test_a_second_administrator_is_not_made_by_one_alone(session, first):
    invited = invite(session, first, Role.ADMINISTRATOR)
    assert queries.account(session, invited).roles == ()


def test_a_request_can_be_refused_or_taken_back(session, first, second):
    invited = invite(session, first, Role.SAFEGUARDING_LEAD, Role.ENGAGEMENT_OFFICER)
    service.refuse_role(session, invited, Role.SAFEGUARDING_LEAD, by=second, now=TODAY)
    service.refuse_role(session, invited, Role.ENGAGEMENT_OFFICER, by=first, now=TODAY)
    assert queries.requests(session) == ()
    with pytest.raises(NotFound):
        service.give_role(session, invited, Role.SAFEGUARDING_LEAD, by=second, now=TODAY)


def test_a_role_asked_for_twice_keeps_its_first_asker(session, first, second):
    invited = invite(session, first, Role.ENGAGEMENT_OFFICER)
    wanted = Holding(frozenset({Role.ENGAGEMENT_OFFICER, Role.ANALYST}))
    assert service.change_holding(session, invited, wanted, by=second, now=TODAY)
    assert [row.asked_by for row in queries.requests(session)] == [first]


def test_a_role_is_taken_at_once(session, first):
    officer = an_account(session, Role.ENGAGEMENT_OFFICER, Role.ANALYST, now=TODAY)
    asked = service.change_holding(session, officer, Holding(frozenset({Role.ANALYST})), by=first, now=TODAY)
    assert not asked
    assert queries.account(session, officer).roles == (Role.ANALYST,)


def test_a_request_is_not_given_to_someone_who_became_administrator(session, first, second):
    invited = invite(session, first, Role.ENGAGEMENT_OFFICER)
    row = service.find(session, invited)
    row.roles = frozenset({Role.ADMINISTRATOR})
    with pytest.raises(RolesClash):
        service.give_role(session, invited, Role.ENGAGEMENT_OFFICER, by=second, now=TODAY)


def test_nobody_changes_the_own_account_here(session, first):
    for act in (service.remove, service.reset_second_factor):
        with pytest.raises(OwnAccount):
            act(session, first, by=first, now=TODAY)
    with pytest.raises(OwnAccount):
        service.change_holding(session, first, Holding(frozenset({Role.EXECUTIVE})), by=first, now=TODAY)


def test_a_leaver_keeps_nothing_and_comes_back_by_invitation(session, first):
    officer = an_account(session, Role.ENGAGEMENT_OFFICER, now=TODAY, email="leaver@example.org")
    service.remove(session, officer, by=first, now=TODAY)
    row = session.get(Account, officer)
    assert (row.roles, row.password_hash, row.secret_box, row.acknowledged_at) == (
        frozenset(),
        None,
        None,
        None,
    )
    assert invite(session, first, email="leaver@example.org") == officer
    assert queries.account(session, officer).roles == (Role.ANALYST,)
    assert actions(session, officer)[-2:] == ["removed", "invited"]


def test_who_is_removed_cannot_be_reset(session, first):
    officer = an_account(session, Role.ANALYST, now=TODAY)
    service.remove(session, officer, by=first, now=TODAY)
    with pytest.raises(MoveNotAllowed):
        service.reset_password(session, officer, by=first, now=TODAY, keys=SOME_KEYS, code="c")


def test_leavers_are_forgotten_after_their_time_and_the_ledger_keeps_their_line(session, first):
    officer = an_account(session, Role.ANALYST, now=TODAY)
    service.remove(session, officer, by=first, now=TODAY)
    later = TODAY.replace(year=2027)
    assert queries.leavers_due(session, now=later, days=365) == 1
    assert service.forget_leavers(session, now=later, days=365) == 1
    assert queries.names(session, {officer, first, "portal"}) == {
        officer: "Somebody who left",
        first: "First administrator",
        "portal": "The portal",
    }
    assert "removed" in actions(session, officer)


def test_the_database_itself_keeps_administrators_from_reading(session, first):
    with pytest.raises(IntegrityError), session.begin_nested():
        session.execute(
            text("UPDATE staff_accounts SET roles = 'administrator analyst' WHERE id = :id"), {"id": first}
        )


@pytest.mark.parametrize(
    "change",
    ["state = 'asleep'", "password_hash = NULL", "email = 'Upper@example.org'", "removed_at = '2026-01-01'"],
)
def test_the_database_refuses_accounts_that_cannot_be(session, first, change):
    with pytest.raises(IntegrityError), session.begin_nested():
        session.execute(text(f"UPDATE staff_accounts SET {change} WHERE id = :id"), {"id": first})


def test_the_doctor_counts_active_accounts(session, first, second):
    assert len(queries.doctor(session)) == 1
    for _ in range(2):
        an_account(session, Role.SAFEGUARDING_LEAD, now=TODAY)
    assert queries.doctor(session) == []
    service.remove(session, second, by=first, now=TODAY)
    assert "administrator" in queries.doctor(session)[0]


def test_mail_for_a_role_goes_to_its_active_accounts(session, first):
    for name in ("b", "a"):
        an_account(session, Role.SAFEGUARDING_LEAD, now=TODAY, email=f"{name}@example.org")
    assert queries.emails_of(session, Role.SAFEGUARDING_LEAD) == ("a@example.org", "b@example.org")


def test_an_address_without_account_slows_down_as_one_with_an_account(session):
    an_account(session, Role.ANALYST, now=TODAY, email="known@example.org")

    def waits(email):
        found = []
        for _ in range(6):
            try:
                entry.start(session, email, now=TODAY, keys=SOME_KEYS)
                found.append(0)
            except Wait as wait:
                found.append(wait.seconds)
        return found

    assert waits("known@example.org") == waits("unknown@example.org") == [0, 0, 0, 1, 1, 1]
    kept = {row.digest for row in session.scalars(select(SignInTries))}
    assert len(kept) == 2 and not any("known" in digest for digest in kept)


def test_guessing_leaves_one_line_in_the_ledger(session):
    known = an_account(session, Role.ANALYST, now=TODAY, email="known@example.org")
    moment = TODAY
    for _ in range(20):
        try:
            entry.start(session, "known@example.org", now=moment, keys=SOME_KEYS)
        except Wait as wait:
            moment = moment.replace(microsecond=0) + wait.seconds * (TODAY.resolution * 10**6)
    assert actions(session, known).count("slowed") == 1
