"""Every page that links lead to, as everybody who can come here: axe and the side of the screen on each.

A page is one address with its ids left out; of each such page three are opened. Pages that only a form
leads to are walked in the journeys beside this file.
"""

import json
import re
from collections import Counter, deque
from collections.abc import Callable, Iterator
from itertools import groupby
from urllib.parse import urlsplit

import pytest

from portal.core.actors import Role
from portal.demo.people import FILE
from tests.journeys.colleagues import Hire
from tests.journeys.person import Person
from tests.journeys.server import Portal

pytestmark = [pytest.mark.browser, pytest.mark.long]

SAMPLES = 3
"""How many pages of one kind are opened: an empty one, a short one and a long one are likely among them."""

MOST = 400
"""More pages than this for one person would mean that addresses are made up."""

NO_PAGE = re.compile(
    r"\.(csv|json|geojson|xlsx|docx|pdf|svg|ics|atom|txt|png|xml)$|^/static/|^/brand/|/download$"
)
"""Addresses that give a file."""

LINKS = """() => [...document.querySelectorAll('a[href]')].map(e => [e.href, e.hasAttribute('download')])"""
LEVELS = """() => [...document.querySelectorAll('main h1, main h2, main h3, main h4, main h5')]
    .map(e => +e.tagName[1])"""
SPACED = """() => {
    const style = new CSSStyleSheet();
    style.replaceSync('* { line-height: 1.5 !important; letter-spacing: .12em !important;'
        + ' word-spacing: .16em !important } p { margin-bottom: 2em !important }');
    document.adoptedStyleSheets = [style];
    const over = document.documentElement.scrollWidth - document.documentElement.clientWidth;
    document.adoptedStyleSheets = [];
    return over;
}"""


def everybody() -> list[str]:
    """A resident, and one account for each set of roles in the demonstration."""
    return ["public", *(str(role) for role in Role)]


def kind(address: str) -> str:
    """An address without the ids and codes in it."""
    return re.sub(r"/(?:[a-z2-7]{26}|[A-Z]*\d[\w-]*)(?=/|$)", "/…", address)


def ahead(person: Person) -> Iterator[str]:
    """Where the links of this page lead, inside the portal."""
    for link, is_file in person.page.evaluate(LINKS):
        at = urlsplit(link)
        if f"{at.scheme}://{at.netloc}" == person.origin and not is_file and not NO_PAGE.search(at.path):
            yield at.path + (f"?{at.query}" if at.query else "")


def wrong_with(person: Person) -> Iterator[str]:
    """What the law of this file finds on an open page, beside what a person looks at on each."""
    title, h1 = person.page.title(), person.page.locator("h1").count()
    levels = [level for level, _ in groupby(person.page.evaluate(LEVELS))]
    if h1 != 1:
        yield f"{h1} main headings"
    if any(after - before > 1 for before, after in zip(levels, levels[1:], strict=False)):
        yield f"headings out of order: {levels}"
    if not title.strip():
        yield "no title"
    person.page.set_viewport_size({"width": 320, "height": 900})
    if (over := person.page.evaluate(SPACED)) > 0:
        yield f"{over} pixels too wide when the text is spaced out"


def found_by(person: Person, start: str) -> list[str]:
    """Open every page that links lead to from here; every fault met, with its address."""
    faults: list[str] = []
    waiting, known, opened = deque([start]), {start}, Counter[str]()
    while waiting:
        address = waiting.popleft()
        sort = kind(urlsplit(address).path)
        if opened[sort] >= SAMPLES:
            continue
        opened[sort] += 1
        try:
            person.opens(address)
        except AssertionError as fault:
            faults.append(f"{address}: {fault}")
            person.faults.clear()
        faults += [f"{address}: {fault}" for fault in wrong_with(person)]
        fresh = [each for each in ahead(person) if each not in known]
        known.update(fresh)
        waiting.extend(fresh)
        assert sum(opened.values()) < MOST, "the walk has lost its way"
    return faults


def with_role(portal_accounts: str, role: Role) -> str:
    """The address of an account that has this role and as few others as can be."""
    listed = [each for each in json.loads(portal_accounts) if role.value in each["roles"]]
    return str(min(listed, key=lambda each: len(each["roles"]))["email"])


@pytest.mark.parametrize("who", everybody())
def test_no_page_that_a_link_leads_to_keeps_anybody_out(
    portal: Portal, somebody: Callable[..., Person], colleague: Hire, who: str
) -> None:
    if who == "public":
        faults = found_by(somebody(), "/")
    else:
        accounts = (portal.settings.instance / FILE).read_text(encoding="utf-8")
        faults = found_by(colleague(email=with_role(accounts, Role(who))), "/staff")
    assert not faults, "\n".join(faults)
