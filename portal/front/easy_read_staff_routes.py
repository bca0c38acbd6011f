"""Officers put an Easy Read version beside a page, change it, and take it away."""

from flask import Blueprint, flash, redirect, render_template, request, url_for
from werkzeug.wrappers import Response

from forms.easy_read import EasyReadForm, TakeAwayForm
from portal.core.actors import Permission
from portal.core.easy_read import PICTURES, EasyLine, lines
from portal.core.errors import NotFound, Stale
from portal.core.windows import london_date
from portal.front.easy_pages import EasyPage, every_page
from portal.partnership import easy_read
from portal.partnership.easy_read import EasyReadView
from portal.web.context import now, reading, transaction
from portal.web.guard import actor, requires

bp = Blueprint("easy", __name__, url_prefix="/easy-read")

Answer = str | Response | tuple[str, int]


@bp.get("")
@requires(Permission.ADVICE_EDIT)
def index() -> str:
    """Every page that can have one, and which have."""
    with reading() as session:
        pages, there = every_page(session, now=now()), easy_read.keys(session)
    return render_template("front/staff/easy_reads.html", pages=pages, there=there)


@bp.route("/<string:key>", methods=["GET", "POST"])
@requires(Permission.ADVICE_EDIT)
def edit(key: str) -> Answer:
    """Write or change one; a preview keeps nothing."""
    page, found = _found(key)
    form = EasyReadForm(data=_filled(found)).on(london_date(now()))
    if not form.validate_on_submit():
        return _draw(page, found, form, 422 if request.method == "POST" else 200)
    if request.form.get("go") == "preview":
        return _draw(page, found, form, 200, lines(form.text.data or ""))
    try:
        with transaction() as session:
            words, seen = form.to_words(), form.seen()
            easy_read.save(session, key, words, seen_version=seen, actor_id=actor().id, now=now())
    except Stale:
        return _stale(key, form)
    flash("Saved. The page offers it within ten seconds, once the page itself is public.", "done")
    return redirect(url_for(".index"), 303)


@bp.post("/<string:key>/removal")
@requires(Permission.ADVICE_EDIT)
def take_away(key: str) -> Answer:
    """The page offers none any more."""
    form, (page, found) = TakeAwayForm(), _found(key)
    if not form.validate_on_submit():
        return _draw(page, found, EasyReadForm(formdata=None, data=_filled(found)), 422)
    try:
        with transaction() as session:
            seen = form.seen()
            easy_read.take_away(session, key, seen_version=seen, actor_id=actor().id, now=now())
    except Stale:
        return _stale(key, EasyReadForm(formdata=None, data=_filled(found)))
    flash("Taken away. The page offers no Easy Read.", "done")
    return redirect(url_for(".index"), 303)


def _found(key: str) -> tuple[EasyPage, EasyReadView | None]:
    with reading() as session:
        page = next((each for each in every_page(session, now=now()) if each.key == key), None)
        if page is None:
            raise NotFound(kind="easy-read", value=key)
        return page, easy_read.one(session, key)


def _filled(found: EasyReadView | None) -> dict[str, object]:
    if found is None:
        return {"seen_version": 0}
    return {
        "text": found.source,
        "made_by": found.made_by,
        "checked_by": found.checked_by,
        "checked_on": found.checked_on,
        "seen_version": found.version,
    }


def _stale(key: str, form: EasyReadForm) -> tuple[str, int]:
    page, found = _found(key)
    form.seen_version.data = str(found.version if found else 0)
    return _draw(page, found, form, 409)


def _draw(
    page: EasyPage,
    found: EasyReadView | None,
    form: EasyReadForm,
    status: int,
    shown: tuple[EasyLine, ...] = (),
) -> tuple[str, int]:
    gone = TakeAwayForm(formdata=None, seen_version=found.version) if found else None
    values = {"page": page, "found": found, "form": form, "gone": gone, "pictures": PICTURES}
    return render_template(
        "front/staff/easy_read.html", shown=shown, stale=status == Stale.status, **values
    ), status
