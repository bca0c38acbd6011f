"""What administrators do with accounts: invite, give roles with four eyes, reset, remove.

Refuses to let anybody change the own account here, and to give alone what takes two.
"""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import datetime, timedelta

from sqlalchemy import delete, select
from sqlalchemy.exc import IntegrityError
from sqlalchemy.orm import Session

from portal.adapters.tokens import new_id
from portal.core.actors import Role
from portal.core.errors import DomainError, NotFound, Refused
from portal.ledger.service import record
from portal.outbox.service import queue
from portal.staff import rules
from portal.staff.keys import StaffKeys
from portal.staff.models import Account, RoleRequest
from portal.staff.rules import AccountState, Step

INVITATION = """You have been given an account on the staff pages of the community safety portal.

Choose your password here, by {until}:
{address}

If you did not expect this, tell whoever runs the portal.
"""


class AlreadyThere(DomainError):
    """This address has an account that was not removed."""

    code = "already-there"


class OwnAccount(Refused):
    """Nobody gives, takes or resets on the own account; another administrator does."""

    code = "own-account"


@dataclass(frozen=True, slots=True)
class Holding:
    """What an account is to hold: roles, and the ward and groups they are bound to (codes)."""

    roles: frozenset[Role]
    ward: str | None = None
    groups: frozenset[str] = frozenset()


@dataclass(frozen=True, slots=True)
class Invitation:
    """Who is invited, and to what."""

    email: str
    name: str
    holding: Holding


def invite(
    session: Session, invitation: Invitation, *, by: str, now: datetime, keys: StaffKeys, code: str
) -> str:
    """Invite somebody new, or somebody who left; the id of the account.

    `code` opens the page where a password is chosen. Roles that take two administrators are asked for, not
    given. Raises `AlreadyThere`, and what `rules.check_roles` raises.
    """
    _check(invitation.holding)
    account = _seat(session, invitation)
    account.state = rules.move(AccountState(account.state), Step.INVITE)
    account.removed_at = None
    _link(account, code, now=now, keys=keys)
    settled = rules.change(frozenset(), invitation.holding.roles)
    account.roles, account.ward, account.groups = _held(settled.held, invitation.holding)
    session.flush()
    _write(session, account, "account.invited", by=by, now=now, roles=_codes(settled.held))
    _ask(session, account, settled.asked, by=by, now=now)
    return account.id


def create_first(
    session: Session,
    email: str,
    roles: Collection[Role],
    *,
    name: str,
    now: datetime,
    keys: StaffKeys,
    ward: str | None = None,
    groups: Collection[str] = (),
    code: str | None = None,
    password_hash: str | None = None,
    acknowledged: bool = False,
) -> str:
    """Make an account from the command line, with all its roles at once; the id of the account.

    Give `code` for a link to choose a password, or `password_hash` for an account that is active already.
    Raises `AlreadyThere`, and what `rules.check_roles` raises.
    """
    holding = Holding(frozenset(roles), ward, frozenset(groups))
    _check(holding)
    account = _seat(session, Invitation(email, name, holding))
    account.state, account.removed_at = AccountState.INVITED, None
    account.roles, account.ward, account.groups = _held(holding.roles, holding)
    if code:
        _link(account, code, now=now, keys=keys)
    if password_hash:
        account.state, account.password_hash = AccountState.ACTIVE, password_hash
    if acknowledged:
        account.acknowledged_at, account.statement = now, rules.STATEMENT
    session.flush()
    _write(session, account, "account.created", by=rules.THE_PORTAL, now=now, roles=_codes(holding.roles))
    return account.id


def mail_link(session: Session, account_id: str, address: str, *, now: datetime) -> None:
    """Send the link by mail. The mail names nobody and nothing but the link."""
    until = now + rules.LINK_LASTS - timedelta(days=1)
    body = INVITATION.format(address=address, until=f"{until.day} {until:%B %Y}")
    queue(session, to=find(session, account_id).email, subject="Your staff account", body=body, now=now)


def change_holding(session: Session, account_id: str, holding: Holding, *, by: str, now: datetime) -> bool:
    """Set roles, ward and groups; answers whether a second administrator has to agree to something.

    Raises `OwnAccount`, `NotFound`, and what `rules.check_roles` raises.
    """
    account = _other(session, account_id, by)
    _check(holding)
    before = frozenset(account.roles)
    settled = rules.change([Role(code) for code in before], holding.roles)
    account.roles, account.ward, account.groups = _held(settled.held, holding)
    session.flush()
    if before != frozenset(account.roles):
        _write(session, account, "account.roles_given", by=by, now=now, roles=_codes(settled.held))
    _ask(session, account, settled.asked, by=by, now=now)
    return bool(settled.asked)


def give_role(session: Session, account_id: str, role: Role, *, by: str, now: datetime) -> None:
    """Agree, as a second administrator, to a role another one asked for.

    Raises `SecondAdministrator`, `NotFound`, and what `rules.check_roles` raises.
    """
    account, request = find(session, account_id), _request(session, account_id, role)
    rules.check_giver(by, asked_by=request.asked_by, account=account_id)
    roles = frozenset(Role(code) for code in account.roles) | {role}
    rules.check_roles(roles, ward=account.ward, groups=account.groups)
    account.roles = frozenset(roles)
    session.delete(request)
    session.flush()
    _write(session, account, "account.roles_given", by=by, now=now, roles=_codes(roles))


