"""Members of staff at their desks, and what they may find there."""

import json
import re
import time
from collections.abc import Callable

import pyotp
from playwright.sync_api import Browser, Locator

from portal.adapters.passwords import Cost, Passwords
from portal.core.actors import Role
from portal.demo.people import FILE, PASSWORD
from portal.staff import entry, service
from portal.staff.keys import StaffKeys
from tests.journeys.person import Person
from tests.journeys.server import NOW, Portal


class Colleague(Person):
    """A member of staff with a browser of their own."""

    cookies_for = frozenset({"/staff"})

    def __init__(self, browser: Browser, portal: Portal, email: str, *, number: int = 0) -> None:
        """Open a browser; nobody is signed in yet."""
        super().__init__(browser, portal.origin, number=number)
        self.email = email

    def signs_in(self, password: str = PASSWORD, status: int = 200) -> None:
        """With e-mail address and password."""
        self.opens("/staff/sign-in")
        self.writes("E-mail address", self.email)
        self.writes("Password", password)
        self.presses("Sign in", status)

    def shows_the_code(self, secret: str, *, steps_on: int = 0) -> None:
        """The six digits an authenticator app shows, now or so many steps later."""
        self.hand.write(self.page.locator("main input[name=code]"), code_of(secret, steps_on))
        self.goes(self.page.locator("main form button[type=submit]").first)

    def goes_to(self, place: str) -> None:
        """One of the places in the rail."""
        self.goes(self._rail(place).first)

    def is_shown(self, place: str) -> bool:
        """Whether the rail has this place."""
        return self._rail(place).count() > 0

    def waits(self, place: str) -> int:
        """How much the rail says waits there."""
        return int(self._rail(place).locator(".rail__count").evaluate("e => parseInt(e.textContent)"))

    def _rail(self, place: str) -> Locator:
        return self.page.locator(".rail__link").filter(has_text=re.compile(rf"^\s*{re.escape(place)}\b"))

    @property
    def told(self) -> str:
        """What a page says about what was just done."""
        return " ".join(self.page.locator(".told").all_inner_texts())


STEP_SECONDS = 30
"""How long one code lasts."""

Hire = Callable[..., Colleague]


def code_of(secret: str, steps_on: int = 0) -> str:
    """What an authenticator app shows; its clock is the real one."""
    return pyotp.TOTP(secret.replace(" ", "")).at(int(time.time()) + STEP_SECONDS * steps_on)


def email_of(portal: Portal, role: Role, which: int = 0) -> str:
    """The address of the demonstration's account with this role."""
    listed = json.loads((portal.settings.instance / FILE).read_text(encoding="utf-8"))
    return str([each["email"] for each in listed if role.value in each["roles"]][which])


def hired(portal: Portal, email: str, *roles: Role, groups: tuple[str, ...] = ()) -> str:
    """A further account, signed in to with the demonstration's password; answers its address."""
    database = portal.database
    with database.transaction() as session:
        account = service.create_first(
            session,
            email,
            roles,
            name=email.split("@")[0].capitalize(),
            now=NOW,
            keys=StaffKeys.of(portal.settings),
            groups=groups,
            password_hash=Passwords(Cost.NORMAL).hash(PASSWORD),
        )
        entry.acknowledge(session, account, now=NOW)
    database.dispose()
    return email
