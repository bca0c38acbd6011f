"""What pages and other slices may know about accounts: frozen views, never a row."""

from collections import Counter
from collections.abc import Collection
from dataclasses import dataclass
from datetime import datetime, timedelta

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from portal.core.actors import Actor, Role
from portal.core.errors import NotFound
from portal.staff import rules
from portal.staff.keys import StaffKeys
from portal.staff.models import Account, EndedSignIn, RoleRequest
from portal.staff.rules import AccountState

GONE = "Somebody who left"
"""Shown for an id whose account was forgotten."""

ITSELF = "The portal"
"""Shown where the portal or its command line acted."""


@dataclass(frozen=True, slots=True)
class Person:
    """Who is signed in, as the head of a staff page shows it."""

    name: str
    roles: str


@dataclass(frozen=True, slots=True)
class SignedIn:
    """The account behind a cookie: what it may do, how it is shown, what it has to read first."""

    actor: Actor
    person: Person
    must_acknowledge: bool


@dataclass(frozen=True, slots=True)
class AccountRow:
    """One account as administrators see it. `waiting`: roles a second administrator has to give."""

    id: str
    email: str
    name: str
    state: AccountState
    roles: tuple[Role, ...]
    ward: str | None
    groups: tuple[str, ...]
    waiting: tuple[Role, ...]
    second_factor: bool
    acknowledged_until: datetime | None
    link_until: datetime | None
    removed_at: datetime | None


@dataclass(frozen=True, slots=True)
class RequestRow:
    """A role that waits for a second administrator."""

    account_id: str
    name: str
    email: str
    role: Role
    asked_by: str
    asker: str
    asked_at: datetime


@dataclass(frozen=True, slots=True)
class Own:
    """What the own-account page shows."""

    email: str
    name: str
    roles: tuple[str, ...]
    second_factor: bool
    recovery_left: int
    acknowledged_at: datetime | None
    acknowledged_until: datetime | None


@dataclass(frozen=True, slots=True)
class Sitting:
    """Somebody who sits on a group."""

    id: str
    name: str
    email: str


def signed_in(
    session: Session, account_id: str, *, version: int, number: str, now: datetime, keys: StaffKeys
) -> SignedIn | None:
    """The account of a sign-in that still holds; None where it was ended, or the account holds no role."""
    account = session.get(Account, account_id)
    if account is None or account.state != AccountState.ACTIVE or account.session_version != version:
        return None
    ended = select(EndedSignIn.digest).where(EndedSignIn.digest.in_(keys.digests_of("sign-in", number)))
    if not account.roles or session.scalars(ended).first() is not None:
        return None
    roles = _roles(account)
    return SignedIn(
        actor=Actor(account.id, frozenset(roles), account.ward, account.groups),
        person=Person(account.name, ", ".join(rules.role_words(role) for role in roles)),
        must_acknowledge=rules.must_acknowledge(account.acknowledged_at, account.statement, now=now),
    )


def accounts(session: Session) -> tuple[AccountRow, ...]:
    """Every account, those in use first, then by name."""
    rows = session.scalars(select(Account).order_by(Account.state, Account.name, Account.email)).all()
    waiting: dict[str, list[Role]] = {}
    for request in session.scalars(select(RoleRequest).order_by(RoleRequest.role)):
        waiting.setdefault(request.account_id, []).append(Role(request.role))
    return tuple(_row(row, waiting.get(row.id, [])) for row in rows)


def account(session: Session, account_id: str) -> AccountRow:
    """One account; raises `NotFound`."""
    row = session.get(Account, account_id)
    if row is None:
        raise NotFound()
    query = select(RoleRequest.role).where(RoleRequest.account_id == account_id).order_by(RoleRequest.role)
    return _row(row, [Role(role) for role in session.scalars(query)])


def own(session: Session, account_id: str) -> Own:
    """The own account; raises `NotFound`."""
    row = session.get(Account, account_id)
    if row is None:
        raise NotFound()
    return Own(
        email=row.email,
        name=row.name,
        roles=tuple(rules.role_words(role) for role in _roles(row)),
        second_factor=row.secret_box is not None,
        recovery_left=len(row.recovery_digests),
        acknowledged_at=row.acknowledged_at,
        acknowledged_until=rules.lapses(row.acknowledged_at) if row.acknowledged_at else None,
    )


def requests(session: Session) -> tuple[RequestRow, ...]:
    """Roles that wait for a second administrator, longest waiting first."""
    query = select(RoleRequest, Account).join(Account, Account.id == RoleRequest.account_id)
    found = session.execute(
        query.order_by(RoleRequest.asked_at, RoleRequest.account_id, RoleRequest.role)
    ).all()
    named = names(session, {request.asked_by for request, _ in found})
    return tuple(
        RequestRow(
            account_id=account.id,
            name=account.name,
            email=account.email,
            role=Role(request.role),
            asked_by=request.asked_by,
            asker=named[request.asked_by],
            asked_at=request.asked_at,
        )
        for request, account in found
    )


def requests_waiting_for(session: Session, actor_id: str) -> int:
    """How many role requests this administrator could settle: those that another one made."""
    query = select(func.count()).select_from(RoleRequest).where(RoleRequest.asked_by != actor_id)
    return session.scalar(query.where(RoleRequest.account_id != actor_id)) or 0


def names(session: Session, ids: Collection[str]) -> dict[str, str]:
    """The shown name for each id; a forgotten account is somebody who left."""
    found = session.execute(select(Account.id, Account.name).where(Account.id.in_(ids))).all()
    known = {row.id: row.name for row in found}
    return {each: known.get(each, ITSELF if each == rules.THE_PORTAL else GONE) for each in ids}


def emails_of(session: Session, role: Role) -> tuple[str, ...]:
    """Addresses of the active accounts that hold `role`, for content-free mail."""
    active = session.scalars(
        select(Account).where(Account.state == AccountState.ACTIVE).order_by(Account.email)
    )
    return tuple(row.email for row in active if role in row.roles)


def sitting_on(session: Session, group: str) -> tuple[Sitting, ...]:
    """The active accounts that sit on a group, by name."""
    active = select(Account).where(Account.state == AccountState.ACTIVE).order_by(Account.name, Account.email)
    found = (row for row in session.scalars(active) if group in row.groups)
    return tuple(Sitting(row.id, row.name, row.email) for row in found)


def leavers_due(session: Session, *, now: datetime, days: int) -> int:
    """How many removed accounts are old enough to be forgotten."""
    due = Account.removed_at <= now - timedelta(days=days)
    return session.scalar(select(func.count()).select_from(Account).where(due)) or 0


def doctor(session: Session) -> list[str]:
    """What is missing among the accounts before this portal is ready, as sentences."""
    active = session.scalars(select(Account).where(Account.state == AccountState.ACTIVE)).all()
    counts = Counter(role for row in active for role in _roles(row))
    return list(rules.shortfalls(counts))


def _roles(row: Account) -> tuple[Role, ...]:
    return tuple(role for role in Role if role in row.roles)


def _row(row: Account, waiting: list[Role]) -> AccountRow:
    return AccountRow(
        id=row.id,
        email=row.email,
        name=row.name,
        state=AccountState(row.state),
        roles=_roles(row),
        ward=row.ward,
        groups=tuple(sorted(row.groups)),
        waiting=tuple(waiting),
        second_factor=row.secret_box is not None,
        acknowledged_until=rules.lapses(row.acknowledged_at) if row.acknowledged_at else None,
        link_until=row.link_expires_at,
        removed_at=row.removed_at,
    )
