"""The ledger holds: no line is changed or taken away, and a broken chain is found. Told on both databases."""

import json
from dataclasses import replace

import pytest
from sqlalchemy import text
from sqlalchemy.exc import DBAPIError

from portal.core.windows import LONDON
from portal.ledger import queries, rules
from portal.ledger.models import SQLITE_GUARDS
from portal.ledger.rules import UnknownAction
from portal.ledger.service import record
from portal.web.sorting import Order
from tests.conftest import TODAY


def write(session, count=3, subject="plan:a"):
    return [
        record(session, actor_id=f"actor-{n}", action="plan.saved", subject=subject, now=TODAY, version=n)
        for n in range(count)
    ]


def refused(session, statement):
    with pytest.raises(DBAPIError, match="append-only"), session.begin_nested():
        session.execute(text(statement))


def drop_guards(session):
    """What somebody with the database in hand could do."""
    if session.get_bind().dialect.name == "sqlite":
        names = [statement.split()[2] for statement in SQLITE_GUARDS]
        statements = [f"DROP TRIGGER {name}" for name in names]
    else:
        statements = ["SET LOCAL session_replication_role = replica"]
    for statement in statements:
        session.execute(text(statement))
    session.expire_all()


def test_the_chain_holds_whatever_clock_the_moment_was_read_from(session):
    summer = TODAY.astimezone(LONDON).replace(month=7)
    record(session, actor_id="actor", action="plan.saved", subject="plan:a", now=summer, version=1)
    session.expire_all()
    assert queries.broken_at(session) is None


@pytest.mark.parametrize(
    "statement",
    [
        "UPDATE ledger_lines SET actor_id = 'somebody else' WHERE number = 2",
        "DELETE FROM ledger_lines WHERE number = 3",
        "DELETE FROM ledger_lines",
    ],
)
def test_the_database_changes_and_removes_no_line(session, statement):
    write(session)
    refused(session, statement)
    assert queries.broken_at(session) is None


def test_a_line_is_not_replaced_by_inserting_it_again(session):
    write(session)
    columns = "number, at, actor_id, action, subject, facts, reason_hash, previous, digest"
    again = f"INTO ledger_lines ({columns}) SELECT {columns} FROM ledger_lines WHERE number = 2"
    if session.get_bind().dialect.name == "sqlite":
        refused(session, f"INSERT OR REPLACE {again}")
    else:
        refused(session, f"INSERT {again} ON CONFLICT (number) DO UPDATE SET actor_id = 'somebody else'")
        refused(session, "TRUNCATE ledger_lines")


@pytest.mark.parametrize(
    ("statement", "found"),
    [
        ("UPDATE ledger_lines SET actor_id = 'somebody else' WHERE number = 2", 2),
        ("UPDATE ledger_lines SET facts = '{}' WHERE number = 1", 1),
        ("DELETE FROM ledger_lines WHERE number = 2", 3),
        ("DELETE FROM ledger_lines WHERE number = 1", 2),
    ],
)
def test_what_was_done_behind_the_portals_back_is_found(session, statement, found):
    write(session)
    drop_guards(session)
    session.execute(text(statement))
    session.expire_all()
    assert queries.state(session).broken == found


def test_a_forged_line_with_a_right_digest_is_found_by_the_next(session):
    lines = write(session)
    drop_guards(session)
    forged = replace(lines[1], actor_id="somebody else")
    session.execute(
        text("UPDATE ledger_lines SET actor_id = :actor, digest = :digest WHERE number = 2"),
        {"actor": forged.actor_id, "digest": rules.digest_of(forged)},
    )
    session.expire_all()
    assert queries.broken_at(session) == 3


def test_lines_are_read_newest_first_page_by_page(session):
    write(session, 120)
    first = queries.page(session, after=None)
    second = queries.page(session, after=first.next_key)
    third = queries.page(session, after=second.next_key)
    read = [line.number for page in (first, second, third) for line in page.rows]
    assert read == list(range(120, 0, -1)) and third.next_key is None


def test_lines_are_read_oldest_first_page_by_page(session):
    write(session, 60)
    first = queries.page(session, after=None, order=Order("number"))
    second = queries.page(session, after=first.next_key, order=Order("number"))
    assert [line.number for line in (*first.rows, *second.rows)] == list(range(1, 61))


def test_lines_of_one_item_are_found(session):
    write(session, 2, subject="plan:a")
    write(session, 1, subject="plan:b")
    assert [line.number for line in queries.page(session, after=None, subject="plan:b").rows] == [3]


@pytest.mark.parametrize("after", ["", "x", "-1", "1; DROP", "９", "9" * 40])
def test_a_made_up_key_starts_at_the_first_page(session, after):
    write(session)
    assert len(queries.page(session, after=after).rows) == 3


def test_a_line_holds_the_hash_of_a_reason_and_not_the_reason(session):
    line = record(
        session,
        actor_id="a",
        action="account.removed",
        subject="account:b",
        now=TODAY,
        reason="left",
        salt=b"s",
    )
    assert line.reason_hash == rules.reason_hash("left", b"s")
    assert "left" not in json.dumps([line.facts, line.subject, line.reason_hash])


@pytest.mark.parametrize(
    ("action", "facts"),
    [
        ("account.danced", {}),
        ("plan.saved", {}),
        ("plan.saved", {"version": 1, "text": "what somebody wrote"}),
    ],
)
def test_an_undeclared_action_or_fact_is_refused(session, action, facts):
    with pytest.raises(UnknownAction):
        record(session, actor_id="a", action=action, subject="plan:a", now=TODAY, **facts)
