"""Themes, hotspots and outcomes of the demonstration: what many invented reports share, what came of it.

Every text is an illustration. A partnership whose kinds of concern have other codes simply gets fewer.
"""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import timedelta

from sqlalchemy import select
from sqlalchemy.orm import Session

from portal.adapters.db import Database
from portal.concerns import gathering, themes
from portal.concerns.models import Concern
from portal.concerns.rules import State
from portal.concerns.theme_rules import ThemeWords
from portal.core.windows import london_date, months_on
from portal.demo.people import Cast
from portal.demo.stage import Stage
from portal.hotspots import service as hotspots
from portal.hotspots.rules import Assessment, HotspotWords, Level, Place, Response
from portal.hotspots.rules import Stage as Work
from portal.outcomes import service as outcomes
from portal.outcomes.rules import Ending, Facts, Kind, MayNotPublish, OutcomeWords, Progress, Subject

Say = Callable[[str], None]


@dataclass(frozen=True, slots=True)
class Common:
    """What the reports of one kind have in common."""

    subtopic: str
    name: str
    note: str
    begun_days_ago: int


COMMON = (
    Common(
        "unlit-route",
        "Paths people avoid after dark",
        "Illustration: lamps that are out for weeks, bushes over the path, an underpass nobody sees into. "
        "Many walk another way or pay for a taxi.",
        300,
    ),
    Common(
        "speeding",
        "Short cuts past schools",
        "Illustration: drivers leave the main road at school time and go far over the limit.",
        240,
    ),
    Common(
        "intimidating-groups",
        "Groups that frighten people at night",
        "Illustration: groups across the whole pavement after the last train, comments, people followed.",
        260,
    ),
    Common(
        "open-space",
        "Loud evenings by the water",
        "Illustration: large groups, glass in the sand and music until late, on warm evenings only.",
        180,
    ),
    Common(
        "vehicle-nuisance",
        "Off-road bikes after dark",
        "Illustration: began a few weeks ago at one open place and grows. Dog walkers are frightened.",
        20,
    ),
)

EMERGING, LIT, DRIVEN, NIGHT = "vehicle-nuisance", "unlit-route", "speeding", "intimidating-groups"


def load(database: Database, stage: Stage, cast: Cast, say: Say) -> None:
    """Begin the themes, put the counted reports under them, and say what came of two."""
    known = {kind.code for topic in stage.partnership.topics for kind in topic.subtopics}
    with database.transaction() as session:
        shared = [each for each in COMMON if each.subtopic in known]
        begun = {each.subtopic: _theme(session, stage, cast, each) for each in shared}
    with database.transaction() as session:
        spots = [_emerging(session, stage, cast), _night(session, stage, cast, begun)]
        told = [_repaired(session, stage, cast, begun), _not_slower(session, stage, cast, begun)]
    say(f"{len(begun)} themes, {sum(map(bool, spots))} hotspots, {sum(map(bool, told))} outcomes")


def _theme(session: Session, stage: Stage, cast: Cast, common: Common) -> str:
    at = stage.now - timedelta(days=common.begun_days_ago)
    topic = stage.partnership.topic_of(common.subtopic).code
    words = ThemeWords(common.name, common.note, topic=topic, subtopic=common.subtopic)
    theme = themes.begin(session, words, actor_id=cast.officer, now=at)
    mine = select(Concern.id).where(Concern.state == State.COUNTED, Concern.subtopic == common.subtopic)
    for concern in session.scalars(mine.order_by(Concern.lookup)).all():
        themes.label(session, concern, theme, actor_id=cast.officer, now=stage.now - timedelta(days=2))
    return theme


def _busiest(session: Session, stage: Stage, subtopic: str) -> str | None:
    """The map area most reports of this kind came from in the last two years."""
    this = london_date(stage.now).replace(day=1)
    months = [months_on(this, -back) for back in range(24)]
    found = gathering.by_area(session, months, subtopics=(subtopic,))
    return min(found, key=lambda area: (-found[area], area), default=None)


def _owner(stage: Stage, subtopic: str) -> str:
    kind = stage.partnership.subtopic(subtopic)
    return kind.owner or next(iter(kind.copies), stage.partnership.engagement_group)


