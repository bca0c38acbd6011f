"""The command for a timer: `flask referrals clock` lists what nobody advised on and owes reminders."""

import click
from flask.cli import AppGroup

from portal.partnership.current import current
from portal.referrals.nudging import nudge
from portal.referrals.timing import run_clock
from portal.web.context import now, settings, transaction

referrals = AppGroup("referrals", help="Councillors' referrals to scrutiny.")


@referrals.command("clock")
def clock() -> None:
    """Make every move that is due; run it daily. Pages reckon the same moves, so a late run delays nobody."""
    with transaction() as session:
        number = run_clock(session, now=now(), partnership=current())
        nudge(session, partnership=current(), origin=settings().origin, now=now())
    click.echo("1 step was due." if number == 1 else f"{number} steps were due.")
