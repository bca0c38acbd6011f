"""What is kept for how long, how much is due to go, and its going; gathered from the slices that hold it.

Refuses to touch what no rule of the partnership names, and what a hold keeps. Copies on other media and the
ledger's own years are kept by hand: nobody here knows when a backup was made.
"""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta

from sqlalchemy.orm import Session

from portal.adapters.db import Database
from portal.concerns import keeping as concerns
from portal.concerns import tallies, theme_keeping
from portal.consultations import keeping as consultations
from portal.consultations.channels import keeping as channels
from portal.contact import keeping as contact
from portal.contact.keeping import Held
from portal.core.windows import london_date
from portal.front import holds
from portal.front.models import HeldRecord
from portal.hotspots import keeping as hotspots
from portal.meetings import keeping as meetings
from portal.meetings import links
from portal.news import keeping as news
from portal.notices.rules import kept_for
from portal.outbox import service as outbox
from portal.outcomes import keeping as outcomes
from portal.packs import keeping as packs
from portal.partnership.rules import RetentionRule
from portal.plan import comments
from portal.referrals import keeping as referrals
from portal.referrals import sitting_keeping
from portal.staff import queries as staff
from portal.staff import service as accounts

AT_ONCE = 500
"""Records in one transaction: a clean-up that is stopped has lost nothing, and goes on where it was."""

BY_HAND = frozenset({"equality_link", "ledger", "backup"})
"""Kinds that the clean-up does not delete: another command does, or nobody here knows their day."""


@dataclass(frozen=True, slots=True)
class Asked:
    """Which records are meant: of this moment, under a rule of so many days, without what is held."""

    now: datetime
    days: int
    held: Held = ()

    @property
    def since(self) -> datetime:
        """The moment from which on they stay."""
        return self.now - timedelta(days=self.days)

    @property
    def until(self) -> date:
        """The last day of which they go."""
        return london_date(self.now) - timedelta(days=self.days)


Counting = Callable[[Session, Asked], int]
"""How many records are due, or how many of them went; going stops at `AT_ONCE`."""


@dataclass(frozen=True, slots=True)
class KeptRow:
    """One kind of record: what it is, for how long it is kept, how many are due and how many are held.

    `due` and `held` are None where the clean-up does not count them.
    """

    record: str
    words: str
    period: str
    due: int | None
    held: int | None


@dataclass(frozen=True, slots=True)
class Keeper:
    """Who counts and who deletes one kind of record; `holds` names what may be held of it."""

    due: Counting
    forget: Counting
    holds: HeldRecord | None = None

    def asked(self, now: datetime, days: int) -> Asked:
        """What goes now."""
        held = holds.held(self.holds, today=london_date(now)) if self.holds else ()
        return Asked(now, days, held)

    def numbers(self, session: Session, now: datetime, days: int) -> tuple[int, int]:
        """How many are due, and how many would be if they were not held."""
        due = self.due(session, self.asked(now, days))
        return due, (self.due(session, Asked(now, days)) - due if self.holds else 0)


def _of_reports(record: str) -> Keeper:
    return Keeper(
        lambda session, of: concerns.due(session, record, until=of.until, held=of.held),
        lambda session, of: concerns.forget(session, record, until=of.until, held=of.held, at_most=AT_ONCE),
        HeldRecord.CONCERN,
    )


def _of_referrals(record: str) -> Keeper:
    return Keeper(
        lambda session, of: referrals.due(session, record, until=of.until, held=of.held),
        lambda session, of: referrals.forget(session, record, until=of.until, held=of.held, at_most=AT_ONCE),
        HeldRecord.REFERRAL,
    )


def _forget_leavers(session: Session, of: Asked) -> int:
    """Their accounts, and what still names them: a seat on the committee."""
    gone = accounts.forget_leavers(session, now=of.now, days=of.days)
    referrals.forget_seats(session)
    return gone


