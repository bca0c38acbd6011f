"""Whom we hear from, for staff: answers to the optional questions, by quarter, once a quarter is over."""

from datetime import date

from flask import Blueprint, render_template, request

from portal.concerns import tallies
from portal.core.actors import Permission
from portal.core.windows import london_date
from portal.web.context import now, reading
from portal.web.guard import requires

bp = Blueprint("tallies", __name__)


@bp.get("/concerns/equality")
@requires(Permission.FIGURES_READ)
def index() -> str:
    """One quarter, the newest where none that can be shown is asked for."""
    with reading() as session:
        quarters = tallies.quarters(session, today=london_date(now()))
        chosen = next((each for each in quarters if each.isoformat() == request.args.get("quarter")), None)
        chosen = chosen or next(iter(quarters), None)
        found = tallies.of(session, chosen) if chosen else ()
    return render_template(
        "concerns/staff/equality.html", quarters=quarters, chosen=chosen, found=found, last_month=_last_month
    )


def _last_month(quarter: date) -> date:
    return quarter.replace(month=quarter.month + 2)
