"""Hotspots as staff begin them, for stories."""

from datetime import UTC, date, datetime

from sqlalchemy.orm import Session

from portal.core.windows import months_on
from portal.hotspots import service
from portal.hotspots.rules import HotspotWords, Place
from tests.builders.releases import counted, home, kinds

OFFICER = "o" * 26
MONDAY = datetime(2026, 11, 23, 10, 0, tzinfo=UTC)
TODAY = date(2026, 11, 23)
AT = home()
AREA = AT.ground.areas[0]
PLAIN = next(kind for _, kind in kinds(AT, sensitive=False) if kind.owner)
SENSITIVE = next(kind for _, kind in kinds(AT, sensitive=True) if kind.owner)
NOW, YEAR_AGO = date(2026, 7, 1), date(2025, 7, 1)
"""First month of the newest quarter that is over, and of the same quarter a year before."""


def a_hotspot(session: Session, name: str = "Dark corner", **changes: object) -> str:
    """A hotspot in its first stage; its id. `place`, `owner`, `note` may be given."""
    values: dict[str, object] = {
        "owner": PLAIN.owner,
        "place": Place(area=AREA.id),
        "note": "Many tell of it since the summer.",
        **changes,
    }
    words = HotspotWords(name, **values)  # type: ignore[arg-type]
    return service.begin(session, words, actor_id=OFFICER, now=MONDAY)


def reported(session: Session, number: int, month: date = NOW, **changes: object) -> None:
    """So many counted concerns of one month, from `AREA` and of the plain kind unless told otherwise."""
    values = {"area": AREA.id, "ward": AREA.ward, "subtopic": PLAIN.code, "received_on": month, **changes}
    counted(session, AT, number, **values)


def long_open(session: Session) -> None:
    """The portal has been open for more than a year: somebody reported something else then."""
    counted(session, AT, 1, received_on=date(2024, 10, 1))


def months_ago(number: int) -> date:
    """First of the month so many months before the stories' day."""
    return months_on(TODAY.replace(day=1), -number)
