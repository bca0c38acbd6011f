"""What the one queue asks of every desk: what to look for, and where on the list the reader was.

Holds codes, moments and ids only; nothing that anybody typed. A place on the list is told by risk, due and
id, so it stays right when the item that stood there was decided meanwhile.
"""

import re
from dataclasses import dataclass
from datetime import UTC, datetime
from enum import StrEnum

ROWS = 51  # one page of the queue, and one row that says whether there is another
MOST_COUNTED = 10_000  # items of one kind: counting further would take longer than it tells anybody
HIGH, NORMAL = "high", "normal"
WRITTEN = re.compile(r"([hn])-(\d{14})-([a-z0-9]{1,32})", re.ASCII)
MOMENT = "%Y%m%d%H%M%S"


class Show(StrEnum):
    """Which part of what waits: never read, part of a surge, or with something new from its writer."""

    WAITS = "waits"
    SURGE = "surge"
    MESSAGE = "message"


@dataclass(frozen=True, slots=True)
class Position:
    """A place on the list: risk, due, id."""

    high: bool
    due_at: datetime
    id: str

    @property
    def risk(self) -> str:
        """The risk as it is stored."""
        return HIGH if self.high else NORMAL

    def at(self, risk: str) -> "Position":
        """The same place among what has this risk, where a list goes by due alone."""
        return Position(risk == HIGH, self.due_at, self.id)

    @property
    def written(self) -> str:
        """The place as an address holds it."""
        return f"{self.risk[0]}-{self.due_at.astimezone(UTC).strftime(MOMENT)}-{self.id}"


@dataclass(frozen=True, slots=True)
class Wanted:
    """What to look for; what is empty is not asked. `due_from` is included, `due_until` is not.

    `only`: none but these ids. `without`: these ids stay out.
    """

    topic: str = ""
    ward: str = ""
    risk: str = ""
    show: Show | None = None
    due_from: datetime | None = None
    due_until: datetime | None = None
    only: frozenset[str] | None = None
    without: frozenset[str] = frozenset()

    def risks(self, after: Position | None) -> tuple[str, ...]:
        """The risks still to be read, the urgent first."""
        asked = (self.risk,) if self.risk in (HIGH, NORMAL) else (HIGH, NORMAL)
        return tuple(risk for risk in asked if after is None or after.high or risk != HIGH)


EVERYTHING = Wanted()


def read_position(text: str | None) -> Position | None:
    """The place an address speaks of; None for the beginning and for what is no place."""
    found = WRITTEN.fullmatch(text or "")
    if found is None:
        return None
    try:
        due_at = datetime.strptime(found[2], MOMENT).replace(tzinfo=UTC)
    except ValueError:
        return None
    return Position(found[1] == "h", due_at, found[3])
