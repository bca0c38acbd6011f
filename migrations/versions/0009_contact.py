"""Cases, complaints and questions that people bring."""

import sqlalchemy as sa
from alembic import op

revision = "0009_contact"
down_revision = "0008_news"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Make the tables."""
    op.create_table(
        "contact_cases",
        sa.Column("id", sa.String(length=32), nullable=False, comment="random id of the case"),
        sa.Column("lookup", sa.LargeBinary(length=32), nullable=False, comment="keyed digest of the receipt"),
        sa.Column(
            "writer_public",
            sa.LargeBinary(length=32),
            nullable=False,
            comment="public key that only the receipt opens",
        ),
        sa.Column(
            "digest",
            sa.LargeBinary(length=32),
            nullable=False,
            comment="digest of what was sent, keyed with the receipt, to know a repeat",
        ),
        sa.Column(
            "kind",
            sa.String(length=12),
            nullable=False,
            comment="whether it is a question, a complaint, or about the writer",
        ),
        sa.Column(
            "wants", sa.String(length=60), nullable=False, comment="what the writer wants done, as codes"
        ),
        sa.Column(
            "agency",
            sa.String(length=60),
            nullable=False,
            comment="the organisation it is about or went to, as a code",
        ),
        sa.Column(
            "sealed_working",
            sa.LargeBinary(),
            nullable=False,
            comment="what was written and how to reach the writer, sealed to the officers' key",
        ),
        sa.Column(
            "sealed_recovery",
            sa.LargeBinary(),
            nullable=False,
            comment="the same, sealed to a recovery key that is kept offline",
        ),
        sa.Column(
            "sealed_for_writer",
            sa.LargeBinary(),
            nullable=False,
            comment="the day of writing, sealed to the receipt",
        ),
        sa.Column("state", sa.String(length=20), nullable=False, comment="where the case stands"),
        sa.Column("risk", sa.String(length=10), nullable=False, comment="whether its words suggest danger"),
        sa.Column(
            "flags",
            sa.String(length=300),
            nullable=False,
            comment="kinds of danger its words suggest, as codes",
        ),
        sa.Column("received_on", sa.Date(), nullable=False, comment="day the case came"),
        sa.Column(
            "due_at",
            sa.DateTime(),
            nullable=False,
            comment="end of the day, or the whole hour, by which the next step is due",
        ),
        sa.Column(
            "extended", sa.Boolean(), nullable=False, comment="whether the time to answer was extended"
        ),
        sa.Column("acknowledged_on", sa.Date(), nullable=True, comment="day we said that we have it"),
        sa.Column(
            "message_waiting",
            sa.Boolean(),
            nullable=False,
            comment="whether a message of the writer is unread",
        ),
        sa.Column(
            "copy",
            sa.Text(),
            nullable=True,
            comment="an accepted question in an officer's words, without personal details",
        ),
        sa.Column(
            "code", sa.String(length=20), nullable=True, comment="why it was refused or declined, as a code"
        ),
        sa.Column(
            "lead_by",
            sa.DateTime(),
            nullable=True,
            comment="whole hour by which a safeguarding lead has to open it; empty once one did",
        ),
        sa.Column("answer", sa.Text(), nullable=True, comment="the board's answer as everybody can read it"),
        sa.Column("answered_on", sa.Date(), nullable=True, comment="day of the board's answer"),
        sa.Column("ended_on", sa.Date(), nullable=True, comment="day the case ended"),
        sa.Column(
            "version", sa.Integer(), nullable=False, comment="how often the case was changed or decided"
        ),
        sa.CheckConstraint(
            "kind IN ('about_me', 'complaint', 'question')", name=op.f("ck_contact_cases_kind_known")
        ),
        sa.CheckConstraint("risk IN ('high', 'normal')", name=op.f("ck_contact_cases_risk_known")),
        sa.CheckConstraint(
            "state IN ('received', 'acknowledged', 'identity_asked', 'answered', 'refused', 'passed_on', 'closed', 'held', 'escalated', 'accepted', 'declined', 'dealt_with')",
            name=op.f("ck_contact_cases_state_known"),
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_contact_cases")),
        sa.UniqueConstraint("lookup", name=op.f("uq_contact_cases_lookup")),
        sqlite_with_rowid=False,
    )
    op.create_index("ix_contact_cases_due", "contact_cases", ["due_at", "id"], unique=False)
    op.create_index("ix_contact_cases_ended", "contact_cases", ["ended_on"], unique=False)
    op.create_index(
        "ix_contact_cases_queue", "contact_cases", ["state", "risk", "due_at", "id"], unique=False
    )
    op.create_index("ix_contact_cases_received", "contact_cases", ["received_on", "id"], unique=False)
    op.create_table(
        "contact_messages",
        sa.Column("id", sa.String(length=32), nullable=False, comment="random id of the message"),
        sa.Column("case_id", sa.String(length=32), nullable=False, comment="the case it belongs to"),
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
            comment="what was written, sealed to the officers' key",
        ),
        sa.Column(
            "sealed_recovery",
            sa.LargeBinary(),
            nullable=False,
            comment="the same, sealed to a recovery key that is kept offline",
        ),
        sa.Column("written_on", sa.Date(), nullable=False, comment="day the message came"),
        sa.ForeignKeyConstraint(
            ["case_id"],
            ["contact_cases.id"],
            name=op.f("fk_contact_messages_case_id_contact_cases"),
            ondelete="CASCADE",
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_contact_messages")),
        sa.UniqueConstraint("case_id", "digest", name=op.f("uq_contact_messages_case_id_digest")),
        sqlite_with_rowid=False,
    )
    op.create_table(
        "contact_steps",
        sa.Column("case_id", sa.String(length=32), nullable=False, comment="the case"),
        sa.Column(
            "version",
            sa.Integer(),
            autoincrement=False,
            nullable=False,
            comment="version of the case after the step",
        ),
        sa.Column("verb", sa.String(length=20), nullable=False, comment="what was done"),
        sa.Column("done_on", sa.Date(), nullable=False, comment="day of the step"),
        sa.Column("reason", sa.Text(), nullable=False, comment="the officer's reason"),
        sa.Column(
            "salt",
            sa.LargeBinary(length=32),
            nullable=False,
            comment="random salt of the reason's hash in the ledger",
        ),
        sa.Column(
            "letter_for_writer", sa.LargeBinary(), nullable=True, comment="our letter, sealed to the receipt"
        ),
        sa.Column(
            "letter_working",
            sa.LargeBinary(),
            nullable=True,
            comment="our letter, sealed to the officers' key",
        ),
        sa.Column(
            "letter_recovery",
            sa.LargeBinary(),
            nullable=True,
            comment="our letter, sealed to a recovery key that is kept offline",
        ),
        sa.CheckConstraint(
            "verb IN ('acknowledge', 'ask_identity', 'extend', 'answer', 'refuse', 'pass_on', 'close', 'reopen', 'accept', 'decline', 'escalate', 'return')",
            name=op.f("ck_contact_steps_verb_known"),
        ),
        sa.ForeignKeyConstraint(
            ["case_id"],
            ["contact_cases.id"],
            name=op.f("fk_contact_steps_case_id_contact_cases"),
            ondelete="CASCADE",
        ),
        sa.PrimaryKeyConstraint("case_id", "version", name=op.f("pk_contact_steps")),
        sqlite_with_rowid=False,
    )


def downgrade() -> None:
    """Take them away again."""
    op.drop_table("contact_steps")
    op.drop_table("contact_messages")
    op.drop_table("contact_cases")
