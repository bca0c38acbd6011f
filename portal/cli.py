"""The `flask` commands of whoever runs the portal: keys, database, content, accounts, checks."""

import os
import sys
from collections.abc import Callable
from pathlib import Path

import click
from alembic import command
from alembic.config import Config
from flask import Flask, abort
from flask.cli import AppGroup, with_appcontext
from sqlalchemy.exc import DBAPIError

from portal.adapters import keyfile
from portal.adapters.mail import Sender
from portal.adapters.tokens import new_code
from portal.advice import service as advice_service
from portal.concerns.releases import making
from portal.concerns.releases.making import Home
from portal.consultations.commands import consultation, destroy_secrets
from portal.core.actors import Role
from portal.core.errors import DomainError
from portal.demo import load as demo_load
from portal.demo import people as demo_people
from portal.front import kept, readiness
from portal.front.reading import reading_age_command
from portal.hotspots.commands import crime
from portal.ledger import queries as ledger_queries
from portal.outbox.sending import send_waiting
from portal.packs.commands import pack
from portal.partnership import loading
from portal.partnership import service as partnership_service
from portal.partnership.current import current, geography
from portal.partnership.language_commands import languages
from portal.partnership.reading.tables import BadPartnership
from portal.plan import service as plan_service
from portal.referrals.commands import referrals
from portal.settings import ROOT, Settings, UnsafeSettings
from portal.staff import queries as staff_queries
from portal.staff import service as staff_service
from portal.staff.keys import StaffKeys
from portal.web.context import house, now, opener, reading, settings, transaction

keys = AppGroup("keys", help="The keys this portal runs with.")
db = AppGroup("db", help="The database's structure.")
partnership = AppGroup("partnership", help="The partnership as data.")
ledger = AppGroup("ledger", help="The record of staff decisions.")
outbox_group = AppGroup("outbox", help="Mail that waits.")
demo = AppGroup("demo", help="Invented content to try the portal with.")
accounts = AppGroup("accounts", help="Accounts of staff.")
release = AppGroup("release", help="What is published about concerns.")
retention = AppGroup("retention", help="What has been kept long enough.")

GROUPS = (
    *(keys, db, partnership, languages, ledger, outbox_group, demo, accounts, release, consultation, pack),
    retention,
)


def install(app: Flask) -> None:
    """Give `app` its commands."""
    for group in GROUPS:
        app.cli.add_command(group)
    app.cli.add_command(doctor)
    app.cli.add_command(crime)
    app.cli.add_command(referrals)
    app.cli.add_command(reading_age_command)


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
    except BadPartnership as bad:
        raise SystemExit(f"{bad}\nError: Mend the partnership's files, first {bad.faults[0]}.") from None
    install(app)
    if os.environ.get("FLASK_RUN_FROM_CLI") != "true":
        refuse_unready(app)
    return app


def refuse_unready(app: Flask) -> None:
    """End with the reason where the public would be let into a real portal that is not ready for them."""
    with app.app_context():
        if not settings().production or settings().doors != "public":
            return
        try:
            with reading() as session:
                refused = readiness.refusals(session, current().legal)
        except DBAPIError:
            refused = ("The database could not be read: check DATABASE_URL and run flask db upgrade.",)
    if refused:
        raise SystemExit(" ".join(refused))


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
    try:
        keyfile.write_new(folder, beside=demo)
    except FileExistsError as there:
        raise click.ClickException(
            f"{there} is there already. Move it away first if you really want new keys."
        ) from None
    click.echo(f"Keys written to {folder}.")
    if not demo:
        click.echo(
            "Give seal-private.key to the staff door only, and take recovery-private.key elsewhere now."
        )


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
    sent, failed = send_waiting(house().database, Sender(url, settings().mail_from), now=now())
    click.echo(f"{sent} sent, {failed} failed and stay in the outbox.")


def load_content() -> list[str]:
    """Load the partnership's words where the database has none; answers what differs, overwrites nothing."""
    content = loading.load_content(loading.folder(settings().partnership))
    with transaction() as session:
        return [
            difference
            for load in (partnership_service.load, advice_service.load, plan_service.load)
            for difference in load(session, content, now=now())
        ]


@partnership.command("load")
def load() -> None:
    """Put the partnership's content into the database; what an officer changed stays."""
    for difference in load_content():
        click.echo(difference)
    click.echo("The content is loaded.")


@partnership.command("map-points")
@click.argument("name", required=False)
def map_points(name: str | None) -> None:
    """Work out the map areas from wards, postcodes and places, and write them beside these."""
    areas = loading.write_map_points(loading.folder(name or settings().partnership))
    click.echo(f"{sum(area.mapped for area in areas)} of {len(areas)} areas can be shown on a map.")


@demo.command("load")
def load_demo() -> None:
    """Load invented reports, answers, accounts and a plan; once, into a database without accounts."""
    if not settings().demo:
        raise click.ClickException("Demonstration content is loaded only with PORTAL_DEMO=1.")
    with reading() as session:
        if staff_queries.accounts(session):
            click.echo("The demonstration is loaded already.")
            return
    demo_load.load(
        house().database,
        settings(),
        partnership=current(),
        geography=geography(),
        opener=opener(),
        now=now(),
        say=click.echo,
    )
    click.echo(f"Accounts are listed in {settings().instance / demo_people.FILE}.")


@accounts.command("create")
@click.option("--email", prompt="E-mail address")
@click.option("--name", prompt="Name")
def create_account(email: str, name: str) -> None:
    """Make an administrator's account, who invites everybody else; prints the link to choose the password."""
    code = new_code()
    keys = StaffKeys.of(settings())
    try:
        with transaction() as session:
            staff_service.create_first(
                session, email, [Role.ADMINISTRATOR], name=name, now=now(), keys=keys, code=code
            )
    except DomainError as refused:
        raise click.ClickException(f"No account was made: {refused.code}.") from None
    click.echo("Choose the password within seven days at:")
    click.echo(f"{settings().origin}/staff/invitations/{code}")


@release.command("make")
@click.option("--actor", required=True, help="E-mail address of the officer in whose name it is made.")
def make_release(actor: str) -> None:
    """Publish the newest period that is over."""
    with transaction() as session:
        account = next(
            (each for each in staff_queries.accounts(session) if each.email == actor.lower()), None
        )
        if account is None or Role.ENGAGEMENT_OFFICER not in account.roles:
            raise click.ClickException("No engagement officer has this address.")
        home = Home(current(), geography())
        period = making.due(session, home, now=now())
        if period is None:
            raise click.ClickException("Every period that is over is published already.")
        made = making.make(session, home, period, actor_id=account.id, now=now())
    click.echo(f"Release {made.number} is made: {period.words}.")


@retention.command("purge")
@click.option("--dry-run", is_flag=True, help="Only say what is due, and what is held.")
def purge(dry_run: bool) -> None:
    """Delete what has been kept long enough; run it from a timer every night."""
    for line in kept.told(house().database, current().retention, now=now(), dry_run=dry_run):
        click.echo(line)
    if not dry_run:
        click.echo(f"signing secrets: {destroy_secrets()} destroyed")


@click.command("doctor")
@with_appcontext
def doctor() -> None:
    """Say what is still missing before people can rely on this portal."""
    with reading() as session:
        missing = readiness.lacks(session, now=now(), legal=current().legal)
    for line in missing:
        click.echo(line)
    if missing:
        raise click.ClickException(f"{len(missing)} to mend.")
    click.echo("Nothing is missing.")
