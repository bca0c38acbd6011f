"""Councillors' referrals and their clocks."""

import sqlalchemy as sa
from alembic import op

revision = "0013_referrals"
down_revision = "0012_moderation"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Make the tables."""
    op.create_table(
        "committee_programmes",
        sa.Column("id", sa.String(length=32), nullable=False, comment="random id of the programme"),
        sa.Column("year", sa.String(length=7), nullable=False, comment="the year, as 2026-27"),
        sa.Column(
            "items", sa.Text(), nullable=False, comment="what the committee means to look at, one a line"
        ),
        sa.Column("consulted_on", sa.Date(), nullable=True, comment="day the partners were asked"),
        sa.Column("agreed_on", sa.Date(), nullable=True, comment="day the partners agreed to it"),
        sa.Column(
            "agreed_with", sa.String(length=300), nullable=False, comment="authorities that agreed, as codes"
        ),
        sa.Column("version", sa.Integer(), nullable=False, comment="how often the programme was changed"),
        sa.Column(
            "changed_at", sa.DateTime(), nullable=False, comment="when staff last changed the programme"
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_committee_programmes")),
        sa.UniqueConstraint("year", name=op.f("uq_committee_programmes_year")),
        sqlite_with_rowid=False,
    )
    op.create_table(
        "committee_seats",
        sa.Column("account_id", sa.String(length=32), nullable=False, comment="id of the account"),
        sa.Column("since", sa.Date(), nullable=False, comment="day from which the councillor sits on it"),
        sa.PrimaryKeyConstraint("account_id", name=op.f("pk_committee_seats")),
        sqlite_with_rowid=False,
    )
    op.create_table(
        "committee_sittings",
        sa.Column("id", sa.String(length=32), nullable=False, comment="random id of the sitting"),
        sa.Column("on", sa.Date(), nullable=False, comment="day of the sitting"),
        sa.Column(
            "begins", sa.String(length=5), nullable=False, comment="time it begins, as the notice says"
        ),
        sa.Column("place", sa.String(length=200), nullable=False, comment="where the committee sits"),
        sa.Column(
            "for_crime",
            sa.Boolean(),
            nullable=False,
            comment="whether it sits as the crime and disorder committee",
        ),
        sa.Column(
            "state", sa.String(length=10), nullable=False, comment="whether it is planned, held or called off"
        ),
        sa.Column(
            "moved_from", sa.Date(), nullable=True, comment="day it was to be held before it was moved"
        ),
        sa.Column(
            "note",
            sa.Text(),
            nullable=False,
            comment="why it was moved or called off, or what was dealt with",
        ),
        sa.Column("version", sa.Integer(), nullable=False, comment="how often the sitting was changed"),
        sa.Column("changed_at", sa.DateTime(), nullable=False, comment="when staff last changed the sitting"),
        sa.CheckConstraint(
            "state IN ('planned', 'held', 'called_off')", name=op.f("ck_committee_sittings_state_known")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_committee_sittings")),
        sqlite_with_rowid=False,
    )
    op.create_index(
        "ix_committee_sittings_day", "committee_sittings", ["for_crime", "state", "on", "id"], unique=False
    )
    op.create_index("ix_committee_sittings_listed", "committee_sittings", ["on", "id"], unique=False)
    op.create_table(
        "referrals",
        sa.Column("id", sa.String(length=32), nullable=False, comment="random id of the referral"),
        sa.Column(
            "reference",
            sa.String(length=16),
            nullable=True,
            comment="public reference of the referral, given when it is sent",
        ),
        sa.Column(
            "member_id", sa.String(length=32), nullable=False, comment="id of the councillor's account"
        ),
        sa.Column(
            "on_committee",
            sa.Boolean(),
            nullable=False,
            comment="whether the councillor sat on the committee when sending it",
        ),
        sa.Column("state", sa.String(length=24), nullable=False, comment="where the referral stands"),
        sa.Column("ward", sa.String(length=20), nullable=False, comment="ward the councillor is elected for"),
        sa.Column(
            "title", sa.String(length=120), nullable=False, comment="what the matter is called on an agenda"
        ),
        sa.Column("subtopic", sa.String(length=60), nullable=False, comment="kind of matter, as a code"),
        sa.Column(
            "sensitive",
            sa.Boolean(),
            nullable=False,
            comment="whether the public register only counts the referral",
        ),
        sa.Column(
            "about", sa.Text(), nullable=False, comment="what the matter is, in the councillor's words"
        ),
        sa.Column(
            "part",
            sa.String(length=300),
            nullable=False,
            comment="part of the ward it is about, empty for all of it",
        ),
        sa.Column(
            "raised_by",
            sa.String(length=12),
            nullable=False,
            comment="whether whoever raised it lives or works there, never who it was",
        ),
        sa.Column("efforts", sa.Text(), nullable=False, comment="what was tried before, with whom and when"),
        sa.Column("outcome", sa.Text(), nullable=False, comment="what the councillor wants to come of it"),
        sa.Column(
            "authorities", sa.String(length=300), nullable=False, comment="authorities it concerns, as codes"
        ),
        sa.Column(
            "exclusions",
            sa.String(length=200),
            nullable=False,
            comment="reasons that may speak against it, as codes the councillor ticked",
        ),
        sa.Column(
            "exclusions_read",
            sa.Boolean(),
            nullable=False,
            comment="whether the councillor read what speaks against a referral",
        ),
        sa.Column(
            "evidence",
            sa.Text(),
            nullable=False,
            comment="the ward's printed figures and officers' notes as they stood on one day",
        ),
        sa.Column("begun_on", sa.Date(), nullable=False, comment="day the draft was begun"),
        sa.Column("submitted_on", sa.Date(), nullable=True, comment="day the referral was sent"),
        sa.Column(
            "advice_from",
            sa.Date(),
            nullable=True,
            comment="day from which the time for officers' advice is counted",
        ),
        sa.Column(
            "listed_on",
            sa.Date(),
            nullable=True,
            comment="day the matter was put on the agenda it stands on now",
        ),
        sa.Column(
            "first_listed_on", sa.Date(), nullable=True, comment="day the matter was first put on an agenda"
        ),
        sa.Column(
            "insisted",
            sa.Boolean(),
            nullable=False,
            comment="whether the councillor insisted against officers' advice",
        ),
        sa.Column(
            "sitting_id",
            sa.String(length=32),
            nullable=True,
            comment="sitting of the committee that it is listed for; empty: the next one",
        ),
        sa.Column("considered_on", sa.Date(), nullable=True, comment="day the committee considered it"),
        sa.Column(
            "resumed_on",
            sa.Date(),
            nullable=True,
            comment="day the committee took it up again after asking for information",
        ),
        sa.Column("decided_on", sa.Date(), nullable=True, comment="day the committee decided on it"),
        sa.Column(
            "body",
            sa.String(length=60),
            nullable=False,
            comment="body or group the committee sent it to, as a code",
        ),
        sa.Column(
            "monitored_from", sa.Date(), nullable=True, comment="day from which what was promised is watched"
        ),
        sa.Column(
            "member_left_on",
            sa.Date(),
            nullable=True,
            comment="day on which it was known that the councillor it waits for had left",
        ),
        sa.Column(
            "ended_on",
            sa.Date(),
            nullable=True,
            comment="day the referral was closed, withdrawn or ended because its councillor had left",
        ),
        sa.Column("version", sa.Integer(), nullable=False, comment="how often the referral was changed"),
        sa.Column("changed_at", sa.DateTime(), nullable=False, comment="when the referral was last changed"),
        sa.CheckConstraint(
            "state IN ('draft', 'submitted', 'returned', 'not_local_matter', 'listed', 'considered', 'no_report', 'redirected', 'information_requested', 'sent_to_group', 'report_made', 'awaiting_responses', 'monitoring', 'closed', 'withdrawn', 'lapsed')",
            name=op.f("ck_referrals_state_known"),
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_referrals")),
        sa.UniqueConstraint("reference", name=op.f("uq_referrals_reference")),
        sqlite_with_rowid=False,
    )
    op.create_index("ix_referrals_ended", "referrals", ["ended_on", "id"], unique=False)
    op.create_index("ix_referrals_listed", "referrals", ["changed_at", "id"], unique=False)
    op.create_index("ix_referrals_member", "referrals", ["member_id", "changed_at", "id"], unique=False)
    op.create_index("ix_referrals_sitting", "referrals", ["sitting_id", "id"], unique=False)
    op.create_index("ix_referrals_state", "referrals", ["state", "submitted_on", "id"], unique=False)
    op.create_index("ix_referrals_ward", "referrals", ["ward", "state", "id"], unique=False)
    op.create_table(
        "committee_closed_items",
        sa.Column("id", sa.String(length=32), nullable=False, comment="random id of the closed item"),
        sa.Column(
            "sitting_id",
            sa.String(length=32),
            nullable=False,
            comment="sitting at which the public is kept out",
        ),
        sa.Column("referral_id", sa.String(length=32), nullable=False, comment="the referral it is about"),
        sa.Column("reason", sa.String(length=40), nullable=False, comment="the law's reason, as a code"),
        sa.Column(
            "why_public_interest",
            sa.Text(),
            nullable=False,
            comment="why keeping the public out weighs more here than letting it in",
        ),
        sa.Column("noted_on", sa.Date(), nullable=False, comment="day this was noted"),
        sa.Column(
            "noted_by", sa.String(length=32), nullable=False, comment="id of the account that noted it"
        ),
        sa.ForeignKeyConstraint(
            ["referral_id"],
            ["referrals.id"],
            name=op.f("fk_committee_closed_items_referral_id_referrals"),
            ondelete="CASCADE",
        ),
        sa.ForeignKeyConstraint(
            ["sitting_id"],
            ["committee_sittings.id"],
            name=op.f("fk_committee_closed_items_sitting_id_committee_sittings"),
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_committee_closed_items")),
        sa.UniqueConstraint(
            "sitting_id", "referral_id", name=op.f("uq_committee_closed_items_sitting_id_referral_id")
        ),
        sqlite_with_rowid=False,
    )
    op.create_index(
        "ix_committee_closed_items_noted", "committee_closed_items", ["noted_on", "id"], unique=False
    )
    op.create_table(
        "referral_attachments",
        sa.Column("id", sa.String(length=32), nullable=False, comment="random id of the paper"),
        sa.Column("referral_id", sa.String(length=32), nullable=False, comment="the referral it belongs to"),
        sa.Column("name", sa.String(length=120), nullable=False, comment="name of the file, as staff see it"),
        sa.Column("kind", sa.String(length=8), nullable=False, comment="kind of file, found by its content"),
        sa.Column("size", sa.Integer(), nullable=False, comment="length of the file in bytes"),
        sa.Column(
            "digest",
            sa.LargeBinary(length=32),
            nullable=False,
            comment="keyed digest of the content, to know the same paper again",
        ),
        sa.Column(
            "sealed_working",
            sa.LargeBinary(),
            nullable=False,
            comment="the file, sealed to the officers' key",
        ),
        sa.Column(
            "sealed_recovery",
            sa.LargeBinary(),
            nullable=False,
            comment="the same, sealed to a recovery key that is kept offline",
        ),
        sa.Column("added_on", sa.Date(), nullable=False, comment="day the paper was attached"),
        sa.Column(
            "added_by", sa.String(length=32), nullable=False, comment="id of the account that attached it"
        ),
        sa.ForeignKeyConstraint(
            ["referral_id"],
            ["referrals.id"],
            name=op.f("fk_referral_attachments_referral_id_referrals"),
            ondelete="CASCADE",
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_referral_attachments")),
        sa.UniqueConstraint("referral_id", "digest", name=op.f("uq_referral_attachments_referral_id_digest")),
        sqlite_with_rowid=False,
    )
    op.create_table(
        "referral_events",
        sa.Column("referral_id", sa.String(length=32), nullable=False, comment="the referral"),
        sa.Column(
            "version",
            sa.Integer(),
            autoincrement=False,
            nullable=False,
            comment="version of the referral after the step",
        ),
        sa.Column("verb", sa.String(length=24), nullable=False, comment="what was done"),
        sa.Column(
            "state", sa.String(length=24), nullable=False, comment="where the referral stood after the step"
        ),
        sa.Column(
            "actor_id",
            sa.String(length=32),
            nullable=False,
            comment="id of the account that took the step, or that the clock did",
        ),
        sa.Column(
            "body",
            sa.String(length=500),
            nullable=False,
            comment="bodies or the group the step names, as codes",
        ),
        sa.Column(
            "sitting_id",
            sa.String(length=32),
            nullable=True,
            comment="sitting of the committee that the step belongs to",
        ),
        sa.Column(
            "note", sa.Text(), nullable=False, comment="reasons, advice or representations that were written"
        ),
        sa.Column(
            "salt",
            sa.LargeBinary(length=32),
            nullable=False,
            comment="random salt of the note's hash in the ledger",
        ),
        sa.Column("at", sa.DateTime(), nullable=False, comment="when the step was taken"),
        sa.CheckConstraint(
            "state IN ('draft', 'submitted', 'returned', 'not_local_matter', 'listed', 'considered', 'no_report', 'redirected', 'information_requested', 'sent_to_group', 'report_made', 'awaiting_responses', 'monitoring', 'closed', 'withdrawn', 'lapsed')",
            name=op.f("ck_referral_events_state_known"),
        ),
        sa.CheckConstraint(
            "verb IN ('submit', 'answer', 'insist', 'represent', 'withdraw', 'advise_local', 'advise_not_local', 'return', 'run_out', 'list', 'carry_over', 'lapse', 'consider', 'no_report', 'redirect', 'request_information', 'answer_information', 'resume', 'send_to_group', 'make_report', 'send_report', 'respond', 'not_possible', 'monitor', 'review', 'close')",
            name=op.f("ck_referral_events_verb_known"),
        ),
        sa.ForeignKeyConstraint(
            ["referral_id"],
            ["referrals.id"],
            name=op.f("fk_referral_events_referral_id_referrals"),
            ondelete="CASCADE",
        ),
        sa.PrimaryKeyConstraint("referral_id", "version", name=op.f("pk_referral_events")),
        sqlite_with_rowid=False,
    )
    op.create_table(
        "referral_information_requests",
        sa.Column("id", sa.String(length=32), nullable=False, comment="random id of the request"),
        sa.Column("referral_id", sa.String(length=32), nullable=False, comment="the referral it belongs to"),
        sa.Column("body", sa.String(length=60), nullable=False, comment="the body that was asked, as a code"),
        sa.Column("asked", sa.Text(), nullable=False, comment="what the committee asked for"),
        sa.Column("asked_on", sa.Date(), nullable=False, comment="day of the request"),
        sa.Column("due_on", sa.Date(), nullable=False, comment="day the request names for the answer"),
        sa.Column("answer", sa.Text(), nullable=False, comment="what came, in words that point to nobody"),
        sa.Column(
            "depersonalised", sa.Boolean(), nullable=False, comment="whether what came points to nobody"
        ),
        sa.Column(
            "personal_reason",
            sa.Text(),
            nullable=False,
            comment="why information that points to somebody was needed",
        ),
        sa.Column("answered_on", sa.Date(), nullable=True, comment="day the information came"),
        sa.ForeignKeyConstraint(
            ["referral_id"],
            ["referrals.id"],
            name=op.f("fk_referral_information_requests_referral_id_referrals"),
            ondelete="CASCADE",
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_referral_information_requests")),
        sqlite_with_rowid=False,
    )
    op.create_index(
        "ix_referral_information_requests_of",
        "referral_information_requests",
        ["referral_id", "due_on", "id"],
        unique=False,
    )
    op.create_table(
        "referral_notices",
        sa.Column("id", sa.String(length=32), nullable=False, comment="random id of the notice"),
        sa.Column("referral_id", sa.String(length=32), nullable=False, comment="the referral it belongs to"),
        sa.Column("kind", sa.String(length=20), nullable=False, comment="what it tells"),
        sa.Column(
            "told",
            sa.String(length=60),
            nullable=False,
            comment="whom it tells: the councillor, or a body as a code",
        ),
        sa.Column(
            "owed_by",
            sa.Integer(),
            nullable=False,
            comment="version of the referral after the step that owes it",
        ),
        sa.Column("owed_on", sa.Date(), nullable=False, comment="day from which it is owed"),
        sa.Column("due_on", sa.Date(), nullable=False, comment="day by which it goes out"),
        sa.Column(
            "state", sa.String(length=10), nullable=False, comment="whether it is owed, issued or overtaken"
        ),
        sa.Column("words", sa.Text(), nullable=False, comment="its words as they went out"),
        sa.Column(
            "digest", sa.LargeBinary(length=32), nullable=True, comment="salted fingerprint of its words"
        ),
        sa.Column(
            "salt",
            sa.LargeBinary(length=32),
            nullable=True,
            comment="random salt of the fingerprint, which stands in the ledger too",
        ),
        sa.Column("issued_on", sa.Date(), nullable=True, comment="day it went out"),
        sa.Column(
            "issued_by", sa.String(length=32), nullable=False, comment="id of the account that issued it"
        ),
        sa.CheckConstraint(
            "(state = 'issued') = (issued_on IS NOT NULL)", name=op.f("ck_referral_notices_issued_has_day")
        ),
        sa.CheckConstraint(
            "kind IN ('acknowledgement', 'returned', 'not_local', 'listing', 'withdrawal', 'lapse', 'no_report', 'redirection', 'information_request', 'sent_to_group', 'report_copy', 'duty', 'reminder', 'late_answer', 'outcome')",
            name=op.f("ck_referral_notices_kind_known"),
        ),
        sa.CheckConstraint(
            "state IN ('owed', 'issued', 'overtaken')", name=op.f("ck_referral_notices_state_known")
        ),
        sa.ForeignKeyConstraint(
            ["referral_id"],
            ["referrals.id"],
            name=op.f("fk_referral_notices_referral_id_referrals"),
            ondelete="CASCADE",
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_referral_notices")),
        sqlite_with_rowid=False,
    )
    op.create_index(
        "ix_referral_notices_of", "referral_notices", ["referral_id", "due_on", "id"], unique=False
    )
    op.create_index("ix_referral_notices_owed", "referral_notices", ["state", "due_on", "id"], unique=False)
    op.create_table(
        "referral_recipients",
        sa.Column("id", sa.String(length=32), nullable=False, comment="random id of this line"),
        sa.Column("referral_id", sa.String(length=32), nullable=False, comment="the referral it belongs to"),
        sa.Column("body", sa.String(length=60), nullable=False, comment="the body, as a code"),
        sa.Column(
            "report_on",
            sa.Date(),
            nullable=False,
            comment="date of the report, from which the days are counted",
        ),
        sa.Column("due_on", sa.Date(), nullable=False, comment="day by which the body has to answer"),
        sa.Column(
            "later_reason",
            sa.Text(),
            nullable=False,
            comment="why an answer by then was not reasonably possible",
        ),
        sa.Column("later_on", sa.Date(), nullable=True, comment="day on which the body said so"),
        sa.Column(
            "expected_on", sa.Date(), nullable=True, comment="day by which the body means to answer then"
        ),
        sa.Column("answered_on", sa.Date(), nullable=True, comment="day of the last of its answers"),
        sa.ForeignKeyConstraint(
            ["referral_id"],
            ["referrals.id"],
            name=op.f("fk_referral_recipients_referral_id_referrals"),
            ondelete="CASCADE",
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_referral_recipients")),
        sa.UniqueConstraint("referral_id", "body", name=op.f("uq_referral_recipients_referral_id_body")),
        sqlite_with_rowid=False,
    )
    op.create_index(
        "ix_referral_recipients_due", "referral_recipients", ["answered_on", "due_on", "id"], unique=False
    )
    op.create_table(
        "referral_recommendations",
        sa.Column("id", sa.String(length=32), nullable=False, comment="random id of the recommendation"),
        sa.Column("referral_id", sa.String(length=32), nullable=False, comment="the referral it belongs to"),
        sa.Column("number", sa.Integer(), nullable=False, comment="its number in the report"),
        sa.Column("words", sa.Text(), nullable=False, comment="what the committee recommends"),
        sa.ForeignKeyConstraint(
            ["referral_id"],
            ["referrals.id"],
            name=op.f("fk_referral_recommendations_referral_id_referrals"),
            ondelete="CASCADE",
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_referral_recommendations")),
        sa.UniqueConstraint(
            "referral_id", "number", name=op.f("uq_referral_recommendations_referral_id_number")
        ),
        sqlite_with_rowid=False,
    )
    op.create_table(
        "referral_register_texts",
        sa.Column("id", sa.String(length=32), nullable=False, comment="random id of the words"),
        sa.Column("referral_id", sa.String(length=32), nullable=False, comment="the referral they belong to"),
        sa.Column(
            "part",
            sa.String(length=16),
            nullable=False,
            comment="what they tell: the matter, the decision, its reasons or an answer",
        ),
        sa.Column(
            "of",
            sa.String(length=70),
            nullable=False,
            comment="which answer they tell of, as ids; empty for everything else",
        ),
        sa.Column("words", sa.Text(), nullable=False, comment="words for the public, naming nobody"),
        sa.Column("written_on", sa.Date(), nullable=False, comment="day they were written"),
        sa.Column(
            "written_by", sa.String(length=32), nullable=False, comment="id of the account that wrote them"
        ),
        sa.Column("read_on", sa.Date(), nullable=True, comment="day a second person agreed to publish them"),
        sa.Column("read_by", sa.String(length=32), nullable=False, comment="id of the account that agreed"),
        sa.Column("version", sa.Integer(), nullable=False, comment="how often the words were changed"),
        sa.ForeignKeyConstraint(
            ["referral_id"],
            ["referrals.id"],
            name=op.f("fk_referral_register_texts_referral_id_referrals"),
            ondelete="CASCADE",
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_referral_register_texts")),
        sa.UniqueConstraint(
            "referral_id", "part", "of", name=op.f("uq_referral_register_texts_referral_id_part_of")
        ),
        sqlite_with_rowid=False,
    )
    op.create_table(
        "referral_reviews",
        sa.Column("id", sa.String(length=32), nullable=False, comment="random id of the look"),
        sa.Column("referral_id", sa.String(length=32), nullable=False, comment="the referral it belongs to"),
        sa.Column("on", sa.Date(), nullable=False, comment="day the committee looked"),
        sa.Column("sitting_id", sa.String(length=32), nullable=True, comment="sitting at which it looked"),
        sa.Column("found", sa.Text(), nullable=False, comment="what the committee found"),
        sa.ForeignKeyConstraint(
            ["referral_id"],
            ["referrals.id"],
            name=op.f("fk_referral_reviews_referral_id_referrals"),
            ondelete="CASCADE",
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_referral_reviews")),
        sqlite_with_rowid=False,
    )
    op.create_index("ix_referral_reviews_of", "referral_reviews", ["referral_id", "on", "id"], unique=False)
    op.create_table(
        "referral_responses",
        sa.Column("recommendation_id", sa.String(length=32), nullable=False, comment="the recommendation"),
        sa.Column("recipient_id", sa.String(length=32), nullable=False, comment="the body's line"),
        sa.Column("answer", sa.String(length=8), nullable=False, comment="whether the body accepts it"),
        sa.Column("action", sa.Text(), nullable=False, comment="what the body will do, or why not"),
        sa.Column("by_on", sa.Date(), nullable=True, comment="day by which it will be done"),
        sa.Column("given_on", sa.Date(), nullable=False, comment="day the answer came"),
        sa.Column(
            "progress", sa.Text(), nullable=False, comment="how far it has come, as the committee found"
        ),
        sa.Column("progress_on", sa.Date(), nullable=True, comment="day the committee found that"),
        sa.Column("done_on", sa.Date(), nullable=True, comment="day it was found done"),
        sa.CheckConstraint(
            "answer IN ('accept', 'partly', 'reject')", name=op.f("ck_referral_responses_answer_known")
        ),
        sa.ForeignKeyConstraint(
            ["recipient_id"],
            ["referral_recipients.id"],
            name=op.f("fk_referral_responses_recipient_id_referral_recipients"),
            ondelete="CASCADE",
        ),
        sa.ForeignKeyConstraint(
            ["recommendation_id"],
            ["referral_recommendations.id"],
            name=op.f("fk_referral_responses_recommendation_id_referral_recommendations"),
            ondelete="CASCADE",
        ),
        sa.PrimaryKeyConstraint("recommendation_id", "recipient_id", name=op.f("pk_referral_responses")),
        sqlite_with_rowid=False,
    )
    op.create_index("ix_referral_responses_by", "referral_responses", ["done_on", "by_on"], unique=False)


def downgrade() -> None:
    """Take them away again."""
    op.drop_table("referral_responses")
    op.drop_table("referral_reviews")
    op.drop_table("referral_register_texts")
    op.drop_table("referral_recommendations")
    op.drop_table("referral_recipients")
    op.drop_table("referral_notices")
    op.drop_table("referral_information_requests")
    op.drop_table("referral_events")
    op.drop_table("referral_attachments")
    op.drop_table("committee_closed_items")
    op.drop_table("referrals")
    op.drop_table("committee_sittings")
    op.drop_table("committee_seats")
    op.drop_table("committee_programmes")
