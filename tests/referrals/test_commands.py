"""`flask referrals clock` on the command line."""

from portal.cli import install
from portal.referrals.models import Referral
from portal.referrals.rules import State
from tests.builders.referrals import sent


def test_the_clock_does_what_is_due_and_then_nothing(app, clock, database):
    install(app)
    run = app.test_cli_runner()
    with database.transaction() as session:
        path = sent(session, now=clock.now())
    clock.move_to(path.later(15).now)
    assert "1 step was due." in run.invoke(args=["referrals", "clock"]).output
    assert "0 steps were due." in run.invoke(args=["referrals", "clock"]).output
    with database.reading() as session:
        assert session.get_one(Referral, path.id).state == State.LISTED
