"""From the staff cookie to who is signed in.

Refuses a cookie that is too old, lay idle, was signed out, or belongs to an account that changed since.
"""

from dataclasses import dataclass
from datetime import UTC, datetime, timedelta

from flask import g, request, session

from portal.adapters.passwords import Cost, Passwords
from portal.adapters.tokens import new_id
from portal.core.actors import Actor
from portal.staff import queries, rules
from portal.staff.keys import StaffKeys
from portal.web.context import now, reading, settings
from portal.web.guard import NeedsStep

NOTED_EVERY = timedelta(minutes=1)
"""The cookie is written again at most this often."""

TIES = frozenset({"csrf_token"})
"""What a form that was drawn in a sign-in is checked against."""

OPEN_BEFORE_STATEMENT = frozenset({"staff.acknowledge", "staff.sign_out"})
"""Pages that do not wait for the yearly statement."""


@dataclass(frozen=True, slots=True)
class Stay:
    """How long a sign-in lasts: `idle` without a page being opened, and what is `left` of it at most."""

    idle: timedelta
    left: timedelta


@dataclass(frozen=True, slots=True)
class Cookie:
    """What the signed cookie says; `number` is the random number of this sign-in."""

    account: str
    version: int
    number: str
    began: datetime
    seen: datetime

    def values(self) -> dict[str, str | int]:
        """What is kept in the signed cookie; moments in whole seconds."""
        began, seen = int(self.began.timestamp()), int(self.seen.timestamp())
        return {
            "account": self.account,
            "version": self.version,
            "number": self.number,
            "began": began,
            "seen": seen,
        }

    @classmethod
    def read(cls) -> "Cookie | None":
        """The cookie of this request, if there is a whole one."""
        try:
            return cls(
                str(session["account"]),
                int(session["version"]),
                str(session["number"]),
                datetime.fromtimestamp(int(session["began"]), UTC),
                datetime.fromtimestamp(int(session["seen"]), UTC),
            )
        except (KeyError, ValueError, TypeError, OverflowError, OSError):
            return None


def begin(account_id: str, version: int, *, moment: datetime) -> None:
    """Start a sign-in under a new number; whatever the cookie held before is gone.

    Whoever signs in again before the end goes on with the forms that are open in other tabs: what ties
    those to the sign-in, `csrf_token`, is kept for the same account alone.
    """
    before = Cookie.read()
    goes_on = before is not None and (before.account, before.version) == (account_id, version)
    kept = {name: session[name] for name in TIES & set(session)} if goes_on else {}
    session.clear()
    session.update(kept | Cookie(account_id, version, new_id(), moment, moment).values())


def end() -> None:
    """Forget the sign-in in this browser."""
    session.clear()


def number() -> str:
    """The number of the present sign-in."""
    return str(session["number"])


def load_actor() -> Actor | None:
    """Who is signed in, if anybody; raises `NeedsStep` while the yearly statement waits to be read."""
    cookie, moment = Cookie.read(), now()
    g.cookie_account = cookie.account if cookie else None
    g.cookie_drew = str(session.get("csrf_token", ""))
    if cookie is None or not rules.still_signed_in(cookie.began, cookie.seen, now=moment):
        end()
        return None
    with reading() as db:
        found = queries.signed_in(
            db, cookie.account, version=cookie.version, number=cookie.number, now=moment, keys=keys()
        )
    if found is None:
        end()
        return None
    if moment - cookie.seen >= NOTED_EVERY:
        session["seen"] = int(moment.timestamp())
    g.account_view = found.person
    g.stay = Stay(rules.IDLE, cookie.began + rules.WHOLE - moment)
    if found.must_acknowledge and request.endpoint not in OPEN_BEFORE_STATEMENT:
        raise NeedsStep(endpoint="staff.acknowledge")
    return found.actor


def keys() -> StaffKeys:
    """The keys of this process's settings."""
    return StaffKeys.of(settings())


def passwords() -> Passwords:
    """How passwords are hashed here; tests take the least cost."""
    return Passwords(Cost.LEAST if settings().env == "test" else Cost.NORMAL)
