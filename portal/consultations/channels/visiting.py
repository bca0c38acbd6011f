"""Answering by another way than the open web page: at an event, or with an invitation code.

The pages are the same; the address, the hidden state and what is noted at the end differ. At an event nothing
is saved half-way, and the receipt does not stay on the screen.
"""

from dataclasses import dataclass, replace
from datetime import datetime
from typing import Any

from sqlalchemy.orm import Session

from portal.adapters.seal import ReceiptKeys
from portal.adapters.tokens import choose, new_id
from portal.consultations import rows, service
from portal.consultations.answering import Note, Turn
from portal.consultations.channels import invitations
from portal.consultations.channels.events import Setting
from portal.consultations.channels.paper import arrived
from portal.consultations.channels.rules import CodeUnknown
from portal.consultations.queries import Asked
from portal.consultations.rules import Channel
from portal.consultations.service import Sent
from portal.consultations.texts import Seals
from portal.consultations.walk import SAVED, Walk
from portal.core import receipts
from portal.partnership.rules import Partnership
from portal.web.hidden_state import StateExpired, StateForged, open_state, seal_state

INVITATION = "invitation"


@dataclass(frozen=True, slots=True)
class Way:
    """One way in: where its forms are sent, what opens its state, at which event or by which invitation."""

    action: str
    purpose: str
    start: str
    event: Setting | None = None
    invitation: str = ""

    @property
    def saves(self) -> bool:
        """Whether somebody may come back later."""
        return self.event is None

    def seal(self, walk: Walk) -> str:
        """The hidden state."""
        return seal_state(self.purpose, walk.to_values() | {INVITATION: self.invitation})

    def opened(self, state: str | None) -> tuple["Way", Walk, Note]:
        """The way with its invitation, the walk so far, and whether the hidden state was aged or lost."""
        try:
            found = open_state(self.purpose, state)
        except (StateExpired, StateForged):
            return self, Walk(), Note.LOST
        invited = str(found.values.get(INVITATION, ""))
        note = Note.AGED if found.aged else Note.NONE
        return replace(self, invitation=invited), Walk.from_values(found.values), note

    def prepared(self, turn: Turn) -> Turn:
        """The turn with a receipt and an order of its own; where nothing is saved, back to the page."""
        walk = turn.walk if turn.walk.seed else replace(turn.walk, seed=new_id())
        if not walk.receipt:
            walk = replace(walk, receipt=receipts.phrase(choose(receipts.WORDS, receipts.COUNT)))
        if turn.show == SAVED and not self.saves:
            return replace(turn, show=walk.at, walk=replace(walk, saved=False))
        return replace(turn, walk=walk)


@dataclass(frozen=True, slots=True)
class House:
    """What storing an answer needs: keys, seals, promises."""

    lookup_key: bytes
    seals: Seals
    partnership: Partnership

    def keys(self, walk: Walk) -> ReceiptKeys:
        """The keys of the receipt that travels."""
        return ReceiptKeys.from_phrase(walk.receipt, self.lookup_key)


def send(session: Session, asked: Asked, way: Way, walk: Walk, house: House, *, now: datetime) -> Sent:
    """Count the answers, and note by which way they came.

    Raises what `service.answer` raises, `CodeUnknown` without an invitation, and `CodeUsed`.
    """
    channel = _channel(way)
    more: dict[str, Any] = {"partnership": house.partnership, "now": now, "channel": channel}
    keys = house.keys(walk)
    sent = service.answer(session, asked.slug, walk.answers, receipt=keys, seals=house.seals, **more)
    _note(session, way, sent.response_id)
    return sent


def save(session: Session, asked: Asked, way: Way, walk: Walk, house: House, *, now: datetime) -> None:
    """Keep what was answered so far; the code is used from now on. Raises as `send` does."""
    keys, channel = house.keys(walk), _channel(way)
    service.save(session, asked.slug, walk.working(), receipt=keys, now=now, channel=channel)
    response = rows.held(session, rows.find(session, asked.slug), keys)
    assert response is not None  # it was saved just now
    _note(session, way, response.id)


def _channel(way: Way) -> Channel:
    if way.event is not None:
        return Channel.EVENT
    if not way.invitation:
        raise CodeUnknown()
    return Channel.INVITATION


def _note(session: Session, way: Way, response_id: str) -> None:
    if way.event is not None:
        arrived(session, response_id, event_id=way.event.id)
    else:
        invitations.spend(session, way.invitation, response_id)
