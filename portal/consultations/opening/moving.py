"""New dates of what is published are looked at like the first ones: length, holidays, elections, clashes.

Refuses a close that the law does not allow, such as one after the decision. What is only unwise has to be
read first: it is named, and the dates hold once the officer sends them again with its sentences.
"""

from collections.abc import Collection
from dataclasses import replace
from datetime import datetime

from sqlalchemy.orm import Session

from portal.consultations.opening import gate, queries
from portal.consultations.opening.findings import Finding, GateBlocked, Ground, Level
from portal.core.errors import DomainError
from portal.core.windows import Window
from portal.partnership.rules import Partnership

OF_DATES = frozenset({"ahead", "length", "holidays", "when", "election", "clash"})
"""What the gate finds out from the dates."""


class DatesUnread(DomainError):
    """The new dates bring something to think about that the officer has not read yet; `.findings`."""

    code = "dates-unread"
    status = 409

    findings: tuple[Finding, ...]


def check_dates(
    session: Session,
    slug: str,
    wanted: Window,
    *,
    read: Collection[str],
    partnership: Partnership,
    now: datetime,
) -> None:
    """Pass for dates the gate has nothing new against, or nothing the officer has not read.

    `read` holds the sentences of findings that were shown. Raises `NotFound`, `GateBlocked`, `DatesUnread`.
    """
    before = queries.ground(session, slug, partnership=partnership, now=now)
    found = _found(_moved(before, session, slug, wanted))
    known = {each.sentence for each in _found(before)}
    blocked = tuple(each for each in found if each.level is Level.BLOCK and each.by_law)
    if blocked:
        raise GateBlocked(findings=blocked)
    had = before.facts.window
    longer = wanted.closes_at - wanted.opens_at >= had.closes_at - had.opens_at
    unread = tuple(
        each
        for each in found
        if each.sentence not in known and each.sentence not in read and not (each.code == "length" and longer)
    )
    if unread:
        raise DatesUnread(findings=unread)


def _moved(before: Ground, session: Session, slug: str, wanted: Window) -> Ground:
    others = queries.meanwhile(session, slug, wanted)
    return replace(before, facts=replace(before.facts, window=wanted), others=others)


def _found(ground: Ground) -> tuple[Finding, ...]:
    return tuple(
        each for each in gate.check(ground) if each.code in OF_DATES and each.level is not Level.PASS
    )
