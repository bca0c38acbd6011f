"""Frozen evidence packs."""

import sqlalchemy as sa
from alembic import op

revision = "0016_packs"
down_revision = "0015_meetings"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Make the tables."""
    op.create_table(
        "pack_agency_notes",
        sa.Column("id", sa.String(length=32), nullable=False, comment="random id of the agency's note"),
        sa.Column("group_code", sa.String(length=40), nullable=False, comment="the group the note is for"),
        sa.Column(
            "source_agency", sa.String(length=60), nullable=False, comment="agency the information comes from"
        ),
        sa.Column(
            "words", sa.Text(), nullable=False, comment="what the agency told, without personal details"
        ),
        sa.Column("received_on", sa.Date(), nullable=False, comment="day the agency told it"),
        sa.Column(
            "approved_on",
            sa.Date(),
            nullable=True,
            comment="day the agency agreed that the group may use it again",
        ),
        sa.Column(
            "approved_words",
            sa.String(length=200),
            nullable=False,
            comment="which post at the agency agreed, no name",
        ),
        sa.Column("version", sa.Integer(), nullable=False, comment="how often the note was changed"),
        sa.Column(
            "written_by",
            sa.String(length=32),
            nullable=False,
            comment="random id of the staff account that wrote the note down",
        ),
        sa.CheckConstraint(
            "(approved_on IS NULL) = (approved_words = '')",
            name=op.f("ck_pack_agency_notes_approved_by_somebody"),
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_pack_agency_notes")),
        sqlite_with_rowid=False,
    )
    op.create_index(
        op.f("ix_pack_agency_notes_group_code_received_on_id"),
        "pack_agency_notes",
        ["group_code", "received_on", "id"],
        unique=False,
    )
    op.create_table(
        "packs",
        sa.Column("id", sa.String(length=32), nullable=False, comment="random id of the evidence pack"),
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
        sa.Column("sent_at", sa.DateTime(), nullable=True, comment="when the group was told of the pack"),
        sa.Column(
            "sent_by",
            sa.String(length=32),
            nullable=True,
            comment="random id of the staff account that told the group",
        ),
        sa.Column("signed_at", sa.DateTime(), nullable=True, comment="when the chair signed the pack off"),
        sa.Column(
            "signed_by",
            sa.String(length=32),
            nullable=True,
            comment="random id of the chair's account that signed the pack off",
        ),
        sa.CheckConstraint("(sent_at IS NULL) = (sent_by IS NULL)", name=op.f("ck_packs_sent_by_somebody")),
        sa.CheckConstraint(
            "(signed_at IS NULL) = (signed_by IS NULL)", name=op.f("ck_packs_signed_by_somebody")
        ),
        sa.CheckConstraint("ends_on > starts_on", name=op.f("ck_packs_period")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_packs")),
        sqlite_with_rowid=False,
    )
    op.create_index(op.f("ix_packs_ends_on_id"), "packs", ["ends_on", "id"], unique=False)
    op.create_index(
        op.f("ix_packs_group_code_ends_on_id"), "packs", ["group_code", "ends_on", "id"], unique=False
    )
    op.create_index(
        op.f("ix_packs_group_code_made_at_id"), "packs", ["group_code", "made_at", "id"], unique=False
    )
    op.create_index(
        op.f("ix_packs_group_code_starts_on_ends_on_version"),
        "packs",
        ["group_code", "starts_on", "ends_on", "version"],
        unique=True,
    )
    op.create_index(
        op.f("ix_packs_group_code_starts_on_id"), "packs", ["group_code", "starts_on", "id"], unique=False
    )
    op.create_index(op.f("ix_packs_made_at_id"), "packs", ["made_at", "id"], unique=False)
    op.create_index(op.f("ix_packs_starts_on_id"), "packs", ["starts_on", "id"], unique=False)
    op.create_table(
        "pack_comments",
        sa.Column("id", sa.String(length=32), nullable=False, comment="random id of the comment"),
        sa.Column(
            "pack_id", sa.String(length=32), nullable=False, comment="the pack the comment stands beside"
        ),
        sa.Column(
            "words", sa.Text(), nullable=False, comment="a staff member's comment, without personal details"
        ),
        sa.Column("written_at", sa.DateTime(), nullable=False, comment="when the comment was written"),
        sa.Column(
            "written_by",
            sa.String(length=32),
            nullable=False,
            comment="random id of the staff account that wrote the comment",
        ),
        sa.ForeignKeyConstraint(
            ["pack_id"], ["packs.id"], name=op.f("fk_pack_comments_pack_id_packs"), ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_pack_comments")),
        sqlite_with_rowid=False,
    )
    op.create_index(
        op.f("ix_pack_comments_pack_id_written_at_id"),
        "pack_comments",
        ["pack_id", "written_at", "id"],
        unique=False,
    )


def downgrade() -> None:
    """Take them away again."""
    op.drop_table("pack_comments")
    op.drop_table("packs")
    op.drop_table("pack_agency_notes")
