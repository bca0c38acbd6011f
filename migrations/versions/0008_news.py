"""The partnership's news."""

import sqlalchemy as sa
from alembic import op

revision = "0008_news"
down_revision = "0007_advice"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Make the tables."""
    op.create_table(
        "news",
        sa.Column("id", sa.String(length=32), nullable=False, comment="random id of the piece"),
        sa.Column("slug", sa.String(length=80), nullable=False, comment="last part of its address"),
        sa.Column("title", sa.String(length=200), nullable=False, comment="title of the piece"),
        sa.Column("summary", sa.Text(), nullable=False, comment="what it says, in short"),
        sa.Column("body", sa.Text(), nullable=False, comment="the news itself"),
        sa.Column(
            "illustration", sa.Boolean(), nullable=False, comment="whether the piece is only an example"
        ),
        sa.Column("state", sa.String(length=12), nullable=False, comment="draft, published or withdrawn"),
        sa.Column("published_on", sa.Date(), nullable=True, comment="day it was published first"),
        sa.Column("changed_on", sa.Date(), nullable=True, comment="day its words last changed after that"),
        sa.Column("reason", sa.Text(), nullable=False, comment="why an officer withdrew it"),
        sa.Column(
            "reason_salt",
            sa.LargeBinary(length=32),
            nullable=True,
            comment="random bytes mixed into the ledger's hash of that reason",
        ),
        sa.Column("version", sa.Integer(), nullable=False, comment="how often the piece was changed"),
        sa.Column("saved_at", sa.DateTime(), nullable=False, comment="when the piece was last changed"),
        sa.CheckConstraint("state = 'draft' OR published_on IS NOT NULL", name=op.f("ck_news_dated")),
        sa.CheckConstraint("state IN ('draft', 'published', 'withdrawn')", name=op.f("ck_news_state")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_news")),
        sqlite_with_rowid=False,
    )
    op.create_index("ix_news_read", "news", ["state", "published_on", "id"], unique=False)
    op.create_index("ix_news_saved", "news", ["saved_at", "id"], unique=False)
    op.create_index("ix_news_state", "news", ["state", "saved_at", "id"], unique=False)
    op.create_index("ix_news_title", "news", ["title", "id"], unique=False)
    op.create_index("uq_news_slug", "news", ["slug"], unique=True)


def downgrade() -> None:
    """Take them away again."""
    op.drop_table("news")
