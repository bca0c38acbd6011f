"""Two people at one referral in the same moment: one acts, the other is told; nobody waits for ever."""

from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from threading import Barrier, Event
from time import sleep

from portal.adapters.db import Database
from portal.core.errors import DomainError
from portal.referrals import service
from portal.referrals.committee_models import Sitting
from portal.referrals.models import Referral
from portal.referrals.rules import State
from tests.builders.referrals import MEMBER, MONDAY, OFFICER, a_draft, home, listed, sent


def together(database: Database, *steps: Callable) -> list[str]:
    """Take the steps at once, each in a transaction of its own: `done` or the refusal's code, sorted."""
    ready = Barrier(len(steps))

    def one(step: Callable) -> str:
        ready.wait()
        try:
            with database.transaction() as session:
                step(session)
        except DomainError as refused:
            return refused.code
        return "done"

    with ThreadPoolExecutor(len(steps)) as people:
        return sorted(people.map(one, steps))


def test_of_two_officers_one_advises_and_the_other_is_told(database):
    with database.transaction() as session:
        path = sent(session)
        seen = path.row.version
    given = {"seen_version": seen, "by": OFFICER, "now": MONDAY}
    came = together(
        database,
        lambda session: service.advise_local(session, path.id, **given),
        lambda session: service.advise_not_local(session, path.id, "Elsewhere", **given),
    )
    assert came == ["done", "stale"]


def test_one_draft_sent_twice_is_one_referral(database):
    with database.transaction() as session:
        path = a_draft(session)
    send = lambda session: service.submit(  # noqa: E731 - the same step twice
        session, path.id, seen_version=1, by=MEMBER, now=MONDAY
    )
    assert together(database, send, send) == ["done", "stale"]


def test_two_drafts_sent_at_once_get_two_references(database):
    with database.transaction() as session:
        ids = [a_draft(session).id for _ in range(4)]
    came = together(
        database,
        *(
            lambda session, each=each: service.submit(session, each, seen_version=1, by=MEMBER, now=MONDAY)
            for each in ids
        ),
    )
    assert came == ["done"] * 4
    with database.reading() as session:
        assert sorted(session.get_one(Referral, each).reference for each in ids) == [
            f"R-2026-00{number}" for number in (1, 2, 3, 4)
        ]


def test_the_command_and_an_officer_do_not_wait_for_each_other(database):
    with database.transaction() as session:
        paths = [sent(session) for _ in range(4)]
        seen = paths[0].row.version
        later = paths[0].later(15).now
    run = lambda session: service.run_clock(session, now=later, partnership=home())  # noqa: E731
    came = together(
        database,
        run,
        run,
        *(
            lambda session, each=each: service.represent(
                session, each.id, "Hear me", seen_version=seen, by=MEMBER, now=later
            )
            for each in paths
        ),
    )
    assert set(came) <= {"done", "stale"} and came.count("done") >= 2
    with database.reading() as session:
        assert {session.get_one(Referral, each.id).state for each in paths} == {State.LISTED}


def test_who_notes_a_discussion_holds_no_referral_while_a_colleague_changes_the_sitting(database):
    """A sitting is locked before the matters on its agenda, by everybody."""
    with database.transaction() as session:
        path = listed(session).later(21)
        sitting, seen = path.row.sitting_id, path.row.version
    begun = Event()

    def change_the_sitting():
        with database.transaction() as session:
            row = session.get_one(Sitting, sitting, with_for_update=True)
            begun.set()
            sleep(0.4)  # the colleague has come to the lock by now
            session.get_one(Referral, path.id, with_for_update={"nowait": True})
            row.note = "Moved to the hall"

    def consider():
        begun.wait()
        with database.transaction() as session:
            service.consider(session, path.id, seen_version=seen, by=OFFICER, now=path.now)

    with ThreadPoolExecutor(2) as people:
        for each in [people.submit(change_the_sitting), people.submit(consider)]:
            each.result(timeout=20)
    with database.reading() as session:
        assert session.get_one(Referral, path.id).state == State.CONSIDERED


def test_a_discussion_noted_while_the_sitting_is_called_off_is_one_or_the_other(database):
    with database.transaction() as session:
        path = listed(session).later(21)
        sitting, seen = path.row.sitting_id, path.row.version
    given = {"by": OFFICER, "now": path.now}
    came = together(
        database,
        lambda session: service.consider(session, path.id, seen_version=seen, **given),
        lambda session: service.call_off_sitting(session, sitting, "No quorum", seen_version=1, **given),
    )
    assert came.count("done") == 1
