"""What the portal says about itself, for anyone."""

from flask import Blueprint, render_template

from portal.notices import access, glossary, queries
from portal.partnership.current import current
from portal.web.guard import public
from portal.web.whole_page import whole_page

bp = Blueprint("notices", __name__)


@bp.get("/privacy")
@public
@whole_page
def privacy() -> str:
    """What is kept, for how long, and what stays a risk."""
    partnership = current()
    return render_template(
        "notices/privacy.html",
        partnership=partnership,
        legal=partnership.legal,
        retention=queries.retention(partnership),
        stolen=queries.stolen(),
    )


@bp.get("/accessibility")
@public
@whole_page
def accessibility() -> str:
    """How far the site meets the rules, and whom to tell where it does not."""
    return render_template("notices/accessibility.html", partnership=current(), statement=access.statement())


@bp.get("/cookies")
@public
@whole_page
def cookies() -> str:
    """None on public pages."""
    return render_template("notices/cookies.html", partnership=current())


@bp.get("/information-sharing")
@public
@whole_page
def information_sharing() -> str:
    """When the partners may share what they know."""
    return render_template("notices/information_sharing.html", partnership=current())


@bp.get("/glossary")
@public
@whole_page
def words() -> str:
    """What the words on these pages mean."""
    return render_template(
        "notices/words.html", terms=glossary.for_everybody(), groups=current().groups, partnership=current()
    )
