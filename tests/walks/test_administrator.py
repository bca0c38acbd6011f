"""Administrators bring somebody in, watch each other, let somebody go, and check the books."""

import pytest
from sqlalchemy import update
from sqlalchemy.exc import DBAPIError

from portal.adapters import second_factor
from portal.core.actors import Role
from portal.ledger.models import LedgerLine

NEW = "three quiet bicycles by the pier"
EMAIL = "new@example.org"
DOOR, REQUESTS = "/staff/sign-in", "/staff/accounts/requests"


@pytest.fixture
def first(signed_in):
    """The administrator who asks."""
    return signed_in(Role.ADMINISTRATOR, name="First administrator")


@pytest.fixture
def second(signed_in):
    """The administrator who gives."""
    return signed_in(Role.ADMINISTRATOR, name="Second administrator")


def send(page, path, status=303, **typed):
    """Fill in the form of a page and send it."""
    return page.post(path, {**page.get(path).fields(), **typed}, status=status)


def invited(administrator, role):
    """Invite somebody; the link that is shown once."""
    typed = {"name": "New person", "email": EMAIL, "roles": [role.value]}
    shown = send(administrator, "/staff/accounts/invite", status=200, **typed)
    return "".join(shown.all("code")[0].itertext()).removeprefix("http://localhost")


def joined(page, link):
    """Choose a password by the link, sign in, agree to the yearly statement."""
    send(page, link, password=NEW, again=NEW)
    send(page, DOOR, email=EMAIL, password=NEW)
    send(page, page.get("/staff", status=303).location, agreed="y")
    return page


def settle(administrator, go):
    """Press a button beside the one role that waits."""
    form = administrator.get(REQUESTS).fields()
    administrator.post(REQUESTS, {**form, "go": go}, status=303)
    return form["account"]


def sign_out(page):
    """Leave."""
    token = page.get("/staff").html.split('name="csrf_token" value="')[1].split('"')[0]
    page.post("/staff/sign-out", {"csrf_token": token}, status=303)


def test_from_an_invitation_to_a_sign_in_with_a_second_factor(first, page, house):
    link = invited(first, Role.ANALYST)
    joined(page, link)
    page.get(link, status=404)
    shown = page.get("/staff/account/second-factor")
    secret = "".join(shown.all("code")[0].itertext()).replace(" ", "")
    code = second_factor.code_at(secret, house.clock.real())
    kept = page.post("/staff/account/second-factor", {**shown.fields(), "code": code})
    recovery = ["".join(each.itertext()) for each in kept.all("code")]
    assert kept.h1 == "Keep your recovery codes" and len(recovery) == 8
    sign_out(page)
    asked = send(page, DOOR, status=200, email=EMAIL, password=NEW)
    assert asked.h1 == "Write your code"
    page.get("/staff", status=303)
    page.post(f"{DOOR}/code", {**asked.fields(), "code": recovery[0]}, status=303)
    assert page.get("/staff").h1 == "What waits for you"


def test_a_role_that_opens_originals_takes_two(first, second, page):
    joined_too_early = invited(first, Role.ENGAGEMENT_OFFICER)
    send(page, joined_too_early, password=NEW, again=NEW)
    assert send(page, DOOR, status=403, email=EMAIL, password=NEW).h1 == "Your role is not given yet"
    settle(first, "give")
    assert "Ask another administrator" in first.get(REQUESTS).words
    assert "1 role waits for a second administrator" in second.get("/staff").words
    settle(second, "give")
    send(page, DOOR, email=EMAIL, password=NEW)
    send(page, page.get("/staff", status=303).location, agreed="y")
    page.get("/staff/moderation")


def test_somebody_who_leaves_is_out_at_once(first, page):
    joined(page, invited(first, Role.ANALYST))
    rows = [link for link in first.get("/staff/accounts").links() if link.startswith("/staff/accounts/")]
    (account,) = {link for link in rows if "New person" in first.get(link).h1}
    shown = first.get(account)
    (leaving,) = [n for n, form in enumerate(shown.forms()) if form.get("action") == f"{account}/removal"]
    first.post(f"{account}/removal", shown.fields(leaving), status=303)
    page.get("/staff/concerns", status=303)
    send(page, DOOR, status=422, email=EMAIL, password=NEW)
    assert "Removed" in first.get("/staff/accounts").words


def test_the_ledger_holds_and_takes_no_change(first, page, database):
    joined(page, invited(first, Role.ANALYST))
    assert "First administrator" in first.get("/staff/ledger").words
    assert "The whole chain holds" in first.get("/staff/ledger/check").words
    with pytest.raises(DBAPIError, match="append-only"), database.transaction() as session:
        session.execute(update(LedgerLine).values(action="account.removed"))


def test_an_administrator_sees_how_long_things_are_kept_and_nothing_people_wrote(first, partnership):
    shown = first.get("/staff/retention").words
    assert all(rule.words in shown for rule in partnership.retention)
    for closed in ("/staff/moderation", "/staff/safeguarding", "/staff/concerns", "/staff/packs"):
        first.get(closed, status=403)
