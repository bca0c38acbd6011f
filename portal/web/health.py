"""Two addresses for those who watch the machine: is the process alive, can it reach its database."""

from flask import Blueprint
from sqlalchemy import text

from portal.web.context import reading
from portal.web.guard import public
from portal.web.headers import no_store

bp = Blueprint("health", __name__)


@bp.get("/health/live")
@public
def live() -> tuple[dict[str, str], int]:
    """The process answers."""
    no_store()
    return {"status": "live"}, 200


@bp.get("/health/ready")
@public
def ready() -> tuple[dict[str, str], int]:
    """The database answers too."""
    no_store()
    with reading() as session:
        session.execute(text("SELECT 1"))
    return {"status": "ready"}, 200
