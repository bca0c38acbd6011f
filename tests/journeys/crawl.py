"""A walk over every page that links lead to: each address once, of each kind of page a few.

A kind is an address with its ids left out. What opens a page is the caller's: a browser or a test client.
"""

import re
from collections import Counter, deque
from collections.abc import Callable, Iterable
from urllib.parse import urlsplit

SAMPLES = 3
"""How many pages of one kind are opened: an empty one, a short one and a long one are likely among them."""

MOST = 500
"""More pages than this for one person would mean that addresses are made up."""

NO_PAGE = re.compile(
    r"\.(csv|json|geojson|xlsx|docx|pdf|svg|ics|atom|txt|png|xml)$|^/static/|^/brand/|/download$"
)
"""Addresses that give a file."""


def kind(address: str) -> str:
    """An address without the ids and codes in it, and without its query."""
    return re.sub(r"/(?:[a-z2-7]{26}|[A-Z]*\d[\w-]*)(?=/|$)", "/…", urlsplit(address).path)


def inside(origin: str, links: Iterable[str]) -> list[str]:
    """Those of these links that lead to a page of the portal at `origin`, without host and fragment."""
    found = []
    for link in links:
        at = urlsplit(link)
        here = f"{at.scheme}://{at.netloc}" in (origin, "://")
        if here and at.path.startswith("/") and not NO_PAGE.search(at.path):
            found.append(at.path + (f"?{at.query}" if at.query else ""))
    return found


def walk(start: str, opens: Callable[[str], Iterable[str]], *, samples: int = SAMPLES) -> Counter[str]:
    """Open the start and all that links lead to; `opens` answers where a page's links lead.

    Returns how many pages of each kind were opened. Raises AssertionError where the walk never ends.
    """
    waiting, known, opened = deque([start]), {start}, Counter[str]()
    while waiting:
        address = waiting.popleft()
        if opened[kind(address)] >= samples:
            continue
        opened[kind(address)] += 1
        fresh = [each for each in dict.fromkeys(opens(address)) if each not in known]
        known.update(fresh)
        waiting.extend(fresh)
        assert sum(opened.values()) < MOST, "the walk has lost its way"
    return opened
