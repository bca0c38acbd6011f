"""An administrator lets people in and out; two stand behind every role that opens originals."""

from collections.abc import Callable
from dataclasses import dataclass

import pytest

from portal.core.actors import Role
from tests.journeys.colleagues import Colleague, Hire

pytestmark = pytest.mark.browser

LONG_ENOUGH = "seven grey herons on the pier"


@dataclass
class Administrator:
    """Looks after accounts."""

    at: Colleague

    def invites(self, name: str, email: str, role: str, group: str = "") -> str:
        """Answers the link to hand over, which is shown once."""
        self.at.goes_to("Accounts")
        self.at.follows("Invite somebody")
        self.at.writes("Name or job title", name)
        self.at.writes("Work e-mail address", email)
        self.at.chooses(role)
        if group:
            self.at.hand.choose(self.at.page.locator("input[name=groups]").first)
        self.at.presses("Invite")
        return self.at.page.locator("main code").inner_text().strip()

    def gives_the_role_that_waits(self, name: str) -> None:
        """As the second pair of eyes."""
        self.at.goes_to("Roles that wait")
        row = self.at.page.get_by_role("row").filter(has_text=name)
        self.at.presses("Give it", within=row)

    def removes(self, name: str) -> None:
        """Somebody left."""
        self.at.goes_to("Accounts")
        self.at.follows(name)
        self.at.presses("Remove this account")


@dataclass
class Newcomer:
    """Somebody with a link in their hand."""

    at: Colleague

    def joins_by(self, link: str) -> None:
        """Choose a password and sign in with it."""
        self.chooses_a_password_by(link)
        self.at.signs_in(LONG_ENOUGH)

    def chooses_a_password_by(self, link: str) -> None:
        """What a link is for."""
        self.at.opens(link)
        self.at.writes("New password", LONG_ENOUGH)
        self.at.writes("New password once more", LONG_ENOUGH)
        self.at.presses("Set the password")

    def agrees_to_confidentiality(self) -> None:
        """Once a year, before anything else."""
        self.at.chooses("I have read this and will keep to it")
        self.at.presses("Go on")

    def enrols_a_phone(self) -> str:
        """Answers the secret the phone keeps."""
        self.at.goes_to("Your account")
        self.at.goes(self.at.page.locator("main a[href$='/second-factor']").first)
        secret = self.at.page.locator("main code").inner_text().strip()
        self.at.shows_the_code(secret)
        return secret


@pytest.fixture
def administrator(colleague: Hire) -> Administrator:
    return Administrator(colleague(Role.ADMINISTRATOR))


@pytest.fixture
def newcomer(colleague: Hire) -> Callable[[str], Newcomer]:
    return lambda email: Newcomer(colleague(email=email, signed_in=False))


def test_somebody_is_invited_joins_and_signs_in_with_a_phone(
    administrator: Administrator, newcomer: Callable[[str], Newcomer]
) -> None:
    link = administrator.invites("Meera", "meera@example.org", "Analyst")
    administrator.at.goes_to("Accounts")
    assert link not in administrator.at.page.content()

    meera = newcomer("meera@example.org")
    meera.joins_by(link)
    assert meera.at.h1.startswith("Read this first")
    meera.agrees_to_confidentiality()
    assert meera.at.h1 == "What waits for you"
    secret = meera.enrols_a_phone()
    assert meera.at.h1 == "Keep your recovery codes"
    meera.at.presses("Sign out")

    meera.at.signs_in(LONG_ENOUGH)
    assert meera.at.h1 == "Write your code"
    meera.at.writes("Six digits, or a recovery code", "000000")
    meera.at.presses("Go on", status=422)
    meera.at.shows_the_code(secret, steps_on=1)
    assert meera.at.h1 == "What waits for you"


def test_a_link_works_once(administrator: Administrator, newcomer: Callable[[str], Newcomer]) -> None:
    link = administrator.invites("Owen", "owen@example.org", "Executive")
    newcomer("owen@example.org").joins_by(link)
    finder = newcomer("owen@example.org")
    finder.at.opens(link, status=404)
    assert finder.at.h1 == "This link has ended"


def test_a_role_that_opens_originals_takes_a_second_administrator(
    administrator: Administrator, newcomer: Callable[[str], Newcomer], colleague: Hire
) -> None:
    link = administrator.invites("Priya", "priya@example.org", "Engagement officer")
    priya = newcomer("priya@example.org")
    priya.chooses_a_password_by(link)
    priya.at.signs_in(LONG_ENOUGH, status=403)
    assert priya.at.h1 == "Your role is not given yet"

    administrator.at.goes_to("Roles that wait")
    assert administrator.at.button("Give it").count() == 0
    Administrator(colleague(Role.ADMINISTRATOR, which=1)).gives_the_role_that_waits("Priya")
    priya.at.signs_in(LONG_ENOUGH)
    priya.agrees_to_confidentiality()
    priya.at.goes_to("Waiting")
    assert priya.at.h1 == "Waiting for a decision"


def test_who_is_removed_is_out_at_once(
    administrator: Administrator, newcomer: Callable[[str], Newcomer]
) -> None:
    leaver = newcomer("leaver@example.org")
    leaver.joins_by(administrator.invites("Leaver", "leaver@example.org", "Group member", group="first"))
    leaver.agrees_to_confidentiality()
    administrator.removes("Leaver")
    leaver.at.opens("/staff/packs")
    assert leaver.at.h1 == "Sign in"


def test_nobody_is_administrator_and_reader_at_once(administrator: Administrator) -> None:
    at = administrator.at
    at.goes_to("Accounts")
    at.follows("Invite somebody")
    at.writes("Name or job title", "Both")
    at.writes("Work e-mail address", "both@example.org")
    at.chooses("Administrator")
    at.chooses("Analyst")
    at.presses("Invite", status=422)
    assert "An administrator reads nothing that people wrote" in at.reads
    assert at.value("Name or job title") == "Both"


def test_the_ledger_holds_and_retention_can_be_read(administrator: Administrator) -> None:
    at = administrator.at
    at.goes_to("Ledger")
    assert at.page.locator("main tbody tr").count() > 10
    at.follows("Check the whole chain")
    assert "The whole chain holds" in at.reads
    at.goes_to("Retention")
    assert "90 days" in at.reads


def test_an_administrator_reads_nothing_people_wrote(administrator: Administrator) -> None:
    assert not administrator.at.is_shown("Waiting")
    administrator.at.opens("/staff/moderation", status=403)