KEEPERS: dict[str, Keeper] = {
    **{record: _of_reports(record) for record in concerns.RECORDS},
    "equality_tally": Keeper(
        lambda session, of: tallies.due(session, until=of.until),
        lambda session, of: tallies.forget(session, until=of.until),
    ),
    "consultation_text": Keeper(
        lambda session, of: consultations.texts_due(session, until=of.until, held=of.held),
        lambda session, of: consultations.forget_texts(
            session, until=of.until, held=of.held, at_most=AT_ONCE
        ),
        HeldRecord.ANSWER,
    ),
    "consultation_signature": Keeper(
        lambda session, of: consultations.signatures_due(session, until=of.since),
        lambda session, of: consultations.forget_signatures(session, until=of.since, at_most=AT_ONCE),
    ),
    "draft": Keeper(
        lambda session, of: consultations.drafts_due(session, until=of.since),
        lambda session, of: consultations.forget_drafts(session, until=of.since, at_most=AT_ONCE),
    ),
    "preview": Keeper(
        lambda session, of: consultations.previews_due(session, until=of.since),
        lambda session, of: consultations.forget_previews(session, until=of.since, at_most=AT_ONCE),
    ),
    "typed_by": Keeper(
        lambda session, of: channels.due(session, until=of.until),
        lambda session, of: channels.forget(session, until=of.until, at_most=AT_ONCE),
    ),
    **{record: _of_referrals(record) for record in referrals.RECORDS},
    "contact": Keeper(
        lambda session, of: contact.due(session, until=of.until, held=of.held),
        lambda session, of: contact.forget(session, until=of.until, held=of.held, at_most=AT_ONCE),
        HeldRecord.CASE,
    ),
    "hold": Keeper(
        lambda session, of: holds.over(session, until=of.until),
        lambda session, of: holds.forget(session, until=of.until, at_most=AT_ONCE),
    ),
    "plan_comment": Keeper(
        lambda session, of: comments.due(session, until=of.until),
        lambda session, of: comments.forget(session, until=of.until, at_most=AT_ONCE),
    ),
    "theme": Keeper(
        lambda session, of: theme_keeping.due(session, until=of.until, used=hotspots.themes()),
        lambda session, of: theme_keeping.forget(
            session, until=of.until, used=hotspots.themes(), at_most=AT_ONCE
        ),
    ),
    "hotspot": Keeper(
        lambda session, of: hotspots.due(session, until=of.since),
        lambda session, of: hotspots.forget(session, until=of.since, at_most=AT_ONCE),
    ),
    "recorded_crime": Keeper(
        lambda session, of: hotspots.months_due(session, until=of.until),
        lambda session, of: hotspots.forget_months(session, until=of.until),
    ),
    "outcome": Keeper(
        lambda session, of: outcomes.due(session, until=of.since, held=of.held),
        lambda session, of: outcomes.forget(session, until=of.since, held=of.held, at_most=AT_ONCE),
        HeldRecord.OUTCOME,
    ),
    "unread_news": Keeper(
        lambda session, of: news.due(session, until=of.since),
        lambda session, of: news.forget(session, until=of.since, at_most=AT_ONCE),
    ),
    "outbox": Keeper(
        lambda session, of: outbox.sent_due(session, until=of.since),
        lambda session, of: outbox.forget_sent(session, until=of.since),
    ),
    "pack": Keeper(
        lambda session, of: packs.due(session, until=of.since, held=of.held),
        lambda session, of: packs.forget(session, until=of.since, held=of.held, at_most=AT_ONCE),
        HeldRecord.PACK,
    ),
    "meeting": Keeper(
        lambda session, of: meetings.due(session, until=of.until, held=of.held),
        lambda session, of: meetings.forget(session, until=of.until, held=of.held, at_most=AT_ONCE),
        HeldRecord.MEETING,
    ),
    "sitting": Keeper(
        lambda session, of: sitting_keeping.due(session, until=of.until),
        lambda session, of: sitting_keeping.forget(session, until=of.until, at_most=AT_ONCE),
    ),
    "update_link": Keeper(
        lambda session, of: links.due(session, until=of.until),
        lambda session, of: links.forget(session, until=of.until),
    ),
    "leaver": Keeper(
        lambda session, of: staff.leavers_due(session, now=of.now, days=of.days),
        lambda session, of: _forget_leavers(session, of),
    ),
}
"""Kinds of record that the clean-up deletes."""


def rows(session: Session, retention: Sequence[RetentionRule], *, now: datetime) -> tuple[KeptRow, ...]:
    """Every rule of the partnership, in its order."""
    return tuple(_row(session, rule, now) for rule in retention)


def purge(
    database: Database, retention: Sequence[RetentionRule], *, now: datetime, dry_run: bool = False
) -> Iterator[tuple[str, int]]:
    """Delete what has been kept long enough, kind by kind: each kind and how many of it went.

    Some at a time, each time in a transaction of its own: stopped and begun again, it ends at the same place.
    A dry run deletes nothing and answers how many are due.
    """
    for rule in (each for each in retention if each.record in KEEPERS):
        keeper = KEEPERS[rule.record]
        if dry_run:
            with database.reading() as session:
                yield rule.record, keeper.due(session, keeper.asked(now, rule.days))
            continue
        yield rule.record, sum(_batches(database, keeper, keeper.asked(now, rule.days)))
    if not dry_run:
        database.put_in_order()


def told(
    database: Database, retention: Sequence[RetentionRule], *, now: datetime, dry_run: bool
) -> Iterator[str]:
    """The same as `purge`, in the words of the command line; a dry run says what is held too."""
    if not dry_run:
        for record, number in purge(database, retention, now=now):
            yield f"{record}: {number} deleted"
        return
    for rule in (each for each in retention if each.record in KEEPERS):
        with database.reading() as session:
            due, held = KEEPERS[rule.record].numbers(session, now, rule.days)
        yield f"{rule.record}: {due} due" + (f", {held} held" if held else "")


def _batches(database: Database, keeper: Keeper, asked: Asked) -> Iterator[int]:
    number = 1
    while number:
        with database.transaction() as session:
            number = keeper.forget(session, asked)
        yield number


def _row(session: Session, rule: RetentionRule, now: datetime) -> KeptRow:
    keeper = KEEPERS.get(rule.record)
    due, held = keeper.numbers(session, now, rule.days) if keeper else (None, None)
    return KeptRow(
        record=rule.record.replace("_", " ").capitalize(),
        words=rule.words,
        period=kept_for(rule.days),
        due=due,
        held=held if keeper and keeper.holds else None,
    )
