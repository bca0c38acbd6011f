"""Every page that links lead to, as everybody who can come here: axe at two widths, and what is measured.

A page is one address with its ids left out; of each such page three are opened. Pages that only a form
leads to are walked in the journeys beside this file.
"""

import json
from collections.abc import Callable

import pytest

from portal.core.actors import Role
from portal.demo.people import FILE
from tests.journeys.colleagues import Hire
from tests.journeys.everywhere import Walker
from tests.journeys.person import Person
from tests.journeys.server import Portal

pytestmark = [pytest.mark.browser, pytest.mark.long]


def with_role(portal: Portal, role: Role) -> str:
    """The address of an account that has this role and as few others as can be."""
    listed = json.loads((portal.settings.instance / FILE).read_text(encoding="utf-8"))
    held = [each for each in listed if role.value in each["roles"]]
    return str(min(held, key=lambda each: len(each["roles"]))["email"])


def test_no_public_page_keeps_anybody_out(somebody: Callable[..., Person]) -> None:
    walker = Walker(somebody())
    walker.walks("/")
    assert not walker.faults, "\n".join(walker.faults)


@pytest.mark.parametrize("role", Role)
def test_no_staff_page_keeps_anybody_out(portal: Portal, colleague: Hire, role: Role) -> None:
    walker = Walker(colleague(email=with_role(portal, role)))
    walker.walks("/staff", within="/staff")
    assert not walker.faults, "\n".join(walker.faults)
