"""The administrator's desk, the own account and the yearly statement, page by page."""

from dataclasses import replace
from datetime import timedelta

import pytest

from portal.adapters import second_factor
from portal.core.actors import Permission, Role, may
from portal.outbox.models import Mail
from portal.staff import queries
from portal.staff.queries import Actor
from portal.staff.rules import LINK_LASTS
from portal.web.context import EXTENSION, House
from tests.builders.staff import PASSWORD, an_account, sign_in
from tests.conftest import TODAY
from tests.page_client import PageClient
from tests.staff.test_sign_in_pages import write

NEW = "three quiet bicycles by the pier"

PAGES = {
    "/staff": Permission.HOME_READ,
    "/staff/account": Permission.HOME_READ,
    "/staff/account/password": Permission.HOME_READ,
    "/staff/account/second-factor": Permission.HOME_READ,
    "/staff/account/second-factor/end": Permission.HOME_READ,
    "/staff/acknowledgement": Permission.HOME_READ,
    "/staff/accounts": Permission.ACCOUNT_MANAGE,
    "/staff/accounts/invite": Permission.ACCOUNT_MANAGE,
    "/staff/accounts/requests": Permission.ACCOUNT_MANAGE,
    "/staff/ledger": Permission.LEDGER_READ,
    "/staff/ledger/check": Permission.LEDGER_READ,
    "/staff/retention": Permission.RETENTION_READ,
}


@pytest.fixture
def house(app) -> House:
    return app.extensions[EXTENSION]


@pytest.fixture
def administrator(signed_in):
    return signed_in(Role.ADMINISTRATOR, name="First administrator")


@pytest.fixture
def officer(house):
    with house.database.transaction() as session:
        return an_account(session, Role.ANALYST, now=TODAY, email="officer@example.org", name="Analyst")


def account(house, account_id):
    with house.database.reading() as session:
        return queries.account(session, account_id)


def press(page, shown, action, status=303):
    """Press the one button of the form that goes to `action`."""
    (index,) = [n for n, form in enumerate(shown.forms()) if form.get("action") == action]
    return page.post(action, shown.fields(index), status=status)


def invite(page, *roles, email="new@example.org", status=200, **more):
    typed = {"name": "New person", "email": email, "roles": [role.value for role in roles], **more}
    return write(page, "/staff/accounts/invite", status=status, **typed)


def the_link(shown):
    address = next(code for code in shown.all("code")).text
    return address.removeprefix("http://localhost")


@pytest.mark.parametrize("role", list(Role))
def test_each_page_opens_for_those_who_may_and_for_nobody_else(signed_in, role):
    browser = signed_in(role)
    actor = Actor("x", frozenset({role}))
    for path, permission in PAGES.items():
        browser.get(path, status=200 if may(actor, permission) else 403)


@pytest.mark.parametrize("path", PAGES)
def test_nobody_sees_a_staff_page_without_signing_in(page, path):
    assert page.get(path, status=303).location.startswith("/staff/sign-in")


def test_without_mail_the_link_is_shown_once_and_leads_to_an_account(administrator, page):
    shown = invite(administrator, Role.ANALYST)
    link = the_link(shown)
    assert page.get(link).h1 == "Choose your password"
    done = write(page, link, status=303, password=NEW, again=NEW)
    assert "Your password is set" in page.get(done.location).words
    write(page, email="new@example.org", password=NEW, status=303)
    assert page.get("/staff", status=303).location.startswith("/staff/acknowledgement")
    page.get(link, status=404)


def test_a_link_ends_after_a_week(administrator, page, clock):
    link = the_link(invite(administrator, Role.ANALYST))
    clock.move_to(clock.now() + LINK_LASTS)
    assert page.get(link, status=404).h1 == "This link has ended"


@pytest.mark.parametrize(
    ("password", "again", "words"),
    [
        ("too short", "too short", "Use at least 12 characters"),
        ("password12345", "password12345", "harder to guess"),
        (NEW, "another one altogether", "same password twice"),
    ],
)
def test_a_weak_or_mistyped_password_says_what_to_do(administrator, page, password, again, words):
    link = the_link(invite(administrator, Role.ANALYST))
    refused = write(page, link, status=422, password=password, again=again)
    assert words in refused.words and f'"{password}"' not in refused.html


