"""Plain counts of every kind of question: shares of those who answered, in the order it was asked."""

from collections import Counter
from collections.abc import Callable

from portal.consultations.counting.audiences import Answers, Groups
from portal.consultations.counting.figures import (
    ONCE,
    SEVERAL,
    Figure,
    FigureRow,
    QuestionResult,
    exclusive,
    of_many,
)
from portal.consultations.counting.ordered import points, ranking
from portal.consultations.questions.base import Kind, Question
from portal.consultations.questions.choices import Choosing, Relation
from portal.consultations.questions.equality import Equality
from portal.consultations.questions.grids import Matrix
from portal.consultations.questions.measured import Day, Number, month_words
from portal.consultations.questions.places import Place
from portal.core.disclosure import EQUALITY_FLOOR, FLOOR, safe_table

__all__ = ["COUNT_FOR", "Figure", "FigureRow", "QuestionResult", "equality", "exclusive"]

Count = Callable[[Question, Groups], tuple[Figure, ...]]
EARLIER, LATER = "earlier", "later"
YEAR_MONTHS = 12


def _choice(question: Question, groups: Groups) -> tuple[Figure, ...]:
    return (exclusive("", ONCE, question.possible, groups, lambda each: each.get(question.code)),)


def _ward(question: Question, groups: Groups) -> tuple[Figure, ...]:
    assert isinstance(question, Choosing)
    told = (each[question.code] for each in groups.everyone if question.code in each)
    given = Counter(each["ward"] if isinstance(question, Place) else each for each in told)
    return (_listed([(option.words, given[option.code]) for option in question.options]),)


def _listed(counts: list[tuple[str, int]]) -> Figure:
    table = safe_table(counts)
    rows = tuple(FigureRow(row.label, row.count, row.share) for row in table.rows)
    return Figure("", ONCE, rows, table.base, charted=False)


def _several(question: Question, groups: Groups) -> tuple[Figure, ...]:
    told = [each[question.code] for each in groups.everyone if question.code in each]
    ticked = told if isinstance(question, Relation) else [each["chosen"] for each in told]
    return (of_many("", SEVERAL, question.possible, ticked),)


def _matrix(question: Question, groups: Groups) -> tuple[Figure, ...]:
    """A figure to each row, over the same scale."""
    assert isinstance(question, Matrix)
    return tuple(_row(question, row.code, row.words, groups) for row in question.rows)


def _row(question: Matrix, row: str, words: str, groups: Groups) -> Figure:
    pairs = [(step.code, step.words) for step in question.steps(row)]
    return exclusive(words, ONCE, pairs, groups, lambda each: (each.get(question.code) or {}).get(row))


def _number(question: Question, groups: Groups) -> tuple[Figure, ...]:
    assert isinstance(question, Number)
    bands = question.bands()
    pairs = [(str(low), _band_words(question, low, high)) for low, high in bands]

    def band(answers: Answers) -> str | None:
        given = answers.get(question.code)
        return next((str(low) for low, high in bands if given is not None and low <= given <= high), None)

    return (exclusive("", ONCE, pairs, groups, band),)


def _band_words(question: Number, low: int, high: int) -> str:
    words = f"{low:,}" if low == high else f"{low:,} to {high:,}"
    return f"{words} {question.unit}".rstrip()


def _date(question: Question, groups: Groups) -> tuple[Figure, ...]:
    """By month, from the first to the last that enough people named; the rest before and after."""
    assert isinstance(question, Day)
    given = Counter(each[question.code] for each in groups.everyone if question.code in each)
    enough = sorted(month for month, number in given.items() if number >= FLOOR)
    months = _months(enough[0], enough[-1]) if enough else []
    pairs = [(month, month_words(month)) for month in months]
    ends = [(EARLIER, "Before that"), *pairs, (LATER, "After that")] if pairs else [(EARLIER, "Any month")]

    def at(answers: Answers) -> str | None:
        month = answers.get(question.code)
        if month is None or not months or month < months[0]:
            return None if month is None else EARLIER
        return month if month <= months[-1] else LATER

    return (exclusive("", ONCE, ends, groups, at),)


def _months(first: str, last: str) -> list[str]:
    start, end = (int(month[:4]) * YEAR_MONTHS + int(month[5:]) - 1 for month in (first, last))
    return [f"{count // YEAR_MONTHS:04}-{count % YEAR_MONTHS + 1:02}" for count in range(start, end + 1)]


def _uncounted(question: Question, groups: Groups) -> tuple[Figure, ...]:
    """Words are read, a statement asks nothing, and equality answers are counted apart from the others."""
    return ()


COUNT_FOR: dict[Kind, Count] = {
    Kind.RELATION: _several,
    Kind.WARD: _ward,
    Kind.PLACE: _ward,
    Kind.RANKING: ranking,
    Kind.RATING: _choice,
    Kind.MATRIX: _matrix,
    Kind.ONE_CHOICE: _choice,
    Kind.SEVERAL: _several,
    Kind.POINTS: points,
    Kind.NUMBER: _number,
    Kind.DATE: _date,
    Kind.SHORT_TEXT: _uncounted,
    Kind.LONG_TEXT: _uncounted,
    Kind.STATEMENT: _uncounted,
    Kind.EQUALITY: _uncounted,
}
"""How the chosen answers to a kind are counted; words and equality answers are not here (see `results`)."""


def equality(question: Equality, counts: dict[tuple[str, str], int]) -> tuple[Figure, ...]:
    """The optional questions; `counts` by part and option. Nothing under ten is shown."""
    figures = []
    for part in question.parts:
        given = [(option.words, counts.get((part.code, option.code), 0)) for option in part.options]
        table = safe_table(given, floor=EQUALITY_FLOOR)
        rows = tuple(FigureRow(row.label, row.count, row.share) for row in table.rows)
        figures.append(
            Figure(part.title, "Each person who answered is counted once.", rows, table.base, charted=False)
        )
    return tuple(figures)
