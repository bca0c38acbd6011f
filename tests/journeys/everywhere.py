"""Somebody who opens every page that links lead to, and notes every fault instead of leaving at the first."""

from collections.abc import Iterator
from urllib.parse import urlsplit

from tests.journeys import measures
from tests.journeys.crawl import inside, kind, walk
from tests.journeys.person import DESK, HEIGHT, PHONE, Person

LINKS = """() => [...document.querySelectorAll('a[href]:not([download])')].map(e => e.href)"""

HELP = """() => [...document.querySelectorAll('main, a[href="/help-now"], a[href="/contact"]')]
    .filter(e => e.matches('main') || !e.closest('main'))
    .map(e => e.matches('main') ? 'main' : e.getAttribute('href'))"""
PUBLIC_HELP = ["/help-now", "main", "/contact"]
"""Help comes first on every public page, whom to write to comes after what the page is about."""


class Walker:
    """Walks as one person; `faults` says everything that was found, with its address."""

    def __init__(self, person: Person, faults: list[str] | None = None) -> None:
        self.person = person
        person.widths = (PHONE, DESK)
        self.faults: list[str] = faults if faults is not None else []
        self.measured: set[str] = set()

    def walks(self, start: str, within: str = "/") -> int:
        """Every page from here on whose address begins like this; answers how many were opened."""
        return sum(walk(start, lambda address: self._opens(address, within)).values())

    def _opens(self, address: str, within: str) -> list[str]:
        try:
            self.person.opens(address)
        except AssertionError as fault:
            self.faults.append(f"{address}: {fault}")
            self.person.faults.clear()
        self.faults += [f"{address}: {fault}" for fault in self._wrong(address)]
        links = inside(self.person.origin, self.person.page.evaluate(LINKS))
        return [each for each in links if each.startswith(within)]

    def _wrong(self, address: str) -> Iterator[str]:
        page = self.person.page
        yield from measures.headings(page)
        yield from measures.spacing(page)
        if kind(address) not in self.measured:
            self.measured.add(kind(address))
            yield from self._help_elsewhere()
            for width in (PHONE, DESK):
                page.set_viewport_size({"width": width, "height": HEIGHT})
                yield from (f"{fault} ({width} pixels)" for fault in self._at_this_width())
            yield from measures.stillness(page)

    def _at_this_width(self) -> Iterator[str]:
        yield from measures.targets(self.person.page)
        yield from measures.focus(self.person.page)

    def _help_elsewhere(self) -> Iterator[str]:
        here = self.person.page.evaluate(HELP)
        if not urlsplit(self.person.page.url).path.startswith("/staff") and here != PUBLIC_HELP:
            yield f"help stands elsewhere: {here}"
