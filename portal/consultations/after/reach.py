"""Whom we hear too little from today, beside how many of them live here; and where we went out to them.

Only residents are compared with residents. Counted in the database, never person by person. Refuses numbers
under the floor, 10 for the optional questions, with whatever would give them away. After the close the
optional answers are cut loose and nothing is compared any more.
"""

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime

from sqlalchemy import ColumnElement, func, select
from sqlalchemy.exc import IntegrityError
from sqlalchemy.orm import Session

from portal.adapters.tokens import id_of, new_id
from portal.consultations import rows, rules
from portal.consultations.after import rules as after
from portal.consultations.after.models import Outreach
from portal.consultations.after.rules import LEVEL_WORDS, Level, Parity, parity
from portal.consultations.models import Consultation, EqualityAnswer, Response
from portal.consultations.questions.equality import NOT_SAID, Equality, Part
from portal.consultations.rules import Audience, Phase, ResponseState, State
from portal.core.disclosure import EQUALITY_FLOOR, FLOOR, Published, Shown, safe_table
from portal.core.errors import MoveNotAllowed, NotFound
from portal.core.windows import london_date
from portal.ledger.service import record
from portal.partnership.margins import Margins
from portal.partnership.rules import Partnership

MARGIN_OF: Mapping[str, tuple[str, Mapping[str, str]]] = {
    "age": ("age", {}),
    "sex": ("sex", {}),
    "disability": (
        "disability",
        {"yes": "Disabled under the Equality Act", "no": "Not disabled under the Equality Act"},
    ),
    "ethnicity": (
        "ethnic5",
        {"asian": "Asian", "black": "Black", "mixed": "Mixed", "white": "White", "other": "Other"},
    ),
}
"""By optional question: the margin it is set beside, and its categories where they are called otherwise."""

WAYS_OUT = {
    "session": "We were there in person",
    "group": "Through a group they know",
    "letter": "Letter or leaflet",
    "poster": "Poster with a link",
    "school": "School or college",
    "press": "Press or radio",
    "online": "Online",
    "telephone": "Telephone",
}
"""How people were asked."""


@dataclass(frozen=True, slots=True)
class ReachRow:
    """One group of people: how many answered, how many live here, and what that means."""

    code: str
    label: str
    heard: Published
    people: int
    of_people: int
    parity: Parity | None
    level: Level
    went_out: int

    @property
    def level_words(self) -> str:
        """What it means, in words."""
        return LEVEL_WORDS[self.level]

    @property
    def per_hundred(self) -> int | None:
        """How many answered where 100 would, were all heard alike; None where the number may not be seen."""
        return round(100 * self.parity.index) if self.parity else None

    @property
    def span_words(self) -> str:
        """How far chance alone could move that."""
        if self.parity is None:
            return "not shown"
        return f"{round(100 * self.parity.low)} to {round(100 * self.parity.high)}"


@dataclass(frozen=True, slots=True)
class ReachTable:
    """Groups that are compared with one another; `base` is how many residents said it."""

    code: str
    title: str
    rows: tuple[ReachRow, ...]
    base: Published

    @property
    def under(self) -> tuple[ReachRow, ...]:
        """Those heard too little."""
        return tuple(row for row in self.rows if row.level is Level.UNDER)


@dataclass(frozen=True, slots=True)
class WentOut:
    """One time we went out to people; `aimed_at` is the code of a row, empty for everybody."""

    done_on: date
    place: str
    ward: str
    channel: str
    body: str
    aimed_at: str = ""


@dataclass(frozen=True, slots=True)
class Reach:
    """Everything of one consultation; no tables once it has closed."""

    slug: str
    title: str
    phase: Phase
    tables: tuple[ReachTable, ...]
    log: tuple[WentOut, ...]


def reach(session: Session, slug: str, *, partnership: Partnership, margins: Margins, now: datetime) -> Reach:
    """How it stands now. Raises `NotFound`."""
    consultation = rows.find(session, slug)
    phase = rules.phase(State(consultation.state), rows.window_of(consultation), now)
    log = went_out(session, slug)
    aimed = Counter(each.aimed_at for each in log)
    tables: tuple[ReachTable, ...] = ()
    if phase is Phase.OPEN:
        apart = _apart(session, consultation, margins, aimed)
        tables = (_wards(session, consultation, partnership, aimed), *apart)
    return Reach(slug, consultation.title, phase, tables, log)


def went_out(session: Session, slug: str) -> tuple[WentOut, ...]:
    """Every time we went out, the newest first. Raises `NotFound`."""
    consultation = rows.find(session, slug)
    query = select(Outreach).where(Outreach.consultation_id == consultation.id)
    found = session.scalars(query.order_by(Outreach.done_on.desc(), Outreach.id))
    return tuple(
        WentOut(each.done_on, each.place, each.ward, each.channel, each.body, each.aimed_at) for each in found
    )


def aims(session: Session, slug: str, partnership: Partnership) -> tuple[tuple[str, str], ...]:
    """Whom going out can be for: code and words. Raises `NotFound`."""
    consultation = rows.find(session, slug)
    parts = [
        (f"{part.code}:{each.code}", each.words) for part in _parts(consultation) for each in part.options
    ]
    wards = [(f"ward:{ward.code}", ward.name) for ward in partnership.wards]
    return (*((code, words) for code, words in parts if not code.endswith(f":{NOT_SAID}")), *wards)


