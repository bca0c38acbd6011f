"""Reports that lie in a portal already, sealed with its own keys, as if somebody had sent them before."""

from dataclasses import dataclass

from sqlalchemy import select
from sqlalchemy.orm import Session

from portal.adapters import tokens
from portal.adapters.seal import ReceiptKeys
from portal.concerns import service
from portal.concerns.models import Concern
from portal.concerns.report import Report
from portal.concerns.service import SealTo
from portal.core import receipts
from tests.builders.concerns import a_place, a_report
from tests.journeys.ground import ground_of
from tests.journeys.server import NOW, Portal


@dataclass(frozen=True, slots=True)
class Filed:
    """One report: its id, and the receipt of whoever sent it."""

    id: str
    receipt: str

    @property
    def address(self) -> str:
        """Where officers decide on it."""
        return f"/staff/moderation/concerns/{self.id}"


def filed(portal: Portal, *texts: str, ward: str | None = None, **changes: object) -> list[Filed]:
    """One report for each text; from the first ward unless another is named."""
    partnership = ground_of(portal.settings.partnership).partnership
    where = a_place(partnership, **({"ward": ward} if ward else {}))
    database = portal.database
    with database.transaction() as session:
        sent = [
            _sent(session, portal, a_report(partnership, text=text, where=where, **changes)) for text in texts
        ]
    database.dispose()
    return sent


def _sent(session: Session, portal: Portal, report: Report) -> Filed:
    settings = portal.settings
    phrase = receipts.phrase(tokens.choose(receipts.WORDS, receipts.COUNT))
    keys = ReceiptKeys.from_phrase(phrase, settings.lookup_key)
    known = set(session.scalars(select(Concern.id)))
    service.receive(
        session,
        report,
        receipt=keys,
        partnership=ground_of(settings.partnership).partnership,
        seal_to=SealTo(settings.seal_public, settings.recovery_public),
        now=NOW,
    )
    session.flush()
    (new,) = set(session.scalars(select(Concern.id))) - known
    return Filed(new, phrase)
