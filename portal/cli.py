"""The `flask` commands of whoever runs the portal: keys, database, content, accounts, checks."""

import base64
import os
import sys
from collections.abc import Callable
from pathlib import Path

import click
from alembic import command
from alembic.config import Config
from flask import Flask, abort
from flask.cli import AppGroup

from portal.adapters.mail import Sender
from portal.adapters.seal import new_pair
from portal.adapters.tokens import new_key
from portal.ledger import queries as ledger_queries
from portal.outbox import service as outbox
from portal.partnership import loading
from portal.settings import ROOT, Settings, UnsafeSettings
from portal.web.context import now, reading, settings, transaction

keys = AppGroup("keys", help="The keys this portal runs with.")
db = AppGroup("db", help="The database's structure.")
partnership = AppGroup("partnership", help="The partnership as data.")
ledger = AppGroup("ledger", help="The record of staff decisions.")
outbox_group = AppGroup("outbox", help="Mail that waits.")

GROUPS = [keys, db, partnership, ledger, outbox_group]


def install(app: Flask) -> None:
    """Give `app` its commands."""
    for group in GROUPS:
        app.cli.add_command(group)


def portal_from_environment(create: Callable[[Settings], Flask]) -> Flask:
    """The portal as the environment describes it, with its commands.

    Where that is not enough to start, the command line can still make keys; a server ends with the reason.
    """
    try:
        app = create(Settings.from_env())
    except UnsafeSettings as refused:
        if os.environ.get("FLASK_RUN_FROM_CLI") == "true":
            return without_keys(refused)
        raise SystemExit(refused.words) from None
    install(app)
    return app


def without_keys(refused: UnsafeSettings) -> Flask:
    """An application that can only make keys, for a portal that has none yet; it serves nothing."""
    app = Flask("portal")
    app.cli.add_command(keys)
    app.before_request(lambda: abort(503))
    if sys.argv[1:2] != ["keys"]:
        click.echo(refused.words, err=True)
    return app


@keys.command("new")
@click.option("--demo", is_flag=True, help="Keep the recovery key beside the others, for trying out only.")
@click.option(
    "--into", type=click.Path(path_type=Path), default=None, help="Folder; by default the instance folder."
)
def new_keys(demo: bool, into: Path | None) -> None:
    """Write a new set of keys. What was sealed with an older set stays readable only with the older set."""
    folder = into or Path(os.environ.get("PORTAL_INSTANCE", str(ROOT / "instance")))
    target = folder / "keys.env"
    if target.exists():
        raise click.ClickException(
            f"{target} is there already. Move it away first if you really want new keys."
        )
    folder.mkdir(parents=True, exist_ok=True)
    private, public = new_pair()
    recovery_private, recovery_public = new_pair()
    values = {
        "SECRET_KEY": new_key(),
        "PORTAL_LOOKUP_KEY": new_key(),
        "PORTAL_SEAL_PUBLIC": public,
        "PORTAL_RECOVERY_PUBLIC": recovery_public,
    }
    lines = [f"{name}={base64.b64encode(value).decode()}" for name, value in values.items()]
    _write_secret(folder / "seal-private.key", private.hex())
    _write_secret(folder / "recovery-private.key", recovery_private.hex())
    if demo:
        lines.append(f"PORTAL_SEAL_PRIVATE_FILE={folder.resolve() / 'seal-private.key'}")
    _write_secret(target, "\n".join(lines))
    click.echo(f"Keys written to {folder}.")
    if not demo:
        click.echo(
            "Give seal-private.key to the staff door only. Take recovery-private.key off this machine now."
        )


def _write_secret(path: Path, text: str) -> None:
    path.touch(mode=0o600)
    path.write_text(text + "\n", encoding="ascii")


def alembic_config(url: str) -> Config:
    """Alembic's settings for one database."""
    config = Config()
    config.set_main_option("script_location", str(ROOT / "migrations"))
    config.set_main_option("sqlalchemy.url", url.replace("%", "%%"))
    return config


@db.command("upgrade")
def upgrade() -> None:
    """Bring the database's structure up to date."""
    command.upgrade(alembic_config(settings().database_url), "head")
    click.echo("The database is up to date.")


@partnership.command("check")
@click.argument("name", required=False)
def check(name: str | None) -> None:
    """Say what is wrong in a partnership's files, by file and line."""
    faults = loading.check(loading.folder(name or settings().partnership))
    for fault in faults:
        click.echo(f"{fault.file}:{fault.line}: {fault.words}")
    if faults:
        raise click.ClickException(f"{len(faults)} to mend.")
    click.echo("Nothing is wrong.")


@ledger.command("verify")
def verify() -> None:
    """Check the whole chain of the ledger."""
    with reading() as session:
        broken = ledger_queries.broken_at(session)
    if broken is not None:
        raise click.ClickException(f"Line {broken} does not fit the line before it.")
    click.echo("The whole chain holds.")


@outbox_group.command("send")
def send() -> None:
    """Send the mail that waits; run it from a timer."""
    url = settings().smtp_url
    if not url:
        raise click.ClickException("PORTAL_SMTP_URL is not set: nothing can be sent.")
    with transaction() as session:
        sent, failed = outbox.send_waiting(session, Sender(url, settings().mail_from), now=now())
    click.echo(f"{sent} sent, {failed} failed and stay in the outbox.")


def load_content() -> list[str]:
    """Load the partnership's words where the database has none; answers what differs, overwrites nothing."""
    return []


@partnership.command("load")
def load() -> None:
    """Put the partnership's content into the database; what an officer changed stays."""
    for difference in load_content():
        click.echo(difference)
    click.echo("The content is loaded.")
