"""Meetings, actions and briefs."""

import sqlalchemy as sa
from alembic import op

revision = "0015_meetings"
down_revision = "0014_hotspots"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Make the tables."""
    op.create_table(
        "group_actions",
        sa.Column("id", sa.String(length=32), nullable=False, comment="random id of the action"),
        sa.Column("group_code", sa.String(length=60), nullable=False, comment="group that gave the action"),
        sa.Column(
            "meeting_id", sa.String(length=32), nullable=False, comment="meeting at which it was given"
        ),
        sa.Column(
            "item_id", sa.String(length=32), nullable=False, comment="agenda item it came from, if it did"
        ),
        sa.Column("given_on", sa.Date(), nullable=False, comment="day it was given"),
        sa.Column("what", sa.Text(), nullable=False, comment="what is to be done"),
        sa.Column(
            "owner", sa.String(length=100), nullable=False, comment="service that is to do it, as a code"
        ),
        sa.Column(
            "service", sa.String(length=100), nullable=False, comment="what that service was called then"
        ),
        sa.Column("due_on", sa.Date(), nullable=False, comment="day by which it is to be done"),
        sa.Column("closed", sa.Boolean(), nullable=False, comment="whether it stays in the room"),
        sa.Column("state", sa.String(length=8), nullable=False, comment="open, done or dropped"),
        sa.Column("reason", sa.Text(), nullable=False, comment="how it ended"),
        sa.Column("settled_on", sa.Date(), nullable=True, comment="day it was done or dropped"),
        sa.Column("carried", sa.Integer(), nullable=False, comment="how many meetings it was carried over"),
        sa.Column("version", sa.Integer(), nullable=False, comment="how often the action was changed"),
        sa.CheckConstraint(
            "(state = 'open') = (settled_on IS NULL)", name=op.f("ck_group_actions_settled_when")
        ),
        sa.CheckConstraint("state IN ('open', 'done', 'dropped')", name=op.f("ck_group_actions_state_known")),
        sa.CheckConstraint("carried >= 0", name=op.f("ck_group_actions_carried")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_group_actions")),
        sqlite_with_rowid=False,
    )
    op.create_index("ix_group_actions_given", "group_actions", ["meeting_id", "due_on", "id"], unique=False)
    op.create_index(
        "ix_group_actions_listed", "group_actions", ["group_code", "state", "due_on", "id"], unique=False
    )
    op.create_index(
        "ix_group_actions_service", "group_actions", ["group_code", "state", "service", "id"], unique=False
    )
    op.create_table(
        "group_briefs",
        sa.Column("id", sa.String(length=32), nullable=False, comment="random id of the brief"),
        sa.Column("group_code", sa.String(length=60), nullable=False, comment="the group"),
        sa.Column("quarter", sa.Date(), nullable=False, comment="first day of the three months it is about"),
        sa.Column("activities", sa.Text(), nullable=False, comment="what the group did"),
        sa.Column("progress", sa.Text(), nullable=False, comment="how far it has come"),
        sa.Column("challenges", sa.Text(), nullable=False, comment="what stands in the way"),
        sa.Column("signed_on", sa.Date(), nullable=True, comment="day the chair signed it off"),
        sa.Column("signed_by", sa.String(length=32), nullable=False, comment="staff account of that chair"),
        sa.Column("digest", sa.String(length=64), nullable=False, comment="hash of the signed brief"),
        sa.Column(
            "salt",
            sa.LargeBinary(length=32),
            nullable=True,
            comment="random bytes mixed into that hash: the ledger's copy tells no words",
        ),
        sa.Column("version", sa.Integer(), nullable=False, comment="how often the brief was changed"),
        sa.Column("changed_at", sa.DateTime(), nullable=False, comment="when staff last changed the brief"),
        sa.CheckConstraint(
            "(signed_on IS NULL) = (signed_by = '')", name=op.f("ck_group_briefs_signed_by_somebody")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_group_briefs")),
        sqlite_with_rowid=False,
    )
    op.create_index("ix_group_briefs_listed", "group_briefs", ["quarter", "id"], unique=False)
    op.create_index("ix_group_briefs_quarter", "group_briefs", ["group_code", "quarter"], unique=True)
    op.create_index("ix_group_briefs_signed", "group_briefs", ["signed_on"], unique=False)
    op.create_table(
        "group_marks",
        sa.Column("group_code", sa.String(length=60), nullable=False, comment="the group"),
        sa.Column("kind", sa.String(length=8), nullable=False, comment="update or review"),
        sa.Column("done_on", sa.Date(), nullable=False, comment="day it was done"),
        sa.Column("words", sa.Text(), nullable=False, comment="what came of it"),
        sa.Column("written_by", sa.String(length=32), nullable=False, comment="staff account that noted it"),
        sa.Column("version", sa.Integer(), nullable=False, comment="how often the mark was changed"),
        sa.CheckConstraint("kind IN ('update', 'review')", name=op.f("ck_group_marks_kind_known")),
        sa.PrimaryKeyConstraint("group_code", "kind", "done_on", name=op.f("pk_group_marks")),
        sqlite_with_rowid=False,
    )
    op.create_table(
        "group_meetings",
        sa.Column("id", sa.String(length=32), nullable=False, comment="random id of the meeting"),
        sa.Column("group_code", sa.String(length=60), nullable=False, comment="group that meets"),
        sa.Column("held_on", sa.Date(), nullable=False, comment="day of the meeting"),
        sa.Column("starts", sa.String(length=5), nullable=False, comment="time of day at which it begins"),
        sa.Column("place", sa.String(length=200), nullable=False, comment="where the group meets"),
        sa.Column("public", sa.Boolean(), nullable=False, comment="whether anybody may come"),
        sa.Column("notes", sa.Text(), nullable=False, comment="what was talked about, for everybody to read"),
        sa.Column("state", sa.String(length=12), nullable=False, comment="planned, held or cancelled"),
        sa.Column("reason", sa.Text(), nullable=False, comment="why the meeting was cancelled"),
        sa.Column("circulated_on", sa.Date(), nullable=True, comment="day the papers first went out"),
        sa.Column(
            "circulated_how",
            sa.String(length=8),
            nullable=False,
            comment="whether they went by mail or on paper",
        ),
        sa.Column("members_then", sa.Integer(), nullable=True, comment="standing services when it was held"),
        sa.Column("quorum_then", sa.Integer(), nullable=True, comment="services needed to decide, then"),
        sa.Column("version", sa.Integer(), nullable=False, comment="how often the meeting was changed"),
        sa.Column("changed_at", sa.DateTime(), nullable=False, comment="when staff last changed the meeting"),
        sa.CheckConstraint(
            "circulated_how IN ('', 'mail', 'print')", name=op.f("ck_group_meetings_circulated_how_known")
        ),
        sa.CheckConstraint(
            "state IN ('planned', 'held', 'cancelled')", name=op.f("ck_group_meetings_state_known")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_group_meetings")),
        sqlite_with_rowid=False,
    )
    op.create_index(
        "ix_group_meetings_listed", "group_meetings", ["group_code", "held_on", "id"], unique=False
    )
    op.create_index("ix_group_meetings_public", "group_meetings", ["public", "held_on", "id"], unique=False)
    op.create_table(
        "group_returns",
        sa.Column("id", sa.String(length=32), nullable=False, comment="random id of the return"),
        sa.Column("from_group", sa.String(length=60), nullable=False, comment="group that raised it"),
        sa.Column("at_group", sa.String(length=60), nullable=False, comment="group that has it now"),
        sa.Column(
            "kind",
            sa.String(length=12),
            nullable=False,
            comment="lesson, risk, shortfall, training or success",
        ),
        sa.Column("title", sa.String(length=160), nullable=False, comment="what it is, in one line"),
        sa.Column("words", sa.Text(), nullable=False, comment="what the group passes on"),
        sa.Column(
            "source_agency",
            sa.String(length=100),
            nullable=False,
            comment="other agency that told it, if one did",
        ),
        sa.Column(
            "approved",
            sa.String(length=100),
            nullable=False,
            comment="post at that agency that said yes to re-use",
        ),
        sa.Column("answered", sa.Boolean(), nullable=False, comment="whether a group answered it"),
        sa.Column("raised_on", sa.Date(), nullable=False, comment="day it was raised"),
        sa.Column("version", sa.Integer(), nullable=False, comment="how often it was taken on"),
        sa.CheckConstraint(
            "kind IN ('lessons', 'risks', 'shortfalls', 'training', 'successes')",
            name=op.f("ck_group_returns_kind_known"),
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_group_returns")),
        sqlite_with_rowid=False,
    )
    op.create_index(
        "ix_group_returns_at", "group_returns", ["at_group", "answered", "raised_on", "id"], unique=False
    )
    op.create_table(
        "group_seats",
        sa.Column("group_code", sa.String(length=60), nullable=False, comment="the group"),
        sa.Column("seat", sa.String(length=100), nullable=False, comment="the service, as a code"),
        sa.Column("service", sa.String(length=100), nullable=False, comment="what the service is called"),
        sa.Column(
            "representative",
            sa.String(length=100),
            nullable=False,
            comment="post that speaks for the service",
        ),
        sa.Column("deputy", sa.String(length=100), nullable=False, comment="post that stands in"),
        sa.Column(
            "representative_account",
            sa.String(length=32),
            nullable=False,
            comment="staff account of that post",
        ),
        sa.Column(
            "deputy_account",
            sa.String(length=32),
            nullable=False,
            comment="staff account of the deputy's post",
        ),
        sa.Column(
            "gone", sa.Boolean(), nullable=False, comment="whether the service no longer sits on the group"
        ),
        sa.Column("version", sa.Integer(), nullable=False, comment="how often the seat was changed"),
        sa.PrimaryKeyConstraint("group_code", "seat", name=op.f("pk_group_seats")),
        sqlite_with_rowid=False,
    )
    op.create_table(
        "group_task_groups",
        sa.Column("id", sa.String(length=32), nullable=False, comment="random id of the task group"),
        sa.Column("group_code", sa.String(length=60), nullable=False, comment="group that set it up"),
        sa.Column("name", sa.String(length=160), nullable=False, comment="name of the task group"),
        sa.Column("closed", sa.Boolean(), nullable=False, comment="whether it stays in the room"),
        sa.Column("purpose", sa.Text(), nullable=False, comment="the one issue it works on"),
        sa.Column("lead", sa.String(length=100), nullable=False, comment="post that leads it"),
        sa.Column("begun_on", sa.Date(), nullable=False, comment="day it was set up"),
        sa.Column("ends_by", sa.Date(), nullable=False, comment="day by which it is to be finished"),
        sa.Column("finished_on", sa.Date(), nullable=True, comment="day it was finished"),
        sa.Column("result", sa.Text(), nullable=False, comment="what came of it"),
        sa.Column("version", sa.Integer(), nullable=False, comment="how often the task group was changed"),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_group_task_groups")),
        sqlite_with_rowid=False,
    )
    op.create_index(
        "ix_group_task_groups_listed", "group_task_groups", ["group_code", "ends_by", "id"], unique=False
    )
    op.create_table(
        "group_work_items",
        sa.Column("id", sa.String(length=32), nullable=False, comment="random id of the item"),
        sa.Column("group_code", sa.String(length=60), nullable=False, comment="the group"),
        sa.Column("title", sa.String(length=160), nullable=False, comment="what the group means to take up"),
        sa.Column("due_on", sa.Date(), nullable=False, comment="from which day on it belongs on an agenda"),
        sa.Column("yearly", sa.Boolean(), nullable=False, comment="whether it comes back every year"),
        sa.Column("taken_on", sa.Date(), nullable=True, comment="day of the meeting that last took it up"),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_group_work_items")),
        sqlite_with_rowid=False,
    )
    op.create_index(
        "ix_group_work_items_listed", "group_work_items", ["group_code", "due_on", "id"], unique=False
    )
    op.create_table(
        "group_action_reviews",
        sa.Column("action_id", sa.String(length=32), nullable=False, comment="the action"),
        sa.Column("meeting_id", sa.String(length=32), nullable=False, comment="the meeting"),
        sa.Column(
            "state", sa.String(length=8), nullable=False, comment="how the action stood at the meeting"
        ),
        sa.Column(
            "carried", sa.Integer(), nullable=False, comment="how often it had been carried over by its end"
        ),
        sa.CheckConstraint(
            "state IN ('open', 'done', 'dropped')", name=op.f("ck_group_action_reviews_state_known")
        ),
        sa.ForeignKeyConstraint(
            ["action_id"],
            ["group_actions.id"],
            name=op.f("fk_group_action_reviews_action_id_group_actions"),
            ondelete="CASCADE",
        ),
        sa.ForeignKeyConstraint(
            ["meeting_id"],
            ["group_meetings.id"],
            name=op.f("fk_group_action_reviews_meeting_id_group_meetings"),
            ondelete="CASCADE",
        ),
        sa.PrimaryKeyConstraint("action_id", "meeting_id", name=op.f("pk_group_action_reviews")),
        sqlite_with_rowid=False,
    )
    op.create_table(
        "group_action_updates",
        sa.Column("id", sa.String(length=32), nullable=False, comment="random id of the update"),
        sa.Column("action_id", sa.String(length=32), nullable=False, comment="the action"),
        sa.Column("words", sa.Text(), nullable=False, comment="what was reported"),
        sa.Column("written_on", sa.Date(), nullable=False, comment="day it was reported"),
        sa.Column(
            "written_by", sa.String(length=32), nullable=False, comment="staff account, or empty for a link"
        ),
        sa.ForeignKeyConstraint(
            ["action_id"],
            ["group_actions.id"],
            name=op.f("fk_group_action_updates_action_id_group_actions"),
            ondelete="CASCADE",
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_group_action_updates")),
        sqlite_with_rowid=False,
    )
    op.create_index(
        "ix_group_action_updates_of", "group_action_updates", ["action_id", "written_on", "id"], unique=False
    )
    op.create_table(
        "group_agenda_items",
        sa.Column("id", sa.String(length=32), nullable=False, comment="random id of the item"),
        sa.Column("meeting_id", sa.String(length=32), nullable=False, comment="the meeting it is for"),
        sa.Column("place", sa.Integer(), nullable=False, comment="where it stands on the agenda"),
        sa.Column("title", sa.String(length=160), nullable=False, comment="title of the item"),
        sa.Column(
            "public_title",
            sa.String(length=160),
            nullable=False,
            comment="title the chair released for everybody; empty for none",
        ),
        sa.Column("paper", sa.Text(), nullable=False, comment="what the group reads about it beforehand"),
        sa.Column("closed", sa.Boolean(), nullable=False, comment="whether it stays in the room"),
        sa.Column("source", sa.String(length=16), nullable=False, comment="where the item came from"),
        sa.Column(
            "source_id", sa.String(length=80), nullable=False, comment="which theme, consultation or the like"
        ),
        sa.Column(
            "source_agency",
            sa.String(length=100),
            nullable=False,
            comment="other agency that told it, if one did",
        ),
        sa.Column(
            "approved",
            sa.String(length=100),
            nullable=False,
            comment="post at that agency that said yes to re-use",
        ),
        sa.Column("approved_on", sa.Date(), nullable=True, comment="day that agency said yes"),
        sa.Column("note", sa.Text(), nullable=False, comment="what came of the item, not word for word"),
        sa.Column("version", sa.Integer(), nullable=False, comment="how often the item was changed"),
        sa.CheckConstraint(
            "source IN ('own', 'work-plan', 'theme', 'consultation', 'referral', 'question', 'return')",
            name=op.f("ck_group_agenda_items_source_known"),
        ),
        sa.ForeignKeyConstraint(
            ["meeting_id"],
            ["group_meetings.id"],
            name=op.f("fk_group_agenda_items_meeting_id_group_meetings"),
            ondelete="CASCADE",
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_group_agenda_items")),
        sqlite_with_rowid=False,
    )
    op.create_index(
        "ix_group_agenda_items_about", "group_agenda_items", ["source", "source_id"], unique=False
    )
    op.create_index(
        "ix_group_agenda_items_of", "group_agenda_items", ["meeting_id", "place", "id"], unique=False
    )
    op.create_table(
        "group_meeting_attendance",
        sa.Column("meeting_id", sa.String(length=32), nullable=False, comment="the meeting"),
        sa.Column("seat", sa.String(length=100), nullable=False, comment="the service, as a code"),
        sa.Column(
            "service", sa.String(length=100), nullable=False, comment="what the service was called then"
        ),
        sa.Column(
            "came", sa.String(length=12), nullable=False, comment="whether somebody came for the service"
        ),
        sa.CheckConstraint(
            "came IN ('present', 'deputy', 'apologies', 'absent')",
            name=op.f("ck_group_meeting_attendance_came_known"),
        ),
        sa.ForeignKeyConstraint(
            ["meeting_id"],
            ["group_meetings.id"],
            name=op.f("fk_group_meeting_attendance_meeting_id_group_meetings"),
            ondelete="CASCADE",
        ),
        sa.PrimaryKeyConstraint("meeting_id", "seat", name=op.f("pk_group_meeting_attendance")),
        sqlite_with_rowid=False,
    )
    op.create_table(
        "group_return_steps",
        sa.Column("return_id", sa.String(length=32), nullable=False, comment="the return"),
        sa.Column(
            "version",
            sa.Integer(),
            autoincrement=False,
            nullable=False,
            comment="version of the return after the step",
        ),
        sa.Column("step", sa.String(length=12), nullable=False, comment="what was done with it"),
        sa.Column(
            "group_code", sa.String(length=60), nullable=False, comment="group that had it after the step"
        ),
        sa.Column("words", sa.Text(), nullable=False, comment="why, or what the answer is"),
        sa.Column("taken_at", sa.DateTime(), nullable=False, comment="when the step was taken"),
        sa.Column("taken_by", sa.String(length=32), nullable=False, comment="staff account that took it"),
        sa.CheckConstraint(
            "step IN ('raised', 'approved', 'escalated', 'answered')",
            name=op.f("ck_group_return_steps_step_known"),
        ),
        sa.ForeignKeyConstraint(
            ["return_id"],
            ["group_returns.id"],
            name=op.f("fk_group_return_steps_return_id_group_returns"),
            ondelete="CASCADE",
        ),
        sa.PrimaryKeyConstraint("return_id", "version", name=op.f("pk_group_return_steps")),
        sqlite_with_rowid=False,
    )
    op.create_index(
        "ix_group_return_steps_group", "group_return_steps", ["group_code", "return_id"], unique=False
    )
    op.create_table(
        "group_task_updates",
        sa.Column("id", sa.String(length=32), nullable=False, comment="random id of the update"),
        sa.Column("task_group_id", sa.String(length=32), nullable=False, comment="the task group"),
        sa.Column("words", sa.Text(), nullable=False, comment="how far it has come"),
        sa.Column("written_on", sa.Date(), nullable=False, comment="day of the update"),
        sa.Column("written_by", sa.String(length=32), nullable=False, comment="staff account that wrote it"),
        sa.ForeignKeyConstraint(
            ["task_group_id"],
            ["group_task_groups.id"],
            name=op.f("fk_group_task_updates_task_group_id_group_task_groups"),
            ondelete="CASCADE",
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_group_task_updates")),
        sqlite_with_rowid=False,
    )
    op.create_index(
        "ix_group_task_updates_of", "group_task_updates", ["task_group_id", "written_on", "id"], unique=False
    )
    op.create_table(
        "group_update_links",
        sa.Column("digest", sa.LargeBinary(length=32), nullable=False, comment="keyed hash of the link"),
        sa.Column("meeting_id", sa.String(length=32), nullable=False, comment="meeting the updates are for"),
        sa.Column("seat", sa.String(length=100), nullable=False, comment="service that reports, as a code"),
        sa.Column("until", sa.Date(), nullable=False, comment="last day on which the link opens"),
        sa.Column("made_at", sa.DateTime(), nullable=False, comment="when staff made the link"),
        sa.ForeignKeyConstraint(
            ["meeting_id"],
            ["group_meetings.id"],
            name=op.f("fk_group_update_links_meeting_id_group_meetings"),
            ondelete="CASCADE",
        ),
        sa.PrimaryKeyConstraint("digest", name=op.f("pk_group_update_links")),
        sqlite_with_rowid=False,
    )
    op.create_index(op.f("ix_group_update_links_until"), "group_update_links", ["until"], unique=False)
    op.create_table(
        "group_decisions",
        sa.Column("id", sa.String(length=32), nullable=False, comment="random id of the decision"),
        sa.Column("item_id", sa.String(length=32), nullable=False, comment="the item it was about"),
        sa.Column("words", sa.Text(), nullable=False, comment="what was decided"),
        sa.Column("decided_on", sa.Date(), nullable=False, comment="day of the decision"),
        sa.Column(
            "outcome_id",
            sa.String(length=32),
            nullable=False,
            comment="outcome that tells everybody, if one does",
        ),
        sa.ForeignKeyConstraint(
            ["item_id"],
            ["group_agenda_items.id"],
            name=op.f("fk_group_decisions_item_id_group_agenda_items"),
            ondelete="CASCADE",
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_group_decisions")),
        sqlite_with_rowid=False,
    )
    op.create_index("ix_group_decisions_of", "group_decisions", ["item_id", "id"], unique=False)
    op.create_index("ix_group_decisions_told", "group_decisions", ["outcome_id"], unique=False)
    op.create_table(
        "group_decision_agreements",
        sa.Column("decision_id", sa.String(length=32), nullable=False, comment="the decision"),
        sa.Column("seat", sa.String(length=100), nullable=False, comment="service it binds, as a code"),
        sa.Column(
            "service", sa.String(length=100), nullable=False, comment="what the service was called then"
        ),
        sa.Column("state", sa.String(length=8), nullable=False, comment="whether the service agreed"),
        sa.Column("settled_on", sa.Date(), nullable=True, comment="day the service said so"),
        sa.Column("by_presence", sa.Boolean(), nullable=False, comment="whether it agreed by being there"),
        sa.CheckConstraint(
            "state IN ('waiting', 'agreed', 'refused')", name=op.f("ck_group_decision_agreements_state_known")
        ),
        sa.ForeignKeyConstraint(
            ["decision_id"],
            ["group_decisions.id"],
            name=op.f("fk_group_decision_agreements_decision_id_group_decisions"),
            ondelete="CASCADE",
        ),
        sa.PrimaryKeyConstraint("decision_id", "seat", name=op.f("pk_group_decision_agreements")),
        sqlite_with_rowid=False,
    )


def downgrade() -> None:
    """Take them away again."""
    op.drop_table("group_decision_agreements")
    op.drop_table("group_decisions")
    op.drop_table("group_update_links")
    op.drop_table("group_task_updates")
    op.drop_table("group_return_steps")
    op.drop_table("group_meeting_attendance")
    op.drop_table("group_agenda_items")
    op.drop_table("group_action_updates")
    op.drop_table("group_action_reviews")
    op.drop_table("group_work_items")
    op.drop_table("group_task_groups")
    op.drop_table("group_seats")
    op.drop_table("group_returns")
    op.drop_table("group_meetings")
    op.drop_table("group_marks")
    op.drop_table("group_briefs")
    op.drop_table("group_actions")
