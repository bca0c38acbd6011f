"""What an officer marks beside a decision, whatever kind of item it is about; it judges nothing."""

from dataclasses import dataclass
from datetime import datetime

from portal.core.redaction import Taken


@dataclass(frozen=True, slots=True)
class Marks:
    """What goes with a decision.

    `taken_out`: kinds left out of the copy. `same_as`: another item that tells of the same event and is
    counted in place of this one. `theme`: the theme it is put under (empty: none; None: as it is).
    `nobody_told`: no agency had to be told. `lead_by`: by when a safeguarding lead has to open what is
    escalated (None: officers never see it again).
    """

    taken_out: frozenset[Taken] = frozenset()
    names_business: bool = False
    same_as: str | None = None
    theme: str | None = None
    nobody_told: bool = False
    lead_by: datetime | None = None


NOTHING = Marks()
"""A decision with nothing beside it."""
