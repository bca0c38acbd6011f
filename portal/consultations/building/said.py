"""What officers read when an edit is refused, in words that say what to do instead."""

from collections.abc import Mapping

from portal.consultations.building.edits import (
    MOST_CONDITIONS,
    MOST_PAGES,
    MOST_QUESTIONS,
    EditRefused,
    Why,
)
from portal.core.errors import DomainError, MoveNotAllowed, Stale

WHY: Mapping[Why, str] = {
    Why.NOTHING_LEFT: "A consultation asks at least one question. Add another one first.",
    Why.LAST_OF_ALL: (
        "The questions about the person come last of all, so that nobody has to answer them to go on. "
        "Nothing can stand behind them."
    ),
    Why.ASKED_ALREADY: "This is asked already. A second question of this kind could not be counted.",
    Why.WHO_ANSWERS: (
        "What ties people to the area has to be asked: results show residents, workers and visitors apart. "
        "You can put it in other words or move it."
    ),
    Why.NAME_TAKEN: (
        "This name cannot be used: it is taken by another question or one of its boxes, or it has other "
        "signs than small letters, digits and _. Choose another one, or leave it empty."
    ),
    Why.TOO_MANY: (
        f"There is room for {MOST_PAGES} pages, {MOST_QUESTIONS} questions and {MOST_CONDITIONS} conditions "
        "at one place; people would not get to the end."
    ),
    Why.CANNOT_BE_ASKED: "These questions could not be asked like that. Look at what changed since.",
}

STALE = (
    "Somebody changed these questions since you opened the page. Nothing was lost and nothing was done. "
    "Look at what stands now, then do it again."
)
PUBLISHED = "It is published, so its questions do not change any more. Only slips can be put right."


def refusal(refused: DomainError) -> str:
    """The sentence for what was refused."""
    if isinstance(refused, EditRefused):
        return WHY[refused.why]
    return PUBLISHED if isinstance(refused, MoveNotAllowed) else STALE


REFUSALS = (EditRefused, MoveNotAllowed, Stale)
"""What an edit may be refused for, besides what is not there."""
