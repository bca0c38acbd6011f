"""The pages on which officers set what comes first in which years."""

from typing import Any

from flask import Blueprint, flash, redirect, render_template, request, url_for
from werkzeug.wrappers import Response

from forms.priorities import PrioritiesForm
from portal.core.actors import Permission
from portal.core.errors import NotFound, Stale
from portal.partnership import priorities, queries
from portal.partnership.current import current
from portal.partnership.priorities import NEW, NoPriority, PriorityTwice
from portal.partnership.queries import PrioritiesView
from portal.web.context import now, reading, transaction
from portal.web.guard import actor, requires

bp = Blueprint("priorities", __name__)

Answer = str | Response | tuple[str, int]
CHANGED = (
    "Somebody saved this list since you opened it. Your words are still here; save again to replace theirs"
)


@bp.get("/plan/priorities")
@requires(Permission.PLAN_EDIT)
def index() -> Answer:
    """Every list, the newest years first."""
    with reading() as session:
        found = queries.every_priorities(session)
    return render_template("plan/staff/priorities.html", found=found)


@bp.route("/plan/priorities/new", methods=["GET", "POST"])
@requires(Permission.PLAN_EDIT)
def new() -> Answer:
    """Write a list for years that have none."""
    return _edit(None, {"seen_version": NEW})


@bp.route("/plan/priorities/<string:year>", methods=["GET", "POST"])
@requires(Permission.PLAN_EDIT)
def edit(year: str) -> Answer:
    """Change the list of some years."""
    with reading() as session:
        found = queries.priorities_of(session, year)
    return _edit(found, _filled(found))


def _edit(found: PrioritiesView | None, filled: dict[str, Any]) -> Answer:
    groups = [(group.code, group.short_name or group.name) for group in current().groups]
    form = PrioritiesForm(data=filled).offer(groups)
    if not form.validate_on_submit():
        return _page(form, found, 422 if request.method == "POST" else 200)
    if found is not None:
        form.year.data = str(found.years)
    stored = frozenset(one.code for one in found.priorities) if found else frozenset[str]()
    try:
        with transaction() as session:
            given, seen = form.to_set(stored), form.seen()
            priorities.save(session, given, seen_version=seen, actor_id=actor().id, now=now())
    except (NoPriority, PriorityTwice, Stale) as refused:
        return _refused(form, found, refused)
    flash("Saved. The public pages show it within ten seconds.", "done")
    return redirect(url_for(".index"), 303)


def _refused(form: PrioritiesForm, found: PrioritiesView | None, refused: Exception) -> tuple[str, int]:
    if isinstance(refused, NoPriority):
        form.one_1.form.name.errors = ["Write at least one priority"]
    elif isinstance(refused, PriorityTwice):
        form.form_errors.append(f"“{refused.name}” stands twice: give each its own name")
    else:
        form.form_errors.append(_stale(form))
    return _page(form, found, 409 if isinstance(refused, Stale) else 422)


def _stale(form: PrioritiesForm) -> str:
    """What is said when somebody was faster; the form learns the version that stands."""
    try:
        with reading() as session:
            stands = queries.priorities_of(session, form.year.data or "").version
    except NotFound:
        stands = NEW
    new_here = form.seen_version.data == str(NEW)
    form.seen_version.data = str(stands)
    return "These years have a list already. Save again to replace it with yours" if new_here else CHANGED


def _filled(found: PrioritiesView) -> dict[str, Any]:
    filled: dict[str, Any] = {
        "year": str(found.years),
        "heading": found.heading,
        "source": found.source,
        "illustration": found.illustration,
        "seen_version": found.version,
    }
    for number, one in enumerate(found.priorities, start=1):
        filled[f"one_{number}"] = {
            "code": one.code,
            "name": one.name,
            "words": one.words,
            "groups": list(one.groups),
        }
    return filled


def _page(form: PrioritiesForm, found: PrioritiesView | None, status: int) -> tuple[str, int]:
    return render_template("plan/staff/priorities_edit.html", form=form, found=found), status
