"""Working counts of what writers ticked: who reports, how much it affects others, why places feel unsafe.

Only counted concerns, each event once. For analysts and officers; nothing here is published or may be.
"""

from collections import Counter
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from portal.concerns.models import Concern
from portal.concerns.releases.figures import COUNTS
from portal.concerns.report import LIVE_OR_WORK, VISITORS, Connection, HowMuch, Unsafe, unsafe_of
from portal.concerns.reporting.questions import HOW_MUCH_WORDS, UNSAFE_WORDS
from portal.concerns.tick_words import IMPACT, tie_words
from portal.core.disclosure import Published

Line = tuple[str, Published]
TIE = "connection"


@dataclass(frozen=True, slots=True)
class Ticked:
    """Tables in the order of the questions; live or work, and visitors, are counted apart."""

    connections: tuple[Line, ...]
    impact: tuple[Line, ...]
    unsafe: tuple[Line, ...]


def ticked(
    session: Session, *, start: date, end: date, topic: str, ward: str, passed: Callable[[int], Published]
) -> Ticked:
    """The counts of the months from `start` up to, not with, `end`; `passed` takes each through the gate."""
    columns = (Concern.connection, *(getattr(Concern, f"impact_{name}") for name in IMPACT), Concern.unsafe)
    query = select(*columns, func.count()).where(
        *COUNTS, Concern.received_on >= start, Concern.received_on < end
    )
    if topic:
        query = query.where(Concern.topic == topic)
    if ward:
        query = query.where(Concern.ward == ward)
    sums: Counter[tuple[str, str]] = Counter()
    for tie, *bands, unsafe, count in session.execute(query.group_by(*columns)):
        for name, code in ((TIE, tie), *zip(IMPACT, bands, strict=True)):
            sums[name, code or ""] += count
        for reason in unsafe_of(unsafe):
            sums["unsafe", reason] += count
    return Ticked(
        connections=_connections(sums, passed),
        impact=tuple(
            (f"{words}: {HOW_MUCH_WORDS[band].lower()}", passed(sums[name, band]))
            for name, words in IMPACT.items()
            for band in HowMuch
        ),
        unsafe=tuple((UNSAFE_WORDS[reason], passed(sums["unsafe", reason])) for reason in Unsafe),
    )


def _connections(sums: Counter[tuple[str, str]], passed: Callable[[int], Published]) -> tuple[Line, ...]:
    together = (("All who live or work here", LIVE_OR_WORK), ("All visitors", VISITORS))
    return (
        *((words, passed(sum(sums[TIE, tie] for tie in ties))) for words, ties in together),
        *((tie_words(tie), passed(sums[TIE, tie])) for tie in Connection),
        ("Left out", passed(sums[TIE, ""])),
    )
