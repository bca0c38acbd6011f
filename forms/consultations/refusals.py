"""Why an answer is not taken, as a sentence that says what to do next."""

from collections.abc import Callable, Mapping
from typing import Any

from portal.consultations.questions.base import AnswerRefused, Kind, Question, Refusal
from portal.consultations.questions.ranking import ordinal

Facts = Mapping[str, Any]
FALLBACK = "Choose from the answers on this page."


def words_for(refused: AnswerRefused) -> str:
    """A refusal as a sentence that says what to do next."""
    say = SAID.get(refused.reason)
    return say(refused.facts) if say else FALLBACK


def _missing(facts: Facts) -> str:
    question: Question = facts["question"]
    return MISSING.get(question.kind, "Answer this question.")


MISSING: Mapping[Kind, str] = {
    Kind.RELATION: "Tick at least one, so that we can count you in the right group.",
    Kind.SEVERAL: "Tick at least one.",
    Kind.RANKING: "Choose a place for at least one of these.",
    Kind.NUMBER: "Write a number.",
    Kind.DATE: "Write a day, a month and a year.",
    Kind.WARD: "Choose a ward, or write a postcode.",
    Kind.PLACE: "Choose a ward, or write the name of a place or a postcode.",
    Kind.SHORT_TEXT: "Write a sentence or two.",
    Kind.LONG_TEXT: "Write what you want to say.",
}


def _same_place(facts: Facts) -> str:
    both = " and ".join(f"“{words}”" for words in facts["options"][:2])
    return f"You gave {ordinal(facts['place'])} place to {both}. Choose another place for one of them."


def _sum(facts: Facts) -> str:
    left = facts["total"] - facts["given"]
    more = f"share out {left:,} more" if left > 0 else f"take {-left:,} away"
    return f"You gave {facts['given']:,} points. Now {more}, so that they make {facts['total']:,}."


def _whole(facts: Facts) -> str:
    if "most" in facts:
        return f"Use a whole number from 0 to {facts['most']:,}, such as 20."
    return "Write a whole number in digits, such as 12."


def _date_parts(facts: Facts) -> str:
    return f"Add the {' and the '.join(facts['parts'])}."


def _times(number: int) -> str:
    return "one" if number == 1 else f"{number:,}"


SAID: Mapping[Refusal, Callable[[Facts], str]] = {
    Refusal.MISSING: _missing,
    Refusal.NOT_ALONE: lambda facts: f"Tick “{facts['words']}” alone, or take its tick away.",
    Refusal.TOO_FEW: lambda facts: f"Tick at least {_times(facts['least'])}: you ticked {facts['given']:,}.",
    Refusal.TOO_MANY: lambda facts: f"Tick at most {_times(facts['most'])}: you ticked {facts['given']:,}.",
    Refusal.OTHER_EMPTY: lambda facts: f"Write what you mean by “{facts['words']}”, or take its tick away.",
    Refusal.SAME_PLACE: _same_place,
    Refusal.TOO_LONG: lambda facts: (
        f"Shorten this by {facts['over']:,} characters: there is room for {facts['letters']:,}."
    ),
    Refusal.NOT_WHOLE: _whole,
    Refusal.TOO_SMALL: lambda facts: f"Write a number that is {facts['least']:,} or more.",
    Refusal.TOO_LARGE: lambda facts: f"Write a number that is {facts['most']:,} or less.",
    Refusal.WRONG_SUM: _sum,
    Refusal.DATE_PARTS: _date_parts,
    Refusal.NOT_A_DATE: lambda facts: "Write a day there is, with four digits for the year: 27 3 2026.",
    Refusal.TOO_EARLY: lambda facts: f"Write {_day(facts)} or a later day.",
    Refusal.TOO_LATE: lambda facts: f"Write {_day(facts)} or an earlier day.",
    Refusal.UNKNOWN_POSTCODE: lambda facts: (
        "We do not know this postcode here. Check it, or choose from the list above."
    ),
    Refusal.UNKNOWN_PLACE: lambda facts: (
        "We know no place with this name here. Try a name nearby, a postcode, or choose from the list."
    ),
    Refusal.SEVERAL_PLACES: lambda facts: "Choose which of these places you mean.",
    Refusal.OUTSIDE: lambda facts: "Choose a place inside the area.",
}
"""The sentence for each refusal; what is not here was never offered on the page."""


def _day(facts: Facts) -> str:
    return f"{facts['day'].day} {facts['day']:%B %Y}"
