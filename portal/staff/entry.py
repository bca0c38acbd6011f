"""The way in: tries that slow down, second factor, invitation taken up, yearly statement, signing out.

Never says whether an address has an account: a try is counted by the address alone and before it is checked,
so that many tries at once count too.
"""

from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import delete, or_, select
from sqlalchemy.exc import IntegrityError
from sqlalchemy.orm import Session

from portal.adapters import second_factor
from portal.adapters.seal import CannotOpen
from portal.core.errors import DomainError
from portal.ledger.service import record
from portal.staff import rules
from portal.staff.keys import StaffKeys
from portal.staff.models import Account, EndedSignIn, SignInTries
from portal.staff.rules import AccountState, Step
from portal.staff.service import clear_second_factor, find


class LinkEnded(DomainError):
    """The link was used, replaced, is older than a week, or was never made."""

    code = "link-ended"
    status = 404


class WrongCode(DomainError):
    """The six digits do not belong to this moment."""

    code = "wrong-code"


@dataclass(frozen=True, slots=True)
class Attempt:
    """What a typed address leads to: `account_id` and `password_hash` are None where it leads nowhere."""

    account_id: str | None = None
    password_hash: str | None = None
    version: int = 0
    needs_code: bool = False


@dataclass(frozen=True, slots=True)
class Entry:
    """Somebody was let in. Without a role there is nothing to see yet."""

    account_id: str
    version: int
    has_role: bool


def start(session: Session, email: str, *, now: datetime, keys: StaffKeys) -> Attempt:
    """Count a try for this address and say what its password is checked against; raises `Wait`."""
    address = rules.tidy_email(email)
    query = select(Account).where(Account.email == address, Account.state == AccountState.ACTIVE)
    account = session.scalars(query).first()
    _count_try(session, address, account, now=now, keys=keys)
    if account is None:
        return Attempt()
    return Attempt(account.id, account.password_hash, account.session_version, account.secret_box is not None)


def let_in(session: Session, attempt: Attempt, *, now: datetime, keys: StaffKeys) -> Entry | None:
    """After the right password of an account without second factor; None if it changed meanwhile."""
    account = _still(session, attempt.account_id, attempt.version)
    if account is None or account.secret_box is not None:
        return None
    return _entered(session, account, now=now, keys=keys)


def try_code(
    session: Session,
    account_id: str,
    version: int,
    typed: str,
    *,
    now: datetime,
    at: datetime,
    keys: StaffKeys,
) -> Entry | None:
    """The second step: six digits of real time `at`, or a recovery code. None if they do not fit.

    Raises `Wait`.
    """
    account = _still(session, account_id, version)
    if account is None:
        return None
    _count_try(session, account.email, account, now=now, keys=keys)
    if not (
        _fits_app(account, typed, at=at, keys=keys) or _uses_recovery(session, account, typed, now, keys)
    ):
        return None
    return _entered(session, account, now=now, keys=keys)


def join(session: Session, code: str, password_hash: str, *, now: datetime, keys: StaffKeys) -> None:
    """Take up an invitation, or choose a new password after a reset; raises `LinkEnded`. Works once."""
    account = linked(session, code, now=now, keys=keys)
    account.state = rules.move(AccountState(account.state), Step.JOIN)
    account.password_hash = password_hash
    account.link_digest = account.link_expires_at = None
    account.session_version += 1
    _forget_tries(session, account.email, keys)
    _write(session, account, "account.joined", now=now)


def linked(session: Session, code: str, *, now: datetime, keys: StaffKeys) -> Account:
    """The account whose link this is; raises `LinkEnded`."""
    query = select(Account).where(Account.link_digest.in_(keys.digests_of("link", code))).with_for_update()
    account = session.scalars(query).first()
    if account is None or account.link_expires_at is None or now >= account.link_expires_at:
        raise LinkEnded()
    return account


def change_password(
    session: Session, account_id: str, password_hash: str, *, now: datetime, keys: StaffKeys
) -> int:
    """Set a new password and end every other sign-in; the new session version."""
    account = find(session, account_id)
    account.password_hash = password_hash
    account.session_version += 1
    _forget_tries(session, account.email, keys)
    _write(session, account, "account.password_changed", now=now)
    return account.session_version


def set_second_factor(
    session: Session,
    account_id: str,
    secret: str,
    typed: str,
    *,
    recovery: tuple[str, ...],
    now: datetime,
    at: datetime,
    keys: StaffKeys,
) -> None:
    """Enrol an authenticator app that shows the right digits at real time `at`; raises `WrongCode`."""
    step = second_factor.matching_step(secret, _digits(typed), at=at, after=0)
    if step is None:
        raise WrongCode()
    account = find(session, account_id)
    account.secret_box = keys.box(secret)
    account.last_step = step
    account.recovery_digests = frozenset(keys.digest("recovery", each) for each in recovery)
    _write(session, account, "account.second_factor_set", now=now)


