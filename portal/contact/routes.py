"""What anybody can ask of us without an account: about themselves, a complaint, a question; their receipt."""

from flask import Blueprint, render_template

from portal.contact import asking, follow_up
from portal.partnership.current import current
from portal.web.guard import limited, public
from portal.web.whole_page import whole_page

bp = Blueprint("contact", __name__)


@bp.get("/contact")
@public
@whole_page
def index() -> str:
    """Every way to reach us."""
    return render_template("contact/index.html", partnership=current())


@bp.route("/about-me", methods=["GET", "POST"])
@public
@limited(asking.LIMIT, inside=True)
def about_me() -> tuple[str, int]:
    """Something here is about me."""
    return asking.answer(asking.ABOUT_ME)


@bp.route("/complaints", methods=["GET", "POST"])
@public
@limited(asking.LIMIT, inside=True)
def complaints() -> tuple[str, int]:
    """Complain about how information was shared."""
    return asking.answer(asking.COMPLAINT)


@bp.route("/partnership/questions", methods=["GET", "POST"])
@public
@limited(asking.LIMIT, inside=True)
def questions() -> tuple[str, int]:
    """Put a question to the board."""
    return asking.answer(asking.QUESTION)


@bp.route("/contact/follow-up", methods=["GET", "POST"])
@public
@limited("contact.follow_up")
def receipt() -> tuple[str, int]:
    """What a receipt shows, and adding to the case."""
    return follow_up.answer()
