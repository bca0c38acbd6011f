"""Safety advice and every helpline, for anyone."""

from flask import Blueprint, render_template, request, url_for
from sqlalchemy.exc import SQLAlchemyError
from werkzeug.wrappers import Response

from portal.advice import queries
from portal.advice.rules import AUDIENCES
from portal.core.windows import london_date
from portal.partnership import easy_read, loading
from portal.partnership.current import current
from portal.partnership.helplines import HelplineView, view_of
from portal.partnership.queries import all_helplines
from portal.web.context import now, reading, settings
from portal.web.guard import public
from portal.web.headers import no_store
from portal.web.languages.speaking import in_languages, say
from portal.web.whole_page import whole_page, whole_page_reading

bp = Blueprint("advice", __name__)


@bp.get("/advice")
@public
@whole_page_reading("for")
def index() -> str:
    """Every page of advice, or those for one audience first."""
    audience = request.args.get("for", "")
    audience = audience if audience in AUDIENCES and audience != "everyone" else ""
    with reading() as session:
        lines = queries.lines(session, today=london_date(now()), months=current().clocks.advice_review_months)
    chosen = tuple(line for line in lines if audience in line.audience) if audience else lines
    others = tuple(line for line in lines if line not in chosen and "everyone" in line.audience)
    return render_template(
        "advice/index.html", chosen=chosen, others=others, audience=audience, audiences=AUDIENCES
    )


@bp.get("/advice/<string:code>")
@public
def topic(code: str) -> str | Response:
    """One page of advice; a sensitive one is kept nowhere."""
    with reading() as session:
        sensitive = queries.is_sensitive(session, code)
    if not sensitive:
        return _kept(code)
    no_store()
    return _topic(code)


@bp.get("/help-now")
@public
@in_languages("advice/help_now.html")
def help_now() -> str:
    """Everybody who helps, also when the database has nothing to say."""
    lines = _stored_helplines() or _shipped_helplines()
    first = tuple(line for line in lines if line.always)
    others = tuple(line for line in lines if not line.always)
    return say("advice/help_now.html", first=first, others=others, audiences=AUDIENCES, easy=_easy_read())


def _topic(code: str) -> str:
    with reading() as session:
        page = queries.page(session, code)
    return render_template("advice/topic.html", page=page, here=url_for("advice.topic", code=code))


_kept = whole_page(_topic)


def _stored_helplines() -> tuple[HelplineView, ...]:
    try:
        with reading() as session:
            return all_helplines(session)
    except SQLAlchemyError:
        return ()


def _easy_read() -> bool:
    try:
        with reading() as session:
            return easy_read.is_there(session, easy_read.HELP_NOW)
    except SQLAlchemyError:
        return False


def _shipped_helplines() -> tuple[HelplineView, ...]:
    content = loading.load_content(loading.folder(settings().partnership))
    return tuple(sorted((view_of(line) for line in content.helplines), key=lambda line: not line.always))