def test_with_a_mail_server_the_link_goes_by_mail_only(app, administrator, house):
    app.extensions[EXTENSION] = replace(
        house, settings=replace(house.settings, smtp_url="smtp://mail.example")
    )
    sent = invite(administrator, Role.ANALYST, status=303)
    assert "/staff/accounts/" in sent.location
    with house.database.reading() as session:
        (mail,) = session.query(Mail).all()
        assert "/staff/invitations/" in mail.body and mail.recipient == "new@example.org"
    assert "/staff/invitations/" not in administrator.get(sent.location).html


@pytest.mark.parametrize(
    ("roles", "more", "words"),
    [
        ((Role.ADMINISTRATOR, Role.ANALYST), {}, "reads nothing that people wrote"),
        ((Role.COUNCILLOR,), {}, "Choose the ward"),
        ((Role.GROUP_MEMBER,), {}, "Choose at least one group"),
        ((), {}, "Choose at least one role"),
        ((Role.ANALYST,), {"email": "no address"}, "name@example.org"),
        ((Role.ANALYST,), {"ward": "nowhere"}, "Not a valid choice"),
    ],
)
def test_an_invitation_that_cannot_be_keeps_what_was_typed(administrator, roles, more, words):
    refused = invite(administrator, *roles, status=422, **more)
    assert words in refused.words
    assert refused.all("input", name="name", value="New person")


def test_an_address_is_invited_once(administrator):
    invite(administrator, Role.ANALYST)
    assert "has an account already" in invite(administrator, Role.ANALYST, status=422).words


def test_a_role_that_opens_originals_is_given_by_another_administrator(administrator, signed_in, app, house):
    invite(administrator, Role.ENGAGEMENT_OFFICER)
    shown = administrator.get("/staff/accounts/requests")
    assert "Take it back" in shown.words and "Give it" not in shown.words
    form = {**shown.fields(), "go": "give"}
    administrator.post("/staff/accounts/requests", form, status=303)
    assert "Ask another administrator" in administrator.get("/staff/accounts/requests").words
    second = signed_in(Role.ADMINISTRATOR, name="Second administrator")
    assert "1 role waits for a second administrator" in second.get("/staff").words
    form = {**second.get("/staff/accounts/requests").fields(), "go": "give"}
    second.post("/staff/accounts/requests", form, status=303)
    assert "No request waits" in second.get("/staff/accounts/requests").words
    assert account(house, form["account"]).roles == (Role.ENGAGEMENT_OFFICER,)


def test_roles_are_changed_on_the_account_s_page(administrator, officer, house):
    path = f"/staff/accounts/{officer}"
    shown = administrator.get(path)
    form = {**shown.fields(0), "roles": ["executive", "safeguarding_lead"]}
    administrator.post(path, form, status=303)
    assert "waits for the second one" in administrator.get(path).words
    assert account(house, officer).roles == (Role.EXECUTIVE,)
    assert account(house, officer).waiting == (Role.SAFEGUARDING_LEAD,)


def test_removing_and_bringing_back(administrator, officer, house):
    path = f"/staff/accounts/{officer}"
    press(administrator, administrator.get(path), f"{path}/removal")
    assert "Removed" in administrator.get("/staff/accounts").words
    assert invite(administrator, Role.ANALYST, email="officer@example.org").h1 == "Hand over this link"
    assert account(house, officer).state == "invited"


def test_a_reset_shows_a_link_and_ends_the_password(administrator, officer, page):
    path = f"/staff/accounts/{officer}"
    shown = press(administrator, administrator.get(path), f"{path}/password-reset", status=200)
    write(page, email="officer@example.org", password=PASSWORD, status=422)
    write(page, the_link(shown), status=303, password=NEW, again=NEW)
    again = press(administrator, administrator.get(path), f"{path}/password-reset", status=200)
    newer = press(administrator, administrator.get(path), f"{path}/link", status=200)
    page.get(the_link(again), status=404)
    page.get(the_link(newer))


