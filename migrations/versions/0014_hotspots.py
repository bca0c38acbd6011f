"""Where concerns gather, the work done there, and recorded crime beside."""

import sqlalchemy as sa
from alembic import op

revision = "0014_hotspots"
down_revision = "0013_referrals"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Make the tables."""
    op.create_table(
        "hotspots",
        sa.Column("id", sa.String(length=32), nullable=False, comment="random id of the hotspot"),
        sa.Column("name", sa.String(length=100), nullable=False, comment="name of the hotspot"),
        sa.Column("owner", sa.String(length=60), nullable=False, comment="group that sees to the hotspot"),
        sa.Column("theme", sa.String(length=32), nullable=True, comment="theme whose reports gather there"),
        sa.Column(
            "area", sa.String(length=20), nullable=True, comment="map area of the hotspot, never a point"
        ),
        sa.Column("ward", sa.String(length=20), nullable=True, comment="ward of the hotspot"),
        sa.Column(
            "subtopic", sa.String(length=60), nullable=True, comment="kind of concern that gathers there"
        ),
        sa.Column(
            "stage", sa.String(length=12), nullable=False, comment="where the work on the hotspot stands"
        ),
        sa.Column(
            "victims", sa.String(length=8), nullable=False, comment="judged harm to victims, as a level"
        ),
        sa.Column(
            "communities",
            sa.String(length=8),
            nullable=False,
            comment="judged harm to communities, as a level",
        ),
        sa.Column(
            "environment",
            sa.String(length=8),
            nullable=False,
            comment="judged harm to the environment, as a level",
        ),
        sa.Column(
            "likelihood",
            sa.String(length=8),
            nullable=False,
            comment="judged likelihood that it goes on, as a level",
        ),
        sa.Column(
            "standing",
            sa.String(length=8),
            nullable=False,
            comment="judged weight for public trust, as a level",
        ),
        sa.Column(
            "capacity",
            sa.String(length=8),
            nullable=False,
            comment="judged means to deal with it, as a level",
        ),
        sa.Column("assessment", sa.Text(), nullable=False, comment="what stands behind the judgement"),
        sa.Column("begun_on", sa.Date(), nullable=False, comment="day the hotspot was begun"),
        sa.Column("version", sa.Integer(), nullable=False, comment="how often the hotspot was changed"),
        sa.Column("changed_at", sa.DateTime(), nullable=False, comment="when staff last changed the hotspot"),
        sa.CheckConstraint(
            "capacity IN ('unknown', 'low', 'middle', 'high')", name=op.f("ck_hotspots_capacity_known")
        ),
        sa.CheckConstraint(
            "communities IN ('unknown', 'low', 'middle', 'high')", name=op.f("ck_hotspots_communities_known")
        ),
        sa.CheckConstraint(
            "environment IN ('unknown', 'low', 'middle', 'high')", name=op.f("ck_hotspots_environment_known")
        ),
        sa.CheckConstraint(
            "likelihood IN ('unknown', 'low', 'middle', 'high')", name=op.f("ck_hotspots_likelihood_known")
        ),
        sa.CheckConstraint(
            "stage IN ('scanning', 'analysis', 'response', 'assessment', 'closed')",
            name=op.f("ck_hotspots_stage_known"),
        ),
        sa.CheckConstraint(
            "standing IN ('unknown', 'low', 'middle', 'high')", name=op.f("ck_hotspots_standing_known")
        ),
        sa.CheckConstraint(
            "victims IN ('unknown', 'low', 'middle', 'high')", name=op.f("ck_hotspots_victims_known")
        ),
        sa.CheckConstraint(
            "theme IS NOT NULL OR area IS NOT NULL OR ward IS NOT NULL OR subtopic IS NOT NULL",
            name=op.f("ck_hotspots_is_somewhere"),
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_hotspots")),
        sqlite_with_rowid=False,
    )
    op.create_index("ix_hotspots_listed", "hotspots", ["changed_at", "id"], unique=False)
    op.create_index("ix_hotspots_name", "hotspots", ["name", "id"], unique=False)
    op.create_index("ix_hotspots_owner", "hotspots", ["owner", "changed_at", "id"], unique=False)
    op.create_table(
        "recorded_crimes",
        sa.Column("month", sa.Date(), nullable=False, comment="month police recorded it in"),
        sa.Column("force", sa.String(length=80), nullable=False, comment="police force that published it"),
        sa.Column("ward", sa.String(length=20), nullable=False, comment="ward it was published for"),
        sa.Column(
            "area",
            sa.String(length=20),
            nullable=False,
            comment="map area it was published for; empty for the ward alone",
        ),
        sa.Column(
            "crime_type", sa.String(length=60), nullable=False, comment="type of crime as police name it"
        ),
        sa.Column("number", sa.Integer(), nullable=False, comment="how many of them police published"),
        sa.PrimaryKeyConstraint(
            "month", "force", "ward", "area", "crime_type", name=op.f("pk_recorded_crimes")
        ),
        sqlite_with_rowid=False,
    )
    op.create_index(
        "ix_recorded_crimes_area", "recorded_crimes", ["area", "month", "crime_type"], unique=False
    )
    op.create_table(
        "recorded_months",
        sa.Column("month", sa.Date(), nullable=False, comment="month police recorded it in"),
        sa.Column("force", sa.String(length=80), nullable=False, comment="police force that published it"),
        sa.Column("digest", sa.String(length=64), nullable=False, comment="fingerprint of what was read"),
        sa.Column(
            "inside", sa.Integer(), nullable=False, comment="how many lines lay inside the partnership's area"
        ),
        sa.Column("outside", sa.Integer(), nullable=False, comment="how many lines lay outside it"),
        sa.Column("without_place", sa.Integer(), nullable=False, comment="how many lines named no place"),
        sa.Column("read_at", sa.DateTime(), nullable=False, comment="when the month was read in"),
        sa.PrimaryKeyConstraint("month", "force", name=op.f("pk_recorded_months")),
        sqlite_with_rowid=False,
    )
    op.create_table(
        "hotspot_responses",
        sa.Column("id", sa.String(length=32), nullable=False, comment="random id of the response"),
        sa.Column("hotspot_id", sa.String(length=32), nullable=False, comment="the hotspot"),
        sa.Column("what", sa.Text(), nullable=False, comment="who does what about the hotspot"),
        sa.Column("starts_on", sa.Date(), nullable=False, comment="first day of the response"),
        sa.Column("ends_on", sa.Date(), nullable=True, comment="last day of the response"),
        sa.ForeignKeyConstraint(
            ["hotspot_id"],
            ["hotspots.id"],
            name=op.f("fk_hotspot_responses_hotspot_id_hotspots"),
            ondelete="CASCADE",
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_hotspot_responses")),
        sqlite_with_rowid=False,
    )
    op.create_index(
        "ix_hotspot_responses_of", "hotspot_responses", ["hotspot_id", "starts_on", "id"], unique=False
    )
    op.create_table(
        "hotspot_steps",
        sa.Column("hotspot_id", sa.String(length=32), nullable=False, comment="the hotspot"),
        sa.Column(
            "version",
            sa.Integer(),
            autoincrement=False,
            nullable=False,
            comment="version of the hotspot after the step",
        ),
        sa.Column(
            "stage", sa.String(length=12), nullable=False, comment="where the work stood after the step"
        ),
        sa.Column(
            "note", sa.Text(), nullable=False, comment="why the step was taken, without personal details"
        ),
        sa.Column("taken_at", sa.DateTime(), nullable=False, comment="when the step was taken"),
        sa.Column(
            "taken_by", sa.String(length=32), nullable=False, comment="id of the account that took the step"
        ),
        sa.CheckConstraint(
            "stage IN ('scanning', 'analysis', 'response', 'assessment', 'closed')",
            name=op.f("ck_hotspot_steps_stage_known"),
        ),
        sa.ForeignKeyConstraint(
            ["hotspot_id"],
            ["hotspots.id"],
            name=op.f("fk_hotspot_steps_hotspot_id_hotspots"),
            ondelete="CASCADE",
        ),
        sa.PrimaryKeyConstraint("hotspot_id", "version", name=op.f("pk_hotspot_steps")),
        sqlite_with_rowid=False,
    )


def downgrade() -> None:
    """Take them away again."""
    op.drop_table("hotspot_steps")
    op.drop_table("hotspot_responses")
    op.drop_table("recorded_months")
    op.drop_table("recorded_crimes")
    op.drop_table("hotspots")
