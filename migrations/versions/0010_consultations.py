"""Consultations, answers and what was written."""

import sqlalchemy as sa
from alembic import op

revision = "0010_consultations"
down_revision = "0009_concerns"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Make the tables."""
    op.create_table(
        "consultations",
        sa.Column("id", sa.String(length=32), nullable=False, comment="random id"),
        sa.Column("slug", sa.String(length=80), nullable=False, comment="name in the address"),
        sa.Column(
            "title",
            sa.String(length=200),
            nullable=False,
            comment="the consultation's question, as published",
        ),
        sa.Column("purpose", sa.Text(), nullable=False, comment="why we ask, as published"),
        sa.Column(
            "can_influence", sa.Text(), nullable=False, comment="what answers can change, as published"
        ),
        sa.Column("decided", sa.Text(), nullable=False, comment="what is decided already, as published"),
        sa.Column("who_decides", sa.Text(), nullable=False, comment="who decides and by when, as published"),
        sa.Column("opens_at", sa.DateTime(), nullable=False, comment="when the consultation opens"),
        sa.Column("closes_at", sa.DateTime(), nullable=False, comment="when the consultation closes"),
        sa.Column(
            "state", sa.String(length=20), nullable=False, comment="what staff decided about the consultation"
        ),
        sa.Column("document", sa.Text(), nullable=False, comment="pages and questions, as published"),
        sa.Column("document_version", sa.Integer(), nullable=False, comment="version of the questions"),
        sa.Column(
            "dates_reason",
            sa.Text(),
            nullable=False,
            comment="why an officer changed the dates, as published",
        ),
        sa.Column(
            "dates_salt",
            sa.LargeBinary(length=32),
            nullable=True,
            comment="random bytes mixed into the ledger's hash of that reason",
        ),
        sa.Column(
            "first_closes_at",
            sa.DateTime(),
            nullable=True,
            comment="when it was to close at first, once more time was given",
        ),
        sa.Column("withdrawn_on", sa.Date(), nullable=True, comment="day it was taken back"),
        sa.Column(
            "withdrawn_reason", sa.Text(), nullable=False, comment="why it was taken back, as published"
        ),
        sa.Column(
            "withdrawn_salt",
            sa.LargeBinary(length=32),
            nullable=True,
            comment="random bytes mixed into the ledger's hash of that reason",
        ),
        sa.Column(
            "closed_out_at",
            sa.DateTime(),
            nullable=True,
            comment="when equality answers were cut loose after the close",
        ),
        sa.Column(
            "reported_on",
            sa.Date(),
            nullable=True,
            comment="day the partnership reported on the consultation",
        ),
        sa.Column("version", sa.Integer(), nullable=False, comment="how often staff changed it"),
        sa.CheckConstraint(
            "state IN ('draft', 'ready', 'reported', 'answered', 'withdrawn')",
            name=op.f("ck_consultations_state"),
        ),
        sa.CheckConstraint("closes_at > opens_at", name=op.f("ck_consultations_window")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_consultations")),
        sa.UniqueConstraint("slug", name=op.f("uq_consultations_slug")),
        sqlite_with_rowid=False,
    )
    op.create_index(
        op.f("ix_consultations_state_closes_at_id"),
        "consultations",
        ["state", "closes_at", "id"],
        unique=False,
    )
    op.create_table(
        "other_consultations",
        sa.Column("id", sa.String(length=32), nullable=False, comment="random id"),
        sa.Column(
            "title", sa.String(length=200), nullable=False, comment="what the other body asks, as published"
        ),
        sa.Column("body", sa.String(length=200), nullable=False, comment="which body asks"),
        sa.Column("opens_on", sa.Date(), nullable=False, comment="its first day"),
        sa.Column("closes_on", sa.Date(), nullable=False, comment="its last day"),
        sa.Column("url", sa.String(length=500), nullable=False, comment="its address"),
        sa.Column(
            "family",
            sa.String(length=40),
            nullable=False,
            comment="kind of concern it is about, as a code; empty for several",
        ),
        sa.Column("findings", sa.Text(), nullable=False, comment="what we took from it, as published"),
        sa.Column("version", sa.Integer(), nullable=False, comment="how often staff changed it"),
        sa.CheckConstraint("closes_on >= opens_on", name=op.f("ck_other_consultations_days")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_other_consultations")),
        sqlite_with_rowid=False,
    )
    op.create_index(
        op.f("ix_other_consultations_closes_on_id"), "other_consultations", ["closes_on", "id"], unique=False
    )
    op.create_table(
        "consultation_equality_answers",
        sa.Column("id", sa.String(length=32), nullable=False, comment="random id"),
        sa.Column(
            "consultation_id",
            sa.String(length=32),
            nullable=False,
            comment="the consultation it was given in",
        ),
        sa.Column(
            "link",
            sa.String(length=32),
            nullable=True,
            comment="random key to the other answers, deleted when the consultation closes",
        ),
        sa.Column(
            "part", sa.String(length=20), nullable=False, comment="which optional question, such as age"
        ),
        sa.Column(
            "choice", sa.String(length=20), nullable=False, comment="the answer chosen, such as 35 to 44"
        ),
        sa.ForeignKeyConstraint(
            ["consultation_id"],
            ["consultations.id"],
            name=op.f("fk_consultation_equality_answers_consultation_id_consultations"),
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_consultation_equality_answers")),
        sqlite_with_rowid=False,
    )
    op.create_index(
        op.f("ix_consultation_equality_answers_consultation_id_part"),
        "consultation_equality_answers",
        ["consultation_id", "part"],
        unique=False,
    )
    op.create_index(
        op.f("ix_consultation_equality_answers_link"), "consultation_equality_answers", ["link"], unique=False
    )
    op.create_table(
        "consultation_facts",
        sa.Column(
            "consultation_id", sa.String(length=32), nullable=False, comment="the consultation they belong to"
        ),
        sa.Column("decides_on", sa.Date(), nullable=True, comment="day by which it is decided, as published"),
        sa.Column("reasons", sa.Text(), nullable=False, comment="the reasons, as published"),
        sa.Column(
            "evidence", sa.Text(), nullable=False, comment="names and addresses of papers, as published"
        ),
        sa.Column(
            "affected", sa.Text(), nullable=False, comment="groups affected most, as published; no person"
        ),
        sa.Column(
            "length_reason",
            sa.Text(),
            nullable=False,
            comment="why it is open for as long as it is, as published",
        ),
        sa.Column(
            "equality_url",
            sa.String(length=500),
            nullable=False,
            comment="address of the equality impact assessment",
        ),
        sa.Column(
            "equality_reason",
            sa.Text(),
            nullable=False,
            comment="why there is no equality impact assessment, as published",
        ),
        sa.Column(
            "dpia_url",
            sa.String(length=500),
            nullable=False,
            comment="address of the data protection impact assessment",
        ),
        sa.Column(
            "dpia_reason",
            sa.Text(),
            nullable=False,
            comment="why there is no data protection impact assessment, as published",
        ),
        sa.ForeignKeyConstraint(
            ["consultation_id"],
            ["consultations.id"],
            name=op.f("fk_consultation_facts_consultation_id_consultations"),
        ),
        sa.PrimaryKeyConstraint("consultation_id", name=op.f("pk_consultation_facts")),
        sqlite_with_rowid=False,
    )
    op.create_table(
        "consultation_labels",
        sa.Column(
            "consultation_id", sa.String(length=32), nullable=False, comment="the consultation it belongs to"
        ),
        sa.Column("kind", sa.String(length=10), nullable=False, comment="family, ward or audience"),
        sa.Column("code", sa.String(length=40), nullable=False, comment="which one, as a code"),
        sa.CheckConstraint(
            "kind IN ('family', 'ward', 'audience')", name=op.f("ck_consultation_labels_kind")
        ),
        sa.ForeignKeyConstraint(
            ["consultation_id"],
            ["consultations.id"],
            name=op.f("fk_consultation_labels_consultation_id_consultations"),
        ),
        sa.PrimaryKeyConstraint("consultation_id", "kind", "code", name=op.f("pk_consultation_labels")),
        sqlite_with_rowid=False,
    )
    op.create_index(
        op.f("ix_consultation_labels_kind_code_consultation_id"),
        "consultation_labels",
        ["kind", "code", "consultation_id"],
        unique=False,
    )
    op.create_table(
        "consultation_responses",
        sa.Column("id", sa.String(length=32), nullable=False, comment="random id"),
        sa.Column(
            "consultation_id",
            sa.String(length=32),
            nullable=False,
            comment="the consultation that was answered",
        ),
        sa.Column(
            "lookup",
            sa.LargeBinary(length=32),
            nullable=False,
            comment="keyed hash of the receipt, to find the answers again",
        ),
        sa.Column(
            "receipt_public",
            sa.LargeBinary(length=32),
            nullable=False,
            comment="public key made from the receipt, to which only the receipt holds the answer",
        ),
        sa.Column(
            "state", sa.String(length=12), nullable=False, comment="saved but not sent, sent, or withdrawn"
        ),
        sa.Column(
            "channel",
            sa.String(length=12),
            nullable=False,
            comment="how the answers reached us, such as the web",
        ),
        sa.Column(
            "document_version",
            sa.Integer(),
            nullable=False,
            comment="version of the questions that was answered",
        ),
        sa.Column(
            "answers",
            sa.Text(),
            nullable=True,
            comment="sent answers that were chosen from lists; nothing typed freely",
        ),
        sa.Column(
            "audience", sa.String(length=12), nullable=True, comment="lives here, works here, or visits"
        ),
        sa.Column(
            "ward", sa.String(length=20), nullable=True, comment="ward that was chosen, never a postcode"
        ),
        sa.Column(
            "own_copy",
            sa.LargeBinary(),
            nullable=True,
            comment="all answers encrypted under the receipt, which only the respondent can open",
        ),
        sa.Column(
            "digest",
            sa.LargeBinary(length=32),
            nullable=True,
            comment="hash of what was sent, keyed with the receipt, to know a repeat",
        ),
        sa.Column(
            "equality_link",
            sa.String(length=32),
            nullable=True,
            comment="random key to the equality answers, deleted when the consultation closes",
        ),
        sa.CheckConstraint(
            "audience IN ('resident', 'worker', 'visitor')", name=op.f("ck_consultation_responses_audience")
        ),
        sa.CheckConstraint("channel IN ('web')", name=op.f("ck_consultation_responses_channel")),
        sa.CheckConstraint(
            "state IN ('draft', 'sent', 'withdrawn')", name=op.f("ck_consultation_responses_state")
        ),
        sa.ForeignKeyConstraint(
            ["consultation_id"],
            ["consultations.id"],
            name=op.f("fk_consultation_responses_consultation_id_consultations"),
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_consultation_responses")),
        sa.UniqueConstraint("lookup", name=op.f("uq_consultation_responses_lookup")),
        sqlite_with_rowid=False,
    )
    op.create_index(
        op.f("ix_consultation_responses_consultation_id_state_id"),
        "consultation_responses",
        ["consultation_id", "state", "id"],
        unique=False,
    )
    op.create_table(
        "consultation_set_asides",
        sa.Column(
            "consultation_id", sa.String(length=32), nullable=False, comment="the consultation it was about"
        ),
        sa.Column("code", sa.String(length=20), nullable=False, comment="which finding, as a code"),
        sa.Column(
            "sentence", sa.Text(), nullable=False, comment="what the finding said when it was set aside"
        ),
        sa.Column("reason", sa.Text(), nullable=False, comment="the reason of whoever set it aside"),
        sa.Column(
            "salt",
            sa.LargeBinary(length=32),
            nullable=False,
            comment="random bytes mixed into the ledger's hash of that reason",
        ),
        sa.Column("set_on", sa.Date(), nullable=False, comment="day on which it was set aside"),
        sa.ForeignKeyConstraint(
            ["consultation_id"],
            ["consultations.id"],
            name=op.f("fk_consultation_set_asides_consultation_id_consultations"),
        ),
        sa.PrimaryKeyConstraint("consultation_id", "code", name=op.f("pk_consultation_set_asides")),
        sqlite_with_rowid=False,
    )
    op.create_table(
        "consultation_texts",
        sa.Column("id", sa.String(length=32), nullable=False, comment="random id"),
        sa.Column(
            "consultation_id",
            sa.String(length=32),
            nullable=False,
            comment="the consultation it was written in",
        ),
        sa.Column("response_id", sa.String(length=32), nullable=False, comment="the answers it belongs to"),
        sa.Column(
            "question", sa.String(length=50), nullable=False, comment="which question was answered in writing"
        ),
        sa.Column(
            "sealed",
            sa.LargeBinary(),
            nullable=True,
            comment="the text, sealed to the partnership's working key",
        ),
        sa.Column(
            "sealed_recovery",
            sa.LargeBinary(),
            nullable=True,
            comment="the text, sealed to the recovery key that is kept offline",
        ),
        sa.Column(
            "digest",
            sa.LargeBinary(length=32),
            nullable=True,
            comment="hash of the text, keyed with the receipt, to know an unchanged text",
        ),
        sa.Column(
            "state", sa.String(length=12), nullable=False, comment="waiting, cleared, declined or escalated"
        ),
        sa.Column("risk", sa.String(length=10), nullable=False, comment="whether its words suggest danger"),
        sa.Column(
            "flags", sa.String(length=200), nullable=False, comment="kinds of danger its words suggest"
        ),
        sa.Column(
            "enters_at",
            sa.DateTime(),
            nullable=False,
            comment="from when officers see it: the close, or the whole hour when danger was suggested; only the month once decided",
        ),
        sa.Column(
            "due_at",
            sa.DateTime(),
            nullable=False,
            comment="by when an officer should have looked, a whole staffed hour; only a month once decided",
        ),
        sa.Column(
            "sanitised", sa.Text(), nullable=True, comment="the officer's copy without personal details"
        ),
        sa.Column(
            "decline_code", sa.String(length=30), nullable=True, comment="why it was declined, as a code"
        ),
        sa.Column("decided_on", sa.Date(), nullable=True, comment="day of the officer's decision"),
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
        sa.Column("version", sa.Integer(), nullable=False, comment="how often it was changed or decided"),
        sa.CheckConstraint("risk IN ('high', 'normal')", name=op.f("ck_consultation_texts_risk")),
        sa.CheckConstraint(
            "state IN ('held', 'cleared', 'declined', 'escalated', 'dealt_with')",
            name=op.f("ck_consultation_texts_state"),
        ),
        sa.ForeignKeyConstraint(
            ["consultation_id"],
            ["consultations.id"],
            name=op.f("fk_consultation_texts_consultation_id_consultations"),
        ),
        sa.ForeignKeyConstraint(
            ["response_id"],
            ["consultation_responses.id"],
            name=op.f("fk_consultation_texts_response_id_consultation_responses"),
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_consultation_texts")),
        sqlite_with_rowid=False,
    )
    op.create_index(
        op.f("ix_consultation_texts_consultation_id_state"),
        "consultation_texts",
        ["consultation_id", "state"],
        unique=False,
    )
    op.create_index(
        op.f("ix_consultation_texts_response_id_question"),
        "consultation_texts",
        ["response_id", "question"],
        unique=True,
    )
    op.create_index(
        op.f("ix_consultation_texts_state_risk_due_at_id_enters_at"),
        "consultation_texts",
        ["state", "risk", "due_at", "id", "enters_at"],
        unique=False,
    )
    op.create_table(
        "consultation_copy_words",
        sa.Column(
            "text_id", sa.String(length=32), nullable=False, comment="the written answer it belongs to"
        ),
        sa.Column(
            "word",
            sa.String(length=40).with_variant(sa.String(length=40, collation="C"), "postgresql"),
            nullable=False,
            comment="a word of the officer's copy, to find it again",
        ),
        sa.ForeignKeyConstraint(
            ["text_id"],
            ["consultation_texts.id"],
            name=op.f("fk_consultation_copy_words_text_id_consultation_texts"),
            ondelete="CASCADE",
        ),
        sa.PrimaryKeyConstraint("text_id", "word", name=op.f("pk_consultation_copy_words")),
        sqlite_with_rowid=False,
    )
    op.create_index(
        "ix_consultation_copy_words_word", "consultation_copy_words", ["word", "text_id"], unique=False
    )
    op.create_table(
        "consultation_text_decisions",
        sa.Column("text_id", sa.String(length=32), nullable=False, comment="the text it was about"),
        sa.Column(
            "version",
            sa.Integer(),
            autoincrement=False,
            nullable=False,
            comment="version of the text after the decision",
        ),
        sa.Column("verb", sa.String(length=20), nullable=False, comment="what was decided, as a code"),
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
            comment="random bytes mixed into the ledger's hash of the reason",
        ),
        sa.CheckConstraint(
            "verb IN ('clear', 'decline', 'escalate', 'return', 'reopen')",
            name=op.f("ck_consultation_text_decisions_verb"),
        ),
        sa.ForeignKeyConstraint(
            ["text_id"],
            ["consultation_texts.id"],
            name=op.f("fk_consultation_text_decisions_text_id_consultation_texts"),
        ),
        sa.PrimaryKeyConstraint("text_id", "version", name=op.f("pk_consultation_text_decisions")),
        sqlite_with_rowid=False,
    )


def downgrade() -> None:
    """Take them away again."""
    op.drop_table("consultation_text_decisions")
    op.drop_table("consultation_copy_words")
    op.drop_table("consultation_texts")
    op.drop_table("consultation_set_asides")
    op.drop_table("consultation_responses")
    op.drop_table("consultation_labels")
    op.drop_table("consultation_facts")
    op.drop_table("consultation_equality_answers")
    op.drop_table("other_consultations")
    op.drop_table("consultations")