def go_out(
    session: Session,
    slug: str,
    went: WentOut,
    *,
    partnership: Partnership,
    bodies: Sequence[str],
    actor_id: str,
    now: datetime,
    once: str = "",
) -> None:
    """Write down that we went out; the same with the same random `once` is written down once.

    Raises `NotFound` for an unknown code too, `MoveNotAllowed` where nobody could answer yet or any more on
    that day, `DayNotPossible`, what `clean` raises.
    """
    consultation = rows.find(session, slug)
    window = rows.window_of(consultation)
    if rules.phase(State(consultation.state), window, now) in (Phase.HIDDEN, Phase.WITHDRAWN):
        raise MoveNotAllowed(before=consultation.state, after="gone out")
    known = {"", *(code for code, _ in aims(session, slug, partnership))}
    wards = {"", *(ward.code for ward in partnership.wards)}
    fits = went.aimed_at in known and went.ward in wards and went.body in bodies
    if not fits or went.channel not in WAYS_OUT:
        raise NotFound(kind="outreach", value=went.channel)
    first, last = consultation.opens_at, min(window.closes_at, now)
    after.check_day(went.done_on, min(london_date(first), london_date(last)), london_date(last))
    place = after.clean("place", went.place, after.MAX_PLACE)
    said = (went.done_on.isoformat(), place, went.ward, went.channel, went.body, went.aimed_at)
    found = id_of(once.encode(), consultation.id.encode(), *(each.encode() for each in said))
    row = Outreach(id=found if once else new_id(), consultation_id=consultation.id)
    row.done_on, row.place = went.done_on, place
    row.ward, row.channel, row.body, row.aimed_at = went.ward, went.channel, went.body, went.aimed_at
    if session.get(Outreach, row.id) is not None:
        return
    try:
        with session.begin_nested():
            session.add(row)
    except IntegrityError:  # the same page was sent twice in one moment
        return
    subject = f"consultation:{consultation.id}"
    action = "consultation.went_out"
    record(session, actor_id=actor_id, action=action, subject=subject, now=now, channel=went.channel)
    session.flush()


def _wards(
    session: Session, consultation: Consultation, partnership: Partnership, aimed: Counter[str]
) -> ReachTable:
    query = select(Response.ward, func.count()).where(*_residents(consultation)).group_by(Response.ward)
    heard = {each.ward: each[1] for each in session.execute(query)}
    people = [(f"ward:{each.code}", each.name, each.population or 0) for each in partnership.wards]
    given = [heard.get(each.code, 0) for each in partnership.wards]
    return _table("ward", "Ward they live in or mean", people, given, FLOOR, aimed)


def _apart(
    session: Session, consultation: Consultation, margins: Margins, aimed: Counter[str]
) -> tuple[ReachTable, ...]:
    query = (
        select(EqualityAnswer.part, EqualityAnswer.choice, func.count())
        .join(Response, Response.equality_link == EqualityAnswer.link)
        .where(*_residents(consultation))
        .group_by(EqualityAnswer.part, EqualityAnswer.choice)
    )
    heard = {(part, choice): number for part, choice, number in session.execute(query)}
    tables = []
    for part in _parts(consultation):
        margin, names = MARGIN_OF.get(part.code, ("", {}))
        told = [
            (each, margins[margin, names.get(each.code, each.code)])
            for each in part.options
            if (margin, names.get(each.code, each.code)) in margins
        ]
        people = [(f"{part.code}:{each.code}", each.words, number) for each, number in told]
        given = [heard.get((part.code, each.code), 0) for each, _ in told]
        if people:
            tables.append(_table(part.code, part.title, people, given, EQUALITY_FLOOR, aimed))
    return tuple(tables)


def _residents(consultation: Consultation) -> tuple[ColumnElement[bool], ...]:
    return (
        Response.consultation_id == consultation.id,
        Response.state == ResponseState.SENT,
        Response.audience == Audience.RESIDENT,
    )


def _parts(consultation: Consultation) -> tuple[Part, ...]:
    questions = rows.document_of(consultation).questions
    block = next((each for each in questions if isinstance(each, Equality)), None)
    return block.parts if block else ()


def _table(
    code: str,
    title: str,
    people: Sequence[tuple[str, str, int]],
    given: Sequence[int],
    floor: int,
    aimed: Counter[str],
) -> ReachTable:
    told = [n // floor * floor for n in given]
    near = [(n + floor // 2) // floor * floor for n in given]
    answered, population = sum(near), sum(number for _, _, number in people)
    safe = safe_table([(label, n) for (_, label, _), n in zip(people, told, strict=True)], floor=floor)
    found = []
    for (row, label, number), heard, shown in zip(people, near, safe.rows, strict=True):
        likely = parity(heard, answered, number, population)
        seen = likely if isinstance(shown.count, Shown) else None
        level = likely.level if likely else Level.TOO_FEW
        of = round(100 * number / population) if population else 0
        found.append(ReachRow(row, label, shown.count, number, of, seen, level, aimed[row]))
    return ReachTable(code, title, tuple(found), safe.base)
