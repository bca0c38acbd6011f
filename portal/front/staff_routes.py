"""What every member of staff sees first, the rail beside every staff page, and how long things are kept."""

from typing import cast

from flask import Blueprint, current_app, g, has_request_context, render_template, request, url_for
from werkzeug.local import LocalProxy

from portal.core.actors import Permission
from portal.front import (
    components_page,
    easy_read_staff_routes,
    outcome_staff_routes,
    retention_page,
    waiting,
)
from portal.front.waiting import Asked, Waiting
from portal.web.context import now, reading
from portal.web.guard import actor, requires

bp = Blueprint("front_staff", __name__, url_prefix="/staff")
bp.register_blueprint(outcome_staff_routes.bp)
bp.register_blueprint(retention_page.bp)
bp.register_blueprint(components_page.bp)
bp.register_blueprint(easy_read_staff_routes.bp)

RailLink = tuple[str, str, int | None, bool]
"""Words, address, how much waits there (None: nothing ever does), and whether it is the page being read."""

HOME, OWN, WORDS = "front_staff.home", "staff.own.show", "notices_staff.words"


@bp.get("")
@requires(Permission.HOME_READ)
def home() -> str:
    """What waits for me."""
    asked, beside = Asked(actor(), now()), _places()
    with reading() as session:
        more = waiting.for_actor(session, asked, endpoints=_endpoints(), rail=False)
        held = waiting.in_order(session, asked, (*beside, *more))
    return render_template("front/staff/home.html", waiting=held, places=beside)


@bp.get("/retention")
@requires(Permission.RETENTION_READ)
def retention() -> str:
    """How long each kind of record is kept, and what is due to go."""
    return retention_page.draw()


@bp.app_context_processor
def staff_page() -> dict[str, object]:
    """What the layout of staff pages asks for: who is signed in, until when, and the rail.

    The rail is counted only when it is drawn.
    """
    actor, stay = (g.get("account_view"), g.get("stay")) if has_request_context() else (None, None)
    return {"actor": actor, "stay": stay, "rail": LocalProxy(_rail)}


def _rail() -> list[RailLink]:
    if not has_request_context() or g.get("actor") is None or request.endpoint == "staff.acknowledge":
        return []
    if "rail" not in g:
        g.rail = _drawn()
    return cast(list[RailLink], g.rail)


def _drawn() -> list[RailLink]:
    links: list[tuple[str, str, int | None]] = [("What waits for me", url_for(HOME), None)]
    links += [(each.place.words, url_for(each.place.endpoint), each.number) for each in _places()]
    links += [("What words mean", url_for(WORDS), None), ("Your account", url_for(OWN), None)]
    inside = [href for _, href, _ in links[1:] if f"{request.path}/".startswith(f"{href}/")]
    here = max(inside, key=len, default=url_for(HOME))
    return [(words, href, count, href == here) for words, href, count in links]


def _places() -> tuple[Waiting, ...]:
    if "places" not in g:
        asked = Asked(actor(), now())
        with reading() as session:
            g.places = waiting.for_actor(session, asked, endpoints=_endpoints())
    return cast(tuple[Waiting, ...], g.places)


def _endpoints() -> frozenset[str]:
    return frozenset(current_app.view_functions)
