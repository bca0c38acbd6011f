"""Two closed consultations with several hundred invented answers, and an open one that has just begun."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta

from sqlalchemy.orm import Session

from portal.adapters.tokens import Chance, repeatable
from portal.consultations import desk, keeping, queries, queue, service, signatures
from portal.consultations.after import frozen
from portal.consultations.questions.base import Kind, Question, Value
from portal.consultations.questions.choices import Choosing
from portal.consultations.questions.equality import Equality
from portal.consultations.questions.grids import Matrix, Points
from portal.consultations.questions.measured import Number
from portal.consultations.questions.places import Place
from portal.consultations.questions.ranking import Ranking
from portal.consultations.questions.registry import Document
from portal.consultations.questions.several import OTHER, Several
from portal.consultations.rules import TextDecision, TextVerb
from portal.consultations.texts import Seals
from portal.core.windows import LONDON, Window, london_date
from portal.core.words import details, mask
from portal.core.years import year_of
from portal.demo import opened
from portal.demo.people import Cast
from portal.demo.stage import Stage
from portal.demo.survey import survey, tell

CLOSED_ANSWERS = 500
OPEN_ANSWERS = 40
SURVEY_ANSWERS = 160
COPIES = 14
"""Answers of the survey that carry one text: a campaign to be found."""

LONGEST_SCALE = 5  # steps
WRITES = 0.12  # one person in eight writes something
TEXTS = (
    "More patrols in the evening would help, and lamps that work.",
    "The bus stops feel empty after nine. A late bus would change that.",
    "I would like somewhere young people can go after school.",
    "Speeding on the way to school is what worries me most.",
    "Please fix the lights first, everything else follows.",
    "It has become better since the wardens came back.",
)
CAMPAIGN = (
    "We who use the path behind the station ask for lamps that stay on until the last train, and for the "
    "bushes to be cut back before every winter."
)
HELP = ("Our residents’ group could walk the route once a month.", "I could translate a leaflet.", "")
OTHERS = ("Scooters on the pavement", "Empty shops", "Fireworks")


@dataclass(frozen=True, slots=True)
class Person:
    """Who answers: a stream of chance of their own, and how much worries them, about -1 to 1."""

    stage: Stage
    chance: Chance
    worried: float


def consult(session: Session, stage: Stage) -> tuple[str, str]:
    """Write the consultations, the survey with its answers; the slugs of the closed and of the open one."""
    closed_year, open_year = _year(stage, 0), _year(stage, 1)
    closed = service.create_from_priorities(
        session,
        stage.partnership,
        year=closed_year,
        window=_days(stage, -330, -280),
        now=stage.now,
    )
    opened_now = service.create_from_priorities(
        session,
        stage.partnership,
        year=open_year,
        window=_days(stage, -12, 40),
        now=stage.now,
    )
    _survey(session, stage)
    return closed, opened_now


def _survey(session: Session, stage: Stage) -> None:
    window = _days(stage, -355, -300)
    slug = service.create(session, survey(stage.partnership), window)
    opened.facts(session, stage, slug, stage.now)
    first, last = window.opens_at + timedelta(days=1), window.closes_at - timedelta(days=1)
    answer(session, stage, slug, range(SURVEY_ANSWERS), first, last, copies=COPIES)


def answer(
    session: Session,
    stage: Stage,
    slug: str,
    numbers: range,
    first: datetime,
    last: datetime,
    *,
    copies: int = 0,
) -> None:
    """Send the answers with these numbers, spread over the time between; the first `copies` are copied."""
    document = queries.asked(session, slug, now=stage.now).document
    for number in numbers:
        chance = repeatable(f"{stage.seed}:{slug}:{number}")
        said = dict(_answers(Person(stage, chance, chance.gauss(0, 0.5)), document))
        if number < copies:
            said["more"] = CAMPAIGN
        service.answer(
            session,
            slug,
            said,
            receipt=stage.receipt(f"{slug}-{number}"),
            seals=Seals(stage.working, stage.recovery, stage.signing),
            partnership=stage.partnership,
            now=first + (last - first) * chance.random(),
        )


def read(session: Session, stage: Stage, cast: Cast, at: datetime) -> int:
    """Officers read what waits by then and clear it; how many they read. After the last all is counted."""
    waiting = queue.waiting(session, now=at)
    for line in waiting:
        found = desk.open(session, line.id, opener=stage.opener, actor_id=cast.officer, now=at)
        text = found.original or ""
        decision = TextDecision(
            verb=TextVerb.CLEAR,
            reason="Illustration: read, and nothing in it points to a person.",
            code=None,
            sanitised=mask(text, details(text)),
        )
        desk.decide(session, line.id, decision, seen_version=line.version, actor_id=cast.officer, now=at)
    if not waiting:
        _count(session, stage, at)
        tell(session, stage, cast, at)
    return len(waiting)


def _count(session: Session, stage: Stage, at: datetime) -> None:
    """What has closed by then is counted; what found copies in it is gone by now."""
    frozen.freeze_closed(session, now=at)
    until = stage.now - timedelta(days=signatures.kept_days(stage.partnership.retention))
    keeping.forget_signatures(session, until=until, at_most=CLOSED_ANSWERS)
    for name in keeping.secrets_due(session, stage.signing.names(), until=until):
        stage.signing.destroy(name)


def _year(stage: Stage, years: int) -> str:
    begins = year_of(stage.now.astimezone(LONDON).date())
    return str(year_of(begins.starts_on.replace(year=begins.starts_on.year + years)))


def _days(stage: Stage, first: int, last: int) -> Window:
    """Whole days, counted from the day the demonstration is loaded."""
    today = london_date(stage.now)
    return Window.of_days(today + timedelta(days=first), today + timedelta(days=last))


def _answers(person: Person, document: Document) -> Mapping[str, Value]:
    """One person's answers, drawn so that people agree on some things and not on others."""
    drawn = {question.code: DRAWN[question.kind](person, question) for question in document.questions}
    return {code: value for code, value in drawn.items() if value is not None}


