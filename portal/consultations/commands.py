"""The commands that run from a timer after the close: cut loose, count, remind."""

import click
from flask.cli import AppGroup

from portal.consultations import service
from portal.consultations.after import frozen, reminding
from portal.web.context import now, settings, transaction

consultation = AppGroup("consultation", help="What is done after the close of a consultation.")


@consultation.command("close-out")
def close_out() -> None:
    """Cut equality answers loose where a consultation has closed, and count what was said; from a timer."""
    with transaction() as session:
        closed = service.close_out(session, now=now())
    with transaction() as session:
        counted = frozen.freeze_closed(session, now=now())
    click.echo(f"{closed} closed out, {counted} counted.")


@consultation.command("remind")
def remind() -> None:
    """Write to officers whose answer is due in four weeks, in one, or is late; daily from a timer."""
    with transaction() as session:
        reminded = reminding.remind(session, origin=settings().origin, now=now())
    click.echo(f"{reminded} reminded of.")
