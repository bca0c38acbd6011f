"""Writing the ledger: one line for each staff decision, in the decision's own transaction."""

from dataclasses import replace
from datetime import UTC, datetime

from sqlalchemy import select, text
from sqlalchemy.orm import Session

from portal.ledger import rules
from portal.ledger.models import LedgerLine
from portal.ledger.rules import Line

LOCK = 718_281_828
"""Key of the PostgreSQL advisory lock that keeps two writers from taking the same number."""


def record(
    session: Session,
    *,
    actor_id: str,
    action: str,
    subject: str,
    now: datetime,
    reason: str | None = None,
    salt: bytes = b"",
    **facts: str | int,
) -> Line:
    """Append one line; raises `UnknownAction`. `reason` is only hashed; its salt is kept beside the item."""
    written = rules.facts_text(action, facts)
    if session.get_bind().dialect.name == "postgresql":
        session.execute(text("SELECT pg_advisory_xact_lock(:key)"), {"key": LOCK})
    last = session.scalars(select(LedgerLine).order_by(LedgerLine.number.desc()).limit(1)).first()
    line = Line(
        number=last.number + 1 if last else 1,
        at=now.astimezone(UTC).replace(microsecond=0),
        actor_id=actor_id,
        action=action,
        subject=subject,
        facts=written,
        reason_hash=rules.reason_hash(reason, salt) if reason else "",
        previous=last.digest if last else rules.GENESIS,
        digest="",
    )
    line = replace(line, digest=rules.digest_of(line))
    session.add(LedgerLine(**{name: getattr(line, name) for name in Line.__slots__}))
    session.flush()
    return line
