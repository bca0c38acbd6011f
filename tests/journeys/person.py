"""Somebody with a browser: says in a few verbs what they do, and has every page they come to looked at.

On each page: nothing from another host, no error in the console, no cookie outside the staff pages,
nothing off the side of a narrow screen, nothing for axe to find on a phone and on a desk, the focus on what
went wrong.
"""

import re
from collections.abc import Iterator
from contextlib import contextmanager
from hashlib import sha256
from pathlib import Path
from urllib.parse import urlsplit

from playwright.sync_api import Browser, ConsoleMessage, Error, Locator, Page, Request, Response

from tests.axe import found_on
from tests.journeys.hands import Keyboard, Pointer

PHONE, DESK, NARROWEST = 390, 1280, 320
HEIGHT = 900
TRIES = 15
"""How often a page is asked for, a second apart, before something published counts as missing."""

PATIENCE = 20_000
"""How long a busy machine may take over a page, in milliseconds."""
NEEDED = re.compile(r"^Failed to load resource: the server responded with a status of")
SCRIPT = re.compile(r"<script\b.*?</script>", re.DOTALL)
HTML = "text/html; charset=utf-8"
OFF_THE_SIDE = "document.documentElement.scrollWidth - document.documentElement.clientWidth"
OUTERMOST = """() => [...document.querySelectorAll('body *')]
    .map(e => [e.getBoundingClientRect().right, e.outerHTML.slice(0, 120)])
    .sort((a, b) => b[0] - a[0]).slice(0, 6)"""
FOCUSED = "document.activeElement.className"


