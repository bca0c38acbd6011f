"""A real Chromium that is given drawn pages and our own static files, and nothing else."""

import mimetypes
from typing import Any

from playwright.sync_api import Browser, Page, Route

from portal.partnership import loading
from portal.partnership.brand import sheet
from tests.chromium import AXE
from tests.look.drawing import ROOT

HOST = "http://portal.test"
AWAY = "https://www.bbc.co.uk/weather"
DOT = '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 8 8"><circle cx="4" cy="4" r="4"/></svg>'


def opened(
    browser: Browser, pages: dict[str, str], *, width: int = 390, scripts: bool = True, night: str = ""
) -> Page:
    """A window on a host that serves these pages by path; the weather is there too.

    `night`: the code of a partnership whose colours the pages wear, on a screen set to dark.
    """
    context = browser.new_context(
        viewport={"width": width, "height": 800},
        java_script_enabled=scripts,
        color_scheme="dark" if night else "light",
    )
    theme = sheet(loading.load(night).brand) if night else ""
    page = context.new_page()

    def answer(route: Route) -> None:
        address = route.request.url.split("?")[0]
        path = address.removeprefix(HOST)
        file = ROOT / path.lstrip("/")
        if address == AWAY:
            route.fulfill(body="<title>Weather</title>", content_type="text/html")
        elif path in pages:
            route.fulfill(body=pages[path], content_type="text/html")
        elif path == "/brand/theme.css":
            route.fulfill(body=theme, content_type="text/css")
        elif path == "/brand/mark.svg":
            route.fulfill(body=DOT, content_type="image/svg+xml")
        elif path.startswith("/static/") and file.is_file():
            route.fulfill(path=str(file), content_type=mimetypes.guess_type(file.name)[0] or "font/woff2")
        else:
            route.fulfill(body="", content_type="text/css")

    page.route("**/*", answer)
    return page


def what_axe_finds(page: Page, *rules: str) -> list[Any]:
    """Every breach of the accessibility rules, or of these alone, on the open page, with where it is."""
    page.evaluate(AXE.read_text(encoding="utf-8"))
    found: dict[str, Any] = page.evaluate(
        "rules => axe.run(rules.length ? {runOnly: rules} : {})", list(rules)
    )
    return [(each["id"], [node["html"][:120] for node in each["nodes"]]) for each in found["violations"]]
