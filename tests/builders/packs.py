"""Packs as officers freeze them, for stories."""

from collections.abc import Mapping
from datetime import UTC, date, datetime, timedelta

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from portal.core.actors import Actor, Role
from portal.core.windows import months_on
from portal.packs import queries, service
from portal.packs.content import PackContent, PackTable
from portal.packs.models import Pack
from portal.packs.rules import Judgement, Period
from portal.partnership.margins import margins
from portal.partnership.rules import Subtopic
from tests.builders.releases import counted, home

OFFICER = Actor("o" * 26, frozenset({Role.ENGAGEMENT_OFFICER}))
MONDAY = datetime(2026, 11, 23, 10, 0, tzinfo=UTC)
SUMMER = Period(date(2026, 7, 1), date(2026, 10, 1))
"""A quarter that is over when the stories start."""

AT = home()
KINDS = AT.partnership.topic("asb-street").subtopics[:2]
KIND: Subtopic = KINDS[0]
GROUP = str(KIND.owner)
"""The group that sees to both kinds."""

STRANGERS = next(
    group.code
    for group in AT.partnership.groups
    if not group.sits_outside
    and KIND.code not in {sub.code for sub in AT.partnership.subtopics_of(group.code)}
)
"""A group that neither kind is routed to."""


def a_pack(session: Session, group: str = GROUP, period: Period = SUMMER, **more: object) -> str:
    """A frozen pack; its id. `judgement`, `pack_id`, `now` may be given."""
    values: dict[str, object] = {"actor_id": OFFICER.id, "now": MONDAY, "judgement": Judgement(), **more}
    return service.make(
        session,
        partnership=AT.partnership,
        geography=AT.ground,
        residents=margins(AT.partnership.code),
        group=group,
        period=period,
        **values,  # type: ignore[arg-type]
    )


def some_rows(session: Session, number: int, group: str = GROUP) -> set[str]:
    """The ids of so many packs with nothing in them, of a few months, and frozen in a few moments."""
    known = session.scalar(select(func.count()).select_from(Pack)) or 0
    rows = [
        Pack(
            id=f"pack{each:04}",
            group_code=group,
            starts_on=date(2026, each % 5 + 1, 1),
            ends_on=date(2026, each % 5 + each % 3 + 2, 1),
            version=each + 1,
            made_at=MONDAY + timedelta(hours=each % 7),
            made_by=OFFICER.id,
            content="{}",
            digest="",
        )
        for each in range(known, known + number)
    ]
    session.add_all(rows)
    session.flush()
    return {row.id for row in rows}


def said(session: Session, pack: str) -> PackContent:
    """What a pack says."""
    found = queries.pack(session, OFFICER, pack).content
    assert found is not None
    return found


def tables(content: PackContent) -> Mapping[str, PackTable]:
    """Its tables by code."""
    return {table.code: table for _, table in content.tables}


def line(content: PackContent, table: str, label: str) -> tuple[str, ...]:
    """The cells beside one label; empty where it is not listed."""
    return next((row[1:] for row in tables(content)[table].rows if row[0] == label), ())


def told(
    session: Session, number: int, start: date = SUMMER.start, kind: Subtopic = KIND, **more: object
) -> None:
    """So many counted concerns of one kind in the month of `start`."""
    values: dict[str, object] = {
        "topic": "asb-street",
        "subtopic": kind.code,
        "received_on": start,
        "ward": AT.partnership.wards[0].code,
        **more,
    }
    counted(session, AT, number, **values)


def long_open(session: Session) -> None:
    """The portal was open long before: somebody reported something else then."""
    told(session, 1, months_on(SUMMER.start, -24))
