"""Reading hotspots: for whoever needs to know, and nothing that tells whether there are others."""

from dataclasses import dataclass
from datetime import date, datetime
from itertools import islice

from sqlalchemy import or_, select
from sqlalchemy.orm import Session

from portal.concerns import gathering
from portal.concerns.gathering import Of
from portal.core.actors import Actor, Role
from portal.core.errors import NotFound
from portal.hotspots import rules
from portal.hotspots.models import HotspotResponse, HotspotRow, HotspotStep
from portal.hotspots.rules import ASPECTS, READS_ALL, Level, Place, Stage
from portal.partnership.rules import Partnership
from portal.web.listing import PAGE_ROWS, Page, paged
from portal.web.sorting import Order, along

COLUMNS = {"changed": (HotspotRow.changed_at, HotspotRow.id), "name": (HotspotRow.name, HotspotRow.id)}
"""What the list can be sorted by."""

LAST_CHANGED = Order("changed", falling=True)


@dataclass(frozen=True, slots=True)
class Step:
    """One step of the work; `by` is an account's id."""

    stage: Stage
    note: str
    taken_at: datetime
    by: str


@dataclass(frozen=True, slots=True)
class Done:
    """What somebody does about it."""

    id: str
    what: str
    starts_on: date
    ends_on: date | None


@dataclass(frozen=True, slots=True)
class Hotspot:
    """One hotspot as staff read it. Levels stand by the names of `rules.ASPECTS`."""

    id: str
    name: str
    owner: str
    place: Place
    stage: Stage
    levels: dict[str, Level]
    assessment: str
    begun_on: date
    version: int
    changed_at: datetime
    steps: tuple[Step, ...] = ()
    responses: tuple[Done, ...] = ()

    @property
    def of(self) -> Of:
        """Which concerns gather there."""
        return Of(self.place.theme, self.place.area, self.place.ward, self.place.subtopic)

    @property
    def next_stages(self) -> tuple[Stage, ...]:
        """Where the work may go from here."""
        return tuple(stage for stage in Stage if stage in rules.MOVES[self.stage])


def page(
    session: Session,
    actor: Actor,
    *,
    partnership: Partnership,
    order: Order = LAST_CHANGED,
    after: str | None = None,
) -> Page[Hotspot]:
    """Hotspots this person needs to know of, in this order: the one changed last first."""
    query = select(HotspotRow)
    wide = READS_ALL | {Role.EXECUTIVE}
    if not wide & actor.roles:
        query = query.where(HotspotRow.owner.in_(_groups_below(actor, partnership)))
    if not READS_ALL & actor.roles:
        hidden = _sensitive(partnership) - _known_kinds(actor, partnership)
        query = query.where(or_(HotspotRow.subtopic.is_(None), HotspotRow.subtopic.not_in(hidden)))
    last = session.get(HotspotRow, after) if after else None
    seen = last if last is not None and _knows(session, actor, last, partnership) else None
    query = along(query, COLUMNS[order.code], seen, falling=order.falling)
    known = (row for row in session.scalars(query) if _knows(session, actor, row, partnership))
    rows = list(islice(known, PAGE_ROWS + 1))
    return paged([_hotspot(row) for row in rows], [row.id for row in rows])


def one(session: Session, actor: Actor, hotspot_id: str, *, partnership: Partnership) -> Hotspot:
    """One hotspot with its steps and responses. Raises `NotFound`, also where there is no need to know."""
    row = session.get(HotspotRow, hotspot_id)
    if row is None or not _knows(session, actor, row, partnership):
        raise NotFound(kind="hotspot", value=hotspot_id)
    steps = select(HotspotStep).where(HotspotStep.hotspot_id == row.id).order_by(HotspotStep.version)
    responses = (
        select(HotspotResponse)
        .where(HotspotResponse.hotspot_id == row.id)
        .order_by(HotspotResponse.starts_on, HotspotResponse.id)
    )
    return _hotspot(
        row,
        tuple(
            Step(Stage(each.stage), each.note, each.taken_at, each.taken_by)
            for each in session.scalars(steps)
        ),
        tuple(Done(each.id, each.what, each.starts_on, each.ends_on) for each in session.scalars(responses)),
    )


def there_already(session: Session, place: Place) -> str | None:
    """The id of a hotspot of just this place that is not closed."""
    query = select(HotspotRow.id).where(
        HotspotRow.theme == place.theme if place.theme else HotspotRow.theme.is_(None),
        HotspotRow.area == place.area if place.area else HotspotRow.area.is_(None),
        HotspotRow.ward == place.ward if place.ward else HotspotRow.ward.is_(None),
        HotspotRow.subtopic == place.subtopic if place.subtopic else HotspotRow.subtopic.is_(None),
        HotspotRow.stage != Stage.CLOSED,
    )
    return session.scalars(query.order_by(HotspotRow.id)).first()


def known_kinds(actor: Actor, partnership: Partnership) -> frozenset[str] | None:
    """The kinds of concern that count for this person; None: all."""
    if READS_ALL & actor.roles:
        return None
    if Role.EXECUTIVE in actor.roles:
        every = frozenset(kind.code for topic in partnership.topics for kind in topic.subtopics)
        return every - _sensitive(partnership)
    return _known_kinds(actor, partnership)


def _knows(session: Session, actor: Actor, row: HotspotRow, partnership: Partnership) -> bool:
    kinds = frozenset({row.subtopic}) if row.subtopic else frozenset()
    if row.theme and not READS_ALL & actor.roles:
        kinds |= gathering.kinds(session, Of(theme=row.theme))
    return rules.may_know(
        actor,
        owner_within=_above(row.owner, partnership),
        kinds=kinds,
        known_kinds=_known_kinds(actor, partnership),
        sensitive=_sensitive(partnership),
    )


def _above(owner: str, partnership: Partnership) -> frozenset[str]:
    """The group and every group it reports to."""
    found: list[str] = []
    parents = {group.code: group.parent for group in partnership.groups}
    at: str | None = owner
    while at is not None and at not in found:
        found.append(at)
        at = parents.get(at)
    return frozenset(found)


def _groups_below(actor: Actor, partnership: Partnership) -> frozenset[str]:
    known = {group.code for group in partnership.groups} & actor.groups
    return frozenset(each.code for code in known for each in partnership.below(code))


def _known_kinds(actor: Actor, partnership: Partnership) -> frozenset[str]:
    known = {group.code for group in partnership.groups} & actor.groups
    return frozenset(kind.code for code in known for kind in partnership.subtopics_of(code))


def _sensitive(partnership: Partnership) -> frozenset[str]:
    return frozenset(kind.code for topic in partnership.topics for kind in topic.subtopics if kind.sensitive)


def _hotspot(row: HotspotRow, steps: tuple[Step, ...] = (), responses: tuple[Done, ...] = ()) -> Hotspot:
    return Hotspot(
        id=row.id,
        name=row.name,
        owner=row.owner,
        place=Place(row.theme, row.area, row.ward, row.subtopic),
        stage=Stage(row.stage),
        levels={aspect: Level(getattr(row, aspect)) for aspect in ASPECTS},
        assessment=row.assessment,
        begun_on=row.begun_on,
        version=row.version,
        changed_at=row.changed_at,
        steps=steps,
        responses=responses,
    )
