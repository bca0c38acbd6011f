"""What a councillor may know of the own ward: what is published, what officers counted, officers' notes.

Every number passes the gate for councillors: nothing sensitive, nothing finer than the ward, no number under
the floor. Every number is a band and every stretch a whole period of the published pictures: no exact number
narrows what a published band hides, no two stretches can be subtracted, and nothing follows a report day by
day. Never a report's own words.
"""

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime

from sqlalchemy.orm import Session

from portal.concerns import ward_themes
from portal.concerns.releases import figures, periods, published
from portal.concerns.releases.periods import Period
from portal.concerns.ward_themes import WardTheme
from portal.core.disclosure import band
from portal.core.windows import london_date
from portal.partnership.rules import Family, Partnership, Subtopic
from portal.referrals.rules import Evidence

Line = tuple[str, str]
"""Words and a printed number."""

WHOLE = "All kinds together"
NOT_YET = "not published"
OTHERS = "Every other kind alone"
SAYS_LITTLE = frozenset({band(0).words, "hidden", "not shown alone"})
"""Printed numbers that are left out of frozen evidence, line by line, and told in one line."""


@dataclass(frozen=True, slots=True)
class Stretch:
    """Numbers of some months: the words of those months, all together, and by kind of concern."""

    period: str
    total: str
    lines: tuple[Line, ...]

    @property
    def rows(self) -> tuple[Line, ...]:
        """The lines of a table, the total first."""
        return ((WHOLE, self.total), *self.lines)


@dataclass(frozen=True, slots=True)
class WardPicture:
    """One ward. `released` is what anybody can read (None before the first publication).

    `last` is the last whole period in bands as officers counted it, until that period is published.
    """

    ward: str
    ward_name: str
    released: Stretch | None
    last: Stretch | None
    themes: tuple[WardTheme, ...]

    @property
    def stretches(self) -> tuple[tuple[str, Stretch], ...]:
        """What there is, and how it came to be known."""
        every = (("Published", self.released), ("Counted", self.last))
        return tuple((how, stretch) for how, stretch in every if stretch is not None)

    @property
    def head(self) -> tuple[str, ...]:
        """The heads of the one table that holds every stretch."""
        return ("Kind of concern", *(f"{how}, {stretch.period}" for how, stretch in self.stretches))

    @property
    def rows(self) -> tuple[tuple[str, ...], ...]:
        """Its lines, all kinds together first."""
        told = [dict(stretch.rows) for _, stretch in self.stretches]
        names = dict.fromkeys(name for each in told for name in each)
        return tuple((name, *(each.get(name, NOT_YET) for each in told)) for name in names)


def of_ward(session: Session, ward: str, *, partnership: Partnership, now: datetime) -> WardPicture:
    """The picture of a ward as it stands now. Raises `UnknownCode`."""
    name, today = partnership.ward(ward).name, london_date(now)
    last, released = periods.newest_over(today, partnership.clocks.release_months), _released(session, ward)
    published_already = released is not None and released.period == last.words
    return WardPicture(
        ward=ward,
        ward_name=name,
        released=released,
        last=None if published_already else _last(session, ward, last, partnership),
        themes=ward_themes.of_ward(session, ward, partnership=partnership),
    )


def evidence(picture: WardPicture, *, today: date) -> Evidence:
    """The picture as it is frozen into a referral: labels with their months, and notes with their day."""
    told = tuple(
        (f"{label}, {how.lower()}, {stretch.period}", words)
        for how, stretch in picture.stretches
        for label, words in stretch.rows
        if label == WHOLE or words not in SAYS_LITTLE
    )
    return Evidence(
        taken_on=today,
        figures=(*told, (OTHERS, "fewer than 5, or not shown")),
        notes=tuple(f"{theme.name}: {theme.note}" for theme in picture.themes),
    )


def _released(session: Session, ward: str) -> Stretch | None:
    newest = published.newest(session)
    if newest is None or ward not in newest.picture.wards:
        return None
    picture = newest.picture
    return Stretch(
        period=picture.period.words,
        total=picture.ward(ward).words,
        lines=tuple((name, picture.ward_family(ward, code).words) for code, name in picture.families.items()),
    )


def _last(session: Session, ward: str, period: Period, partnership: Partnership) -> Stretch:
    counts = _counts(session, ward, period, partnership)
    lines = tuple((family.name, band(counts[family.code]).words) for family in _families(partnership))
    return Stretch(period.words, band(sum(counts.values())).words, lines)


def _counts(session: Session, ward: str, period: Period, partnership: Partnership) -> Counter[str]:
    """Counted concerns by family that may be told by ward."""
    family_of = {kind.code: kind.family for kind in _told_by_ward(partnership)}
    counts: Counter[str] = Counter()
    found = figures.counted(session, start=period.starts_on, end=period.after, subtopics=family_of)
    for figure in found:
        if figure.ward == ward:
            counts[family_of[figure.subtopic]] += figure.count
    return counts


def _told_by_ward(partnership: Partnership) -> Iterable[Subtopic]:
    return (kind for topic in partnership.topics for kind in topic.subtopics if not kind.sensitive)


def _families(partnership: Partnership) -> list[Family]:
    """Families with a kind that may be told by ward."""
    told = {kind.family for kind in _told_by_ward(partnership)}
    return [family for family in partnership.families if family.code in told]
