"""Whether two counts differ by more than chance would explain, said so that nobody needs a course.

Reports are taken for independent events that come at a steady rate (Poisson); given their sum, the newer
count is then binomial, and an exact interval for its share is one for the ratio of the rates. Refuses
negative counts, lengths of no time and levels that are no share. Knows nothing of places or people.

Sources: J. Przyborowski and H. Wilenski, Homogeneity of results in testing samples from Poisson series,
Biometrika 31 (1940); C. J. Clopper and E. S. Pearson, The use of confidence or fiducial limits illustrated in
the case of the binomial, Biometrika 26 (1934); continued fraction of the incomplete beta function: NIST
Digital Library of Mathematical Functions, 8.17.22, evaluated by the method of Lentz.
"""

from dataclasses import dataclass
from enum import StrEnum
from functools import lru_cache
from math import exp, inf, isfinite, lgamma, log

from portal.core.errors import DomainError

LEVEL = 0.95  # of all intervals made so, this share holds the true ratio
WHOLE_FROM = 10  # times as many, from which on decimals say nothing
TINY = 1e-300  # stands for nothing where a fraction would divide by it
CLOSE = 1e-14  # the fraction has settled when a turn changes it by less
NEAR = 1e-11  # an end of an interval is known this well, of itself: far finer than is ever printed
MOST_TURNS = 10_000  # about the root of the count is enough for the fraction, and ten steps for an end


class NoCount(DomainError):
    """A count below nothing, a stretch of no time, or a level that is no share."""

    code = "no-count"


class Change(StrEnum):
    """What a comparison of two counts says."""

    MORE = "more"
    FEWER = "fewer"
    CHANCE = "chance"
    NOTHING = "nothing"


CHANGE_WORDS = {
    Change.MORE: "more than {}, and more than chance would explain",
    Change.FEWER: "fewer than {}, and fewer than chance would explain",
    Change.CHANCE: "could be chance",
    Change.NOTHING: "no reports to compare",
}


@dataclass(frozen=True, slots=True)
class Ratio:
    """How many times as many, from `low` to `high` (infinite where nothing was there before)."""

    low: float
    high: float

    @property
    def words(self) -> str:
        """As it is printed: to one decimal, large numbers whole."""
        if not isfinite(self.high):
            return f"at least {_rounded(self.low)} times as many"
        return f"{_rounded(self.low)} to {_rounded(self.high)} times as many"


@dataclass(frozen=True, slots=True)
class Comparison:
    """Two counts beside each other; without a ratio where there is nothing to compare."""

    now: int
    before: int
    change: Change
    ratio: Ratio | None

    def said(self, than: str = "a year ago") -> str:
        """What it says in plain words, against `than`."""
        return CHANGE_WORDS[self.change].format(than)


def compare(
    now: int, before: int, *, months_now: int = 1, months_before: int = 1, level: float = LEVEL
) -> Comparison:
    """Two counts over so many months each. Raises `NoCount`."""
    if min(now, before) < 0 or min(months_now, months_before) < 1 or not 0 < level < 1:
        raise NoCount(now=now, before=before)
    if now + before == 0:
        return Comparison(now, before, Change.NOTHING, None)
    low, high = share(now, now + before, level=level)
    longer = months_before / months_now
    ratio = Ratio(_odds(low) * longer, _odds(high) * longer)
    change = Change.MORE if ratio.low > 1 else Change.FEWER if ratio.high < 1 else Change.CHANCE
    return Comparison(now, before, change, ratio)


@lru_cache(maxsize=4096)  # places have small counts, and the same ones often
def share(part: int, whole: int, *, level: float = LEVEL) -> tuple[float, float]:
    """The exact (Clopper-Pearson) interval of a share, both ends from 0 to 1. Raises `NoCount`."""
    if not 0 <= part <= whole or whole < 1 or not 0 < level < 1:
        raise NoCount(part=part, whole=whole)
    tail = (1 - level) / 2
    low = 0.0 if part == 0 else _where(part, whole - part + 1, tail)
    high = 1.0 if part == whole else _where(part + 1, whole - part, 1 - tail)
    return low, high


def incomplete_beta(a: float, b: float, x: float) -> float:
    """The regularised incomplete beta function, for a, b > 0 and x from 0 to 1.

    For whole a and b it is the chance of `a` or more successes among a + b - 1, each with chance x.
    """
    if x <= 0:
        return 0.0
    if x >= 1:
        return 1.0
    if x > (a + 1) / (a + b + 2):
        return 1.0 - incomplete_beta(b, a, 1 - x)
    front = exp(lgamma(a + b) - lgamma(a) - lgamma(b) + a * log(x) + b * log(1 - x)) / a
    return min(1.0, front * _fraction(a, b, x))


def expected_by_chance(compared: int, *, level: float = LEVEL) -> int:
    """Of so many comparisons, how many stand out at one end by chance alone, rounded up."""
    return -(-compared * round(1000 * (1 - level) / 2) // 1000)


def _rounded(value: float) -> str:
    return f"{value:.1f}" if value < WHOLE_FROM else f"{value:,.0f}"


def _odds(chance: float) -> float:
    return inf if chance >= 1 else chance / (1 - chance)


def _where(a: float, b: float, wanted: float) -> float:
    """The x at which the incomplete beta function has this value: Newton's steps, else halving."""
    low, high, x = 0.0, 1.0, a / (a + b)
    scale = lgamma(a + b) - lgamma(a) - lgamma(b)
    for _ in range(MOST_TURNS):
        off = incomplete_beta(a, b, x) - wanted
        low, high = (x, high) if off < 0 else (low, x)
        slope = exp(scale + (a - 1) * log(x) + (b - 1) * log(1 - x))
        after = x - off / _not_nothing(slope)
        if not low < after < high:
            after = (low + high) / 2
        if abs(after - x) <= NEAR * min(x, 1 - x):
            return after
        x = after
    return x


def _fraction(a: float, b: float, x: float) -> float:
    """The continued fraction of the incomplete beta function (Lentz's method)."""
    c, d = 1.0, 1 / _not_nothing(1 - (a + b) * x / (a + 1))
    found = d
    for m in range(1, MOST_TURNS):
        even = m * (b - m) * x / ((a + 2 * m - 1) * (a + 2 * m))
        d, c = 1 / _not_nothing(1 + even * d), _not_nothing(1 + even / c)
        found *= d * c
        odd = -(a + m) * (a + b + m) * x / ((a + 2 * m) * (a + 2 * m + 1))
        d, c = 1 / _not_nothing(1 + odd * d), _not_nothing(1 + odd / c)
        found *= d * c
        if abs(d * c - 1) < CLOSE:
            break
    return found


def _not_nothing(value: float) -> float:
    return value if abs(value) > TINY else TINY
