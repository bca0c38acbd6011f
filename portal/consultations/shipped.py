"""The consultation every partnership starts with: which of its priorities should come first.

Asks the two things the strategy group must ask of people who live or work in the area (SI 2007/1830
regulation 12): the levels and patterns of crime and disorder they meet, and what to put first.
"""

from dataclasses import dataclass

from portal.consultations.questions.base import Kind
from portal.consultations.questions.choices import OneChoice, Option, Rating, Relation, Ward
from portal.consultations.questions.equality import Equality
from portal.consultations.questions.ranking import Ranking
from portal.consultations.questions.registry import Document, Page
from portal.consultations.questions.written import LongText, ShortText
from portal.core.places import slug
from portal.partnership.queries import PrioritiesView
from portal.partnership.rules import Partnership

OUTSIDE = "outside"
"""The ward of those who do not live, work or study in one."""

SAFE = (
    Option("very_safe", "Very safe"),
    Option("fairly_safe", "Fairly safe"),
    Option("neither", "Neither safe nor unsafe"),
    Option("fairly_unsafe", "Fairly unsafe"),
    Option("very_unsafe", "Very unsafe"),
)


@dataclass(frozen=True, slots=True)
class NewConsultation:
    """What a consultation says of itself before it opens."""

    slug: str
    title: str
    purpose: str
    can_influence: str
    decided: str
    who_decides: str
    document: Document


def from_priorities(partnership: Partnership, priorities: PrioritiesView, year: str) -> NewConsultation:
    """The consultation on next year's priorities; `year` is as people write it, "2027-28"."""
    title = f"What should we put first in {year}?"
    board = next(group for group in partnership.groups if group.parent is None and not group.sits_outside)
    return NewConsultation(
        slug=slug(title),
        title=title,
        purpose=(
            f"Every year we look at crime and disorder in {partnership.area_name} and agree what to put "
            "first. We have to hear from people who live or work here before we do, and we want to hear from "
            "those who study here or visit too."
        ),
        can_influence=(
            f"The order of our priorities for {year}, whether one should go or another should come in, and "
            "where and when we work on them."
        ),
        decided=(
            "We will keep working on every kind of crime and disorder the law asks us to, whatever comes "
            f"first. The priorities you will see are those of {priorities.years}: that is where we start."
        ),
        who_decides=(
            f"The {board.name} decides. It publishes what it decided and why with the plan for {year}."
        ),
        document=Document(
            (
                _you(partnership),
                _first(priorities),
                _now(partnership),
                _words(),
                about_you(),
            )
        ),
    )


def nothing_asked_yet(partnership: Partnership) -> Document:
    """What every consultation here begins with: what ties somebody to the area, and which ward they mean."""
    return Document((_you(partnership),))


def answers_of_the_area(partnership: Partnership) -> dict[Kind, tuple[Option, ...]]:
    """What people can choose where it follows from the area: their ties to it, and its wards."""
    relation, ward = _who(partnership)
    return {Kind.RELATION: relation.options, Kind.WARD: ward.options, Kind.PLACE: ward.options}


def _you(partnership: Partnership) -> Page:
    return Page("you", "You and the area", _who(partnership))


def _who(partnership: Partnership) -> tuple[Relation, Ward]:
    area = partnership.area_name
    wards = tuple(Option(ward.code, ward.name) for ward in sorted(partnership.wards, key=lambda w: w.name))
    ties = (
        Option("live", f"I live in {area}"),
        Option("work", f"I work or volunteer in {area}"),
        Option("study", f"I study in {area}"),
        Option("visit", f"I visit {area}"),
    )
    relation = Relation(
        code="relation",
        title=f"What ties you to {area}?",
        hint="Tick all that are true. We show the answers of residents, workers and visitors side by side.",
        options=ties,
        required=True,
    )
    ward = Ward(
        code="ward",
        title="Which ward do you mostly mean?",
        hint="Where you live, or else where you work, study or go most. You can leave this out.",
        options=(*wards, Option(OUTSIDE, "Somewhere else, or all of it")),
    )
    return relation, ward


def _first(priorities: PrioritiesView) -> Page:
    options = tuple(Option(each.code, each.name) for each in priorities.priorities)
    ranking = Ranking(
        code="first",
        title="Put these in the order you would",
        hint="Choose a place for as many as you like. Leave out what you have no view on.",
        options=options,
    )
    missing = ShortText(
        code="missing",
        title="Is anything missing from this list?",
        hint="One or two sentences. Please do not name anybody.",
    )
    return Page("first", "What should come first", (ranking, missing))


def _now(partnership: Partnership) -> Page:
    day = Rating(
        code="by_day",
        title="How safe do you feel by day?",
        options=SAFE,
        unsure="I do not know or am not there",
    )
    dark = Rating(
        code="after_dark", title="And after dark?", options=SAFE, unsure="I do not know or am not there"
    )
    change = OneChoice(
        code="change",
        title="Over the last 12 months, has crime and disorder where you are changed?",
        options=(
            Option("better", "It got better"),
            Option("same", "It stayed about the same"),
            Option("worse", "It got worse"),
            Option("unsure", "I do not know"),
        ),
    )
    families = tuple(Option(family.code, family.name) for family in partnership.families)
    most = OneChoice(
        code="most",
        title="Which of these affects you most?",
        options=(*families, Option("none", "None of these")),
    )
    return Page("now", "How things are now", (day, dark, change, most))


def _words() -> Page:
    more = LongText(
        code="more",
        title="What should we know about the place you mean?",
        hint="What happens, where and when. Please do not name anybody. If somebody is in danger, call 999.",
    )
    help_ = ShortText(
        code="help",
        title="How could you, or a group you know, help?",
        hint="One or two sentences. Please leave out names, numbers and addresses.",
        offers_help=True,
    )
    return Page("words", "In your own words", (more, help_))


def about_you() -> Page:
    """The last page of every consultation: the optional questions about the person."""
    intro = (
        "These questions are optional. They show us whom we have not heard from. We keep the answers apart "
        "from everything else you said; the link between the two is deleted when the consultation closes."
    )
    return Page("about", "About you", (Equality(code="about_you", title="About you"),), intro)
