"""What a running portal holds, read behind its back: reports, decisions in the ledger, mail that waits."""

from sqlalchemy import func, select

from portal.concerns.models import Concern
from portal.concerns.rules import State
from portal.ledger.models import LedgerLine
from portal.outbox.models import Mail
from tests.journeys.ground import ground_of
from tests.journeys.server import Portal

DECIDED = tuple(f"concern.{done}" for done in ("counted", "declined", "escalated", "counted_as_escalated"))


def mails(portal: Portal) -> list[Mail]:
    """What waits to be sent."""
    database = portal.database
    with database.reading() as session:
        found = list(session.scalars(select(Mail)))
        session.expunge_all()
    database.dispose()
    return found


def concerns(portal: Portal) -> set[str]:
    """Every report there is."""
    database = portal.database
    with database.reading() as session:
        found = set(session.scalars(select(Concern.id)))
    database.dispose()
    return found


def written_down(portal: Portal, address: str, *actions: str) -> int:
    """How many lines about this report the ledger holds: its decisions, or those that are named."""
    item = address.rsplit("/", 1)[-1]
    database = portal.database
    with database.reading() as session:
        lines = select(func.count()).select_from(LedgerLine).where(LedgerLine.subject.contains(item))
        found = session.scalar(lines.where(LedgerLine.action.in_(actions or DECIDED))) or 0
    database.dispose()
    return found


def quiet_wards(portal: Portal) -> list[tuple[str, str]]:
    """Wards from which nothing waits, as code and name."""
    database = portal.database
    with database.reading() as session:
        busy = set(session.scalars(select(Concern.ward).where(Concern.state == State.HELD)))
        busy |= set(session.scalars(select(Concern.ward).where(Concern.message_waiting)))
    database.dispose()
    wards = ground_of(portal.settings.partnership).partnership.wards
    return [(ward.code, ward.name) for ward in wards if ward.code not in busy]
