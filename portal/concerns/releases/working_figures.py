"""The working figures of decided concerns, as analysts and officers read them; each look is in the ledger.

Every number has passed the gate for that audience. Nothing here is published or may be passed on as it is.
"""

from collections import Counter
from collections.abc import Callable, Hashable
from dataclasses import dataclass
from datetime import date, datetime
from typing import TypeVar

from sqlalchemy.orm import Session

from portal.concerns.releases import figures, ticked_figures
from portal.concerns.releases.figures import Figure
from portal.concerns.releases.ticked_figures import Ticked
from portal.core.disclosure import Audience, Published, gate
from portal.core.windows import months_on
from portal.ledger import service as ledger
from portal.partnership.rules import Partnership

Key = TypeVar("Key", bound=Hashable)
Line = tuple[str, Published]


@dataclass(frozen=True, slots=True)
class Asked:
    """Which months (firsts, both included), and which topic and ward (empty: all)."""

    first: date
    last: date
    topic: str = ""
    ward: str = ""


@dataclass(frozen=True, slots=True)
class WorkingFigures:
    """Words and numbers, each table in the order of the partnership's files or of time."""

    asked: Asked
    total: Published
    by_topic: tuple[Line, ...]
    by_ward: tuple[Line, ...]
    by_month: tuple[tuple[date, Published], ...]
    ticked: Ticked


def read(
    session: Session, asked: Asked, *, partnership: Partnership, actor_id: str, now: datetime
) -> WorkingFigures:
    """The figures, and a line in the ledger that somebody looked at them."""
    ledger.record(session, actor_id=actor_id, action="figures.read", subject="figures:concerns", now=now)
    end = months_on(asked.last, 1)
    found = [
        figure
        for figure in figures.counted(session, start=asked.first, end=end)
        if asked.topic in ("", figure.topic) and asked.ward in ("", figure.ward)
    ]
    topics, wards, months = (
        _sums(found, lambda figure: figure.topic),
        _sums(found, lambda figure: figure.ward),
        _sums(found, lambda figure: figure.month.replace(day=1)),
    )
    return WorkingFigures(
        asked=asked,
        total=_passed(sum(figure.count for figure in found)),
        by_topic=tuple(
            (each.name, _passed(topics[each.code]))
            for each in partnership.topics
            if each.takes_reports and asked.topic in ("", each.code)
        ),
        by_ward=tuple(
            (each.name, _passed(wards[each.code]))
            for each in partnership.wards
            if asked.ward in ("", each.code)
        ),
        by_month=tuple((month, _passed(months[month])) for month in _months(asked)),
        ticked=ticked_figures.ticked(
            session, start=asked.first, end=end, topic=asked.topic, ward=asked.ward, passed=_passed
        ),
    )


def _sums(found: list[Figure], key: Callable[[Figure], Key]) -> Counter[Key]:
    sums: Counter[Key] = Counter()
    for figure in found:
        sums[key(figure)] += figure.count
    return sums


def _passed(count: int) -> Published:
    return gate(count, Audience.ANALYST)


def _months(asked: Asked) -> list[date]:
    months = [asked.first]
    while months[-1] < asked.last:
        months.append(months_on(months[-1], 1))
    return months
