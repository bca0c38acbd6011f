"""Draws layouts and macros through a plain, strict Jinja environment, with the names every page is given."""

from collections import namedtuple
from pathlib import Path
from typing import Any

import html5lib
from jinja2 import Environment, FileSystemLoader, StrictUndefined
from werkzeug.test import EnvironBuilder
from werkzeug.wrappers import Request, Response

from tests.page_client import Fetched

ROOT = Path(__file__).resolve().parents[2]

Staff = namedtuple("Staff", "name roles")

BRAND = {
    "short_name": "Safer Haven",
    "name": "Haven and Strand Community Safety Partnership",
    "area_name": "Haven and Strand",
    "attribution": "Contains public sector information licensed under the Open Government Licence v3.0.",
    "theme_version": "1",
    "colour": "#0f3d4c",
    "origin": "https://safer-haven.example",
}


def an_environment(path: str = "/", **names: Any) -> Environment:
    """Jinja as the portal sets it up, the page at `path` being asked for."""
    made = Environment(
        loader=FileSystemLoader(ROOT / "templates"),
        undefined=StrictUndefined,
        autoescape=True,
        trim_blocks=True,
        lstrip_blocks=True,
    )
    made.globals.update(
        asset=lambda name: f"/static/{name}?v=1",
        brand=BRAND,
        demo=False,
        doors={"public": True, "staff": True},
        request=Request(EnvironBuilder(path).get_environ()),
        csp_nonce=lambda: "nonce",
        csrf_token=lambda: "token",
        page_address=lambda: f"https://safer-haven.example{path.split('?')[0]}",
        page_day=lambda: "23 November 2026",
        get_flashed_messages=lambda with_categories=False: [],
    )
    made.globals.update(names)
    return made


def drawn(source: str, path: str = "/", **names: Any) -> Any:
    """A piece of template as a tree of elements without namespaces."""
    html = an_environment(path).from_string(source).render(**names)
    return html5lib.parseFragment(html, namespaceHTMLElements=False)


def a_page(source: str, path: str = "/", given: dict[str, Any] | None = None, **names: Any) -> Fetched:
    """A whole page, checked as every page of the portal is."""
    html = an_environment(path, **(given or {})).from_string(source).render(**names)
    fetched = Fetched(path.split("?")[0], Response(html, mimetype="text/html"))
    fetched.check()
    return fetched


def words(element: Any) -> str:
    """What a reader reads in an element, in one line."""
    return " ".join("".join(element.itertext()).split())


def by_id(tree: Any, name: str) -> Any:
    """The element with this id; `StopIteration` when there is none."""
    return next(e for e in tree.iter() if isinstance(e.tag, str) and e.get("id") == name)


def drawn_shapes(tree: Any, name: str) -> list[Any]:
    """The SVG elements of this name, in order."""
    return list(tree.iter("{http://www.w3.org/2000/svg}" + name))
