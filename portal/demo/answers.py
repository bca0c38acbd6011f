"""A closed consultation with about five hundred invented answers, and an open one that has just begun."""

from collections.abc import Mapping
from datetime import datetime, time, timedelta

from sqlalchemy.orm import Session

from portal.adapters.tokens import Chance, repeatable
from portal.consultations import desk, queries, queue, service
from portal.consultations.questions.base import Kind, Question, Value
from portal.consultations.questions.choices import OneChoice, Rating, Relation, Ward
from portal.consultations.questions.equality import Equality
from portal.consultations.questions.ranking import Ranking
from portal.consultations.questions.registry import Document
from portal.consultations.rules import TextDecision, TextVerb
from portal.consultations.texts import Seals
from portal.core.windows import LONDON, Window
from portal.core.words import details, mask
from portal.core.years import year_of
from portal.demo.people import Cast
from portal.demo.stage import Stage

CLOSED_ANSWERS = 500
OPEN_ANSWERS = 40
TEXTS = (
    "More patrols in the evening would help, and lamps that work.",
    "The bus stops feel empty after nine. A late bus would change that.",
    "I would like somewhere young people can go after school.",
    "Speeding on the way to school is what worries me most.",
    "Please fix the lights first, everything else follows.",
    "It has become better since the wardens came back.",
)
HELP = ("Our residents’ group could walk the route once a month.", "I could translate a leaflet.", "")


def consult(session: Session, stage: Stage) -> tuple[str, str]:
    """Write both consultations; the slugs of the closed and of the open one."""
    closed_year, open_year = _year(stage, 0), _year(stage, 1)
    closed = service.create_from_priorities(
        session,
        stage.partnership,
        year=closed_year,
        window=Window(_day(stage, -330), _day(stage, -280)),
        now=stage.now,
    )
    opened = service.create_from_priorities(
        session,
        stage.partnership,
        year=open_year,
        window=Window(_day(stage, -12), _day(stage, 40)),
        now=stage.now,
    )
    return closed, opened


def answer(
    session: Session, stage: Stage, slug: str, numbers: range, first: datetime, last: datetime
) -> None:
    """Send the answers with these numbers, spread over the time between."""
    document = queries.asked(session, slug, now=stage.now).document
    for number in numbers:
        chance = repeatable(f"{stage.seed}:{slug}:{number}")
        service.answer(
            session,
            slug,
            _answers(stage, chance, document),
            receipt=stage.receipt(f"{slug}-{number}"),
            seals=Seals(stage.working, stage.recovery),
            partnership=stage.partnership,
            now=first + (last - first) * chance.random(),
        )


def read(session: Session, stage: Stage, cast: Cast, at: datetime) -> int:
    """Officers read what waits by then and clear it; answers how many they read."""
    waiting = queue.waiting(session, now=at)
    for line in waiting:
        opened = desk.open(session, line.id, opener=stage.opener, actor_id=cast.officer, now=at)
        text = opened.original or ""
        decision = TextDecision(
            verb=TextVerb.CLEAR,
            reason="Illustration: read, and nothing in it points to a person.",
            code=None,
            sanitised=mask(text, details(text)),
        )
        desk.decide(session, line.id, decision, seen_version=line.version, actor_id=cast.officer, now=at)
    return len(waiting)


def _year(stage: Stage, years: int) -> str:
    begins = year_of(stage.now.astimezone(LONDON).date())
    return str(year_of(begins.starts_on.replace(year=begins.starts_on.year + years)))


def _day(stage: Stage, days: int) -> datetime:
    day = (stage.now + timedelta(days=days)).astimezone(LONDON).date()
    return datetime.combine(day, time(0, 0), tzinfo=LONDON)


def _answers(stage: Stage, chance: Chance, document: Document) -> Mapping[str, Value]:
    """One person's answers, drawn so that people agree on some things and not on others."""
    drawn = {question.code: _one(stage, chance, question) for question in document.questions}
    return {code: value for code, value in drawn.items() if value is not None}


def _one(stage: Stage, chance: Chance, question: Question) -> Value:
    if isinstance(question, Relation):
        return [chance.choices(["live", "work", "study", "visit"], weights=[70, 14, 6, 10])[0]]
    if isinstance(question, Ward):
        weights = [1 + n % 5 for n in range(len(question.options))]
        return chance.choices([option.code for option in question.options], weights=weights)[0]
    if isinstance(question, Ranking):
        return _ranking(chance, question)
    if isinstance(question, Rating | OneChoice):
        lean = [len(question.options) - abs(n - 1) for n in range(len(question.options))]
        return chance.choices([option.code for option in question.options], weights=lean)[0]
    if isinstance(question, Equality):
        return _about(chance, question) if chance.random() < 0.6 else None
    if question.is_text:
        return (
            chance.choice(TEXTS if question.kind is Kind.LONG_TEXT else HELP)
            if chance.random() < 0.12
            else None
        )
    return None


def _ranking(chance: Chance, question: Ranking) -> Value:
    """Most people put the first few in order; what stands first in the list leads, but not by much."""
    codes = [option.code for option in question.options]
    liking = {code: len(codes) - at + chance.gauss(0, 2.5) for at, code in enumerate(codes)}
    ordered = sorted(codes, key=lambda code: -liking[code])[: chance.randint(2, len(codes))]
    return {"places": {code: place for place, code in enumerate(ordered, 1)}, "not": []}


def _about(chance: Chance, question: Equality) -> Value:
    return {part.code: chance.choice(part.options).code for part in question.parts if chance.random() < 0.9}
