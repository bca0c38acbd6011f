"""Follows every link of a portal from its first page, as a search engine would, and keeps what it read."""

from collections import deque
from dataclasses import dataclass, field
from typing import Any
from urllib.parse import urldefrag, urljoin, urlsplit

from tests.page_client import Fetched, PageClient

LINKS = (("a", "href"), ("link", "href"), ("script", "src"), ("img", "src"), ("object", "data"))


@dataclass
class Crawl:
    """Everything that was read: pages, and the files they load, by address."""

    pages: dict[str, Fetched] = field(default_factory=dict)
    files: dict[str, str] = field(default_factory=dict)
    broken: list[str] = field(default_factory=list)

    @property
    def texts(self) -> dict[str, str]:
        """What each address sent, as text."""
        return {path: page.html for path, page in self.pages.items()} | self.files


def crawl(browser: PageClient, *starts: str) -> Crawl:
    """Read everything that can be reached from `starts` by GET; every page is checked."""
    found, waiting = Crawl(), deque((start, "nowhere") for start in starts)
    seen = set(starts)
    while waiting:
        path, source = waiting.popleft()
        with browser.http.get(path) as response:
            if response.status_code not in (200, 301, 302, 303, 308):
                found.broken.append(f"{path} on {source} answers {response.status_code}")
            moved = response.headers.get("Location")
            further = [moved] if moved else _read(found, path, response)
        for link in further:
            inside = urldefrag(urljoin(path, link))[0]
            if not urlsplit(link).netloc and urlsplit(link).scheme in ("", "http") and inside not in seen:
                seen.add(inside)
                waiting.append((inside, path))
    return found


def _read(found: Crawl, path: str, response: Any) -> list[str]:
    if response.status_code != 200:
        return []
    if response.mimetype != "text/html":
        textual = response.mimetype.startswith("text/") or response.mimetype.endswith(
            ("json", "xml", "javascript")
        )
        found.files[path] = response.get_data(as_text=True) if textual else ""
        return []
    page = Fetched(path, response)
    page.check()
    found.pages[path] = page
    return [
        element.get(name)
        for tag, name in LINKS
        for element in page.tree.iter(tag)
        if element.get(name) and not element.get(name).startswith(("tel:", "mailto:", "sms:"))
    ]
