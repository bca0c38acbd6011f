"""The colours and the drawings of this partnership as files of our own, so that pages need no inline style.

Refuses nothing and knows nobody: both doors serve them.
"""

import json

from flask import Blueprint, Response

from portal.adapters import painting
from portal.partnership.card import CARD, card, square
from portal.partnership.colours import Palette
from portal.partnership.current import current
from portal.partnership.rules import Brand
from portal.settings import ROOT
from portal.web.guard import public
from portal.web.headers import cacheable

bp = Blueprint("brand", __name__)

KEPT = "public, max-age=3600"
SVG, PNG = "image/svg+xml", "image/png"
LETTERS = tuple(ROOT / f"static/vendor/letters/atkinson-hyperlegible-{weight}.ttf" for weight in (400, 700))
ON_LIGHT = ".map, .drawn-map, .hatches, .swatch, .light"
"""Maps and codes for cameras keep the colours of the day: they are read as on paper."""


@bp.get("/brand/theme.css")
@public
def theme() -> Response:
    """Custom properties: the colours by day, and by night where the partnership has them."""
    return _file(sheet(current().brand), "text/css")


@bp.get("/brand/mark.svg")
@public
def mark() -> Response:
    """The partnership's mark."""
    return _file(current().brand.mark_svg, SVG)


@bp.get("/brand/icon.svg")
@public
def icon() -> Response:
    """The mark drawn again for sixteen pixels."""
    return _file(current().brand.icon_svg, SVG)


@bp.get("/brand/icon-32.png")
@public
def small_icon() -> Response:
    """The icon for browsers that show no drawing."""
    return _file(painting.png(current().brand.icon_svg, 32, 32), PNG)


@bp.get("/favicon.ico")
@public
def by_habit() -> Response:
    """The same, for browsers that ask without reading the page."""
    return small_icon()


@bp.get("/brand/icon-180.png")
@public
def home_screen() -> Response:
    """The icon on a telephone's home screen."""
    return _square(180)


@bp.get("/brand/icon-192.png")
@public
def launcher() -> Response:
    """The icon of the manifest, for launchers."""
    return _square(192)


@bp.get("/brand/icon-512.png")
@public
def splash() -> Response:
    """The icon of the manifest, large."""
    return _square(512)


@bp.get("/brand/card.png")
@public
def social_card() -> Response:
    """What a chat shows beside a shared link."""
    ours = current()
    drawing = card(ours.brand, short_name=ours.short_name, name=ours.name)
    return _file(painting.png(drawing, *CARD, letters=LETTERS), PNG)


@bp.get("/brand/site.webmanifest")
@public
def manifest() -> Response:
    """Name, colours and icons for whoever puts the site on a home screen."""
    ours = current()
    icons = [
        {"src": f"/brand/icon-{side}.png", "sizes": f"{side}x{side}", "type": PNG, "purpose": "any maskable"}
        for side in (192, 512)
    ]
    told = {
        "name": ours.name,
        "short_name": ours.short_name,
        "start_url": "/",
        "display": "browser",
        "background_color": ours.brand.day.paper,
        "theme_color": ours.brand.day.harbour,
        "icons": icons,
    }
    return _file(json.dumps(told, ensure_ascii=False), "application/manifest+json")


def sheet(brand: Brand) -> str:
    """The style sheet of a brand. Mast, emergency line and words in focus look alike day and night."""
    day = brand.day
    fixed = {"mast": day.harbour, "on-mast": day.paper, "alarm": day.danger, "on-focus": day.ink}
    text = _rule(":root", [*_properties(day), *fixed.items()])
    if brand.night is not None:
        dark = _rule(":root", [("color-scheme", "dark"), *_properties(brand.night)])
        light = _rule(ON_LIGHT, [("color-scheme", "light"), *_properties(day)])
        text += f"@media screen and (prefers-color-scheme: dark) {{\n{dark}{light}}}\n"
    return text


def _properties(palette: Palette) -> list[tuple[str, str]]:
    return [(name.replace("_", "-"), colour) for name, colour in palette.colours]


def _rule(selector: str, pairs: list[tuple[str, str]]) -> str:
    lines = (f"  {name if name == 'color-scheme' else f'--{name}'}: {value};\n" for name, value in pairs)
    return f"{selector} {{\n{''.join(lines)}}}\n"


def _square(side: int) -> Response:
    return _file(painting.png(square(current().brand), side, side), PNG)


def _file(content: str | bytes, mimetype: str) -> Response:
    cacheable(KEPT)
    return Response(content, mimetype=mimetype)
