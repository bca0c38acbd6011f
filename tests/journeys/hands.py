"""Two ways to use a page: with a pointer, or with Tab, Space, Enter and the arrow keys alone."""

from typing import Protocol

import pytest
from playwright.sync_api import Locator, Page

WAYS = ("scripts", "no-scripts", pytest.param("keyboard", marks=pytest.mark.long))
"""Every public journey is walked like this, by keyboard under `make test-all`."""

KEYS_NOW = pytest.mark.parametrize("way", ["scripts", "no-scripts", "keyboard"])
"""For one story of each journey: it is walked by keyboard with every change."""

FURTHEST = 400
"""More presses of Tab than any page has stops."""

IS_HERE = "e => e === document.activeElement"
IN_GROUP = "e => document.activeElement.type === 'radio' && document.activeElement.name === e.name"
STOPS_BETWEEN = """target => {
    const first = new Set();
    const kinds = 'a[href], button, input, select, textarea, summary, [tabindex]';
    const stops = [...document.querySelectorAll(kinds)]
        .filter(e => e.tabIndex >= 0 && !e.disabled && e.type !== 'hidden' && e.getClientRects().length)
        .filter(e => e.type !== 'radio' || (!first.has(e.name) && first.add(e.name)));
    const group = e => stops.findIndex(s => s === e || (s.type === 'radio' && s.name === e.name));
    return group(target) - group(document.activeElement);
}"""
LABEL = "e => e.selectedOptions[0]?.label ?? ''"


class Hand(Protocol):
    """What a hand can do with a control."""

    def press(self, control: Locator) -> None:
        """Press a link, a button or a summary."""

    def choose(self, control: Locator) -> None:
        """Choose a radio or tick a box."""

    def write(self, control: Locator, words: str) -> None:
        """Put words in the place of what a box holds."""

    def pick(self, control: Locator, label: str) -> None:
        """Pick from a list."""


class Pointer:
    """A mouse or a finger; a label is touched rather than the small circle in front of it."""

    def __init__(self, page: Page) -> None:
        """Use this page."""
        self.page = page

    def press(self, control: Locator) -> None:
        """Click it."""
        control.click()

    def choose(self, control: Locator) -> None:
        """Click its label."""
        name = control.get_attribute("id")
        self.page.locator(f"label[for='{name}']").click()
        assert control.is_checked()

    def write(self, control: Locator, words: str) -> None:
        """Fill the box."""
        control.fill(words)

    def pick(self, control: Locator, label: str) -> None:
        """Choose by the words shown."""
        control.select_option(label=label)


class Keyboard:
    """Nothing but keys; a control that Tab does not reach cannot be used."""

    def __init__(self, page: Page) -> None:
        """Use this page."""
        self.page = page

    def press(self, control: Locator) -> None:
        """Go there and press Enter."""
        self._reach(control, IS_HERE)
        self.page.keyboard.press("Enter")

    def choose(self, control: Locator) -> None:
        """A box: Space. A radio: into its group, then the arrows."""
        if control.get_attribute("type") == "checkbox":
            self._reach(control, IS_HERE)
            self.page.keyboard.press("Space")
        else:
            self._reach(control, IN_GROUP)
            for _ in range(FURTHEST):
                if control.evaluate(IS_HERE):
                    break
                self.page.keyboard.press("ArrowDown")
            if not control.is_checked():
                self.page.keyboard.press("Space")
        assert control.is_checked()

    def write(self, control: Locator, words: str) -> None:
        """Go there, take everything, type."""
        self._reach(control, IS_HERE)
        self.page.keyboard.press("ControlOrMeta+A")
        self.page.keyboard.type(words)

    def pick(self, control: Locator, label: str) -> None:
        """Go there, then the arrows until the words stand there."""
        self._reach(control, IS_HERE)
        self.page.keyboard.press("Home")
        for _ in range(FURTHEST):
            if control.evaluate(LABEL).strip() == label:
                return
            self.page.keyboard.press("ArrowDown")
        raise AssertionError(f"The arrow keys do not lead to “{label}”.")

    def _reach(self, control: Locator, arrived: str) -> None:
        for _ in range(control.evaluate(STOPS_BETWEEN) - 1):
            self.page.keyboard.press("Tab")
        for _ in range(FURTHEST):
            if control.evaluate(arrived):
                return
            self.page.keyboard.press("Tab")
        raise AssertionError(f"Tab does not lead to {control}.")
