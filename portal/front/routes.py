"""Where everybody comes in: home, search, and the files a browser asks for by habit."""

from flask import Blueprint, Response, render_template, request

from portal.concerns import opening
from portal.consultations import queries as consultations
from portal.core.windows import london_date
from portal.core.words import tidy
from portal.front import rules
from portal.front.rules import MAX_QUESTION
from portal.front.search import documents
from portal.news import queries as news
from portal.outcomes import queries as outcomes
from portal.partnership import queries as partnership_queries
from portal.partnership.current import current
from portal.plan import queries as plans
from portal.referrals import untold
from portal.web.context import now, reading, settings
from portal.web.guard import public
from portal.web.headers import cacheable, no_store
from portal.web.whole_page import whole_page

bp = Blueprint("front", __name__)

CAME_OF_IT = 2  # of the newest outcomes
NEWS = 3  # of the newest pieces

HIDDEN = ("/staff", "/search", "/concerns/report", "/concerns/follow-up", "/contact/follow-up")
"""Addresses that search engines are asked to leave alone."""


@bp.get("/")
@public
@whole_page
def home() -> str:
    """What can I do here, what is open now, what comes first."""
    with reading() as session:
        open_now = consultations.listing(session, now=now()).open
        first = partnership_queries.priorities_now(session, london_date(now()))
        plan = plans.published_line(session)
        without = untold.references(session, partnership=current())
        came_of_it = outcomes.published(session, without=without).rows[:CAME_OF_IT]
        stands = opening.state(session, now=now(), partnership=current())
        told = news.newest(session, NEWS)
    return render_template(
        "front/home.html",
        open_now=open_now,
        first=first,
        plan=plan,
        partnership=current(),
        opening=stands,
        came_of_it=came_of_it,
        news=told,
    )


@bp.get("/search")
@public
def search() -> str:
    """Find advice, helplines, plans, consultations and groups; the question is kept nowhere."""
    no_store()
    asked = tidy(request.args.get("q", "")[:MAX_QUESTION])
    with reading() as session:
        shelf = documents(session, current(), now=now())
    found = rules.ranked(asked, shelf)
    return render_template(
        "front/search.html",
        q=asked,
        came=rules.asked(asked, len(found)).value,
        alarm=rules.alarms(asked, shelf),
        results=found,
        mended=rules.mended(asked, shelf) if found else (),
    )


@bp.get("/robots.txt")
@public
def robots() -> Response:
    """A demonstration asks to be left alone; a real portal hides only what nobody should find by chance."""
    hidden = ("/",) if settings().demo else HIDDEN
    cacheable("public, max-age=3600")
    return Response(
        "User-agent: *\n" + "".join(f"Disallow: {path}\n" for path in hidden), mimetype="text/plain"
    )
