"""The public list of consultations with its filters, and what one says of itself."""

from dataclasses import dataclass
from typing import Any

from flask import render_template, request

from portal.consultations import hub, others, queries
from portal.consultations.hub import Filters
from portal.consultations.opening import queries as opening
from portal.consultations.opening.days import today_in
from portal.consultations.rules import Phase
from portal.core.windows import london_date
from portal.outcomes import queries as outcomes
from portal.outcomes.rules import Kind
from portal.partnership import easy_read
from portal.partnership.current import current
from portal.web.context import now, reading
from portal.web.guard import public
from portal.web.listing import after
from portal.web.whole_page import whole_page, whole_page_reading


@dataclass(frozen=True, slots=True)
class Notice:
    """Who is responsible for the data, whom to ask, and for how many days written answers are kept."""

    controller: str
    officer: str
    days: int


NAMES = ("family", "ward", "audience")


@public
@whole_page_reading(*NAMES, "after", "more")
def index() -> str:
    """What is open, what comes, what was asked, and what others ask."""
    filters = _filters()
    with reading() as session:
        found = hub.hub(session, filters, after=after(), now=now())
        theirs = others.listed(session, family=filters.family, after=request.args.get("more"))
    values: dict[str, Any] = {"hub": found, "others": theirs, "filters": filters, "names": _names()}
    values |= {"lists": _lists(), "today": london_date(now())}
    return render_template("consultations/index.html", **values)


@public
@whole_page
def show(slug: str) -> str:
    """What one consultation asks, what it can change, and until when."""
    with reading() as session:
        asked = queries.asked(session, slug, now=now())
        told = opening.told(session, slug)
        came = outcomes.for_subject(session, Kind.CONSULTATION, slug)
        easy = easy_read.is_there(session, easy_read.of_consultation(slug))
    left = today_in(asked.window, london_date(now())) if asked.phase in (Phase.OPEN, Phase.UPCOMING) else ""
    values = {"asked": asked, "told": told, "came": came, "left": left, "names": _names()}
    values["easy"] = easy_read.of_consultation(slug) if easy else ""
    return render_template("consultations/show.html", notice=_notice(), **values)


def _notice() -> Notice:
    partnership = current()
    days = partnership.retention_rule("consultation_text").days
    return Notice(partnership.controller, partnership.dpo, days)


def _filters() -> Filters:
    """What was chosen, as far as it is a code of ours."""
    known = {name: {code for code, _ in pairs} for name, pairs in _lists().items()}
    chosen = {name: request.args.get(name, "") for name in NAMES}
    return Filters(**{name: code if code in known[name] else "" for name, code in chosen.items()})


def _lists() -> dict[str, list[tuple[str, str]]]:
    partnership = current()
    return {
        "family": [(each.code, each.name) for each in partnership.families],
        "ward": sorted(((each.code, each.name) for each in partnership.wards), key=lambda pair: pair[1]),
        "audience": [(each.code, each.name) for each in partnership.audiences],
    }


def _names() -> dict[str, str]:
    return {code: name for pairs in _lists().values() for code, name in pairs}