def drop_second_factor(session: Session, account_id: str, *, now: datetime, keys: StaffKeys) -> None:
    """Sign in by password alone from now on."""
    account = find(session, account_id)
    clear_second_factor(account)
    _forget_tries(session, account.email, keys)
    _write(session, account, "account.second_factor_dropped", now=now)


def acknowledge(session: Session, account_id: str, *, now: datetime) -> None:
    """The statement was read and agreed to."""
    account = find(session, account_id)
    account.acknowledged_at, account.statement = now, rules.STATEMENT
    subject, action = f"account:{account.id}", "account.acknowledged"
    record(session, actor_id=account.id, action=action, subject=subject, now=now, statement=rules.STATEMENT)


def sign_out(session: Session, account_id: str, number: str, *, now: datetime, keys: StaffKeys) -> None:
    """End one sign-in, so that a copy of its cookie is worth nothing; forgets those that ended anyway."""
    session.execute(delete(EndedSignIn).where(EndedSignIn.until < now))
    session.merge(EndedSignIn(digest=keys.digest("sign-in", number), until=now + rules.WHOLE))
    _write(session, find(session, account_id), "account.signed_out", now=now)


def sign_out_everywhere(session: Session, account_id: str, *, now: datetime) -> None:
    """End every sign-in of this account at once."""
    account = find(session, account_id)
    account.session_version += 1
    _write(session, account, "account.signed_out", now=now)


def _still(session: Session, account_id: str | None, version: int) -> Account | None:
    query = select(Account).where(
        Account.id == account_id, Account.session_version == version, Account.state == AccountState.ACTIVE
    )
    return session.scalars(query.with_for_update()).first()


def _entered(session: Session, account: Account, *, now: datetime, keys: StaffKeys) -> Entry:
    _forget_tries(session, account.email, keys)
    if account.roles:
        _write(session, account, "account.signed_in", now=now)
    return Entry(account.id, account.session_version, bool(account.roles))


def _fits_app(account: Account, typed: str, *, at: datetime, keys: StaffKeys) -> bool:
    if account.secret_box is None:
        return False
    try:
        secret = keys.unbox(account.secret_box)
    except CannotOpen:
        return False
    step = second_factor.matching_step(secret, _digits(typed), at=at, after=account.last_step)
    account.last_step = step or account.last_step
    return step is not None


def _uses_recovery(session: Session, account: Account, typed: str, now: datetime, keys: StaffKeys) -> bool:
    used = account.recovery_digests & set(keys.digests_of("recovery", typed.strip().lower()))
    if not used:
        return False
    account.recovery_digests = account.recovery_digests - used
    _write(session, account, "account.recovery_used", now=now)
    return True


def _digits(typed: str) -> str:
    return "".join(typed.split())


def _count_try(
    session: Session, email: str, account: Account | None, *, now: datetime, keys: StaffKeys
) -> None:
    old = or_(
        SignInTries.last_at < now - rules.TRIES_FORGOTTEN, SignInTries.last_at > now + rules.TRIES_FORGOTTEN
    )
    session.execute(delete(SignInTries).where(old))
    query = select(SignInTries).where(SignInTries.digest.in_(keys.digests_of("tries", email)))
    row = session.scalars(query.with_for_update()).first()
    if row is None:
        _first_try(session, keys.digest("tries", email), now)
        return
    before = rules.check_wait(row.tries, row.last_at, now=now)
    row.tries, row.last_at = before + 1, now
    if account and rules.wait_after(before) < rules.WARN_WAIT <= rules.wait_after(before + 1):
        _write(session, account, "account.slowed", now=now, by=rules.THE_PORTAL)


def _first_try(session: Session, digest: str, now: datetime) -> None:
    try:
        with session.begin_nested():
            session.add(SignInTries(digest=digest, tries=1, last_at=now))
    except IntegrityError:
        raise rules.Wait(seconds=1) from None


def _forget_tries(session: Session, email: str, keys: StaffKeys) -> None:
    session.execute(delete(SignInTries).where(SignInTries.digest.in_(keys.digests_of("tries", email))))


def _write(session: Session, account: Account, action: str, *, now: datetime, by: str | None = None) -> None:
    subject = f"account:{account.id}"
    record(session, actor_id=by or account.id, action=action, subject=subject, now=now)
