"""Making a release: the one way in which anything about concerns becomes public.

Frozen and disjoint: it takes every counted concern received until the end of its period that is in no release
yet, and each stays in its release for good. Refuses a period twice, a period that is not over, and a picture
other than the one that was looked at. What turns out wrong later is said in a note beside it.
"""

from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import select, update
from sqlalchemy.exc import IntegrityError
from sqlalchemy.orm import Session

from portal.adapters import tokens
from portal.adapters.maps import MapView
from portal.concerns.models import Concern
from portal.concerns.releases import periods, published
from portal.concerns.releases.figures import COUNTS
from portal.concerns.releases.guarded import Told, picture_from
from portal.concerns.releases.models import Release, ReleaseMap, ReleaseNote
from portal.concerns.releases.periods import AlreadyReleased, Period
from portal.concerns.releases.published import ReleaseLine
from portal.concerns.releases.release_map import draw_picture
from portal.concerns.releases.released import MAX_NOTE, Picture, digest_of, text_of
from portal.core.errors import DomainError, Stale
from portal.core.windows import london_date
from portal.ledger import service as ledger
from portal.partnership.geography import Geography
from portal.partnership.rules import Partnership

AT_ONCE = 500  # ids in one statement, below every database's limit


class NoteMissing(DomainError):
    """A note needs words."""

    code = "note-missing"


class NoteTooLong(DomainError):
    """More than `.most` characters."""

    code = "note-too-long"
    most: int


@dataclass(frozen=True, slots=True)
class Home:
    """Whose concerns these are, and on what ground."""

    partnership: Partnership
    ground: Geography


@dataclass(frozen=True, slots=True)
class Proposed:
    """What would be published now: the picture, its text and hash, and the map."""

    picture: Picture
    content: str
    digest: str
    map: MapView


def due(session: Session, home: Home, *, now: datetime) -> Period | None:
    """The newest period that is over and not published; None while there is none."""
    period = periods.newest_over(london_date(now), home.partnership.clocks.release_months)
    end = published.last_end(session)
    if end is not None and end >= period.ends_on:
        return None
    return periods.accept(period, last_end=end, today=london_date(now))


def preview(session: Session, home: Home, period: Period, *, now: datetime) -> Proposed:
    """Exactly what `make` would publish. Raises `NotOver`, `AlreadyReleased`, `CannotGuard`."""
    return _propose(session, home, period, _waiting(session, period), now)


def make(
    session: Session,
    home: Home,
    period: Period,
    *,
    actor_id: str,
    now: datetime,
    seen_digest: str | None = None,
) -> ReleaseLine:
    """Publish a period for good; `seen_digest` is the hash of the preview that was looked at.

    Raises `NotOver`, `AlreadyReleased`, `CannotGuard`, and `Stale` where the picture has changed since.
    """
    rows = _waiting(session, period, lock=True)
    proposed = _propose(session, home, period, rows, now)
    if seen_digest is not None and seen_digest != proposed.digest:
        raise Stale(seen=seen_digest, version=proposed.digest)
    row = _kept(session, proposed, actor_id, now)
    taken = [concern_id for concern_id, _ in rows]
    for first in range(0, len(taken), AT_ONCE):
        some = Concern.id.in_(taken[first : first + AT_ONCE])
        session.execute(update(Concern).where(some).values(release_id=row.id))
    ledger.record(
        session,
        actor_id=actor_id,
        action="release.made",
        subject=f"release:{row.id}",
        now=now,
        number=row.number,
        digest=row.digest,
    )
    return ReleaseLine(row.id, row.number, proposed.picture.period, row.made_at, row.made_by, row.digest)


def make_due(
    session: Session, home: Home, *, actor_id: str, now: datetime, seen_digest: str | None = None
) -> ReleaseLine | None:
    """Publish what is due; None where nothing is. Raises `CannotGuard`, `Stale`."""
    period = due(session, home, now=now)
    if period is None:
        return None
    return make(session, home, period, actor_id=actor_id, now=now, seen_digest=seen_digest)


def note(session: Session, number: int, words: str, *, actor_id: str, now: datetime) -> None:
    """Say beside a release what turned out wrong. Raises `NotFound`, `NoteMissing`, `NoteTooLong`."""
    line = published.numbered(session, number).line
    text = words.strip()
    if not text:
        raise NoteMissing()
    if len(text) > MAX_NOTE:
        raise NoteTooLong(most=MAX_NOTE)
    session.add(
        ReleaseNote(id=tokens.new_id(), release_id=line.id, words=text, written_at=now, written_by=actor_id)
    )
    ledger.record(
        session,
        actor_id=actor_id,
        action="release.noted",
        subject=f"release:{line.id}",
        now=now,
        number=number,
    )


def _waiting(session: Session, period: Period, *, lock: bool = False) -> list[tuple[str, Told]]:
    """The concerns that the period's release takes, by id."""
    query = select(Concern.id, Concern.subtopic, Concern.ward, Concern.area).where(
        *COUNTS,
        Concern.release_id.is_(None),
        Concern.received_on <= period.ends_on,
    )
    query = query.order_by(Concern.id).with_for_update() if lock else query.order_by(Concern.id)
    return [(row.id, Told(row.subtopic, row.ward, row.area)) for row in session.execute(query)]


def _propose(
    session: Session, home: Home, period: Period, rows: list[tuple[str, Told]], now: datetime
) -> Proposed:
    earlier = published.lines(session)
    end = earlier[0].period.ends_on if earlier else None
    picture = picture_from(
        (told for _, told in rows),
        number=earlier[0].number + 1 if earlier else 1,
        period=periods.accept(period, last_end=end, today=london_date(now)),
        partnership=home.partnership,
        ground=home.ground,
    )
    content = text_of(picture)
    drawn = draw_picture(picture, home.ground, home.partnership.map)
    return Proposed(picture, content, digest_of(content), drawn)


def _kept(session: Session, proposed: Proposed, actor_id: str, now: datetime) -> Release:
    """The release as a row. Raises `AlreadyReleased` where somebody else was faster."""
    drawn, period = proposed.map, proposed.picture.period
    if session.get(ReleaseMap, drawn.digest) is None:
        session.add(ReleaseMap(digest=drawn.digest, script=drawn.script))
    row = Release(
        id=tokens.new_id(),
        number=proposed.picture.number,
        starts_on=period.starts_on,
        ends_on=period.ends_on,
        made_at=now,
        made_by=actor_id,
        content=proposed.content,
        digest=proposed.digest,
        map_digest=drawn.digest,
    )
    try:
        with session.begin_nested():
            session.add(row)
    except IntegrityError:
        raise AlreadyReleased(ends_on=period.ends_on) from None
    return row
