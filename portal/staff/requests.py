"""Four eyes: roles one administrator asked for and another one gives or refuses."""

from flask import Blueprint, flash, redirect, render_template, request, url_for
from werkzeug.wrappers import Response

from forms.staff import RequestForm
from portal.core.actors import Permission, Role
from portal.core.errors import DomainError, NotFound
from portal.staff import queries, service
from portal.staff.rules import GroupsNeeded, RolesClash, SecondAdministrator, WardNeeded
from portal.web.context import now, reading, transaction
from portal.web.guard import actor, requires

bp = Blueprint("requests", __name__, url_prefix="/accounts/requests")

Answer = str | Response | tuple[str, int]

WORDS: dict[type[DomainError], str] = {
    SecondAdministrator: "You asked for this role. Ask another administrator to give it.",
    NotFound: "This request is settled already. Look at the list again.",
    RolesClash: "The account is an administrator by now and can hold no role that reads what people wrote.",
    WardNeeded: "Choose a ward on the account's page first.",
    GroupsNeeded: "Choose a group on the account's page first.",
}


@bp.get("")
@requires(Permission.ACCOUNT_MANAGE)
def index() -> Answer:
    """Every role that waits, and which of them this administrator may give."""
    with reading() as session:
        rows = queries.requests(session)
    return render_template("staff/requests/index.html", rows=rows, me=actor().id, form=RequestForm())


@bp.post("")
@requires(Permission.ACCOUNT_MANAGE)
def settle() -> Answer:
    """Give the role, or take the request off the list."""
    form = RequestForm()
    if not form.validate_on_submit():
        flash("This page was open for a long time. Press the button again.", "warning")
        return redirect(url_for(".index"), 303)
    given = request.form.get("go") == "give"
    verb = service.give_role if given else service.refuse_role
    try:
        with transaction() as session:
            verb(session, form.account.data, Role(form.role.data), by=actor().id, now=now())
    except tuple(WORDS) as refused:
        flash(WORDS[type(refused)], "warning")
    else:
        flash("The role is given." if given else "The request is taken off the list.", "done")
    return redirect(url_for(".index"), 303)
