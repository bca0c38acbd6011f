"""The tables of accounts, of roles that wait for a second administrator, and of tries to sign in."""

from collections.abc import Iterable
from datetime import datetime

from sqlalchemy import (
    CheckConstraint,
    Dialect,
    ForeignKey,
    Index,
    Integer,
    LargeBinary,
    String,
    Text,
    TypeDecorator,
)
from sqlalchemy.orm import Mapped, mapped_column

from portal.adapters.db import WITHOUT_ROWID, Base, UtcDateTime
from portal.core.actors import READS_SUBMISSIONS, Role
from portal.staff.rules import MAX_EMAIL, MAX_NAME, AccountState


class Words(TypeDecorator[frozenset[str]]):
    """A set of codes, kept as sorted words in one text."""

    impl = Text
    cache_ok = True

    def process_bind_param(self, value: Iterable[str] | None, dialect: Dialect) -> str:
        """Store the codes."""
        return " ".join(sorted(str(code) for code in value or ()))

    def process_result_value(self, value: str | None, dialect: Dialect) -> frozenset[str]:
        """Give the codes back."""
        return frozenset((value or "").split())


def _one_of(column: str, values: Iterable[str]) -> str:
    return f"{column} IN ({', '.join(repr(str(value)) for value in values)})"


def _without(role: Role) -> str:
    return f"replace(roles, '{role}', '') = roles"


READS_NOTHING = " AND ".join(_without(role) for role in sorted(READS_SUBMISSIONS))


class Account(Base):
    """A member of staff."""

    __tablename__ = "staff_accounts"
    __table_args__ = (
        CheckConstraint("email = lower(email)", name="email_lower"),
        CheckConstraint(_one_of("state", AccountState), name="state"),
        CheckConstraint("(state = 'active') = (password_hash IS NOT NULL)", name="active_has_password"),
        CheckConstraint("(state = 'removed') = (removed_at IS NOT NULL)", name="removed_when"),
        CheckConstraint("(link_digest IS NULL) = (link_expires_at IS NULL)", name="link_expires"),
        CheckConstraint("link_digest IS NULL OR state = 'invited'", name="link_while_invited"),
        CheckConstraint("state <> 'removed' OR roles = ''", name="removed_has_no_role"),
        CheckConstraint(
            f"{_without(Role.ADMINISTRATOR)} OR ({READS_NOTHING})", name="administrator_reads_nothing"
        ),
        CheckConstraint(f"{_without(Role.COUNCILLOR)} OR ward IS NOT NULL", name="councillor_has_ward"),
        WITHOUT_ROWID,
    )

    id: Mapped[str] = mapped_column(String(32), primary_key=True, comment="random id of a staff account")
    email: Mapped[str] = mapped_column(
        String(MAX_EMAIL), unique=True, comment="work e-mail address of a member of staff"
    )
    name: Mapped[str] = mapped_column(String(MAX_NAME), comment="name or job title that colleagues see")
    roles: Mapped[frozenset[str]] = mapped_column(Words, comment="what the account is trusted with, as codes")
    ward: Mapped[str | None] = mapped_column(String(20), comment="ward a councillor speaks for, as a code")
    groups: Mapped[frozenset[str]] = mapped_column(Words, comment="groups a member belongs to, as codes")
    state: Mapped[str] = mapped_column(String(10), comment="invited, active or removed")
    password_hash: Mapped[str | None] = mapped_column(
        String(200), comment="argon2id hash of the password, never the password"
    )
    session_version: Mapped[int] = mapped_column(
        Integer, default=1, comment="number that ends every sign-in when it changes"
    )
    secret_box: Mapped[bytes | None] = mapped_column(
        LargeBinary, comment="encrypted secret of the authenticator app"
    )
    last_step: Mapped[int] = mapped_column(
        Integer, default=0, comment="half-minute of the last accepted code, so that a code works once"
    )
    recovery_digests: Mapped[frozenset[str]] = mapped_column(
        Words, default=frozenset, comment="keyed hashes of unused recovery codes"
    )
    link_digest: Mapped[str | None] = mapped_column(
        String(64), unique=True, comment="keyed hash of the link that lets its holder choose a password"
    )
    link_expires_at: Mapped[datetime | None] = mapped_column(UtcDateTime, comment="when that link ends")
    acknowledged_at: Mapped[datetime | None] = mapped_column(
        UtcDateTime, comment="when the confidentiality statement was last acknowledged"
    )
    statement: Mapped[str | None] = mapped_column(String(20), comment="which version of it was acknowledged")
    removed_at: Mapped[datetime | None] = mapped_column(UtcDateTime, comment="when the account was removed")


class RoleRequest(Base):
    """A role that one administrator asked for and another has to give."""

    __tablename__ = "staff_role_requests"
    __table_args__ = (CheckConstraint(_one_of("role", Role), name="role"), WITHOUT_ROWID)

    account_id: Mapped[str] = mapped_column(
        ForeignKey("staff_accounts.id", ondelete="CASCADE"),
        primary_key=True,
        comment="account the role is for",
    )
    role: Mapped[str] = mapped_column(String(30), primary_key=True, comment="role that is asked for")
    asked_by: Mapped[str] = mapped_column(String(32), comment="account of the administrator who asked")
    asked_at: Mapped[datetime] = mapped_column(UtcDateTime, comment="when an administrator asked")


class SignInTries(Base):
    """How often signing in failed lately for one typed address, whether or not it has an account."""

    __tablename__ = "staff_sign_in_tries"
    __table_args__ = (CheckConstraint("tries > 0", name="tries"), Index(None, "last_at"), WITHOUT_ROWID)

    digest: Mapped[str] = mapped_column(
        String(64), primary_key=True, comment="keyed hash of an e-mail address typed at staff sign-in"
    )
    tries: Mapped[int] = mapped_column(Integer, comment="wrong tries since the last right one")
    last_at: Mapped[datetime] = mapped_column(UtcDateTime, comment="when staff sign-in was last tried")


class EndedSignIn(Base):
    """A sign-in that was ended before its time, kept until it would have ended anyway."""

    __tablename__ = "staff_ended_sign_ins"
    __table_args__ = (Index(None, "until"), WITHOUT_ROWID)

    digest: Mapped[str] = mapped_column(
        String(64), primary_key=True, comment="keyed hash of the number of a staff sign-in"
    )
    until: Mapped[datetime] = mapped_column(UtcDateTime, comment="when that sign-in would have ended anyway")
