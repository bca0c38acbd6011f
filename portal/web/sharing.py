"""What a page says of itself to search engines, to chats where somebody shares it, and to paper.

Says nothing of an answer that nobody should come back to: what was sent, what is not to be kept, an error.
"""

from flask import Flask, g, request

from portal.web.context import now, settings
from portal.web.filters import day


def install(app: Flask) -> None:
    """Let templates ask."""
    app.jinja_env.globals.update(page_address=page_address, page_day=page_day)


def page_address() -> str:
    """The one whole address of this page, without what stood behind its path; empty where it has none."""
    if request.method not in ("GET", "HEAD") or g.get("no_store"):
        return ""
    return settings().origin + request.path


def page_day() -> str:
    """The day the page was drawn, for whoever finds it on paper later: 4 December 2026."""
    return day(now())
