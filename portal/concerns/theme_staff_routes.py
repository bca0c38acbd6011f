"""Themes on staff pages: the list, one theme with its notes, and the forms that begin, change, close it."""

from dataclasses import dataclass

from flask import Blueprint, abort, flash, redirect, render_template, request, url_for
from werkzeug.wrappers import Response

from forms.themes import LookForm, ThemeForm, ThemeStepForm
from portal.concerns import theme_rules, themes
from portal.concerns.theme_rules import NameTaken, PointsToSomebody, ThemeState
from portal.concerns.themes import Theme
from portal.core.actors import Permission, may
from portal.core.details import in_words
from portal.core.disclosure import Audience, Published, gate
from portal.core.errors import DomainError, MoveNotAllowed, Stale
from portal.ledger import service as ledger
from portal.partnership.current import current, geography
from portal.web.context import now, reading, transaction
from portal.web.guard import actor, requires
from portal.web.listing import after
from portal.web.names import actor_names
from portal.web.sorting import order

bp = Blueprint("themes", __name__, url_prefix="/concerns/themes")

Answer = str | tuple[str, int] | Response

"""What the search for personal details found, in words."""


@dataclass(frozen=True, slots=True)
class Seen:
    """How many counted reports stand under a theme, for each who may know."""

    officers: Published
    groups: Published
    councillors: Published


@bp.get("")
@requires(Permission.CONCERN_READ_SANITISED)
def index() -> str:
    """Every theme, or only those that are open or closed."""
    asked = request.args.get("state", "")
    state = ThemeState(asked) if asked in set(ThemeState) else None
    chosen = order(themes.COLUMNS, themes.BY_NAME)
    with reading() as session:
        page = themes.page(session, state=state, order=chosen, after=after())
    shown = {"page": page, "order": chosen, "state": state, "names": _names(), "may_edit": _may_edit()}
    return render_template("concerns/staff/themes.html", **shown)


@bp.route("/new", methods=["GET", "POST"])
@requires(Permission.MODERATION_DECIDE)
def new() -> Answer:
    """Begin a theme."""
    form = _offered(ThemeForm())
    if not form.validate_on_submit():
        return _edit(form, None, 422 if request.method == "POST" else 200)
    try:
        with transaction() as session:
            theme_id = themes.begin(session, _words(form), actor_id=actor().id, now=now())
    except (NameTaken, PointsToSomebody) as refused:
        return _explained(form, None, refused)
    flash("The theme is there. Reports can be put under it now.", "done")
    return redirect(url_for(".show", theme_id=theme_id), 303)


@bp.get("/<string:theme_id>")
@requires(Permission.CONCERN_READ_SANITISED)
def show(theme_id: str) -> Answer:
    """One theme, its notes, and for moderators the reports under it."""
    return _show(theme_id, 200)


@bp.post("/<string:theme_id>/figures")
@requires(Permission.FIGURES_READ)
def figures(theme_id: str) -> Answer:
    """How many reports stand under it; the ledger says that somebody looked."""
    if not LookForm().validate_on_submit():
        return _show(theme_id, 422)
    with transaction() as session:
        found = themes.behind(session, themes.of(session, theme_id).id, partnership=current())
        ledger.record(
            session, actor_id=actor().id, action="figures.read", subject=f"theme:{theme_id}", now=now()
        )
    groups, councillors = (
        gate(found.count, audience, sensitive=found.sensitive)
        for audience in (Audience.GROUP, Audience.COUNCILLOR)
    )
    return _show(theme_id, 200, Seen(gate(found.count, Audience.ANALYST), groups, councillors))


@bp.route("/<string:theme_id>/words", methods=["GET", "POST"])
@requires(Permission.MODERATION_DECIDE)
def edit(theme_id: str) -> Answer:
    """Change a theme's name, note or place."""
    with reading() as session:
        theme = themes.of(session, theme_id)
    form = _offered(ThemeForm(data=_filled(theme)))
    if not form.validate_on_submit():
        return _edit(form, theme, 422 if request.method == "POST" else 200)
    try:
        with transaction() as session:
            words, seen = _words(form), form.seen()
            themes.save(session, theme_id, words, seen_version=seen, actor_id=actor().id, now=now())
    except (NameTaken, PointsToSomebody, Stale) as refused:
        return _explained(form, theme_id, refused)
    flash("Saved. The older note stays readable below.", "done")
    return redirect(url_for(".show", theme_id=theme_id), 303)


