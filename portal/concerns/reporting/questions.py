"""The questions a reporter is asked, their order and their words; nothing here is kept or judged.

A step is one page. Where a topic has no words of its own to read first, or no kinds to choose from, its
page is left out; so is the page of reasons where they do not fit. The short and optional questions come after
the text: whoever came so far is nearly done.
"""

from collections.abc import Collection
from enum import StrEnum

from portal.concerns.report import Before, Connection, HowMuch, HowOften, TimeOfDay, Unsafe, When


class Step(StrEnum):
    """The pages with a question, by the name that travels in the field `step`."""

    DANGER = "danger"
    TOPIC = "topic"
    ADVICE = "advice"
    SUBTOPIC = "subtopic"
    PLACE = "place"
    MATCHES = "matches"
    CONFIRM = "confirm"
    WHEN = "when"
    WHAT = "what"
    BEFORE = "before"
    UNSAFE = "unsafe"
    IMPACT = "impact"
    CONNECTION = "connection"
    ABOUT = "about"
    CHECK = "check"


ORDER = tuple(Step)

OPTIONAL = frozenset({Step.UNSAFE, Step.CONNECTION, Step.ABOUT})
"""Pages that can be skipped."""


class Go(StrEnum):
    """What a button asks for; a button on the check page names the step it changes instead."""

    NEXT = "next"
    BACK = "back"
    SKIP = "skip"
    SEND = "send"


DANGER_WORDS = {"yes": "Yes, now", "no": "No"}

WHEN_WORDS: dict[When, str] = {
    When.NOW: "It is happening now",
    When.TODAY: "Today",
    When.WEEK: "In the last week",
    When.MONTH: "In the last month",
    When.LONGER: "Longer ago",
}

OFTEN_WORDS: dict[HowOften, str] = {
    HowOften.ONCE: "Once",
    HowOften.FEW: "A few times",
    HowOften.WEEKLY: "Most weeks",
    HowOften.DAILY: "Most days",
}

TIME_WORDS: dict[TimeOfDay, str] = {
    TimeOfDay.MORNING: "Morning, 5am to noon",
    TimeOfDay.AFTERNOON: "Afternoon, noon to 6pm",
    TimeOfDay.EVENING: "Evening, 6pm to 11pm",
    TimeOfDay.NIGHT: "Night, 11pm to 5am",
    TimeOfDay.ANY: "Any time, or I do not know",
}

BEFORE_WORDS: dict[Before, str] = {
    Before.FIRST: "No, this is the first time",
    Before.TO_ME: "Yes, to me",
    Before.TO_OTHERS: "Yes, to other people",
    Before.TO_BOTH: "Yes, to me and to other people",
    Before.UNSURE: "I do not know",
}


UNSAFE_WORDS: dict[Unsafe, str] = {
    Unsafe.CCTV: "There is no CCTV",
    Unsafe.LIGHTING: "It is badly lit, or not lit at all",
    Unsafe.ISOLATED: "Buildings are empty, or nobody is about",
    Unsafe.LAYOUT: "There are corners and blind spots",
    Unsafe.VIEW: "Bushes or walls block the view",
    Unsafe.RUNDOWN: "It is rundown: derelict buildings, rubbish, graffiti, abandoned cars",
    Unsafe.SUBSTANCES: "There are signs of drug or alcohol use",
    Unsafe.OTHER_PLACE: "Something else about the place",
    Unsafe.ONE_STRANGER: "A stranger harasses people with words",
    Unsafe.GROUP: "A group harasses people with words",
    Unsafe.FOLLOWED: "Somebody follows people, or followed me",
    Unsafe.OTHER_HARASSMENT: "Other harassment",
}

HOW_MUCH_WORDS: dict[HowMuch, str] = {
    HowMuch.NONE: "Not at all",
    HowMuch.SOME: "Some",
    HowMuch.A_LOT: "A lot",
    HowMuch.UNSURE: "I do not know",
}

IMPACT_WORDS = {
    "people": "The people it happens to",
    "community": "Others who live, work or spend time there",
    "environment": "The place itself: how clean, quiet and cared for it is",
}

CONNECTION_WORDS: dict[Connection, str] = {
    Connection.LIVE: "I live there or close by",
    Connection.WORK_OR_STUDY: "I work or study there",
    Connection.BUSINESS: "I run a business there",
    Connection.VISIT: "I visit, for a day out or a holiday",
    Connection.PASSING: "I pass through",
    Connection.NOT_SAID: "I prefer not to say",
}


def path(*, advice: bool, subtopics: int, matches: bool, unsafe: bool) -> tuple[Step, ...]:
    """The steps of one journey: words to read first, kinds, places and reasons to choose."""
    asked = {
        Step.ADVICE: advice,
        Step.SUBTOPIC: subtopics != 1,
        Step.MATCHES: matches,
        Step.UNSAFE: unsafe,
    }
    left_out = {step for step, wanted in asked.items() if not wanted}
    return tuple(step for step in ORDER if step not in left_out)


def after(step: Step, steps: tuple[Step, ...]) -> Step:
    """The step that follows; the last one follows itself."""
    later = [other for other in steps if ORDER.index(other) > ORDER.index(step)]
    return later[0] if later else steps[-1]


def before(step: Step, steps: tuple[Step, ...]) -> Step:
    """The step to go back to; the first one goes nowhere."""
    earlier = [other for other in steps if ORDER.index(other) < ORDER.index(step)]
    return earlier[-1] if earlier else steps[0]


def first_open(answered: Collection[str], steps: tuple[Step, ...]) -> Step:
    """The first step without an answer; the check page when all are answered."""
    return next((step for step in steps if step not in answered and step is not Step.CHECK), Step.CHECK)
