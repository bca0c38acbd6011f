"""Which periods a pack may be about, who reads, signs and writes beside it, and what may be written there.

Refuses a period that is not whole months or not over yet, a judgement or comment that is empty, too long or
points to a person, and signing by anybody but the chair of the group.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from portal.core.actors import Actor, Role
from portal.core.errors import DomainError, Refused
from portal.core.windows import months_on
from portal.core.words import details

READS_ALL = frozenset({Role.EXECUTIVE, Role.ENGAGEMENT_OFFICER})
"""Roles that read every group's pack: the Executive stands above them, officers make them."""

MONTHS = (1, 2, 3, 6, 12)
"""Lengths of a period, in months."""

MAX_WORDS = 1500  # characters of one judgement or one comment: what is said, not each report again
MONTHS_IN_YEAR = 12

JUDGED: Mapping[str, str] = {
    "impact": "Impact: whom and what it harms (victims, communities, the environment)",
    "likelihood": "Likelihood: how often, how much, and which way it moves",
    "standing": "What it means for trust in the partnership",
    "capacity": "Capacity: the people, skill and money there are to deal with it",
}
"""What a deep look judges in words (terms of reference of the strategic groups, 2.4)."""


class PeriodNotOver(DomainError):
    """A pack is made when its last month has ended, so that it never has to change."""

    code = "period-not-over"


class PeriodUnknown(DomainError):
    """The period is not one of the offered lengths, or does not start on the first of a month."""

    code = "period-unknown"


class WordsMissing(DomainError):
    """`.part` is empty."""

    code = "pack-words-missing"
    part: str


class WordsTooLong(DomainError):
    """`.part` has more than `.most` characters."""

    code = "pack-words-too-long"
    part: str
    most: int


class PointsToSomebody(DomainError):
    """`.part` holds what looks like a personal detail."""

    code = "pack-points-to-somebody"
    part: str


@dataclass(frozen=True, slots=True)
class Period:
    """Whole months: from the first of `start` up to, not with, the first of `end`."""

    start: date
    end: date

    @property
    def months(self) -> int:
        """How many months it has."""
        return (self.end.year - self.start.year) * MONTHS_IN_YEAR + self.end.month - self.start.month

    @property
    def before(self) -> "Period":
        """As many months just before."""
        return Period(months_on(self.start, -self.months), self.start)

    @property
    def year_ago(self) -> "Period":
        """The same months a year earlier."""
        return Period(months_on(self.start, -MONTHS_IN_YEAR), months_on(self.end, -MONTHS_IN_YEAR))

    @property
    def firsts(self) -> tuple[date, ...]:
        """The first day of each month."""
        return tuple(months_on(self.start, n) for n in range(self.months))

    @property
    def quarters(self) -> tuple[date, ...]:
        """The first day of each quarter of a year that lies wholly inside."""
        starts = (first for first in self.firsts if first.month % 3 == 1)
        return tuple(first for first in starts if months_on(first, 3) <= self.end)


@dataclass(frozen=True, slots=True)
class Judgement:
    """What staff say in words about the group's subjects; by the names of `JUDGED`."""

    impact: str = ""
    likelihood: str = ""
    standing: str = ""
    capacity: str = ""

    @property
    def said(self) -> tuple[tuple[str, str], ...]:
        """Pairs of what is judged and the words, where there are any."""
        pairs = ((words, getattr(self, part)) for part, words in JUDGED.items())
        return tuple((words, said) for words, said in pairs if said)


def period(start: date, months: int, *, today: date) -> Period:
    """A period of whole months that is over. Raises `PeriodUnknown`, `PeriodNotOver`."""
    if start.day != 1 or months not in MONTHS:
        raise PeriodUnknown()
    found = Period(start, months_on(start, months))
    if found.end > today:
        raise PeriodNotOver(end=found.end)
    return found


def may_read(actor: Actor, group: str) -> bool:
    """Need to know: members and chairs read their own groups' packs."""
    return bool(READS_ALL & actor.roles) or group in actor.groups


def may_sign(actor: Actor, group: str) -> bool:
    """The chair signs what the group takes note of."""
    return Role.GROUP_CHAIR in actor.roles and group in actor.groups


def check_signer(actor: Actor, group: str) -> None:
    """Raise `Refused` for anybody but the chair of the group."""
    if not may_sign(actor, group):
        raise Refused(group=group)


def accept_judgement(judgement: Judgement) -> Judgement:
    """The words stripped. Raises `WordsTooLong`, `PointsToSomebody`."""
    return Judgement(**{part: _fit(part, getattr(judgement, part)) for part in JUDGED})


def accept_comment(words: str) -> str:
    """A comment stripped. Raises `WordsMissing`, `WordsTooLong`, `PointsToSomebody`."""
    kept = _fit("words", words)
    if not kept:
        raise WordsMissing(part="words")
    return kept


def _fit(part: str, words: str) -> str:
    kept = words.strip()
    if len(kept) > MAX_WORDS:
        raise WordsTooLong(part=part, most=MAX_WORDS)
    if details(kept):
        raise PointsToSomebody(part=part)
    return kept
