"""What the two rooms are called, and how a refused decision is put in words for an officer."""

from dataclasses import dataclass

from portal.concerns.rules import CodeMissing, Purpose, ReasonMissing
from portal.concerns.safeguarding import OutcomeMissing
from portal.concerns.same_event import NotTheSameEvent
from portal.concerns.theme_rules import ThemeClosed
from portal.core.errors import DomainError, MoveNotAllowed, NotFound, Stale
from portal.core.second_person import BusinessNamedAnew, SamePerson
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


SECOND_PERSON = {
    False: "A colleague decided to count this. Its copy names a business, so it counts only when a second "
    "person agrees. Read both texts: if you agree, leave the copy as it is and decide the same.",
    True: "You decided to count this. Its copy names a business, so a colleague has to agree before it "
    "counts. You can still change the copy.",
}
"""What whoever opens it is told, by whether they were the first person."""

UNOPENED = (
    "This was passed to the safeguarding leads and none of them opened it in time, so you see it. If "
    "somebody may be in danger now, tell the agency that can help, then record it here. It leaves your list "
    "as soon as a lead opens it."
)


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


WHY_NOT_ONE = {
    "itself": "That is this report itself",
    "unknown": "This report is not there, or somebody decides on it just now. Try again, or choose another",
    "elsewhere": "That report is of another kind or ward. Put topic and ward right first",
    "chain": "That report is itself counted with another one. Choose the one that stands for both",
    "stands-for-others": "Other reports are counted with this one already, so it cannot go with another",
    "published": "This report stands in a published picture already",
}
"""Why two reports cannot be counted as one event."""


def box_of(refused: DomainError) -> str:
    """The box of the form that a refusal speaks of."""
    if isinstance(refused, CopyMissing | CopyPointsToSomebody | BusinessNamedAnew):
        return "copy"
    if isinstance(refused, NotTheSameEvent):
        return "same_as"
    if isinstance(refused, ThemeClosed | NotFound):
        return "theme"
    return "nobody_told" if isinstance(refused, OutcomeMissing) else "verb"


SENTENCES: dict[type[DomainError], str] = {
    Stale: "Somebody changed this since you opened it. Read it again; your own text is still in the boxes.",
    MoveNotAllowed: "This decision is not open any more. Choose one of those that are.",
    CopyMissing: "Write your copy of what was said before it is counted",
    ReasonMissing: "Write the reason for your decision",
    CodeMissing: "Choose why it is declined",
    SamePerson: "You decided this first. A colleague has to agree, or take the business out of the copy.",
    BusinessNamedAnew: "Leave the business out, or take the last decision back first",
    OutcomeMissing: "Record which agency was told, or tick that nobody needed to be and write why",
    ThemeClosed: "This theme is closed. Choose another one",
    NotFound: "This theme is not there any more. Choose another one",
}


def refusal_words(refused: DomainError) -> str:
    """What happened and what to do next."""
    if isinstance(refused, CopyPointsToSomebody):
        return f"Take out what could point to somebody: {', '.join(refused.found)}"
    if isinstance(refused, NotTheSameEvent):
        return WHY_NOT_ONE[refused.why]
    return SENTENCES.get(type(refused), "This decision was not possible. Read the item again.")
