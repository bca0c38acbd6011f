"""Themes: begun, described and closed by officers, put on reports as labels, counted for who may see it.

Refuses a second theme of the same name and a label on what officers do not decide. A count leaves only
through the gate; which report carries which theme is told to those who open reports.
"""

from dataclasses import dataclass
from datetime import date, datetime

from sqlalchemy import func, literal, select, tuple_
from sqlalchemy.exc import IntegrityError
from sqlalchemy.orm import Session

from portal.adapters.tokens import new_id
from portal.concerns import theme_rules as rules
from portal.concerns.models import Concern
from portal.concerns.releases.figures import COUNTS
from portal.concerns.rules import State
from portal.concerns.theme_models import ThemeNote, ThemeRow
from portal.concerns.theme_rules import NameTaken, ThemeState, ThemeWords
from portal.core.disclosure import Audience, Published, gate
from portal.core.errors import NotFound, Stale
from portal.core.windows import london_date
from portal.ledger import service as ledger
from portal.partnership.rules import Partnership
from portal.web.listing import PAGE_ROWS, Page, paged
from portal.web.sorting import Order, along

COLUMNS = {"name": (ThemeRow.folded, ThemeRow.id), "begun": (ThemeRow.begun_on, ThemeRow.id)}
"""What the list can be sorted by."""

BY_NAME = Order("name")

MOST_OFFERED = 500  # themes in one list of choices; a partnership has dozens
FIRST = 1


@dataclass(frozen=True, slots=True)
class Note:
    """What an officer noted, and when; `by` is an account's id."""

    version: int
    words: str
    written_at: datetime
    by: str


@dataclass(frozen=True, slots=True)
class Theme:
    """One theme as officers read it. Codes are None where the theme is not about one."""

    id: str
    name: str
    topic: str | None
    subtopic: str | None
    ward: str | None
    area: str | None
    state: ThemeState
    begun_on: date
    version: int
    notes: tuple[Note, ...] = ()

    @property
    def open(self) -> bool:
        """Whether reports are still put under it."""
        return self.state is ThemeState.OPEN

    @property
    def note(self) -> str:
        """The newest note; empty where there is none."""
        return self.notes[-1].words if self.notes else ""


@dataclass(frozen=True, slots=True)
class Behind:
    """What stands behind a theme, for a rule to judge. `count` is raw: not for a template."""

    count: int
    sensitive: bool
    first_month: date | None
    last_month: date | None


@dataclass(frozen=True, slots=True)
class Labelled:
    """One report under a theme, as codes: nothing in it was typed by its writer."""

    id: str
    month: date
    subtopic: str
    ward: str
    area: str | None
    state: State


def choices(session: Session) -> tuple[tuple[str, str], ...]:
    """Ids and names of the open themes, by name."""
    query = select(ThemeRow.id, ThemeRow.name).where(ThemeRow.state == ThemeState.OPEN)
    rows = session.execute(query.order_by(ThemeRow.folded, ThemeRow.id).limit(MOST_OFFERED))
    return tuple((theme_id, name) for theme_id, name in rows)


def names(session: Session, ids: set[str]) -> dict[str, str]:
    """What these themes are called; an id that is none of ours is left out."""
    query = select(ThemeRow.id, ThemeRow.name).where(ThemeRow.id.in_(ids))
    return {row.id: row.name for row in session.execute(query)} if ids else {}


def page(
    session: Session,
    *,
    state: ThemeState | None = None,
    order: Order = BY_NAME,
    after: str | None = None,
) -> Page[Theme]:
    """Themes without their notes, in this order: by name.

    An `after` that is no key of ours starts from the beginning.
    """
    query = select(ThemeRow)
    if state is not None:
        query = query.where(ThemeRow.state == state)
    last = session.get(ThemeRow, after) if after else None
    query = along(query, COLUMNS[order.code], last, falling=order.falling)
    rows = list(session.scalars(query.limit(PAGE_ROWS + 1)))
    return paged([_theme(row) for row in rows], [row.id for row in rows])


def of(session: Session, theme_id: str) -> Theme:
    """One theme with its notes, the oldest first. Raises `NotFound`."""
    row = _get(session, theme_id)
    query = select(ThemeNote).where(ThemeNote.theme_id == theme_id).order_by(ThemeNote.version)
    notes = (
        Note(each.version, each.words, each.written_at, each.written_by) for each in session.scalars(query)
    )
    return _theme(row, tuple(notes))


def behind(session: Session, theme_id: str, *, partnership: Partnership) -> Behind:
    """How many counted reports stand under a theme, whether one is sensitive, and of which months."""
    query = (
        select(Concern.subtopic, func.count(), func.min(Concern.received_on), func.max(Concern.received_on))
        .where(Concern.theme == theme_id, *COUNTS)
        .group_by(Concern.subtopic)
    )
    rows = session.execute(query).all()
    sensitive = frozenset(
        kind.code for topic in partnership.topics for kind in topic.subtopics if kind.sensitive
    )
    return Behind(
        count=sum(row[1] for row in rows),
        sensitive=rules.sensitive_among((row[0] for row in rows), sensitive),
        first_month=min((row[2] for row in rows), default=None),
        last_month=max((row[3] for row in rows), default=None),
    )


def counted(session: Session, theme_id: str, *, partnership: Partnership, audience: Audience) -> Published:
    """How many counted reports stand under a theme, as far as this audience may know."""
    found = behind(session, theme_id, partnership=partnership)
    return gate(found.count, audience, sensitive=found.sensitive)


