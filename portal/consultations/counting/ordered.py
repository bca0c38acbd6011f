"""Counting what was put in order or shared out: first places, near the top, points."""

from collections.abc import Sequence
from typing import Any

from portal.consultations.counting.audiences import Groups
from portal.consultations.counting.figures import (
    Figure,
    best_first,
    complete,
    exclusive,
    of_many,
    with_means,
)
from portal.consultations.questions.base import Question
from portal.consultations.questions.grids import Points
from portal.consultations.questions.ranking import Ranking

TOP = 3  # places that count as "near the top"


def ranking(question: Question, groups: Groups) -> tuple[Figure, ...]:
    """First places, the first few places with points, and what should be no priority."""
    assert isinstance(question, Ranking)
    pairs = [(option.code, option.words) for option in question.options]
    orders = [each[question.code] for each in groups.everyone if question.code in each]
    first = _first(question, pairs, groups, orders)
    near = [[code for code, place in order["places"].items() if place <= TOP] for order in orders]
    definition = f"How many put it in one of the first {TOP} places."
    top = of_many(f"In the first {TOP}", definition, pairs, near)
    if complete(first):
        top = with_means(top, _means(question, orders), _points_words(question))
    figures = [best_first(first), best_first(top)]
    if question.may_refuse:
        dropped = "How many said it should not be a priority."
        refused = of_many("Not a priority", dropped, pairs, [order["not"] for order in orders])
        figures.append(best_first(refused))
    return tuple(figures)


def _first(
    question: Ranking, pairs: Sequence[tuple[str, str]], groups: Groups, orders: Sequence[Any]
) -> Figure:
    if question.ties:
        definition = "How many put it in first place; several things may share it."
        return of_many("Put first", definition, pairs, [question.codes(order) for order in orders])
    definition = "How many put it in first place."
    return exclusive("Put first", definition, pairs, groups, lambda each: _at_first(each.get(question.code)))


def _means(question: Ranking, orders: Sequence[Any]) -> list[float]:
    most = question.places
    return [
        sum(most + 1 - order["places"][option.code] for order in orders if option.code in order["places"])
        / len(orders)
        for option in question.options
    ]


def _points_words(question: Ranking) -> str:
    return (
        f"Points: {question.places} for a first place, one fewer for each place after it, none for "
        "what was left out; the mean over everybody who ranked anything."
    )


def _at_first(order: Any) -> str | None:
    places = order["places"] if order else {}
    return next((code for code, place in places.items() if place == 1), None)


def points(question: Question, groups: Groups) -> tuple[Figure, ...]:
    """How many gave anything to each, and the mean of what everybody gave."""
    assert isinstance(question, Points)
    pairs = [(option.code, option.words) for option in question.options]
    shared = [each[question.code] for each in groups.everyone if question.code in each]
    figure = of_many("", "How many gave it any points.", pairs, shared)
    means = [sum(each.get(code, 0) for each in shared) / max(len(shared), 1) for code, _ in pairs]
    words = f"Points: the mean of what people gave, out of {question.total:,}."
    return (best_first(with_means(figure, means, words)),)
