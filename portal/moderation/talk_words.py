"""How a refused question is put in words for an officer: what stands in the way, and what to do."""

from portal.concerns.conversation.rules import (
    QuestionMissing,
    QuestionPointsToSomebody,
    QuestionRepeatsWords,
    QuestionTooLong,
    SoonGone,
    TooManyAsked,
    TooManyOpen,
)
from portal.core.errors import DomainError, Stale
from portal.web.filters import day


def closed_words(closed: DomainError) -> str:
    """Why nothing more can be asked."""
    if isinstance(closed, TooManyOpen):
        return f"{closed.most} questions wait for an answer. Ask again once one of them has come."
    if isinstance(closed, TooManyAsked):
        return f"This report was asked {closed.most} questions. Decide with what you know."
    if isinstance(closed, SoonGone):
        return f"This report is deleted on {day(closed.on)}: too soon for an answer to reach you."
    return "The writer took this report back."


def refused_words(refused: DomainError) -> str:
    """What is wrong with a question."""
    if isinstance(refused, QuestionPointsToSomebody):
        return f"Take out what could point to somebody: {_quoted(refused.found)}"
    if isinstance(refused, QuestionRepeatsWords):
        return (
            f"Ask without saying again what was written: {_quoted(refused.found)}. "
            "Whoever finds the receipt reads your question"
        )
    if isinstance(refused, QuestionMissing):
        return "Write your question, or choose one that is ready"
    if isinstance(refused, QuestionTooLong):
        return f"Use {refused.most:,} characters or fewer"
    if isinstance(refused, Stale):
        return "Something changed since you opened this: read what is new, then ask again"
    return closed_words(refused)


def _quoted(found: tuple[str, ...]) -> str:
    return ", ".join(f"“{words}”" for words in found)
