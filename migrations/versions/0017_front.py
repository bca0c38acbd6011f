"""Holds that stop a deletion."""

import sqlalchemy as sa
from alembic import op

revision = "0017_front"
down_revision = "0016_packs"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Make the tables."""
    op.create_table(
        "retention_holds",
        sa.Column("id", sa.String(length=32), nullable=False, comment="random id of the hold"),
        sa.Column("record", sa.String(length=10), nullable=False, comment="which kind of record is held"),
        sa.Column(
            "record_id", sa.String(length=32), nullable=False, comment="random id of the record that is held"
        ),
        sa.Column(
            "reason", sa.Text(), nullable=False, comment="why it is held, as the administrator wrote it"
        ),
        sa.Column(
            "salt",
            sa.LargeBinary(length=32),
            nullable=False,
            comment="random salt of the reason's hash in the ledger",
        ),
        sa.Column("placed_on", sa.Date(), nullable=False, comment="day the hold was placed"),
        sa.Column("until", sa.Date(), nullable=False, comment="last day of the hold"),
        sa.Column("lifted_on", sa.Date(), nullable=True, comment="day the hold was lifted before its time"),
        sa.Column("lifted_reason", sa.Text(), nullable=False, comment="why it was lifted"),
        sa.Column(
            "lifted_salt",
            sa.LargeBinary(length=32),
            nullable=True,
            comment="random salt of that reason's hash in the ledger",
        ),
        sa.CheckConstraint(
            "record IN ('concern', 'answer', 'case', 'referral', 'meeting', 'pack', 'outcome')",
            name=op.f("ck_retention_holds_record_known"),
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_retention_holds")),
        sqlite_with_rowid=False,
    )
    op.create_index("ix_retention_holds_record", "retention_holds", ["record", "record_id"], unique=False)


def downgrade() -> None:
    """Take them away again."""
    op.drop_table("retention_holds")
