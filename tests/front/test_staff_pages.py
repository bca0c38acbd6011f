"""What waits for each member of staff, the rail, and how long things are kept."""

import pytest

from portal.core.actors import Role
from portal.staff import service
from portal.web.context import EXTENSION
from tests.builders.staff import an_account
from tests.conftest import TODAY


def rail(shown):
    (nav,) = shown.all("nav", aria_label="Staff pages")
    return [" ".join("".join(link.itertext()).split()) for link in nav.iter("a")]


def current(shown):
    return [" ".join(link.itertext()).split()[0] for link in shown.all("a", aria_current="page")]


RAILS = {
    Role.ENGAGEMENT_OFFICER: [
        "Waiting",
        "Consultations",
        "Plan",
        "Advice",
        "News",
    ],
    Role.SAFEGUARDING_LEAD: ["Safeguarding"],
    Role.EXECUTIVE: ["Plan", "Packs"],
    Role.COUNCILLOR: [],
    Role.GROUP_MEMBER: ["Packs"],
    Role.ADMINISTRATOR: ["Accounts", "Roles that wait", "Ledger", "Retention"],
}


@pytest.mark.parametrize("role", RAILS)
def test_the_rail_shows_what_the_role_opens(signed_in, role):
    shown = rail(signed_in(role).get("/staff"))
    assert shown[0] == "What waits for me" and shown[-1] == "Your account"
    assert [words for words in RAILS[role] if words not in shown] == []


@pytest.mark.parametrize("role", list(Role))
def test_every_place_in_the_rail_opens(signed_in, role):
    browser = signed_in(role)
    shown = browser.get("/staff")
    (nav,) = shown.all("nav", aria_label="Staff pages")
    for link in nav.iter("a"):
        browser.get(link.get("href"))


def test_the_rail_marks_where_one_is(signed_in):
    administrator = signed_in(Role.ADMINISTRATOR)
    assert current(administrator.get("/staff")) == ["What"]
    assert current(administrator.get("/staff/accounts/invite")) == ["Accounts"]
    assert current(administrator.get("/staff/accounts/requests")) == ["Roles"]


def test_nothing_waits_is_said(signed_in):
    assert "Nothing waits for you now." in signed_in(Role.ADMINISTRATOR).get("/staff").words


def test_a_role_that_waits_stands_on_the_first_page(app, signed_in):
    house = app.extensions[EXTENSION]
    with house.database.transaction() as session:
        person = an_account(session, Role.ANALYST, now=TODAY)
        other = an_account(session, Role.ADMINISTRATOR, now=TODAY)
        wanted = service.Holding(frozenset({Role.ANALYST, Role.SAFEGUARDING_LEAD}))
        service.change_holding(session, person, wanted, by=other, now=TODAY)
    shown = signed_in(Role.ADMINISTRATOR).get("/staff")
    assert "1 role waits for a second administrator" in shown.words
    assert "Roles that wait 1 waiting" in rail(shown)


def test_how_long_things_are_kept_is_shown_with_what_is_due(app, signed_in, partnership):
    house = app.extensions[EXTENSION]
    with house.database.transaction() as session:
        person = an_account(session, Role.ANALYST, now=TODAY.replace(year=2025))
        service.remove(session, person, by="another", now=TODAY.replace(year=2025))
    shown = signed_in(Role.ADMINISTRATOR).get("/staff/retention")
    for rule in partnership.retention:
        assert rule.words in shown.words
    (leaver,) = [row for row in shown.all("tr") if "Leaver" in "".join(row.itertext())]
    assert list(leaver)[-1].text == "1"
