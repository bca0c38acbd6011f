"""Who has taken which item, and the index of sanitised copies."""

import sqlalchemy as sa
from alembic import op

revision = "0012_moderation"
down_revision = "0011_consultations"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Make the tables."""
    op.create_table(
        "moderation_claims",
        sa.Column(
            "desk",
            sa.String(length=20),
            nullable=False,
            comment="which kind of item a member of staff works on",
        ),
        sa.Column(
            "item_id", sa.String(length=32), nullable=False, comment="random id of the item that is worked on"
        ),
        sa.Column(
            "actor_id",
            sa.String(length=32),
            nullable=False,
            comment="id of the staff account that works on it",
        ),
        sa.Column("until", sa.DateTime(), nullable=False, comment="when that ends by itself"),
        sa.PrimaryKeyConstraint("desk", "item_id", name=op.f("pk_moderation_claims")),
        sqlite_with_rowid=False,
    )
    op.create_index("ix_moderation_claims_actor", "moderation_claims", ["actor_id", "until"], unique=False)
    op.create_index("ix_moderation_claims_until", "moderation_claims", ["until"], unique=False)


def downgrade() -> None:
    """Take them away again."""
    op.drop_table("moderation_claims")