def _emerging(session: Session, stage: Stage, cast: Cast) -> str | None:
    """What grows at one place: looked into, not answered yet."""
    area = _busiest(session, stage, EMERGING)
    if area is None:
        return None
    words = HotspotWords(
        "Off-road bikes at one open place",
        _owner(stage, EMERGING),
        Place(area=area, subtopic=EMERGING),
        "Illustration: nothing until this autumn, now several reports each week.",
    )
    at = stage.now - timedelta(days=16)
    spot = hotspots.begin(session, words, actor_id=cast.officer, now=at)
    hotspots.move(
        session,
        spot,
        Work.ANALYSIS,
        "Illustration: always after dark, always the same way in. The gate has been open since the works.",
        seen_version=1,
        actor_id=cast.officer,
        now=at + timedelta(days=5),
    )
    return spot


def _night(session: Session, stage: Stage, cast: Cast, begun: dict[str, str]) -> str | None:
    """What was answered half a year ago, and is assessed now."""
    if NIGHT not in begun:
        return None
    begun_at = stage.now - timedelta(days=220)
    words = HotspotWords(
        "Frightening groups at night",
        _owner(stage, NIGHT),
        Place(theme=begun[NIGHT]),
        "Illustration: the same few places are named again and again.",
    )
    spot = hotspots.begin(session, words, actor_id=cast.officer, now=begun_at)
    steps = (
        (
            Work.ANALYSIS,
            "Illustration: Fridays and Saturdays, when the last trains have gone and nobody is on duty.",
        ),
        (Work.RESPONSE, "Illustration: wardens first, because people ask for somebody to be there."),
        (Work.ASSESSMENT, "Illustration: wardens have walked there for some months. Did it help?"),
    )
    for number, (wanted, note) in enumerate(steps, start=1):
        at = begun_at + timedelta(days=40 * number)
        hotspots.move(session, spot, wanted, note, seen_version=number, actor_id=cast.officer, now=at)
    response = Response(
        "Illustration: wardens walk there on Friday and Saturday nights",
        london_date(stage.now - timedelta(days=140)),
    )
    hotspots.respond(session, spot, response, seen_version=4, actor_id=cast.officer, now=stage.now)
    high = dict.fromkeys(("communities", "likelihood"), Level.HIGH)
    judged = Assessment(
        {**high, "victims": Level.MIDDLE, "capacity": Level.LOW},
        "Illustration: few are harmed, but many stay at home.",
    )
    hotspots.assess(session, spot, judged, seen_version=5, actor_id=cast.officer, now=stage.now)
    return spot


def _repaired(session: Session, stage: Stage, cast: Cast, begun: dict[str, str]) -> str | None:
    words = OutcomeWords(
        line="Illustration: lamps on the paths people avoid are repaired",
        decision="Repair eleven lamps, cut the hedges twice a year, and open up one underpass.",
        reason="Many people told us that they take another way after dark. Light is quick to mend.",
        action="Street lighting and the parks team do it; the underpass follows next year.",
        owner=_owner(stage, LIT),
        progress=Progress.UNDER_WAY,
        decided_on=london_date(stage.now - timedelta(days=120)),
    )
    return _told(session, stage, cast, begun.get(LIT), words)


def _not_slower(session: Session, stage: Stage, cast: Cast, begun: dict[str, str]) -> str | None:
    words = OutcomeWords(
        line="Illustration: no camera for the short cuts past schools this year",
        decision="No fixed camera is put up; volunteers watch speeds with the police instead.",
        reason="A camera is paid for only where people were badly hurt, and that has not happened there.",
        action="Nothing is built. Where volunteers can be found, speeds are watched at school time.",
        owner=_owner(stage, DRIVEN),
        progress=Progress.NOT_DONE,
        ending=Ending.NO_MONEY,
        decided_on=london_date(stage.now - timedelta(days=60)),
    )
    return _told(session, stage, cast, begun.get(DRIVEN), words)


def _told(
    session: Session, stage: Stage, cast: Cast, theme_id: str | None, words: OutcomeWords
) -> str | None:
    """An outcome that everybody reads; one that too few reports stand behind stays a draft."""
    if theme_id is None:
        return None
    theme, at = themes.of(session, theme_id), stage.now - timedelta(days=30)
    behind = themes.behind(session, theme_id, partnership=stage.partnership)
    subject = Subject(Kind.THEME, theme.id, theme.name, theme.topic or "", behind.first_month)
    outcome = outcomes.record(session, subject, words, actor_id=cast.officer, now=at)
    facts = Facts(behind.count, behind.sensitive, proceedings=False)
    try:
        outcomes.publish(session, outcome, facts, seen_version=1, actor_id=cast.officer, now=at)
    except MayNotPublish:
        return None
    return outcome
