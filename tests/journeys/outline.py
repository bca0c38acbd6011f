"""A page as those hear it who do not see it: roles, names and states of what can be used, in their order.

Read from the browser's own accessibility tree; running text is left out, so that words may be mended freely.
"""

import re

from playwright.sync_api import Locator

PLACES = {"alert", "banner", "contentinfo", "group", "heading", "main", "navigation", "region", "status"}
CONTROLS = {"button", "checkbox", "columnheader", "combobox", "link", "radio", "table", "textbox"}
NODE = re.compile(r"""^\s*- '?(?P<role>\w+)(?: "(?P<name>(?:[^"\\]|\\.)*)")?(?P<states>(?: \[[^\]]+\])*)""")


def outline(place: Locator, *, without: str = "") -> list[str]:
    """One line for each: its role, its level or state where it has one, its name; roles may be left out."""
    left = (PLACES | CONTROLS) - set(without.split())
    found = (NODE.match(line) for line in place.aria_snapshot().splitlines())
    return [_said(node) for node in found if node and node["role"] in left]


def _said(node: re.Match[str]) -> str:
    states = re.sub(r"level=", "", node["states"] or "").replace("[", "").replace("]", "")
    name = re.sub(r"\\(.)", r"\1", node["name"] or "").replace("''", "'")
    return f"{node['role']}{states}: {name}".removesuffix(": ")


def described(control: Locator) -> str:
    """What is said after the name of a control: its hint, and its error where there is one."""
    words = control.evaluate(
        """e => [e, e.closest('fieldset')].map(one => one?.getAttribute('aria-describedby') ?? '').join(' ')
            .split(' ').map(id => document.getElementById(id)?.textContent ?? '').join(' ')"""
    )
    return " ".join(str(words).split())
