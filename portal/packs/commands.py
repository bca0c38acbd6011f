"""The commands of packs: `flask pack make` freezes one, `flask pack verify` checks them all."""

from datetime import date

import click
from flask.cli import AppGroup

from portal.core.actors import Role
from portal.core.errors import DomainError
from portal.core.windows import london_date
from portal.packs import queries, rules, service
from portal.partnership.current import current, geography
from portal.partnership.margins import margins
from portal.staff import queries as staff
from portal.web.context import now, reading, settings, transaction

pack = AppGroup("pack", help="Frozen evidence packs.")


@pack.command("make")
@click.option("--group", required=True, help="Code of the group, such as in groups.toml.")
@click.option("--start", required=True, help="First month, such as 2026-07.")
@click.option("--months", default=3, show_default=True, help="How many months: 1, 2, 3, 6 or 12.")
@click.option("--actor", required=True, help="E-mail address of the officer in whose name it is made.")
def make(group: str, start: str, months: int, actor: str) -> None:
    """Freeze the evidence of one group and period; prints where it stands and its fingerprint."""
    try:
        period = rules.period(date.fromisoformat(f"{start}-01"), months, today=london_date(now()))
    except ValueError:
        raise click.ClickException("Write the first month like 2026-07.") from None
    except DomainError:
        raise click.ClickException("Choose 1, 2, 3, 6 or 12 whole months that are over.") from None
    with transaction() as session:
        account = next((each for each in staff.accounts(session) if each.email == actor.lower()), None)
        if account is None or Role.ENGAGEMENT_OFFICER not in account.roles:
            raise click.ClickException("No engagement officer has this address.")
        try:
            made = service.make(
                session,
                partnership=current(),
                geography=geography(),
                residents=margins(settings().partnership),
                group=group.upper(),
                period=period,
                actor_id=account.id,
                now=now(),
            )
        except DomainError:
            raise click.ClickException(f"There is no group {group} that gets packs.") from None
        digest = queries.digest_of(session, made)
    click.echo(f"Frozen: /staff/packs/{made}")
    click.echo(f"Fingerprint: {digest}")


@pack.command("verify")
def verify() -> None:
    """Check every frozen pack against its fingerprint."""
    with reading() as session:
        broken = queries.broken(session)
    if broken:
        raise click.ClickException(f"Changed since they were frozen: {', '.join(broken)}.")
    click.echo("Every pack is as it was frozen.")
