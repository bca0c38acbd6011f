"""Who may hold which roles, how long a sign-in lasts, and how wrong tries slow the next one down.

Refuses roles that must not be joined, a second administrator who is the first, steps an account's state does
not allow. Knows no table, no cookie and no clock.
"""

import re
from collections.abc import Collection, Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import StrEnum
from math import ceil
from urllib.parse import urlsplit

from portal.core.actors import READS_ORIGINALS, READS_SUBMISSIONS, Role
from portal.core.errors import DomainError, MoveNotAllowed, Refused


class AccountState(StrEnum):
    """Where an account stands. `invited` also means: a new password has to be chosen."""

    INVITED = "invited"
    ACTIVE = "active"
    REMOVED = "removed"


class Step(StrEnum):
    """What can happen to an account."""

    INVITE = "invite"
    JOIN = "join"
    RESET = "reset"
    REMOVE = "remove"


MOVES: dict[tuple[AccountState, Step], AccountState] = {
    (AccountState.INVITED, Step.INVITE): AccountState.INVITED,
    (AccountState.INVITED, Step.JOIN): AccountState.ACTIVE,
    (AccountState.INVITED, Step.REMOVE): AccountState.REMOVED,
    (AccountState.ACTIVE, Step.RESET): AccountState.INVITED,
    (AccountState.ACTIVE, Step.REMOVE): AccountState.REMOVED,
    (AccountState.REMOVED, Step.INVITE): AccountState.INVITED,
}

NEEDS_SECOND = READS_ORIGINALS | {Role.ADMINISTRATOR}
"""Roles one administrator asks for and another gives. `administrator` is among them because
whoever could make a second administrator alone could also agree with himself."""

AT_LEAST: dict[Role, int] = {Role.ADMINISTRATOR: 2, Role.SAFEGUARDING_LEAD: 2}
"""Active accounts without which a portal is not ready: cover for leave, and four eyes on roles."""

GROUP_ROLES = frozenset({Role.GROUP_MEMBER, Role.GROUP_CHAIR})
"""Roles that are bound to groups."""

LINK_LASTS = timedelta(days=7)
"""An invitation's link works for a week, so that a holiday does not make it useless."""

IDLE = timedelta(minutes=60)
WHOLE = timedelta(hours=12)
SKEW = timedelta(minutes=5)
"""Sign-in ends after an idle hour and after a long working day; two machines' clocks may differ a little."""

CODE_LASTS = timedelta(minutes=10)
"""Time between password and second factor."""

FREE_TRIES = 3
"""Wrong tries that cost no waiting: a typing slip, or caps lock."""

LONGEST_WAIT = timedelta(minutes=15)
"""An account slows down, it never locks: nobody can shut a colleague out for a day."""

WARN_WAIT = timedelta(minutes=1)
"""From this wait on it looks like guessing, and the ledger says so once."""

TRIES_FORGOTTEN = timedelta(hours=24)
"""A day without a wrong try starts the count anew."""

STATEMENT = "2026-1"
"""Version of the statement people acknowledge; a new version is put before everybody again."""

RECOVERY_CODES = 8
"""Codes handed out at enrolment, each good for one sign-in without the phone."""

MAX_EMAIL = 254
MAX_NAME = 80
EMAIL = re.compile(r"[^@\s,;<>\"]+@[^@\s,;<>\"]+\.[^@\s,;<>\".]{2,}")


THE_PORTAL = "portal"
"""Who the ledger names where no member of staff acted: the command line, or the portal itself."""


class RolesClash(DomainError):
    """`administrator` may not be joined with a role that reads what the public wrote."""

    code = "roles-clash"


class NoRole(DomainError):
    """An account without a role can do nothing."""

    code = "no-role"


class WardNeeded(DomainError):
    """A councillor speaks for a ward."""

    code = "ward-needed"


class GroupsNeeded(DomainError):
    """A member or chair belongs to at least one group."""

    code = "groups-needed"


class SecondAdministrator(Refused):
    """The one who asked for a role may not be the one who gives it."""

    code = "second-administrator"


class Wait(DomainError):
    """Too many wrong tries; `.seconds` says how long until the next one counts."""

    code = "wait"
    status = 429

    seconds: int


