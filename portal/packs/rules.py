"""What a pack for a group and a period is made of, who may read it, and that it is frozen.

Every number passes the gate before it gets here. Refuses a period that is not whole months or not over yet.
"""

import hashlib
import json
from collections.abc import Iterable
from dataclasses import asdict, dataclass
from datetime import date

from portal.core.actors import Actor, Role
from portal.core.disclosure import SafeTable
from portal.core.errors import DomainError
from portal.core.windows import months_on

READS_ALL = frozenset({Role.EXECUTIVE, Role.ENGAGEMENT_OFFICER})
"""Roles that read every group's pack: the Executive stands above them, officers make them."""

MONTHS = (1, 2, 3, 6, 12)
"""Lengths of a period, in months."""

FORMULA = ("=", "+", "-", "@", "\t", "\r")
"""First signs that a spreadsheet would take for a formula."""

HEAD = ("Share", "This period", "The period before")


class PeriodNotOver(DomainError):
    """A pack is made when its last month has ended, so that it never has to change."""

    code = "period-not-over"


class PeriodUnknown(DomainError):
    """The period is not one of the offered lengths, or does not start on the first of a month."""

    code = "period-unknown"


@dataclass(frozen=True, slots=True)
class Period:
    """Whole months: from the first of `start` up to, not with, the first of `end`."""

    start: date
    end: date

    @property
    def months(self) -> int:
        """How many months it has."""
        return (self.end.year - self.start.year) * 12 + self.end.month - self.start.month

    @property
    def before(self) -> "Period":
        """As many months just before."""
        return Period(months_on(self.start, -self.months), self.start)

    @property
    def firsts(self) -> tuple[date, ...]:
        """The first day of each month."""
        return tuple(months_on(self.start, n) for n in range(self.months))


@dataclass(frozen=True, slots=True)
class PackRow:
    """One line of a table: all words, nothing to compute with."""

    label: str
    share: str
    now: str
    before: str


@dataclass(frozen=True, slots=True)
class PackTable:
    """A table of a pack with what it counts and of how many."""

    code: str
    caption: str
    definition: str
    base: str
    rows: tuple[PackRow, ...]

    @property
    def head(self) -> tuple[str, ...]:
        """The heads of the columns."""
        return ("What", *HEAD)

    @property
    def cells(self) -> tuple[tuple[str, ...], ...]:
        """The lines, cell by cell."""
        return tuple((row.label, row.share, row.now, row.before) for row in self.rows)


@dataclass(frozen=True, slots=True)
class PackContent:
    """A whole pack as it is frozen."""

    group: str
    group_name: str
    period: str
    before: str
    made_on: str
    escalated: str
    tables: tuple[PackTable, ...]
    notes: tuple[str, ...]


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


def paired(code: str, caption: str, definition: str, now: SafeTable, before: SafeTable) -> PackTable:
    """One table out of the safe tables of both periods, which hold the same labels in the same order."""
    rows = tuple(
        PackRow(
            label=this.label,
            share="not shown" if this.share is None else f"{this.share}%",
            now=this.count.words,
            before=last.count.words,
        )
        for this, last in zip(now.rows, before.rows, strict=True)
    )
    base = f"{now.base.words} in this period, {before.base.words} in the period before"
    return PackTable(code, caption, definition, base, rows)


def to_text(content: PackContent) -> str:
    """Canonical JSON: the same pack always gives the same text."""
    return json.dumps(asdict(content), ensure_ascii=False, sort_keys=True, separators=(",", ":"))


def from_text(text: str) -> PackContent:
    """The pack that `to_text` wrote."""
    value = json.loads(text)
    tables = tuple(
        PackTable(**{**table, "rows": tuple(PackRow(**row) for row in table["rows"])})
        for table in value["tables"]
    )
    return PackContent(**{**value, "tables": tables, "notes": tuple(value["notes"])})


def digest(text: str) -> str:
    """SHA-256 of the canonical text, in hex."""
    return hashlib.sha256(text.encode("utf-8")).hexdigest()


def csv_lines(content: PackContent) -> Iterable[tuple[str, ...]]:
    """The pack's numbers as lines of words, safe to open in a spreadsheet."""
    yield ("Table", "Base", "Line", *HEAD)
    for table in content.tables:
        for row in table.rows:
            yield tuple(
                map(plain, (table.caption, table.base, row.label, row.share, row.now, row.before)),
            )
    yield ("Counted as escalated", "", plain(content.escalated), "", "", "")


def plain(words: str) -> str:
    """Words that no spreadsheet takes for a formula."""
    return f"'{words}" if words.startswith(FORMULA) else words
