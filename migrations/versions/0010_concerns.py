"""Reports, their messages and decisions, themes, and what was published."""

import sqlalchemy as sa
from alembic import op

revision = "0010_concerns"
down_revision = "0009_contact"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Make the tables."""
    op.create_table(
        "concern_equality_tallies",
        sa.Column(
            "quarter", sa.Date(), nullable=False, comment="first day of the quarter, not the day of a report"
        ),
        sa.Column(
            "question", sa.String(length=20), nullable=False, comment="what was asked, such as the age"
        ),
        sa.Column(
            "answer",
            sa.String(length=20),
            nullable=False,
            comment="one of the answers offered, such as an age band",
        ),
        sa.Column(
            "number",
            sa.Integer(),
            nullable=False,
            comment="how many writers gave it; a report is in no way joined to this number",
        ),
        sa.CheckConstraint("number >= 0", name=op.f("ck_concern_equality_tallies_number_not_negative")),
        sa.PrimaryKeyConstraint("quarter", "question", "answer", name=op.f("pk_concern_equality_tallies")),
        sqlite_with_rowid=False,
    )
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
            "unsafe",
            sa.String(length=200),
            nullable=False,
            comment="reasons ticked why the place feels unsafe, as codes of a fixed list",
        ),
        sa.Column(
            "impact_people",
            sa.String(length=20),
            nullable=True,
            comment="how much it affects the people it happens to, as a band",
        ),
        sa.Column(
            "impact_community",
            sa.String(length=20),
            nullable=True,
            comment="how much it affects those who live around, as a band",
        ),
        sa.Column(
            "impact_environment",
            sa.String(length=20),
            nullable=True,
            comment="how much it affects the place itself, as a band",
        ),
        sa.Column(
            "connection",
            sa.String(length=20),
            nullable=True,
            comment="what ties the writer to the place (lives, works, visits ...), as a band",
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
            sa.String(length=400),
            nullable=False,
            comment="kinds of danger and of personal details found in the text, as codes",
        ),
        sa.Column(
            "surge",
            sa.Boolean(),
            nullable=False,
            comment="whether it came among unusually many and nobody has looked yet",
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
            "duplicate_of",
            sa.String(length=32),
            nullable=True,
            comment="another report of the same event, which is counted in place of this one",
        ),
        sa.Column(
            "second_for",
            sa.String(length=32),
            nullable=True,
            comment="account whose decision on a named business waits for a second person",
        ),
        sa.Column(
            "lead_by",
            sa.DateTime(),
            nullable=True,
            comment="whole hour by which a safeguarding lead has to open it; empty once one did",
        ),
        sa.Column(
            "taken_back",
            sa.Boolean(),
            nullable=False,
            comment="whether its writer took it back; it may still stand in figures",
        ),
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
            "connection IN ('live', 'work-or-study', 'business', 'visit', 'pass-through', 'not-said')",
            name=op.f("ck_concerns_connection_known"),
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
        sa.CheckConstraint(
            "impact_community IN ('not-at-all', 'some', 'a-lot', 'cannot-tell')",
            name=op.f("ck_concerns_impact_community_known"),
        ),
        sa.CheckConstraint(
            "impact_environment IN ('not-at-all', 'some', 'a-lot', 'cannot-tell')",
            name=op.f("ck_concerns_impact_environment_known"),
        ),
        sa.CheckConstraint(
            "impact_people IN ('not-at-all', 'some', 'a-lot', 'cannot-tell')",
            name=op.f("ck_concerns_impact_people_known"),
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
        "ix_concerns_copied",
        "concerns",
        ["decided_on"],
        unique=False,
        sqlite_where=sa.text("sanitised IS NOT NULL"),
        postgresql_where=sa.text("sanitised IS NOT NULL"),
    )
    op.create_index("ix_concerns_decided", "concerns", ["state", "decided_on"], unique=False)
    op.create_index(
        "ix_concerns_figures", "concerns", ["state", "received_on", "topic", "subtopic", "ward"], unique=False
    )
    op.create_index(
        "ix_concerns_lead",
        "concerns",
        ["state", "risk", "due_at", "id", "lead_by"],
        unique=False,
        sqlite_where=sa.text("lead_by IS NOT NULL"),
        postgresql_where=sa.text("lead_by IS NOT NULL"),
    )
    op.create_index(
        "ix_concerns_message",
        "concerns",
        ["message_waiting", "risk", "due_at", "id", "state"],
        unique=False,
        sqlite_where=sa.text("message_waiting = 1"),
        postgresql_where=sa.text("message_waiting"),
    )
    op.create_index(
        "ix_concerns_message_state",
        "concerns",
        ["message_waiting", "state", "risk", "due_at", "id"],
        unique=False,
        sqlite_where=sa.text("message_waiting = 1"),
        postgresql_where=sa.text("message_waiting"),
    )
    op.create_index("ix_concerns_month", "concerns", ["state", "received_on", "id"], unique=False)
    op.create_index(
        "ix_concerns_places",
        "concerns",
        ["state", "duplicate_of", "received_on", "area", "theme", "subtopic"],
        unique=False,
    )
    op.create_index("ix_concerns_queue", "concerns", ["state", "risk", "due_at", "id"], unique=False)
    op.create_index(
        "ix_concerns_queue_topic", "concerns", ["topic", "state", "risk", "due_at", "id"], unique=False
    )
    op.create_index(
        "ix_concerns_queue_topic_ward",
        "concerns",
        ["topic", "ward", "state", "risk", "due_at", "id"],
        unique=False,
    )
    op.create_index(
        "ix_concerns_queue_ward", "concerns", ["ward", "state", "risk", "due_at", "id"], unique=False
    )
    op.create_index("ix_concerns_release", "concerns", ["state", "release_id", "received_on"], unique=False)
    op.create_index(
        "ix_concerns_sealed",
        "concerns",
        ["decided_on"],
        unique=False,
        sqlite_where=sa.text("sealed_working IS NOT NULL"),
        postgresql_where=sa.text("sealed_working IS NOT NULL"),
    )
    op.create_index("ix_concerns_surge", "concerns", ["surge", "state", "risk", "due_at", "id"], unique=False)
    op.create_index("ix_concerns_theme", "concerns", ["theme", "state", "received_on", "id"], unique=False)
    op.create_index(
        "ix_concerns_themed",
        "concerns",
        ["state", "duplicate_of", "theme", "subtopic", "received_on"],
        unique=False,
        sqlite_where=sa.text("theme IS NOT NULL"),
        postgresql_where=sa.text("theme IS NOT NULL"),
    )
    op.create_index("ix_concerns_topic", "concerns", ["topic", "state", "received_on", "id"], unique=False)
    op.create_index("ix_concerns_ward", "concerns", ["ward", "state", "received_on", "id"], unique=False)
    op.create_table(
        "reporting_service",
        sa.Column("id", sa.String(length=20), nullable=False, comment="name of the one row"),
        sa.Column(
            "opening",
            sa.String(length=10),
            nullable=False,
            comment="whether reports are taken, slowed or paused",
        ),
        sa.Column("reason", sa.String(length=300), nullable=False, comment="the reason, as published"),
        sa.Column("until", sa.DateTime(), nullable=True, comment="until when, as published"),
        sa.Column(
            "reading_days",
            sa.Integer(),
            nullable=True,
            comment="working days within which reports are read meanwhile, as published",
        ),
        sa.Column("version", sa.Integer(), nullable=False, comment="how often staff changed it"),
        sa.CheckConstraint(
            "opening IN ('open', 'slowed', 'paused')", name=op.f("ck_reporting_service_opening_known")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_reporting_service")),
        sqlite_with_rowid=False,
    )
    op.create_table(
        "themes",
        sa.Column("id", sa.String(length=32), nullable=False, comment="random id of the theme"),
        sa.Column("name", sa.String(length=60), nullable=False, comment="name of the theme"),
        sa.Column(
            "folded",
            sa.String(length=200),
            nullable=False,
            comment="name of the theme in small letters, for its order",
        ),
        sa.Column("topic", sa.String(length=60), nullable=True, comment="topic the theme is mostly about"),
        sa.Column(
            "subtopic",
            sa.String(length=60),
            nullable=True,
            comment="kind of concern the theme is mostly about",
        ),
        sa.Column("ward", sa.String(length=20), nullable=True, comment="ward the theme is mostly about"),
        sa.Column("area", sa.String(length=20), nullable=True, comment="map area the theme is mostly about"),
        sa.Column(
            "state",
            sa.String(length=10),
            nullable=False,
            comment="whether reports are still put under the theme",
        ),
        sa.Column("begun_on", sa.Date(), nullable=False, comment="day the theme was begun"),
        sa.Column("changed_on", sa.Date(), nullable=False, comment="day the theme was last changed"),
        sa.Column("version", sa.Integer(), nullable=False, comment="how often the theme was changed"),
        sa.CheckConstraint("state IN ('open', 'closed')", name=op.f("ck_themes_state_known")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_themes")),
        sa.UniqueConstraint("folded", name=op.f("uq_themes_folded")),
        sqlite_with_rowid=False,
    )
    op.create_index("ix_themes_begun", "themes", ["begun_on", "id"], unique=False)
    op.create_index("ix_themes_listed", "themes", ["state", "folded", "id"], unique=False)
    op.create_index("ix_themes_state_begun", "themes", ["state", "begun_on", "id"], unique=False)
    op.create_table(
        "concern_copy_words",
        sa.Column("text_id", sa.String(length=32), nullable=False, comment="the report it belongs to"),
        sa.Column(
            "word",
            sa.String(length=40).with_variant(sa.String(length=40, collation="C"), "postgresql"),
            nullable=False,
            comment="a word of the officer's copy, to find it again",
        ),
        sa.ForeignKeyConstraint(
            ["text_id"],
            ["concerns.id"],
            name=op.f("fk_concern_copy_words_text_id_concerns"),
            ondelete="CASCADE",
        ),
        sa.PrimaryKeyConstraint("text_id", "word", name=op.f("pk_concern_copy_words")),
        sqlite_with_rowid=False,
    )
    op.create_index("ix_concern_copy_words_word", "concern_copy_words", ["word", "text_id"], unique=False)
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
            "taken_out",
            sa.String(length=100),
            nullable=False,
            comment="kinds of thing left out of the officer's copy, as codes",
        ),
        sa.Column("waited", sa.Boolean(), nullable=False, comment="whether it waited for a second person"),
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
        "concern_handovers",
        sa.Column("concern_id", sa.String(length=32), nullable=False, comment="the report it is about"),
        sa.Column(
            "turn", sa.Integer(), autoincrement=False, nullable=False, comment="place among the notes, from 1"
        ),
        sa.Column(
            "key",
            sa.String(length=32),
            nullable=False,
            comment="random id the page was made with, to know a page sent twice",
        ),
        sa.Column(
            "sealed_working",
            sa.LargeBinary(),
            nullable=False,
            comment="the note, sealed to the moderators' key",
        ),
        sa.Column(
            "sealed_recovery",
            sa.LargeBinary(),
            nullable=False,
            comment="the same, sealed to a recovery key that is kept offline",
        ),
        sa.Column("written_on", sa.Date(), nullable=False, comment="day of the note"),
        sa.ForeignKeyConstraint(
            ["concern_id"],
            ["concerns.id"],
            name=op.f("fk_concern_handovers_concern_id_concerns"),
            ondelete="CASCADE",
        ),
        sa.PrimaryKeyConstraint("concern_id", "turn", name=op.f("pk_concern_handovers")),
        sa.UniqueConstraint("key", name=op.f("uq_concern_handovers_key")),
        sqlite_with_rowid=False,
    )
    op.create_table(
        "concern_questions",
        sa.Column("id", sa.String(length=32), nullable=False, comment="random id of the question"),
        sa.Column("concern_id", sa.String(length=32), nullable=False, comment="the report it belongs to"),
        sa.Column("turn", sa.Integer(), nullable=False, comment="place in the conversation, from 1"),
        sa.Column(
            "sealed_for_writer",
            sa.LargeBinary(),
            nullable=False,
            comment="the officer's words, sealed to the receipt",
        ),
        sa.Column(
            "sealed_working",
            sa.LargeBinary(),
            nullable=False,
            comment="the officer's words, sealed to the moderators' key",
        ),
        sa.Column(
            "sealed_recovery",
            sa.LargeBinary(),
            nullable=False,
            comment="the same, sealed to a recovery key that is kept offline",
        ),
        sa.Column("asked_on", sa.Date(), nullable=False, comment="day the question was asked"),
        sa.ForeignKeyConstraint(
            ["concern_id"],
            ["concerns.id"],
            name=op.f("fk_concern_questions_concern_id_concerns"),
            ondelete="CASCADE",
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_concern_questions")),
        sqlite_with_rowid=False,
    )
    op.create_index("ix_concern_questions_concern", "concern_questions", ["concern_id", "turn"], unique=False)
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
        "concern_told",
        sa.Column("id", sa.String(length=32), nullable=False, comment="random id"),
        sa.Column("concern_id", sa.String(length=32), nullable=False, comment="the report it was about"),
        sa.Column("agency", sa.String(length=60), nullable=False, comment="which agency was told, as a code"),
        sa.Column("purpose", sa.String(length=30), nullable=False, comment="for which purpose, as a code"),
        sa.Column("told_on", sa.Date(), nullable=False, comment="day it was written down"),
        sa.CheckConstraint(
            "purpose IN ('crime-and-asb', 'illicit-substances', 'reoffending', 'terrorism', 'safeguarding-child', 'safeguarding-adult', 'vital-interests', 'court-or-statute')",
            name=op.f("ck_concern_told_purpose_known"),
        ),
        sa.ForeignKeyConstraint(
            ["concern_id"],
            ["concerns.id"],
            name=op.f("fk_concern_told_concern_id_concerns"),
            ondelete="CASCADE",
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_concern_told")),
        sqlite_with_rowid=False,
    )
    op.create_index("ix_concern_told_concern", "concern_told", ["concern_id", "told_on", "id"], unique=False)
    op.create_table(
        "theme_notes",
        sa.Column("theme_id", sa.String(length=32), nullable=False, comment="the theme"),
        sa.Column(
            "version",
            sa.Integer(),
            autoincrement=False,
            nullable=False,
            comment="version of the theme the note came with",
        ),
        sa.Column("words", sa.Text(), nullable=False, comment="an officer's note, without personal details"),
        sa.Column("written_at", sa.DateTime(), nullable=False, comment="when the officer wrote the note"),
        sa.Column("written_by", sa.String(length=32), nullable=False, comment="id of the officer's account"),
        sa.ForeignKeyConstraint(["theme_id"], ["themes.id"], name=op.f("fk_theme_notes_theme_id_themes")),
        sa.PrimaryKeyConstraint("theme_id", "version", name=op.f("pk_theme_notes")),
        sqlite_with_rowid=False,
    )
    op.create_table(
        "concern_messages",
        sa.Column("id", sa.String(length=32), nullable=False, comment="random id of the message"),
        sa.Column("concern_id", sa.String(length=32), nullable=False, comment="the report it belongs to"),
        sa.Column(
            "question_id", sa.String(length=32), nullable=True, comment="the question it answers, if any"
        ),
        sa.Column("turn", sa.Integer(), nullable=False, comment="place in the conversation, from 1"),
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
        sa.ForeignKeyConstraint(
            ["question_id"],
            ["concern_questions.id"],
            name=op.f("fk_concern_messages_question_id_concern_questions"),
            ondelete="CASCADE",
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_concern_messages")),
        sa.UniqueConstraint("concern_id", "digest", name=op.f("uq_concern_messages_concern_id_digest")),
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
    op.drop_table("concern_messages")
    op.drop_table("theme_notes")
    op.drop_table("concern_told")
    op.drop_table("concern_releases")
    op.drop_table("concern_questions")
    op.drop_table("concern_handovers")
    op.drop_table("concern_decisions")
    op.drop_table("concern_copy_words")
    op.drop_table("themes")
    op.drop_table("reporting_service")
    op.drop_table("concerns")
    op.drop_table("concern_release_maps")
    op.drop_table("concern_equality_tallies")
