"""Words are looked for in officers' copies only, and a word of a copy that went is nowhere any more."""

from datetime import date

import pytest
from sqlalchemy import select, text

from portal.concerns import desk, keeping, sanitised, service
from portal.concerns.copy_words import CopyWord
from portal.concerns.models import Concern
from portal.concerns.rules import Decision, State, Verb
from tests.builders.concerns import MONDAY, a_receipt, sent

OFFICER = "o" * 26
COPY = "Motorbikes are racing round the bandstand."


@pytest.fixture
def counted(session, partnership):
    """A report whose original says one thing and whose copy another."""
    sent(session, partnership, text="Dave Smith tears round on his Kawasaki")
    concern = session.scalars(select(Concern)).one()
    decide(session, concern, Verb.COUNT, copy=COPY)
    return concern


def decide(session, concern, verb, copy=None):
    desk.decide(
        session,
        concern.id,
        Decision(verb),
        seen_version=concern.version,
        actor_id=OFFICER,
        reason="Read",
        sanitised=copy,
        now=MONDAY,
    )


def found(session, words):
    return [copy.id for copy in sanitised.search(session, words).rows]


def kept(session):
    session.flush()
    return set(session.scalars(select(CopyWord.word)))


@pytest.mark.parametrize("words", ["bandstand", "Motorbike", "race BANDSTAND", "band"])
def test_a_copy_is_found_by_its_words(session, counted, words):
    assert found(session, words) == [counted.id]


@pytest.mark.parametrize("words", ["kawasaki", "smith", "bandstand kawasaki", "%", "", "a", "' OR 1=1"])
def test_nothing_else_is_found(session, counted, words):
    assert found(session, words) == []


def test_another_copy_brings_other_words(session, counted):
    decide(session, counted, Verb.REOPEN)
    decide(session, counted, Verb.COUNT, copy="Engines roar at night.")
    assert found(session, "bandstand") == [] and found(session, "roaring engine") == [counted.id]
    assert kept(session) == {"engines", "roar", "night"}


def test_what_is_held_again_is_not_found(session, counted):
    decide(session, counted, Verb.REOPEN)
    assert counted.state == State.HELD and found(session, "bandstand") == []


def test_the_writers_withdrawal_takes_the_words_along(session, counted):
    service.withdraw(session, a_receipt(), now=MONDAY)
    assert kept(session) == set()


@pytest.mark.parametrize("record", ["sanitised", "concern"])
def test_what_had_its_day_takes_the_words_along(session, counted, record):
    keeping.forget(session, record, until=date(2027, 1, 1))
    assert kept(session) == set()


def test_copies_are_read_on_page_by_page(session, partnership, counted):
    for number in range(60):
        sent(session, partnership, phrase=f"lamp orange river seven bridge table w{number}")
    for concern in session.scalars(select(Concern).where(Concern.state == State.HELD)).all():
        decide(session, concern, Verb.COUNT, copy="The bandstand again")
    first = sanitised.search(session, "bandstand")
    second = sanitised.search(session, "bandstand", after=first.next_key)
    ids = [copy.id for copy in (*first.rows, *second.rows)]
    assert len(set(ids)) == len(ids) == 61 and second.next_key is None


def test_no_deleted_word_lies_in_any_file(database, partnership):
    with database.transaction() as session:
        sent(session, partnership)
        concern = session.scalars(select(Concern)).one()
        decide(session, concern, Verb.COUNT, copy="Zanzibar quicksilver")
        assert kept(session) == {"zanzibar", "quicksilver"}
    assert b"quicksilver" in in_the_files(database)
    with database.transaction() as session:
        keeping.forget(session, "sanitised", until=date(2027, 1, 1))
    database.put_in_order()
    assert b"quicksilver" not in in_the_files(database).lower()


def in_the_files(database):
    """Every byte in which the words of copies may lie, with the indexes."""
    if database.is_sqlite:
        path = database.engine.url.database
        database.put_in_order()
        with open(path, "rb") as file:
            return file.read()
    with database.engine.connect().execution_options(isolation_level="AUTOCOMMIT") as connection:
        connection.execute(text("CHECKPOINT"))
        tables = "SELECT oid FROM pg_class WHERE relname IN ('concerns', 'concern_copy_words')"
        indexes = f"SELECT indexrelid FROM pg_index WHERE indrelid IN ({tables})"
        files = connection.execute(
            text(
                "SELECT pg_read_binary_file(pg_relation_filepath(oid)) FROM pg_class "
                f"WHERE oid IN ({tables}) OR oid IN ({indexes})"
            )
        )
        return b"".join(bytes(row[0]) for row in files)
