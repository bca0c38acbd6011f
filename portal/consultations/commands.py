"""The commands that run from a timer after the close: cut loose, count, destroy what finds copies, remind."""

from datetime import timedelta

import click
from flask.cli import AppGroup

from portal.adapters.signing import SigningSecrets
from portal.consultations import keeping, service, signatures
from portal.consultations.after import frozen, reminding
from portal.partnership.current import current
from portal.web.context import now, reading, settings, transaction

AT_ONCE = 500
"""Texts in one transaction."""

consultation = AppGroup("consultation", help="What is done after the close of a consultation.")


@consultation.command("close-out")
def close_out() -> None:
    """Cut equality answers loose where a consultation has closed, and count what was said; from a timer."""
    with transaction() as session:
        closed = service.close_out(session, now=now())
    counted = count_closed()
    destroyed = destroy_secrets()
    click.echo(f"{closed} closed out, {counted} counted, {destroyed} signing secrets destroyed.")


def count_closed() -> int:
    """Count what has closed, each apart from the writing, so that reports and answers go on; how many."""
    with reading() as session:
        slugs = frozen.waiting(session, now=now())
    done = 0
    for slug in slugs:
        try:
            with reading() as session:
                ready = frozen.ahead(session, slug, now=now())
            with transaction() as session:
                done += frozen.freeze(session, slug, now=now(), ready=ready)
        except frozen.NotCounted:
            continue
    return done


def destroy_secrets() -> int:
    """What makes copied answers visible goes, first the secret, then the signatures; how many went."""
    until = now() - timedelta(days=signatures.kept_days(current().retention))
    secrets = SigningSecrets(settings().signing_folder)
    with reading() as session:
        due = keeping.secrets_due(session, secrets.names(), until=until)
    destroyed = sum(secrets.destroy(name) for name in due)
    emptied = AT_ONCE
    while emptied:
        with transaction() as session:
            emptied = keeping.forget_signatures(session, until=until, at_most=AT_ONCE)
    return destroyed


@consultation.command("remind")
def remind() -> None:
    """Write to officers whose answer is due in four weeks, in one, or is late; daily from a timer."""
    with transaction() as session:
        reminded = reminding.remind(session, origin=settings().origin, now=now())
    click.echo(f"{reminded} reminded of.")
