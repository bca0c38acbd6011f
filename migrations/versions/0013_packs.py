"""Frozen evidence packs."""

import sqlalchemy as sa
from alembic import op

revision = "0013_packs"
down_revision = "0012_hotspots"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Make the tables."""
    op.create_table(
        "packs",
        sa.Column("id", sa.String(length=32), nullable=False, comment="random id"),
        sa.Column("group_code", sa.String(length=40), nullable=False, comment="the group the pack is for"),
        sa.Column("starts_on", sa.Date(), nullable=False, comment="first day of the pack's period"),
        sa.Column("ends_on", sa.Date(), nullable=False, comment="day after the pack's period"),
        sa.Column("version", sa.Integer(), nullable=False, comment="which pack for this group and period"),
        sa.Column("made_at", sa.DateTime(), nullable=False, comment="when the pack was frozen"),
        sa.Column(
            "made_by",
            sa.String(length=32),
            nullable=False,
            comment="random id of the staff account that froze it",
        ),
        sa.Column(
            "content", sa.Text(), nullable=False, comment="the pack's tables, every number through the gate"
        ),
        sa.Column("digest", sa.String(length=64), nullable=False, comment="hash of the pack's content"),
        sa.CheckConstraint("ends_on > starts_on", name=op.f("ck_packs_period")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_packs")),
        sqlite_with_rowid=False,
    )
    op.create_index(
        op.f("ix_packs_group_code_starts_on_ends_on_version"),
        "packs",
        ["group_code", "starts_on", "ends_on", "version"],
        unique=True,
    )
    op.create_index(op.f("ix_packs_made_at_id"), "packs", ["made_at", "id"], unique=False)


def downgrade() -> None:
    """Take them away again."""
    op.drop_table("packs")
