"""Accounts of staff, their roles asked for and their ended sign-ins."""

import sqlalchemy as sa
from alembic import op

revision = "0001_staff"
down_revision = None
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Make the tables."""
    op.create_table(
        "staff_accounts",
        sa.Column("id", sa.String(length=32), nullable=False, comment="random id of a staff account"),
        sa.Column(
            "email", sa.String(length=254), nullable=False, comment="work e-mail address of a member of staff"
        ),
        sa.Column(
            "name", sa.String(length=80), nullable=False, comment="name or job title that colleagues see"
        ),
        sa.Column("roles", sa.Text(), nullable=False, comment="what the account is trusted with, as codes"),
        sa.Column(
            "ward", sa.String(length=20), nullable=True, comment="ward a councillor speaks for, as a code"
        ),
        sa.Column("groups", sa.Text(), nullable=False, comment="groups a member belongs to, as codes"),
        sa.Column("state", sa.String(length=10), nullable=False, comment="invited, active or removed"),
        sa.Column(
            "password_hash",
            sa.String(length=200),
            nullable=True,
            comment="argon2id hash of the password, never the password",
        ),
        sa.Column(
            "session_version",
            sa.Integer(),
            nullable=False,
            comment="number that ends every sign-in when it changes",
        ),
        sa.Column(
            "secret_box", sa.LargeBinary(), nullable=True, comment="encrypted secret of the authenticator app"
        ),
        sa.Column(
            "last_step",
            sa.Integer(),
            nullable=False,
            comment="half-minute of the last accepted code, so that a code works once",
        ),
        sa.Column(
            "recovery_digests", sa.Text(), nullable=False, comment="keyed hashes of unused recovery codes"
        ),
        sa.Column(
            "link_digest",
            sa.String(length=64),
            nullable=True,
            comment="keyed hash of the link that lets its holder choose a password",
        ),
        sa.Column("link_expires_at", sa.DateTime(), nullable=True, comment="when that link ends"),
        sa.Column(
            "acknowledged_at",
            sa.DateTime(),
            nullable=True,
            comment="when the confidentiality statement was last acknowledged",
        ),
        sa.Column(
            "statement", sa.String(length=20), nullable=True, comment="which version of it was acknowledged"
        ),
        sa.Column("removed_at", sa.DateTime(), nullable=True, comment="when the account was removed"),
        sa.CheckConstraint(
            "(state = 'active') = (password_hash IS NOT NULL)",
            name=op.f("ck_staff_accounts_active_has_password"),
        ),
        sa.CheckConstraint(
            "(state = 'removed') = (removed_at IS NOT NULL)", name=op.f("ck_staff_accounts_removed_when")
        ),
        sa.CheckConstraint(
            "link_digest IS NULL OR state = 'invited'", name=op.f("ck_staff_accounts_link_while_invited")
        ),
        sa.CheckConstraint(
            "replace(roles, 'administrator', '') = roles OR (replace(roles, 'analyst', '') = roles AND replace(roles, 'engagement_officer', '') = roles AND replace(roles, 'safeguarding_lead', '') = roles)",
            name=op.f("ck_staff_accounts_administrator_reads_nothing"),
        ),
        sa.CheckConstraint(
            "replace(roles, 'councillor', '') = roles OR ward IS NOT NULL",
            name=op.f("ck_staff_accounts_councillor_has_ward"),
        ),
        sa.CheckConstraint(
            "state <> 'removed' OR roles = ''", name=op.f("ck_staff_accounts_removed_has_no_role")
        ),
        sa.CheckConstraint("state IN ('invited', 'active', 'removed')", name=op.f("ck_staff_accounts_state")),
        sa.CheckConstraint(
            "(link_digest IS NULL) = (link_expires_at IS NULL)", name=op.f("ck_staff_accounts_link_expires")
        ),
        sa.CheckConstraint("email = lower(email)", name=op.f("ck_staff_accounts_email_lower")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_staff_accounts")),
        sa.UniqueConstraint("email", name=op.f("uq_staff_accounts_email")),
        sa.UniqueConstraint("link_digest", name=op.f("uq_staff_accounts_link_digest")),
        sqlite_with_rowid=False,
    )
    op.create_table(
        "staff_ended_sign_ins",
        sa.Column(
            "digest",
            sa.String(length=64),
            nullable=False,
            comment="keyed hash of the number of a staff sign-in",
        ),
        sa.Column(
            "until", sa.DateTime(), nullable=False, comment="when that sign-in would have ended anyway"
        ),
        sa.PrimaryKeyConstraint("digest", name=op.f("pk_staff_ended_sign_ins")),
        sqlite_with_rowid=False,
    )
    op.create_index(op.f("ix_staff_ended_sign_ins_until"), "staff_ended_sign_ins", ["until"], unique=False)
    op.create_table(
        "staff_sign_in_tries",
        sa.Column(
            "digest",
            sa.String(length=64),
            nullable=False,
            comment="keyed hash of an e-mail address typed at staff sign-in",
        ),
        sa.Column("tries", sa.Integer(), nullable=False, comment="wrong tries since the last right one"),
        sa.Column("last_at", sa.DateTime(), nullable=False, comment="when staff sign-in was last tried"),
        sa.CheckConstraint("tries > 0", name=op.f("ck_staff_sign_in_tries_tries")),
        sa.PrimaryKeyConstraint("digest", name=op.f("pk_staff_sign_in_tries")),
        sqlite_with_rowid=False,
    )
    op.create_index(op.f("ix_staff_sign_in_tries_last_at"), "staff_sign_in_tries", ["last_at"], unique=False)
    op.create_table(
        "staff_role_requests",
        sa.Column("account_id", sa.String(length=32), nullable=False, comment="account the role is for"),
        sa.Column("role", sa.String(length=30), nullable=False, comment="role that is asked for"),
        sa.Column(
            "asked_by", sa.String(length=32), nullable=False, comment="account of the administrator who asked"
        ),
        sa.Column("asked_at", sa.DateTime(), nullable=False, comment="when an administrator asked"),
        sa.CheckConstraint(
            "role IN ('engagement_officer', 'safeguarding_lead', 'analyst', 'councillor', 'scrutiny_officer', 'group_member', 'group_chair', 'executive', 'administrator')",
            name=op.f("ck_staff_role_requests_role"),
        ),
        sa.ForeignKeyConstraint(
            ["account_id"],
            ["staff_accounts.id"],
            name=op.f("fk_staff_role_requests_account_id_staff_accounts"),
            ondelete="CASCADE",
        ),
        sa.PrimaryKeyConstraint("account_id", "role", name=op.f("pk_staff_role_requests")),
        sqlite_with_rowid=False,
    )


def downgrade() -> None:
    """Take them away again."""
    op.drop_table("staff_role_requests")
    op.drop_table("staff_sign_in_tries")
    op.drop_table("staff_ended_sign_ins")
    op.drop_table("staff_accounts")
