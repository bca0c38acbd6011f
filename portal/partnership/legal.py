"""What the law asks a partnership to tell, as far as it differs from one to the next.

Refuses nothing by itself: `blanks` names what a real portal cannot open without.
"""

from dataclasses import dataclass

NEEDED = ("dpo_contact", "registration", "foi_contact", "accessibility_contact")
"""What only the partnership itself can write down; a demonstration does without."""


@dataclass(frozen=True, slots=True)
class Basis:
    """What information is used for, and the law that allows it."""

    purpose: str
    law: str


@dataclass(frozen=True, slots=True)
class Legal:
    """The section [legal] of partnership.toml; an empty text is not filled in yet.

    `dpo_contact`: how to reach the data protection officer. `registration`: the controller's number in the
    Information Commissioner's register. `foi_contact`: where papers are asked for. `accessibility_contact`:
    whom to tell about a page that is hard to use.
    """

    dpo_contact: str = ""
    registration: str = ""
    foi_contact: str = ""
    accessibility_contact: str = ""
    bases: tuple[Basis, ...] = ()

    @property
    def blanks(self) -> tuple[str, ...]:
        """Names of what is not filled in."""
        found = tuple(name for name in NEEDED if not getattr(self, name))
        return found if self.bases else (*found, "basis")
