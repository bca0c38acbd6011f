"""Who is asked what: a question or page may depend on earlier answers, and the way follows from them.

Pure rules over whatever has pages, questions and conditions. A condition looks back only, to an earlier page:
one that cannot be met, looks forward or round in a circle is named, and the walk goes on without it.
"""

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from enum import StrEnum
from itertools import product
from typing import Any

from portal.consultations.questions.base import Question
from portal.consultations.questions.conditions import BOUNDS, Condition, Test
from portal.consultations.questions.pages import Page

WAYS_TRIED = 2000  # combinations of answers looked at before a condition is taken to be possible


class Fault(StrEnum):
    """What is wrong with a condition."""

    UNKNOWN_QUESTION = "unknown_question"
    NOT_LOOKED_AT = "not_looked_at"  # a statement, an equality answer
    UNKNOWN_VALUE = "unknown_value"
    NOT_EARLIER = "not_earlier"
    LOOP = "loop"
    UNREACHABLE = "unreachable"


@dataclass(frozen=True, slots=True)
class Problem:
    """Where a fault is: the code of the page or question that is asked on a condition, and what it names."""

    fault: Fault
    at: str
    names: tuple[str, ...] = ()


def walked(pages: Sequence[Page], answer: Callable[[Question], Any]) -> Iterator[tuple[Page, dict[str, Any]]]:
    """Each page on the way, with the questions it asks and the answers to them; an empty page is passed by.

    `answer` is asked only for what is on the way: an answer to a question that is not asked counts as none.
    """
    told: dict[str, frozenset[str]] = {}
    for page in pages:
        asked = tuple(each for each in page.questions if _met((*page.only_if, *each.only_if), told))
        if not asked:
            continue
        answers = {each.code: answer(each) for each in asked}
        given = {code: value for code, value in answers.items() if value is not None}
        yield replace(page, questions=asked), given
        told |= {each.code: each.codes(given[each.code]) for each in asked if each.code in given}


def _met(conditions: Sequence[Condition], told: Mapping[str, frozenset[str]]) -> bool:
    return all(each.met(told.get(each.question)) for each in conditions)


def problems(pages: Sequence[Page]) -> tuple[Problem, ...]:
    """Every condition that cannot work, in the order of the pages."""
    return tuple(_Looking(pages).all())


class _Looking:
    """Where each question stands, and what each page or question depends on."""

    def __init__(self, pages: Sequence[Page]) -> None:
        self.pages = pages
        self.at = {each.code: number for number, page in enumerate(pages) for each in page.questions}
        self.questions: dict[str, Question] = {each.code: each for page in pages for each in page.questions}
        self.needs = {each.code: (*page.only_if, *each.only_if) for page in pages for each in page.questions}

    def all(self) -> Iterator[Problem]:
        looped = set()
        for number, page in enumerate(self.pages):
            asked = [(page.code, page.only_if), *((each.code, each.only_if) for each in page.questions)]
            for code, conditions in asked:
                found = [self._fault(code, number, condition, page) for condition in conditions]
                looped |= {problem.at for problem in found if problem and problem.fault is Fault.LOOP}
                yield from (problem for problem in found if problem)
                if conditions and not any(found) and not self._reachable((*page.only_if, *conditions)):
                    yield Problem(Fault.UNREACHABLE, code, tuple(each.question for each in conditions))

    def _fault(self, at: str, number: int, condition: Condition, page: Page) -> Problem | None:
        looked_at = self.questions.get(condition.question)
        if looked_at is None:
            return Problem(Fault.UNKNOWN_QUESTION, at, (condition.question,))
        if not looked_at.asks or looked_at.apart:
            return Problem(Fault.NOT_LOOKED_AT, at, (condition.question,))
        if self.at[condition.question] >= number:
            starts = {at} if at in self.questions else {each.code for each in page.questions}
            fault = Fault.LOOP if self._leads_back(condition.question, starts) else Fault.NOT_EARLIER
            return Problem(fault, at, (condition.question,))
        if condition.test in BOUNDS:
            fits = _within(looked_at.span, condition.bound)
            return None if fits else Problem(Fault.UNKNOWN_VALUE, at, (condition.question, *condition.values))
        known = {code for code, _ in looked_at.possible}
        unknown = tuple(value for value in condition.values if value not in known)
        if unknown or (condition.test is not Test.ANSWERED and not condition.values):
            return Problem(Fault.UNKNOWN_VALUE, at, (condition.question, *unknown))
        return None

    def _leads_back(self, code: str, starts: set[str]) -> bool:
        """Whether what is looked at depends in turn on what looks."""
        waiting, seen = [code], set()
        while waiting:
            each = waiting.pop()
            if each in starts:
                return True
            if each not in seen and each in self.needs:
                seen.add(each)
                waiting += [condition.question for condition in self.needs[each]]
        return False

    def _reachable(self, conditions: tuple[Condition, ...]) -> bool:
        """Whether some answers meet these conditions and those of the questions they look at."""
        wanted: dict[str, set[Condition]] = {}
        waiting, seen = list(conditions), set()
        while waiting:
            condition = waiting.pop()
            if condition in seen:
                continue
            seen.add(condition)
            wanted.setdefault(condition.question, set()).add(condition)
            waiting += self.needs.get(condition.question, ())
        return all(
            code in self.questions and _possible(self.questions[code], tuple(several))
            for code, several in wanted.items()
        )


def _within(span: tuple[int, int] | None, bound: int | None) -> bool:
    return span is not None and bound is not None and span[0] <= bound <= span[1]


def _possible(question: Question, conditions: tuple[Condition, ...]) -> bool:
    """Whether one answer to the question meets all of these conditions on it."""
    bounds = [each for each in conditions if each.test in BOUNDS]
    if bounds:
        ends = (*(question.span or ()), *(each.bound for each in bounds if each.bound is not None))
        return any(
            all(each.lets_in(end) for each in bounds) and question.holds(frozenset({str(end)}))
            for end in ends
        )
    exact = {each.values for each in conditions if each.test is Test.EQUAL}
    if exact:
        codes = frozenset(next(iter(exact)))
        return all(each.met(codes) for each in conditions) and question.holds(codes, only=True)
    choices = [each.values for each in conditions if each.test is Test.ANY_OF]
    for tried, chosen in enumerate(product(*choices)):
        if tried > WAYS_TRIED or question.holds(frozenset(chosen)):
            return True
    return False
