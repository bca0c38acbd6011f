"""What is kept for how long, how much is due to go, and its going; gathered from the slices that hold it.

Refuses to touch what no rule of the partnership names. Copies on other media, the ledger's own years and the
text of a consultation are kept by hand: nobody here knows when a backup was made or a report was published.
"""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta

from sqlalchemy.orm import Session

from portal.adapters.db import Database
from portal.concerns import keeping as concerns
from portal.consultations import keeping as consultations
from portal.core.windows import london_date
from portal.notices.rules import kept_for
from portal.outbox import service as outbox
from portal.partnership.rules import RetentionRule
from portal.staff import queries as staff
from portal.staff import service as accounts

Counting = Callable[[Session, datetime, int], int]
"""How many records are due, or how many went, at a moment under a rule of so many days."""


@dataclass(frozen=True, slots=True)
class KeptRow:
    """One kind of record: what it is, for how long it is kept, how many are due (None: not counted)."""

    record: str
    words: str
    period: str
    due: int | None


@dataclass(frozen=True, slots=True)
class Keeper:
    """Who counts and who deletes one kind of record."""

    due: Counting
    forget: Counting


def _of_reports(record: str) -> Keeper:
    def until(now: datetime, days: int) -> date:
        return london_date(now) - timedelta(days=days)

    return Keeper(
        lambda session, now, days: concerns.due(session, record, until=until(now, days)),
        lambda session, now, days: concerns.forget(session, record, until=until(now, days)),
    )


KEEPERS: dict[str, Keeper] = {
    **{record: _of_reports(record) for record in concerns.RECORDS},
    "draft": Keeper(
        lambda session, now, days: consultations.drafts_due(session, until=now - timedelta(days=days)),
        lambda session, now, days: consultations.forget_drafts(session, until=now - timedelta(days=days)),
    ),
    "outbox": Keeper(
        lambda session, now, days: outbox.sent_due(session, until=now - timedelta(days=days)),
        lambda session, now, days: outbox.forget_sent(session, until=now - timedelta(days=days)),
    ),
    "leaver": Keeper(
        lambda session, now, days: staff.leavers_due(session, now=now, days=days),
        lambda session, now, days: accounts.forget_leavers(session, now=now, days=days),
    ),
}
"""Kinds of record that the clean-up deletes."""


def rows(session: Session, retention: Sequence[RetentionRule], *, now: datetime) -> tuple[KeptRow, ...]:
    """Every rule of the partnership, in its order."""
    return tuple(
        KeptRow(
            record=rule.record.replace("_", " ").capitalize(),
            words=rule.words,
            period=kept_for(rule.days),
            due=KEEPERS[rule.record].due(session, now, rule.days) if rule.record in KEEPERS else None,
        )
        for rule in retention
    )


def purge(
    database: Database, retention: Sequence[RetentionRule], *, now: datetime, dry_run: bool = False
) -> Iterator[tuple[str, int]]:
    """Delete what has been kept long enough, kind by kind: each kind and how many of it went.

    A dry run deletes nothing and answers how many are due.
    """
    for rule in (each for each in retention if each.record in KEEPERS):
        keeper = KEEPERS[rule.record]
        if dry_run:
            with database.reading() as session:
                yield rule.record, keeper.due(session, now, rule.days)
            continue
        with database.transaction() as session:
            number = keeper.forget(session, now, rule.days)
        yield rule.record, number
    if not dry_run:
        database.put_in_order()
