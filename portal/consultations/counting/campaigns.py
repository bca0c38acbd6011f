"""Texts that were copied: found from their signatures alone, counted, and never taken out of anything.

Two texts of one question belong together where about half of what they say is the same. What fewer than five
people sent is no campaign. Signatures of different secrets are not compared.
"""

from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from sqlalchemy import select
from sqlalchemy.orm import Session

from portal.consultations.models import Response, WrittenAnswer
from portal.consultations.rules import ResponseState
from portal.consultations.signatures import MARK, VALUES, likeness, values
from portal.core.disclosure import FLOOR, Published, safe_table

ALIKE = 0.5  # of all runs of three words, estimated
ROWS = 4  # values to a band: half-alike texts share at least one of the 32 bands in 87 of 100 cases
BANDS = VALUES // ROWS
SMALLEST = FLOOR  # people
BATCH = 2000  # rows read at a time


@dataclass(frozen=True, slots=True)
class Signed:
    """One text: whose answers it belongs to (an id), which question it answers, its signature."""

    response: str
    question: str
    signature: bytes


@dataclass(frozen=True, slots=True)
class Campaign:
    """Texts of one question that were copied from one another or from one pattern; ids of the answers."""

    question: str
    responses: frozenset[str]


@dataclass(frozen=True, slots=True)
class Campaigned:
    """What is printed beside results: how many campaigns, how many answers were part of one, how many not."""

    found: int
    part: Published
    others: Published


def find(texts: Iterable[Signed]) -> tuple[Campaign, ...]:
    """Every campaign, the largest first. The same texts give the same campaigns."""
    together: dict[tuple[str, bytes], list[Signed]] = defaultdict(list)
    for each in texts:
        together[each.question, each.signature[:MARK]].append(each)
    found = [
        Campaign(question, frozenset(members))
        for (question, _), several in sorted(together.items())
        for members in _groups(sorted(several, key=lambda each: each.response))
        if len(members) >= SMALLEST
    ]
    return tuple(sorted(found, key=lambda each: (-len(each.responses), each.question)))


def of_consultation(session: Session, consultation_id: str) -> tuple[Campaign, ...] | None:
    """Campaigns among what was sent; None where no text is signed (any more): then nothing is known."""
    texts = tuple(_signed(session, consultation_id))
    return find(texts) if texts else None


def counted(campaigns: tuple[Campaign, ...] | None, people: int) -> Campaigned | None:
    """Campaigns in numbers that may be printed; `people` is how many answers there are."""
    if campaigns is None:
        return None
    part = len(frozenset().union(*(each.responses for each in campaigns)))
    rows = safe_table([("part", part), ("others", people - part)]).rows
    return Campaigned(len(campaigns), rows[0].count, rows[1].count)


def _signed(session: Session, consultation_id: str) -> Iterator[Signed]:
    query = (
        select(WrittenAnswer.response_id, WrittenAnswer.question, WrittenAnswer.signature)
        .join(Response, Response.id == WrittenAnswer.response_id)
        .where(
            WrittenAnswer.consultation_id == consultation_id,
            WrittenAnswer.signature.is_not(None),
            Response.state == ResponseState.SENT,
        )
    )
    for response, question, signature in session.execute(query.execution_options(yield_per=BATCH)):
        if signature is not None:  # which the question says, and the types do not know
            yield Signed(response, question, signature)


def _groups(texts: list[Signed]) -> Iterator[set[str]]:
    """Sets of ids of answers whose texts are alike, directly or by way of others."""
    leader = list(range(len(texts)))

    def first(at: int) -> int:
        while leader[at] != at:
            leader[at] = leader[leader[at]]
            at = leader[at]
        return at

    for at, other in _candidates(texts):
        mine, theirs = first(at), first(other)
        if mine != theirs and _alike(texts[at], texts[other]):
            leader[max(mine, theirs)] = min(mine, theirs)
    members: dict[int, set[str]] = defaultdict(set)
    for at, text in enumerate(texts):
        members[first(at)].add(text.response)
    yield from members.values()


def _candidates(texts: list[Signed]) -> Iterator[tuple[int, int]]:
    """Pairs that share a band: each text with the first that had the same."""
    width = 4 * ROWS
    for band in range(BANDS):
        start = MARK + band * width
        seen: dict[bytes, int] = {}
        for at, text in enumerate(texts):
            other = seen.setdefault(text.signature[start : start + width], at)
            if other != at:
                yield at, other


def _alike(one: Signed, other: Signed) -> bool:
    return likeness(values(one.signature), values(other.signature)) >= ALIKE
