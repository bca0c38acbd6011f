"""Counted concerns without a wizard or a moderator, and what is published of them, for stories."""

from collections.abc import Iterable
from datetime import UTC, date, datetime
from functools import cache

from sqlalchemy.orm import Session

from portal.adapters.tokens import new_id, new_key, repeatable
from portal.concerns.models import Concern
from portal.concerns.releases.making import Home
from portal.concerns.report import Before, HowOften, TimeOfDay, When
from portal.concerns.rules import Risk, State
from portal.partnership import loading
from portal.partnership.rules import Subtopic, Topic

SUMMER = date(2026, 7, 1)
"""First of a quarter that is over when the stories start."""

OCTOBER = datetime(2026, 10, 5, 9, 0, tzinfo=UTC)
"""A morning after that quarter."""


@cache
def home(code: str = "bcp") -> Home:
    """A shipped partnership on its ground."""
    folder = loading.folder(code)
    return Home(loading.load(folder), loading.load_geography(folder))


def kinds(at: Home, *, sensitive: bool) -> list[tuple[Topic, Subtopic]]:
    """The kinds of concern that are, or are not, told by place."""
    return [
        (topic, kind)
        for topic in at.partnership.topics
        if topic.takes_reports
        for kind in topic.subtopics
        if kind.sensitive is sensitive
    ]


def a_counted_concern(at: Home, **changes: object) -> Concern:
    """An officer has read and counted it."""
    topic, kind = kinds(at, sensitive=False)[0]
    values: dict[str, object] = {
        "id": new_id(),
        "lookup": new_key(),
        "writer_public": new_key(),
        "content_digest": new_key(),
        "topic": topic.code,
        "subtopic": kind.code,
        "area": None,
        "ward": at.partnership.wards[0].code,
        "happened": When.WEEK,
        "how_often": HowOften.FEW,
        "time_of_day": TimeOfDay.NIGHT,
        "happened_before": Before.TO_ME,
        "received_on": SUMMER,
        "due_at": OCTOBER,
        "state": State.COUNTED,
        "risk": Risk.NORMAL,
        "flags": "",
        "message_waiting": False,
        "version": 2,
        "decided_on": date(2026, 9, 30),
        **changes,
    }
    return Concern(**values)


def counted(session: Session, at: Home, number: int, **changes: object) -> list[Concern]:
    """So many alike."""
    made = [a_counted_concern(at, **changes) for _ in range(number)]
    session.add_all(made)
    session.flush()
    return made


def a_plausible_quarter(
    session: Session, at: Home, number: int, *, seed: str = "a quarter", months: Iterable[date] = (SUMMER,)
) -> list[Concern]:
    """So many concerns: a few busy areas, a few common kinds, the rest all over; some kinds sensitive."""
    draw, firsts = repeatable(seed), list(months)
    areas = list(at.ground.areas)
    busy = draw.sample(areas, 4)
    common, sensitive = kinds(at, sensitive=False), kinds(at, sensitive=True)
    made = []
    for _ in range(number):
        topic, kind = draw.choice(sensitive) if draw.random() < 0.15 else draw.choice(common[:12])
        area = draw.choice(busy) if draw.random() < 0.5 else draw.choice(areas)
        mapped = area.id if draw.random() < 0.85 else None
        made.append(
            a_counted_concern(
                at,
                topic=topic.code,
                subtopic=kind.code,
                ward=area.ward,
                area=mapped,
                received_on=draw.choice(firsts),
            )
        )
    session.add_all(made)
    session.flush()
    return made
