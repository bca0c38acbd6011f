"""A questionnaire with every kind of question, as partnerships really ask, for officers to look at and tests.

Never published. A survey of how safe people feel by day and after dark, of worries, and of a proposed public
spaces protection order (Anti-social Behaviour, Crime and Policing Act 2014 sections 59 to 75), with questions
that follow from earlier answers.
"""

from portal.consultations.questions.base import Option, Question
from portal.consultations.questions.choices import OneChoice, Rating, Relation, Ward
from portal.consultations.questions.conditions import Condition, Test
from portal.consultations.questions.equality import WHY, Equality
from portal.consultations.questions.grids import Matrix, Points
from portal.consultations.questions.measured import Day, Number
from portal.consultations.questions.pages import Page
from portal.consultations.questions.places import Place
from portal.consultations.questions.ranking import Ranking
from portal.consultations.questions.registry import Document
from portal.consultations.questions.several import Several
from portal.consultations.questions.statement import Statement
from portal.consultations.questions.written import LongText, ShortText
from portal.partnership.rules import Ward as WardOfArea

SAFE = (
    Option("very_safe", "Very safe"),
    Option("fairly_safe", "Fairly safe"),
    Option("bit_unsafe", "A bit unsafe"),
    Option("very_unsafe", "Very unsafe"),
)
WORRIED = (
    Option("very", "Very worried"),
    Option("fairly", "Fairly worried"),
    Option("not_very", "Not very worried"),
    Option("not_at_all", "Not at all worried"),
)
SUPPORT = (
    Option("strongly_support", "Strongly support"),
    Option("support", "Support"),
    Option("neither", "Neither support nor oppose"),
    Option("oppose", "Oppose"),
    Option("strongly_oppose", "Strongly oppose"),
)
PLACES = (
    Option("home", "At home", stays=True),
    Option("street", "In the street where you live"),
    Option("centre", "In the town centre"),
    Option("bus", "At bus stops and stations"),
    Option("park", "In parks and open spaces"),
)
PROBLEMS = (
    Option("drinking", "Drinking in the street"),
    Option("noise", "Noise at night"),
    Option("dogs", "Dogs out of control"),
    Option("litter", "Litter and fly-tipping"),
    Option("vehicles", "Nuisance vehicles"),
)
SERVICES = (
    Option("patrols", "Officers on foot"),
    Option("youth", "Youth work"),
    Option("lights", "Street lights"),
    Option("cameras", "Cameras"),
)


def every_kind(wards: tuple[WardOfArea, ...]) -> Document:
    """The questionnaire, with the wards of the partnership."""
    named = tuple(Option(ward.code, ward.name) for ward in wards)
    return Document(
        (_you(named), _safe(), _unsafe(named), _worries(), _order(), _oppose(), _money(), _about())
    )


def _you(wards: tuple[Option, ...]) -> Page:
    ties = (Option("live", "I live here"), Option("work", "I work here"), Option("study", "I study here"))
    return Page(
        "you",
        "You and the area",
        (
            Relation(code="relation", title="What ties you to the area?", options=ties, required=True),
            Ward(code="ward", title="Which ward do you live in?", options=wards),
            Number(code="years", title="How many years have you lived here?", most=110, unit="years"),
        ),
    )


def _safe() -> Page:
    day = Matrix(
        code="by_day",
        title="How safe do you feel by day?",
        rows=PLACES,
        options=SAFE,
        required=True,
        random_order=True,
    )
    dark = Matrix(
        code="after_dark",
        title="And how safe after dark?",
        not_applicable="I am not there after dark",
        not_applicable_rows=("street", "centre", "bus", "park"),
        rows=PLACES,
        options=SAFE,
    )
    facts = Statement(
        code="facts",
        title="What we mean",
        text="By day is when it is light.\n\nAfter dark is when lamps are on.",
    )
    return Page("safe", "How safe you feel", (facts, day, dark))


def _unsafe(wards: tuple[Option, ...]) -> Page:
    """Only for those who feel unsafe in a park after dark."""
    felt = Condition("after_dark", Test.ANY_OF, ("park:bit_unsafe", "park:very_unsafe"))
    questions: tuple[Question, ...] = (
        Place(code="where", title="Which park or open space do you mean most?", options=wards),
        Day(code="last", title="When did you last go there?", earliest="2020-01-01", latest="2030-12-31"),
        ShortText(code="why", title="What makes it feel unsafe?"),
    )
    return Page("unsafe", "Where you feel unsafe", questions, only_if=(felt,))


def _worries() -> Page:
    return Page(
        "worries",
        "What worries you",
        (
            Rating(
                code="worry",
                title="How worried are you about crime?",
                options=WORRIED,
                unsure="I do not know",
            ),
            Several(
                code="problems",
                title="Which of these did you see in the last 12 months?",
                hint="Tick up to three.",
                options=PROBLEMS,
                other="Something else",
                none="None of these",
                most=3,
                random_order=True,
            ),
            Ranking(
                code="first", title="What should we deal with first?", options=PROBLEMS, top=3, ties=True
            ),
        ),
    )


def _order() -> Page:
    title = "The proposed order on drinking in the street"
    return Page(
        "order",
        title,
        (OneChoice(code="support", title="Do you support or oppose it?", options=SUPPORT, required=True),),
    )


def _oppose() -> Page:
    """Only for those who oppose the order; the second question only where they oppose it strongly."""
    opposed = Condition("support", Test.ANY_OF, ("oppose", "strongly_oppose"))
    strongly = Condition("support", Test.EQUAL, ("strongly_oppose",))
    return Page(
        "oppose",
        "What should change in the order",
        (
            LongText(code="change", title="What would you change?"),
            ShortText(code="instead", title="What should we do instead?", only_if=(strongly,)),
        ),
        only_if=(opposed,),
    )


def _money() -> Page:
    title = "How would you share out 100 points?"
    return Page("money", "Sharing out", (Points(code="points", title=title, options=SERVICES),))


def _about() -> Page:
    return Page("about", "About you", (Equality(code="about_you", title="About you", why=WHY),))