def test_the_own_account_offers_no_lever_against_itself(administrator):
    own = administrator.get(f"/staff/accounts/{administrator.account_id}")
    assert "Another administrator" in own.words and not own.forms()
    token = administrator.get("/staff/account").fields()["csrf_token"]
    administrator.post(
        f"/staff/accounts/{administrator.account_id}/removal", {"csrf_token": token}, status=403
    )


def test_too_few_accounts_are_pointed_out(administrator):
    words = administrator.get("/staff/accounts").words
    assert "1 of at least 2 active accounts hold the role administrator." in words


def test_an_unknown_account_is_not_there(administrator):
    administrator.get("/staff/accounts/nobody", status=404)


def test_a_button_without_its_token_does_nothing(administrator, officer, house):
    administrator.post(f"/staff/accounts/{officer}/removal", {}, status=303)
    assert account(house, officer).state == "active"


class TestTheOwnAccount:
    def test_a_new_password_ends_other_sign_ins_and_keeps_this_one(self, app, officer):
        here, there = (sign_in(PageClient(app), app, account_id=officer) for _ in range(2))
        typed = {"present": PASSWORD, "password": NEW, "again": NEW}
        write(here, "/staff/account/password", status=303, **typed)
        here.get("/staff/account")
        there.get("/staff/account", status=303)

    def test_the_present_password_is_asked_for(self, signed_in):
        browser = signed_in(Role.ANALYST)
        typed = {"present": "wrong", "password": NEW, "again": NEW}
        refused = write(browser, "/staff/account/password", status=422, **typed)
        assert "not your present password" in refused.words

    def test_a_second_factor_is_enrolled_by_its_first_code(self, signed_in, house):
        browser = signed_in(Role.ANALYST)
        shown = browser.get("/staff/account/second-factor")
        secret = shown.all("code")[0].text.replace(" ", "")
        assert shown.all("img")[0].get("src").startswith("data:image/svg+xml")
        wrong = write(browser, "/staff/account/second-factor", shown=shown, status=422, code="000000")
        assert wrong.all("code")[0].text.replace(" ", "") == secret
        code = second_factor.code_at(secret, house.clock.real())
        done = write(browser, "/staff/account/second-factor", shown=wrong, code=code)
        assert done.h1 == "Keep your recovery codes" and len(done.all("code")) == 8
        assert "8 recovery codes left" in browser.get("/staff/account").words

    def test_it_is_switched_off_by_password(self, signed_in, house):
        browser = signed_in(Role.ANALYST)
        write(browser, "/staff/account/second-factor/end", status=422, present="wrong")
        write(browser, "/staff/account/second-factor/end", status=303, present=PASSWORD)

    def test_signing_out_everywhere_ends_every_browser(self, app, officer):
        here, there = (sign_in(PageClient(app), app, account_id=officer) for _ in range(2))
        press(here, here.get("/staff/account"), "/staff/account/sign-out-everywhere")
        for browser in (here, there):
            browser.get("/staff", status=303)


class TestTheYearlyStatement:
    def test_it_comes_before_anything_else_and_leads_on(self, signed_in):
        browser = signed_in(Role.ANALYST, acknowledged=False)
        asked = browser.get("/staff/account", status=303)
        assert asked.location.startswith("/staff/acknowledgement")
        shown = browser.get(asked.location)
        assert not shown.all("nav", aria_label="Staff pages")
        write(browser, "/staff/acknowledgement", shown=shown, status=422)
        done = write(browser, "/staff/acknowledgement", shown=shown, status=303, agreed="y")
        assert done.location == "/staff/account"
        browser.get("/staff/account")

    def test_it_lapses_after_a_year(self, app, officer, clock):
        clock.move_to(TODAY.replace(year=2027) + timedelta(minutes=1))
        browser = sign_in(PageClient(app), app, account_id=officer)
        assert browser.get("/staff", status=303).location.startswith("/staff/acknowledgement")
