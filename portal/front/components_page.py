"""What pages are made of, each piece in each of its states, drawn by the very macros that pages use.

Whoever changes a piece sees here what becomes of it. Nothing is read from the database and nothing is sent.
"""

from dataclasses import dataclass

from flask import Blueprint, render_template
from werkzeug.datastructures import MultiDict

from forms.components import EveryField
from portal.core.actors import Permission
from portal.core.drawing import DrawnMap, DrawnShape
from portal.core.scale import CONCERNS
from portal.web.guard import requires
from portal.web.sorting import Order

bp = Blueprint("components", __name__, url_prefix="/components")


@dataclass(frozen=True, slots=True)
class Chart:
    """Bars: label, share of 0 to 100 or None where a number is held back, words at the bar's end."""

    title: str
    rows: tuple[tuple[str, float | None, str], ...]


@dataclass(frozen=True, slots=True)
class More:
    """A list that goes on."""

    next_key: str


CHART = Chart(
    "What came first",
    (
        ("Better lighting on paths and in car parks", 52.0, "52%"),
        ("More patrols in the evening", 31.0, "31%"),
        ("Something else", None, "fewer than 5"),
    ),
)
EMPTY = Chart("What came first, before anybody answered", ())
WARDS = tuple(DrawnShape(f"w{at}", f"M{8 + 196 * at} 8h196v240h-196Z", at) for at in range(4))
MAP = DrawnMap(800, 256, WARDS, (DrawnShape("a1", "M650 120l40 -20l40 20v50l-40 20l-40 -20Z", 1),))


@bp.get("")
@requires(Permission.HOME_READ)
def show() -> str:
    """Every piece, every state."""
    refused = EveryField(MultiDict({"words": "<b>Typed & kept</b>", "since-day": "31", "since-month": "2"}))
    refused.validate()
    shown = {"untouched": EveryField(formdata=None, prefix="new-"), "refused": refused}
    return render_template(
        "front/staff/components.html",
        chart=CHART,
        empty=EMPTY,
        map=MAP,
        classes=CONCERNS.words,
        more=More("next"),
        order=Order("due"),
        **shown,
    )
