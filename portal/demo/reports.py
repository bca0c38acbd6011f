"""About four hundred invented reports over fourteen months, sent, read and decided day by day."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime, time, timedelta
from typing import TypedDict

from sqlalchemy import select
from sqlalchemy.orm import Session

from portal.adapters.tokens import Chance, repeatable
from portal.concerns import desk, service
from portal.concerns.equality import NOT_SAID, QUESTIONS
from portal.concerns.models import Concern
from portal.concerns.opened import Waiting
from portal.concerns.report import Connection, HowMuch, Impact, Report, Unsafe, When, Where
from portal.concerns.rules import Decision, DeclineCode, Purpose, State, Verb
from portal.concerns.service import SealTo
from portal.core.places import Place
from portal.core.windows import LONDON
from portal.core.words import details, mask
from portal.demo.people import Cast
from portal.demo.scenes import DANGER, EMERGING, SCENES, Scene
from portal.demo.stage import LASTS, Stage

REPORTS = 400
EMERGED = 16
"""Reports of what grows at one open place, in the last eight weeks."""

UNDECIDED = timedelta(days=4)
"""Reports younger than this still wait."""

WAITING_LATE = timedelta(days=9)
"""Every so often one of this age waits too: it is late."""

ESCALATED = "writer-2001"
"""Words of danger that an officer passed to the safeguarding leads, who have not opened them yet."""

TOLD = "adult-services"
"""The agency that was told of what leads dealt with."""

USUAL = {
    "disability": ("no",),
    "ethnicity": ("white",),
    "religion": ("none", "christian"),
    "orientation": ("straight",),
}
"""What most invented writers answer about themselves."""

OPEN_KINDS = ("nature", "park", "beach")


class Ticked(TypedDict):
    """What is ticked after the text of a report."""

    unsafe: tuple[Unsafe, ...]
    impact: Impact
    connection: Connection | None


@dataclass(frozen=True, slots=True)
class Sending:
    """One report to be sent at a moment by one invented writer."""

    name: str
    at: datetime
    report: Report


def sendings(stage: Stage) -> list[Sending]:
    """Every report in the order of its moment; the same for the same stage."""
    chance = repeatable(stage.seed)
    scenes = [scene for scene in SCENES if _known(stage, scene) and _places(stage, scene)]
    ordinary = REPORTS - EMERGED - 2
    planned = [
        *(
            _send(stage, chance, n, scene, place, at)
            for n, (scene, place, at) in enumerate(_ordinary(stage, chance, scenes, ordinary))
        ),
        *_emerging(stage, chance),
        *_dangers(stage, chance),
    ]
    return sorted(planned, key=lambda each: (each.at, each.name))


def send(session: Session, stage: Stage, sending: Sending) -> str:
    """Send one report; answers its id."""
    receipt = stage.receipt(sending.name)
    service.receive(
        session,
        sending.report,
        about=_about(stage, sending.name),
        receipt=receipt,
        partnership=stage.partnership,
        seal_to=SealTo(stage.working, stage.recovery),
        now=sending.at,
    )
    return session.scalars(select(Concern.id).where(Concern.lookup == receipt.lookup)).one()


def decide(
    session: Session, stage: Stage, cast: Cast, concern_id: str, sending: Sending, at: datetime
) -> None:
    """An officer opens one report and decides; now and then it is declined, escalated or taken back."""
    chance = repeatable(f"{stage.seed}:decide:{sending.name}")
    fate = 1.0 if sending.name == ESCALATED else chance.random()
    if fate < 0.03:
        service.withdraw(session, stage.receipt(sending.name), now=at)
        return
    opened = desk.open(session, concern_id, opener=stage.opener, actor_id=cast.officer, now=at)
    text = opened.original.text if opened.original else ""
    decision = Decision(Verb.COUNT)
    if fate < 0.09:
        decision = Decision(
            Verb.DECLINE, chance.choice([DeclineCode.NOT_OURS, DeclineCode.UNCLEAR, DeclineCode.TEST])
        )
    elif fate < 0.11 or sending.name == ESCALATED:
        decision = Decision(Verb.ESCALATE)
    first, second = cast.officer, cast.second_officer
    reader, other = (first, second) if chance.random() < 0.7 else (second, first)
    after = desk.decide(
        session,
        concern_id,
        decision,
        seen_version=opened.line.version,
        actor_id=reader,
        reason="Illustration: read, and nothing in it points to a person.",
        sanitised=mask(text, details(text)) if decision.verb is Verb.COUNT else None,
        now=at,
    )
    if decision.verb is Verb.COUNT and after.state is State.HELD:
        agreed = "Illustration: the place is meant, not the business."
        _then(session, after, Verb.COUNT, other, agreed, at + timedelta(minutes=40))
    if decision.verb is Verb.ESCALATE and sending.at < stage.now - timedelta(days=20):
        told, lead = at + timedelta(hours=1), cast.lead
        desk.pass_on(session, concern_id, agency=TOLD, purpose=Purpose.ADULT, actor_id=lead, now=told)
        passed = "Illustration: passed to the agency that can help."
        _then(session, after, Verb.COUNT_AS_ESCALATED, lead, passed, at + timedelta(hours=2))


def _then(session: Session, after: Waiting, verb: Verb, actor_id: str, reason: str, at: datetime) -> None:
    """The decision that follows on the first, by somebody else."""
    desk.decide(
        session,
        after.id,
        Decision(verb),
        seen_version=after.version,
        actor_id=actor_id,
        reason=reason,
        sanitised=None,
        now=at,
    )


def decided_at(stage: Stage, sending: Sending, number: int) -> datetime | None:
    """When somebody decides on it; None for what still waits."""
    age = stage.now - sending.at
    if sending.name == ESCALATED:
        return sending.at + timedelta(hours=2)
    if age < UNDECIDED or (age < WAITING_LATE and number % 6 == 0):
        return None
    return min(sending.at + timedelta(hours=20 + number % 30), stage.now - timedelta(hours=1))


def _known(stage: Stage, scene: Scene) -> bool:
    return any(sub.code == scene.subtopic for topic in stage.partnership.topics for sub in topic.subtopics)


def _places(stage: Stage, scene: Scene) -> list[Place]:
    return [place for place in stage.geography.places if place.kind in scene.places]


def _ordinary(
    stage: Stage, chance: Chance, scenes: Sequence[Scene], count: int
) -> Iterator[tuple[Scene, Place, datetime]]:
    """Scenes by weight; places cluster, as they do: a few are named often."""
    while count:
        scene = chance.choices(scenes, weights=[each.share for each in scenes])[0]
        at = _moment(stage, chance, scene)
        if at.month not in scene.months or at > stage.now - timedelta(hours=2):
            continue
        places = _places(stage, scene)
        favourite = min(int(chance.expovariate(0.35)), len(places) - 1)
        yield scene, repeatable(f"{stage.seed}:{scene.subtopic}").sample(places, len(places))[favourite], at
        count -= 1


def _moment(stage: Stage, chance: Chance, scene: Scene) -> datetime:
    day = (stage.begins + timedelta(days=chance.randrange(LASTS.days))).astimezone(LONDON).date()
    hour = {"morning": 10, "afternoon": 16, "evening": 20, "night": 22}.get(scene.time_of_day, 13)
    return datetime.combine(day, time(hour, chance.randrange(60)), tzinfo=LONDON)


def _emerging(stage: Stage, chance: Chance) -> list[Sending]:
    open_places = [place for place in stage.geography.places if place.kind in OPEN_KINDS]
    if not open_places or not _known(stage, EMERGING):
        return []
    place = chance.choice(open_places)
    found = []
    for n in range(EMERGED):
        days = chance.triangular(1, 56, 4)
        found.append(_send(stage, chance, 1000 + n, EMERGING, place, stage.now - timedelta(days=days)))
    return found


def _dangers(stage: Stage, chance: Chance) -> list[Sending]:
    places = _places(stage, DANGER) or list(stage.geography.places)
    moments = (stage.now - timedelta(hours=3), stage.now - timedelta(hours=26))
    return [_send(stage, chance, 2000 + n, DANGER, chance.choice(places), at) for n, at in enumerate(moments)]


def _send(stage: Stage, chance: Chance, number: int, scene: Scene, place: Place, at: datetime) -> Sending:
    spot = stage.geography.locate_place(place.code)
    lat, lon = place.point.lat + chance.gauss(0, 0.0006), place.point.lon + chance.gauss(0, 0.0009)
    return Sending(
        name=f"writer-{number}",
        at=at,
        report=Report(
            topic=stage.partnership.topic_of(scene.subtopic).code,
            subtopic=scene.subtopic,
            where=Where(area=spot.area, ward=spot.ward, lat=lat, lon=lon),
            when=chance.choice([When.TODAY, When.WEEK, When.WEEK, When.MONTH]),
            often=scene.often,
            time_of_day=scene.time_of_day,
            before=scene.before,
            text=chance.choice(scene.texts).format(place=place.name),
            **_ticks(stage, scene, number),
        ),
    )


def _ticks(stage: Stage, scene: Scene, number: int) -> Ticked:
    """What is ticked after the text. Drawn apart, so that it changes nothing else of the stage."""
    chance = repeatable(f"{stage.seed}:ticks:{number}")
    asks = stage.partnership.subtopic(scene.subtopic).asks_unsafe
    ties = [Connection.LIVE] * 6 + [Connection.WORK_OR_STUDY, Connection.VISIT, Connection.PASSING, None]
    return {
        "unsafe": tuple(chance.sample(tuple(Unsafe), chance.randrange(4))) if asks else (),
        "impact": Impact(
            people=chance.choice((HowMuch.SOME, HowMuch.A_LOT)),
            community=chance.choice((HowMuch.SOME, HowMuch.A_LOT, HowMuch.UNSURE, None)),
            environment=chance.choice((HowMuch.NONE, HowMuch.SOME, None)),
        ),
        "connection": chance.choice(ties),
    }


def _about(stage: Stage, name: str) -> dict[str, str]:
    """What a writer says about themselves: two of three answer, some would not say."""
    chance = repeatable(f"{stage.seed}:about:{name}")
    if chance.random() < 0.34:
        return {}
    about = {}
    for question in QUESTIONS:
        offered = [code for code, _ in question.answers[:-1]]
        usual = [code for code in USUAL.get(question.code, ()) if chance.random() < 0.75]
        answer = NOT_SAID if chance.random() < 0.12 else chance.choice(usual or offered)
        if chance.random() < 0.9:
            about[question.code] = answer
    return about
