"""What a councillor is still writing: a draft, or a referral that came back; nobody else's is found."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from sqlalchemy.orm import Session

from portal.core.actors import Actor
from portal.core.errors import NotFound
from portal.referrals import matter as matters
from portal.referrals import written
from portal.referrals.matter import Matter, MatterIncomplete
from portal.referrals.models import Referral
from portal.referrals.rules import State

WRITTEN = frozenset({State.DRAFT, State.RETURNED})
"""States in which the member may change the words."""

PAGES: Mapping[str, str] = {
    "matter": "What the matter is",
    "place": "Where it is, and who raised it",
    "efforts": "What was tried already",
    "outcome": "What you want, and whom it concerns",
    "evidence": "Figures of the ward, and your papers",
    "fit": "What may speak against it",
}
"""The pages of a draft, in their order."""

PAGE_OF: Mapping[str, str] = {
    "title": "matter",
    "subtopic": "matter",
    "about": "matter",
    "part": "place",
    "raised_by": "place",
    "efforts": "efforts",
    "outcome": "outcome",
    "authorities": "outcome",
    "exclusions_read": "fit",
}
"""On which page each part of a matter is written."""


@dataclass(frozen=True, slots=True)
class Written:
    """What is being written, as it was last kept."""

    id: str
    state: State
    matter: Matter
    begun_on: date
    version: int

    @property
    def came_back(self) -> bool:
        """Whether it was sent once, and came back."""
        return self.state is State.RETURNED

    @property
    def missing(self) -> tuple[str, ...]:
        """The parts of the matter that the committee needs and that are not there yet."""
        try:
            matters.complete(self.matter, looked_again=True)
        except MatterIncomplete as found:
            return found.missing
        return ()

    @property
    def pointing(self) -> tuple[str, ...]:
        """The parts whose words may point to a person."""
        return matters.pointing(self.matter)

    @property
    def to_do(self) -> frozenset[str]:
        """The pages on which something is missing."""
        return frozenset(PAGE_OF[part] for part in self.missing)


def of(session: Session, referral_id: str, actor: Actor) -> Written:
    """What this actor writes under this id. Raises `NotFound`."""
    row = own(session, referral_id, actor)
    if State(row.state) not in WRITTEN:
        raise NotFound(kind="draft", value=referral_id)
    return Written(row.id, State(row.state), written.matter_of(row), row.begun_on, row.version)


def draft(session: Session, referral_id: str, actor: Actor) -> Written | None:
    """The actor's draft under this id; None where it is none, or was sent."""
    try:
        found = of(session, referral_id, actor)
    except NotFound:
        return None
    return None if found.came_back else found


def own(session: Session, referral_id: str, actor: Actor) -> Referral:
    """The row, where it is this actor's own. Raises `NotFound`."""
    row = session.get(Referral, referral_id)
    if row is None or row.member_id != actor.id:
        raise NotFound(kind="referral", value=referral_id)
    return row


def page_after(page: str) -> str | None:
    """The page that follows; None after the last."""
    order = [*PAGES, None]
    return order[order.index(page) + 1]
