"""Questions answered with a number or a day.

Of a day only the month is counted and kept in the open; the day itself stays in the respondent's own copy.
"""

from dataclasses import dataclass
from datetime import date

from portal.consultations.questions.base import Column, Kind, Question, Refusal, Value
from portal.consultations.questions.conditions import whole

MOST = 999_999  # no more digits: a number question must not turn into a telephone number
FEW = 12  # so many values are counted one by one, not in bands
BANDS = 6
OPEN_BANDS = (0, 1, 2, 3, 6, 11, 21, 51, 101, 501, 1001, 10_001, 100_001)  # first numbers of the bands


@dataclass(frozen=True, slots=True, kw_only=True)
class Number(Question):
    """A whole number from `least` to `most`, with its unit ("years"); stored as a JSON number."""

    kind = Kind.NUMBER

    least: int = 0
    most: int = MOST
    unit: str = ""

    def tidy(self, value: Value) -> Value:
        if type(value) is not int:
            raise self._refuse(Refusal.NOT_WHOLE)
        if value < self.least:
            raise self._refuse(Refusal.TOO_SMALL, least=self.least)
        if value > self.most:
            raise self._refuse(Refusal.TOO_LARGE, most=self.most)
        return value

    def summary(self, value: Value) -> tuple[str, ...]:
        return (f"{value:,} {self.unit}".rstrip(),)

    def codes(self, value: Value) -> frozenset[str]:
        """The number itself, for conditions with "at least" and "at most"."""
        return frozenset({str(value)})

    @property
    def span(self) -> tuple[int, int] | None:
        return self.least, self.most

    def holds(self, codes: frozenset[str], *, only: bool = False) -> bool:
        numbers = [whole(code) for code in codes]
        return len(codes) <= 1 and all(
            each is not None and self.least <= each <= self.most for each in numbers
        )

    def bands(self) -> tuple[tuple[int, int], ...]:
        """First and last number of each band it is counted in; they follow from the question alone."""
        span = self.most - self.least + 1
        if span <= FEW:
            starts = list(range(self.least, self.most + 1))
        elif self.least >= 0 and self.most > OPEN_BANDS[-4]:
            starts = [self.least, *(start for start in OPEN_BANDS if self.least < start <= self.most)]
        else:
            starts = list(range(self.least, self.most + 1, -(-span // BANDS)))
        return tuple(zip(starts, [*(start - 1 for start in starts[1:]), self.most], strict=True))

    def columns(self) -> tuple[Column, ...]:
        return (Column(self.code, f"{self.title} ({self.unit})" if self.unit else self.title),)

    def wrong(self) -> tuple[str, ...]:
        return (*Question.wrong(self), *(() if -MOST <= self.least < self.most <= MOST else ("most",)))

    @classmethod
    def example(cls) -> tuple[Question, Value]:
        return cls(code="years", title="How long have you lived here?", most=120, unit="years"), 7


@dataclass(frozen=True, slots=True, kw_only=True)
class Day(Question):
    """A day, written as "2026-03-31"; `earliest` and `latest` likewise, empty for none."""

    kind = Kind.DATE

    earliest: str = ""
    latest: str = ""

    def tidy(self, value: Value) -> Value:
        day = _read(value)
        if day is None or day.year < 1900:
            raise self._refuse(Refusal.NOT_A_DATE)
        first, last = _read(self.earliest), _read(self.latest)
        if first and day < first:
            raise self._refuse(Refusal.TOO_EARLY, day=first)
        if last and day > last:
            raise self._refuse(Refusal.TOO_LATE, day=last)
        return day.isoformat()

    def summary(self, value: Value) -> tuple[str, ...]:
        """The day, or only its month, as "31 March 2026" or "March 2026"."""
        day = _read(value)
        return (f"{day.day} {day:%B %Y}",) if day else (month_words(value),)

    def chosen(self, value: Value) -> Value:
        return str(value)[: len("2026-03")]

    def columns(self) -> tuple[Column, ...]:
        return (Column(self.code, f"{self.title} (month)"),)

    def wrong(self) -> tuple[str, ...]:
        given = [day for day in (self.earliest, self.latest) if day]
        days = [_read(day) for day in given]
        fits = None not in days and given == sorted(given)
        return (*Question.wrong(self), *(() if fits else ("latest",)))

    @classmethod
    def example(cls) -> tuple[Question, Value]:
        question = cls(code="happened", title="When was it?", earliest="2025-01-01", latest="2026-12-31")
        return question, "2026-03-31"


def month_words(month: str) -> str:
    """ "2026-03" as "March 2026"."""
    return f"{date.fromisoformat(f'{month}-01'):%B %Y}"


def _read(value: Value) -> date | None:
    if not isinstance(value, str) or len(value) != len("2026-03-31"):
        return None
    try:
        return date.fromisoformat(value)
    except ValueError:
        return None
