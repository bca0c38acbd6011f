"""Counts of three stretches of months beside each other, as words that may leave the house.

A group sees bands of five: packs of stretches that overlap could otherwise be subtracted until few people are
left. Whether something rose or fell is judged from the true counts by an exact test (`hotspots.statistics`),
and said only where enough was told for an answer not to point to anybody.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from portal.core.disclosure import Audience, Band, Grain, Published
from portal.core.sentences import listed
from portal.hotspots.picture import SAID_FROM, Reader
from portal.hotspots.statistics import Change, compare, expected_by_chance
from portal.packs.content import PackTable
from portal.packs.rules import Period

READER = Reader(Audience.GROUP, None)
"""As whom a pack is read: numbers as bands, none below the floor."""

HEAD = ("This period", "Period before", "Year ago", "Against the period before", "Against a year ago")
YEAR_HEAD = ("This period", "Year ago", "Against a year ago")

COUNTS = (
    "Concerns that people reported and an officer counted, each event once, in the month it came. People "
    "choose to report: the numbers say what was told, not how much happens."
)
BANDS = "Numbers are bands of five."
TEST = (
    "“More” and “fewer” are said where chance would explain so large a difference less than one time in "
    "twenty (exact test for two Poisson counts, two-sided, 5%)."
)
TOO_FEW, NOT_YET = "too few to say", "people could not report all through that time"
LEFT_OUT = "–"
"""What stands in the cells of a stretch in which people could not report throughout."""
WORDS: Mapping[Change, str] = {
    Change.MORE: "more",
    Change.FEWER: "fewer",
    Change.CHANCE: "no clear change",
    Change.NOTHING: TOO_FEW,
}
LONG_WORDS: Mapping[Change, str] = {
    Change.MORE: "more than in {}, and more than chance would explain",
    Change.FEWER: "fewer than in {}, and fewer than chance would explain",
    Change.CHANCE: "no clear change against {}",
}


@dataclass(frozen=True, slots=True)
class Three:
    """Raw counts of one thing in this period, the period before and a year ago. Not for a page."""

    now: int
    before: int
    year_ago: int

    @property
    def small(self) -> bool:
        """Whether none of them may be shown as more than "fewer than 5"."""
        return all(banded(count) == banded(0) for count in (self.now, self.before, self.year_ago))


@dataclass(frozen=True, slots=True)
class Opened:
    """Whether people could report all through the period before, and a year ago."""

    before: bool
    year_ago: bool

    @classmethod
    def of(cls, period: Period, first: date | None) -> "Opened":
        """From the first month of which anything is counted."""
        return cls(
            before=first is not None and first <= period.before.start,
            year_ago=first is not None and first <= period.year_ago.start,
        )

    @property
    def words(self) -> str:
        """What stands beside a table that leaves a stretch out; empty where none is left out."""
        stretches = (("the period before", self.before), ("the same months a year ago", self.year_ago))
        missing = listed(name for name, is_open in stretches if not is_open)
        if not missing:
            return ""
        return (
            f" “{NOT_YET}”: people could not report here all through {missing}; nothing is compared with it."
        )


def banded(count: int) -> Published | Band:
    """A count as a group may see it."""
    return READER.passed(count, Grain.WARD)


def change(now: int, then: int, *, opened: bool) -> Change | None:
    """What counts of equally long stretches say; `NOTHING` for too few, None where nobody could report."""
    if not opened:
        return None
    return compare(now, then).change if now + then >= SAID_FROM else Change.NOTHING


def word(found: Change | None) -> str:
    """A change as it stands in a cell."""
    return NOT_YET if found is None else WORDS[found]


def sentence(found: Change | None, than: str) -> str:
    """A change as it stands in a sentence, against `than`; empty where nothing can be said."""
    return LONG_WORDS[found].format(than) if found is not None and found in LONG_WORDS else ""


def row(label: str, three: Three, opened: Opened) -> tuple[str, ...]:
    """A line with the heads of `HEAD`; a stretch in which people could not always report has no number."""
    return (
        label,
        banded(three.now).words,
        banded(three.before).words if opened.before else LEFT_OUT,
        banded(three.year_ago).words if opened.year_ago else LEFT_OUT,
        word(change(three.now, three.before, opened=True)) if opened.before else LEFT_OUT,
        word(change(three.now, three.year_ago, opened=True)) if opened.year_ago else LEFT_OUT,
    )


def table(
    code: str,
    caption: str,
    first: str,
    lines: Sequence[tuple[str, Three]],
    opened: Opened,
    *,
    short: bool = False,
    about: str = COUNTS,
) -> PackTable:
    """A table with the heads of `HEAD`; `short` leaves out lines that have fewer than 5 in all three."""
    shown = [(label, three) for label, three in lines if not (short and three.small)]
    left_out = " Lines not listed had fewer than 5 in each of the three." if len(shown) < len(lines) else ""
    compared = sum(
        change(three.now, three.year_ago, opened=opened.year_ago) not in (None, Change.NOTHING)
        for _, three in shown
    )
    chance = (
        f" Of {compared} comparisons with a year ago about {expected_by_chance(compared)} may say “more” by "
        "chance alone."
        if compared > 1
        else ""
    )
    return PackTable(
        code=code,
        caption=caption,
        definition=f"{about} {BANDS} {TEST}{left_out}{chance}{opened.words}",
        base=base([three for _, three in lines], opened),
        head=(first, *HEAD),
        rows=tuple(row(label, three, opened) for label, three in shown),
        numeric=(1, 2, 3),
    )


def base(lines: Sequence[Three], opened: Opened) -> str:
    """Of how many, in words; without the stretches in which people could not report throughout."""
    now, before, year_ago = (
        banded(sum(getattr(each, part) for each in lines)).words for part in ("now", "before", "year_ago")
    )
    told = [f"{now} in this period"]
    told += [f"{before} in the period before"] if opened.before else []
    told += [f"{year_ago} a year ago"] if opened.year_ago else []
    return ", ".join(told)


def pairs_table(
    code: str,
    caption: str,
    first: str,
    lines: Sequence[tuple[str, int, int]],
    opened: Opened,
    *,
    about: str,
    base: str,
) -> PackTable:
    """A table of this period and a year ago: label, count now, count then."""
    rows = tuple(
        (
            label,
            banded(now).words,
            banded(then).words if opened.year_ago else LEFT_OUT,
            word(change(now, then, opened=True)) if opened.year_ago else LEFT_OUT,
        )
        for label, now, then in lines
    )
    return PackTable(
        code,
        caption,
        f"{about} {BANDS} {TEST}{opened.words}",
        base,
        (first, *YEAR_HEAD),
        rows,
        numeric=(1, 2),
    )
