"""Helplines and priorities."""

import sqlalchemy as sa
from alembic import op

revision = "0004_partnership"
down_revision = "0003_outbox"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Make the tables."""
    op.create_table(
        "easy_reads",
        sa.Column("key", sa.String(length=120), nullable=False, comment="page it is a version of"),
        sa.Column("id", sa.String(length=32), nullable=False, comment="random id of the version"),
        sa.Column("words", sa.Text(), nullable=False, comment="its lines, one thought each"),
        sa.Column("made_by", sa.String(length=200), nullable=False, comment="who made it, as published"),
        sa.Column(
            "checked_by", sa.String(length=200), nullable=False, comment="group that checked it, as published"
        ),
        sa.Column("checked_on", sa.Date(), nullable=False, comment="day it was checked"),
        sa.Column("version", sa.Integer(), nullable=False, comment="how often it was saved"),
        sa.Column("saved_at", sa.DateTime(), nullable=False, comment="when it was last saved"),
        sa.PrimaryKeyConstraint("key", name=op.f("pk_easy_reads")),
        sa.UniqueConstraint("id", name=op.f("uq_easy_reads_id")),
        sqlite_with_rowid=False,
    )
    op.create_table(
        "helplines",
        sa.Column("code", sa.String(length=60), nullable=False, comment="short name of the helpline"),
        sa.Column("position", sa.Integer(), nullable=False, comment="place in the list"),
        sa.Column("name", sa.String(length=120), nullable=False, comment="name of the helpline"),
        sa.Column("number", sa.String(length=60), nullable=False, comment="its telephone number"),
        sa.Column(
            "text_number", sa.String(length=60), nullable=False, comment="its number for text messages"
        ),
        sa.Column("url", sa.String(length=300), nullable=False, comment="its web address"),
        sa.Column("hours", sa.String(length=200), nullable=False, comment="when somebody answers"),
        sa.Column("words", sa.Text(), nullable=False, comment="what it is for"),
        sa.Column("audience", sa.String(length=20), nullable=False, comment="whom it is for"),
        sa.Column("source", sa.Text(), nullable=False, comment="where the entry was found"),
        sa.Column(
            "always",
            sa.Boolean(),
            nullable=False,
            comment="whether it stands first wherever helplines are shown",
        ),
        sa.Column("version", sa.Integer(), nullable=False, comment="how often the entry was saved"),
        sa.Column("saved_at", sa.DateTime(), nullable=False, comment="when an officer last saved it"),
        sa.Column("verified_on", sa.Date(), nullable=True, comment="day an officer checked the entry"),
        sa.Column(
            "verified_by", sa.String(length=32), nullable=True, comment="random id of that officer's account"
        ),
        sa.PrimaryKeyConstraint("code", name=op.f("pk_helplines")),
        sqlite_with_rowid=False,
    )
    op.create_table(
        "priority_sets",
        sa.Column("year", sa.String(length=7), nullable=False, comment="the years, such as 2022-25"),
        sa.Column("heading", sa.String(length=200), nullable=False, comment="heading of the list"),
        sa.Column("source", sa.Text(), nullable=False, comment="where the priorities were published"),
        sa.Column(
            "illustration", sa.Boolean(), nullable=False, comment="whether the list is only an example"
        ),
        sa.Column("version", sa.Integer(), nullable=False, comment="how often the list was saved"),
        sa.PrimaryKeyConstraint("year", name=op.f("pk_priority_sets")),
        sqlite_with_rowid=False,
    )
    op.create_table(
        "priorities",
        sa.Column("year", sa.String(length=7), nullable=False, comment="the years it belongs to"),
        sa.Column("code", sa.String(length=60), nullable=False, comment="short name of the priority"),
        sa.Column("position", sa.Integer(), nullable=False, comment="place in the list"),
        sa.Column("name", sa.String(length=200), nullable=False, comment="name of the priority"),
        sa.Column("words", sa.Text(), nullable=False, comment="what it means"),
        sa.Column("groups", sa.JSON(), nullable=False, comment="codes of the groups that lead on it"),
        sa.ForeignKeyConstraint(
            ["year"], ["priority_sets.year"], name=op.f("fk_priorities_year_priority_sets")
        ),
        sa.PrimaryKeyConstraint("year", "code", name=op.f("pk_priorities")),
        sqlite_with_rowid=False,
    )


def downgrade() -> None:
    """Take them away again."""
    op.drop_table("priorities")
    op.drop_table("priority_sets")
    op.drop_table("helplines")
    op.drop_table("easy_reads")
