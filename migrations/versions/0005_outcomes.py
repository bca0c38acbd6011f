"""What was decided about what was heard."""

import sqlalchemy as sa
from alembic import op

revision = "0005_outcomes"
down_revision = "0004_partnership"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Make the tables."""
    op.create_table(
        "outcomes",
        sa.Column("id", sa.String(length=32), nullable=False, comment="random id of the outcome"),
        sa.Column(
            "kind", sa.String(length=20), nullable=False, comment="what kind of thing the outcome is about"
        ),
        sa.Column(
            "subject_id", sa.String(length=60), nullable=False, comment="id of what the outcome is about"
        ),
        sa.Column(
            "subject_name",
            sa.String(length=200),
            nullable=False,
            comment="what the outcome is about, as printed",
        ),
        sa.Column(
            "topic",
            sa.String(length=60),
            nullable=False,
            comment="topic the outcome is about; empty for several",
        ),
        sa.Column(
            "heard_on",
            sa.Date(),
            nullable=True,
            comment="month in which the first report came, or the day a consultation closed",
        ),
        sa.Column("line", sa.String(length=200), nullable=False, comment="the outcome in one line"),
        sa.Column("decision", sa.Text(), nullable=False, comment="what was decided"),
        sa.Column("reason", sa.Text(), nullable=False, comment="why it was decided so"),
        sa.Column("action", sa.Text(), nullable=False, comment="what is done about it"),
        sa.Column("owner", sa.String(length=60), nullable=False, comment="group that sees to the action"),
        sa.Column("progress", sa.String(length=12), nullable=False, comment="how far the action has come"),
        sa.Column(
            "ending", sa.String(length=20), nullable=True, comment="why nothing was changed, as a code"
        ),
        sa.Column("decided_on", sa.Date(), nullable=False, comment="day of the decision"),
        sa.Column("state", sa.String(length=12), nullable=False, comment="draft, published or withdrawn"),
        sa.Column("published_on", sa.Date(), nullable=True, comment="day the outcome was first published"),
        sa.Column("why_withdrawn", sa.Text(), nullable=False, comment="why an officer took the outcome back"),
        sa.Column(
            "held_back",
            sa.Boolean(),
            nullable=False,
            comment="whether the group that decided it holds it back",
        ),
        sa.Column("version", sa.Integer(), nullable=False, comment="how often the outcome was changed"),
        sa.Column(
            "saved_at", sa.DateTime(), nullable=False, comment="when an officer last changed the outcome"
        ),
        sa.CheckConstraint(
            "(progress = 'not-done') = (ending IS NOT NULL)", name=op.f("ck_outcomes_end_says_why")
        ),
        sa.CheckConstraint(
            "ending IN ('not-ours', 'no-money', 'not-allowed', 'not-found', 'worse-elsewhere', 'others-first', 'over')",
            name=op.f("ck_outcomes_ending_known"),
        ),
        sa.CheckConstraint(
            "kind IN ('theme', 'consultation', 'referral', 'question')", name=op.f("ck_outcomes_kind_known")
        ),
        sa.CheckConstraint(
            "progress IN ('planned', 'under-way', 'done', 'not-done')",
            name=op.f("ck_outcomes_progress_known"),
        ),
        sa.CheckConstraint(
            "state = 'draft' OR published_on IS NOT NULL", name=op.f("ck_outcomes_published_has_a_day")
        ),
        sa.CheckConstraint(
            "state IN ('draft', 'published', 'withdrawn')", name=op.f("ck_outcomes_state_known")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_outcomes")),
        sqlite_with_rowid=False,
    )
    op.create_index("ix_outcomes_about", "outcomes", ["subject_name", "id"], unique=False)
    op.create_index("ix_outcomes_line", "outcomes", ["line", "id"], unique=False)
    op.create_index("ix_outcomes_public", "outcomes", ["state", "published_on", "id"], unique=False)
    op.create_index("ix_outcomes_saved", "outcomes", ["saved_at", "id"], unique=False)
    op.create_index("ix_outcomes_state", "outcomes", ["state", "saved_at", "id"], unique=False)
    op.create_index("ix_outcomes_subject", "outcomes", ["kind", "subject_id", "state"], unique=False)
    op.create_index("ix_outcomes_topic", "outcomes", ["state", "topic", "published_on", "id"], unique=False)
    op.create_table(
        "outcome_steps",
        sa.Column("outcome_id", sa.String(length=32), nullable=False, comment="the outcome"),
        sa.Column(
            "version",
            sa.Integer(),
            autoincrement=False,
            nullable=False,
            comment="version of the outcome after the step",
        ),
        sa.Column("progress", sa.String(length=12), nullable=False, comment="how far the action had come"),
        sa.Column(
            "ending", sa.String(length=20), nullable=True, comment="why nothing was changed, as a code"
        ),
        sa.Column("taken_on", sa.Date(), nullable=False, comment="day an officer noted the step"),
        sa.CheckConstraint(
            "ending IN ('not-ours', 'no-money', 'not-allowed', 'not-found', 'worse-elsewhere', 'others-first', 'over')",
            name=op.f("ck_outcome_steps_ending_known"),
        ),
        sa.CheckConstraint(
            "progress IN ('planned', 'under-way', 'done', 'not-done')",
            name=op.f("ck_outcome_steps_progress_known"),
        ),
        sa.ForeignKeyConstraint(
            ["outcome_id"],
            ["outcomes.id"],
            name=op.f("fk_outcome_steps_outcome_id_outcomes"),
            ondelete="CASCADE",
        ),
        sa.PrimaryKeyConstraint("outcome_id", "version", name=op.f("pk_outcome_steps")),
        sqlite_with_rowid=False,
    )


def downgrade() -> None:
    """Take them away again."""
    op.drop_table("outcome_steps")
    op.drop_table("outcomes")
