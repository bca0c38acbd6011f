"""What officers and leads do in their rooms: take what is on top, open it, decide, with a reason."""

import re
from typing import Any

from tests.page_client import Fetched, PageClient

OFFICERS, LEADS = "moderation", "safeguarding"


def waiting(browser: PageClient, room: str = OFFICERS) -> list[str]:
    """The addresses of what waits, the first to be decided on top."""
    shown = browser.get(f"/staff/{room}")
    return [link for link in shown.links() if re.match(f"/staff/{room}/[a-z]+/[a-z0-9]+$", link)]


def opened(browser: PageClient, item: str) -> Fetched:
    """Press "Open"."""
    return browser.post(f"{item}/open", browser.get(item).fields())


def decide(browser: PageClient, item: str, *, shown: Fetched | None = None, **choices: Any) -> Fetched:
    """Open an item where `shown` is not given, and decide on it."""
    status = choices.pop("status", 303)
    form = (shown or opened(browser, item)).fields(0)
    choices = {"reason": "Read and understood", **choices}
    return browser.post(f"{item}/decide", {**form, **choices}, status=status)
