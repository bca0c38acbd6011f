"""Reporting a concern and asking after it, for anybody; nobody is asked who they are."""

from dataclasses import asdict

from flask import Blueprint, Response, abort, jsonify, request
from werkzeug.local import LocalProxy

from portal.concerns import follow_up as receipts
from portal.concerns.releases import published
from portal.concerns.reporting import maps, pausing, sending, standing, wizard
from portal.partnership.pointing import point_map
from portal.web.context import reading
from portal.web.guard import limited, public
from portal.web.headers import cacheable, no_store

bp = Blueprint("concerns", __name__)

A_YEAR = 365 * 24 * 60 * 60  # seconds


@bp.context_processor
def service() -> dict[str, object]:
    """What the report's pages say about how reporting stands; read only where a page says it."""
    return {"opening": LocalProxy(standing.service)}


@bp.route("/concerns/report", methods=["GET", "POST"])
@public
@limited(sending.LIMIT, inside=True)
def report() -> tuple[str, int]:
    """One question a page; nothing is kept before it is sent."""
    no_store()
    return pausing.refused() or (wizard.go_on() if request.method == "POST" else wizard.begin())


@bp.route("/concerns/follow-up", methods=["GET", "POST"])
@public
@limited(receipts.LIMIT, inside=True)
def follow_up() -> tuple[str, int]:
    """What a receipt shows, answering and adding, and taking the report back."""
    no_store()
    return receipts.answer() if request.method == "POST" else receipts.ask()


@bp.get("/concerns/places.json")
@public
def places() -> Response:
    """Names for the map; the page's script writes them as text."""
    cacheable("public, max-age=3600")
    return jsonify({kind: [asdict(label) for label in found] for kind, found in maps.labels().items()})


@bp.get("/maps/<string:digest>.js")
@public
def map_script(digest: str) -> Response:
    """The script of a map by its SHA-256; it never changes, so it may be kept for ever."""
    drawn = point_map()
    script: str | None = drawn.script
    if digest != drawn.digest:
        with reading() as session:
            script = published.map_script(session, digest)
    if script is None:
        abort(404)
    cacheable(f"public, max-age={A_YEAR}, immutable")
    return Response(script, mimetype="text/javascript")
