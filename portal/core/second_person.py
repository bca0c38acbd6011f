"""A copy that names a business counts once two different people have looked at the same words.

Refuses the second look of the person who had the first. What was changed in between is looked at anew.
"""

from dataclasses import dataclass
from enum import StrEnum

from portal.core.businesses import businesses
from portal.core.errors import DomainError


class SamePerson(DomainError):
    """Whoever decided first may not confirm it as well."""

    code = "same-person"
    status = 403


class BusinessNamedAnew(DomainError):
    """What stands already is given a copy that names a business: the decision has to be taken back first."""

    code = "business-named-anew"


class Look(StrEnum):
    """What comes of a decision."""

    STANDS = "stands"
    WAITS = "waits"


@dataclass(frozen=True, slots=True)
class First:
    """The first person's decision: the account's id and the copy it was about."""

    actor_id: str
    copy: str


def look(first: First | None, *, actor_id: str, copy: str, names_business: bool) -> Look:
    """Whether the decision stands now or waits for somebody else. Raises `SamePerson`.

    `names_business` is the officer's own tick; names that are found count as well. The same words need a
    second person even where the tick was taken away.
    """
    if first is not None and same_words(first.copy, copy):
        if first.actor_id == actor_id:
            raise SamePerson()
        return Look.STANDS
    return Look.WAITS if names_business or businesses(copy) else Look.STANDS


def look_again(standing: str, *, copy: str, names_business: bool) -> Look:
    """The same for an item that stands already. Raises `BusinessNamedAnew` where other words name one."""
    if not same_words(standing, copy) and (names_business or businesses(copy)):
        raise BusinessNamedAnew()
    return Look.STANDS


def same_words(one: str, other: str) -> bool:
    """Whether two copies say the same, however they are spaced."""
    return one.split() == other.split()
