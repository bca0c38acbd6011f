"""What the demonstration's consultations say of themselves, one that opens soon, and what others ask.

Everything invented says that it is an illustration; laws and public sources are real.
"""

from datetime import datetime, timedelta

from sqlalchemy.orm import Session

from portal.consultations import others
from portal.consultations.opening import queries, service
from portal.consultations.opening.facts import Facts, Link
from portal.consultations.others import OtherFacts
from portal.consultations.questions.choices import OneChoice, Option
from portal.consultations.questions.registry import Document, Page
from portal.consultations.questions.written import LongText
from portal.consultations.shipped import nothing_asked_yet
from portal.core.windows import Window, london_date
from portal.demo.people import Cast
from portal.demo.stage import Stage
from portal.plan import comments
from portal.plan import queries as plans

PAPERS = (
    Link("Recorded crime by neighbourhood", "https://www.police.uk"),
    Link("The duty to ask: SI 2007/1830", "https://www.legislation.gov.uk/uksi/2007/1830/contents/made"),
)
SAID = (
    ("b", "Illustration: put the evenings around the bus stops first; most of what I hear is about them."),
    ("f", "Illustration: say how people without the internet can take part."),
)
ANSWERED = "Illustration: part b names the bus stops now, and the measure for them stands in part e."
DECIDED_AFTER = timedelta(days=60)


def facts(session: Session, stage: Stage, slug: str, at: datetime) -> None:
    """Let a shipped consultation say on what it stands."""
    known = queries.draft(session, slug, now=at).facts
    group = stage.partnership.group(stage.partnership.engagement_group)
    told = Facts(
        title=known.title,
        purpose=known.purpose,
        can_influence=known.can_influence,
        decided=known.decided,
        who_decides=known.who_decides,
        window=known.window,
        decides_on=london_date(known.window.closes_at + DECIDED_AFTER),
        reasons=(
            "Every year the law asks us to look at crime and disorder, and to hear people before we agree "
            "what comes first. Each choice has a cost: what we put first gets more time of the same people."
        ),
        evidence=PAPERS,
        affected=(
            "Illustration: people who go out in the evening, people who run shops, and young people. We ask "
            f"them through the groups that the {group.name} knows."
        ),
        length_reason="Illustration: more than six weeks, so that groups that meet once a month can answer.",
        equality_reason="Illustration: no service changes by this; the plan has an assessment of its own.",
        dpia_reason="Illustration: the portal’s own assessment covers it, and nothing new is asked.",
    )
    service.write(session, slug, told)


def upcoming(session: Session, stage: Stage, cast: Cast) -> str:
    """A consultation that passed the gate and opens in ten days; answers its slug."""
    first = london_date(stage.now + timedelta(days=10))
    window = Window.of_days(first, first + timedelta(days=48))
    told = Facts(
        title="Where should wardens walk after dark?",
        purpose="Illustration: we want to hear where people would like to meet a warden, and at what time.",
        can_influence="The places, and the hours between dusk and midnight.",
        decided="That there are two pairs of wardens, and that they walk on five evenings a week.",
        who_decides=f"The {stage.partnership.group(stage.partnership.engagement_group).name} decides.",
        window=window,
        decides_on=london_date(window.closes_at + DECIDED_AFTER),
        reasons="Illustration: reports from the evening rose, and two pairs cannot be everywhere.",
        evidence=PAPERS[:1],
        affected="Illustration: people who work late or come home by bus. We ask at stops and in shops.",
        length_reason="Illustration: seven weeks, one of them for the holidays.",
        equality_reason="Illustration: an assessment follows with the proposal for the walks.",
        dpia_reason="Illustration: the portal’s own assessment covers it.",
        families=(stage.partnership.families[0].code,),
        audiences=tuple(each.code for each in stage.partnership.audiences[:3]),
    )
    at = stage.now - timedelta(days=3)
    slug = service.start(session, told, _walks(stage), actor_id=cast.officer, now=at)
    seen = queries.draft(session, slug, now=at).version
    service.publish(
        session, slug, seen_version=seen, actor_id=cast.officer, partnership=stage.partnership, now=at
    )
    return slug


def register(session: Session, stage: Stage, cast: Cast) -> None:
    """Two consultations of other bodies, one still open and one that told us something."""
    today, partnership = london_date(stage.now), stage.partnership
    entries = (
        OtherFacts(
            title="Illustration: what should the police put first next year?",
            body=partnership.policing_body,
            opens_on=today - timedelta(days=20),
            closes_on=today + timedelta(days=30),
            url="https://www.police.uk",
            family="",
            findings="",
        ),
        OtherFacts(
            title="Illustration: how should parks be lit?",
            body=partnership.council_name,
            opens_on=today - timedelta(days=150),
            closes_on=today - timedelta(days=95),
            url=next((each.url for each in partnership.authorities if each.url), "https://www.gov.uk"),
            family=partnership.families[0].code,
            findings="Illustration: most wanted light on the ways, not on the lawns. We start from that.",
        ),
    )
    for entry in entries:
        others.add(session, entry, actor_id=cast.officer, now=stage.now - timedelta(days=3))


def remarks(session: Session, stage: Stage, cast: Cast, year: str) -> None:
    """A councillor comments on the draft plan, and an officer answers one comment."""
    plan, day = plans.newest_edition(session, year), timedelta(days=1)
    until = london_date(stage.now) + timedelta(days=14)
    comments.ask(
        session, plan.id, until, seen_version=plan.version, actor_id=cast.officer, now=stage.now - 3 * day
    )
    for letter, words in SAID:
        comments.say(
            session,
            plan.id,
            letter,
            words,
            seen_version=comments.NEW,
            actor_id=cast.councillor,
            now=stage.now - 2 * day,
        )
    first = comments.every(session, plan.id)[0]
    comments.answer(
        session,
        first.id,
        ANSWERED,
        seen_version=first.version,
        actor_id=cast.officer,
        now=stage.now - day,
    )


def _walks(stage: Stage) -> Document:
    when = OneChoice(
        code="when",
        title="When would a warden help most?",
        options=(
            Option("early", "Before eight in the evening"),
            Option("late", "From eight until midnight"),
            Option("never", "Wardens would not help"),
        ),
    )
    where = LongText(
        code="where",
        title="Where should they walk, and why there?",
        hint="Please do not name anybody. If somebody is in danger, call 999.",
    )
    return Document((*nothing_asked_yet(stage.partnership).pages, Page("walks", "The walks", (when, where))))
