"""A second consultation of the demonstration, closed and answered, which asks in every way there is.

Invented from first to last; its texts say so.
"""

from datetime import datetime, timedelta

from sqlalchemy.orm import Session

from portal.consultations.after import telling
from portal.consultations.after.rules import Verdict
from portal.consultations.after.telling import NewFinding
from portal.consultations.questions.base import Option
from portal.consultations.questions.choices import OneChoice, Rating, Relation, Ward
from portal.consultations.questions.conditions import Condition, Test
from portal.consultations.questions.grids import Matrix, Points
from portal.consultations.questions.measured import Day, Number
from portal.consultations.questions.pages import Page
from portal.consultations.questions.places import Place
from portal.consultations.questions.ranking import Ranking
from portal.consultations.questions.registry import Document
from portal.consultations.questions.several import Several
from portal.consultations.questions.statement import Statement
from portal.consultations.questions.written import LongText, ShortText
from portal.consultations.shipped import SAFE, NewConsultation, about_you, nothing_asked_yet
from portal.core.places import slug
from portal.core.windows import london_date
from portal.demo.people import Cast
from portal.demo.stage import Stage
from portal.outcomes import service as outcomes
from portal.outcomes.rules import Ending, Facts, OutcomeWords, Progress
from portal.partnership.rules import Partnership

TITLE = "How do you feel when you go out in the evening?"
PLACES = (
    Option("street", "In your street"),
    Option("centre", "In the town centre"),
    Option("stops", "At bus stops and stations"),
    Option("parks", "In parks and open spaces"),
)
SEEN = (
    Option("drinking", "Drinking in the street"),
    Option("noise", "Noise at night"),
    Option("vehicles", "Loud or dangerous vehicles"),
    Option("litter", "Litter and fly-tipping"),
    Option("dogs", "Dogs out of control"),
)
HELPS = (
    Option("patrols", "Wardens and officers on foot"),
    Option("lights", "Better light"),
    Option("youth", "Youth work"),
    Option("buses", "Later buses"),
)
STAY_AWAY = (Option("often", "Often"), Option("sometimes", "Sometimes"), Option("never", "Never"))


def survey(partnership: Partnership) -> NewConsultation:
    """The consultation with its questions."""
    return NewConsultation(
        slug=slug(TITLE),
        title=TITLE,
        purpose=(
            "Illustration: we want to know where people feel at ease after dark, where they do not, and what "
            "would help, before the money for next winter is shared out."
        ),
        can_influence="Illustration: where wardens walk in the evening, and what the winter money goes to.",
        decided="Illustration: that there is money for one winter, and how much.",
        who_decides="Illustration: the strategy group decides, and publishes what it decided and why.",
        document=document(partnership),
    )


def document(partnership: Partnership) -> Document:
    """Every kind of question, on six pages."""
    you = nothing_asked_yet(partnership).pages[0]
    wards = next(each.options for each in you.questions if isinstance(each, Ward))
    assert any(isinstance(each, Relation) for each in you.questions)
    return Document((you, _evenings(), _where(wards), _seen(), _money(), about_you()))


def _evenings() -> Page:
    meant = Statement(code="meant", title="What we mean", text="After dark is when the lamps are on.")
    day = Matrix(code="by_day", title="How safe do you feel by day?", rows=PLACES, options=SAFE)
    dark = Matrix(
        code="after_dark",
        title="And how safe after dark?",
        rows=PLACES,
        options=SAFE,
        not_applicable="I do not go there",
    )
    nights = Number(
        code="nights", title="On how many evenings a week do you go out?", most=7, unit="evenings"
    )
    avoid = OneChoice(
        code="avoid", title="Do you stay away from a place because you feel unsafe?", options=STAY_AWAY
    )
    return Page("evenings", "When you go out", (meant, day, dark, nights, avoid))


def _where(wards: tuple[Option, ...]) -> Page:
    """Only for those who stay away from a place."""
    away = Condition("avoid", Test.ANY_OF, ("often", "sometimes"))
    where = Place(code="where", title="Which place do you mean most?", options=wards)
    last = Day(code="last", title="When were you last there after dark?")
    why = ShortText(code="why", title="What keeps you away?")
    return Page("where", "Where you do not go", (where, last, why), only_if=(away,))


def _seen() -> Page:
    worry = Rating(
        code="worry",
        title="How worried are you about antisocial behaviour where you live?",
        options=(
            Option("very", "Very worried"),
            Option("fairly", "Fairly worried"),
            Option("not_very", "Not very worried"),
            Option("not_at_all", "Not at all worried"),
        ),
        unsure="I do not know",
    )
    seen = Several(
        code="seen",
        title="Which of these did you meet in the last 12 months?",
        options=SEEN,
        other="Something else",
        none="None of these",
    )
    first = Ranking(code="first", title="What should we deal with first?", options=SEEN, top=3)
    return Page("seen", "What you meet", (worry, seen, first))


def _money() -> Page:
    points = Points(code="points", title="How would you share out 100 points?", options=HELPS)
    more = LongText(code="more", title="What else should we know?")
    return Page("money", "What would help", (points, more))


FINDINGS = (
    (
        NewFinding("Most people want better light before anything else.", Verdict.ACCEPTED, "points"),
        "Illustration: lights on the paths to bus stops come first",
        "The winter money goes to lights first.",
        Progress.UNDER_WAY,
    ),
    (
        NewFinding("Many people ask for later buses.", Verdict.REJECTED, "points"),
        "Illustration: no money of ours for later buses",
        "The partnership does not pay for buses; it passes the wish on to the companies.",
        Progress.NOT_DONE,
    ),
)


def tell(session: Session, stage: Stage, cast: Cast, at: datetime) -> None:
    """What came of it: two findings that everybody reads, and our whole answer some weeks after the close."""
    name = slug(TITLE)
    for new, line, decision, progress in FINDINGS:
        words = OutcomeWords(
            line=line,
            decision=f"Illustration: {decision}",
            reason="Illustration: so the figures and the texts say, and the money is for one winter only.",
            action="Illustration: the engagement group reports on it in spring.",
            owner=stage.partnership.engagement_group,
            progress=progress,
            decided_on=london_date(at),
            ending=Ending.NOT_OURS if progress is Progress.NOT_DONE else None,
        )
        telling.add(session, name, new, words, actor_id=cast.officer, now=at)
    facts = Facts(reports=None, sensitive=False, proceedings=False)
    for told in telling.working(session, name, now=at).findings:
        outcomes.publish(session, told.outcome.id, facts, seen_version=1, actor_id=cast.officer, now=at)
    version = telling.working(session, name, now=at).version
    telling.answered(session, name, seen_version=version, actor_id=cast.officer, now=at + timedelta(days=7))
