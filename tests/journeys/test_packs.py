"""A group reads what was heard about its subjects; another group cannot tell that there is anything."""

import csv

import pytest

from portal.core.actors import Role
from portal.partnership import loading
from tests.journeys.colleagues import Colleague, Hire, hired
from tests.journeys.server import Portal

pytestmark = pytest.mark.browser


class Member:
    """Reads the packs of the groups they sit on."""

    def __init__(self, colleague: Colleague) -> None:
        self.at = colleague

    def opens_the_newest_pack(self) -> None:
        """From the rail to the first in the list."""
        self.at.goes_to("Packs")
        self.at.goes(self.at.page.locator("main tbody a").first)

    def downloads_the_numbers(self) -> list[list[str]]:
        """The lines of the file."""
        with self.at.page.expect_download() as coming:
            self.at.hand.press(self.at.link("Download the numbers (CSV)"))
        text = coming.value.path().read_text(encoding="utf-8-sig")
        return list(csv.reader(text.splitlines()))


def test_a_member_reads_the_pack_and_takes_the_numbers_away(colleague: Hire) -> None:
    member = Member(colleague(Role.GROUP_MEMBER))
    member.opens_the_newest_pack()
    assert all(words in member.at.reads for words in ("beside", "Fingerprint (SHA-256)", "Base:"))
    lines = member.downloads_the_numbers()
    shown = member.at.page.locator("main table tbody tr").first.locator("th, td").all_inner_texts()
    assert any(set(shown) <= set(line) for line in lines)


def test_another_group_cannot_tell_that_there_is_a_pack(colleague: Hire, portal: Portal) -> None:
    member = Member(colleague(Role.GROUP_MEMBER))
    member.opens_the_newest_pack()
    address = member.at.page.url

    partnership = loading.load(loading.folder(portal.settings.partnership))
    other = next(group.code for group in reversed(partnership.groups))
    stranger = colleague(email=hired(portal, "stranger@example.org", Role.GROUP_MEMBER, groups=(other,)))
    stranger.goes_to("Packs")
    assert "There is no pack for your groups yet" in stranger.reads
    stranger.opens(address, status=404)
    told = stranger.reads
    stranger.opens(f"{portal.origin}/staff/packs/{'a' * 26}", status=404)
    assert stranger.reads == told


def test_who_is_not_signed_in_comes_back_to_the_page_they_wanted(colleague: Hire, portal: Portal) -> None:
    member = Member(colleague(Role.GROUP_MEMBER, signed_in=False))
    member.at.opens("/staff/packs")
    assert member.at.h1 == "Sign in"
    member.at.writes("E-mail address", member.at.email)
    member.at.writes("Password", "demonstration only 1")
    member.at.presses("Sign in")
    assert member.at.h1 == "Evidence packs"