@bp.post("/<string:theme_id>/<string:wanted>")
@requires(Permission.MODERATION_DECIDE)
def move(theme_id: str, wanted: str) -> Answer:
    """Close a theme, or open it again."""
    if wanted not in set(ThemeState):
        abort(404)
    form = ThemeStepForm()
    if not form.validate_on_submit():
        return _show(theme_id, 422)
    try:
        with transaction() as session:
            themes.move(
                session,
                theme_id,
                ThemeState(wanted),
                seen_version=form.seen(),
                actor_id=actor().id,
                now=now(),
            )
    except (Stale, MoveNotAllowed) as refused:
        return _show(theme_id, refused.status, stale=True)
    flash("Closed. Nothing more is put under it." if wanted == "closed" else "Open again.", "done")
    return redirect(url_for(".show", theme_id=theme_id), 303)


def _show(theme_id: str, status: int, seen: Seen | None = None, *, stale: bool = False) -> tuple[str, int]:
    with reading() as session:
        theme = themes.of(session, theme_id)
        page = themes.lines(session, theme_id, after=after()) if _may_edit() else None
        people = actor_names(session, {note.by for note in theme.notes})
    html = render_template(
        "concerns/staff/theme.html",
        theme=theme,
        page=page,
        people=people,
        names=_names(),
        seen=seen,
        stale=stale,
        form=ThemeStepForm(formdata=None, seen_version=theme.version),
        look=LookForm(formdata=None),
        may_edit=_may_edit(),
    )
    return html, status


def _explained(form: ThemeForm, theme_id: str | None, refused: DomainError) -> tuple[str, int]:
    """The form again, with why it was refused; after somebody else's save also what stands now."""
    theme = None
    if theme_id is not None:
        with reading() as session:
            theme = themes.of(session, theme_id)
    if isinstance(refused, NameTaken):
        form.name.errors = ["Another theme is called so. Choose another name, or use that theme"]
    if isinstance(refused, PointsToSomebody):
        found = in_words(refused.kinds)
        field = form.name if refused.part == "name" else form.note
        field.errors = [f"Take out what looks like {found}: nothing in a theme points to a person"]
    stale = isinstance(refused, Stale)
    if stale and theme is not None:
        form.seen_version.data = str(theme.version)
    return _edit(form, theme, refused.status, stale=stale)


def _edit(form: ThemeForm, theme: Theme | None, status: int, *, stale: bool = False) -> tuple[str, int]:
    page = render_template(
        "concerns/staff/theme_words.html",
        form=form,
        theme=theme,
        stale=stale,
        most=theme_rules.MAX_NOTE,
    )
    return page, status


def _offered(form: ThemeForm) -> ThemeForm:
    kinds = [
        (kind.code, f"{topic.name}: {kind.name}")
        for topic in current().topics
        if topic.takes_reports
        for kind in topic.subtopics
    ]
    wards = sorted(((ward.code, ward.name) for ward in current().wards), key=lambda pair: pair[1])
    areas = [(area.id, area.label) for area in geography().areas if area.ward == form.ward.data]
    return form.offer(kinds, wards, sorted(areas, key=lambda pair: pair[1]) if form.ward.data else [])


def _filled(theme: Theme) -> dict[str, object]:
    return {
        "name": theme.name,
        "note": theme.note,
        "subtopic": theme.subtopic or "",
        "ward": theme.ward or "",
        "area": theme.area or "",
        "seen_version": theme.version,
    }


def _words(form: ThemeForm) -> theme_rules.ThemeWords:
    kind = form.subtopic.data
    return form.to_words(current().topic_of(kind).code if kind else "")


def _names() -> dict[str, str]:
    """What every code of the partnership is called."""
    kinds = {kind.code: kind.name for topic in current().topics for kind in topic.subtopics}
    topics = {topic.code: topic.name for topic in current().topics}
    wards = {ward.code: ward.name for ward in current().wards}
    return {**{area.id: area.label for area in geography().areas}, **wards, **topics, **kinds}


def _may_edit() -> bool:
    return may(actor(), Permission.MODERATION_DECIDE)
