"""Consultations, answers and what was written."""

import sqlalchemy as sa
from alembic import op

revision = "0011_consultations"
down_revision = "0010_concerns"
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
        "kept_questions",
        sa.Column("id", sa.String(length=32), nullable=False, comment="random id"),
        sa.Column("title", sa.Text(), nullable=False, comment="the question's words, as officers wrote them"),
        sa.Column(
            "question", sa.Text(), nullable=False, comment="its kind and answers, as officers wrote them"
        ),
        sa.Column("kept_on", sa.Date(), nullable=False, comment="day on which an officer kept it"),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_kept_questions")),
        sa.UniqueConstraint("title", name=op.f("uq_kept_questions_title")),
        sqlite_with_rowid=False,
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
        op.f("ix_other_consultations_body_id"), "other_consultations", ["body", "id"], unique=False
    )
    op.create_index(
        op.f("ix_other_consultations_closes_on_id"), "other_consultations", ["closes_on", "id"], unique=False
    )
    op.create_index(
        op.f("ix_other_consultations_title_id"), "other_consultations", ["title", "id"], unique=False
    )
    op.create_table(
        "consultation_afterwards",
        sa.Column(
            "consultation_id", sa.String(length=32), nullable=False, comment="the consultation we answer"
        ),
        sa.Column("answered_on", sa.Date(), nullable=True, comment="day on which our answer was complete"),
        sa.Column(
            "late_reason", sa.Text(), nullable=False, comment="why our answer takes longer, as published"
        ),
        sa.Column(
            "late_salt",
            sa.LargeBinary(length=32),
            nullable=True,
            comment="random bytes mixed into the ledger's hash of that reason",
        ),
        sa.Column(
            "promised_on",
            sa.Date(),
            nullable=True,
            comment="day by which we promise our answer when it is late",
        ),
        sa.Column(
            "reminded",
            sa.String(length=60),
            nullable=False,
            comment="which reminders about the answer were written to officers, as codes",
        ),
        sa.Column("version", sa.Integer(), nullable=False, comment="how often officers changed it"),
        sa.ForeignKeyConstraint(
            ["consultation_id"],
            ["consultations.id"],
            name=op.f("fk_consultation_afterwards_consultation_id_consultations"),
        ),
        sa.PrimaryKeyConstraint("consultation_id", name=op.f("pk_consultation_afterwards")),
        sqlite_with_rowid=False,
    )
    op.create_table(
        "consultation_batches",
        sa.Column("id", sa.String(length=32), nullable=False, comment="random id"),
        sa.Column(
            "consultation_id",
            sa.String(length=32),
            nullable=False,
            comment="the consultation the papers answer",
        ),
        sa.Column(
            "number", sa.Integer(), nullable=False, comment="number of the pile within the consultation"
        ),
        sa.Column(
            "name",
            sa.String(length=80),
            nullable=False,
            comment="where the pile came from, such as a library",
        ),
        sa.Column(
            "state", sa.String(length=12), nullable=False, comment="being typed, being checked, or counted"
        ),
        sa.Column(
            "released_why",
            sa.Text(),
            nullable=False,
            comment="why it counts without its second typing, as published",
        ),
        sa.Column(
            "released_salt",
            sa.LargeBinary(length=32),
            nullable=True,
            comment="random bytes mixed into the ledger's hash of that reason",
        ),
        sa.CheckConstraint(
            "state IN ('open', 'checking', 'counted')", name=op.f("ck_consultation_batches_state")
        ),
        sa.ForeignKeyConstraint(
            ["consultation_id"],
            ["consultations.id"],
            name=op.f("fk_consultation_batches_consultation_id_consultations"),
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_consultation_batches")),
        sqlite_with_rowid=False,
    )
    op.create_index(
        op.f("ix_consultation_batches_consultation_id_number"),
        "consultation_batches",
        ["consultation_id", "number"],
        unique=True,
    )
    op.create_table(
        "consultation_considered",
        sa.Column("id", sa.String(length=32), nullable=False, comment="random id"),
        sa.Column(
            "consultation_id", sa.String(length=32), nullable=False, comment="the consultation it belongs to"
        ),
        sa.Column(
            "considered_on", sa.Date(), nullable=False, comment="day on which the body looked at the results"
        ),
        sa.Column(
            "body",
            sa.String(length=60),
            nullable=False,
            comment="the body or role that looked, never a person",
        ),
        sa.Column("what", sa.Text(), nullable=False, comment="which results it looked at"),
        sa.Column(
            "changed", sa.Text(), nullable=False, comment="what changed because of it, or that nothing did"
        ),
        sa.ForeignKeyConstraint(
            ["consultation_id"],
            ["consultations.id"],
            name=op.f("fk_consultation_considered_consultation_id_consultations"),
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_consultation_considered")),
        sqlite_with_rowid=False,
    )
    op.create_index(
        op.f("ix_consultation_considered_consultation_id_considered_on_id"),
        "consultation_considered",
        ["consultation_id", "considered_on", "id"],
        unique=False,
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
        "consultation_events",
        sa.Column("id", sa.String(length=32), nullable=False, comment="random id"),
        sa.Column(
            "consultation_id",
            sa.String(length=32),
            nullable=False,
            comment="the consultation that is answered there",
        ),
        sa.Column("code", sa.String(length=8), nullable=False, comment="public code in the event's link"),
        sa.Column("name", sa.String(length=80), nullable=False, comment="what the event is called"),
        sa.Column("place", sa.String(length=120), nullable=False, comment="where it is"),
        sa.Column("first_day", sa.Date(), nullable=False, comment="its first day"),
        sa.Column("last_day", sa.Date(), nullable=False, comment="its last day"),
        sa.Column(
            "clear_after", sa.Integer(), nullable=False, comment="seconds until a left screen is cleared"
        ),
        sa.Column("stopped", sa.Boolean(), nullable=False, comment="whether it was stopped early"),
        sa.CheckConstraint("last_day >= first_day", name=op.f("ck_consultation_events_days")),
        sa.ForeignKeyConstraint(
            ["consultation_id"],
            ["consultations.id"],
            name=op.f("fk_consultation_events_consultation_id_consultations"),
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_consultation_events")),
        sa.UniqueConstraint("code", name=op.f("uq_consultation_events_code")),
        sqlite_with_rowid=False,
    )
    op.create_index(
        op.f("ix_consultation_events_consultation_id"),
        "consultation_events",
        ["consultation_id"],
        unique=False,
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
        "consultation_findings",
        sa.Column("id", sa.String(length=32), nullable=False, comment="random id"),
        sa.Column(
            "consultation_id", sa.String(length=32), nullable=False, comment="the consultation it belongs to"
        ),
        sa.Column("number", sa.Integer(), nullable=False, comment="its place among the findings"),
        sa.Column(
            "said", sa.Text(), nullable=False, comment="what people said, in an officer's words, as published"
        ),
        sa.Column(
            "question",
            sa.String(length=50),
            nullable=False,
            comment="question whose figures stand behind it; empty for none",
        ),
        sa.Column(
            "verdict",
            sa.String(length=12),
            nullable=False,
            comment="whether we do what was said, partly do it, or do not",
        ),
        sa.Column(
            "outcome_id",
            sa.String(length=32),
            nullable=False,
            comment="the outcome with decision, reason and action",
        ),
        sa.Column("version", sa.Integer(), nullable=False, comment="how often officers changed it"),
        sa.CheckConstraint(
            "verdict IN ('accepted', 'partly', 'rejected')", name=op.f("ck_consultation_findings_verdict")
        ),
        sa.ForeignKeyConstraint(
            ["consultation_id"],
            ["consultations.id"],
            name=op.f("fk_consultation_findings_consultation_id_consultations"),
        ),
        sa.ForeignKeyConstraint(
            ["outcome_id"], ["outcomes.id"], name=op.f("fk_consultation_findings_outcome_id_outcomes")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_consultation_findings")),
        sa.UniqueConstraint("outcome_id", name=op.f("uq_consultation_findings_outcome_id")),
        sqlite_with_rowid=False,
    )
    op.create_index(
        op.f("ix_consultation_findings_consultation_id_number_id"),
        "consultation_findings",
        ["consultation_id", "number", "id"],
        unique=False,
    )
    op.create_table(
        "consultation_invitation_batches",
        sa.Column("id", sa.String(length=32), nullable=False, comment="random id"),
        sa.Column(
            "consultation_id", sa.String(length=32), nullable=False, comment="the consultation they open"
        ),
        sa.Column("name", sa.String(length=80), nullable=False, comment="what the codes are for"),
        sa.Column("kind", sa.String(length=12), nullable=False, comment="for groups or for households"),
        sa.Column("number", sa.Integer(), nullable=False, comment="how many codes were made"),
        sa.Column("made_on", sa.Date(), nullable=False, comment="day they were made"),
        sa.CheckConstraint(
            "kind IN ('groups', 'households')", name=op.f("ck_consultation_invitation_batches_kind")
        ),
        sa.ForeignKeyConstraint(
            ["consultation_id"],
            ["consultations.id"],
            name=op.f("fk_consultation_invitation_batches_consultation_id_consultations"),
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_consultation_invitation_batches")),
        sqlite_with_rowid=False,
    )
    op.create_index(
        op.f("ix_consultation_invitation_batches_consultation_id"),
        "consultation_invitation_batches",
        ["consultation_id"],
        unique=False,
    )
    op.create_table(
        "consultation_invited_only",
        sa.Column("consultation_id", sa.String(length=32), nullable=False, comment="the consultation"),
        sa.ForeignKeyConstraint(
            ["consultation_id"],
            ["consultations.id"],
            name=op.f("fk_consultation_invited_only_consultation_id_consultations"),
        ),
        sa.PrimaryKeyConstraint("consultation_id", name=op.f("pk_consultation_invited_only")),
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
        "consultation_outreach",
        sa.Column("id", sa.String(length=32), nullable=False, comment="random id"),
        sa.Column(
            "consultation_id", sa.String(length=32), nullable=False, comment="the consultation it belongs to"
        ),
        sa.Column("done_on", sa.Date(), nullable=False, comment="day on which we went out to people"),
        sa.Column(
            "place", sa.String(length=200), nullable=False, comment="where we went out to people, in words"
        ),
        sa.Column(
            "ward", sa.String(length=20), nullable=False, comment="ward of that place; empty for several"
        ),
        sa.Column("channel", sa.String(length=20), nullable=False, comment="how people could answer there"),
        sa.Column(
            "body", sa.String(length=60), nullable=False, comment="the body or role that went, never a person"
        ),
        sa.Column(
            "aimed_at",
            sa.String(length=40),
            nullable=False,
            comment="group of people it was for, as a code; empty for everybody",
        ),
        sa.ForeignKeyConstraint(
            ["consultation_id"],
            ["consultations.id"],
            name=op.f("fk_consultation_outreach_consultation_id_consultations"),
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_consultation_outreach")),
        sqlite_with_rowid=False,
    )
    op.create_index(
        op.f("ix_consultation_outreach_consultation_id_done_on_id"),
        "consultation_outreach",
        ["consultation_id", "done_on", "id"],
        unique=False,
    )
    op.create_table(
        "consultation_previews",
        sa.Column(
            "consultation_id",
            sa.String(length=32),
            nullable=False,
            comment="the consultation that can be looked at",
        ),
        sa.Column(
            "salt",
            sa.LargeBinary(length=32),
            nullable=False,
            comment="random bytes from which, with a key kept elsewhere, the link is made",
        ),
        sa.Column("ends_at", sa.DateTime(), nullable=False, comment="until when the link works"),
        sa.ForeignKeyConstraint(
            ["consultation_id"],
            ["consultations.id"],
            name=op.f("fk_consultation_previews_consultation_id_consultations"),
        ),
        sa.PrimaryKeyConstraint("consultation_id", name=op.f("pk_consultation_previews")),
        sqlite_with_rowid=False,
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
        sa.CheckConstraint(
            "channel IN ('web', 'paper', 'event', 'telephone', 'invitation')",
            name=op.f("ck_consultation_responses_channel"),
        ),
        sa.CheckConstraint(
            "state IN ('draft', 'sent', 'withdrawn', 'entered')", name=op.f("ck_consultation_responses_state")
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
        "consultation_result_notes",
        sa.Column("id", sa.String(length=32), nullable=False, comment="random id"),
        sa.Column(
            "consultation_id", sa.String(length=32), nullable=False, comment="the consultation it belongs to"
        ),
        sa.Column("noted_on", sa.Date(), nullable=False, comment="day of the note"),
        sa.Column("words", sa.Text(), nullable=False, comment="the note about the figures, as published"),
        sa.ForeignKeyConstraint(
            ["consultation_id"],
            ["consultations.id"],
            name=op.f("fk_consultation_result_notes_consultation_id_consultations"),
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_consultation_result_notes")),
        sqlite_with_rowid=False,
    )
    op.create_index(
        op.f("ix_consultation_result_notes_consultation_id_noted_on_id"),
        "consultation_result_notes",
        ["consultation_id", "noted_on", "id"],
        unique=False,
    )
    op.create_table(
        "consultation_results",
        sa.Column(
            "consultation_id",
            sa.String(length=32),
            nullable=False,
            comment="the consultation that was counted",
        ),
        sa.Column(
            "content", sa.Text(), nullable=False, comment="published figures, with small numbers left out"
        ),
        sa.Column(
            "digest",
            sa.String(length=64),
            nullable=False,
            comment="SHA-256 of the figures, so that none changes",
        ),
        sa.Column("frozen_on", sa.Date(), nullable=False, comment="day on which the figures were counted"),
        sa.ForeignKeyConstraint(
            ["consultation_id"],
            ["consultations.id"],
            name=op.f("fk_consultation_results_consultation_id_consultations"),
        ),
        sa.PrimaryKeyConstraint("consultation_id", name=op.f("pk_consultation_results")),
        sqlite_with_rowid=False,
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
        "consultation_versions",
        sa.Column(
            "consultation_id",
            sa.String(length=32),
            nullable=False,
            comment="the consultation whose questions they are",
        ),
        sa.Column(
            "number", sa.Integer(), autoincrement=False, nullable=False, comment="version of the questions"
        ),
        sa.Column(
            "document", sa.Text(), nullable=False, comment="pages and questions as they stood in this version"
        ),
        sa.Column(
            "done", sa.String(length=20), nullable=False, comment="what an officer did to reach it, as a code"
        ),
        sa.Column("made_on", sa.Date(), nullable=False, comment="day on which an officer made this version"),
        sa.Column(
            "reason", sa.Text(), nullable=False, comment="the officer's reason for correcting published words"
        ),
        sa.Column(
            "salt",
            sa.LargeBinary(length=32),
            nullable=True,
            comment="random bytes mixed into the ledger's hash of that reason",
        ),
        sa.CheckConstraint(
            "done IN ('begun', 'page_added', 'page_changed', 'page_moved', 'page_dropped', 'question_added', 'question_changed', 'question_moved', 'question_dropped', 'route_changed', 'taken_back', 'corrected')",
            name=op.f("ck_consultation_versions_done"),
        ),
        sa.ForeignKeyConstraint(
            ["consultation_id"],
            ["consultations.id"],
            name=op.f("fk_consultation_versions_consultation_id_consultations"),
        ),
        sa.PrimaryKeyConstraint("consultation_id", "number", name=op.f("pk_consultation_versions")),
        sqlite_with_rowid=False,
    )
    op.create_table(
        "consultation_arrivals",
        sa.Column("response_id", sa.String(length=32), nullable=False, comment="the answers"),
        sa.Column("batch_id", sa.String(length=32), nullable=True, comment="the pile of paper they came in"),
        sa.Column("event_id", sa.String(length=32), nullable=True, comment="the event they were given at"),
        sa.Column(
            "invitation_batch_id",
            sa.String(length=32),
            nullable=True,
            comment="the set of invitations they came by; never which one",
        ),
        sa.Column(
            "entered_by",
            sa.String(length=32),
            nullable=True,
            comment="account of the officer who typed them in; emptied after the report",
        ),
        sa.ForeignKeyConstraint(
            ["batch_id"],
            ["consultation_batches.id"],
            name=op.f("fk_consultation_arrivals_batch_id_consultation_batches"),
        ),
        sa.ForeignKeyConstraint(
            ["event_id"],
            ["consultation_events.id"],
            name=op.f("fk_consultation_arrivals_event_id_consultation_events"),
        ),
        sa.ForeignKeyConstraint(
            ["invitation_batch_id"],
            ["consultation_invitation_batches.id"],
            name=op.f("fk_consultation_arrivals_invitation_batch_id_consultation_invitation_batches"),
        ),
        sa.ForeignKeyConstraint(
            ["response_id"],
            ["consultation_responses.id"],
            name=op.f("fk_consultation_arrivals_response_id_consultation_responses"),
            ondelete="CASCADE",
        ),
        sa.PrimaryKeyConstraint("response_id", name=op.f("pk_consultation_arrivals")),
        sqlite_with_rowid=False,
    )
    op.create_index(
        op.f("ix_consultation_arrivals_event_id"), "consultation_arrivals", ["event_id"], unique=False
    )
    op.create_index(
        op.f("ix_consultation_arrivals_invitation_batch_id"),
        "consultation_arrivals",
        ["invitation_batch_id"],
        unique=False,
    )
    op.create_table(
        "consultation_invitations",
        sa.Column("id", sa.String(length=32), nullable=False, comment="random id"),
        sa.Column("batch_id", sa.String(length=32), nullable=False, comment="the codes it was made with"),
        sa.Column(
            "lookup",
            sa.LargeBinary(length=32),
            nullable=False,
            comment="keyed hash of the code, to know it again",
        ),
        sa.Column("used", sa.Boolean(), nullable=False, comment="whether somebody answered with it"),
        sa.ForeignKeyConstraint(
            ["batch_id"],
            ["consultation_invitation_batches.id"],
            name=op.f("fk_consultation_invitations_batch_id_consultation_invitation_batches"),
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_consultation_invitations")),
        sa.UniqueConstraint("lookup", name=op.f("uq_consultation_invitations_lookup")),
        sqlite_with_rowid=False,
    )
    op.create_index(
        op.f("ix_consultation_invitations_batch_id_used"),
        "consultation_invitations",
        ["batch_id", "used"],
        unique=False,
    )
    op.create_table(
        "consultation_sheets",
        sa.Column("id", sa.String(length=32), nullable=False, comment="random id"),
        sa.Column("batch_id", sa.String(length=32), nullable=False, comment="its pile"),
        sa.Column(
            "number", sa.Integer(), nullable=False, comment="number written on the paper, within its pile"
        ),
        sa.Column("response_id", sa.String(length=32), nullable=False, comment="the answers on it"),
        sa.Column(
            "left_out",
            sa.Text(),
            nullable=False,
            comment="questions that had to be answered and were not, as codes",
        ),
        sa.Column(
            "unclear",
            sa.Text(),
            nullable=False,
            comment="questions whose answer could not be read or did not fit, as codes",
        ),
        sa.Column("sampled", sa.Boolean(), nullable=False, comment="whether it is to be typed a second time"),
        sa.Column(
            "second_by",
            sa.String(length=32),
            nullable=True,
            comment="account that typed it the second time; emptied after the report",
        ),
        sa.Column("checked", sa.Boolean(), nullable=False, comment="whether it was typed twice"),
        sa.Column("fields", sa.Integer(), nullable=False, comment="how many fields were compared"),
        sa.Column("different", sa.Integer(), nullable=False, comment="how many of them differed"),
        sa.ForeignKeyConstraint(
            ["batch_id"],
            ["consultation_batches.id"],
            name=op.f("fk_consultation_sheets_batch_id_consultation_batches"),
        ),
        sa.ForeignKeyConstraint(
            ["response_id"],
            ["consultation_responses.id"],
            name=op.f("fk_consultation_sheets_response_id_consultation_responses"),
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_consultation_sheets")),
        sa.UniqueConstraint("response_id", name=op.f("uq_consultation_sheets_response_id")),
        sqlite_with_rowid=False,
    )
    op.create_index(
        op.f("ix_consultation_sheets_batch_id_number"),
        "consultation_sheets",
        ["batch_id", "number"],
        unique=True,
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
            "signature",
            sa.LargeBinary(length=516),
            nullable=True,
            comment="keyed hashes that show how much a text has in common with others, and nothing of what it says; emptied 30 days after the close, when its key is destroyed",
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
        "consultation_sheet_differences",
        sa.Column("sheet_id", sa.String(length=32), nullable=False, comment="the paper it is on"),
        sa.Column(
            "part", sa.String(length=60), nullable=False, comment="question it is the answer to, as a code"
        ),
        sa.Column(
            "second",
            sa.Text(),
            nullable=True,
            comment="what was typed the second time, where it was chosen from a list",
        ),
        sa.Column(
            "sealed",
            sa.LargeBinary(),
            nullable=True,
            comment="what was typed freely the second time, sealed to the working key",
        ),
        sa.Column(
            "sealed_recovery",
            sa.LargeBinary(),
            nullable=True,
            comment="what was typed freely the second time, sealed to the recovery key",
        ),
        sa.Column("chosen", sa.String(length=8), nullable=True, comment="which typing the paper says"),
        sa.CheckConstraint(
            "chosen IN ('first', 'second', 'third')", name=op.f("ck_consultation_sheet_differences_chosen")
        ),
        sa.ForeignKeyConstraint(
            ["sheet_id"],
            ["consultation_sheets.id"],
            name=op.f("fk_consultation_sheet_differences_sheet_id_consultation_sheets"),
        ),
        sa.PrimaryKeyConstraint("sheet_id", "part", name=op.f("pk_consultation_sheet_differences")),
        sqlite_with_rowid=False,
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
    op.drop_table("consultation_sheet_differences")
    op.drop_table("consultation_copy_words")
    op.drop_table("consultation_texts")
    op.drop_table("consultation_sheets")
    op.drop_table("consultation_invitations")
    op.drop_table("consultation_arrivals")
    op.drop_table("consultation_versions")
    op.drop_table("consultation_set_asides")
    op.drop_table("consultation_results")
    op.drop_table("consultation_result_notes")
    op.drop_table("consultation_responses")
    op.drop_table("consultation_previews")
    op.drop_table("consultation_outreach")
    op.drop_table("consultation_labels")
    op.drop_table("consultation_invited_only")
    op.drop_table("consultation_invitation_batches")
    op.drop_table("consultation_findings")
    op.drop_table("consultation_facts")
    op.drop_table("consultation_events")
    op.drop_table("consultation_equality_answers")
    op.drop_table("consultation_considered")
    op.drop_table("consultation_batches")
    op.drop_table("consultation_afterwards")
    op.drop_table("other_consultations")
    op.drop_table("kept_questions")
    op.drop_table("consultations")
