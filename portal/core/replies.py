"""Sentences that officers choose from instead of writing them anew, so that everybody is told the same.

Refuses an unknown code by a named error. No sentence repeats what a report says: they were there first.
"""

from dataclasses import dataclass

from portal.core.errors import NotFound


@dataclass(frozen=True, slots=True)
class Reply:
    """A sentence ready to be used: `name` for the officer who chooses it, `words` for whoever reads it."""

    code: str
    name: str
    words: str


@dataclass(frozen=True, slots=True)
class Replies:
    """Sentences about reports that were not taken up, and questions to whoever wrote."""

    decline: tuple[Reply, ...]
    questions: tuple[Reply, ...]

    def declined(self, code: str) -> str:
        """What is said about a report declined for this reason. Raises `NotFound`."""
        return _find(self.decline, code)

    def question(self, code: str) -> str:
        """The words of a question. Raises `NotFound`."""
        return _find(self.questions, code)


def _find(replies: tuple[Reply, ...], code: str) -> str:
    for reply in replies:
        if reply.code == code:
            return reply.words
    raise NotFound(kind="reply", value=code)
