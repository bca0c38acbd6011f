"""The command that reads in what police publish: `flask crime import <file>`."""

from pathlib import Path

import click
from flask.cli import AppGroup

from portal.core.windows import london_date
from portal.hotspots import recorded
from portal.hotspots.recorded import BadFile, MonthRead
from portal.partnership.current import current, geography
from portal.web.context import now, transaction

crime = AppGroup("crime", help="Crimes that police recorded and published.")


@crime.command("import")
@click.argument("file", type=click.Path(path_type=Path, exists=True, dir_okay=False))
def import_file(file: Path) -> None:
    """Read in a street-level FILE of data.police.uk; the same month again takes the place of the older."""
    try:
        with file.open(encoding="utf-8", newline="") as text, transaction() as session:
            months = recorded.read_in(
                session,
                recorded.lines(text, today=london_date(now())),
                ground=geography(),
                frame=current().map,
                now=now(),
                tell=lambda lines: click.echo(f"{lines:,} lines read"),
            )
    except BadFile as bad:
        line = f", line {bad.line}" if bad.line else ""
        raise click.ClickException(f"{file.name}{line}: {bad.words}. Nothing was kept.") from None
    for month in months:
        click.echo(_said(month))
    if not months:
        click.echo("The file holds no line.")


def _said(read: MonthRead) -> str:
    words = (
        f"{read.force}, {read.month:%B %Y}: {read.inside:,} inside the area, {read.outside:,} outside, "
        f"{read.without_place:,} without a place."
    )
    return f"{words} It was there already." if read.again else words
