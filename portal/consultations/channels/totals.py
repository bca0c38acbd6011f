"""How many answers came by which channel: one count that every page and export takes, so that sums agree."""

from dataclasses import dataclass

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from portal.consultations.models import Response
from portal.consultations.rules import Channel, ResponseState

WORDS: dict[Channel, str] = {
    Channel.WEB: "Web",
    Channel.PAPER: "Paper",
    Channel.EVENT: "Event or kiosk",
    Channel.TELEPHONE: "Telephone",
    Channel.INVITATION: "Invitation code",
}


@dataclass(frozen=True, slots=True)
class Totals:
    """Sent answers by channel, every channel named; `waiting`: typed from paper and not counted yet."""

    by_channel: tuple[tuple[Channel, int], ...]
    waiting: int

    @property
    def all(self) -> int:
        """Every sent answer."""
        return sum(number for _, number in self.by_channel)

    def of(self, channel: Channel) -> int:
        """The sent answers of one channel."""
        return dict(self.by_channel)[channel]

    @property
    def rows(self) -> tuple[tuple[str, str], ...]:
        """Channel and number in words, for staff; the last row is their sum."""
        rows = ((WORDS[channel], f"{number:,}") for channel, number in self.by_channel)
        return (*rows, ("All", f"{self.all:,}"))


def totals(session: Session, consultation_id: str) -> Totals:
    """Sent answers of a consultation by channel."""
    query = (
        select(Response.channel, Response.state, func.count())
        .where(Response.consultation_id == consultation_id)
        .group_by(Response.channel, Response.state)
    )
    found = {(channel, state): number for channel, state, number in session.execute(query)}
    return Totals(
        tuple((each, found.get((each, ResponseState.SENT), 0)) for each in Channel),
        sum(number for (_, state), number in found.items() if state == ResponseState.ENTERED),
    )
