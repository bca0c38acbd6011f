"""Asks axe what it finds on an open page: breaches of the accessibility rules, with where they are."""

from functools import cache
from typing import Any

from playwright.sync_api import Page

from tests.chromium import AXE

RULES = {
    "runOnly": {
        "type": "tag",
        "values": ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"],
    }
}
"""WCAG 2.2 level AA, and what axe's authors advise besides."""


@cache
def _source() -> str:
    return AXE.read_text(encoding="utf-8")


def found_on(page: Page) -> list[tuple[str, list[str]]]:
    """Every breach on the page as (rule, pieces of HTML). The page has to run scripts, for axe's timers."""
    if page.evaluate("typeof window.axe === 'undefined'"):
        page.evaluate(_source())
    found: dict[str, Any] = page.evaluate(
        "rules => axe.run(document, {...rules, resultTypes: ['violations']})", RULES
    )
    return [(each["id"], [node["html"][:160] for node in each["nodes"]]) for each in found["violations"]]
