"""What the words on staff pages mean, for everybody who works here."""

from flask import Blueprint, render_template

from portal.core.actors import Permission
from portal.notices import glossary
from portal.partnership.current import current
from portal.web.guard import requires

bp = Blueprint("notices_staff", __name__, url_prefix="/staff")


@bp.get("/glossary")
@requires(Permission.HOME_READ)
def words() -> str:
    """Terms of the trade first, then what the public reads too, then the short names of groups."""
    return render_template(
        "notices/staff/words.html",
        trade=glossary.for_staff(),
        everybody=glossary.for_everybody(),
        groups=current().groups,
    )
