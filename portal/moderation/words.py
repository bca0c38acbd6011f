"""What the two rooms are called, and how a refused decision is put in words for an officer."""

from dataclasses import dataclass

from portal.concerns.rules import CodeMissing, Purpose, ReasonMissing
from portal.core.errors import DomainError, MoveNotAllowed, Stale
from portal.moderation.rules import CopyMissing, CopyPointsToSomebody
from portal.partnership.rules import Partnership

PURPOSES = (
    (Purpose.CRIME_AND_ASB, "Reducing crime, disorder and anti-social behaviour"),
    (Purpose.ILLICIT_SUBSTANCES, "Reducing the misuse of illicit substances"),
    (Purpose.REOFFENDING, "Reducing reoffending"),
    (Purpose.TERRORISM, "Preventing terrorism"),
    (Purpose.CHILD, "Safeguarding a child"),
    (Purpose.ADULT, "Safeguarding an adult at risk"),
    (Purpose.VITAL_INTERESTS, "Protecting somebody’s life"),
    (Purpose.COURT_OR_STATUTE, "A court order or a statutory duty"),
)
"""The four purposes of the information-sharing terms (7.1a), and the duties that go before them."""


OTHERS = (
    ("childrens-services", "Children’s social care"),
    ("adult-services", "Adult social care"),
    ("ambulance", "Ambulance service"),
    ("landlord", "A social landlord"),
    ("elsewhere", "An agency of another area"),
)
"""Agencies that every area has, beside the partnership's own authorities."""


def agencies(partnership: Partnership) -> tuple[tuple[str, str], ...]:
    """Who may be told something, as codes and words: the ledger keeps the code, so nobody types a name."""
    return (*((each.code, each.name) for each in partnership.authorities), *OTHERS)


@dataclass(frozen=True, slots=True)
class Room:
    """The officers' queue (`room` false) or the safeguarding room, and the names of its pages."""

    room: bool
    path: str
    name: str

    @property
    def list(self) -> str:
        """The view that lists what waits."""
        return "moderation_staff.safeguarding" if self.room else "moderation_staff.queue"

    @property
    def item(self) -> str:
        """The view of one item that is not opened."""
        view = "safeguarding_item" if self.room else "item"
        return f"moderation_staff.deciding.{view}"


OFFICERS = Room(room=False, path="moderation", name="Waiting for a decision")
LEADS = Room(room=True, path="safeguarding", name="Safeguarding")


def refusal_words(refused: DomainError) -> str:
    """What happened and what to do next."""
    if isinstance(refused, Stale):
        return (
            "Somebody changed this since you opened it. Read it again; your own text is still in the boxes."
        )
    if isinstance(refused, MoveNotAllowed):
        return "This decision is not open any more. Choose one of those that are."
    if isinstance(refused, CopyMissing):
        return "Write your copy of what was said before it is counted"
    if isinstance(refused, CopyPointsToSomebody):
        return f"Take out what could point to somebody: {', '.join(refused.found)}"
    if isinstance(refused, ReasonMissing):
        return "Write the reason for your decision"
    if isinstance(refused, CodeMissing):
        return "Choose why it is declined"
    return "This decision was not possible. Read the item again."