class Person:
    """One browser context with one page."""

    looked_at: Path
    """Folder with a file for each page that somebody of any worker has looked at in this run."""
    cookies_for: frozenset[str] = frozenset()
    """Paths a cookie may be set for: none for the public."""
    widths: tuple[int, ...] = (DESK,)
    """How wide the screens are on which axe looks at what they see, beside a phone without scripts.

    Who walks through every page, under `make test-all`, takes a phone with scripts along too.
    """

    def __init__(self, browser: Browser, origin: str, *, way: str = "scripts", number: int = 0) -> None:
        """Open a browser on the portal at `origin`; `way` is scripts, no-scripts or keyboard."""
        self.origin = origin
        self.scripts = way != "no-scripts"
        self.width = PHONE if way == "no-scripts" else DESK
        self.context = browser.new_context(
            base_url=origin,
            viewport={"width": self.width, "height": HEIGHT},
            java_script_enabled=self.scripts,
            extra_http_headers={"X-Forwarded-For": f"198.18.{number % 250}.7"},
        )
        self.context.set_default_timeout(PATIENCE)
        self.page = self.context.new_page()
        self.hand = Keyboard(self.page) if way == "keyboard" else Pointer(self.page)
        self._copy: Page | None = None
        self.faults: list[str] = []
        self.pages = 0
        """How many they have come to."""
        self.looks_closely = True
        """False where something is missing on purpose: only what they do is looked at."""
        self.elsewhere: set[str] = set()
        self.page.on("request", self._asked)
        self.page.on("response", self._answered)
        self.page.on("console", self._told)
        self.page.on("pageerror", self._failed)

    # What they do.

    def opens(self, path: str, status: int = 200) -> None:
        """Type an address."""
        with self._coming(status) as arrival:
            arrival.append(self.page.goto(path))

    def opens_until(self, path: str, words: str) -> None:
        """Type an address again until the page says this: a public page is up to ten seconds old."""
        for _ in range(TRIES):
            self.opens(path)
            if words in self.reads:
                return
            self.page.wait_for_timeout(1000)
        raise AssertionError(f"{path} never said {words!r}")

    def follows(self, words: str, status: int = 200, within: Locator | None = None) -> None:
        """Follow the first link with these words."""
        self.goes(self.link(words, within), status)

    def presses(self, words: str, status: int = 200, within: Locator | None = None) -> None:
        """Press the button with these words and come to a page."""
        self.goes(self.button(words, within), status)

    def goes(self, control: Locator, status: int = 200) -> None:
        """Press something that leads to a page."""
        with self._coming(status) as arrival:
            with self.page.expect_navigation() as coming:
                self.hand.press(control)
            arrival.append(coming.value)

    def goes_back(self) -> None:
        """The browser's way back to a page that was sent: it asks whether to send it again, and they do."""
        with self._coming(200) as arrival:
            try:
                self.page.go_back()
            except Error as asks:
                assert "ERR_CACHE_MISS" in asks.message, asks
            arrival.append(self._sends_again())

    def _sends_again(self) -> Response | None:
        for _ in range(50):
            try:
                if answer := self.page.reload():
                    return answer
            except Error:
                pass
            self.page.wait_for_timeout(50)  # the question itself is not drawn yet
        raise AssertionError("The browser does not send the page again.")

    def chooses(self, words: str, question: str | None = None) -> None:
        """Choose an answer, or tick a box."""
        self.hand.choose(self._within(question).get_by_label(words, exact=True).first)

    def writes(self, label: str, words: str) -> None:
        """Write into a box."""
        self.hand.write(self.box(label), words)

    def picks(self, label: str, words: str) -> None:
        """Pick from a list."""
        self.hand.pick(self.page.get_by_role("combobox", name=label, exact=True).first, words)

    def opens_details(self, words: str) -> None:
        """Open what is folded away."""
        self.hand.press(self.page.locator("summary", has_text=words).first)

    # What they see.

    def link(self, words: str, within: Locator | None = None) -> Locator:
        """The first link with exactly these words."""
        return (within or self.page).get_by_role("link", name=words, exact=True).first

    def button(self, words: str, within: Locator | None = None) -> Locator:
        """The first button with exactly these words."""
        return (within or self.page).get_by_role("button", name=words, exact=True).first

    def box(self, label: str) -> Locator:
        """The box with this label."""
        return self.page.get_by_label(label, exact=True).first

    @property
    def h1(self) -> str:
        """The page's heading."""
        return tidy(self.page.locator("h1").inner_text())

    @property
    def reads(self) -> str:
        """Everything in the main part of the page, in one line."""
        return tidy(self.page.locator("main").inner_text())

    def value(self, label: str) -> str:
        """What a box holds."""
        return self.box(label).input_value()

    def leaves(self) -> None:
        """Close the browser; nothing may have gone wrong in it."""
        self.context.close()
        if self._copy:
            self._copy.context.close()
        assert not self.faults, self.faults

    # What is looked at.

    @contextmanager
    def _coming(self, status: int) -> Iterator[list[Response | None]]:
        arrival: list[Response | None] = []
        yield arrival
        got = arrival[0].status if arrival and arrival[0] else None
        assert got == status, f"{self.page.url} answered {got}, not {status}:\n{self.reads[:800]}"
        self.looks(status)

    def looks(self, status: int = 200) -> None:
        """Look at the page as it is now; once for each page of a run."""
        address = urlsplit(self.page.url).path
        self.pages += 1
        assert not self.faults, self.faults
        cookies = {each.get("path") for each in self.context.cookies()}
        assert cookies <= self.cookies_for, f"{address} sets a cookie for {cookies}"
        if status == 422 and self.scripts:
            assert "govuk-error-summary" in self.page.evaluate(FOCUSED), f"{address}: where is the focus?"
        page = (self._kind(address), self.page.title(), self.h1, self.scripts, status, self.widths)
        if not self.looks_closely or not self._is_first(page):
            return
        if self.scripts:
            look_at(self.page, self.widths)
            self.page.set_viewport_size({"width": self.width, "height": HEIGHT})
        else:
            self._copied()

    def _is_first(self, page: tuple[object, ...]) -> bool:
        try:
            (self.looked_at / sha256(repr(page).encode()).hexdigest()).touch(exist_ok=False)
        except FileExistsError:
            return False
        return True

    def _copied(self) -> None:
        """Look at what a browser without scripts shows in one that can run axe."""
        html = SCRIPT.sub("", self.page.content())
        if self._copy is None:
            browser = self.context.browser
            assert browser
            self._copy = browser.new_context(base_url=self.origin).new_page()
        self._copy.route(self.page.url, lambda route: route.fulfill(body=html, content_type=HTML), times=1)
        self._copy.goto(self.page.url)
        look_at(self._copy, (PHONE,))

    def _kind(self, address: str) -> str:
        return re.sub(r"/[a-z2-7]{26}\b", "/…", address)

    def _within(self, question: str | None) -> Locator:
        return self.page.get_by_role("group", name=question) if question else self.page.locator("main")

    def _asked(self, request: Request) -> None:
        at = urlsplit(request.url)
        if at.scheme in ("http", "https") and f"{at.scheme}://{at.netloc}" not in {
            self.origin,
            *self.elsewhere,
        }:
            self.faults.append(f"{self.page.url} asks another host: {request.url}")

    def _answered(self, response: Response) -> None:
        if response.status >= 400 and not response.request.is_navigation_request():
            self.faults.append(f"{self.page.url}: {response.url} answered {response.status}")

    def _failed(self, error: Error) -> None:
        if self.looks_closely:
            self.faults.append(f"{self.page.url}: {error}")

    def _told(self, message: ConsoleMessage) -> None:
        if self.looks_closely and message.type in ("error", "warning") and not NEEDED.match(message.text):
            self.faults.append(f"{self.page.url} says in the console: {message.text}")


def look_at(page: Page, widths: tuple[int, ...]) -> None:
    """Nothing for axe to find at these widths, nothing off the side of a narrow screen."""
    for width in widths:
        page.set_viewport_size({"width": width, "height": HEIGHT})
        found = found_on(page)
        assert not found, f"axe on {page.url} at {width} pixels: {found}"
    page.set_viewport_size({"width": NARROWEST, "height": HEIGHT})
    over = page.evaluate(OFF_THE_SIDE)
    wide = page.evaluate(OUTERMOST) if over > 0 else ""
    assert over <= 0, f"{page.url} is {over} pixels too wide for a narrow screen: {wide}"


def tidy(words: str) -> str:
    """Words in one line."""
    return " ".join(words.split())