def _codes(question: Question) -> list[str]:
    assert isinstance(question, Choosing)
    return [option.code for option in question.options]


def _tie(person: Person, question: Question) -> Value:
    return [person.chance.choices(["live", "work", "study", "visit"], weights=[70, 14, 6, 10])[0]]


def _ward(person: Person, question: Question) -> Value:
    """Some wards answer more than others."""
    codes = _codes(question)
    return person.chance.choices(codes, weights=[1 + n % 5 for n in range(len(codes))])[0]


def _step(person: Person, codes: list[str], more: float = 0.0) -> str:
    """A step of a scale that runs from at ease to worried; the more worried, the further along."""
    at = (len(codes) - 1) * (0.4 + 0.35 * (person.worried + more)) + person.chance.gauss(0, 0.6)
    return codes[min(max(round(at), 0), len(codes) - 1)]


def _choice(person: Person, question: Question) -> Value:
    """A step of a scale, from its end where it begins with the worst; of a long list what comes first."""
    codes = _codes(question)
    if len(codes) > LONGEST_SCALE:
        return person.chance.choices(codes, weights=[len(codes) - at for at in range(len(codes))])[0]
    return _step(person, codes[::-1] if codes[0] in ("very", "often") else codes)


def _matrix(person: Person, question: Question) -> Value:
    assert isinstance(question, Matrix)
    codes, dark = [option.code for option in question.options], 0.5 if question.not_applicable else -0.3
    told: dict[str, str] = {}
    for at, row in enumerate(question.rows):
        away = question.not_applicable and person.chance.random() < 0.15
        last = question.steps(row.code)[-1].code
        told[row.code] = last if away else _step(person, codes, dark + 0.15 * at)
    return told


def _several(person: Person, question: Question) -> Value:
    assert isinstance(question, Several)
    liked = [code for at, code in enumerate(_codes(question)) if person.chance.random() < 0.5 - 0.08 * at]
    if question.other and person.chance.random() < 0.05:
        return {"chosen": [*liked, OTHER], "other": person.chance.choice(OTHERS)}
    return {"chosen": liked} if liked else None


def _points(person: Person, question: Question) -> Value:
    """Tens, most of them to what stands first."""
    assert isinstance(question, Points)
    codes = _codes(question)
    weights = [len(codes) - at for at in range(len(codes))]
    given = person.chance.choices(codes, weights=weights, k=10)
    return {code: given.count(code) * question.total // 10 for code in codes if code in given}


def _number(person: Person, question: Question) -> Value:
    assert isinstance(question, Number)
    middle = question.least + min(question.most - question.least, 10) * 0.35
    return min(max(round(person.chance.gauss(middle, 1.6)), question.least), question.most)


def _date(person: Person, question: Question) -> Value:
    """Within the months before it closed."""
    ago = timedelta(days=360 + int(person.chance.random() * 150))
    return (person.stage.now - ago).astimezone(LONDON).date().isoformat()


def _place(person: Person, question: Question) -> Value:
    """A ward, or for most a well-known place in it."""
    assert isinstance(question, Place)
    areas = person.stage.geography.areas
    if not areas or person.chance.random() < 0.4:
        return {"ward": _ward(person, question)}
    area = areas[min(int(person.chance.expovariate(1) * len(areas) / 6), len(areas) - 1)]
    return {"ward": area.ward, "area": area.id, "label": area.label}


def _ranking(person: Person, question: Question) -> Value:
    """Most people put the first few in order; what stands first in the list leads, but not by much."""
    assert isinstance(question, Ranking)
    codes = _codes(question)
    liking = {code: len(codes) - at + person.chance.gauss(0, 2.5) for at, code in enumerate(codes)}
    most = question.places
    ordered = sorted(codes, key=lambda code: -liking[code])[: person.chance.randint(min(2, most), most)]
    return {"places": {code: place for place, code in enumerate(ordered, 1)}, "not": []}


def _long(person: Person, question: Question) -> Value:
    return person.chance.choice(TEXTS) if person.chance.random() < WRITES else None


def _short(person: Person, question: Question) -> Value:
    return (person.chance.choice(HELP) or None) if person.chance.random() < WRITES else None


def _about(person: Person, question: Question) -> Value:
    assert isinstance(question, Equality)
    if person.chance.random() >= 0.6:
        return None
    told = (part for part in question.parts if person.chance.random() < 0.9)
    return {part.code: person.chance.choice(part.options).code for part in told} or None


def _nothing(person: Person, question: Question) -> Value:
    return None


DRAWN: dict[Kind, Callable[[Person, Question], Value]] = {
    Kind.RELATION: _tie,
    Kind.WARD: _ward,
    Kind.PLACE: _place,
    Kind.RANKING: _ranking,
    Kind.RATING: _choice,
    Kind.MATRIX: _matrix,
    Kind.ONE_CHOICE: _choice,
    Kind.SEVERAL: _several,
    Kind.POINTS: _points,
    Kind.NUMBER: _number,
    Kind.DATE: _date,
    Kind.SHORT_TEXT: _short,
    Kind.LONG_TEXT: _long,
    Kind.STATEMENT: _nothing,
    Kind.EQUALITY: _about,
}
"""How an invented person answers each kind."""