def refuse_role(session: Session, account_id: str, role: Role, *, by: str, now: datetime) -> None:
    """Turn a request for a role down, or take the own one back. Raises `NotFound`."""
    account, request = find(session, account_id), _request(session, account_id, role)
    session.delete(request)
    _write(session, account, "account.roles_refused", by=by, now=now, roles=_codes({role}))


def renew_link(
    session: Session, account_id: str, *, by: str, now: datetime, keys: StaffKeys, code: str
) -> None:
    """A fresh link for somebody who is invited; the older one stops working. Raises `MoveNotAllowed`."""
    account = _other(session, account_id, by)
    if account.state == AccountState.REMOVED:
        raise NotFound()
    account.state = rules.move(AccountState(account.state), Step.INVITE)
    _link(account, code, now=now, keys=keys)
    _write(session, account, "account.invited", by=by, now=now, roles=_codes(account.roles))


def reset_password(
    session: Session, account_id: str, *, by: str, now: datetime, keys: StaffKeys, code: str
) -> None:
    """The password ends at once, and every sign-in; `code` lets the person choose a new one."""
    account = _other(session, account_id, by)
    account.state = rules.move(AccountState(account.state), Step.RESET)
    account.password_hash = None
    account.session_version += 1
    _link(account, code, now=now, keys=keys)
    _write(session, account, "account.password_reset", by=by, now=now)


def reset_second_factor(session: Session, account_id: str, *, by: str, now: datetime) -> None:
    """For a lost phone: the account signs in by password alone until its person enrols again."""
    account = _other(session, account_id, by)
    clear_second_factor(account)
    account.session_version += 1
    _write(session, account, "account.second_factor_reset", by=by, now=now)


def remove(session: Session, account_id: str, *, by: str, now: datetime) -> None:
    """Somebody left: every sign-in ends, roles and keys go; a new invitation brings the person back."""
    account = _other(session, account_id, by)
    account.state = rules.move(AccountState(account.state), Step.REMOVE)
    account.removed_at = now
    account.password_hash = account.link_digest = account.link_expires_at = None
    account.acknowledged_at = account.statement = None
    account.roles = account.groups = frozenset()
    account.ward = None
    account.session_version += 1
    clear_second_factor(account)
    session.execute(delete(RoleRequest).where(RoleRequest.account_id == account_id))
    _write(session, account, "account.removed", by=by, now=now)


def forget_leavers(session: Session, *, now: datetime, days: int) -> int:
    """Delete accounts removed more than `days` ago; answers how many. The ledger keeps their random id."""
    gone = delete(Account).where(Account.removed_at <= now - timedelta(days=days)).returning(Account.id)
    return len(session.scalars(gone).all())


def find(session: Session, account_id: str) -> Account:
    """The account's row, held until the end of the transaction; raises `NotFound`."""
    account = session.get(Account, account_id, with_for_update=True)
    if account is None:
        raise NotFound()
    return account


def clear_second_factor(account: Account) -> None:
    """Forget the authenticator app and its recovery codes."""
    account.secret_box = None
    account.recovery_digests = frozenset()


def _other(session: Session, account_id: str, by: str) -> Account:
    if account_id == by:
        raise OwnAccount()
    return find(session, account_id)


def _request(session: Session, account_id: str, role: Role) -> RoleRequest:
    request = session.get(RoleRequest, (account_id, role.value), with_for_update=True)
    if request is None:
        raise NotFound()
    return request


def _seat(session: Session, invitation: Invitation) -> Account:
    email = rules.tidy_email(invitation.email)
    account = session.scalars(select(Account).where(Account.email == email).with_for_update()).first()
    if account is None:
        account = Account(
            id=new_id(), email=email, name=invitation.name, state=AccountState.INVITED, roles=()
        )
        try:
            with session.begin_nested():
                session.add(account)
        except IntegrityError:
            raise AlreadyThere() from None
    elif account.state != AccountState.REMOVED:
        raise AlreadyThere()
    account.name = invitation.name
    return account


def _check(holding: Holding) -> None:
    rules.check_roles(holding.roles, ward=holding.ward, groups=holding.groups)


def _held(roles: Collection[Role], holding: Holding) -> tuple[frozenset[str], str | None, frozenset[str]]:
    return frozenset(role.value for role in roles), holding.ward, holding.groups


def _link(account: Account, code: str, *, now: datetime, keys: StaffKeys) -> None:
    account.link_digest = keys.digest("link", code)
    account.link_expires_at = now + rules.LINK_LASTS


def _ask(session: Session, account: Account, roles: frozenset[Role], *, by: str, now: datetime) -> None:
    waiting = session.scalars(select(RoleRequest).where(RoleRequest.account_id == account.id)).all()
    for request in waiting:
        if request.role not in roles:
            session.delete(request)
    fresh = roles - {Role(request.role) for request in waiting}
    for role in sorted(fresh):
        session.add(RoleRequest(account_id=account.id, role=role.value, asked_by=by, asked_at=now))
    if fresh:
        session.flush()
        _write(session, account, "account.roles_asked", by=by, now=now, roles=_codes(fresh))


def _codes(roles: Collection[str]) -> str:
    return ",".join(sorted(str(role) for role in roles))


def _write(
    session: Session, account: Account, action: str, *, by: str, now: datetime, roles: str | None = None
) -> None:
    subject, facts = f"account:{account.id}", {} if roles is None else {"roles": roles}
    record(session, actor_id=by, action=action, subject=subject, now=now, reason=None, salt=b"", **facts)
