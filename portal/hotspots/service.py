"""The work on a hotspot: begun, moved from stage to stage, answered, judged; each step with its line.

Refuses a step on an older view than the newest. What is written names nobody.
"""

from datetime import date, datetime
from typing import Any

from sqlalchemy.orm import Session

from portal.adapters.db import added
from portal.adapters.tokens import new_id, once
from portal.core.errors import NotFound, Stale
from portal.core.windows import london_date
from portal.hotspots import rules
from portal.hotspots.models import HotspotResponse, HotspotRow, HotspotStep
from portal.hotspots.rules import ASPECTS, Assessment, HotspotWords, Level, Response, Stage
from portal.ledger import service as ledger

FIRST = 1


def begin(
    session: Session, words: HotspotWords, *, actor_id: str, now: datetime, hotspot_id: str | None = None
) -> str:
    """A new hotspot in the first stage; its id. Raises what `rules.accept` raises.

    `hotspot_id`: the id that travelled in the form; sent again with the same words nothing is written.
    """
    kept = rules.accept(words)
    kept_as = once(hotspot_id, kept)
    if session.get(HotspotRow, kept_as) is not None:
        return kept_as
    row = HotspotRow(
        id=kept_as,
        name=kept.name,
        owner=kept.owner,
        theme=kept.place.theme,
        area=kept.place.area,
        ward=kept.place.ward,
        subtopic=kept.place.subtopic,
        stage=Stage.SCANNING,
        **dict.fromkeys(ASPECTS, Level.UNKNOWN),
        assessment="",
        begun_on=london_date(now),
        version=FIRST,
        changed_at=now,
    )
    if not added(session, row):
        return row.id  # the same form came a moment ago
    _step(session, row, kept.note, actor_id=actor_id, now=now)
    _record(session, row, "hotspot.begun", actor_id, now)
    return row.id


def save(
    session: Session,
    hotspot_id: str,
    *,
    name: str,
    owner: str,
    seen_version: int,
    actor_id: str,
    now: datetime,
) -> None:
    """Change its name or the group that sees to it.

    Raises `NotFound`, `Stale`, `NameMissing`, `TooLong`, `PointsToSomebody`.
    """
    row = _seen(session, hotspot_id, seen_version)
    row.name, row.owner = rules.accept_name(name), owner
    _change(session, row, now)
    _record(session, row, "hotspot.saved", actor_id, now)


def move(
    session: Session,
    hotspot_id: str,
    wanted: Stage,
    note: str,
    *,
    seen_version: int,
    actor_id: str,
    now: datetime,
) -> None:
    """Take the work to another stage, and say why.

    Raises `NotFound`, `Stale`, `MoveNotAllowed`, `NoteMissing`, `TooLong`, `PointsToSomebody`.
    """
    row = _seen(session, hotspot_id, seen_version)
    stage, kept = rules.moved(Stage(row.stage), wanted), rules.accept_note(note)
    row.stage = stage
    _change(session, row, now)
    _step(session, row, kept, actor_id=actor_id, now=now)
    _record(session, row, "hotspot.moved", actor_id, now, stage=stage.value)


def respond(
    session: Session,
    hotspot_id: str,
    response: Response,
    *,
    seen_version: int,
    actor_id: str,
    now: datetime,
) -> str:
    """Note what somebody does; its id. Raises `NotFound`, `Stale` and what `rules.accept_response` raises."""
    row = _seen(session, hotspot_id, seen_version)
    kept = rules.accept_response(response)
    made = HotspotResponse(
        id=new_id(), hotspot_id=row.id, what=kept.what, starts_on=kept.starts_on, ends_on=kept.ends_on
    )
    session.add(made)
    _change(session, row, now)
    _record(session, row, "hotspot.response_added", actor_id, now)
    return made.id


def end_response(
    session: Session,
    hotspot_id: str,
    response_id: str,
    ends_on: date,
    *,
    seen_version: int,
    actor_id: str,
    now: datetime,
) -> None:
    """Note the last day of a response; the same day again changes nothing.

    Raises `NotFound`, `Stale`, `EndsBeforeItBegins`.
    """
    found = session.get(HotspotResponse, response_id, with_for_update=True)
    if found is None or found.hotspot_id != hotspot_id:
        raise NotFound(kind="response", value=response_id)
    if found.ends_on == ends_on:
        return
    row = _seen(session, hotspot_id, seen_version)
    rules.check_days(found.starts_on, ends_on)
    found.ends_on = ends_on
    _change(session, row, now)
    _record(session, row, "hotspot.response_ended", actor_id, now)


def assess(
    session: Session,
    hotspot_id: str,
    assessment: Assessment,
    *,
    seen_version: int,
    actor_id: str,
    now: datetime,
) -> None:
    """Note how staff judge it. Raises `NotFound`, `Stale`, `TooLong`, `PointsToSomebody`."""
    row = _seen(session, hotspot_id, seen_version)
    kept = rules.accept_assessment(assessment)
    for aspect, level in kept.levels.items():
        setattr(row, aspect, level)
    row.assessment = kept.words
    _change(session, row, now)
    _record(session, row, "hotspot.assessed", actor_id, now)


def _get(session: Session, hotspot_id: str) -> HotspotRow:
    row = session.get(HotspotRow, hotspot_id, with_for_update=True)
    if row is None:
        raise NotFound(kind="hotspot", value=hotspot_id)
    return row


def _seen(session: Session, hotspot_id: str, seen_version: int) -> HotspotRow:
    row = _get(session, hotspot_id)
    if row.version != seen_version:
        raise Stale(seen=seen_version, version=row.version)
    return row


def _change(session: Session, row: HotspotRow, now: datetime) -> None:
    row.version += 1
    row.changed_at = now
    session.flush()


def _step(session: Session, row: HotspotRow, note: str, *, actor_id: str, now: datetime) -> None:
    session.add(
        HotspotStep(
            hotspot_id=row.id,
            version=row.version,
            stage=row.stage,
            note=note,
            taken_at=now,
            taken_by=actor_id,
        )
    )
    session.flush()


def _record(
    session: Session, row: HotspotRow, action: str, actor_id: str, now: datetime, **facts: Any
) -> None:
    subject = f"hotspot:{row.id}"
    ledger.record(
        session, actor_id=actor_id, action=action, subject=subject, now=now, version=row.version, **facts
    )
