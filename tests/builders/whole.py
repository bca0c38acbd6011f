"""A whole consultation for one story: its questions, and the people who answer, in groups of equals.

Within a group everybody says the same but for the ward, which goes round: North, South, Hill, North. Whoever
reads the story can work every figure out by hand from the sizes of the groups.
"""

from dataclasses import dataclass, field
from typing import Any

from portal.consultations.questions.choices import Rating, Relation, Ward
from portal.consultations.questions.equality import Equality
from portal.consultations.questions.grids import Matrix, Points
from portal.consultations.questions.measured import Number
from portal.consultations.questions.ranking import Ranking
from portal.consultations.questions.registry import Document, Page
from portal.consultations.questions.several import Several
from portal.consultations.questions.written import LongText
from tests.builders.consultations import options

THINGS = options("Roads", "Noise", "Fraud")
WARDS = ("north", "south", "hill", "north")
PATTERN = (
    "We the friends of the river path ask the partnership for lamps along the whole path that stay on until "
    "the last train has come and gone"
)


def questions() -> Document:
    """Ten questions on four pages."""
    you = (
        Relation(
            code="tie",
            title="What ties you to the area?",
            options=options("Live", "Work", "Study", "Visit"),
            required=True,
        ),
        Ward(code="ward", title="Which ward?", options=options("North", "South", "Hill")),
    )
    first = (
        Ranking(code="first", title="What comes first?", options=THINGS),
        Rating(code="dark", title="After dark?", options=options("Safe", "Unsafe"), unsure="Not sure"),
        Matrix(
            code="feel",
            title="How safe are these?",
            options=options("Safe", "Unsafe"),
            rows=options("Day", "Night"),
        ),
    )
    more = (
        Several(code="worry", title="What worries you?", options=options("Lamps", "Dogs"), other="Else"),
        Points(code="spend", title="Share out 100 points", options=options("Wardens", "Paths")),
        Number(code="walks", title="Walks a day", least=0, most=2),
        LongText(code="more", title="What should we know?"),
    )
    about = (Equality(code="about_you", title="About you"),)
    return Document(
        (
            Page("you", "You", you),
            Page("first", "First", first),
            Page("more", "More", more),
            Page("about", "About you", about, "Optional."),
        )
    )


@dataclass(frozen=True, slots=True)
class Group:
    """People who say the same; `ties` is what ties them to the area."""

    name: str
    size: int
    said: dict[str, Any]
    ties: tuple[str, ...] = ("live",)
    about: dict[str, str] = field(default_factory=dict)

    def answers(self, number: int, **changes: Any) -> dict[str, Any]:
        """What the person with this number in the group says."""
        given: dict[str, Any] = {"tie": list(self.ties), **self.said}
        if "live" in self.ties:
            given["ward"] = WARDS[number % 4]
        if self.about:
            given["about_you"] = self.about
        return {code: value for code, value in {**given, **changes}.items() if value is not None}


def said(places: str, dark: str, feel: str, worry: str, walks: int, **more: Any) -> dict[str, Any]:
    """`places`: what stands first, second, third; `feel`: by day and by night, S for safe."""
    order = places.split()
    steps = {"S": "safe", "U": "unsafe"}
    return {
        "first": {
            "places": {code: at for at, code in enumerate(order, 1)},
            "not": list(more.pop("refuses", ())),
        },
        "dark": dark,
        "feel": {"day": steps[feel[0]], "night": steps[feel[1]]},
        "worry": {"chosen": worry.split()},
        "walks": walks,
        **more,
    }


def spend(wardens: int) -> dict[str, int]:
    """A hundred points shared out."""
    return {"wardens": wardens, "paths": 100 - wardens}


WOMEN = {"age": "35-44", "sex": "female"}
MEN = {"age": "16-24", "sex": "male"}

WEB = (
    Group(
        "lamps first",
        72,
        said("roads noise", "safe", "SU", "lamps", 0, spend=spend(60)),
        ("live", "work"),
        WOMEN,
    ),
    Group(
        "quiet", 48, said("noise fraud roads", "unsafe", "UU", "lamps dogs", 1, spend=spend(20)), about=MEN
    ),
    Group("no fraud", 44, said("fraud noise", "unsure", "US", "dogs", 2, spend=spend(50))),
    Group("come to work", 15, said("roads", "safe", "SU", "lamps", 0, spend=spend(60)), ("work",)),
    Group("come to study", 8, said("noise", "unsafe", "US", "dogs", 1, spend=spend(20)), ("study",)),
    Group("come to visit", 8, said("fraud", "unsure", "US", "lamps dogs", 2, spend=spend(20)), ("visit",)),
)
"""Who answered on the web in the end: 195 people."""

PAPER = (
    Group("library", 20, said("roads", "safe", "SS", "lamps dogs", 0, refuses=["fraud"])),
    Group("market", 12, said("noise roads", "unsafe", "UU", "dogs", 1)),
    Group("hall", 8, said("fraud", "unsure", "UU", "dogs", 2, refuses=["noise"])),
)
"""Who answered on paper: 40 people."""
