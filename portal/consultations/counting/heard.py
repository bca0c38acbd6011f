"""What everybody chose, held so that a county's answers fit in memory: equal answers are one value.

Read once, kept question by question; nobody's answers to two questions hang together here. Refuses nothing.
"""

import json
import marshal
from collections.abc import Collection, Iterator
from dataclasses import dataclass
from itertools import compress
from sys import intern
from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import Session

from portal.consultations.counting.audiences import Answers
from portal.consultations.counting.parties import Party, Person
from portal.consultations.models import Response
from portal.consultations.rules import ResponseState

BATCH = 2000  # rows read at a time
NOTHING: Answers = {}
"""What stands for a question that somebody left out."""


@dataclass(frozen=True, slots=True)
class Heard:
    """Everybody who answered, without answers; and by question what each of them chose, in the same order."""

    people: tuple[Person, ...]
    chosen: dict[str, list[Answers]]

    def of(self, party: Party, code: str) -> tuple[Person, ...]:
        """The people of a party with their answer to one question; equal people are one object."""
        members = [party.holds(one) for one in self.people]
        alike: dict[tuple[int, int], Person] = {}
        found = []
        for one, told in zip(
            compress(self.people, members), compress(self.chosen[code], members), strict=True
        ):
            key = (id(one), id(told))
            person = alike.get(key)
            if person is None:
                person = alike[key] = Person(told, one.audience, one.ward, one.channel)
            found.append(person)
        return tuple(found)


def read(session: Session, consultation_id: str, codes: Collection[str]) -> Heard:
    """Every answer that was sent, to the questions with these codes."""
    people: list[Person] = []
    alike: dict[tuple[str | None, ...], Person] = {}
    columns = [(code, _Column(code), list[Answers]()) for code in codes]
    for answers, audience, ward, channel in _rows(session, consultation_id):
        one = alike.get((audience, ward, channel))
        if one is None:
            one = alike[audience, ward, channel] = Person(NOTHING, audience, ward, channel)
        people.append(one)
        told = json.loads(answers or "{}", object_pairs_hook=_shared)
        for code, column, chosen in columns:
            chosen.append(column.of(told[code]) if code in told else NOTHING)
    return Heard(tuple(people), {code: chosen for code, _, chosen in columns})


class _Column:
    """The answers to one question, each different one kept once."""

    def __init__(self, code: str) -> None:
        self.code = code
        self.known: dict[str | bytes, Answers] = {}

    def of(self, value: Any) -> Answers:
        """The one object for this answer."""
        key = value if isinstance(value, str) else marshal.dumps(value)  # a key for one run, kept nowhere
        found = self.known.get(key)
        if found is None:
            found = self.known[key] = {self.code: value}
        return found


def _rows(session: Session, consultation_id: str) -> Iterator[tuple[str | None, str | None, str | None, str]]:
    query = select(Response.answers, Response.audience, Response.ward, Response.channel).where(
        Response.consultation_id == consultation_id, Response.state == ResponseState.SENT
    )
    for row in session.execute(query.execution_options(yield_per=BATCH)):
        yield row.answers, row.audience, row.ward, row.channel


def _shared(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    """An object whose codes are kept once in memory, however many people chose them."""
    return {intern(name): intern(value) if isinstance(value, str) else value for name, value in pairs}
