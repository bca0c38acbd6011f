"""The plan summary for anyone: the one in force and those before it, how it goes, and what to print."""

from flask import Blueprint, Response, render_template

from portal.adapters import pdf, qr
from portal.core.windows import london_date
from portal.partnership import easy_read
from portal.partnership import queries as partnership_queries
from portal.partnership.current import current
from portal.plan import changes, progress, queries
from portal.plan.measure_words import DIRECTIONS, STANDINGS
from portal.plan.paper import to_pdf
from portal.plan.rules import PlanState
from portal.web.context import now, reading, settings
from portal.web.guard import public
from portal.web.whole_page import whole_page

bp = Blueprint("plan", __name__)

WAYS = (
    ("Read the plan", "/plan"),
    ("Have your say", "/consultations"),
    ("Report a concern about a place", "/concerns/report"),
)
"""What a poster leads to."""


@bp.get("/plan")
@public
@whole_page
def index() -> str:
    """The plan in force, or a page that says there is none yet."""
    with reading() as session:
        plan = queries.published(session)
        first = partnership_queries.priorities(session, plan.year) if plan else None
        others = queries.public_lines(session)
        editions = queries.editions(session, plan.year) if plan else ()
    return _page(plan, first, others, editions)


@bp.get("/plan/<string:year>")
@public
@whole_page
def year(year: str) -> str:
    """The plan of a year; a superseded one says so, a draft is not there."""
    with reading() as session:
        plan = queries.of_year(session, year)
        first = partnership_queries.priorities(session, year)
        others = queries.public_lines(session)
        editions = queries.editions(session, year)
    return _page(plan, first, others, editions)


@bp.get("/plan/<string:year>.pdf")
@public
def paper(year: str) -> Response:
    """The plan of a year as a PDF, where the portal can make one."""
    with reading() as session:
        plan = queries.of_year(session, year)
        first = partnership_queries.priorities(session, year)
    html = render_template(
        "plan/paper.html",
        plan=plan,
        first=first,
        superseded=plan.state is PlanState.SUPERSEDED,
        partnership=current(),
        address=f"{settings().origin}/plan",
    )
    headers = {"Content-Disposition": f"inline; filename=plan-{plan.year}.pdf"}
    return Response(to_pdf(html), mimetype=pdf.MIME, headers=headers)


@bp.get("/plan/<string:year>/editions/<int:edition>")
@public
@whole_page
def edition(year: str, edition: int) -> str:
    """One edition of a year's plan, as it was."""
    with reading() as session:
        plan = queries.of_edition(session, year, edition)
        first = partnership_queries.priorities(session, year)
        others = queries.public_lines(session)
        editions = queries.editions(session, year)
    return _page(plan, first, others, editions)


@bp.get("/plan/<string:year>/editions/<int:edition>/changes")
@public
@whole_page
def what_changed(year: str, edition: int) -> str:
    """What an edition changed in the one before it."""
    with reading() as session:
        plan = queries.of_edition(session, year, edition)
        before = queries.before(session, plan)
    found = changes.between(before, plan) if before else None
    return render_template("plan/changes.html", plan=plan, changes=found)


@bp.get("/plan/progress")
@public
@whole_page
def progress_now() -> str:
    """How the plan in force goes: each measure with its direction."""
    today = london_date(now())
    with reading() as session:
        plan = queries.published(session)
        found = progress.of_year(session, plan.year, partnership=current(), today=today) if plan else None
    return render_template(
        "plan/progress.html", plan=plan, found=found, standings=STANDINGS, directions=DIRECTIONS
    )


@bp.get("/plan/poster")
@public
@whole_page
def poster() -> str:
    """The plan in force on one sheet, with square codes that lead here."""
    with reading() as session:
        plan = queries.published(session)
        first = partnership_queries.priorities(session, plan.year) if plan else None
    ways = [(words, settings().origin + path, qr.picture(settings().origin + path)) for words, path in WAYS]
    return render_template("plan/poster.html", plan=plan, first=first, ways=ways)


@bp.get("/plan/large-print")
@public
@whole_page
def large_print() -> str:
    """The plan in force in large print."""
    with reading() as session:
        plan = queries.published(session)
        first = partnership_queries.priorities(session, plan.year) if plan else None
    return render_template("plan/large_print.html", plan=plan, first=first)


def _page(
    plan: queries.PlanView | None,
    first: partnership_queries.PrioritiesView | None,
    others: tuple[queries.PlanLine, ...],
    editions: tuple[queries.PlanLine, ...],
) -> str:
    with reading() as session:
        easy = plan is not None and easy_read.is_there(session, easy_read.of_plan(plan.year))
    return render_template(
        "plan/year.html",
        plan=plan,
        easy=easy_read.of_plan(plan.year) if plan and easy else "",
        first=first,
        others=tuple(line for line in others if plan is None or line.year != plan.year),
        editions=tuple(line for line in editions if plan is None or line.edition != plan.edition),
        superseded=plan is not None and plan.state is PlanState.SUPERSEDED,
        pdf=pdf.installed(),
        partnership=current(),
    )
