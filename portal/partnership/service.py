"""Helplines and priorities come from the files once; afterwards officers keep them, and the database wins."""

from dataclasses import fields
from datetime import datetime
from typing import Any

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from portal.core.errors import NotFound, Stale
from portal.core.windows import london_date
from portal.ledger import service as ledger
from portal.partnership import helplines, priorities
from portal.partnership.content import Content, Helpline, PrioritySet
from portal.partnership.models import HelplineRow, PriorityRow, PrioritySetRow
from portal.partnership.queries import value_of

FIRST = 1
"""Version of an entry that nobody has changed."""


def load(session: Session, content: Content, *, now: datetime) -> list[str]:
    """Add what is missing of helplines and priorities; answers what differs, and overwrites nothing."""
    return load_helplines(session, content, now=now) + load_priorities(session, content)


def load_helplines(session: Session, content: Content, *, now: datetime) -> list[str]:
    """Add the helplines that are missing; answers what differs, a line each, and overwrites nothing."""
    differences: list[str] = []
    for position, line in enumerate(content.helplines):
        row = session.get(HelplineRow, line.code)
        if row is None:
            session.add(HelplineRow(position=position, version=FIRST, saved_at=now, **_columns(line)))
            continue
        stored = value_of(row)
        changed = [f.name for f in fields(Helpline) if getattr(stored, f.name) != getattr(line, f.name)]
        if changed:
            differences.append(f"helpline {line.code}: {', '.join(changed)} differ; the database stands.")
    session.flush()
    return differences


def load_priorities(session: Session, content: Content) -> list[str]:
    """Add the sets of priorities that are missing; answers what differs and overwrites nothing."""
    differences: list[str] = []
    for given in content.priorities:
        if session.get(PrioritySetRow, given.year) is None:
            _add_priorities(session, given)
        elif _stored(session, given.year) != _given(given):
            differences.append(f"priorities {given.year}: the list differs; the database stands.")
    session.flush()
    return differences


def save_helpline(
    session: Session, line: Helpline, *, seen_version: int, actor_id: str, now: datetime
) -> None:
    """Keep a changed entry everywhere it shows; an earlier check lapses when what it vouched for changed.

    Raises `NotFound`, `Stale`.
    """
    row = _seen(session, line.code, seen_version)
    if not helplines.check_still_counts(value_of(row), line):
        row.verified_on = row.verified_by = None
    for name, value in _columns(line).items():
        setattr(row, name, value)
    row.version += 1
    row.saved_at = now
    session.flush()
    _record(session, row, "helpline.saved", actor_id=actor_id, now=now, version=row.version)


def add_helpline(session: Session, line: Helpline, *, actor_id: str, now: datetime) -> None:
    """Add an entry at the end of the list. Raises `Stale` where the code is taken."""
    if session.get(HelplineRow, line.code) is not None:
        raise Stale(kind="helpline", value=line.code)
    last = session.scalar(select(func.max(HelplineRow.position))) or 0
    row = HelplineRow(position=last + 1, version=FIRST, saved_at=now, **_columns(line))
    session.add(row)
    session.flush()
    _record(session, row, "helpline.saved", actor_id=actor_id, now=now, version=row.version)


def confirm_helpline(session: Session, code: str, *, seen_version: int, actor_id: str, now: datetime) -> None:
    """An officer vouches that the entry, as it stands, is right today. Raises `NotFound`, `Stale`."""
    row = _seen(session, code, seen_version)
    row.verified_on = london_date(now)
    row.verified_by = actor_id
    session.flush()
    _record(session, row, "helpline.confirmed", actor_id=actor_id, now=now)


def _seen(session: Session, code: str, seen_version: int) -> HelplineRow:
    row = session.get(HelplineRow, code, with_for_update=True)
    if row is None:
        raise NotFound(kind="helpline", value=code)
    if row.version != seen_version:
        raise Stale(kind="helpline", value=code, version=row.version)
    return row


def _record(
    session: Session, row: HelplineRow, action: str, *, actor_id: str, now: datetime, **facts: Any
) -> None:
    ledger.record(session, actor_id=actor_id, action=action, subject=f"helpline:{row.code}", now=now, **facts)


def _columns(line: Helpline) -> dict[str, str | bool]:
    return {f.name: getattr(line, f.name) for f in fields(Helpline)} | {"audience": line.audience.value}


def _add_priorities(session: Session, given: PrioritySet) -> None:
    session.add(
        PrioritySetRow(
            year=given.year, heading=given.heading, source=given.source, illustration=given.illustration
        )
    )
    session.flush()
    session.add_all(priorities.rows_of(given))


def _stored(session: Session, year: str) -> list[tuple[str, str, str]]:
    rows = session.scalars(select(PriorityRow).where(PriorityRow.year == year).order_by(PriorityRow.position))
    return [(row.code, row.name, row.words) for row in rows]


def _given(given: PrioritySet) -> list[tuple[str, str, str]]:
    return [(one.code, one.name, one.words) for one in given.priorities]
