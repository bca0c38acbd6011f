"""What a piece of news is, and how it comes before everybody and goes again.

Refuses a piece without a title, a summary or words, and a step that is not in the table.
"""

import re
from collections.abc import Collection
from dataclasses import dataclass
from enum import StrEnum

from portal.core.errors import DomainError, MoveNotAllowed

MAX_TITLE = 120  # characters; two lines on a phone
MAX_SUMMARY = 300  # characters; it stands in lists, in search and in the feed
MAX_BODY = 8_000  # characters; about four printed pages
SLUG = re.compile(r"[a-z0-9]+")
LONGEST_SLUG = 60  # characters of an address that people may read out


class State(StrEnum):
    """Where a piece stands."""

    DRAFT = "draft"
    PUBLISHED = "published"
    WITHDRAWN = "withdrawn"


class Verb(StrEnum):
    """What an officer can do with a piece beside writing it."""

    PUBLISH = "publish"
    WITHDRAW = "withdraw"


MOVES = {
    (State.DRAFT, Verb.PUBLISH): State.PUBLISHED,
    (State.PUBLISHED, Verb.WITHDRAW): State.WITHDRAWN,
    (State.WITHDRAWN, Verb.PUBLISH): State.PUBLISHED,
}
"""Every step there is; what was published once keeps its address and its first day."""


class NewsIncomplete(DomainError):
    """A part is missing; `.parts` names it."""

    code = "news-incomplete"

    parts: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class NewsWords:
    """A piece as an officer writes it; `body` is Markdown. `illustration`: the page says it is an example."""

    title: str
    summary: str
    body: str
    illustration: bool = False


def check(words: NewsWords) -> NewsWords:
    """The words, if they make a piece. Raises NewsIncomplete."""
    missing = tuple(part for part in ("title", "summary", "body") if not getattr(words, part).strip())
    if missing:
        raise NewsIncomplete(parts=missing)
    return words


def move(state: State, verb: Verb) -> State:
    """The next state. Raises MoveNotAllowed."""
    if (state, verb) not in MOVES:
        raise MoveNotAllowed(state=state, verb=verb)
    return MOVES[state, verb]


def steps(state: State) -> tuple[Verb, ...]:
    """What can be done from here."""
    return tuple(verb for (at, verb) in MOVES if at is state)


def slug_for(title: str, taken: Collection[str]) -> str:
    """The last part of a piece's address out of its title, one that no other piece has."""
    base = "-".join(SLUG.findall(title.lower().replace("’", "").replace("'", "")))[:LONGEST_SLUG].strip("-")
    numbered = (base or "news" if n == 1 else f"{base or 'news'}-{n}" for n in range(1, len(taken) + 2))
    return next(slug for slug in numbered if slug not in taken)
