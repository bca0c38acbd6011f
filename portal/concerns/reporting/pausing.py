"""What the report's pages do while no new report is taken.

A pause refuses a report that is only beginning; one that somebody is in the middle of goes on to its end.
Nothing typed is lost where a page of an old report comes back without its state.
"""

from flask import render_template, request

from portal.concerns.reporting.pages import ALWAYS, lines_of
from portal.concerns.reporting.standing import service
from portal.concerns.reporting.wizard import PURPOSE
from portal.web.hidden_state import FIELD, StateExpired, StateForged, open_state

TYPED = ("text", "place_name", "postcode")
"""Fields in which somebody writes words of their own."""


def refused() -> tuple[str, int] | None:
    """The page that says why no report is begun; None while one may be, or while one goes on."""
    if not service().paused or _goes_on():
        return None
    typed = [words for name in TYPED if (words := request.form.get(name, "").strip())]
    return render_template(
        "concerns/report_paused.html", opening=service(), helplines=lines_of(ALWAYS), typed=typed
    ), 200


def _goes_on() -> bool:
    """Whether this comes from a page of ours, in the middle of a report."""
    text = request.form.get(FIELD)
    try:
        return bool(text) and bool(open_state(PURPOSE, text).values)
    except (StateExpired, StateForged):
        return False
