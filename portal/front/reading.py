"""How hard the public pages are to read: opens each of them as a visitor does, and measures its sentences.

Follows links from the first page. Forms are opened and never sent; addresses with a question mark, files and
staff pages are left alone. Of pages that differ by an id only, such as outcomes, the first few are opened.
"""

import re
import statistics
from collections import Counter, deque
from collections.abc import Iterator
from dataclasses import dataclass
from urllib.parse import urldefrag, urljoin, urlsplit

import click
from flask import Flask, current_app
from flask.cli import with_appcontext

from portal.core.prose import prose, without_names
from portal.core.readability import reading_age

MEDIAN_BELOW = 12  # years: half of the pages are for readers younger than this
FAR_OUT = 15  # years: no page may need so old a reader
OF_ONE_KIND = 3  # pages that differ by an id only

_ID = re.compile(r"/(?:[a-z2-7]{26}|[A-Z]+-[\d-]+)(?=/|$)")


@dataclass(frozen=True, slots=True)
class PageRead:
    """One page: its address, its reader's age in years (None: too little text), how many words it has."""

    path: str
    age: int | None
    words: int


def pages_read(app: Flask) -> tuple[PageRead, ...]:
    """Every public page that links lead to, the hardest first."""
    found = (_measured(path, text) for path, text in _texts(app))
    return tuple(sorted(found, key=lambda page: (-(page.age or 0), page.path)))


def median_age(pages: tuple[PageRead, ...]) -> float:
    """The age in the middle of all pages with enough text to be measured."""
    return statistics.median(page.age for page in pages if page.age is not None)


def _texts(app: Flask) -> Iterator[tuple[str, str]]:
    browser, waiting, known, kinds = app.test_client(), deque(["/"]), {"/"}, Counter[str]()
    while waiting:
        path = waiting.popleft()
        response = browser.get(path)
        links: tuple[str, ...] = (response.headers["Location"],) if response.location else ()
        if response.status_code == 200 and response.mimetype == "text/html":
            page = prose(response.get_data(as_text=True))
            links = page.links
            yield path, page.text
        for link in links:
            ahead = urldefrag(urljoin(path, link))[0]
            kind = _ID.sub("/id", ahead)
            if _is_page(link, ahead) and ahead not in known and kinds[kind] < OF_ONE_KIND:
                known.add(ahead)
                kinds[kind] += 1
                waiting.append(ahead)


def _is_page(link: str, ahead: str) -> bool:
    at = urlsplit(link)
    ours = not at.netloc and not at.scheme and not at.query
    return ours and not ahead.startswith("/staff") and "." not in ahead.rsplit("/", 1)[-1]


def _measured(path: str, text: str) -> PageRead:
    return PageRead(path, reading_age(without_names(text)), len(text.split()))


def told(pages: tuple[PageRead, ...]) -> Iterator[str]:
    """A line for each page, and one for all of them."""
    for page in pages:
        yield f"{page.age if page.age is not None else '-':>3} {page.words:>6} words  {page.path}"
    yield f"Median: {median_age(pages):g} years. Half of the pages should read at under {MEDIAN_BELOW}."


@click.command("reading-age")
@with_appcontext
def reading_age_command() -> None:
    """List the public pages by the age of their readers, the hardest first."""
    pages = pages_read(current_app._get_current_object())  # type: ignore[attr-defined]
    for line in told(pages):
        click.echo(line)
    if hard := [page for page in pages if (page.age or 0) >= FAR_OUT]:
        raise click.ClickException(f"Write {len(hard)} more simply: they need a reader of {FAR_OUT} or more.")
