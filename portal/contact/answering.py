"""The board's answer to a question, as everybody can read it.

Refuses to publish nothing, and words that point to a person.
"""

from dataclasses import replace

from portal.contact import letters
from portal.contact.rules import MAX_REPLY, Decision, Kind, Verb
from portal.core.errors import DomainError
from portal.core.words import details

MAX_ANSWER = MAX_REPLY - 200  # characters; the letter that brings it begins with a sentence of ours


class AnswerMissing(DomainError):
    """A question is answered in words that everybody can read."""

    code = "answer-missing"


class AnswerPointsToSomebody(DomainError):
    """The answer points to a person; `.found` are the words."""

    code = "answer-points-to-somebody"
    found: tuple[str, ...]


def publishes(kind: Kind, verb: Verb) -> bool:
    """Whether this step puts an answer before everybody."""
    return kind is Kind.QUESTION and verb is Verb.ANSWER


def written(kind: Kind, decision: Decision) -> Decision:
    """The decision with its answer stripped, and with the letter that brings it where none was written.

    Raises `AnswerMissing`, `AnswerPointsToSomebody`.
    """
    if not publishes(kind, decision.verb):
        return replace(decision, answer="")
    answer = decision.answer.strip()
    if not answer:
        raise AnswerMissing()
    found = tuple(answer[each.start : each.end] for each in details(answer))
    if found:
        raise AnswerPointsToSomebody(found=found)
    reply = decision.reply.strip() or letters.first_words(kind, decision.verb) + answer
    return replace(decision, answer=answer, reply=reply)
