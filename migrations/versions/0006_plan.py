"""Plan summaries and their parts."""

import sqlalchemy as sa
from alembic import op

revision = "0006_plan"
down_revision = "0005_outcomes"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Make the tables."""
    op.create_table(
        "plan_measures",
        sa.Column("id", sa.String(length=32), nullable=False, comment="random id of the measure"),
        sa.Column("year", sa.String(length=7), nullable=False, comment="year of the plan it belongs to"),
        sa.Column("position", sa.Integer(), nullable=False, comment="place in the list"),
        sa.Column(
            "priority",
            sa.String(length=60),
            nullable=False,
            comment="short name of the priority it tells about",
        ),
        sa.Column("name", sa.String(length=200), nullable=False, comment="what is measured"),
        sa.Column("words", sa.Text(), nullable=False, comment="how it is counted"),
        sa.Column(
            "owner", sa.String(length=20), nullable=False, comment="code of the group that answers for it"
        ),
        sa.Column(
            "unit",
            sa.String(length=10),
            nullable=False,
            comment="whether it is a count, per cent or another number",
        ),
        sa.Column("direction", sa.String(length=20), nullable=False, comment="which way is good"),
        sa.Column("target", sa.Float(), nullable=True, comment="the number aimed at"),
        sa.Column("source", sa.Text(), nullable=False, comment="whose figures they are"),
        sa.Column(
            "illustration", sa.Boolean(), nullable=False, comment="whether the measure is only an example"
        ),
        sa.Column("version", sa.Integer(), nullable=False, comment="how often the measure was changed"),
        sa.Column("saved_at", sa.DateTime(), nullable=False, comment="when the measure was last changed"),
        sa.CheckConstraint(
            "direction IN ('less', 'more', 'come_forward', 'watch')", name=op.f("ck_plan_measures_direction")
        ),
        sa.CheckConstraint("unit IN ('count', 'percent', 'number')", name=op.f("ck_plan_measures_unit")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_plan_measures")),
        sqlite_with_rowid=False,
    )
    op.create_index("uq_plan_measures_year_name", "plan_measures", ["year", "name"], unique=True)
    op.create_table(
        "plans",
        sa.Column("id", sa.String(length=32), nullable=False, comment="random id of the edition"),
        sa.Column("year", sa.String(length=7), nullable=False, comment="year of the plan, such as 2022-23"),
        sa.Column("edition", sa.Integer(), nullable=False, comment="which edition for that year"),
        sa.Column("title", sa.String(length=200), nullable=False, comment="title of the plan"),
        sa.Column("summary", sa.Text(), nullable=False, comment="what the plan says, in short"),
        sa.Column("note", sa.Text(), nullable=False, comment="what a reader should know about the plan"),
        sa.Column(
            "illustration", sa.Boolean(), nullable=False, comment="whether the plan is only an example"
        ),
        sa.Column(
            "state",
            sa.String(length=12),
            nullable=False,
            comment="draft, consulted, approved, published or superseded",
        ),
        sa.Column("starts_on", sa.Date(), nullable=False, comment="first day of the plan"),
        sa.Column("ends_on", sa.Date(), nullable=False, comment="last day of the plan"),
        sa.Column("consulted_on", sa.Date(), nullable=True, comment="day by which people were asked"),
        sa.Column("consulted_words", sa.Text(), nullable=False, comment="who was asked about the draft"),
        sa.Column(
            "voluntary_words",
            sa.Text(),
            nullable=False,
            comment="which voluntary and community groups were asked",
        ),
        sa.Column(
            "comments_until",
            sa.Date(),
            nullable=True,
            comment="last day on which councillors could comment on the draft",
        ),
        sa.Column("approved_on", sa.Date(), nullable=True, comment="day the plan was approved"),
        sa.Column(
            "approved_by", sa.String(length=200), nullable=False, comment="body that approved the plan"
        ),
        sa.Column(
            "sent_on", sa.Date(), nullable=True, comment="day a copy went to the elected policing body"
        ),
        sa.Column("published_on", sa.Date(), nullable=True, comment="day the plan was published"),
        sa.Column("superseded_on", sa.Date(), nullable=True, comment="day another plan took its place"),
        sa.Column("version", sa.Integer(), nullable=False, comment="how often the edition was changed"),
        sa.Column("saved_at", sa.DateTime(), nullable=False, comment="when the edition was last changed"),
        sa.CheckConstraint(
            "state IN ('draft', 'consulted') OR (approved_on IS NOT NULL AND approved_by <> '')",
            name=op.f("ck_plans_approved_first"),
        ),
        sa.CheckConstraint(
            "state IN ('draft', 'consulted', 'approved', 'published', 'superseded')",
            name=op.f("ck_plans_state"),
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_plans")),
        sqlite_with_rowid=False,
    )
    op.create_index(
        "uq_plans_one_published",
        "plans",
        ["state"],
        unique=True,
        sqlite_where=sa.text("state = 'published'"),
        postgresql_where=sa.text("state = 'published'"),
    )
    op.create_index("uq_plans_year_edition", "plans", ["year", "edition"], unique=True)
    op.create_table(
        "plan_comments",
        sa.Column("id", sa.String(length=32), nullable=False, comment="random id"),
        sa.Column(
            "plan_id", sa.String(length=32), nullable=False, comment="the edition of the plan it is about"
        ),
        sa.Column("letter", sa.String(length=1), nullable=False, comment="which part, a to f"),
        sa.Column("author_id", sa.String(length=32), nullable=False, comment="account of the councillor"),
        sa.Column(
            "body", sa.Text(), nullable=False, comment="what the councillor says, for signed-in members only"
        ),
        sa.Column("saved_on", sa.Date(), nullable=False, comment="day of the last change"),
        sa.Column("answer", sa.Text(), nullable=False, comment="what was done with it"),
        sa.Column(
            "answer_salt",
            sa.LargeBinary(length=32),
            nullable=True,
            comment="random bytes mixed into the ledger's hash of that answer",
        ),
        sa.Column("version", sa.Integer(), nullable=False, comment="how often it was changed or answered"),
        sa.CheckConstraint("letter IN ('a', 'b', 'c', 'd', 'e', 'f')", name=op.f("ck_plan_comments_letter")),
        sa.ForeignKeyConstraint(["plan_id"], ["plans.id"], name=op.f("fk_plan_comments_plan_id_plans")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_plan_comments")),
        sqlite_with_rowid=False,
    )
    op.create_index(
        op.f("ix_plan_comments_plan_id_author_id_letter"),
        "plan_comments",
        ["plan_id", "author_id", "letter"],
        unique=True,
    )
    op.create_table(
        "plan_readings",
        sa.Column("measure_id", sa.String(length=32), nullable=False, comment="random id of the measure"),
        sa.Column("as_of", sa.Date(), nullable=False, comment="day of the figure"),
        sa.Column("value", sa.Float(), nullable=True, comment="the figure, where there is a number"),
        sa.Column("note", sa.Text(), nullable=False, comment="what is behind the figure"),
        sa.ForeignKeyConstraint(
            ["measure_id"], ["plan_measures.id"], name=op.f("fk_plan_readings_measure_id_plan_measures")
        ),
        sa.PrimaryKeyConstraint("measure_id", "as_of", name=op.f("pk_plan_readings")),
        sqlite_with_rowid=False,
    )
    op.create_table(
        "plan_sections",
        sa.Column("plan_id", sa.String(length=32), nullable=False, comment="random id of the edition"),
        sa.Column("letter", sa.String(length=1), nullable=False, comment="which part, a to f"),
        sa.Column("heading", sa.String(length=200), nullable=False, comment="heading of the part"),
        sa.Column("body", sa.Text(), nullable=False, comment="text of the part"),
        sa.ForeignKeyConstraint(["plan_id"], ["plans.id"], name=op.f("fk_plan_sections_plan_id_plans")),
        sa.PrimaryKeyConstraint("plan_id", "letter", name=op.f("pk_plan_sections")),
        sqlite_with_rowid=False,
    )


def downgrade() -> None:
    """Take them away again."""
    op.drop_table("plan_sections")
    op.drop_table("plan_readings")
    op.drop_table("plan_comments")
    op.drop_table("plans")
    op.drop_table("plan_measures")
