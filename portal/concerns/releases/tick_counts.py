"""How often each answer to one of the ticked questions was given, for those who look at patterns: raw counts.

Only counted concerns, each event once. Whoever asks passes every number through the gate.
"""

from collections import Counter
from collections.abc import Collection, Mapping
from datetime import date
from enum import StrEnum

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from portal.concerns.models import Concern
from portal.concerns.releases.figures import COUNTS
from portal.concerns.report import unsafe_of


class Tick(StrEnum):
    """A question that is answered by ticking; the name of its column."""

    TIME_OF_DAY = "time_of_day"
    HOW_OFTEN = "how_often"
    BEFORE = "happened_before"
    PEOPLE = "impact_people"
    COMMUNITY = "impact_community"
    ENVIRONMENT = "impact_environment"
    CONNECTION = "connection"
    UNSAFE = "unsafe"


Given = Mapping[Tick, Counter[str]]
"""How often each answer was given to each question; an answer that was left out counts under ""."""


def given(session: Session, *, start: date, end: date, subtopics: Collection[str]) -> Given:
    """Every question at once, from the month of `start` up to, not with, the month of `end`.

    A writer may tick several reasons why a place feels unsafe; every other question has one answer.
    """
    columns = [getattr(Concern, tick.value) for tick in Tick]
    query = (
        select(*columns, func.count())
        .where(*COUNTS, Concern.received_on >= start, Concern.received_on < end)
        .where(Concern.subtopic.in_(subtopics))
        .group_by(*columns)
    )
    found: dict[Tick, Counter[str]] = {tick: Counter() for tick in Tick}
    for *answers, number in session.execute(query):
        for tick, answer in zip(Tick, answers, strict=True):
            for code in unsafe_of(answer) if tick is Tick.UNSAFE else (answer or "",):
                found[tick][str(code)] += number
    return found
