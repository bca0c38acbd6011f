"""The gate between a count and whoever sees it: a band passes, a number large enough, or a refusal.

Refuses to hand a raw count to a page: views carry `Published` values, `SafeTable` and `SafeGrid`, which only
this module and `release_guard` make; a `WorkCount` says how much work waits and is no publication. Rules: no
number under the floor (5; 10 for equality answers); no hidden cell that totals give away. Source: Government
Statistical Service and ONS guidance on disclosure control for tables from administrative sources; HESA's
rounding practice for bands of five.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum
from typing import TypeAlias

from portal.core.errors import DomainError

FLOOR = 5  # people: below it a number may point to one of them
EQUALITY_FLOOR = 10  # people: equality answers are special category data
BAND_WIDTH = 5


class ImpossibleCount(DomainError):
    """A count below nothing, or parts larger than their base."""

    code = "impossible-count"


class Audience(StrEnum):
    """Who looks at a number."""

    PUBLIC = "public"
    GROUP = "group"
    COUNCILLOR = "councillor"
    EXECUTIVE = "executive"
    ANALYST = "analyst"


class Grain(StrEnum):
    """How fine the place of a number is."""

    PARTNERSHIP = "partnership"
    WARD = "ward"
    AREA = "area"


class Reason(StrEnum):
    """Why a number is not shown."""

    SMALL = "small"
    PROTECTS = "protects"
    SENSITIVE = "sensitive"


@dataclass(frozen=True, slots=True, order=True)
class Band:
    """From `low` to `high`, both included; without `high` it is open: "30 or more"."""

    low: int
    high: int | None

    def __contains__(self, count: int) -> bool:
        return self.low <= count and (self.high is None or count <= self.high)

    @property
    def words(self) -> str:
        """As it is printed."""
        if self.high is None:
            return f"{self.low:,} or more"
        return f"fewer than {self.high + 1:,}" if self.low == 0 else f"{self.low:,} to {self.high:,}"


@dataclass(frozen=True, slots=True)
class Shown:
    """A number that may be seen as it is."""

    number: int

    @property
    def words(self) -> str:
        """As it is printed."""
        return f"{self.number:,}"


@dataclass(frozen=True, slots=True)
class Suppressed:
    """A number that may not be seen, and why."""

    reason: Reason
    floor: int = FLOOR

    @property
    def words(self) -> str:
        """As it is printed: a small number says so, the others only that they are hidden."""
        return f"fewer than {self.floor}" if self.reason is Reason.SMALL else "hidden"


Published: TypeAlias = Band | Shown | Suppressed


@dataclass(frozen=True, slots=True)
class WorkCount:
    """How many items wait for somebody's work; for staff pages only, no statement about people."""

    number: int

    @property
    def words(self) -> str:
        """As it is printed."""
        return f"{self.number:,}"


def band(count: int) -> Band:
    """The band of five that holds a count: 0 to 4, 5 to 9 ... Raises ImpossibleCount."""
    if count < 0:
        raise ImpossibleCount(count=count)
    low = count - count % BAND_WIDTH
    return Band(low, low + BAND_WIDTH - 1)


def gate(
    count: int,
    audience: Audience,
    *,
    grain: Grain = Grain.WARD,
    sensitive: bool = False,
    floor: int = FLOOR,
) -> Published:
    """What this audience may see of a count of concerns. Raises ImpossibleCount.

    Public: a band, sensitive subtopics for the whole partnership only. Groups and the executive: the number
    from the floor up, to ward level (the caller hands in only what is routed to the group). Councillors:
    likewise for their own ward, nothing sensitive. Analysts: the number; their look is in the ledger.
    """
    published = band(count)
    if audience is Audience.ANALYST:
        return Shown(count)
    if audience is Audience.PUBLIC:
        hidden = sensitive and grain is not Grain.PARTNERSHIP
        return Suppressed(Reason.SENSITIVE) if hidden else published
    if grain is Grain.AREA or (sensitive and audience is Audience.COUNCILLOR):
        return Suppressed(Reason.SENSITIVE)
    return Shown(count) if count >= floor else Suppressed(Reason.SMALL, floor)


def difference(now: Published, before: Published) -> int | None:
    """By how much a number rose (fell: negative), where both may be seen; else None."""
    if isinstance(now, Shown) and isinstance(before, Shown):
        return now.number - before.number
    return None


@dataclass(frozen=True, slots=True)
class SafeRow:
    """One answer: how many gave it, and their share of the base in whole per cent, where it may be seen."""

    label: str
    count: Published
    share: int | None


@dataclass(frozen=True, slots=True)
class SafeTable:
    """Answers that may be printed as they stand, and how many people they are of."""

    rows: tuple[SafeRow, ...]
    base: Published

    @property
    def complete(self) -> bool:
        """Whether nothing is hidden. Only then may a mean or another sum over all rows stand beside it."""
        return isinstance(self.base, Shown) and all(isinstance(row.count, Shown) for row in self.rows)


def safe_table(
    counts: Sequence[tuple[str, int]],
    *,
    base: int | None = None,
    exclusive: bool = True,
    floor: int = FLOOR,
) -> SafeTable:
    """A table of answers in the given order, without any number that could point to a few people.

    `base` is the number of people asked about (the sum of the counts where it is left out). `exclusive` says
    that each person is counted once: then hidden numbers are at least two and together at least the floor, so
    that the base does not give one away. Raises ImpossibleCount.
    """
    numbers = [number for _, number in counts]
    people = sum(numbers) if base is None else base
    most = sum(numbers) if exclusive else max(numbers, default=0)
    if min(numbers, default=0) < 0 or most > people:
        raise ImpossibleCount(counts=tuple(numbers), base=people)
    if people < floor:
        rows = tuple(SafeRow(label, Suppressed(Reason.PROTECTS, floor), None) for label, _ in counts)
        return SafeTable(rows, Suppressed(Reason.SMALL, floor))
    hidden = hidden_cells(numbers, floor) if exclusive else {i for i, n in enumerate(numbers) if n < floor}
    return SafeTable(
        tuple(_row(label, number, people, at in hidden, floor) for at, (label, number) in enumerate(counts)),
        Shown(people),
    )


def hidden_cells(numbers: Sequence[int], floor: int = FLOOR) -> set[int]:
    """Which parts of a known sum to hide: all under the floor, and the smallest others as long as need be.

    A hidden part can then be anything from nothing to the sum of all hidden, which is the floor or more.
    """
    hidden = {at for at, number in enumerate(numbers) if number < floor}
    others = sorted(set(range(len(numbers))) - hidden, key=lambda at: (numbers[at], at))
    while others and hidden and (len(hidden) < 2 or sum(numbers[at] for at in hidden) < floor):
        hidden.add(others.pop(0))
    return hidden


def share_of(part: int, base: int) -> int:
    """A share in whole per cent, halves rounded up."""
    return (200 * part + base) // (2 * base)


def _row(label: str, number: int, people: int, hidden: bool, floor: int) -> SafeRow:
    if hidden:
        return SafeRow(label, Suppressed(Reason.PROTECTS, floor), None)
    return SafeRow(label, Shown(number), share_of(number, people))