def lines(session: Session, theme_id: str, *, after: str | None = None) -> Page[Labelled]:
    """The reports under a theme, the newest month first; for those who may open reports."""
    order = (Concern.received_on, Concern.id)
    query = select(Concern).where(Concern.theme == theme_id, Concern.state.in_(rules.LABELLED))
    last = session.get(Concern, after) if after else None
    if last is not None:
        query = query.where(tuple_(*order) < tuple_(literal(last.received_on), literal(last.id)))
    found = query.order_by(*(column.desc() for column in order)).limit(PAGE_ROWS + 1)
    rows = list(session.scalars(found))
    return paged([_labelled(row) for row in rows], [row.id for row in rows])


def label(session: Session, concern_id: str, theme_id: str | None, *, actor_id: str, now: datetime) -> None:
    """Put a report under a theme, or take it out of one (`None`); the same again changes nothing.

    Raises `NotFound`, `ThemeClosed`, `MoveNotAllowed`.
    """
    concern = session.get(Concern, concern_id, with_for_update=True)
    if concern is None or concern.state == State.WITHDRAWN:
        raise NotFound(kind="concern", value=concern_id)
    if concern.theme == theme_id:
        return
    theme = ThemeState(_get(session, theme_id).state) if theme_id is not None else None
    rules.check_label(State(concern.state), theme)
    concern.theme = theme_id
    ledger.record(
        session, actor_id=actor_id, action="concern.themed", subject=f"concern:{concern.id}", now=now
    )
    session.flush()


def begin(session: Session, words: ThemeWords, *, actor_id: str, now: datetime) -> str:
    """A new theme; its id. Raises `NameMissing`, `TooLong`, `PointsToSomebody`, `NameTaken`."""
    kept = rules.accept(words)
    today = london_date(now)
    row = ThemeRow(id=new_id(), state=ThemeState.OPEN, begun_on=today, changed_on=today, version=FIRST)
    _put(row, kept)
    try:
        with session.begin_nested():
            session.add(row)
    except IntegrityError:
        raise NameTaken() from None
    _note(session, row, kept.note, actor_id=actor_id, now=now)
    _record(session, row, "theme.saved", actor_id=actor_id, now=now, version=row.version)
    return row.id


def save(
    session: Session, theme_id: str, words: ThemeWords, *, seen_version: int, actor_id: str, now: datetime
) -> None:
    """Change a theme; an older note stays readable.

    Raises `NotFound`, `Stale`, `NameMissing`, `TooLong`, `PointsToSomebody`, `NameTaken`.
    """
    row, kept = _seen(session, theme_id, seen_version), rules.accept(words)
    same = select(ThemeRow.id).where(ThemeRow.folded == kept.name.casefold(), ThemeRow.id != row.id)
    if session.scalar(same) is not None:
        raise NameTaken()
    before = of(session, theme_id).note
    _put(row, kept)
    row.version, row.changed_on = row.version + 1, london_date(now)
    if kept.note != before:
        _note(session, row, kept.note, actor_id=actor_id, now=now)
    _record(session, row, "theme.saved", actor_id=actor_id, now=now, version=row.version)


def move(
    session: Session, theme_id: str, wanted: ThemeState, *, seen_version: int, actor_id: str, now: datetime
) -> None:
    """Close a theme or open it again. Raises `NotFound`, `Stale`, `MoveNotAllowed`."""
    row = _seen(session, theme_id, seen_version)
    row.state = rules.moved(ThemeState(row.state), wanted)
    row.version, row.changed_on = row.version + 1, london_date(now)
    action = "theme.closed" if wanted is ThemeState.CLOSED else "theme.opened"
    _record(session, row, action, actor_id=actor_id, now=now, version=row.version)


def _get(session: Session, theme_id: str, *, lock: bool = False) -> ThemeRow:
    row = session.get(ThemeRow, theme_id, with_for_update=lock)
    if row is None:
        raise NotFound(kind="theme", value=theme_id)
    return row


def _seen(session: Session, theme_id: str, seen_version: int) -> ThemeRow:
    row = _get(session, theme_id, lock=True)
    if row.version != seen_version:
        raise Stale(seen=seen_version, version=row.version)
    return row


def _put(row: ThemeRow, words: ThemeWords) -> None:
    row.name, row.folded = words.name, words.name.casefold()
    row.topic, row.subtopic = words.topic or None, words.subtopic or None
    row.ward, row.area = words.ward or None, words.area or None


def _note(session: Session, row: ThemeRow, words: str, *, actor_id: str, now: datetime) -> None:
    if words or row.version > FIRST:
        session.add(
            ThemeNote(theme_id=row.id, version=row.version, words=words, written_at=now, written_by=actor_id)
        )


def _record(
    session: Session, row: ThemeRow, action: str, *, actor_id: str, now: datetime, version: int
) -> None:
    session.flush()
    ledger.record(
        session, actor_id=actor_id, action=action, subject=f"theme:{row.id}", now=now, version=version
    )


def _theme(row: ThemeRow, notes: tuple[Note, ...] = ()) -> Theme:
    return Theme(
        id=row.id,
        name=row.name,
        topic=row.topic,
        subtopic=row.subtopic,
        ward=row.ward,
        area=row.area,
        state=ThemeState(row.state),
        begun_on=row.begun_on,
        version=row.version,
        notes=notes,
    )


def _labelled(row: Concern) -> Labelled:
    return Labelled(row.id, row.received_on, row.subtopic, row.ward, row.area, State(row.state))
