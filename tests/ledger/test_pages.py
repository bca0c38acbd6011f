"""The ledger as an administrator reads it."""

import pytest
from sqlalchemy import text

from portal.core.actors import Role
from portal.ledger.service import record
from portal.web.context import EXTENSION
from tests.conftest import TODAY


@pytest.fixture
def administrator(signed_in):
    return signed_in(Role.ADMINISTRATOR, name="First administrator")


@pytest.fixture
def store(app):
    return app.extensions[EXTENSION].database


def write(store, count, actor="portal"):
    with store.transaction() as session:
        for number in range(count):
            record(
                session,
                actor_id=actor,
                action="plan.saved",
                subject="plan:abc",
                now=TODAY,
                version=number + 1,
            )


def test_who_did_what_is_said_in_words(administrator, store):
    write(store, 1, administrator.account_id)
    shown = administrator.get("/staff/ledger")
    assert "First administrator Plan saved plan:abc version: 1" in shown.words
    assert "The portal Account created" in shown.words


def test_one_item_is_followed(administrator, store):
    write(store, 2)
    shown = administrator.get("/staff/ledger?subject=plan:abc")
    assert shown.words.count("Plan saved") == 2 and "Account created" not in shown.words
    assert "no line for this item" in administrator.get("/staff/ledger?subject=plan:nothing").words


def test_a_long_ledger_is_turned_page_by_page(administrator, store):
    write(store, 60)
    first = administrator.get("/staff/ledger?subject=plan:abc")
    (following,) = [link for link in first.links() if "after=" in link]
    second = administrator.get("/staff/ledger" + following)
    assert (first.words.count("Plan saved"), second.words.count("Plan saved")) == (50, 10)
    (head,) = first.all("th", aria_sort="descending")
    turned = administrator.get("/staff/ledger" + head.find("a").get("href"))
    assert turned.words.index("version: 1 ") < turned.words.index("version: 50")
    assert turned.all("th", aria_sort="ascending") and "order=number" in "".join(turned.links())


def test_an_item_that_is_no_item_says_so(administrator):
    assert (
        "Use 80 characters or fewer"
        in administrator.get(f"/staff/ledger?subject={'x' * 90}", status=422).words
    )


def test_the_whole_chain_is_checked(administrator, store):
    write(store, 3)
    assert "The whole chain holds: 4 lines" in administrator.get("/staff/ledger/check").words
    with store.transaction() as session:
        session.execute(text("DROP TRIGGER ledger_lines_no_update"))
        session.execute(text("UPDATE ledger_lines SET subject = 'plan:xyz' WHERE number = 3"))
    assert "Line 3 does not fit" in administrator.get("/staff/ledger/check").words
