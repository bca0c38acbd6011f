"""Deciding together on items that are alike: one kind, one topic, one reason, one transaction.

Only what needs no copy is decided so: declining for a reason that many share, and taking surge marks away.
Refuses high risk, items that differ, and everything in the safeguarding room. What somebody changed meanwhile
is left out and said, not decided.
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass

from sqlalchemy.orm import Session

from portal.concerns import surge
from portal.core.errors import DomainError, MoveNotAllowed, NotFound, Stale
from portal.moderation import queries, service
from portal.moderation.desks import Desk
from portal.moderation.queries import Asked
from portal.moderation.rules import CLEAR_SURGE, PAGE, Choice, Line

CHOSEN = re.compile(r"([a-z]{1,20}):([a-z0-9]{1,32}):(\d{1,9})", re.ASCII)
DECLINE = "decline"
SURGE_WORDS = "Take the surge mark away: they are looked at like all others"


class NotAlike(DomainError):
    """Chosen items differ in kind or topic, one of them is high risk, or none is left."""

    code = "not-alike"


class NoneLeft(NotAlike):
    """Somebody else changed or decided every one of them meanwhile."""

    code = "none-left"


@dataclass(frozen=True, slots=True)
class Key:
    """One ticked item and the version of it that was seen."""

    desk: str
    id: str
    version: int


@dataclass(frozen=True, slots=True)
class Alike:
    """Items that may be decided together, and how many of those ticked are no longer as they were seen."""

    desk: Desk
    lines: tuple[Line, ...]
    left_out: int

    @property
    def keys(self) -> tuple[str, ...]:
        """The items as a form carries them."""
        return tuple(f"{line.desk}:{line.id}:{line.version}" for line in self.lines)


@dataclass(frozen=True, slots=True)
class Done:
    """How many were decided, and how many somebody else changed meanwhile."""

    decided: int
    left_out: int


def read_keys(values: Sequence[str]) -> tuple[Key, ...]:
    """What was ticked, a page of it at most; what fits no item is left out."""
    found = (CHOSEN.fullmatch(value) for value in values)
    keys = (Key(each[1], each[2], int(each[3])) for each in found if each and each[1] in queries.DESKS)
    return tuple(dict.fromkeys(keys))[:PAGE]


def alike(session: Session, keys: Sequence[Key], asked: Asked) -> Alike:
    """The items as they stand. Raises `NotAlike`, `NoneLeft`."""
    lines, left_out = [], 0
    for key in keys:
        line = _seen(session, key, asked)
        if line is None:
            left_out += 1
        else:
            lines.append(line)
    if left_out and not lines:
        raise NoneLeft()
    kinds = {(line.desk, line.alike) for line in lines}
    if len(kinds) != 1 or not lines[0].alike or any(line.high for line in lines):
        raise NotAlike()
    return Alike(queries.desk(lines[0].desk), tuple(lines), left_out)


def offers(desk: Desk, lines: Sequence[Line]) -> tuple[tuple[str, str], ...]:
    """What may be done with them together, as code and words."""
    marked = (CLEAR_SURGE, SURGE_WORDS)
    return (*((marked,) if all(line.surge for line in lines) else ()), *desk.declined_together)


def decide(session: Session, keys: Sequence[Key], what: str, reason: str, asked: Asked) -> Done:
    """Do it to each that is still as it was seen; each has its own line in the ledger. Raises `NotAlike`."""
    found = alike(session, keys, asked)
    if what not in dict(offers(found.desk, found.lines)):
        raise NotAlike()
    left_out = found.left_out
    for line in found.lines:
        try:
            _decide_one(session, found.desk, line, what, reason, asked)
        except (Stale, NotFound, MoveNotAllowed):
            left_out += 1
    return Done(len(keys) - left_out, left_out)


def _decide_one(session: Session, desk: Desk, line: Line, what: str, reason: str, asked: Asked) -> None:
    if what == CLEAR_SURGE:
        surge.clear(session, line.id, seen_version=line.version, actor_id=asked.actor_id, now=asked.now)
        return
    choice = Choice(verb=DECLINE, code=what, reason=reason, copy="", seen_version=line.version)
    service.decide(session, desk, line.id, choice, actor_id=asked.actor_id, now=asked.now)


def _seen(session: Session, key: Key, asked: Asked) -> Line | None:
    """The item, if it is still as it was seen."""
    try:
        line = queries.desk(key.desk).look(
            session, key.id, partnership=asked.partnership, room=False, now=asked.now
        )
    except NotFound:
        return None
    return line if line.version == key.version else None
