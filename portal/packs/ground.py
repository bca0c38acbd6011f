"""What a pack is made from: whose it is, which months, and everything that was counted in them, read once."""

from collections import Counter
from collections.abc import Callable, Hashable
from dataclasses import dataclass
from datetime import datetime
from functools import cached_property
from typing import TypeVar

from sqlalchemy.orm import Session

from portal.concerns import gathering
from portal.concerns.releases import figures, tick_counts
from portal.concerns.releases.figures import Figure
from portal.concerns.releases.tick_counts import Given
from portal.core.actors import Actor, Role
from portal.packs.comparing import Opened, Three
from portal.packs.rules import Period
from portal.partnership.geography import Geography
from portal.partnership.margins import Margins
from portal.partnership.rules import Group, Partnership

Key = TypeVar("Key", bound=Hashable)


@dataclass(frozen=True, slots=True)
class Asked:
    """Whose pack, of which months, made when; `residents`: how many live here, for whom we hear from."""

    partnership: Partnership
    geography: Geography
    residents: Margins
    group: Group
    period: Period
    now: datetime

    @property
    def needed(self) -> tuple[str, ...]:
        """The kinds of concern that are routed to the group or to a group below it: its need to know."""
        return tuple(kind.code for kind in self.partnership.subtopics_of(self.group.code))

    @property
    def below(self) -> frozenset[str]:
        """The group and every group below it."""
        return frozenset(each.code for each in self.partnership.below(self.group.code))

    @property
    def member(self) -> Actor:
        """Somebody who sits on the group and on nothing else: what they may know, the pack may hold."""
        return Actor("", frozenset({Role.GROUP_MEMBER}), groups=frozenset({self.group.code}))


class Counted:
    """The raw counts behind one pack. Not for a page."""

    def __init__(self, session: Session, asked: Asked) -> None:
        """Nothing is read before somebody asks."""
        self._session, self._asked = session, asked

    @cached_property
    def opened(self) -> Opened:
        """Since when people could report."""
        return Opened.of(self._asked.period, gathering.first_month(self._session))

    @cached_property
    def now(self) -> tuple[Figure, ...]:
        """This period."""
        return self._of(self._asked.period)

    @cached_property
    def before(self) -> tuple[Figure, ...]:
        """The period before."""
        return self._of(self._asked.period.before)

    @cached_property
    def year_ago(self) -> tuple[Figure, ...]:
        """The same months a year ago."""
        period = self._asked.period
        return self.before if period.before == period.year_ago else self._of(period.year_ago)

    @cached_property
    def ticks(self) -> Given:
        """What writers ticked in this period."""
        return self._ticks(self._asked.period)

    @cached_property
    def ticks_year_ago(self) -> Given:
        """What they ticked a year ago."""
        return self._ticks(self._asked.period.year_ago)

    def by(self, key: Callable[[Figure], Key]) -> Callable[[Key], Three]:
        """How to look up the three counts of one key."""
        now, before, year_ago = (_sums(found, key) for found in (self.now, self.before, self.year_ago))
        return lambda code: Three(now[code], before[code], year_ago[code])

    @property
    def total(self) -> Three:
        """All of them."""
        return self.by(lambda _each: "")("")

    def _ticks(self, period: Period) -> Given:
        return tick_counts.given(
            self._session, start=period.start, end=period.end, subtopics=self._asked.needed
        )

    def _of(self, period: Period) -> tuple[Figure, ...]:
        return figures.counted(
            self._session, start=period.start, end=period.end, subtopics=self._asked.needed
        )


def _sums(found: tuple[Figure, ...], key: Callable[[Figure], Key]) -> Counter[Key]:
    sums: Counter[Key] = Counter()
    for each in found:
        sums[key(each)] += each.count
    return sums
