"""The plan summary for anyone: the one in force, and those before it."""

from flask import Blueprint, render_template

from portal.partnership import queries as partnership_queries
from portal.plan import queries
from portal.plan.rules import PlanState
from portal.web.context import reading
from portal.web.guard import public
from portal.web.whole_page import whole_page

bp = Blueprint("plan", __name__)


@bp.get("/plan")
@public
@whole_page
def index() -> str:
    """The plan in force, or a page that says there is none yet."""
    with reading() as session:
        plan = queries.published(session)
        first = partnership_queries.priorities(session, plan.year) if plan else None
        others = queries.public_lines(session)
    return _page(plan, first, others)


@bp.get("/plan/<string:year>")
@public
@whole_page
def year(year: str) -> str:
    """The plan of a year; a superseded one says so, a draft is not there."""
    with reading() as session:
        plan = queries.of_year(session, year)
        first = partnership_queries.priorities(session, year)
        others = queries.public_lines(session)
    return _page(plan, first, others)


def _page(
    plan: queries.PlanView | None,
    first: partnership_queries.PrioritiesView | None,
    others: tuple[queries.PlanLine, ...],
) -> str:
    return render_template(
        "plan/year.html",
        plan=plan,
        first=first,
        others=tuple(line for line in others if plan is None or line.year != plan.year),
        superseded=plan is not None and plan.state is PlanState.SUPERSEDED,
    )
