"""Reports as people write them, for stories."""

from collections.abc import Mapping
from datetime import UTC, datetime

from sqlalchemy.orm import Session

from portal.adapters.seal import ReceiptKeys, new_pair
from portal.concerns import service
from portal.concerns.report import (
    Before,
    Connection,
    HowMuch,
    HowOften,
    Impact,
    Report,
    TimeOfDay,
    Unsafe,
    When,
    Where,
)
from portal.concerns.service import Received, SealTo
from portal.partnership.rules import Partnership

PHRASE = "lamp orange river seven bridge table cloud"
LOOKUP_KEY = b"k" * 32
MONDAY = datetime(2026, 11, 23, 10, 0, tzinfo=UTC)

WORKING_PRIVATE, WORKING = new_pair()
RECOVERY_PRIVATE, RECOVERY = new_pair()
SEAL_TO = SealTo(WORKING, RECOVERY)


def a_place(partnership: Partnership | None = None, **changes: object) -> Where:
    """A ward and nothing finer, of this partnership."""
    ward = partnership.wards[0].code if partnership else "E05000001"
    return Where(**{"area": None, "ward": ward, **changes})  # type: ignore[arg-type]


def a_report(partnership: Partnership | None = None, **changes: object) -> Report:
    """A report of the lights being out, of this partnership's street topic."""
    values: dict[str, object] = {
        "topic": "asb-street",
        "subtopic": "intimidating-groups",
        "where": a_place(partnership),
        "when": When.WEEK,
        "often": HowOften.FEW,
        "time_of_day": TimeOfDay.NIGHT,
        "before": Before.TO_ME,
        "unsafe": (Unsafe.LIGHTING, Unsafe.GROUP),
        "impact": Impact(people=HowMuch.A_LOT, community=HowMuch.SOME),
        "connection": Connection.LIVE,
        "text": "The lights under the bridge have been out all week and people feel watched.",
        **changes,
    }
    return Report(**values)  # type: ignore[arg-type]


def a_receipt(phrase: str = PHRASE) -> ReceiptKeys:
    """What seven words unlock."""
    return ReceiptKeys.from_phrase(phrase, LOOKUP_KEY)


def sent(
    session: Session,
    partnership: Partnership,
    *,
    phrase: str = PHRASE,
    now: datetime = MONDAY,
    seal_to: SealTo = SEAL_TO,
    about: Mapping[str, str] | None = None,
    **changes: object,
) -> Received:
    """A report that has been sent."""
    return service.receive(
        session,
        a_report(partnership, **changes),
        receipt=a_receipt(phrase),
        partnership=partnership,
        seal_to=seal_to,
        about=about,
        now=now,
    )
