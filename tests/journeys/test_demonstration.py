"""The demonstration itself: as much as is promised, in every state, and the same each time it is loaded."""

from collections.abc import Iterator
from datetime import date, timedelta
from pathlib import Path

import pytest
from sqlalchemy import func, select
from sqlalchemy.orm import Session

from portal.adapters.db import Database
from portal.concerns.models import Concern
from portal.concerns.releases.models import Release
from portal.concerns.rules import State
from portal.consultations.models import Consultation, Response
from portal.consultations.rules import ResponseState
from portal.packs.models import Pack
from portal.plan.models import PlanRow
from portal.plan.rules import PlanState
from tests.journeys import server


@pytest.fixture(scope="module")
def session(demonstration: Path) -> Iterator[Session]:
    """What was loaded, to look at."""
    database = Database(f"sqlite:///{demonstration / server.DATABASE}")
    with database.reading() as reading:
        yield reading
    database.dispose()


def test_about_four_hundred_concerns_over_fourteen_months(session: Session) -> None:
    # A decided report keeps its month only, so the first day may be up to a month early.
    assert 380 <= (session.scalar(select(func.count()).select_from(Concern)) or 0) <= 430
    first, last = session.execute(select(func.min(Concern.received_on), func.max(Concern.received_on))).one()
    assert timedelta(days=395) <= last - first <= timedelta(days=456)


def test_a_concern_stands_in_every_state(session: Session) -> None:
    assert set(session.scalars(select(Concern.state).distinct())) == set(State)


def test_something_waits_in_time_and_something_late(session: Session) -> None:
    dues = session.scalars(select(Concern.due_at).where(Concern.state == State.HELD)).all()
    assert any(due < server.NOW for due in dues) and any(due > server.NOW for due in dues)


def test_each_quarter_that_is_over_was_published(session: Session) -> None:
    ends = session.scalars(select(Release.ends_on).order_by(Release.ends_on)).all()
    assert len(ends) >= 4 and ends[-1] >= date(2026, 9, 30)


def test_between_six_and_seven_hundred_answered_what_is_closed(session: Session) -> None:
    sent = (
        select(func.count())
        .select_from(Response)
        .join(Consultation)
        .where(Response.state == ResponseState.SENT, Consultation.closes_at < server.NOW)
    )
    assert 600 <= (session.scalar(sent) or 0) <= 700


def test_one_consultation_is_open(session: Session) -> None:
    is_open = select(Consultation.slug).where(
        Consultation.opens_at <= server.NOW, Consultation.closes_at > server.NOW
    )
    assert session.scalars(is_open).all()


def test_one_plan_applies_and_one_applied_before(session: Session) -> None:
    assert {PlanState.PUBLISHED, PlanState.SUPERSEDED} <= set(session.scalars(select(PlanRow.state)))


def test_the_strategic_group_has_a_pack(session: Session) -> None:
    assert session.scalars(select(Pack.digest)).all()


@pytest.mark.long
def test_loaded_again_it_is_the_same(demonstration: Path, tmp_path: Path) -> None:
    again = server.loaded(tmp_path)
    told = []
    for folder in (demonstration, again):
        database = Database(f"sqlite:///{folder / server.DATABASE}")
        with database.reading() as reading:
            facts = (Concern.topic, Concern.subtopic, Concern.area, Concern.ward, Concern.state)
            bands = (Concern.happened, Concern.how_often, Concern.time_of_day, Concern.received_on)
            told.append(sorted(tuple(map(str, row)) for row in reading.execute(select(*facts, *bands))))
        database.dispose()
    assert told[0] == told[1]
