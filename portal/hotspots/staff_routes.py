"""Where concerns gather, for staff who need to know: the list, places against a year ago, one hotspot."""

from datetime import date

from flask import Blueprint, abort, render_template, request
from werkzeug.wrappers import Response

from forms.hotspots import LookForm, PlacesForm
from portal.core.actors import Permission, may
from portal.core.scale import CONCERNS
from portal.core.windows import london_date
from portal.hotspots import page, picture, place_map, queries, stretches, work_staff_routes
from portal.hotspots.picture import Gathered
from portal.hotspots.rules import STAGE_WORDS
from portal.ledger import service as ledger
from portal.partnership.current import current, geography
from portal.web.context import now, reading, transaction
from portal.web.guard import actor, requires
from portal.web.listing import after
from portal.web.sorting import order

bp = Blueprint("hotspots_staff", __name__, url_prefix="/staff")
bp.register_blueprint(work_staff_routes.bp)

Answer = str | tuple[str, int] | Response
OFFERED = 8  # quarters to choose from: two years


@bp.get("/hotspots")
@requires(Permission.HOTSPOT_READ)
def index() -> str:
    """The hotspots this person needs to know of."""
    chosen = order(queries.COLUMNS, queries.LAST_CHANGED)
    with reading() as session:
        found = queries.page(session, actor(), partnership=current(), order=chosen, after=after())
    return render_template(
        "hotspots/staff/index.html",
        page=found,
        order=chosen,
        stages=STAGE_WORDS,
        owners=page.groups(),
        wide=may(actor(), Permission.FIGURES_READ),
    )


@bp.route("/hotspots/places", methods=["GET", "POST"])
@requires(Permission.FIGURES_READ)
def places() -> Answer:
    """Places and themes against a year ago; the ledger says that somebody looked, so a button asks."""
    form = _places_form()
    if not form.validate_on_submit():
        return _places(form, None), 422 if request.method == "POST" else 200
    first = date.fromisoformat(form.quarter.data)
    stretch = next(each for each in stretches.quarters(london_date(now()), OFFERED) if each.first == first)
    with transaction() as session:
        ledger.record(
            session, actor_id=actor().id, action="figures.read", subject="figures:places", now=now()
        )
        found = picture.gathered(session, stretch, ground=geography(), kinds=_kinds(form.topic.data))
    return _places(form, found)


@bp.get("/hotspots/maps/<string:digest>.js")
@requires(Permission.FIGURES_READ)
def map_script(digest: str) -> Response:
    """The outlines of wards and map areas; no number is in them."""
    if digest != place_map.live().digest:
        abort(404)
    return Response(place_map.live().script, mimetype="text/javascript")


@bp.get("/hotspots/<string:hotspot_id>")
@requires(Permission.HOTSPOT_READ)
def show(hotspot_id: str) -> Answer:
    """One hotspot."""
    return page.draw(hotspot_id, 200)


@bp.post("/hotspots/<string:hotspot_id>/figures")
@requires(Permission.FIGURES_READ)
def figures(hotspot_id: str) -> Answer:
    """Its numbers; the ledger says that somebody looked."""
    if not LookForm().validate_on_submit():
        return page.draw(hotspot_id, 422)
    with transaction() as session:
        found = queries.one(session, actor(), hotspot_id, partnership=current())
        ledger.record(
            session, actor_id=actor().id, action="figures.read", subject=f"hotspot:{found.id}", now=now()
        )
        numbers = picture.figures(session, found, page.reader(), today=london_date(now()))
    return page.draw(hotspot_id, 200, figures=numbers)


def _places(form: PlacesForm, found: Gathered | None) -> str:
    drawn = found is not None and bool(found.areas)
    return render_template(
        "hotspots/staff/places.html",
        form=form,
        found=found,
        map=place_map.live() if drawn else None,
        drawing=place_map.drawing(found) if found else None,
        classes=CONCERNS.words,
    )


def _places_form() -> PlacesForm:
    offered = stretches.quarters(london_date(now()), OFFERED)
    topics = {topic.code: topic.name for topic in current().topics if topic.takes_reports}
    return PlacesForm().offer([(each.first.isoformat(), each.words) for each in offered], topics)


def _kinds(topic: str) -> frozenset[str] | None:
    return frozenset(kind.code for kind in current().topic(topic).subtopics) if topic else None
