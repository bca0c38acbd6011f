"""Which rows of a figure one person's answer belongs to, so that a figure can be split by ward or channel.

Every kind that is counted has its way here, figure by figure in the order `COUNT_FOR` draws them; a law holds
the two together. Refuses nothing: what was not answered is in no base.
"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from portal.consultations.counting.figures import Figure
from portal.consultations.counting.ordered import TOP
from portal.consultations.questions.base import Kind, Question, Value
from portal.consultations.questions.choices import Choosing, Relation
from portal.consultations.questions.grids import Matrix
from portal.consultations.questions.measured import Number, month_words
from portal.consultations.questions.places import Place
from portal.consultations.questions.ranking import Ranking

Labels = tuple[str, ...]
Belongs = Callable[[Value], Labels | None]
"""From one answer to the labels of the rows it counts in; None where it is not in the base."""


@dataclass(frozen=True, slots=True)
class Way:
    """How one figure counts: `exclusive` says that each person is in one row."""

    belongs: Belongs
    exclusive: bool


def ways(question: Question, figures: Sequence[Figure]) -> tuple[Way, ...]:
    """A way to each figure, in order; none for a kind that is not counted."""
    found = WAYS.get(question.kind)
    return found(question, figures) if found and figures else ()


def _one(question: Question, figures: Sequence[Figure]) -> tuple[Way, ...]:
    words = dict(question.possible)
    return (Way(lambda value: (words[value],) if value in words else None, True),)


def _place(question: Question, figures: Sequence[Figure]) -> tuple[Way, ...]:
    assert isinstance(question, Choosing)
    words = {option.code: option.words for option in question.options}
    inside = isinstance(question, Place)

    def belongs(value: Value) -> Labels | None:
        code = value["ward"] if inside else value
        return (words[code],) if code in words else None

    return (Way(belongs, True),)


def _several(question: Question, figures: Sequence[Figure]) -> tuple[Way, ...]:
    words = dict(question.possible)
    plain = isinstance(question, Relation)

    def belongs(value: Value) -> Labels | None:
        return tuple(words[code] for code in (value if plain else value["chosen"]) if code in words)

    return (Way(belongs, False),)


def _matrix(question: Question, figures: Sequence[Figure]) -> tuple[Way, ...]:
    assert isinstance(question, Matrix)
    return tuple(_matrix_row(question, row.code) for row in question.rows)


def _matrix_row(question: Matrix, row: str) -> Way:
    words = {step.code: step.words for step in question.steps(row)}

    def belongs(value: Value) -> Labels | None:
        step = value.get(row)
        return (words[step],) if step in words else None

    return Way(belongs, True)


def _number(question: Question, figures: Sequence[Figure]) -> tuple[Way, ...]:
    assert isinstance(question, Number)
    labelled = tuple(zip(question.bands(), (row.label for row in figures[0].rows), strict=True))

    def belongs(value: Value) -> Labels | None:
        return next(((label,) for (low, high), label in labelled if low <= value <= high), None)

    return (Way(belongs, True),)


def _date(question: Question, figures: Sequence[Figure]) -> tuple[Way, ...]:
    labels = [row.label for row in figures[0].rows]
    months = frozenset(labels[1:-1])

    def belongs(value: Value) -> Labels | None:
        words = month_words(value)
        if words in months:
            return (words,)
        return (labels[0],) if not months or value < _first(labels[1]) else (labels[-1],)

    return (Way(belongs, True),)


MONTHS = tuple(month_words(f"2000-{number:02}").split()[0] for number in range(1, 13))


def _first(label: str) -> str:
    """ "March 2026" as "2026-03"."""
    month, year = label.split()
    return f"{year}-{MONTHS.index(month) + 1:02}"


def _ranking(question: Question, figures: Sequence[Figure]) -> tuple[Way, ...]:
    assert isinstance(question, Ranking)
    words = {option.code: option.words for option in question.options}
    one = not question.ties

    def within(value: Value, places: int) -> Labels:
        return tuple(words[code] for code, place in value["places"].items() if place <= places)

    def first(value: Value) -> Labels | None:
        return (within(value, 1) or None) if one else within(value, 1)

    near = Way(lambda value: within(value, TOP), False)
    refused = Way(lambda value: tuple(words[code] for code in value["not"]), False)
    return (Way(first, one), near, refused)[: len(figures)]


def _points(question: Question, figures: Sequence[Figure]) -> tuple[Way, ...]:
    words = dict(question.possible)
    return (Way(lambda value: tuple(words[code] for code in value if code in words), False),)


WAYS: dict[Kind, Callable[[Question, Sequence[Figure]], tuple[Way, ...]]] = {
    Kind.RELATION: _several,
    Kind.WARD: _place,
    Kind.PLACE: _place,
    Kind.RANKING: _ranking,
    Kind.RATING: _one,
    Kind.MATRIX: _matrix,
    Kind.ONE_CHOICE: _one,
    Kind.SEVERAL: _several,
    Kind.POINTS: _points,
    Kind.NUMBER: _number,
    Kind.DATE: _date,
}
"""Kinds whose figures can be split; words, statements and equality answers are in none."""
