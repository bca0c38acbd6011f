"""Packs: list those one may read, make one, read it as a page or as CSV."""

import csv
import io
from typing import Any

from flask import Blueprint, flash, redirect, render_template, url_for
from werkzeug.wrappers import Response

from forms.packs import PackForm
from portal.core.actors import Permission, may
from portal.core.errors import DomainError
from portal.core.windows import london_date, months_on
from portal.packs import queries, rules, service
from portal.packs.rules import Period
from portal.partnership.current import current
from portal.partnership.rules import Tier
from portal.web.context import now, reading, transaction
from portal.web.filters import month
from portal.web.guard import actor, requires
from portal.web.listing import after

bp = Blueprint("packs_staff", __name__, url_prefix="/staff")

BACK = 24
"""How many months back a pack may start."""


@bp.get("/packs")
@requires(Permission.PACK_READ)
def index() -> str:
    """Packs this person may read."""
    return _index(_form() if may(actor(), Permission.PACK_MAKE) else None)


@bp.post("/packs")
@requires(Permission.PACK_MAKE)
def make() -> Any:
    """Freeze a pack for a group and a period."""
    form = _form()
    if not form.validate_on_submit():
        return _index(form), 422
    start, months = form.to_period()
    try:
        period = rules.period(start, months, today=london_date(now()))
    except DomainError:
        form.months.errors = [*form.months.errors, "Choose a period that is over: a pack never changes later"]
        return _index(form), 422
    flash("The pack is frozen.", "done")
    return redirect(url_for(".show", pack=_frozen(form.group.data, period)), 303)


@bp.get("/packs/<pack>")
@requires(Permission.PACK_READ)
def show(pack: str) -> str:
    """One pack."""
    with reading() as session:
        found = queries.pack(session, actor(), pack)
    return render_template("packs/staff/show.html", pack=found)


@bp.get("/packs/<pack>.csv")
@requires(Permission.PACK_READ)
def download(pack: str) -> Response:
    """One pack's numbers."""
    with reading() as session:
        found = queries.pack(session, actor(), pack)
    text = io.StringIO()
    csv.writer(text).writerows(rules.csv_lines(found.content))
    name = f"attachment; filename=pack-{found.content.group.lower()}-{found.version}.csv"
    return Response("\ufeff" + text.getvalue(), mimetype="text/csv", headers={"Content-Disposition": name})


def _frozen(group: str, period: Period) -> str:
    with transaction() as session:
        return service.make(
            session, partnership=current(), group=group, period=period, actor_id=actor().id, now=now()
        )


def _index(form: PackForm | None) -> str:
    with reading() as session:
        page = queries.page(session, actor(), after=after())
    names = {group.code: group.name for group in current().groups}
    return render_template("packs/staff/index.html", page=page, names=names, form=form)


def _form() -> PackForm:
    partnership = current()
    served = [group for group in partnership.groups if group.tier is not Tier.SCRUTINY]
    first = london_date(now()).replace(day=1)
    starts = [months_on(first, -n) for n in range(1, BACK + 1)]
    return PackForm().offer(
        [(group.code, group.name) for group in served],
        [(each.isoformat(), month(each)) for each in starts],
        [(str(n), "1 month" if n == 1 else f"{n} months") for n in rules.MONTHS],
    )
