"""Mail that waits."""

import sqlalchemy as sa
from alembic import op

revision = "0003_outbox"
down_revision = "0002_ledger"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Make the tables."""
    op.create_table(
        "outbox_mails",
        sa.Column("id", sa.String(length=32), nullable=False, comment="random id"),
        sa.Column(
            "recipient", sa.String(length=254), nullable=False, comment="e-mail address of a member of staff"
        ),
        sa.Column("subject", sa.String(length=200), nullable=False, comment="subject line without content"),
        sa.Column("body", sa.Text(), nullable=False, comment="words of the mail until it is sent"),
        sa.Column("written_at", sa.DateTime(), nullable=False, comment="when the mail was written"),
        sa.Column("sent_at", sa.DateTime(), nullable=True, comment="when the mail was sent"),
        sa.Column("tries", sa.Integer(), nullable=False, comment="how often sending was tried"),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_outbox_mails")),
        sqlite_with_rowid=False,
    )
    op.create_index(
        op.f("ix_outbox_mails_sent_at_written_at_id"),
        "outbox_mails",
        ["sent_at", "written_at", "id"],
        unique=False,
    )


def downgrade() -> None:
    """Take them away again."""
    op.drop_table("outbox_mails")
