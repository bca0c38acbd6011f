"""What anybody can ask of us without an account: about themselves, a complaint, a question; their receipt."""

from flask import Blueprint, render_template

from portal.contact import asking, follow_up, queries
from portal.core.spans import kept_for
from portal.partnership.current import current
from portal.web.context import reading
from portal.web.guard import limited, public
from portal.web.listing import after
from portal.web.whole_page import whole_page, whole_page_reading

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


@bp.get("/partnership/questions/answers")
@public
@whole_page_reading("after")
def answers() -> str:
    """What the board answered, the newest first."""
    with reading() as session:
        page = queries.answered_questions(session, after=after())
    kept = kept_for(current().retention_rule("contact").days)
    return render_template("contact/answers.html", page=page, kept=kept)


@bp.route("/contact/follow-up", methods=["GET", "POST"])
@public
@limited("contact.follow_up")
def receipt() -> tuple[str, int]:
    """What a receipt shows, and adding to the case."""
    return follow_up.answer()
