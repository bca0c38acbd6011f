"""Safety advice."""

import sqlalchemy as sa
from alembic import op

revision = "0007_advice"
down_revision = "0006_plan"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Make the tables."""
    op.create_table(
        "advice_pages",
        sa.Column("code", sa.String(length=60), nullable=False, comment="short name of the page"),
        sa.Column("position", sa.Integer(), nullable=False, comment="place in the list"),
        sa.Column("title", sa.String(length=120), nullable=False, comment="title of the page"),
        sa.Column("summary", sa.Text(), nullable=False, comment="what the page is about"),
        sa.Column("topic", sa.String(length=60), nullable=False, comment="topic of concern it belongs to"),
        sa.Column("audience", sa.JSON(), nullable=False, comment="whom it is for"),
        sa.Column(
            "sensitive", sa.Boolean(), nullable=False, comment="whether a reader may need to leave fast"
        ),
        sa.Column("report_to", sa.Text(), nullable=False, comment="what to do now and whom to tell"),
        sa.Column("helplines", sa.JSON(), nullable=False, comment="short names of the helplines it shows"),
        sa.Column("sources", sa.JSON(), nullable=False, comment="where its facts come from"),
        sa.Column("reviewed_on", sa.Date(), nullable=False, comment="day somebody last checked the page"),
        sa.Column("body", sa.Text(), nullable=False, comment="the advice itself"),
        sa.Column("version", sa.Integer(), nullable=False, comment="how often the page was saved"),
        sa.Column("saved_at", sa.DateTime(), nullable=False, comment="when the page was last saved"),
        sa.PrimaryKeyConstraint("code", name=op.f("pk_advice_pages")),
        sqlite_with_rowid=False,
    )


def downgrade() -> None:
    """Take them away again."""
    op.drop_table("advice_pages")
