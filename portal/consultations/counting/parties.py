"""Residents, workers and visitors, each with figures of their own: no headline ever mixes them.

Each respondent belongs to one. Parties too small to be seen are joined, and where even that is too small they
are left out, never mixed in. Without a question about ties to the area everybody is one party.
"""

from collections.abc import Iterable
from dataclasses import dataclass

from portal.consultations.counting.audiences import NAMES, SMALLEST, Answers
from portal.consultations.rules import Audience

EVERYBODY = "everybody"
APART = tuple((each,) for each in Audience)
JOINED = ((Audience.RESIDENT,), (Audience.WORKER, Audience.VISITOR))


@dataclass(frozen=True, slots=True)
class Person:
    """What one respondent chose, and how it came: no id, no moment."""

    answers: Answers
    audience: str | None
    ward: str | None
    channel: str


@dataclass(frozen=True, slots=True)
class Party:
    """People who are counted together."""

    code: str
    name: str
    people: tuple[Person, ...]

    def holds(self, one: Person) -> bool:
        """Whether somebody is counted in this party."""
        return self.code == EVERYBODY or (one.audience is not None and one.audience in self.code.split("-"))


def parties(people: Iterable[Person], *, asked: bool) -> tuple[Party, ...]:
    """The parties that may stand side by side; `asked`: whether people were asked what ties them here.

    One party alone where the others together are too small: then those are left out.
    """
    everyone = tuple(people)
    if not asked:
        return (Party(EVERYBODY, "Everybody who answered", everyone),)
    members = {each: tuple(one for one in everyone if one.audience == each) for each in Audience}
    for columns in (APART, JOINED):
        found = tuple(_party(column, members) for column in columns)
        if all(len(party.people) >= SMALLEST for party in found):
            return found
    return (max((_party(column, members) for column in JOINED), key=lambda party: len(party.people)),)


def _party(column: tuple[Audience, ...], members: dict[Audience, tuple[Person, ...]]) -> Party:
    people = tuple(one for each in column for one in members[each])
    return Party("-".join(column), NAMES[column], people)
