"""Map tiles under our own address, so that no visitor's browser meets the server they come from.

Refuses every tile that does not touch the partnership's area. Without `PORTAL_TILE_URL` there are none: maps
then show outlines and names.
"""

from flask import Blueprint, Flask, Response, current_app

from portal.adapters.tiles import Bounds, NoSuchTile, NotNow, Tiles, TileServer
from portal.partnership.current import PARTNERSHIP
from portal.partnership.rules import Partnership
from portal.settings import Settings
from portal.web.context import now
from portal.web.guard import SlowDown, count_one, public
from portal.web.headers import cacheable, no_store

bp = Blueprint("map_tiles", __name__)

KEPT = "portal.map_tiles"
ADDRESS = "/tiles/{z}/{x}/{y}.png"
WIDE = 13  # a tile shows a town; a deeper one, kept by a browser, would tell where somebody looked
LIMIT = "map.tile"
A_DAY = 24 * 60 * 60  # seconds


def join(app: Flask, settings: Settings) -> None:
    """Offer tiles where there is a server to take them from. Raises `UnsafeSettings`."""
    app.register_blueprint(bp)
    offered = {"address": "", "credit": ""}
    if settings.tile_url:
        partnership: Partnership = app.extensions[PARTNERSHIP]
        frame = partnership.map
        bounds = Bounds(frame.south, frame.west, frame.north, frame.east)
        app.extensions[KEPT] = Tiles(TileServer(settings.tile_url), settings.instance / "tiles", bounds)
        offered = {"address": ADDRESS, "credit": settings.tile_credit}
    app.jinja_env.globals["map_tiles"] = offered


@bp.get("/tiles/<int:z>/<int:x>/<int:y>.png")
@public
def tile(z: int, x: int, y: int) -> Response:
    """One tile; empty where there is none, and with a word on when to ask again where it was not ready."""
    tiles: Tiles | None = current_app.extensions.get(KEPT)
    cacheable(f"public, max-age={A_DAY}")
    if z > WIDE:
        no_store()
    try:
        picture = tiles.get(z, x, y, now=now(), asks=_one_more) if tiles else None
    except NoSuchTile:
        picture = None
    except NotNow:
        no_store()
        return Response(status=503, mimetype="text/plain", headers={"Retry-After": "1"})
    except SlowDown as slow:
        no_store()
        return Response(status=429, mimetype="text/plain", headers={"Retry-After": str(slow.seconds)})
    if picture is None:
        return Response(status=404, mimetype="text/plain")
    return Response(picture.body, mimetype=picture.mimetype)


def _one_more() -> None:
    """A tile we do not hold counts for whoever asks, so that one sender cannot use up everybody's."""
    count_one(LIMIT)
