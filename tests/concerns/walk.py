"""A reporter's walk through the pages, without JavaScript: each answer goes back with its page."""

from datetime import timedelta
from typing import Any

from flask import Flask
from sqlalchemy import select

from portal.adapters.seal import from_bytes
from portal.concerns.models import Concern
from portal.web.context import EXTENSION
from tests.page_client import Fetched, PageClient

REPORT = "/concerns/report"
TEXT = "The lights under the bridge have been out all week and people feel watched."

ANSWERS: dict[str, dict[str, Any]] = {
    "danger": {"danger": "no"},
    "topic": {"topic": "asb-street"},
    "advice": {},
    "subtopic": {"subtopic": "intimidating-groups"},
    "place": {"place_name": "Bournemouth Pier"},
    "confirm": {},
    "when": {"happened": "this-week", "how_often": "a-few-times", "time_of_day": "night"},
    "what": {"text": TEXT},
    "before": {"happened_before": "to-me"},
    "unsafe": {"unsafe": ["env-lighting", "beh-group"]},
    "impact": {"people": "a-lot", "community": "some"},
    "connection": {"connection": "live"},
    "about": {"age": "35-44", "sex": "not-said"},
}
"""What is answered on each page, in the order the pages come."""

PLACES = {"lbbd": "Valence Park"}
"""The name of a place that lies in the partnership's area, where it is not the one above."""


def begin(page: PageClient) -> Fetched:
    """The first page."""
    return page.get(REPORT)


def step_of(fetched: Fetched) -> str:
    """The name of the page that is shown."""
    return str(fetched.fields()["step"])


def answer(
    page: PageClient, shown: Fetched, go: str = "next", *, status: int = 200, **changes: Any
) -> Fetched:
    """Fill in the page that is shown and press a button."""
    return page.post(REPORT, {**shown.fields(), **changes, "go": go}, status=status)


def up_to(page: PageClient, step: str, **changes: dict[str, Any]) -> Fetched:
    """Answer every page before `step`; `changes` are other answers by page."""
    return on_to(page, begin(page), step, **changes)


def on_to(page: PageClient, shown: Fetched, step: str, **changes: dict[str, Any]) -> Fetched:
    """The same from a page that is shown."""
    answers = {**_answers_in(page.app), **changes}
    while (at := step_of(shown)) != step:
        shown = answer(page, shown, **answers[at])
    return shown


def _answers_in(app: Flask) -> dict[str, dict[str, Any]]:
    place = PLACES.get(app.extensions[EXTENSION].settings.partnership)
    return {**ANSWERS, "place": {"place_name": place}} if place else ANSWERS


def at_the_end(page: PageClient, **changes: dict[str, Any]) -> Fetched:
    """The check page, after as long as a person takes."""
    shown = up_to(page, "check", **changes)
    pass_time(page.app, seconds=90)
    return shown


def pass_time(app: Flask, **much: float) -> None:
    """Let the portal's clock run ahead."""
    clock = app.extensions[EXTENSION].clock
    clock.move_to(clock.now() + timedelta(**much))


def receipt_on(shown: Fetched) -> str:
    """The seven words on the receipt page."""
    (words,) = [e for e in shown.tree.iter("p") if "receipt-words" in (e.get("class") or "")]
    return " ".join("".join(words.itertext()).split())


def kept(app: Flask, table: type[Any] = Concern) -> list[Any]:
    """Every row of the reports, or of another table."""
    with app.extensions[EXTENSION].database.transaction() as session:
        return list(session.scalars(select(table)))


def how_many(app: Flask) -> int:
    """How many reports are kept."""
    return len(kept(app))


def opened(app: Flask, row: Concern) -> dict[str, Any]:
    """What was sealed, as the moderators' key opens it."""
    value: dict[str, Any] = from_bytes(app.extensions[EXTENSION].opener.open(row.sealed_working))
    return value
