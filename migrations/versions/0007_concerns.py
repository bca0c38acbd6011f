"""Reports, their messages and decisions, and what was published."""

import sqlalchemy as sa
from alembic import op

revision = "0007_concerns"
down_revision = "0006_advice"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Make the tables."""
    op.create_table(
        "concern_release_maps",
        sa.Column("digest", sa.String(length=64), nullable=False, comment="SHA-256 of the map's script"),
        sa.Column(
            "script", sa.Text(), nullable=False, comment="outlines and bands of a published map, as a script"
        ),
        sa.PrimaryKeyConstraint("digest", name=op.f("pk_concern_release_maps")),
        sqlite_with_rowid=False,
    )
    op.create_table(
        "concerns",
        sa.Column("id", sa.String(length=32), nullable=False, comment="random id of the report"),
        sa.Column("lookup", sa.LargeBinary(length=32), nullable=False, comment="keyed digest of the receipt"),
        sa.Column(
            "writer_public",
            sa.LargeBinary(length=32),
            nullable=False,
            comment="public key that only the receipt opens",
        ),
        sa.Column(
            "content_digest",
            sa.LargeBinary(length=32),
            nullable=False,
            comment="digest of what was sent, keyed with the receipt, to know a repeat",
        ),
        sa.Column("topic", sa.String(length=60), nullable=False, comment="topic that was ticked"),
        sa.Column(
            "subtopic", sa.String(length=60), nullable=False, comment="kind of concern that was ticked"
        ),
        sa.Column("area", sa.String(length=20), nullable=True, comment="map area, never a point"),
        sa.Column("ward", sa.String(length=20), nullable=False, comment="ward of the map area"),
        sa.Column("happened", sa.String(length=20), nullable=False, comment="when it happened, as a band"),
        sa.Column(
            "how_often", sa.String(length=20), nullable=False, comment="how often it happens, as a band"
        ),
        sa.Column("time_of_day", sa.String(length=20), nullable=False, comment="time of day, as a band"),
        sa.Column(
            "happened_before",
            sa.String(length=20),
            nullable=False,
            comment="whether it happened before, as a band",
        ),
        sa.Column(
            "received_on",
            sa.Date(),
            nullable=False,
            comment="day the report came; only its month once somebody has decided",
        ),
        sa.Column(
            "due_at",
            sa.DateTime(),
            nullable=False,
            comment="whole hour by which somebody should have read it; a month once somebody has decided",
        ),
        sa.Column("state", sa.String(length=30), nullable=False, comment="where the report stands"),
        sa.Column(
            "risk", sa.String(length=10), nullable=False, comment="whether it had to be read within hours"
        ),
        sa.Column(
            "flags",
            sa.String(length=300),
            nullable=False,
            comment="kinds of danger and of personal details found in the text, as codes",
        ),
        sa.Column(
            "sealed_working",
            sa.LargeBinary(),
            nullable=True,
            comment="what was typed and the exact point, sealed to the moderators' key",
        ),
        sa.Column(
            "sealed_recovery",
            sa.LargeBinary(),
            nullable=True,
            comment="the same, sealed to a recovery key that is kept offline",
        ),
        sa.Column(
            "sealed_for_writer",
            sa.LargeBinary(),
            nullable=True,
            comment="the day of writing, sealed to the receipt",
        ),
        sa.Column(
            "sanitised", sa.Text(), nullable=True, comment="an officer's copy without personal details"
        ),
        sa.Column(
            "decline_code",
            sa.String(length=20),
            nullable=True,
            comment="why the report was not taken up, as a code",
        ),
        sa.Column(
            "theme", sa.String(length=60), nullable=True, comment="theme an officer put the report under"
        ),
        sa.Column(
            "message_waiting",
            sa.Boolean(),
            nullable=False,
            comment="whether a message of the writer is unread",
        ),
        sa.Column(
            "version", sa.Integer(), nullable=False, comment="how often the report was changed or decided"
        ),
        sa.Column("decided_on", sa.Date(), nullable=True, comment="day of the last decision"),
        sa.Column(
            "release_id",
            sa.String(length=32),
            nullable=True,
            comment="publication in which the report was counted",
        ),
        sa.CheckConstraint(
            "(state = 'declined') = (decline_code IS NOT NULL)", name=op.f("ck_concerns_declined_says_why")
        ),
        sa.CheckConstraint(
            "decline_code IN ('not-ours', 'unclear', 'one-person', 'abusive', 'before-a-court', 'same-again', 'test')",
            name=op.f("ck_concerns_decline_code_known"),
        ),
        sa.CheckConstraint(
            "happened IN ('right-now', 'today', 'this-week', 'this-month', 'longer')",
            name=op.f("ck_concerns_happened_known"),
        ),
        sa.CheckConstraint(
            "happened_before IN ('first-time', 'to-me', 'to-others', 'to-me-and-others', 'not-sure')",
            name=op.f("ck_concerns_happened_before_known"),
        ),
        sa.CheckConstraint(
            "how_often IN ('once', 'a-few-times', 'most-weeks', 'most-days')",
            name=op.f("ck_concerns_how_often_known"),
        ),
        sa.CheckConstraint("risk IN ('high', 'normal')", name=op.f("ck_concerns_risk_known")),
        sa.CheckConstraint(
            "state IN ('held', 'counted', 'declined', 'escalated', 'counted_as_escalated', 'withdrawn')",
            name=op.f("ck_concerns_state_known"),
        ),
        sa.CheckConstraint(
            "time_of_day IN ('morning', 'afternoon', 'evening', 'night', 'any-time')",
            name=op.f("ck_concerns_time_of_day_known"),
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_concerns")),
        sa.UniqueConstraint("lookup", name=op.f("uq_concerns_lookup")),
        sqlite_with_rowid=False,
    )
    op.create_index("ix_concerns_area", "concerns", ["area"], unique=False)
    op.create_index(
        "ix_concerns_figures", "concerns", ["state", "received_on", "topic", "subtopic", "ward"], unique=False
    )
    op.create_index(
        "ix_concerns_message", "concerns", ["message_waiting", "risk", "due_at", "id"], unique=False
    )
    op.create_index("ix_concerns_month", "concerns", ["state", "received_on", "id"], unique=False)
    op.create_index("ix_concerns_queue", "concerns", ["state", "risk", "due_at", "id"], unique=False)
    op.create_index("ix_concerns_release", "concerns", ["state", "release_id", "received_on"], unique=False)
    op.create_index("ix_concerns_topic", "concerns", ["topic", "state", "received_on", "id"], unique=False)
    op.create_index("ix_concerns_ward", "concerns", ["ward", "state", "received_on", "id"], unique=False)
    op.create_table(
        "concern_decisions",
        sa.Column("concern_id", sa.String(length=32), nullable=False, comment="the report that was decided"),
        sa.Column(
            "version",
            sa.Integer(),
            autoincrement=False,
            nullable=False,
            comment="version of the report after the decision",
        ),
        sa.Column("verb", sa.String(length=30), nullable=False, comment="what was decided"),
        sa.Column("reason", sa.Text(), nullable=False, comment="the officer's reason"),
        sa.Column(
            "salt",
            sa.LargeBinary(length=32),
            nullable=False,
            comment="random salt of the reason's hash in the ledger",
        ),
        sa.CheckConstraint(
            "verb IN ('count', 'decline', 'escalate', 'return', 'count_as_escalated', 'reopen', 'withdraw')",
            name=op.f("ck_concern_decisions_verb_known"),
        ),
        sa.ForeignKeyConstraint(
            ["concern_id"],
            ["concerns.id"],
            name=op.f("fk_concern_decisions_concern_id_concerns"),
            ondelete="CASCADE",
        ),
        sa.PrimaryKeyConstraint("concern_id", "version", name=op.f("pk_concern_decisions")),
        sqlite_with_rowid=False,
    )
    op.create_table(
        "concern_messages",
        sa.Column("id", sa.String(length=32), nullable=False, comment="random id of the message"),
        sa.Column("concern_id", sa.String(length=32), nullable=False, comment="the report it belongs to"),
        sa.Column(
            "digest",
            sa.LargeBinary(length=32),
            nullable=False,
            comment="digest of the message, keyed with the receipt, to know a repeat",
        ),
        sa.Column(
            "sealed_working",
            sa.LargeBinary(),
            nullable=False,
            comment="what was typed and the exact point, sealed to the moderators' key",
        ),
        sa.Column(
            "sealed_recovery",
            sa.LargeBinary(),
            nullable=False,
            comment="the same, sealed to a recovery key that is kept offline",
        ),
        sa.Column("written_on", sa.Date(), nullable=False, comment="day the message came"),
        sa.ForeignKeyConstraint(
            ["concern_id"],
            ["concerns.id"],
            name=op.f("fk_concern_messages_concern_id_concerns"),
            ondelete="CASCADE",
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_concern_messages")),
        sa.UniqueConstraint("concern_id", "digest", name=op.f("uq_concern_messages_concern_id_digest")),
        sqlite_with_rowid=False,
    )
    op.create_table(
        "concern_releases",
        sa.Column("id", sa.String(length=32), nullable=False, comment="random id of the publication"),
        sa.Column("number", sa.Integer(), nullable=False, comment="running number of the publication"),
        sa.Column(
            "starts_on", sa.Date(), nullable=False, comment="first day of the period that is published"
        ),
        sa.Column("ends_on", sa.Date(), nullable=False, comment="last day of the period that is published"),
        sa.Column("made_at", sa.DateTime(), nullable=False, comment="when the publication was made"),
        sa.Column("made_by", sa.String(length=32), nullable=False, comment="id of the account that made it"),
        sa.Column("content", sa.Text(), nullable=False, comment="the published bands, exactly as published"),
        sa.Column("digest", sa.String(length=64), nullable=False, comment="SHA-256 of the published bands"),
        sa.Column(
            "map_digest", sa.String(length=64), nullable=False, comment="SHA-256 of the script of its map"
        ),
        sa.CheckConstraint("starts_on <= ends_on", name=op.f("ck_concern_releases_period_runs_forward")),
        sa.ForeignKeyConstraint(
            ["map_digest"],
            ["concern_release_maps.digest"],
            name=op.f("fk_concern_releases_map_digest_concern_release_maps"),
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_concern_releases")),
        sa.UniqueConstraint("ends_on", name=op.f("uq_concern_releases_ends_on")),
        sa.UniqueConstraint("number", name=op.f("uq_concern_releases_number")),
        sqlite_with_rowid=False,
    )
    op.create_table(
        "concern_release_notes",
        sa.Column("id", sa.String(length=32), nullable=False, comment="random id of the note"),
        sa.Column(
            "release_id", sa.String(length=32), nullable=False, comment="publication that the note belongs to"
        ),
        sa.Column(
            "words", sa.Text(), nullable=False, comment="published note of an officer about the publication"
        ),
        sa.Column("written_at", sa.DateTime(), nullable=False, comment="when the note was written"),
        sa.Column(
            "written_by", sa.String(length=32), nullable=False, comment="id of the account that wrote it"
        ),
        sa.ForeignKeyConstraint(
            ["release_id"],
            ["concern_releases.id"],
            name=op.f("fk_concern_release_notes_release_id_concern_releases"),
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_concern_release_notes")),
        sqlite_with_rowid=False,
    )
    op.create_index("ix_concern_release_notes_release", "concern_release_notes", ["release_id"], unique=False)


def downgrade() -> None:
    """Take them away again."""
    op.drop_table("concern_release_notes")
    op.drop_table("concern_releases")
    op.drop_table("concern_messages")
    op.drop_table("concern_decisions")
    op.drop_table("concerns")
    op.drop_table("concern_release_maps")