@dataclass(frozen=True, slots=True)
class RoleChange:
    """What one administrator can settle alone, and what a second one has to agree to."""

    held: frozenset[Role]
    asked: frozenset[Role]


def move(state: AccountState, step: Step) -> AccountState:
    """The state after the step; raises `MoveNotAllowed`."""
    try:
        return MOVES[state, step]
    except KeyError:
        raise MoveNotAllowed(state=state, step=step) from None


def check_roles(roles: Collection[Role], *, ward: str | None, groups: Collection[str]) -> None:
    """Raise `NoRole`, `RolesClash`, `WardNeeded` or `GroupsNeeded` where this set cannot be held."""
    wanted = frozenset(roles)
    if not wanted:
        raise NoRole()
    if Role.ADMINISTRATOR in wanted and wanted & READS_SUBMISSIONS:
        raise RolesClash(roles=wanted & READS_SUBMISSIONS)
    if Role.COUNCILLOR in wanted and not ward:
        raise WardNeeded()
    if wanted & GROUP_ROLES and not groups:
        raise GroupsNeeded()


def change(held: Collection[Role], wanted: Collection[Role]) -> RoleChange:
    """Split the wanted set: what is given or taken at once, and what waits for a second administrator."""
    asked = (frozenset(wanted) - frozenset(held)) & NEEDS_SECOND
    return RoleChange(held=frozenset(wanted) - asked, asked=asked)


def check_giver(giver: str, *, asked_by: str, account: str) -> None:
    """Raise `SecondAdministrator` unless a person other than the asker and the account itself gives."""
    if giver in (asked_by, account):
        raise SecondAdministrator()


def wait_after(tries: int) -> timedelta:
    """How long to wait after so many wrong tries: nothing, then 1, 2, 4 ... seconds, at most 15 minutes."""
    if tries < FREE_TRIES:
        return timedelta()
    doublings = min(tries - FREE_TRIES, 20)
    return min(timedelta(seconds=2**doublings), LONGEST_WAIT)


def check_wait(tries: int, last: datetime, *, now: datetime) -> int:
    """The tries that still count; raises `Wait` while the next one comes too early."""
    if abs(now - last) >= TRIES_FORGOTTEN:
        return 0
    left = min(last - now, timedelta()) + wait_after(tries)
    if left > timedelta():
        raise Wait(seconds=ceil(left.total_seconds()))
    return tries


def still_signed_in(began: datetime, seen: datetime, *, now: datetime) -> bool:
    """Whether a sign-in neither lay idle for an hour nor lasts longer than twelve."""
    return began - SKEW <= now < began + WHOLE and seen - SKEW <= now < seen + IDLE


def lapses(acknowledged: datetime) -> datetime:
    """A year later to the day; 29 February lapses on 1 March."""
    try:
        return acknowledged.replace(year=acknowledged.year + 1)
    except ValueError:
        return acknowledged.replace(year=acknowledged.year + 1, month=3, day=1)


def must_acknowledge(acknowledged: datetime | None, statement: str | None, *, now: datetime) -> bool:
    """Whether the statement has to be read before anything else: never, too long ago, or another version."""
    return acknowledged is None or statement != STATEMENT or now >= lapses(acknowledged)


def safe_next(text: str | None) -> str:
    """The staff page to go on to: `text` if it is a path of ours under /staff, else /staff itself."""
    wanted = (text or "").rstrip("?")
    if not re.fullmatch(r"/staff(?:[/?][\x21-\x7e]*)?", wanted) or "\\" in wanted or "//" in wanted:
        return "/staff"
    path = urlsplit(wanted).path
    if path.startswith(("/staff/sign-", "/staff/invitations")) or ".." in path:
        return "/staff"
    return wanted


def tidy_email(text: str) -> str:
    """An address as it is kept: trimmed and lower-case."""
    return text.strip().lower()


def role_words(role: Role) -> str:
    """A role as people say it."""
    return role.value.replace("_", " ").capitalize()


def shortfalls(active: Mapping[Role, int]) -> tuple[str, ...]:
    """What is missing before a portal is ready, as sentences."""
    return tuple(
        f"{active.get(role, 0)} of at least {least} active accounts hold the role {role_words(role).lower()}."
        for role, least in AT_LEAST.items()
        if active.get(role, 0) < least
    )
