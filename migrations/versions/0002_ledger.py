"""The append-only record of staff decisions."""

import sqlalchemy as sa
from alembic import op

revision = "0002_ledger"
down_revision = "0001_staff"
branch_labels = None
depends_on = None

EXTRA = {
    "sqlite": (
        "CREATE TRIGGER ledger_lines_no_update BEFORE UPDATE ON ledger_lines BEGIN SELECT RAISE(ABORT, 'the ledger is append-only'); END",
        "CREATE TRIGGER ledger_lines_no_delete BEFORE DELETE ON ledger_lines BEGIN SELECT RAISE(ABORT, 'the ledger is append-only'); END",
        "CREATE TRIGGER ledger_lines_no_gap BEFORE INSERT ON ledger_lines WHEN NEW.number <> (SELECT COALESCE(MAX(number), 0) + 1 FROM ledger_lines) BEGIN SELECT RAISE(ABORT, 'the ledger is append-only'); END",
    ),
    "postgresql": (
        "CREATE OR REPLACE FUNCTION ledger_lines_refuse() RETURNS trigger AS $$ BEGIN RAISE EXCEPTION 'the ledger is append-only'; END $$ LANGUAGE plpgsql",
        "CREATE TRIGGER ledger_lines_append_only BEFORE UPDATE OR DELETE ON ledger_lines FOR EACH ROW EXECUTE FUNCTION ledger_lines_refuse()",
        "CREATE TRIGGER ledger_lines_no_truncate BEFORE TRUNCATE ON ledger_lines FOR EACH STATEMENT EXECUTE FUNCTION ledger_lines_refuse()",
    ),
}


def upgrade() -> None:
    """Make the tables."""
    op.create_table(
        "ledger_lines",
        sa.Column(
            "number",
            sa.Integer(),
            autoincrement=False,
            nullable=False,
            comment="place of the line in the ledger",
        ),
        sa.Column("at", sa.DateTime(), nullable=False, comment="when a member of staff decided"),
        sa.Column("actor_id", sa.String(length=32), nullable=False, comment="random id of the staff account"),
        sa.Column("action", sa.String(length=60), nullable=False, comment="what was done, as a code"),
        sa.Column(
            "subject",
            sa.String(length=80),
            nullable=False,
            comment="kind and random id of what it was done to",
        ),
        sa.Column("facts", sa.Text(), nullable=False, comment="codes and versions of the decision"),
        sa.Column(
            "reason_hash",
            sa.String(length=64),
            nullable=False,
            comment="salted hash of the reason, never the reason",
        ),
        sa.Column("previous", sa.String(length=64), nullable=False, comment="hash of the line before"),
        sa.Column("digest", sa.String(length=64), nullable=False, comment="hash of this line"),
        sa.PrimaryKeyConstraint("number", name=op.f("pk_ledger_lines")),
    )
    op.create_index(
        op.f("ix_ledger_lines_actor_id_number"), "ledger_lines", ["actor_id", "number"], unique=False
    )
    op.create_index(
        op.f("ix_ledger_lines_subject_number"), "ledger_lines", ["subject", "number"], unique=False
    )
    for statement in EXTRA[op.get_bind().dialect.name]:
        op.execute(statement)


def downgrade() -> None:
    """Take them away again."""
    op.drop_table("ledger_lines")
    if op.get_bind().dialect.name == "postgresql":
        op.execute("DROP FUNCTION ledger_lines_refuse()")
