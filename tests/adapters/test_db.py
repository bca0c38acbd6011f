"""The database commits in one place, keeps moments exact, and waits its turn."""

import threading
from datetime import UTC, datetime, timedelta, timezone

import pytest
from sqlalchemy import select

from portal.outbox.models import Mail
from portal.outbox.service import queue

NOW = datetime(2026, 11, 23, 10, 0, tzinfo=UTC)


def _count(database):
    with database.reading() as session:
        return len(session.scalars(select(Mail)).all())


def _write(session, moment=NOW):
    queue(session, to="officer@example.org", subject="Something waits", body="Sign in.", now=moment)


def test_a_transaction_that_ends_well_is_kept(database):
    with database.transaction() as session:
        _write(session)
    assert _count(database) == 1


def test_a_transaction_that_fails_leaves_nothing(database):
    with pytest.raises(RuntimeError), database.transaction() as session:
        _write(session)
        session.flush()
        raise RuntimeError
    assert _count(database) == 0


def test_reading_keeps_nothing(database):
    with database.reading() as session:
        _write(session)
    assert _count(database) == 0


def test_a_moment_comes_back_as_it_went_in(database):
    there = datetime(2026, 7, 1, 12, 0, tzinfo=timezone(timedelta(hours=1)))
    with database.transaction() as session:
        _write(session, there)
    with database.reading() as session:
        assert session.scalars(select(Mail)).one().written_at == there


def test_a_moment_without_a_zone_is_refused(database):
    with pytest.raises(Exception, match="time zone"), database.transaction() as session:
        _write(session, datetime(2026, 7, 1))
        session.flush()


def test_eight_writers_wait_for_each_other(database):
    def write():
        with database.transaction() as session:
            _write(session)

    writers = [threading.Thread(target=write) for _ in range(8)]
    for writer in writers:
        writer.start()
    for writer in writers:
        writer.join()
    assert _count(database) == 8


def test_who_waits_for_a_locked_row_sees_what_was_changed_meanwhile(database):
    with database.transaction() as session:
        _write(session)
        key = session.scalars(select(Mail.id)).one()
    with database.reading() as waiting:
        seen = waiting.get(Mail, key)
        if not database.is_sqlite:
            with database.transaction() as session:
                session.get(Mail, key).subject = "Something else"
            assert seen.subject == "Something waits"
            assert waiting.get(Mail, key, with_for_update=True).subject == "Something else"
