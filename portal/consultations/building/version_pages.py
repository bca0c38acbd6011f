"""The staff pages of a questionnaire's versions: what changed, bringing one back, putting a slip right."""

from collections import Counter

from flask import Blueprint, flash, redirect, render_template, request, url_for
from werkzeug.wrappers import Response

from forms.consultations.building import CorrectionForm, MoveForm, correction_form
from portal.consultations.building import queries, service, spelling
from portal.consultations.building.list_pages import view_of
from portal.consultations.building.queries import Building
from portal.consultations.building.said import REFUSALS, refusal
from portal.consultations.building.spelling import ChangesMeaning
from portal.core.actors import Permission
from portal.core.errors import NotFound
from portal.web.context import now, reading, transaction
from portal.web.guard import actor, requires

bp = Blueprint("versions", __name__)

Answer = str | Response | tuple[str, int]
MORE = (
    "This is more than a slip: people who answered saw other words. Put right letters only. If the question "
    "itself is wrong, say so when you report, or withdraw the consultation and ask again."
)
PARTS = {
    "title": "heading",
    "intro": "words above the questions",
    "hint": "words under it",
    "why": "why we ask",
    "text": "words to read",
    "unsure": "answer beside the scale",
    "other": "answer with a line to write on",
    "none": "answer that stands alone",
    "not_applicable": "last answer",
    "unit": "of what",
    "rows": "row",
    "options": "answer",
}
"""What each part of a page or question is called."""

CLOSED = "It takes no answers any more, so its words stay as people saw them."


@bp.get("/consultations/<slug>/questions/versions")
@requires(Permission.CONSULTATION_EDIT)
def index(slug: str) -> Answer:
    """Every version, the latest first."""
    view = view_of(slug)
    with reading() as session:
        found = queries.versions(session, slug)
    return render_template("consultations/staff/building/versions.html", view=view, versions=found)


@bp.get("/consultations/<slug>/questions/versions/<int:number>")
@requires(Permission.CONSULTATION_EDIT)
def show(slug: str, number: int) -> Answer:
    """What one version changed."""
    return _version(slug, number, 200)


@bp.post("/consultations/<slug>/questions/versions/<int:number>")
@requires(Permission.CONSULTATION_EDIT)
def bring_back(slug: str, number: int) -> Answer:
    """Let it stand again, as a new version."""
    form = MoveForm()
    if not form.validate_on_submit():
        return _version(slug, number, 422, "Nothing was done. Press the button again.")
    try:
        with transaction() as session:
            seen, who = form.seen(), actor().id
            service.bring_back(session, slug, number, seen=seen, actor_id=who, now=now())
    except REFUSALS as refused:
        return _version(slug, number, 409, refusal(refused))
    flash("Brought back. What stood before is a version too.", "done")
    return redirect(url_for("consultations_staff.questions.index", slug=slug), 303)


@bp.route("/consultations/<slug>/questions/corrections", methods=["GET", "POST"])
@requires(Permission.CONSULTATION_EDIT)
def correct(slug: str) -> Answer:
    """Put slips in published words right."""
    view = view_of(slug)
    labels = spelling.labels(view.document)
    form = correction_form(labels, _headings(view), version=view.version)
    if not form.validate_on_submit():
        return _corrections(view, form, 422 if request.method == "POST" else 200)
    try:
        with transaction() as session:
            wanted, reason, seen = form.wanted(), form.reason.data or "", form.seen()
            service.correct(session, slug, wanted, reason, seen=seen, actor_id=actor().id, now=now())
    except ChangesMeaning as refused:
        form.say(refused.at, MORE)
        return _corrections(view, form, 422)
    except REFUSALS as refused:
        fresh = view_of(slug)
        form.look_again(fresh.version)
        return _corrections(fresh, form, 409, refusal(refused) if fresh.may_correct else CLOSED)
    flash("Saved. The words before stand under “Versions”.", "done")
    return redirect(url_for(".index", slug=slug), 303)


def _version(slug: str, number: int, status: int, refused: str = "") -> tuple[str, int]:
    view = view_of(slug)
    with reading() as session:
        found = queries.version_view(session, slug, number)
    form = MoveForm(formdata=None, seen_version=view.version)
    values = {"view": view, "found": found, "form": form, "refused": refused}
    return render_template("consultations/staff/building/version.html", **values), status


def _headings(view: Building) -> dict[str, str]:
    """What each box of words is, by the label's name."""
    titles = {f"page.{page.code}": f"Page “{page.title}”" for page in view.document.pages}
    titles |= {f"question.{each.code}": f"Question “{each.title}”" for each in view.document.questions}
    found: dict[str, str] = {}
    counted: Counter[str] = Counter()
    for name in spelling.labels(view.document):
        what, code, part = name.split(".", 2)
        part = part.partition(".")[0]
        heading = f"{titles[f'{what}.{code}']}: {PARTS.get(part, part)}"
        counted[heading] += 1
        found[name] = f"{heading} {counted[heading]}" if part in ("rows", "options") else heading
    return found


def _corrections(view: Building, form: CorrectionForm, status: int, refused: str = "") -> tuple[str, int]:
    if not view.may_correct and not refused:
        raise NotFound(kind="corrections", value=view.slug)
    values = {"view": view, "form": form, "refused": refused}
    return render_template("consultations/staff/building/corrections.html", **values), status
