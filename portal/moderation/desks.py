"""The desks whose work comes together in one queue, each spoken to in the same way.

A further kind of thing that waits is one more class here and one more line in `DESKS`.
"""

from dataclasses import dataclass
from datetime import datetime
from typing import Protocol

from sqlalchemy.orm import Session

from portal.adapters.seal import Opener
from portal.core.queue import Position, Wanted
from portal.core.words import pieces
from portal.moderation.rules import Choice, Line
from portal.partnership.rules import Partnership


@dataclass(frozen=True, slots=True)
class Text:
    """Something that was written, opened: its heading, its words, and the words in parts.

    A part is a pair of words and the kind of personal detail they may be (empty: none).
    """

    heading: str
    words: str
    parts: tuple[tuple[str, str], ...]


@dataclass(frozen=True, slots=True)
class Past:
    """An earlier decision and its reason; `taken_out` are kinds of what the copy left out, as codes."""

    what: str
    reason: str
    taken_out: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Beside:
    """What an officer may see and do beside the decision on an opened item.

    `taken_out`: kinds ticked so far. `candidates`: items that may tell of the same event, as code and words;
    `same_as` the one chosen so far, `put_with` those that this one is counted for. `told`: who was told, in
    words. `handovers`: notes of earlier leads, heading and words. `told_apart`: what to know before deciding.
    `may_place`: whether topic and place can be put right. `closes`: whether it can be closed only with an
    outcome. `themes` are pairs of id and name, `theme` the id of its own.
    """

    taken_out: tuple[str, ...] = ()
    names_business: bool = False
    candidates: tuple[tuple[str, str], ...] = ()
    same_as: str = ""
    put_with: tuple[str, ...] = ()
    told: tuple[str, ...] = ()
    handovers: tuple[tuple[str, str], ...] = ()
    told_apart: tuple[str, ...] = ()
    may_place: bool = False
    published: bool = False
    closes: bool = False
    takes_handovers: bool = False
    themes: tuple[tuple[str, str], ...] = ()
    theme: str = ""


@dataclass(frozen=True, slots=True)
class Item:
    """An opened item, as whoever decides sees it.

    `facts` are pairs of words; `texts` the original and what was added later; `copy` the officer's copy so
    far; `verbs` and `codes` pairs of code and words for what may be decided.
    """

    line: Line
    facts: tuple[tuple[str, str], ...]
    texts: tuple[Text, ...]
    copy: str | None
    past: tuple[Past, ...]
    verbs: tuple[tuple[str, str], ...]
    codes: tuple[tuple[str, str], ...]
    beside: Beside = Beside()

    @property
    def original(self) -> str:
        """All that was written, one text after the other."""
        return "\n\n".join(text.words for text in self.texts)


def text_of(heading: str, words: str) -> Text:
    """A text with its likely personal details set apart."""
    return Text(heading, words, tuple((piece.words, piece.kind) for piece in pieces(words)))


class Desk(Protocol):
    """What every desk can do. `room`: what safeguarding leads see, instead of the officers' queue."""

    @property
    def code(self) -> str:
        """Its name in addresses."""

    @property
    def name(self) -> str:
        """Its name on the page: what kind of thing waits there."""

    @property
    def noun(self) -> str:
        """What one of them is called in the ledger."""

    @property
    def all_verbs(self) -> tuple[tuple[str, str], ...]:
        """Every decision it knows: code and words."""

    @property
    def all_codes(self) -> tuple[tuple[str, str], ...]:
        """Every reason to decline: code and words."""

    @property
    def declined_together(self) -> tuple[tuple[str, str], ...]:
        """Reasons for which several alike may be declined at once: code and words."""

    def waiting(
        self,
        session: Session,
        *,
        partnership: Partnership,
        room: bool,
        wanted: Wanted,
        after: Position | None,
        now: datetime,
    ) -> list[Line]:
        """Lines in order, one more than a page, that come after the place `after`."""

    def count(self, session: Session, *, room: bool, wanted: Wanted, now: datetime) -> int:
        """How many lines `waiting` would go through; counting ends at `MOST_COUNTED`."""

    def look(
        self, session: Session, item_id: str, *, partnership: Partnership, room: bool, now: datetime
    ) -> Line:
        """One line, nothing opened. Raises `NotFound`, also for what belongs to the other room."""

    def open(
        self,
        session: Session,
        item_id: str,
        *,
        partnership: Partnership,
        room: bool,
        opener: Opener,
        actor_id: str,
        now: datetime,
    ) -> Item:
        """Open the sealed words; the ledger says so. Raises `NotFound` for what belongs to the other room."""

    def may_undo(self, session: Session, item_id: str, *, now: datetime) -> bool:
        """Whether the last decision can still be taken back. Raises `NotFound`."""

    def decide(
        self,
        session: Session,
        item_id: str,
        choice: Choice,
        *,
        room: bool = False,
        actor_id: str,
        now: datetime,
    ) -> bool:
        """Decide; false where it waits for a second person.

        Raises `Stale` where somebody else decided meanwhile, `NotFound` for what belongs to the other room.
        """
