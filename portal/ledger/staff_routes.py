"""The ledger as administrators read it: newest line first, by item, and checked from end to end."""

from flask import Blueprint, render_template, request

from forms.ledger import FilterForm
from portal.core.actors import Permission
from portal.ledger import queries
from portal.web.context import reading
from portal.web.guard import requires
from portal.web.listing import Page, after
from portal.web.names import actor_names
from portal.web.sorting import order

bp = Blueprint("ledger_staff", __name__, url_prefix="/staff/ledger")


@bp.get("")
@requires(Permission.LEDGER_READ)
def index() -> tuple[str, int]:
    """What staff decided, page by page; `?subject=` keeps to one item."""
    form = FilterForm(request.args)
    right, chosen = form.validate(), order(("number",), queries.NEWEST)
    with reading() as session:
        item = form.subject.data if right else None
        page = queries.page(session, after=after(), subject=item, order=chosen)
        named = actor_names(session, {line.actor_id for line in page.rows})
    rows = tuple(queries.entry(line, named[line.actor_id]) for line in page.rows)
    shown = {"form": form, "page": Page(rows, page.next_key), "order": chosen}
    return render_template("ledger/staff/index.html", **shown), 200 if right else 422


@bp.get("/check")
@requires(Permission.LEDGER_READ)
def check() -> str:
    """Whether the whole chain holds, and how it ends."""
    with reading() as session:
        state = queries.state(session)
    return render_template("ledger/staff/check.html", state=state)
