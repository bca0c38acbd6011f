"""The ledger's table. The database itself refuses to change or remove a line."""

from datetime import datetime

from sqlalchemy import DDL, Index, Integer, String, Text, event
from sqlalchemy.orm import Mapped, mapped_column

from portal.adapters.db import Base, UtcDateTime


class LedgerLine(Base):
    """One staff decision."""

    __tablename__ = "ledger_lines"
    __table_args__ = (Index(None, "subject", "number"), Index(None, "actor_id", "number"))

    number: Mapped[int] = mapped_column(
        Integer, primary_key=True, autoincrement=False, comment="place of the line in the ledger"
    )
    at: Mapped[datetime] = mapped_column(UtcDateTime, comment="when a member of staff decided")
    actor_id: Mapped[str] = mapped_column(String(32), comment="random id of the staff account")
    action: Mapped[str] = mapped_column(String(60), comment="what was done, as a code")
    subject: Mapped[str] = mapped_column(String(80), comment="kind and random id of what it was done to")
    facts: Mapped[str] = mapped_column(Text, comment="codes and versions of the decision")
    reason_hash: Mapped[str] = mapped_column(
        String(64), comment="salted hash of the reason, never the reason"
    )
    previous: Mapped[str] = mapped_column(String(64), comment="hash of the line before")
    digest: Mapped[str] = mapped_column(String(64), comment="hash of this line")


SQLITE_GUARDS = tuple(
    f"CREATE TRIGGER ledger_lines_no_{verb.lower()} BEFORE {verb} ON ledger_lines "
    f"BEGIN SELECT RAISE(ABORT, 'the ledger is append-only'); END"
    for verb in ("UPDATE", "DELETE")
) + (
    # INSERT OR REPLACE would take a line away without any DELETE; so a new line only ever follows the last.
    "CREATE TRIGGER ledger_lines_no_gap BEFORE INSERT ON ledger_lines "
    "WHEN NEW.number <> (SELECT COALESCE(MAX(number), 0) + 1 FROM ledger_lines) "
    "BEGIN SELECT RAISE(ABORT, 'the ledger is append-only'); END",
)
POSTGRES_GUARDS = (
    "CREATE OR REPLACE FUNCTION ledger_lines_refuse() RETURNS trigger AS "
    "$$ BEGIN RAISE EXCEPTION 'the ledger is append-only'; END $$ LANGUAGE plpgsql",
    "CREATE TRIGGER ledger_lines_append_only BEFORE UPDATE OR DELETE ON ledger_lines "
    "FOR EACH ROW EXECUTE FUNCTION ledger_lines_refuse()",
    "CREATE TRIGGER ledger_lines_no_truncate BEFORE TRUNCATE ON ledger_lines "
    "FOR EACH STATEMENT EXECUTE FUNCTION ledger_lines_refuse()",
)

for _statement in SQLITE_GUARDS:
    event.listen(LedgerLine.__table__, "after_create", DDL(_statement).execute_if(dialect="sqlite"))
for _statement in POSTGRES_GUARDS:
    event.listen(LedgerLine.__table__, "after_create", DDL(_statement).execute_if(dialect="postgresql"))
