"""What an officer looks for in the queue: codes of closed lists, so that nothing typed stands in an address.

What is not on a list asks for nothing.
"""

from collections.abc import Mapping
from dataclasses import dataclass, fields, replace
from datetime import datetime
from enum import StrEnum
from urllib.parse import urlencode

from portal.core.queue import HIGH, NORMAL, Show, Wanted
from portal.moderation.due import Due, window


class Whose(StrEnum):
    """Whose work it is: mine, or nobody's yet."""

    MINE = "mine"
    NOBODYS = "nobodys"


RISKS = (HIGH, NORMAL)
SOONEST = "due"
"""The order of what is due soonest; without it risk comes first."""


@dataclass(frozen=True, slots=True)
class Filters:
    """One code each; empty asks for nothing. `kind` is a desk; `order` leaves nothing out, it goes along."""

    kind: str = ""
    topic: str = ""
    ward: str = ""
    risk: str = ""
    due: str = ""
    state: str = ""
    claimed: str = ""
    order: str = ""

    @property
    def pairs(self) -> tuple[tuple[str, str], ...]:
        """What is looked for, by name."""
        return tuple((name, value) for name, value in self._all if name != "order")

    @property
    def by_due(self) -> bool:
        """Whether what is due soonest comes first, whatever the risk."""
        return self.order == SOONEST

    @property
    def turned(self) -> "Filters":
        """The same in the other order."""
        return replace(self, order="" if self.by_due else SOONEST)

    @property
    def cleared(self) -> "Filters":
        """Everything, in the same order."""
        return Filters(order=self.order)

    @property
    def kept(self) -> str:
        """What is asked, as the end of an address, so that it goes along from page to page."""
        return f"?{urlencode(self._all)}" if self._all else ""

    @property
    def _all(self) -> tuple[tuple[str, str], ...]:
        return tuple((each.name, value) for each in fields(self) if (value := getattr(self, each.name)))

    def asked(self, *, now: datetime, everybodys: frozenset[str], mine: frozenset[str]) -> Wanted:
        """The same for the desks; `everybodys` and `mine` are the items that are worked on."""
        first, last = window(Due(self.due) if self.due else None, now)
        return Wanted(
            topic=self.topic,
            ward=self.ward,
            risk=self.risk,
            show=Show(self.state) if self.state else None,
            due_from=first,
            due_until=last,
            only=mine if self.claimed == Whose.MINE else None,
            without=everybodys if self.claimed == Whose.NOBODYS else frozenset(),
        )


NOTHING_ASKED = Filters()


def read(
    values: Mapping[str, str], *, kinds: frozenset[str], topics: frozenset[str], wards: frozenset[str]
) -> Filters:
    """What an address or a form asks for; a code that is on no list is left out."""
    known: dict[str, frozenset[str]] = {
        "kind": kinds,
        "topic": topics,
        "ward": wards,
        "risk": frozenset(RISKS),
        "due": frozenset(Due),
        "state": frozenset(Show),
        "claimed": frozenset(Whose),
        "order": frozenset({SOONEST}),
    }
    return Filters(**{name: values[name] for name in known if values.get(name, "") in known[name]})
