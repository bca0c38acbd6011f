"""The questions a reporter is asked, their order and their words; nothing here is kept or judged.

A step is one page. Where a topic has no words of its own to read first, or no kinds to choose from, its
page is left out.
"""

from collections.abc import Collection
from enum import StrEnum

from portal.concerns.report import Before, HowOften, TimeOfDay, When


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
    CHECK = "check"


ORDER = tuple(Step)


class Go(StrEnum):
    """What a button asks for; a button on the check page names the step it changes instead."""

    NEXT = "next"
    BACK = "back"
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


def path(*, advice: bool, subtopics: int, matches: bool) -> tuple[Step, ...]:
    """The steps of one journey: whether there are words to read first, kinds and places to choose."""
    left_out = {
        step
        for step, wanted in ((Step.ADVICE, advice), (Step.SUBTOPIC, subtopics != 1), (Step.MATCHES, matches))
        if not wanted
    }
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
